import { all, keyOf } from '../../case/element.ts'
import { emergencyPlansOf } from '../../case/emergency.ts'
import { planCase } from '../../case/plan-case.ts'
import { contactOf, nameOf } from '../../case/team.ts'
import { finalizedOn } from '../finalized-on.ts'
import { bundleFor } from './bundle.ts'
import { emergencyParts } from './emergency-parts.ts'
import { headingsIn } from './headings.ts'
import { icpParts } from './icp-parts.ts'
import { languageOf, memberFacts, memberName } from './member-facts.ts'
import { htmlOf } from './page.ts'
import type { Line, Part } from './part.ts'
import type { DocumentRequest, PlanDocument } from './request.ts'

/**
 * The Individual Care Plan as a document for the family and whoever cares for the child, the emergency plan at its end. A
 * draft says on top that it is one (CARES-ICP-17: no copy of a draft is a copy of the plan).
 */
export function icpDocument(request: DocumentRequest): PlanDocument {
  const { plan, records, on, now, language, settings, withheld } = request
  const patient = all(records, 'Patient')[0]
  const words = headingsIn(languageOf(language, patient))
  const file = { ...planCase(plan, records, on, settings), on }
  const finished = plan.status === 'draft' ? undefined : finalizedOn(plan)
  const emergency = file.emergencyPlans[0] ?? emergencyPlansOf(records)[0]
  const state = finished ? `${words.finalSince} ${finished}` : words.draft
  const parts: Part[] = [
    madeWith(request, file.contributors, finished, words.madeWith),
    ...icpParts(file, records, words),
    {
      key: 'emergency-plan',
      title: words.emergencyPart,
      lines: [],
      entries: emergency ? [emergency.source] : [],
      asOf: emergency?.lastReviewed,
      ...(emergency ? { parts: emergencyParts(emergency, file.team, records, on, words) } : {}),
      empty: { code: 'notasked', says: words.notOnFile },
    },
  ]
  return {
    bundle: bundleFor(request, { kind: 'icp', category: 'icp', title: words.icpTitle }, parts, words),
    get html() {
      return htmlOf({
        title: words.icpTitle,
        name: memberName(patient),
        facts: memberFacts(records, patient, on, words, settings),
        warnings: [...(finished ? [] : [words.draft]), ...(withheld ? [words.withheld] : [])],
        parts,
        footer: [state, `${words.madeOn} ${now}`],
        on,
        words,
        large: false,
      })
    },
  }
}

/** Who made the plan; the family by name, the staff by name. */
function madeWith({ records, plan }: DocumentRequest, contributors: readonly string[], finished: string | undefined, title: string): Part {
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  const lines: Line[] = [...new Set(contributors)].flatMap((source) => {
    const found = directory.get(source)
    const own = found?.resourceType === 'Patient' || found?.resourceType === 'RelatedPerson' ? nameOf(found.name) : undefined
    const name = own ?? contactOf(source, directory).name
    return name ? [{ text: name }] : []
  })
  return { key: 'made-with', title, lines, entries: [keyOf(plan)], asOf: finished ?? plan.created?.slice(0, 10) }
}
