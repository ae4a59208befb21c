-- What let somebody in to each member of a row, in the order of its members; the first of a row of one member or none. Each is a list
-- with commas of grounds, each with the record that makes it (`treating Encounter/7`), where there is one (src/storage/access/grounds.ts).
ALTER TABLE audit ADD grounds text[];
-- The Task by which an opening is reviewed: what is read under it names it.
ALTER TABLE opening ADD review text;

-- Rows from before hash as they did.
CREATE OR REPLACE FUNCTION audit_row_hash(a audit) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT sha256(convert_to(CASE WHEN a.patients IS NULL AND a.grounds IS NULL
  THEN json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request, a.client, a.kind, a.person,
    a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token, a.query)
  WHEN a.grounds IS NULL
  THEN json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request, a.client, a.kind, a.person,
    a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token, a.query, a.patients)
  ELSE json_build_array(a.tx::text, a.seq, extract(epoch FROM a.at)::text, a.request, a.client, a.kind, a.person,
    a.address, a.action, a.interaction, a.what, a.patient, a.outcome, a.reason, a.purpose, a.token, a.query, a.patients, a.grounds)
  END::text, 'UTF8')) $$;
