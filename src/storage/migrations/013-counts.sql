-- How often somebody tried to sign in or asked for tokens, counted for all processes together (src/storage/counts.ts). Nothing
-- that must outlive a crash of the database, so that counting writes no log. The key is a hash: it names nobody.
CREATE UNLOGGED TABLE rate_count (
  key bytea PRIMARY KEY,
  hits integer NOT NULL,
  ends timestamptz NOT NULL
) WITH (fillfactor = 50);
