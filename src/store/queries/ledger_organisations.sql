-- Which names of organisations did this change (?1) end (side 0) and bring (side 1)?
SELECT added_by = ?1 AS side, id AS pair, NULL AS training, NULL AS code, name AS what, NULL AS said, 0 AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row
FROM organisation
WHERE added_by = ?1 OR ended_by = ?1
ORDER BY name_sort, id, side
