-- Which communities had a training on which topic in which quarter? One row for each link in force, its cell, from the index
-- `assignment_cell` alone and in its order.
SELECT cell
FROM counted
WHERE cell > 0
  AND (NOT :narrow OR training IN (
    SELECT number FROM training
     WHERE ended_by IS NULL AND (:project IS NULL OR project = :project) AND (:donor IS NULL OR donor = :donor)
       AND (:kind IS NULL OR kind = :kind) AND (:from IS NULL OR start_date >= :from) AND (:to IS NULL OR start_date <= :to)))
ORDER BY cell
