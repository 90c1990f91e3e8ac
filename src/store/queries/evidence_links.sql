-- Which communities is a training linked to, how were they found, and from which cell?
SELECT a.community, c.name, c.code, a.state, a.participants, r.name AS rule, a.sheet AS sheet_id,
  coalesce(s.change, a.added_by) AS source_change, f.file, s.name AS sheet, a.sheet_row
FROM assignment a
JOIN community c ON c.id = a.community
JOIN rule r ON r.id = a.rule
LEFT JOIN sheet s ON s.id = a.sheet
LEFT JOIN change f ON f.id = s.change
WHERE a.training = :record AND a.ended_by IS NULL
ORDER BY c.name_sort, c.code
