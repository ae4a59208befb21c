import type { Condition } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { bearing, labelsOf } from '../../../sensitivity/labels.ts'
import { addDays } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { code } from '../../case/assessment.ts'
import { all, keyOf, systemOf, wordsOf } from '../../case/element.ts'
import { extensionOf } from '../../case/fact-source.ts'
import { isOpen, needsOf } from '../../case/need.ts'
import { socialDomains } from '../content/social-needs.ts'
import type { Draft } from './draft.ts'
import { madeFrom } from './made-from.ts'

/** Something that calls for a goal: a need on record, a lasting condition, or what the assessment found. */
export interface OpenNeed {
  /** The condition that a goal can name in `addresses`. */
  condition: Condition
  /** Code of `icp-domain`. */
  domain: string
  text: string
  /** The record that shows it, `Type/id`. */
  source: string
  /** It was made for this proposal; it is not on record yet. */
  proposed: boolean
}

/** Days after which a condition without the mark of a lasting one is taken for one. */
const lasting = 90

/** Names of what passes, or is over, whatever its status says. */
const passing =
  /\b(acute|viral|history of|suspected|laceration|sprain|fracture|concussion|burn|wound|injury|whiplash|pharyngitis|otitis media|sore throat|normal pregnancy)\b/i

const socialWords =
  /\b(housing|homeless|transport|food|employment|unemployed|poverty|isolation|violence|caregiver|refugee|social contact)\b/i

/** Every open need, in a fixed order: needs on record, then lasting conditions, then what only the assessment knows. */
export function openNeeds(draft: Draft): OpenNeed[] {
  const onRecord = needsOf(draft.records)
    .filter(({ open, noAction }) => open && noAction === undefined)
    .map(
      ({ resource, domains, text, source }): OpenNeed => ({
        condition: resource,
        domain: domains[0]!,
        text: text ?? source,
        source,
        proposed: false,
      }),
    )
  return [...onRecord.sort(bySource), ...lastingConditions(draft).sort(bySource), ...identifiedOnly(draft), ...socialOnly(draft)]
}

/** What the chosen assessment has seen and not called a need is none; a condition that came to light later may be. */
function lastingConditions({ records, today, chosen }: Draft): OpenNeed[] {
  const needs = new Set(needsOf(records).map(({ source }) => source))
  const seenUntil = chosen && chosen.needs.length > 0 ? chosen.completedOn : undefined
  return all(records, 'Condition').flatMap((condition) => {
    const text = wordsOf(condition.code)
    if (text === undefined || needs.has(keyOf(condition)) || !isOpen(condition)) return []
    if (extensionOf(condition, 'no-action') !== undefined || !lasts(condition, text, today)) return []
    const came = localDay(condition.recordedDate ?? condition.onsetDateTime ?? condition.onsetPeriod?.start)
    if (seenUntil !== undefined && (came === undefined || came <= seenUntil)) return []
    return { condition, domain: socialWords.test(text) ? 'social' : 'medical', text, source: keyOf(condition), proposed: false }
  })
}

/** On the problem list it lasts; else it has to have been there for a while, under a name that does not say otherwise. */
function lasts(condition: Condition, text: string, today: string): boolean {
  const listed = condition.category?.some(({ coding }) => coding?.some(({ code }) => code === 'problem-list-item'))
  if (listed) return true
  const since = localDay(condition.onsetDateTime ?? condition.onsetPeriod?.start ?? condition.recordedDate)
  return !passing.test(text) && since !== undefined && since <= addDays(today, -lasting)
}

/** A need that the assessment identified and that never became a record of its own. */
function identifiedOnly(draft: Draft): OpenNeed[] {
  const { chosen, directory } = draft
  return (chosen?.needs ?? [])
    .filter(({ status, need }) => status !== 'resolved' && status !== 'no-action' && (need === undefined || !directory.has(need)))
    .map(({ id, domain }) => proposedNeed(draft, domain ?? 'other', id ?? 'need'))
}

/** A social need that was answered "yes" and has no need on record. */
function socialOnly(draft: Draft): OpenNeed[] {
  const { chosen, records, words } = draft
  return Object.keys(socialDomains).flatMap((domain) => {
    if (code(chosen?.resource.item, domain) !== 'yes') return []
    const known = needsOf(records).some(
      ({ open, domains, resource, text }) =>
        (open || closedSince(resource, chosen?.completedOn)) &&
        domains.includes('social') &&
        (resource.code?.coding?.some(({ code: one }) => one !== undefined && socialDomains[domain]!.includes(one)) ||
          mentions[domain]!.test(text ?? '')),
    )
    return known ? [] : [proposedNeed(draft, 'social', words[domain as 'transport'], socialDomains[domain]![0])]
  })
}

/** Met after the assessment asked; only a later "yes" would bring it up again. */
function closedSince({ abatementDateTime, abatementPeriod }: Condition, assessed: string | undefined): boolean {
  const closed = localDay(abatementDateTime ?? abatementPeriod?.end)
  return closed === undefined || assessed === undefined || closed >= assessed
}

const mentions: Readonly<Record<string, RegExp>> = {
  housing: /hous|home|rent|evict|shelter/i,
  nutrition: /food|nutrition|meal|hunger|SNAP|WIC/i,
  utilities: /utilit|heat|electric|water/i,
  transport: /transport|ride|travel|\bvan\b|\bcar\b/i,
}

function proposedNeed({ chosen, member, newId, today, words }: Draft, domain: string, text: string, social?: string): OpenNeed {
  const found: Condition = {
    resourceType: 'Condition',
    id: newId('Condition'),
    meta: { profile: [`${canon}/StructureDefinition/cares-need`] },
    ...(words.language === 'en' ? {} : { language: words.language }),
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
    verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'provisional' }] },
    category: [
      { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/condition-category', code: 'health-concern' }] },
      { coding: [{ system: systemOf('icp-domain'), code: domain }] },
    ],
    code: { ...(social ? { coding: [{ system: systemOf('social-need'), code: social }] } : {}), text },
    subject: { reference: member },
    recordedDate: chosen?.completedOn ?? today,
    ...(chosen ? { evidence: [{ detail: [{ reference: chosen.source }] }] } : {}),
  }
  const condition = bearing(madeFrom(found, chosen ? [chosen.resource] : []), chosen ? labelsOf(chosen.resource) : [])
  return { condition, domain, text, source: chosen?.source ?? member, proposed: true }
}

function bySource(one: OpenNeed, other: OpenNeed): number {
  return one.source < other.source ? -1 : 1
}
