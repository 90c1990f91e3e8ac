-- On which day was something first known of what a project held or gave in a quarter? A change that was taken back brought
-- nothing; a plan is no report.
WITH told AS (
  SELECT t.project, t.quarter, v.added_by
  FROM training t JOIN training v ON v.number = t.number AND v.quarter = t.quarter AND v.status IS NULL
  WHERE t.ended_by IS NULL AND t.status IS NULL
  UNION
  SELECT y.project, y.quarter, v.added_by
  FROM delivery y JOIN delivery v ON v.number = y.number AND v.quarter = y.quarter AND v.status = 'received'
  WHERE y.ended_by IS NULL AND y.status = 'received')
SELECT told.project, told.quarter, substr(min(c.at), 1, 10) AS day
FROM told JOIN change c ON c.id = told.added_by
WHERE told.project IS NOT NULL AND told.quarter IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = c.id
    AND NOT EXISTS (SELECT 1 FROM change w WHERE w.undoes = u.id))
GROUP BY told.project, told.quarter
ORDER BY told.project, told.quarter
