-- Which editions of the codifier did this change (?1) take back (side 0) and bring (side 1)?
SELECT e.added_by = ?1 AS side, e.dated AS pair, NULL AS number, NULL AS code, e.dated AS what, e.source AS said,
  e.added_by = ?1 AND EXISTS (SELECT 1 FROM edition b WHERE b.dated = e.dated AND b.added_by < e.added_by) AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row
FROM edition e
WHERE e.added_by = ?1 OR e.ended_by = ?1
ORDER BY e.dated, side
