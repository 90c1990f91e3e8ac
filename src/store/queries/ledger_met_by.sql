-- Which answers to needs did this change (?1) end (side 0) and bring (side 1)?
SELECT m.added_by = ?1 AS side, 'need ' || m.need || ' ' || m.noun || ' ' || m.record AS pair, m.need AS number, NULL AS code,
  m.noun || ':' || m.record AS what, NULL AS said,
  m.added_by = ?1 AND EXISTS (SELECT 1 FROM met_by e
    WHERE e.need = m.need AND e.noun = m.noun AND e.record = m.record AND e.added_by < m.added_by) AS known,
  NULL AS file, NULL AS sheet, NULL AS sheet_row
FROM met_by m
WHERE m.added_by = ?1 OR m.ended_by = ?1
ORDER BY m.need, m.noun, m.record, side
