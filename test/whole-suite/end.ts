import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { auditEventOf } from '#interactions/audit/audit-event.ts'
import { loadValidator } from '#validation/load.ts'
import { trailFaults } from './judge-trail.ts'
import { folderOf, type Left } from './kept.ts'

/**
 * After all tests: every event of the audit trail that any of them made is a sound AuditEvent and has what its profile of Basic
 * Audit Log Patterns demands, and every request below the FHIR base has one. Says how many there were; throws, so that the run
 * fails, when anything is amiss.
 */
export default function end(): void {
  const folder = folderOf(process.env.CARES_SUITE ?? '')
  if (!existsSync(folder)) return
  const left = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Left),
  )
  rmSync(folder, { recursive: true })
  const validator = loadValidator()
  const { events, requests, shapes, faults } = trailFaults(
    left,
    (line) => auditEventOf(line, 'http://localhost/fhir/R4'),
    (event) => validator.validate(event).base,
  )
  console.log(
    `The audit trail of all tests: ${events} events of ${shapes} shapes, ${requests} requests that need one, ${faults.length} faults.`,
  )
  if (faults.length > 0) throw new Error(faults.slice(0, 30).join('\n'))
}
