-- How many held trainings of the period tell no topic or no project, so that nobody can say whether they overlap?
SELECT count(*)
FROM training
WHERE ended_by IS NULL AND status IS NULL AND (topic IS NULL OR project IS NULL)
  AND quarter BETWEEN :first_quarter AND :last_quarter
  AND (:from IS NULL OR start_date >= :from) AND (:to IS NULL OR start_date <= :to)
