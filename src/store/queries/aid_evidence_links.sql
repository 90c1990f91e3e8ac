-- Which communities is a delivery linked to, how were they found, and from which cell?
SELECT l.community, c.name, c.code, 1 AS state, NULL AS participants, r.name AS rule, l.sheet AS sheet_id,
  coalesce(s.change, l.added_by) AS source_change, f.file, s.name AS sheet, l.sheet_row
FROM link l
JOIN community c ON c.id = l.community
JOIN rule r ON r.id = l.rule
LEFT JOIN sheet s ON s.id = l.sheet
LEFT JOIN change f ON f.id = s.change
WHERE l.noun = 'delivery' AND l.record = :record AND l.ended_by IS NULL
ORDER BY c.name_sort, c.code
