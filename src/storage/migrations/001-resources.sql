-- Where resources live. Plain SQL for PostgreSQL 15 and newer, PGlite included.
-- Every table is keyed by `shard` first: the patient's id for what is in a patient's compartment, else the resource's own
-- id. Only `locator` is keyed by type and id: it tells in which shard a resource is, and that its id is taken once.
-- Ids compare byte by byte (collation "C"), so that a page ends where the next begins on every machine.

CREATE TABLE locator (
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  shard text COLLATE "C" NOT NULL,
  PRIMARY KEY (type, id) INCLUDE (shard)
);

-- The current version of each resource: what it can be found by, without its text.
CREATE TABLE resource (
  shard text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  updated timestamptz NOT NULL,
  -- `shard` is a patient to whose compartment this belongs.
  member boolean NOT NULL,
  deleted boolean NOT NULL,
  -- Content without version and time: the same content sent again is not a new version (TIME-11).
  digest uuid,
  -- 64-bit hashes of (type, parameter, value) for token, reference and uri parameters.
  keys bigint[] NOT NULL,
  -- More hashes, only looked at where a row has been found: present parameters, systems, exact strings.
  tags bigint[] NOT NULL,
  -- Ranges and words, by parameter, for comparing and sorting.
  facts jsonb NOT NULL,
  -- References by parameter, as Type/id, for _include.
  links jsonb NOT NULL,
  PRIMARY KEY (shard, type, id)
);
CREATE INDEX resource_by_id ON resource (type, id);
CREATE INDEX resource_by_time ON resource (type, updated);
CREATE INDEX resource_by_key ON resource USING gin (keys) WITH (fastupdate = off);

-- Every version ever written, the current one included. Rows are added, and move with their resource to another shard;
-- they are never changed otherwise and never deleted.
CREATE TABLE version (
  shard text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  updated timestamptz NOT NULL,
  method text NOT NULL,
  -- The patient in whose compartment it was then; null when in none.
  member text COLLATE "C",
  -- The JSON as it is sent; empty for a deletion.
  text text NOT NULL,
  PRIMARY KEY (shard, type, id, version)
);
-- Versions that belonged to a patient whom the resource has since left.
CREATE INDEX version_left ON version (member) WHERE member <> shard;

-- What the index said of a resource outside any compartment before an update took it away; for questions about the past.
CREATE TABLE former_key (
  shard text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  key bigint NOT NULL,
  PRIMARY KEY (shard, type, id, key)
);
CREATE INDEX former_key_by_key ON former_key (key);

-- What has been written and not yet been worked on; a row is taken for a while and deleted when its work is done.
CREATE SEQUENCE outbox_seq;
CREATE TABLE outbox (
  shard text COLLATE "C" NOT NULL,
  seq bigint NOT NULL DEFAULT nextval('outbox_seq'),
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  outcome text NOT NULL,
  member text COLLATE "C",
  updated timestamptz NOT NULL,
  free_at timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (shard, seq)
);
CREATE INDEX outbox_by_seq ON outbox (seq);
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- LZ4 costs a fifth of the default compression; a server built without it keeps the default.
DO $$
BEGIN
  ALTER TABLE version ALTER COLUMN text SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END $$;

-- A search key as keys.ts makes it, for values that only the database has at hand.
CREATE FUNCTION search_key(value text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT ('x' || left(encode(sha256(convert_to(value, 'UTF8')), 'hex'), 16))::bit(64)::bigint $$;
