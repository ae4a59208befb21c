import { canBeKept } from '#fhir/kept-text.ts'
import type { Connection } from './database.ts'

/** An opaque access token as the resource server keeps it: never the token itself, only its hash. */
export interface Token {
  /** SHA-256 of the token. */
  hash: Buffer
  clientId: string
  /** Granted scopes, separated by blanks. */
  scope: string
  /** ISO 8601 instant, UTC. */
  expiresAt: string
  /** The grant it came from: revoking the grant revokes it. */
  grantId?: string
  /** What else must be known when it is presented (user, purpose, patient in context); plain JSON. */
  claims?: Record<string, unknown>
}

/** A record of the authorization library, by its model name and id. */
export interface OidcRecord {
  payload: Record<string, unknown>
  /** ISO 8601 instant, UTC; absent: never. */
  expiresAt?: string
  uid?: string
  grantId?: string
  userCode?: string
}

/** What the authorization server keeps in the database. */
export interface Tokens {
  insertToken(token: Token): Promise<void>
  /** The token while it is alive; undefined when unknown, expired or revoked. */
  findToken(hash: Buffer): Promise<Token | undefined>
  /** From now on no statement reads or writes with it. */
  revokeToken(hash: Buffer): Promise<void>
  /** True for the first use of an assertion's id by this issuer, false for each later one, also of two at once. */
  spendJti(issuer: string, jti: string, expiresAt: string): Promise<boolean>
  /** Ends every token of a client, and all that people granted it. */
  endClient(clientId: string): Promise<void>
  oidc: {
    upsert(model: string, id: string, record: OidcRecord): Promise<void>
    /** As above, but an id already there is left alone and false returned. */
    insert(model: string, id: string, record: OidcRecord): Promise<boolean>
    /** The payload; `consumed` (seconds since 1970) is in it once `consume` was called. */
    find(model: string, id: string): Promise<Record<string, unknown> | undefined>
    /** The payloads of a model, in the order of their ids. For models with few records. */
    list(model: string): Promise<Record<string, unknown>[]>
    findByUid(model: string, uid: string): Promise<Record<string, unknown> | undefined>
    /** The payloads of a model that share a `uid`, in the order of their ids. */
    listByUid(model: string, uid: string): Promise<Record<string, unknown>[]>
    findByUserCode(model: string, userCode: string): Promise<Record<string, unknown> | undefined>
    destroy(model: string, id: string): Promise<void>
    /** True when this call consumed it, false when it was consumed before or is unknown. */
    consume(model: string, id: string): Promise<boolean>
    /** Ends everything that came from a grant, its access tokens included. */
    revokeByGrantId(grantId: string): Promise<void>
  }
  /** Removes what expired before now. Returns the number of rows removed. */
  sweep(): Promise<number>
}

const sql = {
  insertToken: `INSERT INTO token (hash, client_id, scope, expires_at, grant_id, claims) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (hash) DO UPDATE SET scope = excluded.scope, expires_at = excluded.expires_at, claims = excluded.claims`,
  findToken: `SELECT hash, client_id, scope, expires_at, grant_id, claims FROM token
    WHERE hash = $1 AND NOT revoked AND expires_at > statement_timestamp()`,
  revokeToken: 'UPDATE token SET revoked = true WHERE hash = $1',
  // A spent id may be used again once its assertion could not be valid any more.
  spendJti: `INSERT INTO jti AS j (issuer, jti, expires_at) VALUES ($1, $2, $3)
    ON CONFLICT (issuer, jti) DO UPDATE SET expires_at = excluded.expires_at WHERE j.expires_at < $4 RETURNING true`,
  upsert: `INSERT INTO oidc (model, id, payload, expires_at, uid, grant_id, user_code) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at, uid = excluded.uid,
      grant_id = excluded.grant_id, user_code = excluded.user_code`,
  insert: `INSERT INTO oidc (model, id, payload, expires_at, uid, grant_id, user_code) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (model, id) DO NOTHING RETURNING true`,
  find: findBy('id'),
  list: `SELECT payload FROM oidc WHERE model = $1 AND (expires_at IS NULL OR expires_at > statement_timestamp()) ORDER BY id`,
  findByUid: findBy('uid'),
  listByUid: `SELECT payload FROM oidc
    WHERE model = $1 AND uid = $2 AND (expires_at IS NULL OR expires_at > statement_timestamp()) ORDER BY id`,
  endClientTokens: 'UPDATE token SET revoked = true WHERE client_id = $1',
  // What the library keeps for a client names it; the registration itself has a model of its own and stays.
  endClientRecords: `DELETE FROM oidc WHERE model <> 'Client' AND payload ->> 'clientId' = $1`,
  findByUserCode: findBy('user_code'),
  destroy: 'DELETE FROM oidc WHERE model = $1 AND id = $2',
  consume: 'UPDATE oidc SET consumed_at = statement_timestamp() WHERE model = $1 AND id = $2 AND consumed_at IS NULL RETURNING true',
  revokeGrantRecords: 'DELETE FROM oidc WHERE grant_id = $1',
  revokeGrantTokens: 'UPDATE token SET revoked = true WHERE grant_id = $1',
  sweepTokens: 'DELETE FROM token WHERE expires_at < statement_timestamp() RETURNING 1',
  sweepRecords: 'DELETE FROM oidc WHERE expires_at < statement_timestamp() RETURNING 1',
  sweepJti: 'DELETE FROM jti WHERE expires_at < statement_timestamp() RETURNING 1',
}

function findBy(column: 'id' | 'uid' | 'user_code'): string {
  return `SELECT payload, extract(epoch FROM consumed_at)::int AS consumed FROM oidc
    WHERE model = $1 AND ${column} = $2 AND (expires_at IS NULL OR expires_at > statement_timestamp())`
}

/** The authorization server's tables over a database. */
export function tokensOver(database: Connection): Tokens {
  const run = <Row>(name: keyof typeof sql, ...values: unknown[]) =>
    database.query<Row>({ name: `tokens-${name}`, text: sql[name] }, values)
  const place = (model: string, id: string, { payload, expiresAt = undefined, uid, grantId, userCode }: OidcRecord) => [
    model,
    id,
    JSON.stringify(payload),
    expiresAt ?? null,
    uid ?? null,
    grantId ?? null,
    userCode ?? null,
  ]
  const found = async (name: 'find' | 'findByUid' | 'findByUserCode', model: string, value: string) => {
    // What callers send as an id may be any text: none is kept under one that cannot be.
    if (!canBeKept(value)) return undefined
    const [row] = await run<{ payload: Record<string, unknown>; consumed: number | null }>(name, model, value)
    return row && { ...row.payload, ...(row.consumed !== null && { consumed: row.consumed }) }
  }
  return {
    async insertToken({ hash, clientId, scope, expiresAt, grantId, claims = {} }) {
      await run('insertToken', hash, clientId, scope, expiresAt, grantId ?? null, JSON.stringify(claims))
    },
    async findToken(hash) {
      const [row] = await run<TokenRow>('findToken', hash)
      return row && tokenOf(row)
    },
    async revokeToken(hash) {
      await run('revokeToken', hash)
    },
    async spendJti(issuer, jti, expiresAt) {
      return (await run('spendJti', issuer, jti, expiresAt, new Date().toISOString())).length === 1
    },
    async endClient(clientId) {
      await run('endClientRecords', clientId)
      await run('endClientTokens', clientId)
    },
    oidc: {
      async upsert(model, id, record) {
        await run('upsert', ...place(model, id, record))
      },
      async insert(model, id, record) {
        return (await run('insert', ...place(model, id, record))).length === 1
      },
      find: (model, id) => found('find', model, id),
      async list(model) {
        return (await run<{ payload: Record<string, unknown> }>('list', model)).map(({ payload }) => payload)
      },
      async listByUid(model, uid) {
        return (await run<{ payload: Record<string, unknown> }>('listByUid', model, uid)).map(({ payload }) => payload)
      },
      findByUid: (model, uid) => found('findByUid', model, uid),
      findByUserCode: (model, userCode) => found('findByUserCode', model, userCode),
      async destroy(model, id) {
        await run('destroy', model, id)
      },
      async consume(model, id) {
        return (await run('consume', model, id)).length === 1
      },
      async revokeByGrantId(grantId) {
        await run('revokeGrantTokens', grantId)
        await run('revokeGrantRecords', grantId)
      },
    },
    async sweep() {
      const removed = [await run('sweepTokens'), await run('sweepRecords'), await run('sweepJti')]
      return removed.reduce((sum, rows) => sum + rows.length, 0)
    },
  }
}

interface TokenRow {
  hash: Buffer
  client_id: string
  scope: string
  expires_at: string
  grant_id: string | null
  claims: Record<string, unknown>
}

function tokenOf(row: TokenRow): Token {
  return {
    hash: row.hash,
    clientId: row.client_id,
    scope: row.scope,
    expiresAt: row.expires_at,
    ...(row.grant_id !== null && { grantId: row.grant_id }),
    claims: row.claims,
  }
}
