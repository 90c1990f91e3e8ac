-- Who works together, on what, and how long?
SELECT y.number, y.source_id, y.subject, y.kind, y.form, p.name AS project, d.name AS donor, y.parties, y.party_count, y.foreign_parties,
  y.start_date, y.end_date, y.date_precision,
  iif(y.scope IS NULL OR y.scope = 'waiting', 'communities', y.scope) AS scope, o.name AS oblast,
  (SELECT group_concat(c.name, '; ' ORDER BY c.name_sort, c.code) FROM link l JOIN community c ON c.id = l.community
    WHERE l.noun = 'partnership' AND l.record = y.number AND l.ended_by IS NULL) AS communities,
  (SELECT group_concat(c.code, '; ' ORDER BY c.name_sort, c.code) FROM link l JOIN community c ON c.id = l.community
    WHERE l.noun = 'partnership' AND l.record = y.number AND l.ended_by IS NULL) AS codes,
  (SELECT count(*) FROM waiting_name w
    WHERE w.noun = 'partnership' AND w.record = y.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community') AS waiting,
  f.file, s.name AS sheet, y.sheet_row
FROM partnership y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN organisation d ON d.id = y.donor
LEFT JOIN oblast o ON o.id = y.oblast
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.ended_by IS NULL
  AND (:number IS NULL OR y.number = :number)
  AND (:project IS NULL OR y.project = :project)
  AND (:donor IS NULL OR y.donor = :donor)
  -- In force at some day of the period, as far as its days are known.
  AND (:to IS NULL OR y.start_date <= :to)
  AND (:from IS NULL OR y.start_date IS NOT NULL AND (y.end_date IS NULL OR y.end_date >= :from))
  AND (:oblast IS NULL OR y.oblast = :oblast OR EXISTS (
    SELECT 1 FROM link l JOIN community c ON c.id = l.community
     WHERE l.noun = 'partnership' AND l.record = y.number AND l.ended_by IS NULL AND c.oblast = :oblast))
  AND (:raion IS NULL OR EXISTS (
    SELECT 1 FROM link l JOIN community c ON c.id = l.community
     WHERE l.noun = 'partnership' AND l.record = y.number AND l.ended_by IS NULL AND c.raion = :raion))
  AND (:community IS NULL OR EXISTS (
    SELECT 1 FROM link l WHERE l.noun = 'partnership' AND l.record = y.number AND l.ended_by IS NULL AND l.community = :community))
  AND (NOT :waiting OR EXISTS (
    SELECT 1 FROM waiting_name w
     WHERE w.noun = 'partnership' AND w.record = y.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community'))
ORDER BY y.start_date IS NULL, y.start_date, y.number
