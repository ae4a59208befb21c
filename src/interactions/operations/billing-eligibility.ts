import { type Caller, mayBeToldOf, type Role, tellsOf } from '#auth/access-plan.ts'
import { forbidden, malformed, notFound } from '#fhir/error.ts'
import { monthEligibility, providersOf } from '#programs/cares/billing/month-eligibility.ts'
import { monthReport } from '#programs/cares/billing/month-report.ts'
import { isCares } from '#programs/cares/case/enrollment.ts'
import type { Case } from '#programs/cares/case.ts'
import type { Month } from '#programs/vocabulary/calendar.ts'
import { millisecondsOf } from '#programs/vocabulary/local-day.ts'
import type { Settings } from '#programs/vocabulary/settings.ts'
import { jsonAnswer } from '../answer.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permit } from '../permit.ts'
import { serverSight } from '../sight.ts'
import { billingCases } from './billing-cases.ts'
import { billingRoster } from './billing-roster.ts'
import { placeOf, readInput } from './input.ts'

/**
 * Whether a month can be paid, with every test and the facts that it rests on (CARES-PAY-01): for a member, or for a
 * provider's whole roster. The record is read as it stood at `as-of`; the same month as of the same moment is the same
 * bytes. Advice for a claim, not a payment decision. Nothing is stored.
 * Definition: {canon}/OperationDefinition/billing-eligibility. 200; 400; 403 a client that months are not told to; 404.
 */
export async function billingEligibility(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const input = readInput(request, {
    month: { kind: 'month', required: true },
    provider: { kind: 'reference', of: 'Organization' },
    'as-of': { kind: 'instant' },
  })
  const month = input.get('month') ?? ''
  const asOf = input.get('as-of')
  if (asOf !== undefined && millisecondsOf(asOf) > context.now().getTime())
    throw malformed('invalid-parameter', 'as-of lies in the future.', [placeOf('as-of')])
  permit(context.access, 'r', request.type ?? '')
  const { kind, organization, roles } = context.access.caller
  if (kind !== undefined && !(asks.has(kind) && (roles === undefined || roles.some((role) => bills.has(role))))) {
    throw forbidden('not-for-this-client', 'Months are told to care teams, of their own members, and to MassHealth.')
  }
  if (request.type === 'Organization') {
    // A roster is its provider's own; another's is as unknown as none.
    if (kind === 'care-team' && organization !== `Organization/${request.id}`) throw notFound('Organization', request.id ?? '')
    // MassHealth reads no records; it asks by its registration.
    if (context.access.scopesAll?.(kind === 'masshealth' ? 'Organization' : 'Patient') === false) {
      throw forbidden('insufficient-scope', 'A roster tells of all members: it needs a scope for every Patient, such as system/Patient.r.')
    }
    return billingRoster(context, request, { month, asOf })
  }
  const id = request.id ?? ''
  const byRegistration = kind === 'masshealth' && mayBeToldOf(context.access, id)
  const stored = await context.store.read(byRegistration ? serverSight(context.access) : context.access, 'Patient', id)
  if (stored === undefined || stored.deleted) throw notFound('Patient', id)
  // What another provider did decides too, though it is not shown: hence the server's own sight.
  const sight = serverSight(context.access)
  const named = input.get('provider')
  const own = kind === 'care-team' ? organization : undefined
  // Whose events they are is told of every one: another provider's month is its own to ask for.
  if (named !== undefined && own !== undefined && own !== `Organization/${named}`) throw notFound('Organization', named)
  const provider = named === undefined ? own : `Organization/${named}`
  const cases = await billingCases((query) => context.store.gather(sight, query), [id], {
    month,
    provider,
    asOf,
    settings: context.settings,
  })
  const file = cases.get(id)!
  const asked = provider ?? providerOf(file, month, context.settings)
  const result = monthEligibility(file, asked, month, context.settings)
  tellsOf(context.access, id, ...(byRegistration ? ['role'] : []))
  return jsonAnswer(monthReport({ ...result, member: id }, { asOf: asOf ?? context.now().toISOString() }))
}

/** Kinds of client to whom a month is told (requirements, section 10: biller, MassHealth). */
const asks = new Set<Caller['kind']>(['system', 'care-team', 'masshealth'])

/** Of a provider's roles, those to whom it is told. */
const bills = new Set<Role>(['biller', 'program-director'])

/**
 * The provider that is meant when none is named, and the caller is none: the one that the member was enrolled with in the month; where there
 * were several, the one that the month is payable to, else the last.
 */
function providerOf(file: Case, month: Month, settings: Settings): string {
  const inMonth = providersOf(file, month)
  const payable = inMonth.length > 1 ? inMonth.find((provider) => monthEligibility(file, provider, month, settings).payable) : inMonth[0]
  const last = file.enrollments
    .filter((enrollment) => isCares(enrollment) && (inMonth.length === 0 || inMonth.includes(enrollment.provider ?? '')))
    .toSorted((one, other) => ((one.period.start ?? '') < (other.period.start ?? '') ? -1 : 1))
    .at(-1)?.provider
  const found = payable ?? last
  if (found === undefined)
    throw malformed('missing-parameter', 'The member was never enrolled; name the provider that is asked about.', [placeOf('provider')])
  return found
}
