-- SPDX-License-Identifier: Apache-2.0
-- Which attack types a decision about whole requests is about. Those of before were about any, and stay so.
ALTER TABLE decision ADD COLUMN types TEXT;
