-- Which trainings are there, what were they about, and for which communities were they held?
SELECT t.number, t.title, p.name AS project, d.name AS donor, k.name AS topic, t.kind, t.format, coalesce(t.status, 'held') AS status,
  t.start_date, t.end_date, t.date_precision, t.minutes, t.participants, t.women,
  iif(t.scope IS NULL OR t.scope = 'waiting', 'communities', t.scope) AS scope, o.name AS oblast,
  (SELECT group_concat(c.name, '; ' ORDER BY c.name_sort, c.code)
     FROM assignment a JOIN community c ON c.id = a.community
    WHERE a.training = t.number AND a.ended_by IS NULL) AS communities,
  (SELECT group_concat(c.code, '; ' ORDER BY c.name_sort, c.code)
     FROM assignment a JOIN community c ON c.id = a.community
    WHERE a.training = t.number AND a.ended_by IS NULL) AS codes,
  (SELECT count(*) FROM assignment a WHERE a.training = t.number AND a.ended_by IS NULL) AS links,
  (SELECT count(*) FROM waiting_name w
    WHERE w.noun = 'training' AND w.record = t.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community') AS waiting,
  f.file, s.name AS sheet, t.sheet_row
FROM training t
LEFT JOIN project p ON p.id = t.project
LEFT JOIN organisation d ON d.id = t.donor
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN oblast o ON o.id = t.oblast
LEFT JOIN sheet s ON s.id = t.sheet
LEFT JOIN change f ON f.id = s.change
WHERE t.ended_by IS NULL
  AND (:number IS NULL OR t.number = :number)
  AND (:project IS NULL OR t.project = :project)
  AND (:donor IS NULL OR t.donor = :donor)
  AND (:topic IS NULL OR t.topic = :topic)
  AND (:theme IS NULL OR k.theme = :theme)
  AND (:kind IS NULL OR t.kind = :kind)
  AND (:from IS NULL OR t.start_date >= :from)
  AND (:to IS NULL OR t.start_date <= :to)
  AND (:oblast IS NULL OR t.oblast = :oblast OR EXISTS (
    SELECT 1 FROM assignment a JOIN community c ON c.id = a.community
     WHERE a.training = t.number AND a.ended_by IS NULL AND c.oblast = :oblast))
  AND (:raion IS NULL OR EXISTS (
    SELECT 1 FROM assignment a JOIN community c ON c.id = a.community
     WHERE a.training = t.number AND a.ended_by IS NULL AND c.raion = :raion))
  AND (:community IS NULL OR EXISTS (
    SELECT 1 FROM assignment a WHERE a.training = t.number AND a.ended_by IS NULL AND a.community = :community))
  AND (NOT :waiting OR EXISTS (
    SELECT 1 FROM waiting_name w
     WHERE w.noun = 'training' AND w.record = t.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community'))
ORDER BY t.start_date, t.number
