-- Which communities are there, where do they lie, and how many people live in them?
SELECT c.id, c.code, c.name, c.kind,
  o.id AS oblast, o.code AS oblast_code, o.name AS oblast_name,
  r.id AS raion, r.code AS raion_code, r.name AS raion_name,
  p.residents, p.year AS residents_year
FROM community c
JOIN oblast o ON o.id = c.oblast
LEFT JOIN raion r ON r.id = c.raion
LEFT JOIN population p ON p.community = c.id AND p.ended_by IS NULL
  AND p.year = (SELECT max(l.year) FROM population l WHERE l.community = c.id AND l.ended_by IS NULL)
WHERE c.ended_by IS NULL
ORDER BY o.name_sort, r.name_sort, c.name_sort, c.code
