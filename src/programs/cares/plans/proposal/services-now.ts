import type { Reference, Resource, ServiceRequest } from '@medplum/fhirtypes'
import { bearing, labelsOf } from '../../../sensitivity/labels.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { activitiesOf, activityOf } from '../../case/activity.ts'
import { all, isCoded, keyOf, systemOf, wordsOf } from '../../case/element.ts'
import { referenceOf } from '../../case/fact-source.ts'
import { finalizedOn } from '../finalized-on.ts'
import type { Draft } from './draft.ts'
import { madeFrom } from './made-from.ts'
import { medicineName } from './proposed-goals.ts'

const done = new Set(['completed', 'fulfilled', 'cancelled', 'noshow', 'revoked', 'entered-in-error', 'rejected', 'failed'])
const pertainsToGoal = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal'

/** The current plan's activities that are still to do: not done, not given up, and no transition whose day has passed. */
export function carriedActivities({ current, records, today }: Draft): Resource[] {
  const named = (current?.activity ?? []).map(({ reference }) => referenceOf(reference))
  return activitiesOf(records, named)
    .filter(({ resource }) => !done.has(resource.status))
    .filter(({ kind, on }) => !(kind === 'anticipated-transition' && on !== undefined && on < today))
    .map(({ resource }) => resource)
}

/** Services on record as received now that the current plan does not name. */
export function listedServices({ records }: Draft, carried: readonly Resource[]): ServiceRequest[] {
  const known = new Set(carried.map(keyOf))
  return all(records, 'ServiceRequest')
    .filter((request) => request.status === 'active' && !known.has(keyOf(request)))
    .filter((request) => ['current-service', 'school-support'].includes(activityOf(request, '').kind))
    .sort(byKey)
}

/** What the record shows to be going on, in the shape of a service: who gives it, for what, since when. */
interface Evidence {
  source: Resource
  text: string
  performer?: Reference
  reasons: string[]
  start?: string
}

/**
 * A present service for each other thing that the record shows to be going on: an order, a medicine, equipment, another
 * provider's plan of care. Each names what it rests on, and the goal whose need it answers. What was going on when the
 * current plan was made, and is not in it, the team has left out. It bears the labels of what it rests on (CARES-CON-07).
 */
export function foundServices(draft: Draft, known: readonly Resource[], goalsByNeed: ReadonlyMap<string, string>): ServiceRequest[] {
  const listed = new Set(
    known.flatMap((resource) =>
      resource.resourceType === 'ServiceRequest' ? (resource.basedOn ?? []).flatMap((one) => referenceOf(one) ?? []) : [],
    ),
  )
  const since = draft.current && localDay(finalizedOn(draft.current) ?? draft.current.created)
  const evidence = [...orders(draft, new Set(known.map(keyOf))), ...medicines(draft), ...equipment(draft), ...plansOfOthers(draft)]
  return evidence
    .filter(({ source, start }) => !listed.has(keyOf(source)) && (since === undefined || start === undefined || start > since))
    .map((one) => serviceFrom(draft, one, goalsByNeed))
}

function serviceFrom({ newId, member, today, words }: Draft, evidence: Evidence, goalsByNeed: ReadonlyMap<string, string>): ServiceRequest {
  const { source, text, performer, reasons, start } = evidence
  const goals = [...new Set(reasons.flatMap((reason) => goalsByNeed.get(reason) ?? []))]
  const rests = [{ reference: keyOf(source) }]
  const isBasis = ['CarePlan', 'ServiceRequest', 'MedicationRequest'].includes(source.resourceType)
  const service: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: newId('ServiceRequest'),
    ...(words.language === 'en' ? {} : { language: words.language }),
    ...(goals.length > 0 ? { extension: goals.map((reference) => ({ url: pertainsToGoal, valueReference: { reference } })) } : {}),
    ...(isBasis ? { basedOn: rests } : { supportingInfo: rests }),
    status: 'draft',
    intent: 'plan',
    category: [{ coding: [{ system: systemOf('service-kind'), code: 'current-service' }] }],
    code: { text },
    subject: { reference: member },
    authoredOn: today,
    ...(performer ? { performer: [performer as NonNullable<ServiceRequest['performer']>[number]] } : {}),
    ...(reasons.length > 0 ? { reasonReference: reasons.map((reference) => ({ reference })) } : {}),
    ...(start ? { occurrencePeriod: { start } } : {}),
  }
  return bearing(madeFrom(service, [source]), labelsOf(source))
}

const ours = ['program-referral', 'service-referral']

function orders({ records }: Draft, known: ReadonlySet<string>): Evidence[] {
  return all(records, 'ServiceRequest')
    .filter((request) => request.status === 'active' && ['order', 'original-order', 'filler-order'].includes(request.intent))
    .filter((request) => !known.has(keyOf(request)) && activityOf(request, '').kind === 'step')
    .filter(({ category }) => !ours.some((code) => isCoded(category, 'referral-kind', code)))
    .sort(byKey)
    .flatMap((request) => {
      const { text, reasons, on } = activityOf(request, '')
      return text
        ? [
            {
              source: request,
              text,
              performer: request.performer?.[0] ?? request.requester,
              reasons,
              start: on ?? localDay(request.authoredOn),
            },
          ]
        : []
    })
}

function medicines({ records, words }: Draft): Evidence[] {
  return all(records, 'MedicationRequest')
    .filter(({ status, intent }) => status === 'active' && intent !== 'proposal' && intent !== 'option')
    .sort(byKey)
    .flatMap((request) => {
      const name = medicineName(request, records)
      const dose = request.dosageInstruction?.find(({ text }) => text)?.text
      if (name === undefined) return []
      return {
        source: request,
        text: `${words.medicine}: ${name}${dose ? `, ${dose}` : ''}`,
        performer: request.requester,
        reasons: (request.reasonReference ?? []).flatMap((reason) => referenceOf(reason) ?? []),
        start: localDay(request.authoredOn),
      }
    })
}

function equipment({ records, words }: Draft): Evidence[] {
  const used = all(records, 'Device')
    .filter(({ status, patient }) => patient !== undefined && (status === undefined || status === 'active'))
    .map(
      (device): Evidence => ({
        source: device,
        text: `${words.device}: ${device.deviceName?.[0]?.name ?? wordsOf(device.type) ?? keyOf(device)}`,
        performer: device.owner,
        reasons: [],
        start: localDay(device.manufactureDate),
      }),
    )
  const ordered = all(records, 'DeviceRequest')
    .filter(({ status }) => status === 'active')
    .map(
      (request): Evidence => ({
        source: request,
        text: `${words.device}: ${wordsOf(request.codeCodeableConcept) ?? keyOf(request)}`,
        performer: request.performer ?? request.requester,
        reasons: (request.reasonReference ?? []).flatMap((reason) => referenceOf(reason) ?? []),
        start: localDay(request.occurrencePeriod?.start ?? request.authoredOn),
      }),
    )
  return [...used.sort(bySource), ...ordered.sort(bySource)]
}

/** Plans of care that other providers have in force, with their activities. */
function plansOfOthers({ records }: Draft): Evidence[] {
  return all(records, 'CarePlan')
    .filter(
      (plan) =>
        plan.status === 'active' &&
        !plan.category?.some(({ coding }) => coding?.some(({ system }) => system === systemOf('careplan-kind'))),
    )
    .sort(byKey)
    .flatMap((plan) => {
      const name = plan.title ?? wordsOf(plan.category?.find((one) => wordsOf(one) !== 'assess-plan'))
      const parts = (plan.activity ?? []).flatMap(({ detail }) =>
        detail && !['cancelled', 'stopped', 'completed'].includes(detail.status) ? (wordsOf(detail.code) ?? detail.description ?? []) : [],
      )
      if (name === undefined) return []
      return {
        source: plan,
        text: parts.length > 0 ? `${name}: ${parts.join('; ')}` : name,
        performer: plan.author ?? plan.contributor?.[0],
        reasons: (plan.addresses ?? []).flatMap((reason) => referenceOf(reason) ?? []),
        start: localDay(plan.period?.start),
      }
    })
}

function byKey(one: Resource, other: Resource): number {
  return keyOf(one) < keyOf(other) ? -1 : 1
}

function bySource(one: Evidence, other: Evidence): number {
  return byKey(one.source, other.source)
}
