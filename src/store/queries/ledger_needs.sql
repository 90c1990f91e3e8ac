-- Which versions of needs did this change (?1) end (side 0) and bring (side 1), and what do they say?
SELECT y.added_by = ?1 AS side, y.number AS pair, y.number, NULL AS code, coalesce(y.item, k.name) AS what, y.dated AS said,
  y.added_by = ?1 AND EXISTS (SELECT 1 FROM need e WHERE e.number = y.number AND e.id < y.id) AS known,
  f.file, s.name AS sheet, y.sheet_row,
  y.source_id, y.item, k.name AS topic, y.category, p.name AS project, d.name AS donor, y.applicant, y.quantity / 1000.0 AS quantity,
  y.unit, y.urgency, y.people, y.source, y.track, y.other_donors, y.dated, y.date_precision, y.status,
  ifnull(y.scope, 'communities') AS scope, o.name AS oblast, r.name AS raion, c.name AS community
FROM need y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN organisation d ON d.id = y.donor
LEFT JOIN topic k ON k.id = y.topic
LEFT JOIN oblast o ON o.id = y.oblast
LEFT JOIN raion r ON r.id = y.raion
LEFT JOIN community c ON c.id = y.community
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.added_by = ?1 OR y.ended_by = ?1
ORDER BY y.number, side
