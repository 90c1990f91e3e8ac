-- Which later changes linked communities to trainings that this change (?1) brought?
SELECT DISTINCT a.added_by
FROM training t
JOIN assignment a ON a.training = t.number AND a.added_by > ?1
WHERE t.added_by = ?1
