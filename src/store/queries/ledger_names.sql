-- Which names that were not linked did this change (?1) end (side 0) and bring (side 1)?
SELECT w.added_by = ?1 AS side, w.noun || ' ' || w.record || ' ' || ifnull(w.sheet, 0) || ' ' || ifnull(w.sheet_row, 0) || ' ' || w.text AS pair,
  w.record AS number, NULL AS code, w.text AS what, w.outcome AS said,
  w.added_by = ?1 AND EXISTS (SELECT 1 FROM waiting_name e WHERE e.noun = w.noun AND e.record = w.record AND e.text = w.text
    AND e.sheet IS w.sheet AND e.sheet_row IS w.sheet_row AND e.id < w.id) AS known,
  f.file, s.name AS sheet, w.sheet_row,
  w.outcome, w.oblast_hint, w.raion_hint, w.kind_hint, w.participants
FROM waiting_name w
LEFT JOIN sheet s ON s.id = w.sheet
LEFT JOIN change f ON f.id = s.change
WHERE w.added_by = ?1 OR w.ended_by = ?1
ORDER BY w.noun, w.record, w.sheet, w.sheet_row, w.text, side
