-- Which versions of what sheets say of projects did this change (?1) end (side 0) and bring (side 1), and what do they say?
SELECT y.added_by = ?1 AS side, y.number AS pair, y.number, NULL AS code, y.name AS what, y.start_date AS said,
  y.added_by = ?1 AND EXISTS (SELECT 1 FROM project_card e WHERE e.number = y.number AND e.id < y.id) AS known,
  f.file, s.name AS sheet, y.sheet_row,
  p.name AS project, d.name AS donor, y.implementers, y.code AS project_code, y.edrpou, y.components, y.themes, y.start_date, y.end_date,
  y.status
FROM project_card y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN organisation d ON d.id = y.donor
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.added_by = ?1 OR y.ended_by = ?1
ORDER BY y.number, side
