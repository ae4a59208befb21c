// npm run audit:export: the whole audit trail as AuditEvents, newest first, a line each (NDJSON), to the standard output.
import { auditEventOf } from '#interactions/audit/audit-event.ts'
import { auditOver } from '#storage/audit/audit.ts'
import { openDatabase } from '#storage/open.ts'
import { readConfig } from './config.ts'

const { databaseUrl, dataDir, baseUrl } = readConfig(process.env)
const database = await openDatabase({ databaseUrl, dataDir })
try {
  const trail = auditOver(database)
  for (let after: string | undefined; ; ) {
    const { lines, next } = await trail.find({ count: 1_000, after })
    process.stdout.write(lines.map((line) => `${JSON.stringify(auditEventOf(line, `${baseUrl}/fhir/R4`))}\n`).join(''))
    if (next === undefined) break
    after = next
  }
} finally {
  await database.close()
}
