-- Which codes of the classifier before KATOTTG did this change (?1) end (side 0) and bring (side 1)?
SELECT n.added_by = ?1 AS side, n.koatuu || ' ' || n.code AS pair, NULL AS number, n.code, n.koatuu AS what, n.name AS said,
  n.added_by = ?1 AND EXISTS (SELECT 1 FROM old_code e
    WHERE e.koatuu = n.koatuu AND e.code = n.code AND e.added_by < n.added_by) AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row,
  n.name
FROM old_code n
WHERE n.added_by = ?1 OR n.ended_by = ?1
ORDER BY n.koatuu, n.code, side
