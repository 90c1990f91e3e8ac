-- Which versions of trainings did this change (?1) end (side 0) and bring (side 1), and what do they say?
SELECT t.added_by = ?1 AS side, t.number AS pair, t.number, NULL AS code, t.title AS what, t.start_date AS said,
  t.added_by = ?1 AND EXISTS (SELECT 1 FROM training e WHERE e.number = t.number AND e.id < t.id) AS known,
  f.file, s.name AS sheet, t.sheet_row,
  t.source_id, t.title, p.name AS project, d.name AS donor, i.name AS implementer, k.name AS topic, t.kind, t.format,
  ifnull(t.status, 'held') AS status, t.start_date, t.end_date, t.date_precision, t.minutes, t.audience, t.language, t.place,
  t.link, t.participants, t.new_participants, t.women, t.men, t.uncounted_rows, ifnull(t.scope, 'communities') AS scope,
  o.name AS oblast, r.name AS raion, c.name AS community
FROM training t
LEFT JOIN project p ON p.id = t.project
LEFT JOIN organisation d ON d.id = t.donor
LEFT JOIN organisation i ON i.id = t.implementer
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN oblast o ON o.id = t.oblast
LEFT JOIN raion r ON r.id = t.raion
LEFT JOIN community c ON c.id = t.community
LEFT JOIN sheet s ON s.id = t.sheet
LEFT JOIN change f ON f.id = s.change
WHERE t.added_by = ?1 OR t.ended_by = ?1
ORDER BY t.number, side
