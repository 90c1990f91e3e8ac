-- The database of hromada: who supported which Ukrainian community, where, when, on what.
--
-- One file, plain names: sqlite3, Datasette, DuckDB or a spreadsheet can read and write it without the program.
-- Codes are text, dates are text YYYY-MM-DD, times are UTC text YYYY-MM-DDTHH:MM:SSZ, counts are whole numbers.
-- NULL means that nobody said it, never zero. Columns *_fold are for comparing and *_sort for order: SQLite itself folds
-- only ASCII and sorts by byte, so the program computes both (lower case, one apostrophe, look-alike letters mended;
-- the 33-letter alphabet).
--
-- Nothing is overwritten. A fact is brought by a change (added_by) and ended by one (ended_by); the present is what
-- has no ended_by. The views at the end answer the common questions with names in place of numbers.

PRAGMA application_id = 1213353284; -- 'HRMD'
PRAGMA user_version = 2;

-- THE LEDGER -------------------------------------------------------------------------------------------------------

-- One row for everything that was ever done to this file: its making, each import, assign and undo.
CREATE TABLE change (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,                          -- UTC
  user      TEXT,                                   -- login name; NULL where the system tells none
  verb      TEXT NOT NULL CHECK (verb IN ('create', 'import', 'assign', 'undo')),
  noun      TEXT NOT NULL,                          -- what it was done to: communities, old codes, population, trainings, deliveries, needs, partnerships, projects, name, names, topic, project, organisation, training, delivery, need, change
  command   TEXT NOT NULL,                          -- as typed
  program   TEXT NOT NULL,                          -- version of the program
  file      TEXT,                                   -- name of the file read; NULL where there was none
  sha256    TEXT,                                   -- of the bytes that were read, hexadecimal
  bytes     INTEGER,                                -- size of the file
  options   TEXT,                                   -- options that give the file another meaning, such as --project; NULL = none
  edition   TEXT,                                   -- date of the register's edition that names were resolved by
  rows_read INTEGER,                                -- data rows; NULL where no table was read, as in all counts below
  added     INTEGER,
  updated   INTEGER,
  unchanged INTEGER,
  withdrawn INTEGER,
  rejected  INTEGER,                                -- rows left out because of an error
  linked    INTEGER,                                -- links between a community and a record
  waiting   INTEGER,                                -- names that wait for a person
  mapping   INTEGER REFERENCES mapping (id),        -- columns explained by hand that the import used; NULL = none that has a name
  corrects  INTEGER REFERENCES change (id),         -- the import of whose file this one's is a later form
  undoes    INTEGER REFERENCES change (id)          -- the change that this one takes back
) STRICT;

CREATE INDEX change_file ON change (bytes) WHERE bytes IS NOT NULL;

-- A sheet that an import read: with its number and a row, every fact leads back to the cells it came from.
CREATE TABLE sheet (
  id          INTEGER PRIMARY KEY,
  change      INTEGER NOT NULL REFERENCES change (id),
  name        TEXT NOT NULL,                        -- 'csv' for a text file
  heading_row INTEGER,                              -- last row of the heading, from 1
  columns     TEXT NOT NULL                         -- JSON: [{"column": "E", "heading": "Громада", "field": "community"}, ...]; field null = ignored
) STRICT;

-- The earlier changes that an import rests on: it told their records again, or read a name of a project, topic or organisation as
-- they decided.
CREATE TABLE rests_on (
  change  INTEGER NOT NULL REFERENCES change (id),  -- the import
  earlier INTEGER NOT NULL REFERENCES change (id),
  PRIMARY KEY (change, earlier)
) STRICT, WITHOUT ROWID;

-- Columns explained by hand, kept under a name for the next file of the same layout.
CREATE TABLE mapping (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  name_fold    TEXT NOT NULL,
  project      TEXT,                                -- project of the rows that name none, as typed; NULL = nobody said
  project_fold TEXT,
  columns      TEXT NOT NULL,                       -- JSON: [{"column": "К-сть осіб", "field": "participants"}, ...]; column = a heading, or letters
  sheets       TEXT,                                -- JSON: ["Q1", ...], the sheets to read; NULL = all that hold data
  added_by     INTEGER NOT NULL REFERENCES change (id),
  ended_by     INTEGER REFERENCES change (id)
) STRICT;
CREATE UNIQUE INDEX mapping_name ON mapping (name_fold, ifnull(project_fold, '')) WHERE ended_by IS NULL;

-- What was wrong with the files of imports that were saved, cell by cell. An import that was refused leaves nothing.
CREATE TABLE problem (
  id     INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES change (id),
  level  TEXT NOT NULL CHECK (level = 'error' OR level = 'warning' OR level = 'info'), -- error: the row was left out
  code   TEXT NOT NULL,                             -- stable word, such as 'bad_date'
  sheet  TEXT NOT NULL,                             -- name of the sheet; 'csv' for a text file
  row    INTEGER,                                   -- as a spreadsheet program numbers it; NULL = the whole sheet
  column TEXT,                                      -- letters of the column; NULL = the whole row
  value  TEXT,                                      -- as the cell shows it; NULL where it is empty
  reason TEXT NOT NULL,
  fix    TEXT                                       -- NULL where nobody knows one
) STRICT;
CREATE INDEX problem_change ON problem (change);

-- THE REGISTER ------------------------------------------------------------------------------------------------------
-- The official codifier KATOTTG (order No. 290 of 26.11.2020). Codes are UA and 17 digits, and never change with a name.

-- Editions of the codifier that this file has seen; the latest is in force.
CREATE TABLE edition (
  dated    TEXT NOT NULL,                           -- date of the edition
  source   TEXT NOT NULL,                           -- where it was read from
  added_by INTEGER NOT NULL REFERENCES change (id),
  ended_by INTEGER REFERENCES change (id),
  PRIMARY KEY (dated, added_by)
) STRICT, WITHOUT ROWID;

-- Regions of the first level: 24 oblasts, Crimea, Kyiv, Sevastopol.
CREATE TABLE oblast (
  id        INTEGER PRIMARY KEY,
  code      TEXT NOT NULL UNIQUE,
  name      TEXT NOT NULL,                          -- 'Вінницька'
  name_sort TEXT NOT NULL,
  ended_by  INTEGER REFERENCES change (id)          -- withdrawn from the codifier
) STRICT;

-- Raions of the division of July 2020.
CREATE TABLE raion (
  id        INTEGER PRIMARY KEY,
  code      TEXT NOT NULL UNIQUE,
  oblast    INTEGER NOT NULL REFERENCES oblast (id),
  name      TEXT NOT NULL,                          -- 'Бердичівський'
  name_sort TEXT NOT NULL,
  ended_by  INTEGER REFERENCES change (id)          -- withdrawn from the codifier
) STRICT;

-- Territorial communities (hromadas). Kyiv and Sevastopol stand here too: they have no raion and no kind, and no report
-- counts them among communities.
CREATE TABLE community (
  id        INTEGER PRIMARY KEY,
  code      TEXT NOT NULL UNIQUE,
  oblast    INTEGER NOT NULL REFERENCES oblast (id),
  raion     INTEGER REFERENCES raion (id),          -- NULL for Kyiv and Sevastopol
  kind      TEXT CHECK (kind IN ('urban', 'settlement', 'rural')), -- NULL for the two cities and where no edition tells it
  name      TEXT NOT NULL,                          -- 'Аннопільська'
  name_fold TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id)          -- withdrawn from the codifier
) STRICT;

-- Cities, settlements, villages and districts of cities.
CREATE TABLE settlement (
  id        INTEGER PRIMARY KEY,
  code      TEXT NOT NULL UNIQUE,
  community INTEGER REFERENCES community (id),      -- NULL for Prypiat and Chornobyl, which belong to none
  category  TEXT NOT NULL CHECK (category IN ('M', 'T', 'X', 'C', 'B')), -- city, urban-type settlement (to 2024), settlement, village, district of a city
  name      TEXT NOT NULL,
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id)
) STRICT;

-- Names that places bore in earlier editions, and the names of settlements that an edition withdrew.
CREATE TABLE former_name (
  code     TEXT NOT NULL,                           -- of an oblast, raion, community or settlement
  name     TEXT NOT NULL,
  until    TEXT NOT NULL,                           -- date of the first known edition without this name
  added_by INTEGER NOT NULL REFERENCES change (id),
  ended_by INTEGER REFERENCES change (id),
  PRIMARY KEY (code, name, until, added_by)
) STRICT, WITHOUT ROWID;

-- Places as they were before a change altered them, so that an edition can be taken back. Places keep their ids, for facts
-- point to them; that is why a place is changed and not ended, and its earlier state stands here.
CREATE TABLE place_before (
  change    INTEGER NOT NULL REFERENCES change (id),
  level     TEXT NOT NULL CHECK (level = 'oblast' OR level = 'raion' OR level = 'community' OR level = 'settlement'),
  code      TEXT NOT NULL,
  oblast    INTEGER REFERENCES oblast (id),         -- where it lay, as far as its table tells it
  raion     INTEGER REFERENCES raion (id),
  community INTEGER REFERENCES community (id),
  kind      TEXT,                                   -- of a community; the category of a settlement
  name      TEXT,                                   -- NULL = the change added the place
  ended_by  INTEGER REFERENCES change (id),
  PRIMARY KEY (change, level, code)
) STRICT, WITHOUT ROWID;

-- Codes of the classifier before KATOTTG (KOATUU, DK 014-97, abolished), where somebody imported the official table of
-- correspondence. By them sheets may name old codes, councils and raions of before 2020.
CREATE TABLE old_code (
  koatuu   TEXT NOT NULL CHECK (length(koatuu) = 10), -- oblast 2 digits, raion or city 3, council 3, settlement 2
  code     TEXT NOT NULL,                           -- of the oblast, raion, community or settlement that bore it
  name     TEXT NOT NULL,                           -- in the year of the table
  added_by INTEGER NOT NULL REFERENCES change (id),
  ended_by INTEGER REFERENCES change (id),          -- a later table did not have it
  PRIMARY KEY (koatuu, code, added_by)
) STRICT, WITHOUT ROWID;

-- Residents of a community in a year.
CREATE TABLE population (
  community INTEGER NOT NULL REFERENCES community (id),
  year      INTEGER NOT NULL,                       -- on 1 January
  residents INTEGER NOT NULL CHECK (residents >= 0),
  sheet     INTEGER REFERENCES sheet (id),
  sheet_row INTEGER,
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id),
  PRIMARY KEY (community, year, added_by)
) STRICT, WITHOUT ROWID;

-- WHO AND WHAT ------------------------------------------------------------------------------------------------------

-- Donors and implementers.
CREATE TABLE organisation (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id)
) STRICT;
CREATE UNIQUE INDEX organisation_name ON organisation (name_fold) WHERE ended_by IS NULL;

-- Activities of donors.
CREATE TABLE project (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id)
) STRICT;
CREATE UNIQUE INDEX project_name ON project (name_fold) WHERE ended_by IS NULL;

-- Whether projects, organisations and topics were in force before a change ended them or brought them back. They keep their ids,
-- for trainings point to them.
CREATE TABLE label_before (
  change   INTEGER NOT NULL REFERENCES change (id),
  noun     TEXT NOT NULL CHECK (noun = 'project' OR noun = 'organisation' OR noun = 'topic'),
  id       INTEGER NOT NULL,                        -- of the project, organisation or topic
  ended_by INTEGER REFERENCES change (id),          -- as it stood; NULL = in force
  PRIMARY KEY (change, noun, id)
) STRICT, WITHOUT ROWID;

-- The fixed list of 25 themes.
CREATE TABLE theme (
  id        INTEGER PRIMARY KEY,
  ukrainian TEXT NOT NULL,
  english   TEXT NOT NULL
) STRICT;

-- Free topics, as sheets name them.
CREATE TABLE topic (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  theme     INTEGER REFERENCES theme (id),          -- NULL where nobody has said to which theme it belongs
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id)
) STRICT;
CREATE UNIQUE INDEX topic_name ON topic (name_fold) WHERE ended_by IS NULL;

-- Decisions of people that some text means some community (topic, project, organisation), or none.
CREATE TABLE alias (
  id        INTEGER PRIMARY KEY,
  noun      TEXT NOT NULL CHECK (noun IN ('community', 'topic', 'project', 'organisation')),
  text      TEXT NOT NULL,
  text_fold TEXT NOT NULL,
  oblast    INTEGER REFERENCES oblast (id),         -- the decision holds only where this oblast is meant; NULL = everywhere
  target    INTEGER,                                -- id of what is meant; NULL = none: the text is no community
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX alias_text ON alias (noun, text_fold) WHERE ended_by IS NULL;

-- TRAININGS ---------------------------------------------------------------------------------------------------------

-- Events. A correction ends the row and adds another with the same number.
CREATE TABLE training (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,                  -- the number people use; the same over all versions
  key            INTEGER NOT NULL,                  -- hash by which a corrected file finds its own trainings
  source_id      TEXT,                              -- the id that the sheet itself gives
  title          TEXT NOT NULL,
  project        INTEGER REFERENCES project (id),
  donor          INTEGER REFERENCES organisation (id),
  implementer    INTEGER REFERENCES organisation (id),
  topic          INTEGER REFERENCES topic (id),
  kind           TEXT CHECK (kind = 'training' OR kind = 'webinar' OR kind = 'workshop' OR kind = 'study_visit' OR kind = 'course' OR kind = 'consultation' OR kind = 'dialogue' OR kind = 'forum'),
  format         TEXT CHECK (format = 'online' OR format = 'in_person' OR format = 'mixed'),
  status         TEXT CHECK (status = 'planned' OR status = 'cancelled'), -- NULL = held, and only held ones count
  start_date     TEXT NOT NULL CHECK (length(start_date) = 10), -- first possible day
  end_date       TEXT NOT NULL CHECK (end_date >= start_date),  -- last possible day
  date_precision TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'), -- how exactly it was said; NULL = to the day
  quarter        INTEGER NOT NULL,                  -- of the start: year * 10 + quarter, 20211 = 2021-Q1
  minutes        INTEGER CHECK (minutes >= 0),      -- length
  audience       TEXT,
  language       TEXT,
  place          TEXT,
  link           TEXT,
  participants   INTEGER CHECK (participants >= 0), -- people; counted once, however many communities they came from
  new_participants INTEGER CHECK (new_participants >= 0), -- of them, who had not taken part before
  women          INTEGER CHECK (women >= 0),
  men            INTEGER CHECK (men >= 0),
  uncounted_rows INTEGER CHECK (uncounted_rows > 0), -- rows of it without a count beside others that have one: participants is then "at least"; NULL = none
  scope          TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'), -- what the sheet names instead of communities, or that some of its names wait for a person; NULL = it names communities
  oblast         INTEGER REFERENCES oblast (id),    -- the one in which it all was; NULL = several, or nobody said
  raion          INTEGER REFERENCES raion (id),     -- likewise
  community      INTEGER REFERENCES community (id), -- likewise
  sheet          INTEGER REFERENCES sheet (id),
  sheet_row      INTEGER,                           -- first row that told of it
  added_by       INTEGER NOT NULL REFERENCES change (id),
  ended_by       INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX training_key ON training (key) WHERE ended_by IS NULL;
-- Finds a training by its number.
CREATE INDEX training_number ON training (number);
-- Finds what an earlier form of a file told and a corrected one does not.
CREATE INDEX training_sheet ON training (sheet, quarter) WHERE ended_by IS NULL;

-- Links between a community and a training. Topic and quarter are copied from the training, so that one index answers who was
-- covered.
CREATE TABLE assignment (
  training     INTEGER NOT NULL,                    -- number of the training
  community    INTEGER NOT NULL REFERENCES community (id),
  added_by     INTEGER NOT NULL REFERENCES change (id),
  ended_by     INTEGER REFERENCES change (id),
  state        INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3), -- 1 attended, 2 invited, 3 planned
  rule         INTEGER NOT NULL REFERENCES rule (id), -- how the community was found
  participants INTEGER CHECK (participants >= 0),   -- people from this community, as far as rows that name it alone tell them; else NULL
  topic        INTEGER CHECK (topic BETWEEN 1 AND 99999),
  quarter      INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 99999), -- year * 10 + quarter
  sheet        INTEGER REFERENCES sheet (id),       -- NULL where a person said it
  sheet_row    INTEGER,
  -- Community, topic (0 = none) and quarter as one number, 4711 00012 20211, while the link is in force and attended; else NULL.
  cell         INTEGER CHECK (cell IS CASE WHEN ended_by IS NULL AND state = 1
    THEN community * 10000000000 + ifnull(topic, 0) * 100000 + quarter END),
  past_cell    INTEGER CHECK (past_cell IS CASE WHEN ended_by IS NOT NULL AND state = 1
    THEN community * 10000000000 + ifnull(topic, 0) * 100000 + quarter END), -- the same of a link that has ended; else NULL
  PRIMARY KEY (training, community, added_by)
) STRICT, WITHOUT ROWID;
-- Answers who was covered, without a look into the table. One number sorts in half the time that its three columns need.
CREATE INDEX assignment_cell ON assignment (cell);
-- Answers who was covered at an earlier time, together with the index above.
CREATE INDEX assignment_past ON assignment (past_cell, ended_by) WHERE past_cell IS NOT NULL;

-- How a community was found in a text.
CREATE TABLE rule (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  meaning TEXT NOT NULL
) STRICT;
INSERT INTO rule VALUES
  (0, 'exact', 'the present name'),
  (1, 'code', 'a code in the text'),
  (2, 'decision', 'a person decided what the text means'),
  (3, 'former', 'a name of an earlier edition'),
  (4, 'grammar', 'the name in another case or inside the name of an institution'),
  (5, 'language', 'the name in Latin letters or in Russian'),
  (6, 'settlement', 'a place, an old council or an old raion in the community'),
  (7, 'spelling', 'a misspelling with no other community as near'),
  (8, 'person', 'a person linked it by hand');

-- Names of a sheet that were not linked: they wait for a person, or name no community.
CREATE TABLE waiting_name (
  id          INTEGER PRIMARY KEY,
  noun        TEXT NOT NULL CHECK (noun = 'training' OR noun = 'delivery' OR noun = 'need' OR noun = 'partnership'), -- what the record is whose row has the name
  record      INTEGER NOT NULL,                     -- its number
  text        TEXT NOT NULL,
  text_fold   TEXT NOT NULL,
  oblast_hint TEXT,                                 -- as the row says it
  raion_hint  TEXT,
  kind_hint   TEXT,
  outcome     TEXT NOT NULL CHECK (outcome = 'likely' OR outcome = 'unknown' OR outcome = 'not_a_community'), -- the last does not wait
  participants INTEGER CHECK (participants >= 0),   -- people of this row, where it names nothing else
  sheet       INTEGER REFERENCES sheet (id),
  sheet_row   INTEGER,
  added_by    INTEGER NOT NULL REFERENCES change (id),
  ended_by    INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX waiting_name_text ON waiting_name (text_fold) WHERE ended_by IS NULL;
CREATE INDEX waiting_name_record ON waiting_name (record, noun);

-- AID, NEEDS, PARTNERSHIPS ------------------------------------------------------------------------------------------

-- The fixed list of what aid is, with its purpose code of the OECD DAC list.
CREATE TABLE category (
  id        TEXT PRIMARY KEY,
  ukrainian TEXT NOT NULL,
  english   TEXT NOT NULL,
  dac       TEXT                                    -- NULL where no one code fits
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

-- Aid that reached a community, or is on its way. A correction ends the row and adds another with the same number.
CREATE TABLE delivery (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,                  -- the number people use; the same over all versions
  key            INTEGER NOT NULL,                  -- hash by which a corrected file finds its own deliveries
  source_id      TEXT,                              -- the id that the sheet itself gives
  item           TEXT,                              -- NULL only where value_of = 'wave'
  category       TEXT REFERENCES category (id),     -- as its column says, else by the words of the item; NULL where neither tells
  project        INTEGER REFERENCES project (id),
  donor          INTEGER REFERENCES organisation (id),
  implementer    INTEGER REFERENCES organisation (id),
  wave           TEXT,                              -- as the sheet names it
  recipient      TEXT,                              -- as the sheet names it, with the kind, raion and oblast of its row
  quantity       INTEGER CHECK (quantity >= 0),     -- in thousandths of the unit: 1500 = 1.5
  unit           TEXT,
  value          INTEGER CHECK (value >= 0),        -- in hundredths of the currency, of all of it
  price          INTEGER CHECK (price >= 0),        -- likewise, of one unit, where a column tells it
  currency       TEXT CHECK (length(currency) = 3), -- ISO 4217; NULL where value and price are
  value_of       TEXT CHECK (value_of = 'wave' OR value_of = 'rows'), -- what the value is of: the whole wave, or this and the rows below that share its cell; never divided; NULL = this delivery alone
  decided_date   TEXT CHECK (length(decided_date) = 10),
  sent_date      TEXT CHECK (length(sent_date) = 10),
  received_date  TEXT CHECK (length(received_date) = 10),
  date_precision TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'), -- how exactly the vaguest was said, and the days are the first ones; NULL = to the day
  dated          TEXT CHECK (length(dated) = 10),   -- received, else sent, else decided, else the day of which the sheet does not say what happened on it; NULL where nobody said a day
  quarter        INTEGER,                           -- of that: year * 10 + quarter
  status         TEXT CHECK (status = 'planned' OR status = 'sent' OR status = 'received' OR status = 'returned'), -- NULL where what the sheet says is not understood, so that it does not count as received, and where nobody said it of a whole wave
  scope          TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'), -- what the sheet names instead of communities, or that some of its names wait for a person; NULL = it names communities
  oblast         INTEGER REFERENCES oblast (id),    -- the one of all its communities; NULL = several, or nobody said
  raion          INTEGER REFERENCES raion (id),     -- likewise
  community      INTEGER REFERENCES community (id), -- likewise
  sheet          INTEGER REFERENCES sheet (id),
  sheet_row      INTEGER,
  added_by       INTEGER NOT NULL REFERENCES change (id),
  ended_by       INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX delivery_key ON delivery (key) WHERE ended_by IS NULL;
CREATE INDEX delivery_number ON delivery (number);
CREATE INDEX delivery_sheet ON delivery (sheet) WHERE ended_by IS NULL;

-- What a community asked for, and what became of it.
CREATE TABLE need (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,                  -- the number people use; the same over all versions
  key            INTEGER NOT NULL,                  -- hash by which a corrected file finds its own needs
  source_id      TEXT,                              -- the id that the sheet itself gives
  item           TEXT,                              -- what is asked for; NULL where only a topic is named
  topic          INTEGER REFERENCES topic (id),     -- what it is about; its theme says how it meets what is on offer
  category       TEXT REFERENCES category (id),     -- as its column says, else by the words of the item; NULL where neither tells
  project        INTEGER REFERENCES project (id),   -- which was asked
  donor          INTEGER REFERENCES organisation (id),
  applicant      TEXT,                              -- as the sheet names it, with the kind, raion and oblast of its row
  quantity       INTEGER CHECK (quantity >= 0),     -- in thousandths of the unit: 1500 = 1.5
  unit           TEXT,
  urgency        TEXT CHECK (urgency = 'high' OR urgency = 'medium' OR urgency = 'low'),
  people         INTEGER CHECK (people >= 0),       -- whom it concerns
  source         TEXT CHECK (source = 'form' OR source = 'survey' OR source = 'dialogue'), -- application form, survey, sector dialogue
  track          TEXT,                              -- part of the call it was sent to
  other_donors   TEXT,                              -- who else was asked for it
  dated          TEXT CHECK (length(dated) = 10),   -- when it was said
  date_precision TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'), -- how exactly that was said, and the day is the first one; NULL = to the day
  quarter        INTEGER,                           -- of that: year * 10 + quarter
  status         TEXT CHECK (status = 'applied' OR status = 'selected' OR status = 'rejected' OR status = 'met' OR status = 'withdrawn'), -- NULL where what the sheet says is not understood
  scope          TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'), -- as in delivery
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

-- Which training or delivery met a need, as a person confirmed.
CREATE TABLE met_by (
  need     INTEGER NOT NULL,                        -- number of the need
  noun     TEXT NOT NULL CHECK (noun = 'training' OR noun = 'delivery'),
  record   INTEGER NOT NULL,                        -- number of the training or delivery
  added_by INTEGER NOT NULL REFERENCES change (id),
  ended_by INTEGER REFERENCES change (id),
  PRIMARY KEY (need, noun, record, added_by)
) STRICT, WITHOUT ROWID;

-- Communities that work together, or one with a foreign town.
CREATE TABLE partnership (
  id              INTEGER PRIMARY KEY,
  number          INTEGER NOT NULL,                 -- the number people use; the same over all versions
  key             INTEGER NOT NULL,                 -- hash by which a corrected file finds its own partnerships
  source_id       TEXT,                             -- the number of the register
  subject         TEXT NOT NULL,
  kind            TEXT CHECK (kind = 'urban_rural' OR kind = 'inter_municipal' OR kind = 'international'),
  form            TEXT,                             -- legal form, as the sheet names it
  project         INTEGER REFERENCES project (id),
  donor           INTEGER REFERENCES organisation (id),
  parties         TEXT NOT NULL,                    -- as the sheet names them, with '; ' between
  party_count     INTEGER NOT NULL CHECK (party_count >= 0), -- how many; councils of one community are several parties and one link
  foreign_parties TEXT,                             -- towns abroad, as the sheet names them
  start_date      TEXT CHECK (length(start_date) = 10),
  end_date        TEXT CHECK (length(end_date) = 10), -- NULL where nobody said, or for good
  date_precision  TEXT CHECK (date_precision = 'month' OR date_precision = 'quarter' OR date_precision = 'half' OR date_precision = 'year'),
  quarter         INTEGER,                          -- of the start: year * 10 + quarter
  scope           TEXT CHECK (scope = 'waiting' OR scope = 'all_of_oblast' OR scope = 'oblast' OR scope = 'none'), -- as in delivery
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

-- What sheets say of a project beside its name.
CREATE TABLE project_card (
  id             INTEGER PRIMARY KEY,
  number         INTEGER NOT NULL,                  -- the same over all versions
  key            INTEGER NOT NULL,                  -- hash of the project
  name           TEXT NOT NULL,                     -- as the sheet has it
  project        INTEGER REFERENCES project (id),
  donor          INTEGER REFERENCES organisation (id),
  implementers   TEXT,                              -- with '; ' between
  code           TEXT,                              -- of IATI, or of the state's registration
  edrpou         TEXT,                              -- codes of the organisations in the state's register, with '; ' between
  components     TEXT,
  themes         TEXT,
  start_date     TEXT CHECK (length(start_date) = 10), -- first possible day
  end_date       TEXT CHECK (length(end_date) = 10), -- last possible day
  status         TEXT CHECK (status = 'planned' OR status = 'ongoing' OR status = 'completed' OR status = 'suspended' OR status = 'cancelled'),
  quarter        INTEGER,                           -- of the start
  sheet          INTEGER REFERENCES sheet (id),
  sheet_row      INTEGER,
  added_by       INTEGER NOT NULL REFERENCES change (id),
  ended_by       INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX project_card_key ON project_card (key) WHERE ended_by IS NULL;
CREATE INDEX project_card_number ON project_card (number);
CREATE INDEX project_card_sheet ON project_card (sheet) WHERE ended_by IS NULL;

-- Which communities a delivery is for, which have a need, which are partners.
CREATE TABLE link (
  noun      TEXT NOT NULL CHECK (noun = 'delivery' OR noun = 'need' OR noun = 'partnership'), -- what is linked
  record    INTEGER NOT NULL,                       -- its number
  community INTEGER NOT NULL REFERENCES community (id),
  added_by  INTEGER NOT NULL REFERENCES change (id),
  ended_by  INTEGER REFERENCES change (id),
  rule      INTEGER NOT NULL REFERENCES rule (id),  -- how the community was found
  sheet     INTEGER REFERENCES sheet (id),          -- NULL where a person said it
  sheet_row INTEGER,
  PRIMARY KEY (noun, record, community, added_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_community ON link (community, noun) WHERE ended_by IS NULL;

-- VIEWS -------------------------------------------------------------------------------------------------------------

-- The links that count, each with its cell: who was covered.
CREATE VIEW counted AS SELECT training, cell FROM assignment WHERE cell IS NOT NULL;

-- Communities of the register, with the latest number of residents.
CREATE VIEW v_community AS
SELECT c.code, c.name, c.kind, r.name AS raion, o.name AS oblast, p.residents, p.year AS residents_year
FROM community c
JOIN oblast o ON o.id = c.oblast
LEFT JOIN raion r ON r.id = c.raion
LEFT JOIN population p ON p.community = c.id AND p.ended_by IS NULL
  AND p.year = (SELECT max(year) FROM population WHERE community = c.id AND ended_by IS NULL)
WHERE c.ended_by IS NULL;

-- Trainings as they stand now.
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

-- Which community was linked to which training, and why.
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

-- Aid as it stands now.
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

-- Needs as they stand now; a need that a person found met is met, whatever its sheet says, as long as what met it
-- stands as held or received.
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

-- Which community is linked to which delivery, need or partnership, and why.
CREATE VIEW v_link AS
SELECT l.noun, l.record, c.code, c.name, o.name AS oblast, u.name AS rule, f.file, s.name AS sheet, l.sheet_row
FROM link l
JOIN community c ON c.id = l.community
JOIN oblast o ON o.id = c.oblast
JOIN rule u ON u.id = l.rule
LEFT JOIN sheet s ON s.id = l.sheet
LEFT JOIN change f ON f.id = s.change
WHERE l.ended_by IS NULL;

-- Everything that was done to this file.
CREATE VIEW v_change AS
SELECT id, at, user, verb, noun, file, rows_read, added, updated, unchanged, withdrawn, rejected, linked, waiting, undoes
FROM change ORDER BY id;
