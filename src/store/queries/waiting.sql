-- Which names of the sheets were not linked, and in which row of which file do they stand?
SELECT w.*, f.file, s.name AS sheet_name, coalesce(t.start_date, y.dated, n.dated, p.start_date) AS start_date
FROM waiting_name w
LEFT JOIN sheet s ON s.id = w.sheet
LEFT JOIN change f ON f.id = s.change
LEFT JOIN training t ON w.noun = 'training' AND t.number = w.record AND t.ended_by IS NULL
LEFT JOIN delivery y ON w.noun = 'delivery' AND y.number = w.record AND y.ended_by IS NULL
LEFT JOIN need n ON w.noun = 'need' AND n.number = w.record AND n.ended_by IS NULL
LEFT JOIN partnership p ON w.noun = 'partnership' AND p.number = w.record AND p.ended_by IS NULL
WHERE w.ended_by IS NULL
  AND (:fold IS NULL OR w.text_fold = :fold)
  AND (:noun IS NULL OR (w.noun = :noun AND w.record = :record))
ORDER BY w.text_fold, w.noun, w.record, w.id
