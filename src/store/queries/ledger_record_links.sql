-- Which links of deliveries, needs and partnerships did this change (?1) end (side 0) and bring (side 1)?
SELECT l.added_by = ?1 AS side, l.noun || ' ' || l.record || ' ' || l.community AS pair, l.record AS number, c.code, c.name AS what,
  l.noun || ', ' || u.name AS said,
  l.added_by = ?1 AND EXISTS (SELECT 1 FROM link e
    WHERE e.noun = l.noun AND e.record = l.record AND e.community = l.community AND e.added_by < l.added_by) AS known,
  f.file, s.name AS sheet, l.sheet_row,
  u.name AS rule
FROM link l
JOIN community c ON c.id = l.community
JOIN rule u ON u.id = l.rule
LEFT JOIN sheet s ON s.id = l.sheet
LEFT JOIN change f ON f.id = s.change
WHERE l.added_by = ?1 OR l.ended_by = ?1
ORDER BY l.noun, l.record, c.name_sort, l.community, side
