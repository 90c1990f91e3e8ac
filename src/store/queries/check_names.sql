-- Which names in force belong to no training in force?
SELECT w.noun || ' ' || w.record || ', name `' || w.text || '`' AS place, 'a name is in force, but its ' || w.noun || ' is not' AS what,
  NULL AS fix
FROM waiting_name w
WHERE w.ended_by IS NULL AND w.noun = 'training'
  AND NOT EXISTS (SELECT 1 FROM training t WHERE t.number = w.record AND t.ended_by IS NULL)
