-- Which records in force say that they were elsewhere than their links, or wait for names that do not wait, or do not wait for
-- names that do? Of a held training, the links of those that attended count; while a name waits, only the oblast is known.
SELECT place, what, NULL AS fix FROM (
  SELECT noun || ' ' || number AS place, CASE
    WHEN scope = 'waiting' AND NOT waits THEN 'it waits for a name, but none of its names does'
    WHEN scope IS NOT 'waiting' AND waits THEN 'a name of it waits, and it does not say so'
    WHEN scope IS NULL AND links = 0 THEN 'it names communities, but no link is in force'
    WHEN scope IN ('all_of_oblast', 'oblast', 'none') AND links > 0 THEN 'it names no community, but a link is in force'
    WHEN scope = 'oblast' AND oblast IS NULL OR scope = 'none' AND oblast IS NOT NULL
      THEN 'its oblast is not what its scope `' || scope || '` says'
    WHEN links > 0 AND oblast IS NOT NULL AND NOT (first_oblast = oblast AND last_oblast = oblast)
      OR scope IS NULL AND oblast IS NULL AND first_oblast = last_oblast THEN 'its oblast is not that of its links'
    WHEN raion IS NOT iif(scope IS NULL AND first_raion = last_raion, nullif(first_raion, 0), NULL)
      THEN 'its raion is not that of its links'
    WHEN community IS NOT iif(scope IS NULL AND first_community = last_community, first_community, NULL)
      THEN 'its community is not that of its links'
  END AS what
  FROM (
    SELECT t.noun, t.number, t.scope, t.oblast, t.raion, t.community, count(c.id) AS links,
      min(c.oblast) AS first_oblast, max(c.oblast) AS last_oblast,
      min(ifnull(c.raion, 0)) AS first_raion, max(ifnull(c.raion, 0)) AS last_raion,
      min(c.id) AS first_community, max(c.id) AS last_community,
      EXISTS (SELECT 1 FROM waiting_name w
        WHERE w.noun = t.noun AND w.record = t.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community') AS waits
    FROM (SELECT 'training' AS noun, id, number, scope, oblast, raion, community, status FROM training WHERE ended_by IS NULL) t
    LEFT JOIN assignment a ON a.training = t.number AND a.ended_by IS NULL AND (a.state = 1 OR t.status IS NOT NULL)
    LEFT JOIN community c ON c.id = a.community
    GROUP BY t.id
    UNION ALL
    SELECT t.noun, t.number, t.scope, t.oblast, t.raion, t.community, count(c.id) AS links,
      min(c.oblast) AS first_oblast, max(c.oblast) AS last_oblast,
      min(ifnull(c.raion, 0)) AS first_raion, max(ifnull(c.raion, 0)) AS last_raion,
      min(c.id) AS first_community, max(c.id) AS last_community,
      EXISTS (SELECT 1 FROM waiting_name w
        WHERE w.noun = t.noun AND w.record = t.number AND w.ended_by IS NULL AND w.outcome <> 'not_a_community') AS waits
    FROM (
      SELECT 'delivery' AS noun, number, scope, oblast, raion, community FROM delivery WHERE ended_by IS NULL
      UNION ALL SELECT 'need', number, scope, oblast, raion, community FROM need WHERE ended_by IS NULL
      UNION ALL SELECT 'partnership', number, scope, oblast, raion, community FROM partnership WHERE ended_by IS NULL) t
    LEFT JOIN link a ON a.noun = t.noun AND a.record = t.number AND a.ended_by IS NULL
    LEFT JOIN community c ON c.id = a.community
    GROUP BY t.noun, t.number))
WHERE what IS NOT NULL
