-- Of which changes does the ledger count something else than the facts that name them? Links and names of an import are those of
-- all its records, so that they can be told from the facts only where all records were new.
WITH
kind (noun, many) AS (
  VALUES ('training', 'trainings'), ('delivery', 'deliveries'), ('need', 'needs'), ('partnership', 'partnerships'), ('project_card', 'projects')),
version AS ( -- which versions of a record a change brought and ended, and whether the record was new
  SELECT noun, change, number, max(brought) AS brought, max(ended) AS ended, max(is_first) AS is_first FROM (
    SELECT 'training' AS noun, r.added_by AS change, r.number, 1 AS brought, 0 AS ended,
      NOT EXISTS (SELECT 1 FROM training e WHERE e.number = r.number AND e.id < r.id) AS is_first
    FROM training r
    UNION ALL SELECT 'training', ended_by, number, 0, 1, 0 FROM training WHERE ended_by IS NOT NULL
    UNION ALL
    SELECT 'delivery' AS noun, r.added_by AS change, r.number, 1 AS brought, 0 AS ended,
      NOT EXISTS (SELECT 1 FROM delivery e WHERE e.number = r.number AND e.id < r.id) AS is_first
    FROM delivery r
    UNION ALL SELECT 'delivery', ended_by, number, 0, 1, 0 FROM delivery WHERE ended_by IS NOT NULL
    UNION ALL
    SELECT 'need' AS noun, r.added_by AS change, r.number, 1 AS brought, 0 AS ended,
      NOT EXISTS (SELECT 1 FROM need e WHERE e.number = r.number AND e.id < r.id) AS is_first
    FROM need r
    UNION ALL SELECT 'need', ended_by, number, 0, 1, 0 FROM need WHERE ended_by IS NOT NULL
    UNION ALL
    SELECT 'partnership' AS noun, r.added_by AS change, r.number, 1 AS brought, 0 AS ended,
      NOT EXISTS (SELECT 1 FROM partnership e WHERE e.number = r.number AND e.id < r.id) AS is_first
    FROM partnership r
    UNION ALL SELECT 'partnership', ended_by, number, 0, 1, 0 FROM partnership WHERE ended_by IS NOT NULL
    UNION ALL
    SELECT 'project_card' AS noun, r.added_by AS change, r.number, 1 AS brought, 0 AS ended,
      NOT EXISTS (SELECT 1 FROM project_card e WHERE e.number = r.number AND e.id < r.id) AS is_first
    FROM project_card r
    UNION ALL SELECT 'project_card', ended_by, number, 0, 1, 0 FROM project_card WHERE ended_by IS NOT NULL)
  GROUP BY noun, change, number),
bond AS ( -- links of all kinds
  SELECT 'training' AS noun, training AS record, added_by, ended_by FROM assignment
  UNION ALL SELECT noun, record, added_by, ended_by FROM link),
touched AS ( -- records of which a change altered anything
  SELECT noun, change, number FROM version
  UNION SELECT noun, added_by, record FROM bond UNION SELECT noun, ended_by, record FROM bond WHERE ended_by IS NOT NULL
  UNION SELECT noun, added_by, record FROM waiting_name
  UNION SELECT noun, ended_by, record FROM waiting_name WHERE ended_by IS NOT NULL),
record_count AS (
  SELECT noun, change, sum(is_first) AS added, sum(ended AND NOT brought) AS withdrawn, sum(brought) AS brought
  FROM version GROUP BY noun, change),
touched_count AS (SELECT noun, change, count(*) AS touched FROM touched GROUP BY noun, change),
link_count AS (SELECT noun, added_by AS change, count(*) AS links FROM bond GROUP BY noun, added_by),
name_count AS (
  SELECT noun, added_by AS change, count(*) AS names FROM waiting_name
  WHERE outcome <> 'not_a_community' GROUP BY noun, added_by),
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
import AS ( -- imports of records, with the word for one of them
  SELECT c.*, k.noun AS kind FROM change c JOIN kind k ON k.many = c.noun WHERE c.verb = 'import'),
counted (id, verb, noun, file, word, said, found) AS (
  SELECT c.id, c.verb, c.noun, c.file, 'added', c.added, ifnull(r.added, 0)
  FROM import c LEFT JOIN record_count r ON r.change = c.id AND r.noun = c.kind
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'withdrawn', c.withdrawn, ifnull(r.withdrawn, 0)
  FROM import c LEFT JOIN record_count r ON r.change = c.id AND r.noun = c.kind
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'updated', c.updated, ifnull(u.touched, 0) - ifnull(r.added, 0) - ifnull(r.withdrawn, 0)
  FROM import c LEFT JOIN record_count r ON r.change = c.id AND r.noun = c.kind
  LEFT JOIN touched_count u ON u.change = c.id AND u.noun = c.kind
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'linked', c.linked, ifnull(l.links, 0)
  FROM import c LEFT JOIN link_count l ON l.change = c.id AND l.noun = c.kind
  WHERE c.updated + c.unchanged = 0
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'linked', c.linked, ifnull(l.links, 0)
  FROM change c LEFT JOIN link_count l ON l.change = c.id AND l.noun = c.noun
  WHERE c.verb = 'assign' AND c.noun IN ('training', 'delivery', 'need', 'partnership')
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'waiting', c.waiting, ifnull(n.names, 0)
  FROM import c LEFT JOIN name_count n ON n.change = c.id AND n.noun = c.kind
  WHERE c.updated + c.unchanged = 0
  UNION ALL
  SELECT c.id, c.verb, c.noun, c.file, 'updated', c.updated,
    ifnull((SELECT sum(r.brought) FROM record_count r WHERE r.change = c.id), 0)
  FROM change c WHERE c.verb = 'assign' AND c.noun IN ('topic', 'project', 'organisation')
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
