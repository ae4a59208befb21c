import type { AllergyIntolerance, DeviceRequest, MedicationRequest, MedicationStatement, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { all, keyOf, wordsOf } from '../../case/element.ts'
import type { EmergencyPlan } from '../../case/emergency.ts'
import { isOpen, needsOf } from '../../case/need.ts'
import { isOn, isReachable, nameOf, type Team } from '../../case/team.ts'
import { changedOn } from '../emergency-review.ts'
import { medicineName } from '../proposal/proposed-goals.ts'
import type { Headings } from './headings.ts'
import type { Line, Part } from './part.ts'

/** The parts of an emergency plan, in the order in which an EMT asks. */
export function emergencyParts(plan: EmergencyPlan, team: Team, records: readonly Resource[], on: Day, words: Headings): Part[] {
  return [
    allergies(plan, words),
    medicines(plan, records, words),
    accommodations(plan, words),
    devices(records, words),
    conditions(records, words),
    whoToCall(plan, team, records, on, words),
  ]
}

function newest(days: readonly (Day | undefined)[]): Day | undefined {
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
}

const noKnownAllergy = '716186003'

function allergies({ allergies: known, noAllergies, lastReviewed }: EmergencyPlan, words: Headings): Part {
  const asserted = known.filter(({ code }) => code?.coding?.some(({ code: one }) => one === noKnownAllergy))
  const real = known.filter((allergy) => !asserted.includes(allergy)).sort(byDanger)
  const none = real.length === 0 && (asserted.length > 0 || noAllergies)
  return {
    key: 'allergies',
    title: words.allergies,
    loinc: '48765-2',
    lines: real.map(allergyLine),
    entries: known.map(keyOf),
    asOf: newest(known.map(changedOn)) ?? (none ? lastReviewed : undefined),
    empty: none ? { code: 'nilknown', says: words.noneKnown } : { code: 'notasked', says: words.notOnFile },
  }
}

function byDanger(one: AllergyIntolerance, other: AllergyIntolerance): number {
  const high = ({ criticality }: AllergyIntolerance) => (criticality === 'high' ? 0 : 1)
  return high(one) - high(other) || (keyOf(one) < keyOf(other) ? -1 : 1)
}

function allergyLine({ code, reaction, criticality }: AllergyIntolerance): Line {
  const reactions = (reaction ?? []).flatMap(({ manifestation }) => manifestation.flatMap((one) => wordsOf(one) ?? []))
  return {
    strong: `${wordsOf(code) ?? '—'}${criticality === 'high' ? ' !!' : ''}`,
    ...(reactions.length > 0 ? { text: reactions.join(', ') } : {}),
  }
}

function medicines({ medicines: taken, noMedicines, lastReviewed }: EmergencyPlan, records: readonly Resource[], words: Headings): Part {
  const sorted = [...taken].sort((one, other) => ((medicineName(one, records) ?? '') < (medicineName(other, records) ?? '') ? -1 : 1))
  const none = taken.length === 0 && noMedicines
  return {
    key: 'medications',
    title: words.medicines,
    loinc: '10160-0',
    lines: sorted.map((medicine) => ({ strong: medicineName(medicine, records) ?? '—', text: doseOf(medicine) ?? words.noDose })),
    entries: sorted.map(keyOf),
    asOf: newest(taken.map(changedOn)) ?? (none ? lastReviewed : undefined),
    empty: none ? { code: 'nilknown', says: words.noneTaken } : { code: 'notasked', says: words.notOnFile },
  }
}

/** The dose in words, or put together from its parts. */
export function doseOf(medicine: MedicationRequest | MedicationStatement): string | undefined {
  const dosages = (medicine.resourceType === 'MedicationRequest' ? medicine.dosageInstruction : medicine.dosage) ?? []
  const spelled = dosages.flatMap(({ text, patientInstruction, doseAndRate, timing, route, asNeededBoolean }) => {
    if (text ?? patientInstruction) return text ?? patientInstruction ?? []
    const dose = doseAndRate?.[0]?.doseQuantity
    const repeat = timing?.repeat
    const every =
      repeat?.frequency && repeat.period
        ? `${repeat.frequency} × / ${repeat.period} ${repeat.periodUnit ?? ''}`.trim()
        : wordsOf(timing?.code)
    const parts = [
      dose?.value === undefined ? undefined : `${dose.value} ${dose.unit ?? dose.code ?? ''}`.trim(),
      wordsOf(route),
      every,
      asNeededBoolean ? 'PRN' : undefined,
    ]
    return parts.filter(Boolean).join(', ') || []
  })
  return spelled.length > 0 ? spelled.join('; ') : undefined
}

function accommodations({ accommodations: stated, lastReviewed, resource, source }: EmergencyPlan, words: Headings): Part {
  const none = stated.length > 0 && stated.every((one) => one.toLowerCase() === 'none')
  return {
    key: 'accommodations',
    title: words.accommodations,
    lines: none ? [] : stated.filter((one) => one.toLowerCase() !== 'none').map((text) => ({ text })),
    entries: none || stated.length === 0 ? [] : [source],
    asOf: lastReviewed ?? localDay(resource.created),
    empty: none ? { code: 'nilknown', says: words.noneNeeded } : { code: 'notasked', says: words.notOnFile },
  }
}

function devices(records: readonly Resource[], words: Headings): Part {
  const used = all(records, 'Device').filter(
    ({ status, patient }) => patient !== undefined && (status === undefined || status === 'active'),
  )
  const ordered = all(records, 'DeviceRequest').filter(({ status }) => status === 'active')
  const both = [...used, ...ordered].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  return {
    key: 'devices',
    title: words.devices,
    loinc: '46264-8',
    lines: [
      ...used.map(({ deviceName, type, note }) => ({
        strong: deviceName?.[0]?.name ?? wordsOf(type) ?? '—',
        text: note?.map(({ text }) => text).join(' '),
      })),
      ...ordered.map((request: DeviceRequest) => ({
        strong: wordsOf(request.codeCodeableConcept) ?? '—',
        text: request.note?.map(({ text }) => text).join(' '),
      })),
    ],
    entries: both.map(keyOf),
    asOf: newest([
      ...used.map(({ meta, manufactureDate }) => localDay(manufactureDate) ?? localDay(meta?.lastUpdated)),
      ...ordered.map(({ authoredOn }) => localDay(authoredOn)),
    ]),
    empty: { code: 'unavailable', says: words.notOnFile },
  }
}

/** Diagnoses that hold now. Needs of the plan are not for an EMT. */
function conditions(records: readonly Resource[], words: Headings): Part {
  const needs = new Set(needsOf(records).map(({ source }) => source))
  const open = all(records, 'Condition')
    .filter((condition) => !needs.has(keyOf(condition)) && isOpen(condition))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  return {
    key: 'conditions',
    title: words.conditions,
    loinc: '11450-4',
    lines: open.map(({ code }) => ({ text: wordsOf(code) ?? '—' })),
    entries: open.map(keyOf),
    asOf: newest(open.map(changedOn)),
    empty: { code: 'unavailable', says: words.notOnFile },
  }
}

/** Parents first, then the providers most involved, the care manager, and the line that somebody answers at any hour. */
function whoToCall(plan: EmergencyPlan, team: Team, records: readonly Resource[], on: Day, words: Headings): Part {
  const kin = all(records, 'RelatedPerson').filter(({ active, telecom }) => active !== false && isReachable(telecom ?? []))
  const manager = team.members.filter((member) => member.role === 'first-line-contact' && isOn(member, on))
  const phoneOf = (telecom: readonly { system?: string; value?: string }[]) =>
    telecom.find(({ system }) => system === 'phone')?.value ?? telecom.find(({ value }) => value)?.value
  const lines: Line[] = [
    ...kin.map(({ name, relationship, telecom }) => ({
      strong: nameOf(name) ?? '—',
      text: relationshipOf(relationship),
      phone: phoneOf(telecom ?? []),
    })),
    ...plan.providers.map(({ name, telecom }) => ({ strong: name ?? '—', phone: phoneOf(telecom) })),
    ...manager.map(({ name, telecom }) => ({ strong: name ?? '—', text: 'CARES', phone: phoneOf(telecom) })),
    ...(phoneOf(team.telecom) ? [{ strong: words.dayAndNight, phone: phoneOf(team.telecom) }] : []),
  ]
  return {
    key: 'providers',
    title: words.whoToCall,
    loinc: '85847-2',
    lines,
    entries: [
      ...new Set([
        ...kin.map(keyOf),
        ...plan.providers.flatMap(({ refs }) => refs),
        ...manager.flatMap(({ refs }) => refs),
        ...team.members.map(({ source }) => source),
      ]),
    ],
    asOf: newest([plan.lastReviewed, ...team.members.map(({ period }) => period.start)].filter((day) => day === undefined || day <= on)),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

function relationshipOf(
  relationship: readonly { text?: string; coding?: { display?: string; code?: string }[] }[] | undefined,
): string | undefined {
  const found = relationship?.[0]
  const known: Readonly<Record<string, string>> = { MTH: 'mother', FTH: 'father', GUARD: 'guardian', PRN: 'parent' }
  const words = found?.text ?? found?.coding?.[0]?.display ?? known[found?.coding?.[0]?.code ?? ''] ?? found?.coding?.[0]?.code
  return words === undefined ? undefined : `(${words})`
}
