-- Which held trainings were there, where was each, and how many people took part? A training stands in the oblast, raion or
-- community in which all of it was; where there was more than one, or nobody said, the place is NULL. The caller adds up.
SELECT topic, quarter, oblast, raion, community, scope, participants, uncounted_rows
FROM training NOT INDEXED
WHERE ended_by IS NULL AND status IS NULL
  AND quarter BETWEEN :first_quarter AND :last_quarter
  AND (:project IS NULL OR project = :project)
  AND (:topic IS NULL OR topic = :topic)
  AND (:theme IS NULL OR topic IN (SELECT id FROM topic WHERE theme = :theme))
  AND (NOT :narrow OR ((:donor IS NULL OR donor = :donor) AND (:kind IS NULL OR kind = :kind)
       AND (:from IS NULL OR start_date >= :from) AND (:to IS NULL OR start_date <= :to)))
