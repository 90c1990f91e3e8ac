-- Which names in force belong to no record in force?
SELECT w.noun || ' ' || w.record || ', name `' || w.text || '`' AS place, 'a name is in force, but its ' || w.noun || ' is not' AS what,
  NULL AS fix
FROM waiting_name w
WHERE w.ended_by IS NULL AND NOT CASE w.noun
  WHEN 'training' THEN EXISTS (SELECT 1 FROM training r WHERE r.number = w.record AND r.ended_by IS NULL)
  WHEN 'delivery' THEN EXISTS (SELECT 1 FROM delivery r WHERE r.number = w.record AND r.ended_by IS NULL)
  WHEN 'need' THEN EXISTS (SELECT 1 FROM need r WHERE r.number = w.record AND r.ended_by IS NULL)
  ELSE EXISTS (SELECT 1 FROM partnership r WHERE r.number = w.record AND r.ended_by IS NULL) END
