-- Who holds a post at an organization (access/tie-condition.ts): each statement that asks whether one of its staff is tied to somebody looks
-- them up here. Posts follow from PractitionerRole and stand in rows of their own, as ties do, and change in the statement that writes it.
CREATE TABLE post (
  organization text COLLATE "C" NOT NULL,
  -- The PractitionerRole itself, and who holds it.
  party text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (id, party)
);
CREATE INDEX post_at ON post (organization, party);

-- The number is the search key of `active=false` of PractitionerRole: whose post is not active holds none.
CREATE FUNCTION posts_in(id text, keys bigint[], links jsonb) RETURNS TABLE (organization text, party text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT links #>> '{organization,0}', s.party FROM (VALUES ('PractitionerRole/' || id), (links #>> '{practitioner,0}')) AS s (party)
  WHERE 3413959871081275081 <> ALL (keys) AND links #>> '{organization,0}' IS NOT NULL AND s.party IS NOT NULL
$$;

INSERT INTO post SELECT p.organization, p.party, r.id
FROM resource r CROSS JOIN LATERAL posts_in(r.id, r.keys, r.links) p WHERE r.type = 'PractitionerRole' AND NOT r.deleted;

CREATE OR REPLACE FUNCTION keep_ties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM tie;
    DELETE FROM post;
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM tie q WHERE q.shard = OLD.shard AND q.type = OLD.type AND q.id = OLD.id;
    IF OLD.type = 'PractitionerRole' THEN
      DELETE FROM post p WHERE p.id = OLD.id;
    END IF;
  END IF;
  IF TG_OP <> 'DELETE' AND NOT NEW.deleted THEN
    INSERT INTO tie SELECT NEW.shard, t.party, t.ground, t.low, t.high, t.codes, t.labels, NEW.type, NEW.id FROM ties_in(NEW.facts) t;
    IF NEW.type = 'PractitionerRole' THEN
      INSERT INTO post SELECT p.organization, p.party, NEW.id FROM posts_in(NEW.id, NEW.keys, NEW.links) p;
    END IF;
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER ties_made ON resource;
DROP TRIGGER ties_changed ON resource;
DROP TRIGGER ties_gone ON resource;
CREATE TRIGGER ties_made AFTER INSERT ON resource FOR EACH ROW
  WHEN (NEW.facts ? '_ties' OR NEW.type = 'PractitionerRole') EXECUTE FUNCTION keep_ties();
CREATE TRIGGER ties_changed AFTER UPDATE ON resource FOR EACH ROW
  WHEN (OLD.facts -> '_ties' IS DISTINCT FROM NEW.facts -> '_ties' OR OLD.deleted <> NEW.deleted OR NEW.type = 'PractitionerRole')
  EXECUTE FUNCTION keep_ties();
CREATE TRIGGER ties_gone AFTER DELETE ON resource FOR EACH ROW
  WHEN (OLD.facts ? '_ties' OR OLD.type = 'PractitionerRole') EXECUTE FUNCTION keep_ties();

DROP FUNCTION staff_of;

-- What was deleted by a version bore none of some labels. What is seldom asked stands in a function: the database plans that when it is
-- called first, where a part of a statement is started with it each time.
CREATE FUNCTION ended_bearing_none(of_shard text, of_type text, of_id text, ended_by int, labels text[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN NOT EXISTS (
    SELECT FROM version b WHERE b.shard = of_shard AND b.type = of_type AND b.id = of_id AND b.version = ended_by - 1
      AND strpos(b.text, '"security":') > 0
      AND jsonb_path_exists(b.text::jsonb, '$.meta.security[*].code ? (@ == $labels[*])', jsonb_build_object('labels', to_jsonb(labels)))
  );
END
$$;

-- The opening of a record to a token, with the Task by which it is reviewed, as the trail names it; null where there is none.
CREATE FUNCTION opening_told(of_token bytea, of_member text, moment timestamptz) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT 'emergency' || coalesce(' ' || o.review, '') FROM opening o WHERE o.token = of_token AND o.shard = of_member AND o.until > moment
  );
END
$$;
