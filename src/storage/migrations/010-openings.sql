-- Records that somebody opened in an emergency: for one token, one member, and a while (src/storage/access/openings.ts).
CREATE TABLE opening (
  shard text COLLATE "C" NOT NULL,
  -- SHA-256 of the token that it holds for.
  token bytea NOT NULL,
  until timestamptz NOT NULL,
  -- Security labels that it opens, too.
  labels text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (token, shard)
);
CREATE INDEX opening_by_end ON opening (until);
