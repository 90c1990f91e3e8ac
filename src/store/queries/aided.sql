-- Which communities received aid in which quarter, and when last? What has no day counts where all time is asked for, in no quarter.
SELECT l.community, ifnull(y.quarter, 0) AS quarter, max(y.dated) AS last
FROM delivery y
JOIN link l ON l.noun = 'delivery' AND l.record = y.number AND l.ended_by IS NULL
WHERE y.ended_by IS NULL AND y.status = 'received'
  AND (y.quarter BETWEEN :first_quarter AND :last_quarter OR y.quarter IS NULL AND :always)
  AND (:project IS NULL OR y.project = :project)
  AND (:donor IS NULL OR y.donor = :donor)
  AND (:from IS NULL OR y.dated >= :from) AND (:to IS NULL OR y.dated <= :to)
GROUP BY l.community, y.quarter
ORDER BY l.community, quarter
