-- SPDX-License-Identifier: Apache-2.0
-- One session, version 6. Times are microseconds since 1970 UTC. Flags and other enumerations are stored by name: names
-- are the format, the order in the code is not.
-- A file is opened only when its tables are these, compared as text: even a new line break here is a new version and
-- needs a migration.

-- The listener's facts: written once, never updated. Ids are never reused (AUTOINCREMENT): cursors depend on it.
CREATE TABLE listener (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  listener INTEGER NOT NULL,
  peer TEXT NOT NULL,
  peer_port INTEGER NOT NULL,
  form INTEGER NOT NULL,
  method BLOB NOT NULL,
  target BLOB NOT NULL,
  version BLOB NOT NULL,
  flags TEXT NOT NULL,
  declared_length INTEGER,
  head_bytes INTEGER NOT NULL,
  body_bytes INTEGER NOT NULL,
  body_kept INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  reason TEXT NOT NULL,
  offset INTEGER
);
CREATE INDEX request_time ON request (time);

-- The ids that arrived in a minute, at least these: a range of time becomes one of ids, also where the clock jumped.
CREATE TABLE arrival_minute (minute INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);

CREATE TABLE payload (
  request INTEGER PRIMARY KEY,
  head BLOB NOT NULL,
  body BLOB NOT NULL,
  trailers BLOB NOT NULL,
  trailing BLOB NOT NULL
);

-- A body over one part (256 KiB) is written ahead in parts; its request commits last and takes it. A body without a
-- request is an orphan: deleted when the session is opened for recording.
CREATE TABLE body (id INTEGER PRIMARY KEY, request INTEGER);
CREATE INDEX body_request ON body (request);
CREATE TABLE body_part (body INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (body, part)) WITHOUT ROWID;

-- Requests that were stored although their sender had already got 503.
CREATE TABLE late_answer (request INTEGER PRIMARY KEY);

-- What got 503 and is not in the session, by second.
CREATE TABLE refusal (second INTEGER NOT NULL, listener TEXT NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY (second, listener)) WITHOUT ROWID;

-- Derived by the attribution, can be rebuilt.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  identified_by TEXT NOT NULL,
  confidence INTEGER NOT NULL,
  listener TEXT NOT NULL,
  peer TEXT NOT NULL,
  instance TEXT NOT NULL,
  version TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0,
  attack_requests INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE context (
  request INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  kind TEXT NOT NULL,
  identified_by TEXT NOT NULL,
  confidence INTEGER NOT NULL,
  instance TEXT NOT NULL,
  version TEXT NOT NULL,
  client TEXT NOT NULL,
  client_trust TEXT NOT NULL,
  client_from TEXT NOT NULL,
  client_alternatives TEXT NOT NULL,
  client_port INTEGER,
  scheme TEXT NOT NULL,
  host BLOB NOT NULL,
  port INTEGER,
  server_addr TEXT NOT NULL,
  server_port INTEGER,
  request_id BLOB NOT NULL,
  request_id_from TEXT NOT NULL,
  flags TEXT NOT NULL
);
CREATE INDEX context_client ON context (client);
CREATE INDEX context_source ON context (source);

-- Derived by the analyst, can be rebuilt.
CREATE TABLE rule_set (id INTEGER PRIMARY KEY, engine TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (engine, name, hash));

CREATE TABLE verdict (
  request INTEGER PRIMARY KEY,
  rule_set INTEGER NOT NULL,
  state TEXT NOT NULL,
  score INTEGER NOT NULL,
  threshold INTEGER NOT NULL,
  partial INTEGER NOT NULL,
  types TEXT NOT NULL,
  error TEXT NOT NULL
);
CREATE INDEX verdict_attack ON verdict (request) WHERE state = 'attack';

-- Requests whose source, client or host was read anew after they were judged: their attacks are still those of before.
CREATE TABLE stale_verdict (request INTEGER PRIMARY KEY);

CREATE TABLE hit (
  id INTEGER PRIMARY KEY,
  request INTEGER NOT NULL,
  attack INTEGER NOT NULL,
  rule_id INTEGER NOT NULL,
  type TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  point BLOB NOT NULL,
  variable BLOB NOT NULL,
  matched BLOB NOT NULL,
  offset INTEGER,
  length INTEGER NOT NULL,
  transformations TEXT NOT NULL,
  rule_file TEXT NOT NULL
);
CREATE INDEX hit_request ON hit (request);
CREATE INDEX hit_attack ON hit (attack, request) WHERE attack <> 0;

CREATE TABLE attack (
  id INTEGER PRIMARY KEY,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  type TEXT NOT NULL,
  severity INTEGER NOT NULL,
  source INTEGER NOT NULL,
  client TEXT NOT NULL,
  host BLOB NOT NULL,
  endpoint BLOB NOT NULL,
  message TEXT NOT NULL,
  point BLOB NOT NULL,
  requests INTEGER NOT NULL,
  hits INTEGER NOT NULL,
  score INTEGER NOT NULL
);
CREATE INDEX attack_last_seen ON attack (last_seen);
CREATE TABLE attack_rule (attack INTEGER NOT NULL, rule_id INTEGER NOT NULL, PRIMARY KEY (attack, rule_id)) WITHOUT ROWID;

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  source INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  sample_request INTEGER NOT NULL,
  details TEXT NOT NULL
);

-- Counts by bucket of `resolution` seconds. type '' counts every request; attack_requests is filled there only.
CREATE TABLE rollup (
  resolution INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  source INTEGER NOT NULL,
  listener TEXT NOT NULL,
  type TEXT NOT NULL,
  requests INTEGER NOT NULL,
  attack_requests INTEGER NOT NULL,
  PRIMARY KEY (resolution, bucket, source, listener, type)
) WITHOUT ROWID;

-- The most frequent values of a minute; approximate by design.
CREATE TABLE top_value (
  minute INTEGER NOT NULL,
  dimension TEXT NOT NULL,
  source INTEGER NOT NULL,
  value BLOB NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (minute, dimension, source, value)
) WITHOUT ROWID;

-- The user's: survives every re-analysis. What people decided is a log: of the decisions about a hit, the newest that is
-- 'made' is in force (core/storage/triage_state.h). phase: 'begun' is not in force yet, or never will be; 'undone' may be
-- made again. about: 'request', 'attack', 'filter'; scope: its id or its text.
CREATE TABLE decision (id INTEGER PRIMARY KEY AUTOINCREMENT, phase TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, time INTEGER NOT NULL, about TEXT NOT NULL, scope TEXT NOT NULL, rule_id INTEGER, requests INTEGER NOT NULL, hits INTEGER NOT NULL);
CREATE INDEX decision_state ON decision (state) WHERE phase = 'made';
CREATE INDEX decision_begun ON decision (time) WHERE phase = 'begun';
-- About single hits; rule 0 and an empty point: about the request with whatever hits it has.
CREATE TABLE triage (request INTEGER NOT NULL, rule_id INTEGER NOT NULL, point BLOB NOT NULL, decision INTEGER NOT NULL, PRIMARY KEY (request, rule_id, point, decision)) WITHOUT ROWID;
CREATE INDEX triage_decision ON triage (decision);
-- About many requests with whatever hits they have: a bit for each of the 4096 ids from 4096 * block, the lowest bit first.
CREATE TABLE decided (block INTEGER NOT NULL, decision INTEGER NOT NULL, requests BLOB NOT NULL, PRIMARY KEY (block, decision)) WITHOUT ROWID;
CREATE INDEX decided_decision ON decided (decision);
CREATE TABLE note (id INTEGER PRIMARY KEY, request INTEGER, attack INTEGER, time INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE tag (request INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (request, name)) WITHOUT ROWID;
CREATE TABLE mark (request INTEGER PRIMARY KEY, colour TEXT NOT NULL);
-- What a user says of a source. Texts are empty where nothing is set; mode: analyse, store or ignore; merged_into: shown and
-- counted as that source; contract: what the copies carry, as `snippet --contract --json` prints it. Every change counts
-- "sources.revision" in meta up, so that who records notices.
CREATE TABLE source_setting (
  source INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  mode TEXT NOT NULL,
  merged_into INTEGER,
  trusted TEXT NOT NULL,
  hops INTEGER,
  client_header TEXT NOT NULL,
  recursive INTEGER,
  contract TEXT NOT NULL
);
CREATE TABLE view (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL);

-- How often each header comes from each source (core/traffic/header_presence.h). header: in lower case; '' counts all
-- requests of the source. different: a sketch of 128 bytes.
CREATE TABLE header_presence (
  source INTEGER NOT NULL,
  header TEXT NOT NULL,
  name TEXT NOT NULL,
  requests INTEGER NOT NULL,
  baseline INTEGER NOT NULL,
  recent INTEGER NOT NULL,
  current INTEGER NOT NULL,
  different BLOB NOT NULL,
  example BLOB NOT NULL,
  PRIMARY KEY (source, header)
) WITHOUT ROWID;

-- How far each follower has written: moved in the transaction that holds what it found out.
CREATE TABLE cursor (name TEXT PRIMARY KEY, request INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO cursor VALUES ('context', 0), ('verdict', 0);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- "session" tells files apart, also copies that were renamed.
INSERT INTO meta VALUES ('session', lower(hex(randomblob(16)))), ('created', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'));
