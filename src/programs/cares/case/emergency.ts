import type { AllergyIntolerance, CarePlan, ContactPoint, MedicationRequest, MedicationStatement, Resource } from '@medplum/fhirtypes'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all, isCoded, keyOf } from './element.ts'
import { extensionOf, extensionsOf, referenceOf, referencesOf } from './fact-source.ts'
import { said, statementsOf } from './statement.ts'
import { contactOf } from './team.ts'

/** An emergency plan, with what is read live beside it. */
export interface EmergencyPlan {
  /** `CarePlan/id`. */
  source: string
  status: CarePlan['status']
  /** The ICP it belongs to, `CarePlan/id`. */
  partOf: string[]
  accommodations: string[]
  lastReviewed?: Day
  noMedicines: boolean
  noAllergies: boolean
  medicines: (MedicationRequest | MedicationStatement)[]
  allergies: AllergyIntolerance[]
  /** The providers most involved. */
  providers: { source: string /** With the person behind a role. */; refs: string[]; name?: string; telecom: ContactPoint[] }[]
  resource: CarePlan
}

const over = new Set(['revoked', 'completed', 'entered-in-error'])

/** The emergency plans that are not over, each with the member's present medicines and allergies. */
export function emergencyPlansOf(records: readonly Resource[]): EmergencyPlan[] {
  return all(records, 'CarePlan')
    .filter((plan) => isCoded(plan.category, 'careplan-kind', 'emergency-plan') && !over.has(plan.status))
    .map((plan) => emergencyPlanOf(records, plan))
}

export function emergencyPlanOf(records: readonly Resource[], plan: CarePlan): EmergencyPlan {
  const statements = statementsOf(plan)
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  return {
    source: keyOf(plan),
    status: plan.status,
    partOf: referencesOf(plan.partOf),
    accommodations: extensionsOf(plan, 'emergency-accommodation').flatMap(({ valueString }) => valueString?.trim() || []),
    lastReviewed: localDay(extensionOf(plan, 'last-reviewed')?.valueDate),
    noMedicines: said(statements, 'medications')?.answer === 'none',
    noAllergies: said(statements, 'allergies')?.answer === 'none',
    medicines: medicinesOf(records),
    allergies: allergiesOf(records),
    providers: (plan.contributor ?? []).flatMap((contributor) => {
      const source = referenceOf(contributor)
      if (source === undefined || !/^(PractitionerRole|Practitioner|Organization|CareTeam)\//.test(source)) return []
      const { refs, name, telecom } = contactOf(source, directory)
      return { source, refs, name: name ?? contributor.display, telecom }
    }),
    resource: plan,
  }
}

/** What the member takes now: active orders and statements. An order not meant, a proposal or a mere option, is none. */
export function medicinesOf(records: readonly Resource[]): (MedicationRequest | MedicationStatement)[] {
  return [
    ...all(records, 'MedicationRequest').filter(
      ({ status, intent, doNotPerform }) => status === 'active' && intent !== 'proposal' && intent !== 'option' && doNotPerform !== true,
    ),
    ...all(records, 'MedicationStatement').filter(({ status }) => status === 'active'),
  ]
}

const passed = new Set(['inactive', 'resolved'])
const wrong = new Set(['refuted', 'entered-in-error'])

/** Allergies that still hold; the assertion that none is known (SNOMED 716186003) is among them. */
export function allergiesOf(records: readonly Resource[]): AllergyIntolerance[] {
  return all(records, 'AllergyIntolerance').filter(
    ({ clinicalStatus, verificationStatus }) =>
      !clinicalStatus?.coding?.some(({ code }) => code !== undefined && passed.has(code)) &&
      !verificationStatus?.coding?.some(({ code }) => code !== undefined && wrong.has(code)),
  )
}
