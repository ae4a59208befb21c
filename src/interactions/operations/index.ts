import { FhirError, MethodNotAllowed } from '#fhir/error.ts'
import { canon } from '#fhir/issue.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permit } from '../permit.ts'
import { mayWithhold } from '../withholding-notice.ts'
import { disclosures, trail } from './audit-trail.ts'
import { billingEligibility } from './billing-eligibility.ts'
import { breakGlass } from './break-glass.ts'
import { clocks } from './clocks.ts'
import { emergencyPlan } from './emergency-plan.ts'
import { enrollmentStatus } from './enrollment-status.ts'
import { everything } from './everything.ts'
import { explainAccess } from './explain-access.ts'
import { generateIcp } from './generate-icp.ts'
import { graphql } from './graphql/graphql.ts'
import { meta, metaDelete } from './meta.ts'
import type { Operation } from './operation.ts'
import { proposeIcpOperation } from './propose-icp.ts'
import { recordFollowUp } from './record-follow-up.ts'
import { summary } from './summary.ts'
import { terminologyOperations } from './terminology/index.ts'
import { validate } from './validate.ts'

const hl7 = 'http://hl7.org/fhir/OperationDefinition'

/** Every operation of this server. Its routes, its permissions and its CapabilityStatement are made from this table. */
export const operations: readonly Operation[] = [
  {
    name: 'validate',
    definition: `${hl7}/Resource-validate`,
    levels: ['type', 'instance'],
    types: 'any',
    verbs: ['GET', 'POST'],
    affectsState: false,
    needs: [],
    run: validate,
  },
  {
    name: 'meta',
    definition: `${hl7}/Resource-meta`,
    levels: ['instance'],
    types: 'any',
    verbs: ['GET', 'POST'],
    affectsState: false,
    needs: [],
    ofRecords: true,
    run: meta,
  },
  {
    name: 'meta-delete',
    definition: `${hl7}/Resource-meta-delete`,
    levels: ['instance'],
    types: 'any',
    verbs: ['POST'],
    affectsState: true,
    needs: [],
    run: metaDelete,
  },
  ...terminologyOperations,
  {
    name: 'graphql',
    definition: `${hl7}/Resource-graphql`,
    levels: ['system', 'instance'],
    types: 'any',
    verbs: ['GET', 'POST'],
    affectsState: false,
    // What each field needs is asked where it is read or searched.
    needs: [],
    ofRecords: true,
    run: graphql,
  },
  {
    name: 'everything',
    definition: `${hl7}/Patient-everything`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['GET', 'POST'],
    affectsState: false,
    needs: [{ permission: 'r', type: 'Patient' }],
    ofRecords: true,
    run: everything,
  },
  {
    name: 'explain-access',
    definition: `${canon}/OperationDefinition/explain-access`,
    levels: ['instance'],
    types: 'any',
    verbs: ['GET'],
    affectsState: false,
    needs: [],
    run: explainAccess,
  },
  // Who may have it is the operation's own affair.
  {
    name: 'trail',
    definition: `${canon}/OperationDefinition/trail`,
    levels: ['type'],
    types: ['AuditEvent'],
    verbs: ['GET'],
    affectsState: false,
    needs: [{ permission: 's', type: 'AuditEvent' }],
    run: trail,
  },
  {
    name: 'disclosures',
    definition: `${canon}/OperationDefinition/disclosures`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['GET'],
    affectsState: false,
    needs: [{ permission: 'r', type: 'Patient' }],
    ofRecords: true,
    run: disclosures,
  },
  {
    name: 'enrollment-status',
    definition: `${canon}/OperationDefinition/enrollment-status`,
    levels: ['type'],
    types: ['EpisodeOfCare'],
    verbs: ['GET', 'POST'],
    affectsState: false,
    // By registration or by scope: the operation itself asks.
    needs: [],
    run: enrollmentStatus,
  },
  {
    name: 'billing-eligibility',
    definition: `${canon}/OperationDefinition/billing-eligibility`,
    levels: ['instance'],
    types: ['Patient', 'Organization'],
    verbs: ['GET'],
    affectsState: false,
    needs: [{ permission: 'r', type: 'MeasureReport' }],
    run: billingEligibility,
  },
  {
    name: 'clocks',
    definition: `${canon}/OperationDefinition/clocks`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['GET'],
    affectsState: false,
    needs: [
      { permission: 'r', type: 'Patient' },
      { permission: 's', type: 'Task' },
    ],
    ofRecords: true,
    run: clocks,
  },
  // Who may have it is the operation's own affair: ambulances and emergency departments hold no scopes for records.
  {
    name: 'emergency-plan',
    definition: `${canon}/OperationDefinition/emergency-plan`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['GET'],
    affectsState: false,
    needs: [],
    ofRecords: true,
    run: emergencyPlan,
  },
  // By POST only: a name and a birth date have no place in an address.
  {
    name: 'emergency-plan',
    definition: `${canon}/OperationDefinition/emergency-plan`,
    levels: ['type'],
    types: ['Patient'],
    verbs: ['POST'],
    affectsState: false,
    needs: [],
    ofRecords: true,
    run: emergencyPlan,
  },
  // Who may is the operation's own affair: scopes say what, not whose.
  {
    name: 'break-glass',
    definition: `${canon}/OperationDefinition/break-glass`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['POST'],
    affectsState: true,
    needs: [{ permission: 'r', type: 'Patient' }],
    run: breakGlass,
  },
  {
    name: 'summary',
    definition: `${canon}/OperationDefinition/summary`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['GET', 'POST'],
    affectsState: false,
    needs: [
      { permission: 'r', type: 'Patient' },
      { permission: 'r', type: 'CarePlan' },
    ],
    ofRecords: true,
    run: summary,
  },
  {
    name: 'propose-icp',
    definition: `${canon}/OperationDefinition/propose-icp`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['GET', 'POST'],
    affectsState: false,
    needs: [
      { permission: 'r', type: 'Patient' },
      { permission: 'r', type: 'CarePlan' },
    ],
    ofRecords: true,
    run: proposeIcpOperation,
  },
  {
    name: 'generate-icp',
    definition: `${canon}/OperationDefinition/generate-icp`,
    levels: ['instance'],
    types: ['Patient'],
    verbs: ['POST'],
    affectsState: true,
    needs: [
      { permission: 'r', type: 'Patient' },
      { permission: 'c', type: 'CarePlan' },
    ],
    ofRecords: true,
    run: generateIcp,
  },
  {
    name: 'record-follow-up',
    definition: `${canon}/OperationDefinition/record-follow-up`,
    levels: ['instance'],
    types: ['ServiceRequest'],
    verbs: ['POST'],
    affectsState: true,
    needs: [
      { permission: 'r', type: 'ServiceRequest' },
      { permission: 'u', type: 'Task' },
    ],
    run: recordFollowUp,
  },
]

/**
 * The operation at an address.
 * @throws FhirError `not-supported` when there is none of that name, there, or with that verb
 */
export function operationFor(name: string, verb: 'GET' | 'POST', { type, id }: { type?: string; id?: string }): Operation {
  const level = type === undefined ? 'system' : id === undefined ? 'type' : 'instance'
  const named = operations.filter((operation) => operation.name === name)
  const here = named.find(
    ({ levels, types }) => levels.includes(level) && (level === 'system' || types === 'any' || types.includes(type ?? '')),
  )
  if (here === undefined) throw notThere(named)
  if (!here.verbs.includes(verb)) throw wrongVerb(here)
  return here
}

/** Runs the operation that the request names, once the token allows what the table says it needs. */
export async function operation(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const found = operationFor(request.operation ?? '', request.method ?? 'GET', request)
  for (const { permission, type } of found.needs) permit(context.access, permission, type)
  if (found.ofRecords) mayWithhold(context, 'r')
  return found.run(context, request)
}

function notThere(named: readonly Operation[]): FhirError {
  const where = named.flatMap(({ levels, types }) =>
    levels.map((level) => `${level} level of ${types === 'any' ? 'any type' : types.join(', ')}`),
  )
  return new FhirError('not-supported', [
    {
      severity: 'error',
      code: 'not-supported',
      details: 'unsupported-operation',
      diagnostics:
        where.length === 0 ? 'There is no such operation here; /metadata lists them.' : `This operation stands at: ${where.join('; ')}.`,
    },
  ])
}

function wrongVerb({ verbs }: Operation): FhirError {
  return new MethodNotAllowed(verbs, {
    details: 'unsupported-operation',
    diagnostics: `Call this operation with ${verbs.join(' or ')}.`,
  })
}
