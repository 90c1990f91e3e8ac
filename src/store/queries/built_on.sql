-- Which later changes linked communities to records that this change (?1) brought, or told what they met?
SELECT DISTINCT a.added_by
FROM training t
JOIN assignment a ON a.training = t.number AND a.added_by > ?1
WHERE t.added_by = ?1
UNION
SELECT l.added_by
FROM (SELECT 'delivery' AS noun, number FROM delivery WHERE added_by = ?1
      UNION ALL SELECT 'need', number FROM need WHERE added_by = ?1
      UNION ALL SELECT 'partnership', number FROM partnership WHERE added_by = ?1) r
JOIN link l ON l.noun = r.noun AND l.record = r.number AND l.added_by > ?1
UNION
SELECT m.added_by
FROM (SELECT 'training' AS noun, number FROM training WHERE added_by = ?1
      UNION ALL SELECT 'delivery', number FROM delivery WHERE added_by = ?1) r
JOIN met_by m ON m.noun = r.noun AND m.record = r.number AND m.added_by > ?1
UNION
SELECT m.added_by
FROM need n JOIN met_by m ON m.need = n.number AND m.added_by > ?1
WHERE n.added_by = ?1
