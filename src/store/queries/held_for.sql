-- Which trainings of the sheets was each community linked to, in the order of their first days?
SELECT a.community, t.number, t.title, t.start_date, t.end_date, t.sheet
FROM assignment a
JOIN training t ON t.number = a.training AND t.ended_by IS NULL
WHERE a.ended_by IS NULL AND t.sheet IS NOT NULL AND t.status IS NOT 'cancelled'
ORDER BY a.community, t.start_date, t.number
