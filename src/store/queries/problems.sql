-- What was wrong with the files of imports that stand, or of one change (?1)?
SELECT p.change, c.file, p.level, p.code, p.sheet, p.row, p.column, p.value, p.reason, p.fix
FROM problem p
JOIN change c ON c.id = p.change
WHERE (?1 IS NULL OR p.change = ?1) AND NOT EXISTS (SELECT 1 FROM change u WHERE u.undoes = p.change)
ORDER BY CASE p.level WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, p.change, p.id
