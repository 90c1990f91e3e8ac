-- Which decisions about texts did this change (?1) end (side 0) and bring (side 1)?
SELECT d.side, d.pair, NULL AS number, c.code, d.text || ' (' || d.noun || ifnull(', ' || d.oblast, '') || ')' AS what, d.meaning AS said, d.known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row,
  d.meaning, d.oblast
FROM (
  SELECT a.added_by = ?1 AS side, a.noun || ' ' || ifnull(a.oblast, 0) || ' ' || a.text_fold AS pair, a.noun, a.text, a.text_fold,
    a.target, a.id, o.name AS oblast,
    a.added_by = ?1 AND EXISTS (SELECT 1 FROM alias e WHERE e.noun = a.noun AND e.text_fold = a.text_fold
      AND e.oblast IS a.oblast AND e.id < a.id) AS known,
    CASE WHEN a.target IS NULL THEN 'none' ELSE CASE a.noun
      WHEN 'community' THEN (SELECT name FROM community WHERE id = a.target)
      WHEN 'topic' THEN (SELECT name FROM topic WHERE id = a.target)
      WHEN 'project' THEN (SELECT name FROM project WHERE id = a.target)
      ELSE (SELECT name FROM organisation WHERE id = a.target) END END AS meaning
  FROM alias a LEFT JOIN oblast o ON o.id = a.oblast
  WHERE a.added_by = ?1 OR a.ended_by = ?1) d
LEFT JOIN community c ON d.noun = 'community' AND c.id = d.target
ORDER BY d.noun, d.pair, d.side
