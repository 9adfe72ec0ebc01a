-- SPDX-License-Identifier: Apache-2.0
-- Headers by source. Version 4 had a table of baselines that nothing ever wrote.
DROP TABLE baseline;
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
