-- Which trainings of some days were held for all communities of an oblast, or for a neighbour in the raion, without this community?
SELECT t.number, t.title, t.kind, k.name AS topic, k.theme, p.name AS project, t.start_date, t.date_precision, t.minutes, t.audience,
  t.scope,
  (SELECT group_concat(c.name, '; ' ORDER BY c.name_sort, c.code) FROM assignment a JOIN community c ON c.id = a.community
    WHERE a.training = t.number AND a.ended_by IS NULL AND a.state = 1 AND c.raion = h.raion) AS neighbours
FROM community h
JOIN training t ON t.ended_by IS NULL AND t.status IS NULL
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN project p ON p.id = t.project
WHERE h.id = :community
  AND (:from IS NULL OR t.start_date >= :from)
  AND (:to IS NULL OR t.start_date <= :to)
  AND NOT EXISTS (
    SELECT 1 FROM assignment a WHERE a.training = t.number AND a.community = :community AND a.ended_by IS NULL AND a.state = 1)
  AND (t.scope = 'all_of_oblast' AND t.oblast = h.oblast
    OR t.number IN (
      SELECT x.training FROM community n
        JOIN counted x ON x.cell BETWEEN n.id * 10000000000 AND n.id * 10000000000 + 9999999999
       WHERE n.raion = (SELECT raion FROM community WHERE id = :community) AND n.ended_by IS NULL))
ORDER BY t.start_date, t.number
