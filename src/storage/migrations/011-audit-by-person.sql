-- When an app was last used by somebody, for the page on which they withdraw what they granted. Systems' lines are not in it.
CREATE INDEX audit_by_person ON audit (person, client, tx, seq) WHERE person IS NOT NULL AND request IS NOT NULL;
