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

CREATE TABLE rests_on (
  change  INTEGER NOT NULL REFERENCES change (id),
  earlier INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (change, earlier)
) STRICT, WITHOUT ROWID;

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

DROP INDEX training_sheet;
CREATE INDEX training_sheet ON training (sheet, quarter) WHERE ended_by IS NULL;

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
  noun        TEXT NOT NULL CHECK (noun = 'training' OR noun = 'delivery' OR noun = 'need' OR noun = 'partnership'),
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

-- AID, NEEDS, PARTNERSHIPS ------------------------------------------------------------------------------------------

CREATE TABLE category (
  id        TEXT PRIMARY KEY,
  ukrainian TEXT NOT NULL,
  english   TEXT NOT NULL,
  dac       TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO category VALUES
  ('it', 'ІТ-обладнання', 'IT equipment', '22040'),
  ('power', 'Енергетика', 'Power', '23110'),
  ('vehicles', 'Транспорт і техніка', 'Vehicles', '15110'),
  ('furniture', 'Меблі', 'Furniture', '15110'),
  ('service_centre', 'Обладнання ЦНАП', 'Service-centre equipment', '15110'),
  ('construction', 'Будівництво і ремонт', 'Construction', '73010'),
  ('grant', 'Грант', 'Grant', '15112'),
  ('relief', 'Гуманітарна допомога', 'Relief items', '72010'),
  ('other', 'Інше', 'Other', NULL);

CREATE TABLE delivery (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,
  key            INTEGER NOT NULL,
  source_id      TEXT,
  item           TEXT,
  category       TEXT REFERENCES category (id),
  project        INTEGER REFERENCES project (id),
  donor          INTEGER REFERENCES organisation (id),
  implementer    INTEGER REFERENCES organisation (id),
  wave           TEXT,
  recipient      TEXT,
  quantity       INTEGER CHECK (quantity >= 0),
  unit           TEXT,
  value          INTEGER CHECK (value >= 0),
  price          INTEGER CHECK (price >= 0),
  currency       TEXT CHECK (length(currency) = 3),
  value_of       TEXT CHECK (value_of = 'wave' OR value_of = 'rows'),
  decided_date   TEXT CHECK (length(decided_date) = 10),
  sent_date      TEXT CHECK (length(sent_date) = 10),
  received_date  TEXT CHECK (length(received_date) = 10),
  date_precision TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'),
  dated          TEXT CHECK (length(dated) = 10),
  quarter        INTEGER,
  status         TEXT CHECK (status = 'planned' OR status = 'sent' OR status = 'received' OR status = 'returned'),
  scope          TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'),
  oblast         INTEGER REFERENCES oblast (id),
  raion          INTEGER REFERENCES raion (id),
  community      INTEGER REFERENCES community (id),
  sheet          INTEGER REFERENCES sheet (id),
  sheet_row      INTEGER,
  added_by       INTEGER NOT NULL REFERENCES change (id),
  ended_by       INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX delivery_key ON delivery (key) WHERE ended_by IS NULL;
CREATE INDEX delivery_number ON delivery (number);
CREATE INDEX delivery_sheet ON delivery (sheet) WHERE ended_by IS NULL;

CREATE TABLE need (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,
  key            INTEGER NOT NULL,
  source_id      TEXT,
  item           TEXT,
  topic          INTEGER REFERENCES topic (id),
  category       TEXT REFERENCES category (id),
  project        INTEGER REFERENCES project (id),
  donor          INTEGER REFERENCES organisation (id),
  applicant      TEXT,
  quantity       INTEGER CHECK (quantity >= 0),
  unit           TEXT,
  urgency        TEXT CHECK (urgency = 'high' OR urgency = 'medium' OR urgency = 'low'),
  people         INTEGER CHECK (people >= 0),
  source         TEXT CHECK (source = 'form' OR source = 'survey' OR source = 'dialogue'),
  track          TEXT,
  other_donors   TEXT,
  dated          TEXT CHECK (length(dated) = 10),
  date_precision TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'),
  quarter        INTEGER,
  status         TEXT CHECK (status = 'applied' OR status = 'selected' OR status = 'rejected' OR status = 'met' OR status = 'withdrawn'),
  scope          TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'),
  oblast         INTEGER REFERENCES oblast (id),
  raion          INTEGER REFERENCES raion (id),
  community      INTEGER REFERENCES community (id),
  sheet          INTEGER REFERENCES sheet (id),
  sheet_row      INTEGER,
  added_by       INTEGER NOT NULL REFERENCES change (id),
  ended_by       INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX need_key ON need (key) WHERE ended_by IS NULL;
CREATE INDEX need_number ON need (number);
CREATE INDEX need_sheet ON need (sheet) WHERE ended_by IS NULL;

CREATE TABLE met_by (
  need     INTEGER NOT NULL,
  noun     TEXT NOT NULL CHECK (noun = 'training' OR noun = 'delivery'),
  record   INTEGER NOT NULL,
  added_by INTEGER NOT NULL REFERENCES change (id),
  ended_by INTEGER REFERENCES change (id),
  PRIMARY KEY (need, noun, record, added_by)
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership (
  id              INTEGER PRIMARY KEY,
  number          INTEGER NOT NULL,
  key             INTEGER NOT NULL,
  source_id       TEXT,
  subject         TEXT NOT NULL,
  kind            TEXT CHECK (kind = 'urban_rural' OR kind = 'inter_municipal' OR kind = 'international'),
  form            TEXT,
  project         INTEGER REFERENCES project (id),
  donor           INTEGER REFERENCES organisation (id),
  parties         TEXT NOT NULL,
  party_count     INTEGER NOT NULL CHECK (party_count >= 0),
  foreign_parties TEXT,
  start_date      TEXT CHECK (length(start_date) = 10),
  end_date        TEXT CHECK (length(end_date) = 10),
  date_precision  TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'),
  quarter         INTEGER,
  scope           TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'),
  oblast          INTEGER REFERENCES oblast (id),
  raion           INTEGER REFERENCES raion (id),
  community       INTEGER REFERENCES community (id),
  sheet           INTEGER REFERENCES sheet (id),
  sheet_row       INTEGER,
  added_by        INTEGER NOT NULL REFERENCES change (id),
  ended_by        INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX partnership_key ON partnership (key) WHERE ended_by IS NULL;
CREATE INDEX partnership_number ON partnership (number);
CREATE INDEX partnership_sheet ON partnership (sheet) WHERE ended_by IS NULL;

CREATE TABLE project_card (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,
  key            INTEGER NOT NULL,
  name           TEXT NOT NULL,
  project        INTEGER REFERENCES project (id),
  donor          INTEGER REFERENCES organisation (id),
  implementers   TEXT,
  code           TEXT,
  edrpou         TEXT,
  components     TEXT,
  themes         TEXT,
  start_date     TEXT CHECK (length(start_date) = 10),
  end_date       TEXT CHECK (length(end_date) = 10),
  status         TEXT CHECK (status = 'planned' OR status = 'ongoing' OR status = 'completed' OR status = 'suspended' OR status = 'cancelled'),
  quarter        INTEGER,
  sheet          INTEGER REFERENCES sheet (id),
  sheet_row      INTEGER,
  added_by       INTEGER NOT NULL REFERENCES change (id),
  ended_by       INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX project_card_key ON project_card (key) WHERE ended_by IS NULL;
CREATE INDEX project_card_number ON project_card (number);
CREATE INDEX project_card_sheet ON project_card (sheet) WHERE ended_by IS NULL;

CREATE TABLE link (
  noun      TEXT NOT NULL CHECK (noun = 'delivery' OR noun = 'need' OR noun = 'partnership'),
  record    INTEGER NOT NULL,
  community INTEGER NOT NULL REFERENCES community (id),
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id),
  rule      INTEGER NOT NULL REFERENCES rule (id),
  sheet     INTEGER REFERENCES sheet (id),
  sheet_row INTEGER,
  PRIMARY KEY (noun, record, community, added_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_community ON link (community, noun) WHERE ended_by IS NULL;

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

CREATE VIEW v_delivery AS
SELECT y.number, y.item, y.category, p.name AS project, d.name AS donor, i.name AS implementer, y.wave, y.recipient,
  y.quantity / 1000.0 AS quantity, y.unit, y.value / 100.0 AS value, y.currency, y.value_of, y.decided_date, y.sent_date,
  y.received_date, y.status, coalesce(y.scope, 'communities') AS scope, o.name AS oblast, f.file, s.name AS sheet, y.sheet_row
FROM delivery y
LEFT JOIN project p ON p.id = y.project
LEFT JOIN organisation d ON d.id = y.donor
LEFT JOIN organisation i ON i.id = y.implementer
LEFT JOIN oblast o ON o.id = y.oblast
LEFT JOIN sheet s ON s.id = y.sheet
LEFT JOIN change f ON f.id = s.change
WHERE y.ended_by IS NULL;

CREATE VIEW v_need AS
SELECT n.number, n.item, k.name AS topic, n.category, p.name AS project, n.applicant, n.quantity / 1000.0 AS quantity, n.unit,
  n.urgency, n.people, n.source, n.track, n.other_donors, n.dated,
  iif(EXISTS (SELECT 1 FROM met_by m WHERE m.need = n.number AND m.ended_by IS NULL AND (
    EXISTS (SELECT 1 FROM training t WHERE m.noun = 'training' AND t.number = m.record AND t.ended_by IS NULL AND t.status IS NULL)
    OR EXISTS (SELECT 1 FROM delivery y WHERE m.noun = 'delivery' AND y.number = m.record AND y.ended_by IS NULL AND y.status = 'received'))),
    'met', n.status) AS status,
  coalesce(n.scope, 'communities') AS scope, o.name AS oblast, f.file, s.name AS sheet, n.sheet_row
FROM need n
LEFT JOIN topic k ON k.id = n.topic
LEFT JOIN project p ON p.id = n.project
LEFT JOIN oblast o ON o.id = n.oblast
LEFT JOIN sheet s ON s.id = n.sheet
LEFT JOIN change f ON f.id = s.change
WHERE n.ended_by IS NULL;

CREATE VIEW v_link AS
SELECT l.noun, l.record, c.code, c.name, o.name AS oblast, u.name AS rule, f.file, s.name AS sheet, l.sheet_row
FROM link l
JOIN community c ON c.id = l.community
JOIN oblast o ON o.id = c.oblast
JOIN rule u ON u.id = l.rule
LEFT JOIN sheet s ON s.id = l.sheet
LEFT JOIN change f ON f.id = s.change
WHERE l.ended_by IS NULL;

CREATE VIEW v_change AS
SELECT id, at, user, verb, noun, file, rows_read, added, updated, unchanged, withdrawn, rejected, linked, waiting, undoes
FROM change ORDER BY id;

PRAGMA user_version = 2;
