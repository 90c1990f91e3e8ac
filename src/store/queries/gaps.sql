-- Which communities had nothing in the period, and when were they last supported before its end?
SELECT c.id AS community,
  (SELECT t.start_date FROM counted a JOIN training t ON t.number = a.training AND t.ended_by IS NULL
    WHERE a.cell BETWEEN c.id * 10000000000 AND c.id * 10000000000 + 9999999999
      AND (:to IS NULL OR t.start_date <= :to)
    ORDER BY t.start_date DESC LIMIT 1) AS last_support
FROM community c
WHERE c.ended_by IS NULL AND c.raion IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM counted a
     WHERE a.cell BETWEEN c.id * 10000000000 AND c.id * 10000000000 + 9999999999
       AND a.cell % 100000 BETWEEN :first_quarter AND :last_quarter
       AND (NOT :narrow OR EXISTS (
         SELECT 1 FROM training t WHERE t.number = a.training AND t.ended_by IS NULL
            AND (:from IS NULL OR t.start_date >= :from) AND (:to IS NULL OR t.start_date <= :to))))
