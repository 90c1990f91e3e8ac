-- Which held trainings was a community linked to, what were they about, and for how many communities were they held?
SELECT t.number, t.title, t.kind, k.name AS topic, k.theme, p.name AS project, t.start_date, t.date_precision, t.minutes, t.audience,
  t.scope, NULL AS neighbours
FROM counted x
CROSS JOIN training t ON t.number = x.training AND t.ended_by IS NULL
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN project p ON p.id = t.project
WHERE x.cell BETWEEN :community * 10000000000 AND :community * 10000000000 + 9999999999
ORDER BY t.start_date, t.number
