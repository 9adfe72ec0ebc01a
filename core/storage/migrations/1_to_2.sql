-- SPDX-License-Identifier: Apache-2.0
-- Large bodies are stored in parts. Version 1 had a table for them that was never filled.
DROP TABLE body_part;
CREATE TABLE body (id INTEGER PRIMARY KEY, request INTEGER);
CREATE INDEX body_request ON body (request);
CREATE TABLE body_part (body INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (body, part)) WITHOUT ROWID;
