-- Which communities had nothing on some topics in the period, and when were they last supported on them before its end?
-- `:topic` is one topic, or else `:theme` a theme with its topics. Two short looks into `assignment_cell` for each community.
SELECT c.id AS community,
  (SELECT t.start_date FROM topic k CROSS JOIN counted a JOIN training t ON t.number = a.training AND t.ended_by IS NULL
    WHERE (k.id = :topic OR k.theme = :theme)
      AND a.cell BETWEEN c.id * 10000000000 + k.id * 100000 AND c.id * 10000000000 + k.id * 100000 + 99999
      AND (:to IS NULL OR t.start_date <= :to)
    ORDER BY t.start_date DESC LIMIT 1) AS last_support
FROM community c
WHERE c.ended_by IS NULL AND c.raion IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM topic k CROSS JOIN counted a
     WHERE (k.id = :topic OR k.theme = :theme)
       AND a.cell BETWEEN c.id * 10000000000 + k.id * 100000 + :first_quarter AND c.id * 10000000000 + k.id * 100000 + :last_quarter
       AND (NOT :narrow OR EXISTS (
         SELECT 1 FROM training t WHERE t.number = a.training AND t.ended_by IS NULL
            AND (:from IS NULL OR t.start_date >= :from) AND (:to IS NULL OR t.start_date <= :to))))
