import type { CarePlan, CareTeam } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { isCoded, keyOf, systemOf } from '../../case/element.ts'
import { emergencyPlansOf } from '../../case/emergency.ts'
import { narrative } from '../document/narrative.ts'
import type { Draft } from './draft.ts'
import { madeFrom } from './made-from.ts'

/** A draft emergency plan where the member has none; one that exists goes on as part of the plan that is replaced. */
export function proposedEmergencyPlan(draft: Draft, icp: CarePlan, teams: readonly string[], team?: CareTeam): CarePlan | undefined {
  const { records, newId, member, words, now, patient } = draft
  if (emergencyPlansOf(records).length > 0) return undefined
  const named = (patient?.generalPractitioner ?? []).flatMap(({ reference }) => reference ?? [])
  const seen = (team?.participant ?? []).flatMap(({ role, member: who }) =>
    isCoded(role, 'cares-role', 'primary-care') ? (who?.reference ?? []) : [],
  )
  const contributor = (named.length > 0 ? named : seen).map((reference) => ({ reference }))
  const plan: CarePlan = {
    resourceType: 'CarePlan',
    id: newId('CarePlan'),
    meta: { profile: [`${canon}/StructureDefinition/cares-emergency-plan`] },
    language: words.language,
    text: narrative([words.emergencyPlan], words.language),
    status: 'draft',
    intent: 'plan',
    category: [
      { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] },
      { coding: [{ system: systemOf('careplan-kind'), code: 'emergency-plan' }] },
    ],
    title: words.emergencyPlan,
    subject: { reference: member },
    created: now,
    partOf: [{ reference: keyOf(icp) }],
    careTeam: teams.map((reference) => ({ reference })),
    ...(contributor.length > 0 ? { contributor } : {}),
  }
  // Whom it names came from the team's records, or from the member's own.
  return madeFrom(plan, team && named.length === 0 && seen.length > 0 ? [team] : [])
}
