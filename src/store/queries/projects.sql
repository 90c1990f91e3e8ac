-- What did each project do, for whom did it do it, and when?
WITH gave AS MATERIALIZED (
  SELECT project, donor FROM training WHERE ended_by IS NULL
  UNION SELECT project, donor FROM delivery WHERE ended_by IS NULL
  UNION SELECT project, donor FROM project_card WHERE ended_by IS NULL)
SELECT p.name,
  (SELECT group_concat(o.name, '; ' ORDER BY o.name_sort) FROM gave JOIN organisation o ON o.id = gave.donor
    WHERE gave.project = p.id) AS belongs_to,
  (SELECT group_concat(x.text, '; ' ORDER BY x.text_fold) FROM alias x
    WHERE x.noun = 'project' AND x.target = p.id AND x.ended_by IS NULL AND x.text_fold <> p.name_fold) AS also,
  ifnull(t.trainings, 0) AS trainings, ifnull(d.deliveries, 0) AS deliveries, ifnull(a.communities, 0) AS communities,
  -- The earlier of two days, one of which may not be known.
  min(ifnull(t.first_date, d.first_date), ifnull(d.first_date, t.first_date)) AS first_date,
  max(ifnull(t.last_date, d.last_date), ifnull(d.last_date, t.last_date)) AS last_date,
  k.implementers, k.code, k.edrpou, k.components, k.themes, k.start_date AS start, k.end_date AS "end", k.status
FROM project p
-- A project has one card: what people decided to mean the same project brought its own card along.
LEFT JOIN project_card k ON k.id = (
  SELECT id FROM project_card WHERE project = p.id AND ended_by IS NULL ORDER BY name <> p.name, number LIMIT 1)
LEFT JOIN (
  SELECT project, count(*) AS trainings, min(start_date) AS first_date, max(start_date) AS last_date
  FROM training WHERE ended_by IS NULL AND status IS NULL GROUP BY project) t ON t.project = p.id
LEFT JOIN (
  SELECT project, count(*) AS deliveries, min(dated) AS first_date, max(dated) AS last_date
  FROM delivery WHERE ended_by IS NULL AND status = 'received' AND ifnull(value_of, '') <> 'wave' GROUP BY project) d ON d.project = p.id
LEFT JOIN (
  SELECT project, count(*) AS communities
  FROM (
    SELECT DISTINCT t.project, a.community
    FROM training t JOIN assignment a ON a.training = t.number AND a.ended_by IS NULL AND a.state = 1
    WHERE t.ended_by IS NULL
    UNION
    SELECT y.project, l.community
    FROM delivery y JOIN link l ON l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL
    WHERE y.ended_by IS NULL AND y.status = 'received')
  GROUP BY project) a ON a.project = p.id
WHERE p.ended_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM alias x
    WHERE x.noun = 'project' AND x.text_fold = p.name_fold AND x.ended_by IS NULL AND x.target IS NOT p.id)
ORDER BY p.name_sort, p.id
