-- SPDX-License-Identifier: Apache-2.0
-- How a source is read; which verdicts wait to be found anew. Version 3 had settings of sources that nothing ever wrote.
DROP TABLE source_setting;
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
CREATE TABLE stale_verdict (request INTEGER PRIMARY KEY);
