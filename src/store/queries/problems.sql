-- What was wrong with the files of imports that stand, or of one change (?1)?
SELECT p.change, c.file, p.level, p.code, p.sheet, p.row, p.column, p.value, p.reason, p.fix
FROM problem p
JOIN change c ON c.id = p.change
WHERE (?1 IS NULL OR p.change = ?1) AND (
  -- Each step looks at the latest undo of the one before; after an even number of steps the change stands.
  WITH RECURSIVE chain (id, steps) AS (
    SELECT p.change, 0 UNION ALL
    SELECT (SELECT max(u.id) FROM change u WHERE u.undoes = chain.id), steps + 1 FROM chain WHERE chain.id IS NOT NULL)
  SELECT max(steps) % 2 FROM chain) = 1
ORDER BY CASE p.level WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, p.change, p.id
