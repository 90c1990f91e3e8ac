-- Which later changes altered a place that this change (?1) altered, or brought a fact about a community that it added?
SELECT DISTINCT l.change
FROM place_before b
JOIN place_before l ON l.level = b.level AND l.code = b.code AND l.change > ?1
WHERE b.change = ?1
UNION
SELECT a.added_by
FROM place_before b
JOIN community c ON c.code = b.code
JOIN assignment a ON a.community = c.id AND a.ended_by IS NULL AND a.added_by > ?1
WHERE b.change = ?1 AND b.level = 'community' AND b.name IS NULL
UNION
SELECT p.added_by
FROM place_before b
JOIN community c ON c.code = b.code
JOIN population p ON p.community = c.id AND p.ended_by IS NULL AND p.added_by > ?1
WHERE b.change = ?1 AND b.level = 'community' AND b.name IS NULL
UNION
SELECT d.added_by
FROM place_before b
JOIN community c ON c.code = b.code
JOIN alias d ON d.noun = 'community' AND d.target = c.id AND d.ended_by IS NULL AND d.added_by > ?1
WHERE b.change = ?1 AND b.level = 'community' AND b.name IS NULL
UNION
SELECT l.added_by
FROM place_before b
JOIN community c ON c.code = b.code
JOIN link l ON l.community = c.id AND l.ended_by IS NULL AND l.added_by > ?1
WHERE b.change = ?1 AND b.level = 'community' AND b.name IS NULL
