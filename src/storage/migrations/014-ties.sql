-- Who is tied to a member, on what ground and until when (access/ties.ts): each statement asks for it, so it stands in narrow rows of its
-- own. They follow from what the ties' record has among its facts, and change with it in the statement that writes it, whichever that is.
CREATE TABLE tie (
  shard text COLLATE "C" NOT NULL,
  party text COLLATE "C" NOT NULL,
  ground text COLLATE "C" NOT NULL,
  -- Inclusive start and exclusive end, ISO instants in UTC.
  low text COLLATE "C" NOT NULL,
  high text COLLATE "C" NOT NULL,
  codes text[] COLLATE "C" NOT NULL,
  labels text[] COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL
);

CREATE FUNCTION ties_in(facts jsonb) RETURNS TABLE (party text, ground text, low text, high text, codes text[], labels text[])
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT t ->> 'p', t ->> 'g', t ->> 'l', t ->> 'h',
    ARRAY(SELECT jsonb_array_elements_text(t -> 'c')), ARRAY(SELECT jsonb_array_elements_text(t -> 's'))
  FROM jsonb_array_elements(facts -> '_ties') AS t
$$;

INSERT INTO tie SELECT r.shard, t.party, t.ground, t.low, t.high, t.codes, t.labels, r.type, r.id
FROM resource r CROSS JOIN LATERAL ties_in(r.facts) t WHERE r.facts ? '_ties' AND NOT r.deleted;

CREATE INDEX tie_on_ground ON tie (shard, ground, party);

CREATE FUNCTION keep_ties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM tie;
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM tie q WHERE q.shard = OLD.shard AND q.type = OLD.type AND q.id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' AND NOT NEW.deleted THEN
    INSERT INTO tie SELECT NEW.shard, t.party, t.ground, t.low, t.high, t.codes, t.labels, NEW.type, NEW.id FROM ties_in(NEW.facts) t;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER ties_made AFTER INSERT ON resource FOR EACH ROW WHEN (NEW.facts ? '_ties') EXECUTE FUNCTION keep_ties();
CREATE TRIGGER ties_changed AFTER UPDATE ON resource FOR EACH ROW
  WHEN (OLD.facts -> '_ties' IS DISTINCT FROM NEW.facts -> '_ties' OR OLD.deleted <> NEW.deleted) EXECUTE FUNCTION keep_ties();
CREATE TRIGGER ties_gone AFTER DELETE ON resource FOR EACH ROW WHEN (OLD.facts ? '_ties') EXECUTE FUNCTION keep_ties();
CREATE TRIGGER ties_emptied AFTER TRUNCATE ON resource FOR EACH STATEMENT EXECUTE FUNCTION keep_ties();

-- What is seldom needed and long to spell stands here once. A statement of which it were a part would be started with it each time: the
-- database plans a function when it is called first, and not before.

-- The releases in force by which somebody sees a row that bears some of these labels (CARES-CON-07), with commas; '' where an opening in an emergency
-- has them all, null where nothing has one of them. `born`: who was born then or later is under 18. `opened_by`: the hash of the token of an opening.
CREATE FUNCTION releases_of(of_member text, row_keys bigint[], label_keys bigint[], label_names text[], parties text[], moment text, born text, opened_by bytea)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN coalesce(bool_and(l.releases IS NOT NULL OR l.is_open), true) THEN coalesce(string_agg(l.releases, ','), '') END
    FROM (
      SELECT (
        SELECT string_agg(q.ground || ' ' || q.type || '/' || q.id, ',') FROM tie q
        WHERE q.shard = of_member AND q.ground IN ('release', 'release-for-minor') AND q.party = ANY (parties)
          AND q.low <= moment AND q.high > moment AND bears.label = ANY (q.labels)
          AND (q.ground = 'release' OR is_signed_still(of_member, moment, born))
      ) AS releases,
      EXISTS (
        SELECT FROM opening o WHERE o.token = opened_by AND o.shard = of_member AND o.until > moment::timestamptz AND bears.label = ANY (o.labels)
      ) AS is_open
      FROM unnest(label_keys, label_names) AS bears (key, label) WHERE bears.key = ANY (row_keys)
    ) l
  );
END
$$;

-- What others signed for the member is in force still: the childhood lasts, or a court made somebody guardian (CARES-CON-06).
CREATE FUNCTION is_signed_still(of_member text, moment text, born text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM resource b WHERE b.shard = of_member AND b.type = 'Patient' AND b.id = of_member AND NOT b.deleted
      AND (b.facts #>> '{birthdate,0,l}') COLLATE "C" >= born
  ) OR EXISTS (
    SELECT FROM tie g WHERE g.shard = of_member AND g.ground = 'guardian' AND g.low <= moment AND g.high > moment
  );
END
$$;

-- The posts at an organization that are held, and who holds them: `organization` and `inactive` are the search keys of that.
CREATE FUNCTION staff_of(organization bigint, inactive bigint) RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 20 AS $$
BEGIN
  RETURN QUERY
    SELECT s.party FROM resource p CROSS JOIN LATERAL (VALUES ('PractitionerRole/' || p.id), (p.links #>> '{practitioner,0}')) AS s (party)
    WHERE p.keys @> ARRAY[organization] AND p.type || '' = 'PractitionerRole' AND NOT p.deleted AND inactive <> ALL (p.keys) AND s.party IS NOT NULL;
END
$$;
