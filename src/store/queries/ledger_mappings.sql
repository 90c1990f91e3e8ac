-- Which columns explained by hand did this change (?1) end (side 0) and keep (side 1)?
SELECT m.added_by = ?1 AS side, m.name_fold || ' ' || ifnull(m.project_fold, '') AS pair, NULL AS number, NULL AS code,
  m.name AS what, m.explained AS said,
  m.added_by = ?1 AND EXISTS (SELECT 1 FROM mapping e
    WHERE e.name_fold = m.name_fold AND e.project_fold IS m.project_fold AND e.id < m.id) AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row,
  m.project, m.explained AS columns, m.sheets
FROM (SELECT *, (SELECT group_concat(json_extract(value, '$.column') || '=' || json_extract(value, '$.field'), '; ')
  FROM json_each(columns)) AS explained FROM mapping) m
WHERE m.added_by = ?1 OR m.ended_by = ?1
ORDER BY pair, side
