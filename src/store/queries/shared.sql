-- Which oblasts and raions took part in trainings that were held for more than one of them, and which people does the
-- sheet itself count for each community? One row for each link of a training without an oblast or raion of its own.
SELECT t.number AS training, t.topic, t.quarter, a.community, t.oblast, a.participants, t.scope, t.participants,
  t.uncounted_rows
FROM training t
JOIN assignment a ON a.training = t.number AND a.ended_by IS NULL AND a.state = 1
WHERE t.ended_by IS NULL AND t.status IS NULL AND (t.scope IS NULL OR t.scope = 'waiting')
  AND (t.oblast IS NULL OR (:depth > 1 AND t.raion IS NULL AND t.community IS NULL) OR (:depth > 2 AND t.community IS NULL))
  AND t.quarter BETWEEN :first_quarter AND :last_quarter
  AND (:project IS NULL OR t.project = :project)
  AND (:topic IS NULL OR t.topic = :topic)
  AND (:theme IS NULL OR t.topic IN (SELECT id FROM topic WHERE theme = :theme))
  AND (NOT :narrow OR ((:donor IS NULL OR t.donor = :donor) AND (:kind IS NULL OR t.kind = :kind)
       AND (:from IS NULL OR t.start_date >= :from) AND (:to IS NULL OR t.start_date <= :to)))
ORDER BY t.number
