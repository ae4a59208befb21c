import type { OidcRecord, Token, Tokens } from '#storage/tokens.ts'

/** The authorization server's tables in Maps, so that a test may move time; every answer comes a moment later, as a database's would. */
export function mapTokens(now: () => number = Date.now): Tokens {
  const rows = new Map<string, Token>()
  const spent = new Set<string>()
  const records = new Map<string, OidcRecord>()
  const later = () => new Promise((resolve) => setTimeout(resolve, 1))
  const alive = (expiresAt?: string) => expiresAt === undefined || Date.parse(expiresAt) > now()
  // Through text, as the database keeps it.
  const copy = (payload: OidcRecord['payload']) => JSON.parse(JSON.stringify(payload)) as OidcRecord['payload']
  const byUid = (model: string, uid: string) =>
    [...records]
      .filter(([key, record]) => key.startsWith(`${model} `) && record.uid === uid && alive(record.expiresAt))
      .map(([, { payload }]) => copy(payload))

  return {
    async insertToken(token) {
      await later()
      rows.set(token.hash.toString('hex'), token)
    },
    async findToken(hash) {
      await later()
      const row = rows.get(hash.toString('hex'))
      return row && alive(row.expiresAt) ? row : undefined
    },
    async revokeToken(hash) {
      await later()
      rows.delete(hash.toString('hex'))
    },
    async spendJti(issuer, jti) {
      await later()
      const id = `${issuer} ${jti}`
      if (spent.has(id)) return false
      spent.add(id)
      return true
    },
    oidc: {
      async upsert(model, id, record) {
        await later()
        records.set(`${model} ${id}`, record)
      },
      async insert(model, id, record) {
        await later()
        if (records.has(`${model} ${id}`)) return false
        records.set(`${model} ${id}`, record)
        return true
      },
      async find(model, id) {
        await later()
        const record = records.get(`${model} ${id}`)
        return record && alive(record.expiresAt) ? copy(record.payload) : undefined
      },
      async list(model) {
        await later()
        return [...records].filter(([key]) => key.startsWith(`${model} `)).map(([, { payload }]) => copy(payload))
      },
      async destroy(model, id) {
        await later()
        records.delete(`${model} ${id}`)
      },
      async revokeByGrantId(grantId) {
        await later()
        for (const [key, row] of rows) if (row.grantId === grantId) rows.delete(key)
        for (const [key, record] of records) if (record.grantId === grantId) records.delete(key)
      },
      async findByUid(model, uid) {
        await later()
        return byUid(model, uid)[0]
      },
      async listByUid(model, uid) {
        await later()
        return byUid(model, uid)
      },
      findByUserCode: async () => undefined,
      async consume(model, id) {
        const record = records.get(`${model} ${id}`)
        if (!record || record.payload.consumed !== undefined) return false
        record.payload = { ...record.payload, consumed: Math.floor(now() / 1000) }
        await later()
        return true
      },
    },
    async endClient(clientId) {
      await later()
      for (const [key, row] of rows) if (row.clientId === clientId) rows.delete(key)
      for (const [key, { payload }] of records) if (!key.startsWith('Client ') && payload.clientId === clientId) records.delete(key)
    },
    sweep: async () => 0,
  }
}
