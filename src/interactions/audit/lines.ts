import type { AccessPlan } from '#auth/access-plan.ts'
import { mayBreakGlass } from '#auth/actors/actors.ts'
import { type AuditLine, actorOf } from '#storage/audit/line.ts'
import type { InteractionName } from '../contract.ts'

export type { AuditLine } from '#storage/audit/line.ts'
export type { RecordLines } from '#storage/audit/record.ts'

/** A request as its lines in the audit trail tell of it. */
export interface Told {
  access: AccessPlan
  interaction: InteractionName
  /** Address below the FHIR base, without parameters and the slash at its beginning. */
  path: string
  /** Parameters of the address and of a form, as sent. */
  query: string
  /** HTTP status of its answer. */
  status: number
  /** Code of what refused it. */
  reason?: string
}

const actions: Readonly<Record<InteractionName, AuditLine['action']>> = {
  capabilities: 'R',
  read: 'R',
  vread: 'R',
  history: 'R',
  create: 'C',
  update: 'U',
  patch: 'U',
  delete: 'D',
  search: 'E',
  batch: 'E',
  operation: 'E',
  asyncStatus: 'R',
  asyncCancel: 'D',
}

const longestQuery = 8_192
const longestPath = 256

/**
 * What a request leaves besides the lines of its writes, which stand there already: a line that names every member from whose
 * record something was read for it. A write that did what was asked needs no other.
 */
export function auditLines({ access, interaction, path, query, status, reason }: Told): AuditLine[] {
  const { patients = new Set<string>(), written = 0, grounds } = access.request ?? {}
  if (written > 0 && patients.size === 0 && status < 400) return []
  const line: AuditLine = {
    ...actorOf(access),
    action: actions[interaction],
    interaction: spelled(interaction, path),
    what: path === '' ? undefined : path.slice(0, longestPath),
    outcome: status < 400 ? 0 : status < 500 ? 4 : 8,
    reason: status < 400 ? access.request?.stated : reason,
    query: query === '' ? undefined : query.slice(0, longestQuery),
    ...(mayBreakGlass(access.caller) && { mayOpen: true }),
  }
  const [patient] = patients
  const groundsOf = (members: readonly string[]) => {
    if (grounds === undefined || status >= 400) return {}
    return { grounds: members.map((member) => [...(grounds.get(member) ?? [])].sort().join(',') || null) }
  }
  return [
    patients.size > 1
      ? { ...line, patients: [...patients], ...groundsOf([...patients]) }
      : { ...line, patient, ...groundsOf([patient ?? '']) },
  ]
}

/** http://hl7.org/fhir/R4/valueset-type-restful-interaction.html and system-restful-interaction.html */
function spelled(interaction: InteractionName, path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && !part.startsWith('_')).length
  switch (interaction) {
    case 'search':
      return parts === 0 ? 'search-system' : 'search-type'
    case 'history':
      return parts === 0 ? 'history-system' : parts === 1 ? 'history-type' : 'history-instance'
    case 'asyncStatus':
    case 'asyncCancel':
      return 'operation'
    default:
      return interaction
  }
}
