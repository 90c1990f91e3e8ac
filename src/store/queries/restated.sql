-- Which versions of trainings stood at some time since the change :since, of trainings that a later change altered, in themselves or
-- in their links?
WITH altered (number) AS (
  SELECT number FROM training WHERE added_by > :since OR ended_by > :since
  UNION
  SELECT training FROM assignment WHERE added_by > :since OR ended_by > :since)
SELECT t.number, t.project, coalesce(t.status, 'held') AS status, t.quarter, t.participants, t.uncounted_rows, t.scope, t.oblast,
  t.raion, t.community, t.added_by, t.ended_by,
  (SELECT min(o.added_by) FROM training o WHERE o.number = t.number) AS first_by
FROM altered JOIN training t ON t.number = altered.number
WHERE t.ended_by IS NULL OR t.ended_by > :since
ORDER BY t.number, t.added_by
