-- Which records and links name a sheet that the change which brought them did not read, or a row of its heading?
WITH said AS (
  SELECT 'training ' || number AS place, added_by, sheet, sheet_row, 1 AS is_own FROM training
  UNION ALL SELECT 'delivery ' || number AS place, added_by, sheet, sheet_row, 1 AS is_own FROM delivery
  UNION ALL SELECT 'need ' || number AS place, added_by, sheet, sheet_row, 1 AS is_own FROM need
  UNION ALL SELECT 'partnership ' || number AS place, added_by, sheet, sheet_row, 1 AS is_own FROM partnership
  UNION ALL SELECT 'project_card ' || number AS place, added_by, sheet, sheet_row, 1 AS is_own FROM project_card
  UNION ALL SELECT 'training ' || training || ', link', added_by, sheet, sheet_row, 0 FROM assignment
  UNION ALL SELECT noun || ' ' || record || ', link', added_by, sheet, sheet_row, 0 FROM link
  UNION ALL SELECT noun || ' ' || record || ', name `' || text || '`', added_by, sheet, sheet_row, 0 FROM waiting_name
  UNION ALL SELECT 'population', added_by, sheet, sheet_row, 1 FROM population)
SELECT d.place, CASE
    WHEN d.sheet_row <= s.heading_row THEN 'row ' || d.sheet_row || ' of sheet `' || s.name || '` is of its heading'
    ELSE 'change ' || d.added_by || ' brought it, and the sheet it names was read by change ' || s.change END AS what,
  NULL AS fix
FROM said d JOIN sheet s ON s.id = d.sheet JOIN change r ON r.id = s.change JOIN change c ON c.id = d.added_by
WHERE s.change > d.added_by OR d.is_own AND c.verb = 'import' AND s.change <> d.added_by OR d.sheet_row <= s.heading_row
