-- Which communities ever had a training? One look into `assignment_cell` for each.
SELECT c.id
FROM community c
WHERE EXISTS (
  SELECT 1 FROM counted a
   WHERE a.cell BETWEEN c.id * 10000000000 AND c.id * 10000000000 + 9999999999)
