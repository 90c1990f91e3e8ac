-- Which topics were trainings about, to which theme do they belong, and how many communities heard of them?
SELECT k.name, h.ukrainian AS belongs_to,
  (SELECT group_concat(x.text, '; ' ORDER BY x.text_fold) FROM alias x
    WHERE x.noun = 'topic' AND x.target = k.id AND x.ended_by IS NULL AND x.text_fold <> k.name_fold) AS also,
  ifnull(t.trainings, 0) AS trainings, 0 AS deliveries, t.first_date, t.last_date, ifnull(a.communities, 0) AS communities
FROM topic k
LEFT JOIN theme h ON h.id = k.theme
LEFT JOIN (
  SELECT topic, count(*) AS trainings, min(start_date) AS first_date, max(start_date) AS last_date
  FROM training WHERE ended_by IS NULL AND status IS NULL GROUP BY topic) t ON t.topic = k.id
LEFT JOIN (
  SELECT topic, count(*) AS communities
  FROM (SELECT DISTINCT topic, community FROM assignment WHERE ended_by IS NULL AND state = 1)
  GROUP BY topic) a ON a.topic = k.id
WHERE k.ended_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM alias x
    WHERE x.noun = 'topic' AND x.text_fold = k.name_fold AND x.ended_by IS NULL AND x.target IS NOT k.id)
ORDER BY k.name_sort, k.id
