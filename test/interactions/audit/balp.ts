import type { AuditEvent, Coding } from '@medplum/fhirtypes'

// What Basic Audit Log Patterns require of each event (IHE ITI BALP, Volume 3, "Patterns": the differential tables at
// https://profiles.ihe.net/ITI/BALP/StructureDefinition-IHE.BasicAudit.PatientRead.html and its neighbours): type, subtype, action,
// the roles of client and server, and the entities.

interface Pattern {
  subtypes: string[]
  action: string
  client: string
  server: string
  user: string[]
  /** Role of the entity that was worked on, or of the query. */
  entity: { role: string; needs: 'what' | 'query' }
}

const dcm = 'http://dicom.nema.org/resources/ontology/DCM'
const [source, destination] = [`${dcm}|110153`, `${dcm}|110152`]
const authors = ['AUT', 'INF', 'CST']
const data = { role: '4', needs: 'what' } as const

const patterns: Readonly<Record<string, Pattern>> = {
  Read: { subtypes: ['read', 'vread'], action: 'R', client: destination, server: source, user: ['IRCP'], entity: data },
  Query: {
    subtypes: ['search', 'search-type', 'search-system'],
    action: 'E',
    client: source,
    server: destination,
    user: ['IRCP'],
    entity: { role: '24', needs: 'query' },
  },
  Create: { subtypes: ['create'], action: 'C', client: source, server: destination, user: authors, entity: data },
  Update: { subtypes: ['update', 'patch'], action: 'U', client: source, server: destination, user: authors, entity: data },
  Delete: {
    subtypes: ['delete'],
    action: 'D',
    client: `${dcm}|110150`,
    server: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type|custodian',
    user: authors,
    entity: data,
  },
}

/** Everything in which an event falls short of the profile that it claims; 'no profile' for one that claims none. */
export function balpFaults(event: AuditEvent): string[] {
  const claimed = event.meta?.profile?.[0]?.replace('https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.', '')
  if (claimed === undefined) return ['no profile']
  const pattern = patterns[claimed.replace('Patient', '')]
  if (pattern === undefined) return [`no pattern ${claimed}`]
  const faults: string[] = []
  const must = (holds: boolean, what: string) => void (holds || faults.push(what))
  const spelled = ({ system, code }: Coding = {}) => `${system}|${code}`
  must(spelled(event.type) === 'http://terminology.hl7.org/CodeSystem/audit-event-type|rest', 'type')
  must(event.subtype?.length === 1 && pattern.subtypes.includes(event.subtype[0]?.code ?? ''), 'subtype')
  must(event.action === pattern.action, 'action')
  must(event.outcome === '0', 'outcome')
  const agents = (code: string) => event.agent.filter(({ type }) => spelled(type?.coding?.[0]) === code)
  for (const [name, code] of [
    ['client', pattern.client],
    ['server', pattern.server],
  ] as const) {
    const [agent, ...more] = agents(code)
    must(agent !== undefined && more.length === 0, `one agent ${name}`)
    must(agent?.who !== undefined && agent.network?.address !== undefined && agent.media === undefined, `agent ${name}: who, network`)
    if (claimed === 'PatientDelete')
      must(agent?.role === undefined && agent?.purposeOfUse === undefined && agent?.policy === undefined, `agent ${name}: nothing else`)
  }
  const users = event.agent.filter(({ type }) => type?.coding?.[0]?.system?.endsWith('v3-ParticipationType'))
  must(
    users.every((user) => pattern.user.includes(user.type?.coding?.[0]?.code ?? '')),
    'agent user: type',
  )
  must(
    users.every(({ who, requestor, network }) => who !== undefined && requestor && network === undefined),
    'agent user',
  )
  const entities = (code: string) => event.entity?.filter(({ type }) => type?.code === code) ?? []
  const [worked, ...others] = entities('2')
  must(worked?.role?.code === pattern.entity.role && others.length === 0, 'one entity data or query')
  must(worked?.[pattern.entity.needs] !== undefined, `entity: ${pattern.entity.needs}`)
  must(pattern.entity.needs === 'what' || worked?.what === undefined, 'entity query: no what')
  const patients = entities('1')
  must(patients.length === (claimed.startsWith('Patient') ? 1 : 0), 'entity patient')
  must(
    patients.every(({ what, role }) => what?.reference?.startsWith('Patient/') && role?.code === '1'),
    'entity patient: what, role',
  )
  // What decided, as IHE.BasicAudit.AuthZconsent names a Consent; the profile of a delete is closed to it.
  const deciding = event.entity?.filter(({ type }) => type?.system === 'http://hl7.org/fhir/resource-types') ?? []
  must(
    deciding.every(({ type, what }) => what?.reference?.startsWith(`${type?.code}/`)),
    'entity that decided: type, what',
  )
  must(claimed !== 'PatientDelete' || event.entity?.length === 2, 'entity: no other')
  const transactions = entities('XrequestId')
  must(
    claimed === 'PatientDelete' ? transactions.length === 0 : transactions.every(({ what }) => what?.identifier?.value !== undefined),
    'transaction',
  )
  return faults
}
