-- Which later changes brought something in the place of what this change (?1) ended? Taking it back would give it twice.
SELECT n.added_by
FROM training o
JOIN training n ON n.key = o.key AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM assignment o
JOIN assignment n ON n.training = o.training AND n.community = o.community AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM population o
JOIN population n ON n.community = o.community AND n.year = o.year AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM alias o
JOIN alias n ON n.noun = o.noun AND n.text_fold = o.text_fold AND n.oblast IS o.oblast AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM delivery o
JOIN delivery n ON n.key = o.key AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM need o
JOIN need n ON n.key = o.key AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM partnership o
JOIN partnership n ON n.key = o.key AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM project_card o
JOIN project_card n ON n.key = o.key AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM link o
JOIN link n ON n.noun = o.noun AND n.record = o.record AND n.community = o.community AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
UNION
SELECT n.added_by
FROM met_by o
JOIN met_by n ON n.need = o.need AND n.noun = o.noun AND n.record = o.record AND n.ended_by IS NULL AND n.added_by > ?1
WHERE o.ended_by = ?1
