// https://profiles.ihe.net/ITI/BALP/content.html, http://hl7.org/fhir/R4/auditevent.html
import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding } from '@medplum/fhirtypes'
import type { KeptLine } from '#storage/audit/find.ts'
import { groundEntities, groundPolicies, groundSentence, groundsOf } from './grounds.ts'

/** What this server is called where it observes and takes part. */
export const serverName = 'cares-fhir'

const terms = 'http://terminology.hl7.org/CodeSystem'
const dcm = (code: string, display: string): Coding => ({ system: 'http://dicom.nema.org/resources/ontology/DCM', code, display })
const [source, destination, application] = [
  dcm('110153', 'Source Role ID'),
  dcm('110152', 'Destination Role ID'),
  dcm('110150', 'Application'),
]
const balp = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition'
const entityType = (code: '1' | '2', display: string): Coding => ({ system: `${terms}/audit-entity-type`, code, display })
const objectRole = (code: string, display: string): Coding => ({ system: `${terms}/object-role`, code, display })

/**
 * A line of the trail as an AuditEvent, after the profile of Basic Audit Log Patterns for what was done. Only a success with all
 * that the profile asks for claims it.
 *
 * @param base FHIR base of this server: where the server's part of the event is found on the network
 */
export function auditEventOf(line: KeptLine, base: string): AuditEvent {
  const profile = profileOf(line)
  const { id, at, action, outcome, purpose } = line
  const reason = line.outcome === 0 ? saidOf(line) : line.reason
  return {
    resourceType: 'AuditEvent',
    id,
    meta: { lastUpdated: at, ...(profile !== undefined && { profile: [`${balp}/${profile}`] }) },
    ...kindOf(line),
    action,
    recorded: at,
    outcome: String(outcome) as '0' | '4' | '8',
    ...(reason !== undefined && { outcomeDesc: reason }),
    ...(purpose !== undefined && { purposeOfEvent: [{ coding: [{ system: `${terms}/v3-ActReason`, code: purpose }] }] }),
    agent: agentsOf(line, base),
    source: {
      observer: { display: serverName },
      type: [{ system: `${terms}/security-source-type`, code: '4', display: 'Application Server' }],
    },
    ...withEntities(entitiesOf(line)),
  }
}

/** Of what was done: what let them in, and why they did it. */
function saidOf(line: KeptLine): string | undefined {
  const parts = [isRest(line) && groundSentence(groundsOf(line)), line.reason && `Reason given: ${line.reason}`].filter(Boolean)
  return parts.length === 0 ? undefined : parts.join(' ')
}

const rest = { system: `${terms}/audit-event-type`, code: 'rest', display: 'Restful Operation' }
const restful = (code: string) => ({ system: 'http://hl7.org/fhir/restful-interaction', code, display: code })

/** What is no interaction of FHIR. */
const otherKinds: Readonly<Record<string, Pick<AuditEvent, 'type' | 'subtype'>>> = {
  'sign-in': { type: dcm('110114', 'User Authentication'), subtype: [dcm('110122', 'Login')] },
  /** Which app may act for a person, with which scopes. */
  grant: { type: dcm('110113', 'Security Alert'), subtype: [dcm('110137', 'User Security Attributes Changed')] },
  /** The same, taken back. */
  withdrawal: { type: dcm('110113', 'Security Alert'), subtype: [dcm('110137', 'User Security Attributes Changed')] },
  /** An app was opened with a patient in context. */
  launch: { type: dcm('110100', 'Application Activity'), subtype: [dcm('110120', 'Application Start')] },
  /** Names of patients that a person was shown to choose from. */
  patients: { type: rest, subtype: [restful('search-type')] },
  token: {
    type: dcm('110114', 'User Authentication'),
    subtype: [{ system: 'urn:ihe:event-type-code', code: 'ITI-71', display: 'Get Access Token' }],
  },
  introspection: {
    type: dcm('110114', 'User Authentication'),
    subtype: [{ system: 'urn:ihe:event-type-code', code: 'ITI-102', display: 'Introspect Token' }],
  },
  registration: { type: dcm('110113', 'Security Alert'), subtype: [dcm('110136', 'Security Roles Changed')] },
  /** How many requests were refused that are not told of one by one. */
  refusals: { type: dcm('110113', 'Security Alert') },
  /** Somebody was called to be told that a consent was revoked. */
  notify: { type: dcm('110100', 'Application Activity') },
  revocation: { type: dcm('110114', 'User Authentication'), subtype: [dcm('110123', 'Logout')] },
}

/** Is it an interaction of FHIR? */
function isRest({ interaction }: KeptLine): boolean {
  return otherKinds[interaction] === undefined
}

function kindOf({ interaction }: KeptLine): Pick<AuditEvent, 'type' | 'subtype'> {
  return otherKinds[interaction] ?? { type: rest, subtype: [restful(interaction)] }
}

const instance = /^[A-Z]\w+\/[\w.-]+(\/_history\/\d+)?$/

/**
 * The profile whose every demand the line meets. BALP has none for what failed, for operations and for histories, and what a
 * conditional write left as it was names no resource.
 */
function profileOf({ interaction, outcome, patient, address, what, query, request }: KeptLine): string | undefined {
  if (outcome !== 0 || address === undefined || request === undefined || what === undefined) return undefined
  if (!interaction.startsWith('search') && !instance.test(what)) return undefined
  const about = patient === undefined ? '' : 'Patient'
  switch (interaction) {
    case 'read':
    case 'vread':
      return `IHE.BasicAudit.${about}Read`
    case 'search-type':
    case 'search-system':
      return query === undefined ? undefined : `IHE.BasicAudit.${about}Query`
    case 'create':
      return `IHE.BasicAudit.${about}Create`
    case 'update':
    case 'patch':
      return `IHE.BasicAudit.${about}Update`
    case 'delete':
      return `IHE.BasicAudit.${about}Delete`
    default:
      return undefined
  }
}

const person: Readonly<Record<'AUT' | 'IRCP', Coding>> = {
  AUT: { system: `${terms}/v3-ParticipationType`, code: 'AUT', display: 'author (originator)' },
  IRCP: { system: `${terms}/v3-ParticipationType`, code: 'IRCP', display: 'information recipient' },
}

/** In a read the data goes to the client, in everything else what is asked or written goes to the server. */
function agentsOf(line: KeptLine, base: string): AuditEventAgent[] {
  const { action, client, kind, address, person: user, token } = line
  const deletes = action === 'D'
  const reads = action === 'R'
  // What authorized it: what let them in, and the token, by the beginning of its hash. The profile of a delete has no place for them.
  const policies = deletes ? [] : [...(isRest(line) ? groundPolicies(groundsOf(line)) : []), ...(token ? [`urn:sha256:${token}`] : [])]
  const policy = policies.length > 0 && { policy: policies }
  return [
    {
      type: { coding: [deletes ? application : reads ? destination : source] },
      ...(kind !== undefined && !deletes && { role: [{ text: kind }] }),
      who: client === '' ? { display: 'not known' } : { identifier: { value: client } },
      requestor: user === undefined,
      ...(user === undefined && policy),
      ...(address !== undefined && { network: { address, type: '2' as const } }),
    },
    {
      type: {
        coding: [
          deletes
            ? { system: `${terms}/provenance-participant-type`, code: 'custodian', display: 'Custodian' }
            : reads
              ? source
              : destination,
        ],
      },
      who: { display: serverName },
      requestor: false,
      network: { address: base, type: '5' },
    },
    ...(user === undefined
      ? []
      : [{ type: { coding: [reads || action === 'E' ? person.IRCP : person.AUT] }, who: { reference: user }, requestor: true, ...policy }]),
  ]
}

function entitiesOf(line: KeptLine): AuditEventEntity[] {
  const { action, interaction, what, patient, query, request } = line
  const [address, operation] = what?.split('/$') ?? []
  const searches = interaction.startsWith('search')
  const entities: AuditEventEntity[] = []
  if (searches || (query !== undefined && interaction !== 'read')) {
    entities.push({
      type: entityType('2', 'System Object'),
      role: objectRole('24', 'Query'),
      ...(what !== undefined && { description: what }),
      query: Buffer.from(query ?? '').toString('base64') || undefined,
    } as AuditEventEntity)
  }
  if (!searches && address !== undefined && instance.test(address)) {
    entities.push({
      what: { reference: address },
      type: entityType('2', 'System Object'),
      role: objectRole('4', 'Domain Resource'),
      ...(operation !== undefined && { detail: [{ type: 'operation', valueString: operation }] }),
    })
  }
  if (patient !== undefined)
    entities.push({ what: { reference: `Patient/${patient}` }, type: entityType('1', 'Person'), role: objectRole('1', 'Patient') })
  // The profile of a delete is closed to further entities.
  if (action !== 'D' && isRest(line)) entities.push(...groundEntities(groundsOf(line)))
  if (request !== undefined && action !== 'D') {
    entities.push({
      what: { identifier: { value: request } },
      type: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId' },
    })
  }
  return entities.map((entity) => JSON.parse(JSON.stringify(entity)) as AuditEventEntity)
}

function withEntities(entity: AuditEventEntity[]): Pick<AuditEvent, 'entity'> {
  return entity.length === 0 ? {} : { entity }
}
