-- Which links in force belong to no training in force?
SELECT 'training ' || a.training || ', community ' || c.code AS place, 'a link is in force, but its training is not' AS what,
  NULL AS fix
FROM assignment a JOIN community c ON c.id = a.community
WHERE a.ended_by IS NULL AND NOT EXISTS (SELECT 1 FROM training t WHERE t.number = a.training AND t.ended_by IS NULL)
