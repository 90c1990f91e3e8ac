-- What is asked for, by which communities, and what became of it? A need that a person found met is met, as long as what met
-- it stands as held or received.
SELECT n.number, n.item, k.name AS topic, h.ukrainian AS theme, n.category, p.name AS project, n.applicant, n.quantity, n.unit, n.urgency, n.people,
  n.source, n.track, n.other_donors, n.dated, n.date_precision,
  iif(m.answers IS NULL, n.status, 'met') AS status, m.answers,
  iif(n.scope IS NULL OR n.scope = 'waiting', 'communities', n.scope) AS scope, o.name AS oblast,
  (SELECT group_concat(c.name, '; ' ORDER BY c.name_sort, c.code) FROM link l JOIN community c ON c.id = l.community
    WHERE l.noun = 'need' AND l.record = n.number AND l.ended_by IS NULL) AS communities,
  (SELECT group_concat(c.code, '; ' ORDER BY c.name_sort, c.code) FROM link l JOIN community c ON c.id = l.community
    WHERE l.noun = 'need' AND l.record = n.number AND l.ended_by IS NULL) AS codes,
  (SELECT count(*) FROM waiting_name w
    WHERE w.noun = 'need' AND w.record = n.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community') AS waiting,
  f.file, s.name AS sheet, n.sheet_row
FROM need n
LEFT JOIN topic k ON k.id = n.topic
LEFT JOIN theme h ON h.id = k.theme
LEFT JOIN project p ON p.id = n.project
LEFT JOIN oblast o ON o.id = n.oblast
LEFT JOIN sheet s ON s.id = n.sheet
LEFT JOIN change f ON f.id = s.change
LEFT JOIN (
  SELECT need, group_concat(noun || ':' || record, '; ' ORDER BY noun, record) AS answers
  FROM met_by
  WHERE ended_by IS NULL AND CASE noun
    WHEN 'training' THEN EXISTS (SELECT 1 FROM training WHERE number = record AND ended_by IS NULL AND status IS NULL)
    ELSE EXISTS (SELECT 1 FROM delivery WHERE number = record AND ended_by IS NULL AND status = 'received') END
  GROUP BY need) m ON m.need = n.number
WHERE n.ended_by IS NULL
  AND (:number IS NULL OR n.number = :number)
  AND (:project IS NULL OR n.project = :project)
  AND (:donor IS NULL OR n.donor = :donor)
  AND (:category IS NULL OR n.category = :category)
  AND (:topic IS NULL OR n.topic = :topic)
  AND (:theme IS NULL OR k.theme = :theme)
  AND (:status IS NULL OR iif(m.answers IS NULL, n.status, 'met') = :status)
  AND (:from IS NULL OR n.dated >= :from)
  AND (:to IS NULL OR n.dated <= :to)
  AND (:oblast IS NULL OR n.oblast = :oblast OR EXISTS (
    SELECT 1 FROM link l JOIN community c ON c.id = l.community
     WHERE l.noun = 'need' AND l.record = n.number AND l.ended_by IS NULL AND c.oblast = :oblast))
  AND (:raion IS NULL OR EXISTS (
    SELECT 1 FROM link l JOIN community c ON c.id = l.community
     WHERE l.noun = 'need' AND l.record = n.number AND l.ended_by IS NULL AND c.raion = :raion))
  AND (:community IS NULL OR EXISTS (
    SELECT 1 FROM link l WHERE l.noun = 'need' AND l.record = n.number AND l.ended_by IS NULL AND l.community = :community))
  AND (NOT :waiting OR EXISTS (
    SELECT 1 FROM waiting_name w
     WHERE w.noun = 'need' AND w.record = n.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community'))
ORDER BY n.dated IS NULL, n.dated, n.number
