-- SPDX-License-Identifier: Apache-2.0
-- Decisions as a log that can be undone. What version 5 held of one moment, state and reason was one decision.
CREATE TEMP TABLE decided_before AS SELECT * FROM triage;
DROP TABLE triage;
CREATE TABLE decision (id INTEGER PRIMARY KEY AUTOINCREMENT, phase TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, time INTEGER NOT NULL, about TEXT NOT NULL, scope TEXT NOT NULL, rule_id INTEGER, requests INTEGER NOT NULL, hits INTEGER NOT NULL);
CREATE INDEX decision_state ON decision (state) WHERE phase = 'made';
CREATE INDEX decision_begun ON decision (time) WHERE phase = 'begun';
CREATE TABLE triage (request INTEGER NOT NULL, rule_id INTEGER NOT NULL, point BLOB NOT NULL, decision INTEGER NOT NULL, PRIMARY KEY (request, rule_id, point, decision)) WITHOUT ROWID;
CREATE INDEX triage_decision ON triage (decision);
CREATE TABLE decided (block INTEGER NOT NULL, decision INTEGER NOT NULL, requests BLOB NOT NULL, PRIMARY KEY (block, decision)) WITHOUT ROWID;
CREATE INDEX decided_decision ON decided (decision);
INSERT INTO decision (phase, state, reason, time, about, scope, rule_id, requests, hits)
  SELECT 'made', state, reason, time, CASE WHEN count(DISTINCT request) = 1 THEN 'request' ELSE 'earlier' END,
         CASE WHEN count(DISTINCT request) = 1 THEN CAST(min(request) AS TEXT) ELSE '' END, NULL, count(DISTINCT request), sum(rule_id <> 0)
  FROM decided_before GROUP BY time, state, reason ORDER BY time;
INSERT INTO triage SELECT b.request, b.rule_id, b.point, d.id FROM decided_before b JOIN decision d ON d.time = b.time AND d.state = b.state AND d.reason = b.reason;
DROP TABLE temp.decided_before;
