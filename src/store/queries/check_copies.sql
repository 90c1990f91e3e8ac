-- Which columns that are copied differ from what they were copied from?
SELECT 'training ' || a.training || ', community ' || c.code AS place,
  'the link says ' || CASE WHEN a.topic IS NOT t.topic
    THEN 'topic ' || ifnull('`' || (SELECT name FROM topic WHERE id = a.topic) || '`', 'none')
      || ' and its training ' || ifnull('`' || (SELECT name FROM topic WHERE id = t.topic) || '`', 'none')
    ELSE 'quarter ' || a.quarter || ' and its training ' || t.quarter END AS what,
  NULL AS fix
FROM assignment a
JOIN training t ON t.number = a.training AND t.ended_by IS NULL
JOIN community c ON c.id = a.community
WHERE a.ended_by IS NULL AND (a.topic IS NOT t.topic OR a.quarter <> t.quarter)
UNION ALL
SELECT 'training ' || number, 'it starts on ' || start_date || ' and says quarter ' || quarter, NULL
FROM training
WHERE quarter <> CAST(substr(start_date, 1, 4) AS INTEGER) * 10 + (CAST(substr(start_date, 6, 2) AS INTEGER) + 2) / 3
UNION ALL
SELECT 'delivery ' || number, 'its day is ' || ifnull(dated, 'unknown') || ' and its quarter ' || ifnull(quarter, 'unknown'), NULL
FROM delivery
WHERE quarter IS NOT CAST(substr(dated, 1, 4) AS INTEGER) * 10 + (CAST(substr(dated, 6, 2) AS INTEGER) + 2) / 3
UNION ALL
SELECT 'need ' || number, 'its day is ' || ifnull(dated, 'unknown') || ' and its quarter ' || ifnull(quarter, 'unknown'), NULL
FROM need
WHERE quarter IS NOT CAST(substr(dated, 1, 4) AS INTEGER) * 10 + (CAST(substr(dated, 6, 2) AS INTEGER) + 2) / 3
UNION ALL
SELECT 'partnership ' || number, 'its day is ' || ifnull(start_date, 'unknown') || ' and its quarter ' || ifnull(quarter, 'unknown'), NULL
FROM partnership
WHERE quarter IS NOT CAST(substr(start_date, 1, 4) AS INTEGER) * 10 + (CAST(substr(start_date, 6, 2) AS INTEGER) + 2) / 3
UNION ALL
SELECT 'project_card ' || number, 'its day is ' || ifnull(start_date, 'unknown') || ' and its quarter ' || ifnull(quarter, 'unknown'), NULL
FROM project_card
WHERE quarter IS NOT CAST(substr(start_date, 1, 4) AS INTEGER) * 10 + (CAST(substr(start_date, 6, 2) AS INTEGER) + 2) / 3
UNION ALL
SELECT 'delivery ' || number, 'it says ' || ifnull(dated, 'no day') || ' and was received, sent or decided on '
  || ifnull(coalesce(received_date, sent_date, decided_date), 'no day'), NULL
FROM delivery
WHERE dated IS NOT coalesce(received_date, sent_date, decided_date)
