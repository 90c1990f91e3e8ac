-- Which aid is there, what is it worth, and which communities is it for?
SELECT y.number, y.item, y.category, p.name AS project, d.name AS donor, y.wave, y.recipient, y.quantity, y.unit, y.value, y.currency,
  y.value_of, y.decided_date, y.sent_date, y.received_date, y.date_precision, y.status,
  iif(y.scope IS NULL OR y.scope = 'waiting', 'communities', y.scope) AS scope, o.name AS oblast,
  (SELECT group_concat(c.name, '; ' ORDER BY c.name_sort, c.code) FROM link l JOIN community c ON c.id = l.community
    WHERE l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL) AS communities,
  (SELECT group_concat(c.code, '; ' ORDER BY c.name_sort, c.code) FROM link l JOIN community c ON c.id = l.community
    WHERE l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL) AS codes,
  (SELECT count(*) FROM waiting_name w
    WHERE w.noun = 'delivery' AND w.record = y.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community') AS waiting,
  f.file, s.name AS sheet, y.sheet_row
FROM delivery y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN organisation d ON d.id = y.donor
LEFT JOIN oblast o ON o.id = y.oblast
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.ended_by IS NULL
  AND (:number IS NULL OR y.number = :number)
  AND (:project IS NULL OR y.project = :project)
  AND (:donor IS NULL OR y.donor = :donor)
  AND (:category IS NULL OR y.category = :category)
  AND (:status IS NULL OR y.status = :status)
  AND (:from IS NULL OR y.dated >= :from)
  AND (:to IS NULL OR y.dated <= :to)
  AND (:oblast IS NULL OR y.oblast = :oblast OR EXISTS (
    SELECT 1 FROM link l JOIN community c ON c.id = l.community
     WHERE l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL AND c.oblast = :oblast))
  AND (:raion IS NULL OR EXISTS (
    SELECT 1 FROM link l JOIN community c ON c.id = l.community
     WHERE l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL AND c.raion = :raion))
  AND (:community IS NULL OR EXISTS (
    SELECT 1 FROM link l WHERE l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL AND l.community = :community))
  AND (NOT :waiting OR EXISTS (
    SELECT 1 FROM waiting_name w
     WHERE w.noun = 'delivery' AND w.record = y.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community'))
ORDER BY y.dated IS NULL, y.dated, y.number
