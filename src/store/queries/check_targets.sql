-- Which decisions and trainings in force mean something that was ended, or that is not there?
SELECT 'decision `' || text || '`' AS place,
  'it means ' || noun || ' ' || target || ', which ' || iif(is_there, 'was withdrawn', 'is not there') AS what,
  'decide anew what it means: hromada assign ' || iif(noun = 'community', 'name', noun) || ' ''' || text || ''' --to ...' AS fix
FROM (
  SELECT a.noun, a.text, a.target, CASE a.noun
    WHEN 'community' THEN EXISTS (SELECT 1 FROM community WHERE id = a.target AND ended_by IS NULL)
    WHEN 'topic' THEN EXISTS (SELECT 1 FROM topic WHERE id = a.target AND ended_by IS NULL)
    WHEN 'project' THEN EXISTS (SELECT 1 FROM project WHERE id = a.target AND ended_by IS NULL)
    ELSE EXISTS (SELECT 1 FROM organisation WHERE id = a.target AND ended_by IS NULL) END AS in_force,
  CASE a.noun
    WHEN 'community' THEN EXISTS (SELECT 1 FROM community WHERE id = a.target)
    WHEN 'topic' THEN EXISTS (SELECT 1 FROM topic WHERE id = a.target)
    WHEN 'project' THEN EXISTS (SELECT 1 FROM project WHERE id = a.target)
    ELSE EXISTS (SELECT 1 FROM organisation WHERE id = a.target) END AS is_there
  FROM alias a WHERE a.ended_by IS NULL AND a.target IS NOT NULL)
WHERE NOT in_force
UNION ALL
SELECT 'training ' || t.number, CASE
    WHEN p.ended_by IS NOT NULL THEN 'its project `' || p.name || '` was ended'
    WHEN k.ended_by IS NOT NULL THEN 'its topic `' || k.name || '` was ended'
    WHEN d.ended_by IS NOT NULL THEN 'its donor `' || d.name || '` was ended'
    ELSE 'its implementer `' || i.name || '` was ended' END, NULL
FROM training t
LEFT JOIN project p ON p.id = t.project
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN organisation d ON d.id = t.donor
LEFT JOIN organisation i ON i.id = t.implementer
WHERE t.ended_by IS NULL AND coalesce(p.ended_by, k.ended_by, d.ended_by, i.ended_by) IS NOT NULL
