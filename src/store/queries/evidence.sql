-- Which trainings may stand behind a figure, those of the period and those whose days only touch it, whatever their status, and
-- from which cell did each come?
SELECT t.number, t.title, p.name AS project, k.name AS topic, t.project AS project_id, coalesce(t.status, 'held') AS status,
  t.start_date, t.end_date, t.date_precision, t.quarter, t.participants, t.uncounted_rows, t.scope, t.oblast, t.raion, t.community,
  t.sheet AS sheet_id, s.change AS source_change, f.file, s.name AS sheet, t.sheet_row,
  t.quarter BETWEEN :first_quarter AND :last_quarter AND (:from IS NULL OR t.start_date >= :from)
    AND (:to IS NULL OR t.start_date <= :to) AS within
FROM training t NOT INDEXED
LEFT JOIN project p ON p.id = t.project
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN sheet s ON s.id = t.sheet
LEFT JOIN change f ON f.id = s.change
WHERE t.ended_by IS NULL
  AND (:until IS NULL OR t.start_date <= :until) AND (:since IS NULL OR t.end_date >= :since)
  AND (:project IS NULL OR t.project = :project)
  AND (:donor IS NULL OR t.donor = :donor)
  AND (:topic IS NULL OR t.topic = :topic)
  AND (:theme IS NULL OR k.theme = :theme)
  AND (:kind IS NULL OR t.kind = :kind)
  AND (NOT :no_topic OR t.topic IS NULL)
  AND (:community IS NULL OR t.scope = 'waiting' OR t.number IN (
    SELECT training FROM assignment WHERE community = :community AND ended_by IS NULL))
ORDER BY t.start_date, t.number
