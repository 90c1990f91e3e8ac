-- Which links did this change (?1) end (side 0) and bring (side 1), and what do they say?
SELECT a.added_by = ?1 AS side, a.training || ' ' || a.community AS pair, a.training AS number, c.code, c.name AS what,
  CASE a.state WHEN 1 THEN 'attended' WHEN 2 THEN 'invited' ELSE 'planned' END || ', ' || u.name AS said,
  a.added_by = ?1 AND EXISTS (SELECT 1 FROM assignment e
    WHERE e.training = a.training AND e.community = a.community AND e.added_by < a.added_by) AS known,
  f.file, s.name AS sheet, a.sheet_row,
  CASE a.state WHEN 1 THEN 'attended' WHEN 2 THEN 'invited' ELSE 'planned' END AS state, u.name AS rule, a.participants,
  k.name AS topic, a.quarter / 10 || '-Q' || a.quarter % 10 AS quarter
FROM assignment a
JOIN community c ON c.id = a.community
JOIN rule u ON u.id = a.rule
LEFT JOIN topic k ON k.id = a.topic
LEFT JOIN sheet s ON s.id = a.sheet
LEFT JOIN change f ON f.id = s.change
WHERE a.added_by = ?1 OR a.ended_by = ?1
ORDER BY a.training, c.name_sort, a.community, side
