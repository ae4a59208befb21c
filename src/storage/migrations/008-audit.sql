-- The audit trail (src/storage/audit/README.md). One row for each act and member concerned; nothing is ever changed or removed.
CREATE TABLE audit (
  -- The transaction that wrote the row: a block of the chain holds all rows of a span of transactions.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  seq bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', statement_timestamp()),
  -- `X-Request-Id` of the answer; null: the server acted by itself.
  request text,
  client text NOT NULL,
  -- What the client is registered as: the rule by which it was let in.
  kind text,
  -- The person behind the client, `Practitioner/1`.
  person text,
  -- Network address of the caller.
  address text,
  -- C, R, U, D or E, as in AuditEvent.action.
  action text NOT NULL,
  -- Code of FHIR's restful interactions, or `token`, `revocation`, `introspection`.
  interaction text NOT NULL,
  -- `Type/id/_history/version`, `Type/id/$operation`, `Type`.
  what text,
  -- The Patient's id; null: nobody's record.
  patient text COLLATE "C",
  -- 0 success, 4 refused, 8 failed.
  outcome smallint NOT NULL,
  -- Code of what refused it.
  reason text,
  -- v3-ActReason.
  purpose text,
  -- The first 16 hexadecimal digits of the token's hash.
  token text,
  -- Search parameters as they were sent.
  query text,
  PRIMARY KEY (tx, seq)
);
CREATE INDEX audit_by_patient ON audit (patient, tx, seq) WHERE patient IS NOT NULL;
CREATE INDEX audit_by_time ON audit USING brin (at);

-- The chain: each block holds the hashes of its rows, and its own hash is over them and the block before.
CREATE TABLE audit_block (
  no bigint PRIMARY KEY,
  made_at timestamptz NOT NULL DEFAULT statement_timestamp(),
  -- Rows of transactions in [from_tx, to_tx).
  from_tx xid8 NOT NULL,
  to_tx xid8 NOT NULL,
  seqs bigint[] NOT NULL,
  hashes bytea[] NOT NULL,
  hash bytea NOT NULL
);

CREATE FUNCTION audit_row_hash(a audit) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT sha256(convert_to(json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request, a.client, a.kind, a.person,
  a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token, a.query)::text, 'UTF8')) $$;

CREATE FUNCTION audit_block_hash(before bytea, no bigint, from_tx xid8, to_tx xid8, seqs bigint[], hashes bytea[]) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT sha256(convert_to(json_build_array(encode(coalesce(before, ''), 'hex'), no, from_tx::text, to_tx::text, seqs, hashes)::text, 'UTF8')) $$;

CREATE FUNCTION audit_is_kept() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'The audit trail is only ever added to.' USING ERRCODE = 'restrict_violation'; END $$;

CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_block_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_block FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
