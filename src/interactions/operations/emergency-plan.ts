import type { Patient } from '@medplum/fhirtypes'
import { mayBeToldOf, tellsOf } from '#auth/access-plan.ts'
import { FhirError, malformed, notFound } from '#fhir/error.ts'
import { emergencyPlansOf } from '#programs/cares/case/emergency.ts'
import { memberIdSystem } from '#programs/cares/case/member.ts'
import { type EmergencyException, emergencyExceptions } from '#programs/cares/emergency/exceptions.ts'
import { emergencyDocument, emergencyTypes } from '#programs/cares/plans/document/emergency-document.ts'
import { isProtected } from '#programs/cares/plans/document/protected.ts'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { dayOf, startOf } from '#programs/vocabulary/local-day.ts'
import { normalise } from '#storage/indexing/normalise.ts'
import type { Clause } from '#storage/store.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { permit } from '../permit.ts'
import { gatherRecord } from '../record.ts'
import { serverSight } from '../sight.ts'
import { documentAnswer } from './document-answer.ts'
import { emergencyPurpose } from './emergency-purpose.ts'
import { placeOf, readInput } from './input.ts'
import { planRecord } from './plan-record.ts'

const always = { purpose: { kind: 'code' }, language: { kind: 'code' } } as const
/** Only where no id says it. */
const whoIsMeant = {
  identifier: { kind: 'string' },
  birthdate: { kind: 'date' },
  family: { kind: 'string' },
  given: { kind: 'string' },
} as const
type Match = keyof typeof whoIsMeant
type Parameter = keyof typeof always | Match

/**
 * The emergency plan of one child in one call, read from the live record (CARES-EMG-01 to 03): by id, or by member ID
 * with birth date, or by full name with birth date. One document or 404; nobody learns whether a child is known, or has a
 * plan. Ambulances and emergency departments have it by their registration, everybody else by their scopes. Each read is
 * in the audit trail with its purpose (http/told.ts). HTML when that is asked for.
 * Definition: {canon}/OperationDefinition/emergency-plan. 200; 400; 403 the purpose or the client; 404.
 */
export async function emergencyPlan(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const told = Object.keys(whoIsMeant).filter((parameter) => request.query.has(parameter))
  if (request.id === undefined && told.length > 0) {
    throw malformed(
      'invalid-parameter',
      'Who is meant is said in the body, never in the address: addresses are written down on the way.',
      told.map(placeOf),
    )
  }
  const input = readInput<Parameter>(request, request.id === undefined ? { ...always, ...whoIsMeant } : always)
  const { caller } = context.access
  const purpose = emergencyPurpose(caller, input.get('purpose'))
  const responds = caller.kind === 'ems' || caller.kind === 'ed'
  if (!responds) for (const type of ['Patient', 'CarePlan']) permit(context.access, 'r', type)
  const seen: Context = { ...context, access: responds ? serverSight(context.access) : context.access }
  const id = request.id ?? (await matchFor(context, (parameter) => input.get(parameter)))
  if (id === undefined || !mayBeToldOf(context.access, id)) throw noPlan()
  const now = context.now().toISOString()
  const all = await planRecord(seen, id, emergencyTypes).catch((error) => {
    throw error instanceof FhirError && (error.kind === 'not-found' || error.kind === 'gone') ? noPlan() : error
  })
  const excepted = all.some((resource) => isProtected(resource)) ? await exceptionsOf(context, id) : []
  const labels = new Set(excepted.flatMap((exception) => exception.labels))
  const records = all.filter((resource) => !isProtected(resource, labels))
  const plans = emergencyPlansOf(records)
  const plan = (plans.find(({ status }) => status === 'active') ?? plans[0])?.resource
  if (plan === undefined) throw noPlan()
  const on = dayOf(now)
  const language = input.get('language') ?? request.language
  // Said of every plan: that it is said of one would tell what there is in it.
  const withheld = true
  const document = emergencyDocument({ plan, records, on, now, language, settings: context.settings, base: request.base, withheld })
  const shown = new Set(records.filter((one) => isProtected(one)).flatMap(({ meta }) => meta?.security?.map(({ code }) => code) ?? []))
  const releases = excepted.filter((exception) => exception.labels.some((label) => shown.has(label)))
  tellsOf(context.access, id, ...(responds ? ['emergency-plan'] : []), ...releases.map((one) => `release Consent/${one.id}`))
  if (context.access.request !== undefined) context.access.request.purpose = purpose
  return documentAnswer(context, request, document, { withholds: true })
}

/** What the member opened for emergencies beforehand; looked for only where something is withheld. */
async function exceptionsOf({ store, access, now, settings }: Context, id: string): Promise<EmergencyException[]> {
  const needs = { member: id, types: ['Patient', 'RelatedPerson', 'Consent'], others: [], alongside: [] }
  const found = await gatherRecord((query) => store.gather(serverSight(access), query), [needs])
  return emergencyExceptions(
    [...found.values()].map(({ resource }) => resource),
    dayOf(now().toISOString()),
    settings,
  )
}

/** One sentence for a child who is unknown, not to be told from another, or without a plan. */
function noPlan() {
  return notFound('Patient', '?')
}

/** The one Patient who is meant; undefined when none or several are. */
async function matchFor({ store, access }: Context, given: (name: Match) => string | undefined): Promise<string | undefined> {
  const [identifier, birthdate, family, first] = [given('identifier'), given('birthdate'), given('family'), given('given')]
  const byId = identifier !== undefined && family === undefined && first === undefined
  const byName = identifier === undefined && family !== undefined && first !== undefined
  if (birthdate === undefined || !(byId || byName)) {
    throw malformed('missing-parameter', 'Give identifier (the member ID) and birthdate, or family, given and birthdate.', [
      placeOf('birthdate'),
    ])
  }
  const who: Clause = byId
    ? { kind: 'token', param: 'identifier', values: [{ system: memberIdSystem, code: identifier }] }
    : { kind: 'string', param: 'family', match: 'starts', values: [normalise(family ?? '')] }
  const clauses: Clause[] = [
    who,
    { kind: 'date', param: 'birthdate', ranges: [{ prefix: 'eq', low: startOf(birthdate), high: startOf(addDays(birthdate, 1)) }] },
  ]
  const query = { type: 'Patient', clauses, sort: [], count: 100, total: 'none' as const, include: [], revinclude: [] }
  const { matches, next } = await store.search(serverSight(access), query)
  const patients = matches.map(({ text }) => JSON.parse(text) as Patient)
  const meant = patients.filter((patient) => patient.birthDate === birthdate && (byId || isNamed(patient, family ?? '', first ?? '')))
  return meant.length === 1 && next === undefined ? meant[0]?.id : undefined
}

function isNamed({ name: names = [] }: Patient, family: string, given: string): boolean {
  const same = (one: string | undefined, other: string) => normalise(one ?? '') === normalise(other)
  return names.some((one) => same(one.family, family) && one.given?.some((first) => same(first, given)))
}
