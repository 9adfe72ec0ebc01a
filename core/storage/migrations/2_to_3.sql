-- SPDX-License-Identifier: Apache-2.0
-- Which ids a minute has, indices for rare clients, sources and attacks, what was refused when, settings of sources.
CREATE TABLE arrival_minute (minute INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE refusal (second INTEGER NOT NULL, listener TEXT NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY (second, listener)) WITHOUT ROWID;
CREATE INDEX context_client ON context (client);
CREATE INDEX context_source ON context (source);
CREATE INDEX verdict_attack ON verdict (request) WHERE state = 'attack';
CREATE TABLE source_setting (source INTEGER PRIMARY KEY, name TEXT NOT NULL, colour TEXT NOT NULL, mode TEXT NOT NULL, merged_into INTEGER, trusted TEXT NOT NULL, hops INTEGER, contract TEXT NOT NULL);
INSERT INTO arrival_minute SELECT time / 60000000, min(id), max(id) FROM request GROUP BY 1;
