import type { CarePlan } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { refuses } from '../../vocabulary/finding.ts'
import { isCoded } from '../case/element.ts'
import { emergencyPlanOf } from '../case/emergency.ts'
import { memberIn } from '../case/fact-source.ts'
import { emergencyGaps } from '../plans/emergency-gaps.ts'
import { emg } from '../requirements/emg.ts'

/** An emergency plan in force is complete: whoever opens it at night finds each part, or the word that there is none. */
export const emergencyPlan: Gate = {
  type: 'CarePlan',
  applies: (resource) =>
    resource.resourceType === 'CarePlan' && resource.status === 'active' && isCoded(resource.category, 'careplan-kind', 'emergency-plan'),
  needs: (resource) => ({
    member: memberIn((resource as CarePlan).subject),
    types: ['MedicationRequest', 'MedicationStatement', 'AllergyIntolerance', 'CareTeam'],
    others: ((resource as CarePlan).contributor ?? []).flatMap(({ reference }) =>
      reference && /^[A-Z][A-Za-z]+\/[^/]+$/.test(reference) ? reference : [],
    ),
    alongside: [],
    follow: ['PractitionerRole', 'Practitioner', 'Organization'],
  }),

  decide({ resource }, record) {
    return emergencyGaps(emergencyPlanOf(record, resource as CarePlan)).map(({ says, at }) =>
      refuses(emg['CARES-EMG-01'], 'required', `Emergency plan: ${says}`, at.endsWith('/') ? 'CarePlan' : at),
    )
  },
}
