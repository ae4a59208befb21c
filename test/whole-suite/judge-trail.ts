import type { AuditEvent } from '@medplum/fhirtypes'
import type { Issue } from '#fhir/issue.ts'
import { findRoute } from '#http/routes.ts'
import type { KeptLine } from '#storage/audit/find.ts'
import { balpFaults } from '../interactions/audit/balp.ts'
import { type Answered, type Left, shapeOf } from './kept.ts'

/** What is amiss in the trail that tests left, and how much there was of it. */
export interface Judged {
  events: number
  shapes: number
  requests: number
  faults: string[]
}

const fhirBase = '/fhir/R4'

/**
 * @param spell makes the event of a line
 * @param validate judges an event against R4
 */
export function trailFaults(
  left: readonly Left[],
  spell: (line: KeptLine) => AuditEvent,
  validate: (event: AuditEvent) => readonly Issue[],
): Judged {
  const told = new Set(left.flatMap((one) => one.told))
  const needing = left.flatMap(({ file, answered }) => answered.filter(needsEvent).map((one) => ({ file, ...one })))
  const missing = needing
    .filter(({ id }) => !told.has(id))
    .map(({ file, method, address, status }) => `no event: ${method} ${address} ${status} (${file})`)
  const shapes = new Map<string, { file: string; line: KeptLine }>()
  for (const { file, lines } of left) for (const line of lines) shapes.set(shapeOf(line), { file, line })
  const wrong = [...shapes.values()].flatMap(({ file, line }) => {
    const event = spell(line)
    const faults = [
      ...balpFaults(event).filter((fault) => fault !== 'no profile' || mustClaim(line)),
      ...validate(event).map(({ diagnostics }) => diagnostics),
    ]
    return faults.map((fault) => `${fault}: ${JSON.stringify(line)} (${file})`)
  })
  const events = left.reduce((sum, one) => sum + one.events, 0)
  return { events, shapes: shapes.size, requests: needing.length, faults: [...missing, ...wrong] }
}

/** BALP has a profile for what was done with a resource and for searches, where it is known who asked from where. */
function mustClaim({ outcome, interaction, request, address, what, query }: KeptLine): boolean {
  if (outcome !== 0 || request === undefined || address === undefined || what === undefined) return false
  if (interaction.startsWith('search')) return query !== undefined
  return ['read', 'vread', 'create', 'update', 'patch', 'delete'].includes(interaction) && /^\w+\/[^/$]+(\/_history\/\d+)?$/.test(what)
}

/**
 * Everything below the FHIR base that is an address there, but what is open to everybody. Not where the server says that it
 * could not write the trail (503), not the refusals of somebody unknown, which are told of together when there
 * are many, and not addresses that are too long to be read (414).
 */
function needsEvent({ method, address, status }: Answered): boolean {
  if ([503, 401, 429, 414].includes(status) || method === 'OPTIONS') return false
  const [path = ''] = address.split('?')
  if (!path.startsWith(fhirBase)) return false
  try {
    return findRoute(method, path.slice(fhirBase.length)).route.open !== true
  } catch {
    return false
  }
}
