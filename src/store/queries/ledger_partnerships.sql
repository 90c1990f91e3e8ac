-- Which versions of partnerships did this change (?1) end (side 0) and bring (side 1), and what do they say?
SELECT y.added_by = ?1 AS side, y.number AS pair, y.number, NULL AS code, y.subject AS what, y.start_date AS said,
  y.added_by = ?1 AND EXISTS (SELECT 1 FROM partnership e WHERE e.number = y.number AND e.id < y.id) AS known,
  f.file, s.name AS sheet, y.sheet_row,
  y.source_id, y.subject, y.kind, y.form, p.name AS project, d.name AS donor, y.parties, y.party_count, y.foreign_parties,
  y.start_date, y.end_date, y.date_precision,
  ifnull(y.scope, 'communities') AS scope, o.name AS oblast, r.name AS raion, c.name AS community
FROM partnership y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN organisation d ON d.id = y.donor
LEFT JOIN oblast o ON o.id = y.oblast
LEFT JOIN raion r ON r.id = y.raion
LEFT JOIN community c ON c.id = y.community
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.added_by = ?1 OR y.ended_by = ?1
ORDER BY y.number, side
