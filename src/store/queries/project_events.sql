-- Which trainings did each project hold in the period?
SELECT number, project, kind, minutes, participants, new_participants, uncounted_rows, scope, oblast
FROM training
WHERE ended_by IS NULL AND status IS NULL
  AND quarter BETWEEN :first_quarter AND :last_quarter
  AND (:project IS NULL OR project = :project)
  AND (:from IS NULL OR start_date >= :from) AND (:to IS NULL OR start_date <= :to)
ORDER BY number
