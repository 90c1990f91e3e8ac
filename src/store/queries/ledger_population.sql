-- Which numbers of residents did this change (?1) end (side 0) and bring (side 1)?
SELECT p.added_by = ?1 AS side, p.community || ' ' || p.year AS pair, NULL AS number, c.code, c.name || ', ' || p.year AS what,
  p.residents AS said,
  p.added_by = ?1 AND EXISTS (SELECT 1 FROM population e
    WHERE e.community = p.community AND e.year = p.year AND e.added_by < p.added_by) AS known,
  f.file, s.name AS sheet, p.sheet_row,
  p.residents
FROM population p
JOIN community c ON c.id = p.community
LEFT JOIN sheet s ON s.id = p.sheet
LEFT JOIN change f ON f.id = s.change
WHERE p.added_by = ?1 OR p.ended_by = ?1
ORDER BY c.name_sort, p.community, p.year, side
