-- What the authorization server keeps. `token` is looked at by every statement that reads or writes resources.
CREATE TABLE token (
  -- SHA-256 of the opaque token.
  hash bytea PRIMARY KEY,
  client_id text NOT NULL,
  scope text NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked boolean NOT NULL DEFAULT false,
  grant_id text,
  -- What else the resource server must know of it (user, purpose, patient in context).
  claims jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX token_by_grant ON token (grant_id);
CREATE INDEX token_by_expiry ON token (expires_at);

-- The protocol library's own records, by its model name.
CREATE TABLE oidc (
  model text NOT NULL,
  id text NOT NULL,
  payload jsonb NOT NULL,
  expires_at timestamptz,
  uid text,
  grant_id text,
  user_code text,
  consumed_at timestamptz,
  PRIMARY KEY (model, id)
);
CREATE INDEX oidc_by_uid ON oidc (model, uid) WHERE uid IS NOT NULL;
CREATE INDEX oidc_by_user_code ON oidc (model, user_code) WHERE user_code IS NOT NULL;
CREATE INDEX oidc_by_grant ON oidc (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX oidc_by_expiry ON oidc (expires_at);

-- Assertions already used; the key makes the second use fail however many arrive at once.
CREATE TABLE jti (
  issuer text NOT NULL,
  jti text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, jti)
);
CREATE INDEX jti_by_expiry ON jti (expires_at);
