-- Which names of the sheets with this text (:fold) did people decide, and in which row of which file do they stand?
SELECT w.*, f.file, s.name AS sheet_name, coalesce(t.start_date, y.dated, n.dated, p.start_date) AS start_date
FROM waiting_name w
LEFT JOIN sheet s ON s.id = w.sheet
LEFT JOIN change f ON f.id = s.change
LEFT JOIN training t ON w.noun = 'training' AND t.number = w.record AND t.ended_by IS NULL
LEFT JOIN delivery y ON w.noun = 'delivery' AND y.number = w.record AND y.ended_by IS NULL
LEFT JOIN need n ON w.noun = 'need' AND n.number = w.record AND n.ended_by IS NULL
LEFT JOIN partnership p ON w.noun = 'partnership' AND p.number = w.record AND p.ended_by IS NULL
WHERE w.text_fold = :fold AND w.outcome <> 'not_a_community'
  AND w.ended_by IN (SELECT id FROM change WHERE verb = 'assign')
GROUP BY w.noun, w.record, w.sheet, w.sheet_row
ORDER BY w.noun, w.record, w.id
