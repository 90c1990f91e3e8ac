-- Which trainings of some days were held for all communities of an oblast, or for a neighbour in the raion, without this community?
WITH here AS MATERIALIZED (SELECT id, oblast, raion FROM community WHERE id = :community),
near AS MATERIALIZED (
  SELECT x.training
  FROM here CROSS JOIN community n ON n.raion = here.raion AND n.ended_by IS NULL
  CROSS JOIN counted x ON x.cell BETWEEN n.id * 10000000000 AND n.id * 10000000000 + 9999999999
  UNION
  SELECT t.number FROM here CROSS JOIN training t
   WHERE t.scope = 'all_of_oblast' AND t.oblast = here.oblast AND t.ended_by IS NULL
  EXCEPT
  SELECT x.training FROM counted x
   WHERE x.cell BETWEEN :community * 10000000000 AND :community * 10000000000 + 9999999999)
SELECT t.number, t.title, t.kind, k.name AS topic, k.theme, p.name AS project, t.start_date, t.date_precision, t.minutes, t.audience,
  t.scope,
  (SELECT group_concat(c.name, '; ' ORDER BY c.name_sort, c.code) FROM assignment a JOIN community c ON c.id = a.community
    WHERE a.training = t.number AND a.ended_by IS NULL AND a.state = 1 AND c.raion = here.raion) AS neighbours
FROM near CROSS JOIN here
CROSS JOIN training t ON t.number = near.training AND t.ended_by IS NULL AND t.status IS NULL
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN project p ON p.id = t.project
WHERE (:from IS NULL OR t.start_date >= :from)
  AND (:to IS NULL OR t.start_date <= :to)
ORDER BY t.start_date, t.number
