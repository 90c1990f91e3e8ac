-- Of which changes does the ledger count something else than the facts that name them? Links and names of an import are those of
-- all its trainings, so that they can be told from the facts only where all trainings were new.
WITH
version AS ( -- which versions of a training a change brought and ended, and whether the training was new
  SELECT change, number, max(brought) AS brought, max(ended) AS ended, max(is_first) AS is_first FROM (
    SELECT t.added_by AS change, t.number, 1 AS brought, 0 AS ended,
      NOT EXISTS (SELECT 1 FROM training e WHERE e.number = t.number AND e.id < t.id) AS is_first
    FROM training t
    UNION ALL SELECT ended_by, number, 0, 1, 0 FROM training WHERE ended_by IS NOT NULL)
  GROUP BY change, number),
touched AS ( -- trainings of which a change altered anything
  SELECT change, number FROM version
  UNION SELECT added_by, training FROM assignment UNION SELECT ended_by, training FROM assignment WHERE ended_by IS NOT NULL
  UNION SELECT added_by, record FROM waiting_name WHERE noun = 'training'
  UNION SELECT ended_by, record FROM waiting_name WHERE noun = 'training' AND ended_by IS NOT NULL),
training_count AS (
  SELECT change, sum(is_first) AS added, sum(ended AND NOT brought) AS withdrawn, sum(brought) AS brought
  FROM version GROUP BY change),
touched_count AS (SELECT change, count(*) AS touched FROM touched GROUP BY change),
link_count AS (SELECT added_by AS change, count(*) AS links FROM assignment GROUP BY added_by),
name_count AS (
  SELECT added_by AS change, count(*) AS names FROM waiting_name
  WHERE noun = 'training' AND outcome <> 'not_a_community' GROUP BY added_by),
figure AS ( -- figures of population and old codes: of what they took the place
  SELECT change, noun, sum(brought AND NOT ended) AS added, sum(brought AND ended) AS updated,
    sum(ended AND NOT brought) AS withdrawn
  FROM (
    SELECT change, noun, one, other, max(brought) AS brought, max(ended) AS ended FROM (
      SELECT added_by AS change, 'population' AS noun, community AS one, year AS other, 1 AS brought, 0 AS ended FROM population
      UNION ALL SELECT ended_by, 'population', community, year, 0, 1 FROM population WHERE ended_by IS NOT NULL
      UNION ALL SELECT added_by, 'old codes', koatuu, code, 1, 0 FROM old_code
      UNION ALL SELECT ended_by, 'old codes', koatuu, code, 0, 1 FROM old_code WHERE ended_by IS NOT NULL)
    GROUP BY change, noun, one, other)
  GROUP BY change, noun),
place_count AS (
  SELECT change, sum(name IS NULL OR ended_by IS NOT NULL) AS added FROM place_before GROUP BY change),
former_count AS (SELECT added_by AS change, count(*) AS names FROM former_name GROUP BY added_by),
counted (id, verb, noun, file, word, said, found) AS (
  SELECT c.id, c.verb, c.noun, c.file, 'added', c.added, ifnull(t.added, 0)
  FROM change c LEFT JOIN training_count t ON t.change = c.id WHERE c.verb = 'import' AND c.noun = 'trainings'
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'withdrawn', c.withdrawn, ifnull(t.withdrawn, 0)
  FROM change c LEFT JOIN training_count t ON t.change = c.id WHERE c.verb = 'import' AND c.noun = 'trainings'
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'updated', c.updated,
    ifnull(u.touched, 0) - ifnull(t.added, 0) - ifnull(t.withdrawn, 0)
  FROM change c LEFT JOIN training_count t ON t.change = c.id LEFT JOIN touched_count u ON u.change = c.id
  WHERE c.verb = 'import' AND c.noun = 'trainings'
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'linked', c.linked, ifnull(l.links, 0)
  FROM change c LEFT JOIN link_count l ON l.change = c.id
  WHERE c.verb = 'import' AND c.noun = 'trainings' AND c.updated + c.unchanged = 0 OR c.verb = 'assign' AND c.noun = 'training'
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'waiting', c.waiting, ifnull(n.names, 0)
  FROM change c LEFT JOIN name_count n ON n.change = c.id
  WHERE c.verb = 'import' AND c.noun = 'trainings' AND c.updated + c.unchanged = 0
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'updated', c.updated, ifnull(t.brought, 0)
    + (SELECT count(*) FROM delivery WHERE added_by = c.id) + (SELECT count(*) FROM need WHERE added_by = c.id)
    + (SELECT count(*) FROM partnership WHERE added_by = c.id) + (SELECT count(*) FROM project_card WHERE added_by = c.id)
  FROM change c LEFT JOIN training_count t ON t.change = c.id
  WHERE c.verb = 'assign' AND c.noun IN ('topic', 'project', 'organisation')
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'added', c.added, ifnull(f.added, 0)
  FROM change c LEFT JOIN figure f ON f.change = c.id AND f.noun = c.noun
  WHERE c.verb = 'import' AND c.noun IN ('population', 'old codes')
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'updated', c.updated, ifnull(f.updated, 0)
  FROM change c LEFT JOIN figure f ON f.change = c.id AND f.noun = c.noun
  WHERE c.verb = 'import' AND c.noun IN ('population', 'old codes')
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'withdrawn', c.withdrawn, ifnull(f.withdrawn, 0)
  FROM change c LEFT JOIN figure f ON f.change = c.id AND f.noun = c.noun
  WHERE c.verb = 'import' AND c.noun IN ('population', 'old codes')
  UNION ALL -- an edition older than the one in force, which counts nothing as withdrawn, brings former names alone
  SELECT c.id, c.verb, c.noun, c.file, 'added', c.added, ifnull(iif(c.withdrawn IS NULL, n.names, p.added), 0)
  FROM change c LEFT JOIN place_count p ON p.change = c.id LEFT JOIN former_count n ON n.change = c.id
  WHERE c.verb = 'import' AND c.noun = 'communities')
SELECT 'change ' || id || ' (' || verb || ' ' || noun || ifnull(' ' || file, '') || ')' AS place,
  'the ledger counts ' || said || ' ' || word || ', the facts ' || found AS what, NULL AS fix
FROM counted WHERE said IS NOT NULL AND said <> found
