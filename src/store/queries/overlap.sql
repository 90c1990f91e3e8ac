-- In which community did several projects hold trainings on one theme in one quarter, and which trainings were these? A topic
-- that belongs to no theme stands for itself: its subject is its own number below zero.
WITH event AS MATERIALIZED (
  SELECT a.community, ifnull(k.theme, -k.id) AS subject, t.quarter, t.project, t.donor, t.number, t.title, t.start_date
  FROM training t
  JOIN topic k ON k.id = t.topic
  JOIN assignment a ON a.training = t.number AND a.ended_by IS NULL AND a.state = 1
  WHERE t.ended_by IS NULL AND t.status IS NULL AND t.project IS NOT NULL
    AND t.quarter BETWEEN :first_quarter AND :last_quarter
    AND (:topic IS NULL OR t.topic = :topic)
    AND (:theme IS NULL OR k.theme = :theme)
    AND (:from IS NULL OR t.start_date >= :from) AND (:to IS NULL OR t.start_date <= :to)),
shared AS (
  SELECT community, subject, quarter FROM event
  GROUP BY community, subject, quarter HAVING min(project) <> max(project))
SELECT e.community, e.subject, e.quarter, e.project, e.donor, e.number, e.title, e.start_date
FROM shared s
JOIN event e ON e.community = s.community AND e.subject = s.subject AND e.quarter = s.quarter
ORDER BY e.community, e.quarter, e.subject, e.start_date, e.number
