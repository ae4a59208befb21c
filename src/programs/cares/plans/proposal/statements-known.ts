import type { Condition, Extension, Observation, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { bearsNoMore } from '../../../sensitivity/labels.ts'
import { ageOn } from '../../../vocabulary/age.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import { answer } from '../../case/assessment.ts'
import { all, codesFrom, wordsOf } from '../../case/element.ts'
import { extensionsOf } from '../../case/fact-source.ts'
import { isOpen } from '../../case/need.ts'
import { type Statement, said, statementsOf } from '../../case/statement.ts'
import { headings } from '../content/health-summary.ts'
import { socialDomains } from '../content/social-needs.ts'
import type { Draft } from './draft.ts'

/** A statement, and the records whose words it has. */
export interface Known extends Statement {
  sources: readonly Resource[]
}

/** School services begin at three; before that early intervention has the child. */
const schoolAge = 3

/**
 * What the new plan may say without asking anybody: the current plan's words where no newer assessment speaks, and what
 * the record shows for a heading on which both are silent. That something is "none" is never said here: it is the
 * team's to say. What bears a label is not told in the plan's own words, which more people read than the record (CARES-CON-07).
 */
export function statementsKnown(draft: Draft): Known[] {
  const { current } = draft
  const carried = (current ? statementsOf(current) : [])
    .filter(({ about }) => !isAnswered(draft, about))
    .map((one): Known => ({ ...one, sources: current ? [current] : [] }))
  const found = [...historyFound(draft), ...circumstancesFound(draft), ...tooYoungForSchool(draft), ...accessibilityFound(draft)]
  return [...carried, ...found.filter(({ about }) => said(carried, about) === undefined && !isAnswered(draft, about))]
}

/** Written as the extension that carries it. */
export function asExtension({ about, answer: given, note }: Statement): Extension {
  return {
    url: `${canon}/StructureDefinition/icp-statement`,
    extension: [
      { url: 'about', valueCode: about },
      { url: 'answer', valueCode: given },
      ...(note ? [{ url: 'note', valueString: note }] : []),
    ],
  }
}

const asked: readonly string[] = [...headings, ...Object.keys(socialDomains), 'has-iep', 'has-504']

/** The chosen assessment answers it; that is newer than the current plan's own word. */
function isAnswered({ chosen }: Draft, about: string): boolean {
  return asked.includes(about) && answer(chosen?.resource.item, about) !== undefined
}

const behavioral = /\b(attention deficit|adhd|autis|anxi|depress|behavio|psych|ptsd|stress disorder|eating disorder|bipolar|self.harm)/i

function historyFound({ records }: Draft): Known[] {
  const conditions = all(records, 'Condition')
    .filter(
      ({ category, verificationStatus }) =>
        codesFrom(category, 'icp-domain').length === 0 && !verificationStatus?.coding?.some(({ code }) => code === 'entered-in-error'),
    )
    .filter((condition) => wordsOf(condition.code) !== undefined && bearsNoMore(condition))
  const isBehavioral = (condition: Condition) =>
    behavioral.test(wordsOf(condition.code)!) ||
    condition.code?.coding?.some(({ system, code }) => system === 'http://hl7.org/fhir/sid/icd-10-cm' && code?.startsWith('F'))
  return [
    ...listed('medical-history', conditions.filter((one) => !isBehavioral(one)).map(conditionLine)),
    ...listed('behavioral-history', conditions.filter(isBehavioral).map(conditionLine)),
  ]
}

function conditionLine(condition: Condition): Line {
  const since = localDay(condition.onsetDateTime ?? condition.onsetPeriod?.start ?? condition.recordedDate)
  const until = localDay(condition.abatementDateTime ?? condition.abatementPeriod?.end)
  const span = isOpen(condition) ? (since ?? '') : `${since ?? ''} – ${until ?? ''}`
  return { line: `${span} ${wordsOf(condition.code)}`.trim(), source: condition }
}

/** Social findings and screenings of the last two years that say something in words or in a code. */
function circumstancesFound({ records }: Draft): Known[] {
  const social = all(records, 'Observation').filter(
    ({ status, category, meta }) =>
      bearsNoMore({ meta }) &&
      (status === 'final' || status === 'amended' || status === 'corrected') &&
      category?.some(({ coding }) => coding?.some(({ code }) => code === 'social-history' || code === 'sdoh')),
  )
  return listed('social-circumstances', social.flatMap(observationLine))
}

function observationLine(observation: Observation): Line[] {
  const value = observation.valueString ?? wordsOf(observation.valueCodeableConcept)
  const day = localDay(observation.effectiveDateTime ?? observation.effectivePeriod?.start)
  return value && day ? [{ line: `${day} ${wordsOf(observation.code)}: ${value}`, source: observation }] : []
}

/** A line of a summary, and the record that it tells of. */
interface Line {
  line: string
  source: Resource
}

/** Newest first, at most twelve: a summary, not the chart. */
function listed(about: string, lines: readonly Line[]): Known[] {
  if (lines.length === 0) return []
  const sorted = [...new Set(lines.map(({ line }) => line))].sort((one, other) => (one < other ? 1 : -1)).slice(0, 12)
  const sources = lines.filter(({ line }) => sorted.includes(line)).map(({ source }) => source)
  return [{ about, answer: 'listed', note: sorted.join('\n'), sources }]
}

function tooYoungForSchool({ patient, today, settings }: Draft): Known[] {
  const birth = localDay(patient?.birthDate)
  if (birth === undefined || ageOn(birth, today, settings) >= schoolAge) return []
  return ['has-iep', 'has-504'].map((about) => ({ about, answer: 'not-school-age', sources: [] }))
}

/** What the member's own record says on accessibility holds for every step. */
function accessibilityFound({ patient }: Draft): Known[] {
  const needs = extensionsOf(patient, 'accessibility-need').flatMap(({ valueCodeableConcept }) => wordsOf(valueCodeableConcept) ?? [])
  if (needs.length === 0) return []
  return needs.every((need) => need === 'none')
    ? [{ about: 'accessibility', answer: 'none', sources: [] }]
    : [{ about: 'accessibility', answer: 'stated', note: needs.join('; '), sources: [] }]
}
