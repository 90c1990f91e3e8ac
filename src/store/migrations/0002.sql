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

CREATE TABLE label_before (
  change   INTEGER NOT NULL REFERENCES change (id),
  noun     TEXT NOT NULL CHECK (noun = 'project' OR noun = 'organisation' OR noun = 'topic'),
  id       INTEGER NOT NULL,
  ended_by INTEGER REFERENCES change (id),
  PRIMARY KEY (change, noun, id)
) STRICT, WITHOUT ROWID;

-- TRAININGS --------------------------------------------------------------------------------------------------------

CREATE TABLE new_assignment (
  training     INTEGER NOT NULL,
  community    INTEGER NOT NULL REFERENCES community (id),
  added_by     INTEGER NOT NULL REFERENCES change (id),
  ended_by     INTEGER REFERENCES change (id),
  state        INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
  rule         INTEGER NOT NULL REFERENCES rule (id),
  participants INTEGER CHECK (participants >= 0),
  topic        INTEGER CHECK (topic BETWEEN 1 AND 99999),
  quarter      INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 99999),
  sheet        INTEGER REFERENCES sheet (id),
  sheet_row    INTEGER,
  cell         INTEGER CHECK (cell IS CASE WHEN ended_by IS NULL AND state = 1
    THEN community * 10000000000 + ifnull(topic, 0) * 100000 + quarter END),
  past_cell    INTEGER CHECK (past_cell IS CASE WHEN ended_by IS NOT NULL AND state = 1
    THEN community * 10000000000 + ifnull(topic, 0) * 100000 + quarter END),
  PRIMARY KEY (training, community, added_by)
) STRICT, WITHOUT ROWID;
INSERT INTO new_assignment (training, community, added_by, ended_by, state, rule, participants, topic, quarter, sheet, sheet_row, cell,
  past_cell)
SELECT training, community, added_by, ended_by, state, rule, participants, topic, quarter, sheet, sheet_row, cell,
  iif(ended_by IS NOT NULL AND state = 1, community * 10000000000 + ifnull(topic, 0) * 100000 + quarter, NULL)
FROM assignment;
DROP TABLE assignment;
ALTER TABLE new_assignment RENAME TO assignment;
CREATE INDEX assignment_cell ON assignment (cell);
CREATE INDEX assignment_past ON assignment (past_cell, ended_by) WHERE past_cell IS NOT NULL;

CREATE TABLE new_waiting_name (
  id          INTEGER PRIMARY KEY,
  noun        TEXT NOT NULL CHECK (noun = 'training'),
  record      INTEGER NOT NULL,
  text        TEXT NOT NULL,
  text_fold   TEXT NOT NULL,
  oblast_hint TEXT,
  raion_hint  TEXT,
  kind_hint   TEXT,
  outcome     TEXT NOT NULL CHECK (outcome = 'likely' OR outcome = 'unknown' OR outcome = 'not_a_community'),
  participants INTEGER CHECK (participants >= 0),
  sheet       INTEGER REFERENCES sheet (id),
  sheet_row   INTEGER,
  added_by    INTEGER NOT NULL REFERENCES change (id),
  ended_by    INTEGER REFERENCES change (id)
) STRICT;
INSERT INTO new_waiting_name (id, noun, record, text, text_fold, oblast_hint, raion_hint, kind_hint, outcome, participants, sheet,
  sheet_row, added_by, ended_by)
SELECT id, 'training', training, text, text_fold, oblast_hint, raion_hint, kind_hint, outcome, participants, sheet, sheet_row, added_by,
  ended_by
FROM waiting_name;
DROP TABLE waiting_name;
ALTER TABLE new_waiting_name RENAME TO waiting_name;
CREATE INDEX waiting_name_text ON waiting_name (text_fold) WHERE ended_by IS NULL;
CREATE INDEX waiting_name_record ON waiting_name (record, noun);

-- VIEWS ------------------------------------------------------------------------------------------------------------

CREATE VIEW counted AS SELECT training, cell FROM assignment WHERE cell IS NOT NULL;

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
