-- An act that showed several members, a list of tasks or a month's roster, is one row that names them all. Each of them is
-- still an event of its own when the trail is read (src/storage/audit/find.ts). `patient` is null in such a row.
ALTER TABLE audit ADD patients text[] COLLATE "C";
-- Entries are gathered and put into the index in bulk, which makes twenty of them as cheap as one row of the table; a search
-- reads what was gathered, so that is kept short.
CREATE INDEX audit_by_patients ON audit USING gin (patients) WITH (fastupdate = on, gin_pending_list_limit = 1024) WHERE patients IS NOT NULL;

-- Rows from before hash as they did.
CREATE OR REPLACE FUNCTION audit_row_hash(a audit) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT sha256(convert_to(CASE WHEN a.patients IS NULL
  THEN json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request, a.client, a.kind, a.person,
    a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token, a.query)
  ELSE json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request, a.client, a.kind, a.person,
    a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token, a.query, a.patients)
  END::text, 'UTF8')) $$;
