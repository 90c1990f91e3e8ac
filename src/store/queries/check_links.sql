-- Which links in force belong to no record in force, and which links and answers were made before there was such a record?
SELECT place, what, NULL AS fix FROM (
  SELECT 'training ' || a.training || ', community ' || c.code AS place, CASE
    WHEN a.ended_by IS NULL AND NOT EXISTS (SELECT 1 FROM training t WHERE t.number = a.training AND t.ended_by IS NULL)
      THEN 'a link is in force, but its training is not'
    WHEN NOT EXISTS (SELECT 1 FROM training t WHERE t.number = a.training AND t.added_by <= a.added_by)
      THEN 'change ' || a.added_by || ' linked it before there was such a training' END AS what
  FROM assignment a JOIN community c ON c.id = a.community
  UNION ALL
  SELECT l.noun || ' ' || l.record || ', community ' || c.code, CASE
    WHEN l.ended_by IS NULL AND r.last IS NOT 1 THEN 'a link is in force, but its ' || l.noun || ' is not'
    WHEN r.first IS NULL OR r.first > l.added_by THEN 'change ' || l.added_by || ' linked it before there was such a ' || l.noun END
  FROM link l JOIN community c ON c.id = l.community
  LEFT JOIN (
    SELECT 'delivery' AS noun, number, min(added_by) AS first, max(ended_by IS NULL) AS last FROM delivery GROUP BY number
    UNION ALL SELECT 'need', number, min(added_by), max(ended_by IS NULL) FROM need GROUP BY number
    UNION ALL SELECT 'partnership', number, min(added_by), max(ended_by IS NULL) FROM partnership GROUP BY number) r
    ON r.noun = l.noun AND r.number = l.record
  UNION ALL
  SELECT 'need ' || m.need || ', ' || m.noun || ':' || m.record,
    'change ' || m.added_by || ' says that one met the other before there were both'
  FROM met_by m
  WHERE NOT EXISTS (SELECT 1 FROM need n WHERE n.number = m.need AND n.added_by < m.added_by) OR NOT CASE m.noun
    WHEN 'training' THEN EXISTS (SELECT 1 FROM training r WHERE r.number = m.record AND r.added_by < m.added_by)
    ELSE EXISTS (SELECT 1 FROM delivery r WHERE r.number = m.record AND r.added_by < m.added_by) END)
WHERE what IS NOT NULL
