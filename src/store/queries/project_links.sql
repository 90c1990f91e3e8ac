-- Which communities took part in the trainings of the period, and with how many people, where the sheet tells?
SELECT a.training, a.community, a.participants
FROM training t
JOIN assignment a ON a.training = t.number AND a.ended_by IS NULL AND a.state = 1
WHERE t.ended_by IS NULL AND t.status IS NULL
  AND t.quarter BETWEEN :first_quarter AND :last_quarter
  AND (:project IS NULL OR t.project = :project)
  AND (:from IS NULL OR t.start_date >= :from) AND (:to IS NULL OR t.start_date <= :to)
ORDER BY a.training, a.community
