import { all, keyOf } from '../../case/element.ts'
import { emergencyPlanOf } from '../../case/emergency.ts'
import { referencesOf } from '../../case/fact-source.ts'
import { teamOf } from '../../case/team.ts'
import { freshnessOf } from '../emergency-review.ts'
import { bundleFor } from './bundle.ts'
import { emergencyParts } from './emergency-parts.ts'
import { headingsIn } from './headings.ts'
import { memberFacts, memberName } from './member-facts.ts'
import { htmlOf } from './page.ts'
import type { DocumentRequest, PlanDocument } from './request.ts'

/** Types of the member's record that the emergency plan is read from. It is to be there at once, so nothing else is fetched. */
export const emergencyTypes = [
  'Patient',
  'RelatedPerson',
  'EpisodeOfCare',
  'CareTeam',
  'CarePlan',
  'Condition',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'Device',
  'DeviceRequest',
  'Observation',
]

/**
 * The emergency plan to be read in seconds (CARES-EMG-01, CARES-EMG-03): allergies, medicines with dose, what the child
 * needs, equipment, conditions, whom to call; read from the live record, each part with its age. When the review is out
 * of date it says so on top, and is served all the same.
 */
export function emergencyDocument(request: DocumentRequest): PlanDocument {
  const { plan, records, on, now, language, settings, withheld } = request
  const patient = all(records, 'Patient')[0]
  // Whoever comes with the ambulance reads English; the family may ask for its own language.
  const words = headingsIn(language)
  const facts = emergencyPlanOf(records, plan)
  const team = teamOf(records, teamsFor(request))
  const parts = emergencyParts(facts, team, records, on, words)
  const teamDays = team.members.flatMap(({ period }) => [period.start ?? [], period.end ?? []].flat())
  const { reviewed, stale } = freshnessOf(facts, teamDays, on, settings)
  const review = reviewed === undefined ? words.neverReviewed : `${words.reviewed} ${reviewed}`
  const warnings = [...(stale ? [`${review}. ${words.stale}`] : []), ...(withheld ? [words.withheld] : [])]
  return {
    bundle: bundleFor(
      request,
      { kind: 'emergency', category: 'emergency-plan', title: words.emergencyTitle, reviewed },
      [
        {
          key: 'review',
          title: words.reviewed,
          lines: [review, ...warnings].map((text) => ({ text })),
          entries: [keyOf(plan)],
          asOf: reviewed,
        },
        ...parts,
      ],
      words,
    ),
    get html() {
      return htmlOf({
        title: words.emergencyTitle,
        name: memberName(patient),
        facts: memberFacts(records, patient, on, words, settings),
        warnings,
        parts,
        footer: [review, `${words.madeOn} ${now}`],
        on,
        words,
        large: true,
      })
    },
  }
}

/** The plan's own teams; one that names none has every active team of the member. */
function teamsFor({ plan, records }: DocumentRequest): string[] {
  const named = referencesOf(plan.careTeam)
  return named.length > 0
    ? named
    : all(records, 'CareTeam')
        .filter(({ status }) => status === 'active')
        .map(keyOf)
}
