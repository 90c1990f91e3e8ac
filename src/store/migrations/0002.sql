-- From version 1 to version 2. `schema.sql` says in prose what all this is for; here stand only the statements that bring an older
-- file there. The present work adds to this page until version 2 is released; from then on it is never touched again.
--
-- A new table, index or view is made by the very statement of `schema.sql`. A column is added by ALTER TABLE at the end of its
-- table, and stands at the end there too. A table whose columns change otherwise, or a CHECK of it, is made anew: CREATE TABLE
-- new_x, INSERT INTO new_x (...) SELECT ..., DROP TABLE x, ALTER TABLE new_x RENAME TO x, and then its indices; foreign keys are
-- off meanwhile. All this is one transaction. tests/migration.rs compares what comes of it with `schema.sql`.

-- Views are made anew at the end, for SQLite renames no table while a view names one that is gone.
DROP VIEW v_community;
DROP VIEW v_training;
DROP VIEW v_assignment;
DROP VIEW v_change;

-- THE LEDGER -------------------------------------------------------------------------------------------------------

-- THE REGISTER -----------------------------------------------------------------------------------------------------

-- WHO AND WHAT -----------------------------------------------------------------------------------------------------

-- TRAININGS --------------------------------------------------------------------------------------------------------

-- VIEWS ------------------------------------------------------------------------------------------------------------

CREATE VIEW v_community AS
SELECT c.code, c.name, c.kind, r.name AS raion, o.name AS oblast, p.residents, p.year AS residents_year
FROM community c
JOIN oblast o ON o.id = c.oblast
LEFT JOIN raion r ON r.id = c.raion
LEFT JOIN population p ON p.community = c.id AND p.ended_by IS NULL
  AND p.year = (SELECT max(year) FROM population WHERE community = c.id AND ended_by IS NULL)
WHERE c.ended_by IS NULL;

CREATE VIEW v_training AS
SELECT t.number, t.title, p.name AS project, d.name AS donor, i.name AS implementer, k.name AS topic, t.kind, t.format,
  coalesce(t.status, 'held') AS status, t.start_date, t.end_date, t.date_precision, t.minutes / 60.0 AS hours, t.participants, t.new_participants, t.women, t.men,
  iif(t.scope IS NULL OR t.scope = 'waiting', 'communities', t.scope) AS scope, o.name AS oblast, f.file, s.name AS sheet, t.sheet_row
FROM training t
LEFT JOIN project p ON p.id = t.project
LEFT JOIN organisation d ON d.id = t.donor
LEFT JOIN organisation i ON i.id = t.implementer
LEFT JOIN topic k ON k.id = t.topic
LEFT JOIN oblast o ON o.id = t.oblast
LEFT JOIN sheet s ON s.id = t.sheet
LEFT JOIN change f ON f.id = s.change
WHERE t.ended_by IS NULL;

CREATE VIEW v_assignment AS
SELECT a.training, c.code, c.name, o.name AS oblast, CASE a.state WHEN 1 THEN 'attended' WHEN 2 THEN 'invited' ELSE 'planned' END AS state,
  u.name AS rule, a.participants, f.file, s.name AS sheet, a.sheet_row
FROM assignment a
JOIN community c ON c.id = a.community
JOIN oblast o ON o.id = c.oblast
JOIN rule u ON u.id = a.rule
LEFT JOIN sheet s ON s.id = a.sheet
LEFT JOIN change f ON f.id = s.change
WHERE a.ended_by IS NULL;

CREATE VIEW v_change AS
SELECT id, at, user, verb, noun, file, rows_read, added, updated, unchanged, withdrawn, rejected, linked, waiting, undoes
FROM change ORDER BY id;

PRAGMA user_version = 2;
