import type { CarePlan, EpisodeOfCare, Resource } from '@medplum/fhirtypes'
import { mayBeToldOf, tellsOf } from '#auth/access-plan.ts'
import { malformed } from '#fhir/error.ts'
import { type Enrollment, enrollmentOf } from '#programs/cares/case/enrollment.ts'
import { periodOf } from '#programs/cares/case/fact-source.ts'
import { memberIdSystem } from '#programs/cares/case/member.ts'
import { isIcp } from '#programs/cares/case/plan-case.ts'
import { finalizedOn } from '#programs/cares/plans/finalized-on.ts'
import { covers, type Day } from '#programs/vocabulary/calendar.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permit } from '../permit.ts'
import { gatherRecord } from '../record.ts'
import { serverSight } from '../sight.ts'
import { placeOf, readInput } from './input.ts'

const inForce = new Set<Enrollment['status']>(['active', 'onhold', 'finished'])

/**
 * Is this member enrolled in a program on a day, with whom, and who answers for them? A member who is unknown, not
 * enrolled, or none of the caller's business gets the same answer: `enrolled` is false, and nothing else is said.
 * Definition: {canon}/OperationDefinition/enrollment-status. 200; 400 when neither or both of member-id and patient are given;
 * 403 for a caller that is neither registered as a plan or MassHealth nor holds the scope.
 */
export async function enrollmentStatus(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const input = readInput(request, {
    'member-id': { kind: 'string' },
    patient: { kind: 'reference', of: 'Patient' },
    on: { kind: 'date' },
    program: { kind: 'code' },
  })
  const [memberId, patient] = [input.get('member-id'), input.get('patient')]
  if ((memberId === undefined) === (patient === undefined))
    throw malformed('missing-parameter', 'Give either member-id or patient.', [placeOf('member-id'), placeOf('patient')])
  // Plans and MassHealth ask by their registration and get this answer only; whoever else asks needs the scope.
  const { kind } = context.access.caller
  const byRegistration = kind === 'health-plan' || kind === 'masshealth'
  if (!byRegistration) permit(context.access, 's', 'EpisodeOfCare')
  const on = input.get('on') ?? dayOf(context.now().toISOString())
  const meant = patient ?? (await patientWith(context, memberId ?? ''))
  const member = meant !== undefined && mayBeToldOf(context.access, meant) ? meant : undefined
  const access = byRegistration ? serverSight(context.access) : context.access
  const found = member === undefined ? [] : await recordOf({ ...context, access }, member)
  // A plan hears of a member of its own on that day, and of nobody else (requirements, section 10).
  const cover = kind === 'health-plan' ? coverBy(found, context.access.caller.organization, on) : undefined
  const record = kind === 'health-plan' && cover === undefined ? [] : found
  const ground = cover === undefined ? 'role' : `payer Coverage/${cover.id}`
  if (record.length > 0) tellsOf(context.access, member, ...(byRegistration ? [ground] : []))
  return jsonAnswer(statusOn(record, on, input.get('program') ?? 'cares', access.allows('r', 'CarePlan')))
}

/** The Patient who alone holds this member ID; undefined when nobody or more than one does. */
async function patientWith({ store, access }: Context, memberId: string): Promise<string | undefined> {
  const { matches } = await store.search(serverSight(access), {
    type: 'Patient',
    clauses: [{ kind: 'token', param: 'identifier', values: [{ system: memberIdSystem, code: memberId }] }],
    sort: [],
    count: 2,
    total: 'none',
    include: [],
    revinclude: [],
  })
  return matches.length === 1 ? matches[0]?.id : undefined
}

async function recordOf({ store, access }: Context, member: string): Promise<Resource[]> {
  const needs = { member, types: ['EpisodeOfCare', 'CarePlan', 'Coverage'], others: [], alongside: [] }
  return [...(await gatherRecord((query) => store.gather(access, query), [needs])).values()].map(({ resource }) => resource)
}

/** By which Coverage this organization pays for the member on this day. */
function coverBy(record: readonly Resource[], organization: string | undefined, on: Day): Resource | undefined {
  return record.find(
    (resource) =>
      resource.resourceType === 'Coverage' &&
      resource.status === 'active' &&
      covers(periodOf(resource.period), on) &&
      resource.payor.some(({ reference }) => reference !== undefined && reference === organization),
  )
}

/** Pure: the answer on a day, from the member's record. */
function statusOn(record: readonly Resource[], on: Day, program: string, plansToo: boolean): object {
  const enrollments = record
    .filter((resource): resource is EpisodeOfCare => resource.resourceType === 'EpisodeOfCare')
    .map(enrollmentOf)
    .filter(({ status, programs, period }) => inForce.has(status) && programs.includes(program) && covers(period, on))
    .toSorted((one, other) => ((one.period.start ?? '') < (other.period.start ?? '') ? 1 : -1))
  const [enrollment] = enrollments
  const answer: object[] = [{ name: 'enrolled', valueBoolean: enrollment !== undefined }]
  if (enrollment !== undefined) {
    const { period, provider, careManager } = enrollment
    answer.push({ name: 'program', valueCode: program }, { name: 'period', valuePeriod: period })
    if (provider !== undefined) answer.push({ name: 'provider', valueReference: { reference: provider } })
    if (careManager !== undefined) answer.push({ name: 'first-line-contact', valueReference: { reference: careManager } })
    const planDate = plansToo ? planDateOf(record, on) : undefined
    if (planDate !== undefined) answer.push({ name: 'plan-date', valueDate: planDate })
  }
  return { resourceType: 'Parameters', parameter: answer }
}

/** The day on which the newest plan that was final on this day was finished. */
function planDateOf(record: readonly Resource[], on: Day): Day | undefined {
  return record
    .filter((resource): resource is CarePlan => isIcp(resource) && resource.status === 'active')
    .flatMap((plan) => finalizedOn(plan) ?? [])
    .filter((day) => day <= on)
    .toSorted()
    .at(-1)
}
