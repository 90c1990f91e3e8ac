-- Which deliveries may stand behind a figure, those of the period and those without a day, whatever their status, and from which
-- cell did each come? What has no day is of the period where all time is asked for.
SELECT y.number, coalesce(y.item, y.wave, '') AS title, p.name AS project, NULL AS topic, y.project AS project_id,
  ifnull(y.status, iif(y.value_of = 'wave', 'received', 'of a status that is not known')) AS status, ifnull(y.dated, '') AS start_date, ifnull(y.dated, '') AS end_date, y.date_precision,
  ifnull(y.quarter, 0) AS quarter, NULL AS participants, NULL AS uncounted_rows, y.scope, y.oblast, y.raion, y.community,
  y.sheet AS sheet_id, s.change AS source_change, f.file, s.name AS sheet, y.sheet_row,
  iif(y.quarter IS NULL, :always, 1) AS within
FROM delivery y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.ended_by IS NULL
  AND (:project IS NULL OR y.project = :project)
  AND (:donor IS NULL OR y.donor = :donor)
  AND (y.quarter IS NULL OR y.quarter BETWEEN :first_quarter AND :last_quarter
    AND (:from IS NULL OR y.dated >= :from) AND (:to IS NULL OR y.dated <= :to))
ORDER BY y.dated IS NULL, y.dated, y.number
