-- Which former names of places did this change (?1) end (side 0) and bring (side 1)?
SELECT n.added_by = ?1 AS side, n.code || ' ' || n.until || ' ' || n.name AS pair, NULL AS number, n.code, n.name AS what,
  'until ' || n.until AS said,
  n.added_by = ?1 AND EXISTS (SELECT 1 FROM former_name e
    WHERE e.code = n.code AND e.name = n.name AND e.until = n.until AND e.added_by < n.added_by) AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row
FROM former_name n
WHERE n.added_by = ?1 OR n.ended_by = ?1
ORDER BY n.code, n.until, n.name, side
