import type { RecordPayload, TokenRow, TokenStore } from '#auth/token-store.ts'

/** A token store in a Map, for tests of what lies above it; every answer comes a moment later, as a database's would. */
export function mapTokenStore(now: () => Date = () => new Date()): TokenStore {
  const rows = new Map<string, TokenRow>()
  const spent = new Set<string>()
  const records = new Map<string, { id: string; payload: RecordPayload; expiresAt?: Date }>()
  const later = () => new Promise((resolve) => setTimeout(resolve, 1))
  const alive = (expiresAt?: Date) => expiresAt === undefined || expiresAt > now()

  return {
    async insertToken(row) {
      await later()
      rows.set(row.hash.toString('hex'), row)
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
    async revokeTokensOf(clientId) {
      await later()
      for (const [key, row] of rows) if (row.clientId === clientId) rows.delete(key)
    },
    async spendJti(issuer, jti) {
      await later()
      const id = `${issuer} ${jti}`
      if (spent.has(id)) return false
      spent.add(id)
      return true
    },
    async insertRecord(kind, id, payload, expiresAt) {
      await later()
      if (records.has(`${kind} ${id}`)) return false
      records.set(`${kind} ${id}`, { id, payload, expiresAt })
      return true
    },
    async upsertRecord(kind, id, payload, expiresAt) {
      await later()
      records.set(`${kind} ${id}`, { id, payload, expiresAt })
    },
    async findRecord(kind, id) {
      await later()
      const record = records.get(`${kind} ${id}`)
      return record && alive(record.expiresAt) ? JSON.parse(JSON.stringify(record.payload)) : undefined
    },
    async listRecords(kind) {
      await later()
      return [...records].filter(([key]) => key.startsWith(`${kind} `)).map(([, { id, payload }]) => ({ id, payload }))
    },
    async deleteRecord(kind, id) {
      await later()
      records.delete(`${kind} ${id}`)
    },
  }
}
