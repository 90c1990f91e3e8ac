-- How did the places stand that this change (?1) altered, before it (side 0) and after it (side 1)? Those that were withdrawn
-- or not yet there have no row. What stands after a change is what stood before the next one that altered the place.
WITH later AS (
  SELECT b.level, b.code, min(l.change) AS change FROM place_before b
  JOIN place_before l ON l.level = b.level AND l.code = b.code AND l.change > b.change
  WHERE b.change = ?1 GROUP BY b.level, b.code),
state (side, level, code, oblast, raion, community, kind, name, ended_by) AS (
  SELECT 0, level, code, oblast, raion, community, kind, name, ended_by FROM place_before WHERE change = ?1
  UNION ALL
  SELECT 1, b.level, b.code, b.oblast, b.raion, b.community, b.kind, b.name, b.ended_by
  FROM later l JOIN place_before b ON b.change = l.change AND b.level = l.level AND b.code = l.code
  UNION ALL
  SELECT 1, n.* FROM (
    SELECT 'oblast' AS level, code, NULL AS oblast, NULL AS raion, NULL AS community, NULL AS kind, name, ended_by FROM oblast
    UNION ALL
    SELECT 'raion', code, oblast, NULL, NULL, NULL, name, ended_by FROM raion
    UNION ALL
    SELECT 'community', code, oblast, raion, NULL, kind, name, ended_by FROM community
    UNION ALL
    SELECT 'settlement', code, NULL, NULL, community, category, name, ended_by FROM settlement) n
  JOIN place_before b ON b.change = ?1 AND b.level = n.level AND b.code = n.code
  WHERE (n.level, n.code) NOT IN (SELECT level, code FROM later))
SELECT s.side, s.level || ' ' || s.code AS pair, NULL AS number, s.code, s.name AS what, s.level AS said,
  s.side = 1 AND b.name IS NOT NULL AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row,
  s.name, s.kind, o.name AS oblast, r.name AS raion, c.name AS community
FROM state s
JOIN place_before b ON b.change = ?1 AND b.level = s.level AND b.code = s.code
LEFT JOIN oblast o ON o.id = s.oblast
LEFT JOIN raion r ON r.id = s.raion
LEFT JOIN community c ON c.id = s.community
WHERE s.name IS NOT NULL AND s.ended_by IS NULL
ORDER BY s.code, s.level, s.side
