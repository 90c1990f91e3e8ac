-- Which later imports read names as this change (?1) decided them? They linked what it said, or left it out.
SELECT DISTINCT a.added_by
FROM alias d
JOIN assignment a ON a.community = d.target AND a.rule = 2 AND a.ended_by IS NULL AND a.added_by > ?1
JOIN change c ON c.id = a.added_by AND c.verb = 'import'
WHERE d.added_by = ?1 AND d.noun = 'community'
UNION
SELECT l.added_by
FROM alias d
JOIN link l ON l.community = d.target AND l.rule = 2 AND l.ended_by IS NULL AND l.added_by > ?1
JOIN change c ON c.id = l.added_by AND c.verb = 'import'
WHERE d.added_by = ?1 AND d.noun = 'community'
UNION
SELECT w.added_by
FROM alias d
JOIN waiting_name w ON w.text_fold = d.text_fold AND w.outcome = 'not_a_community' AND w.ended_by IS NULL AND w.added_by > ?1
JOIN change c ON c.id = w.added_by AND c.verb = 'import'
WHERE d.added_by = ?1 AND d.noun = 'community' AND d.target IS NULL
