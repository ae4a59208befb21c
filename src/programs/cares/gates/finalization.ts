import type { CarePlan, Resource } from '@medplum/fhirtypes'
import type { Gate, Needs } from '../../program.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { extensionOf, referenceOf } from '../case/fact-source.ts'
import { isIcp, planCase } from '../case/plan-case.ts'
import { contentRules } from '../plans/content/index.ts'
import { finalizedOn, finalizedOnUrl } from '../plans/finalized-on.ts'
import { goalTexts, goalTextsOf, sameAsAnothers, tagged } from '../plans/goal-texts.ts'
import { icp } from '../requirements/icp.ts'

/** What a decision about a plan looks at: the member's own record, and the staff and bodies behind the team. */
export function planNeeds(member: string | undefined): Needs {
  return {
    member: member?.startsWith('Patient/') ? member.slice('Patient/'.length) : '',
    types: [
      'Patient',
      'RelatedPerson',
      'EpisodeOfCare',
      'CareTeam',
      'CarePlan',
      'Goal',
      'Condition',
      'ServiceRequest',
      'Task',
      'Appointment',
      'QuestionnaireResponse',
      'MedicationRequest',
      'MedicationStatement',
      'AllergyIntolerance',
      'Consent',
    ],
    others: [],
    alongside: [],
    follow: ['PractitionerRole', 'Practitioner', 'Organization'],
  }
}

/** Does this write finish the plan: an ICP created active, or turned from a draft into one? */
export function finalizes(resource: Resource, previous?: Resource): boolean {
  return isIcp(resource) && resource.status === 'active' && (previous as CarePlan | undefined)?.status !== 'active'
}

/** An ICP becomes final only when it is whole: every gap is told at once (CARES-ICP-01). */
export const finalization: Gate = {
  type: 'CarePlan',
  applies: finalizes,
  needs: (resource) => planNeeds(referenceOf((resource as CarePlan).subject)),

  /** The day of finalization is today, unless the team says which day it was; the words of the goals are marked. */
  completes({ resource, today }, record) {
    const plan = tagged(resource as CarePlan, record)
    if (extensionOf(plan, 'finalized-on') !== undefined) return plan
    return { ...plan, extension: [...(plan.extension ?? []), { url: finalizedOnUrl, valueDate: today }] }
  },

  /** Plans of others whose goals read the same (CARES-ICP-02). */
  beyond({ resource }) {
    const code = goalTextsOf(resource as CarePlan)
    if (code === undefined) return undefined
    return { member: '', types: [], others: [], alongside: [{ type: 'CarePlan', param: '_tag', token: { system: goalTexts, code } }] }
  },

  decide({ resource, today, settings }, record, beyond = []) {
    const plan = resource as CarePlan
    const file = planCase(plan, record, today, settings)
    return [...futureDay(plan, today), ...contentRules.flatMap((rule) => rule.judge(file)), ...sameAsAnothers(plan, beyond)]
  },
}

function futureDay(plan: CarePlan, today: string): Finding[] {
  const on = finalizedOn(plan)
  if (on === undefined || on <= today) return []
  return [
    refuses(
      icp['CARES-ICP-01'],
      'value',
      `finalized-on ${on} lies in the future. Give today or an earlier day.`,
      "CarePlan.extension('finalized-on')",
    ),
  ]
}
