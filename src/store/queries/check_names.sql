-- Which names in force belong to no training in force?
SELECT 'training ' || w.training || ', name `' || w.text || '`' AS place, 'a name is in force, but its training is not' AS what,
  NULL AS fix
FROM waiting_name w
WHERE w.ended_by IS NULL AND NOT EXISTS (SELECT 1 FROM training t WHERE t.number = w.training AND t.ended_by IS NULL)
