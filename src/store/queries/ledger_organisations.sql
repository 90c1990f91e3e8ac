-- Which names of organisations did this change (?1) end (side 0), and bring or bring back (side 1)? Before names told how they stood, an
-- ended one told it by itself.
SELECT l.side, n.id AS pair, NULL AS number, NULL AS code, n.name AS what, NULL AS said, l.known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row
FROM (
  SELECT id, 1 AS side, 0 AS known FROM organisation WHERE added_by = ?1
  UNION ALL SELECT id, ended_by IS NOT NULL, 1 FROM label_before WHERE change = ?1 AND noun = 'organisation'
  UNION ALL SELECT id, 0, 1 FROM organisation
    WHERE ended_by = ?1 AND id NOT IN (SELECT id FROM label_before WHERE change = ?1 AND noun = 'organisation')) l
JOIN organisation n ON n.id = l.id
ORDER BY n.name_sort, n.id, l.side
