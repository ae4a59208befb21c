import type { EmergencyPlan } from '../case/emergency.ts'
import { isReachable } from '../case/team.ts'

/** A part that an emergency plan lacks: how to mend it, and at which record. */
export interface EmergencyGap {
  says: string
  at: string
}

/**
 * What an emergency plan lacks (CARES-EMG-01): medicines, allergies and accommodations each present or said to be none,
 * and at least one provider, each listed one with a phone or other contact.
 */
export function emergencyGaps(plan: EmergencyPlan): EmergencyGap[] {
  const { source, medicines, allergies, accommodations, providers } = plan
  const gaps: EmergencyGap[] = []
  const lacks = (says: string, at = source) => gaps.push({ says, at })
  if (medicines.length === 0 && !plan.noMedicines) {
    lacks('no medicine is on record. Record each active one, or add an icp-statement about medications with answer none.')
  }
  if (allergies.length === 0 && !plan.noAllergies) {
    lacks(
      'no allergy is on record. Record each, or no known allergy (SNOMED 716186003), or add an icp-statement about allergies with answer none.',
    )
  }
  if (accommodations.length === 0) {
    lacks('no accommodation is stated. Add the extension emergency-accommodation; the word none says that none is needed.')
  }
  if (providers.length === 0) lacks('no provider is named. Put the providers most involved in contributor.')
  for (const provider of providers) {
    if (!isReachable(provider.telecom)) lacks('a provider most involved has no phone or other contact. Complete it.', provider.source)
  }
  return gaps
}
