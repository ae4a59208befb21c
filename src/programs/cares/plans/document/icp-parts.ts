import type { Resource } from '@medplum/fhirtypes'
import type { Day } from '../../../vocabulary/calendar.ts'
import { localDay } from '../../../vocabulary/local-day.ts'
import type { Activity, ActivityKind } from '../../case/activity.ts'
import { answer, text as answered } from '../../case/assessment.ts'
import { keyOf } from '../../case/element.ts'
import type { PlanCase } from '../../case/plan-case.ts'
import { said } from '../../case/statement.ts'
import { contactOf, isOn } from '../../case/team.ts'
import { schoolPlan } from '../content/education.ts'
import { headings } from '../content/health-summary.ts'
import { socialAnswer, socialDomains } from '../content/social-needs.ts'
import { wordsIn } from '../proposal/words.ts'
import type { Headings } from './headings.ts'
import { labelOf } from './labels.ts'
import type { Line, Part } from './part.ts'

/** The parts of an Individual Care Plan, in the order in which a family reads it. */
export function icpParts(file: PlanCase, records: readonly Resource[], words: Headings): Part[] {
  const directory = new Map(records.map((record) => [keyOf(record), record]))
  const named = (sources: readonly string[]) => sources.map((source) => contactOf(source, directory).name ?? source)
  return [
    goals(file, words),
    steps(file, named, words),
    activities(file, ['current-service'], 'services', words.services, named, words, 'services'),
    team(file, words),
    summary(file, words),
    school(file, named, words),
    social(file, words),
    activities(
      file,
      ['anticipated-transition', 'adult-transition-plan-due'],
      'transitions',
      words.transitions,
      named,
      words,
      'transitions',
    ),
  ]
}

function latest(days: readonly (Day | undefined)[]): Day | undefined {
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1)
}

function goals({ goals: all }: PlanCase, words: Headings): Part {
  return {
    key: 'goals',
    title: words.goals,
    loinc: '61146-7',
    lines: all.map((goal): Line => {
      const due = latest(goal.targets.map(({ due: day }) => day))
      return { strong: goal.text ?? '—', ...(due ? { text: `(${words.by} ${due})` } : {}) }
    }),
    entries: all.map(({ source }) => source),
    asOf: latest(all.map(({ start, resource }) => localDay(resource.statusDate) ?? start)),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

/** Under each goal the steps to it: what, who, by when. */
function steps({ goals: all, activities }: PlanCase, named: (sources: readonly string[]) => string[], words: Headings): Part {
  const taken = activities.filter((step) => step.goals.length > 0)
  const lines = all.flatMap((goal): Line[] => {
    const own = taken.filter((step) => step.goals.includes(goal.source)).map((step) => `– ${stepLine(step, named)}`)
    return own.length > 0 ? [{ strong: goal.text ?? '—', text: `\n${own.join('\n')}` }] : []
  })
  return {
    key: 'steps',
    title: words.steps,
    lines,
    entries: taken.map(({ source }) => source),
    asOf: latest(taken.map(({ resource }) => localDay('authoredOn' in resource ? resource.authoredOn : undefined))),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

function stepLine({ text, performers, on }: Activity, named: (sources: readonly string[]) => string[]): string {
  return [text ?? '—', named(performers).join(', '), on].filter(Boolean).join(', ')
}

function activities(
  { activities: all, statements, plan }: PlanCase,
  kinds: readonly ActivityKind[],
  key: string,
  title: string,
  named: (sources: readonly string[]) => string[],
  words: Headings,
  about: string,
): Part {
  const listed = all.filter(({ kind }) => kinds.includes(kind))
  const stated = said(statements, about)
  return {
    key,
    title,
    lines: listed.map((one) => ({
      strong: one.text ?? '—',
      text: [named(one.performers).join(', '), one.on, one.note].filter(Boolean).join('\n'),
    })),
    entries: listed.map(({ source }) => source),
    asOf:
      latest(listed.map(({ resource }) => localDay('authoredOn' in resource ? resource.authoredOn : undefined))) ??
      (stated ? localDay(plan.created) : undefined),
    empty: stated
      ? { code: 'nilknown', says: [labelOf(stated.answer, words.language), stated.note].filter(Boolean).join(': ') }
      : { code: 'notasked', says: words.notOnFile },
  }
}

function team({ team: { members, telecom }, on }: PlanCase, words: Headings): Part {
  const present = members.filter((member) => isOn(member, on) && member.role !== 'member')
  const line = telecom.find(({ value }) => value)?.value
  return {
    key: 'care-team',
    title: words.team,
    loinc: '85847-2',
    lines: [
      ...(line ? [{ strong: words.dayAndNight, phone: line }] : []),
      ...present.map((member) => ({
        strong: member.name ?? '—',
        text: member.role && labelOf(member.role, words.language),
        phone: member.telecom.find(({ value }) => value)?.value,
      })),
    ],
    entries: [...new Set([...present.map(({ source }) => source), ...present.flatMap(({ refs }) => refs)])],
    asOf: latest(present.map(({ period }) => period.start)),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

function summary({ statements, cited, plan }: PlanCase, words: Headings): Part {
  const lines = headings.flatMap((heading): Line[] => {
    const stated = said(statements, heading)
    const told = stated
      ? [stated.note ?? stated.answer]
      : [answered(cited?.resource.item, heading) ?? answer(cited?.resource.item, heading)?.valueCoding?.display]
    return told.flatMap((one) => (one ? [{ strong: `${labelOf(heading, words.language)}:`, text: labelIfCode(one, words) }] : []))
  })
  return {
    key: 'health-summary',
    title: words.healthSummary,
    loinc: '11348-0',
    lines,
    entries: cited ? [cited.source] : [],
    asOf: cited?.authored ?? localDay(plan.created),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

function school(file: PlanCase, named: (sources: readonly string[]) => string[], words: Headings): Part {
  const { activities: all, cited, statements, plan } = file
  const supports = all.filter(({ kind }) => kind === 'school-support')
  const services = said(statements, 'school-supports')?.note ?? answered(cited?.resource.item, 'school-services')
  const plans = (['iep', '504'] as const).flatMap((which): Line[] => {
    const { has, day } = schoolPlan(which, file)
    return has ? [{ strong: which === 'iep' ? 'IEP:' : '504:', text: [labelOf(has, words.language), day].filter(Boolean).join(', ') }] : []
  })
  return {
    key: 'education',
    title: words.education,
    lines: [...plans, ...supports.map((one) => ({ text: stepLine(one, named) })), ...(services ? [{ text: services }] : [])],
    entries: supports.map(({ source }) => source),
    asOf: cited?.authored ?? localDay(plan.created),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

function social(file: PlanCase, words: Headings): Part {
  const names = wordsIn(words.language)
  const lines = Object.keys(socialDomains).flatMap((domain): Line[] => {
    const given = socialAnswer(domain, file)
    return given
      ? [{ strong: `${names[domain as 'housing' | 'nutrition' | 'utilities' | 'transport']}:`, text: labelOf(given, words.language) }]
      : []
  })
  return {
    key: 'social-needs',
    title: words.social,
    loinc: '29762-2',
    lines,
    entries: file.cited ? [file.cited.source] : [],
    asOf: file.cited?.authored ?? localDay(file.plan.created),
    empty: { code: 'notasked', says: words.notOnFile },
  }
}

/** A statement without a note is a code; an answer is words already. */
function labelIfCode(told: string, words: Headings): string {
  return /^[a-z]+(-[a-z]+)*$/.test(told) ? labelOf(told, words.language) : told
}
