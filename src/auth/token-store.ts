/**
 * What `auth` asks of storage. `storage/tokens.ts` is the one that runs; any object of this shape will do.
 * A token itself is never stored, only its SHA-256: a copy of the database opens no door.
 */
export interface TokenStore {
  insertToken(token: TokenRow): Promise<void>
  /** The token's row while it is alive: not revoked, not expired. */
  findToken(hash: Buffer): Promise<TokenRow | undefined>
  /** Takes effect at the next statement that joins the token. Unknown hashes are ignored. */
  revokeToken(hash: Buffer): Promise<void>
  /** Revokes every token of a client, as when the client is removed. */
  revokeTokensOf(clientId: string): Promise<void>
  /**
   * Marks an issuer's one-time identifier as used, until `expiresAt`. True for exactly one caller, however many ask at once: the
   * insert itself decides.
   */
  spendJti(issuer: string, jti: string, expiresAt: Date): Promise<boolean>
  /** Keeps a record if there is none of this kind and id. False: there was one, and it stays. */
  insertRecord(kind: string, id: string, payload: RecordPayload, expiresAt?: Date): Promise<boolean>
  /** Keeps a record in place of any earlier one. */
  upsertRecord(kind: string, id: string, payload: RecordPayload, expiresAt?: Date): Promise<void>
  /** The record, unless it has expired. */
  findRecord(kind: string, id: string): Promise<RecordPayload | undefined>
  listRecords(kind: string): Promise<{ id: string; payload: RecordPayload }[]>
  deleteRecord(kind: string, id: string): Promise<void>
}

/** One access token, as it is kept. */
export interface TokenRow {
  /** SHA-256 of the token's text: 32 bytes. */
  hash: Buffer
  clientId: string
  /** Granted scopes, separated by spaces. */
  scope: string
  expiresAt: Date
}

/** Plain JSON. */
export type RecordPayload = { [key: string]: unknown }
