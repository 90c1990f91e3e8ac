-- Which needs in force were met, as a person confirmed, by records of which none answers any longer, and what became of each? An
-- answer is a held training or a received delivery in force; the status of one that was withdrawn is NULL.
WITH answer AS (
  SELECT m.need, m.noun, m.record, CASE m.noun
    WHEN 'training' THEN (SELECT ifnull(t.status, 'held') FROM training t WHERE t.number = m.record AND t.ended_by IS NULL)
    ELSE (SELECT ifnull(y.status, 'of no status') FROM delivery y WHERE y.number = m.record AND y.ended_by IS NULL)
  END AS status
  FROM met_by m WHERE m.ended_by IS NULL)
SELECT a.need, coalesce(n.item, k.name, '') AS title, a.noun, a.record, a.status
FROM answer a
JOIN need n ON n.number = a.need AND n.ended_by IS NULL
LEFT JOIN topic k ON k.id = n.topic
WHERE NOT EXISTS (SELECT 1 FROM answer s WHERE s.need = a.need AND s.status IN ('held', 'received'))
ORDER BY a.need, a.noun, a.record
