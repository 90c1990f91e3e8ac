-- Which projects are there, who pays for them, when do they run, and when was their first training held?
WITH gave AS MATERIALIZED (
  SELECT project, donor FROM training WHERE ended_by IS NULL
  UNION SELECT project, donor FROM delivery WHERE ended_by IS NULL
  UNION SELECT project, donor FROM project_card WHERE ended_by IS NULL)
SELECT p.id, p.name, k.start_date AS start, k.end_date AS "end", t.first_training,
  (SELECT group_concat(o.name, '; ' ORDER BY o.name_sort) FROM gave JOIN organisation o ON o.id = gave.donor
    WHERE gave.project = p.id) AS donors
FROM project p
-- A project has one card: what people decided to mean the same project brought its own card along.
LEFT JOIN project_card k ON k.id = (
  SELECT id FROM project_card WHERE project = p.id AND ended_by IS NULL ORDER BY name <> p.name, number LIMIT 1)
LEFT JOIN (
  SELECT project, min(start_date) AS first_training FROM training WHERE ended_by IS NULL AND status IS NULL
  GROUP BY project) t ON t.project = p.id
WHERE p.ended_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM alias x
    WHERE x.noun = 'project' AND x.text_fold = p.name_fold AND x.ended_by IS NULL AND x.target IS NOT p.id)
ORDER BY p.name_sort, p.id
