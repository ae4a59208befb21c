import { type Clock, dated, type Mark } from '../../vocabulary/clock.ts'
import type { EnrollmentFile } from '../case/clock-case.ts'
import { baseLanguage } from '../case/copy.ts'
import { icp } from '../requirements/icp.ts'
import { whyNotApplicable } from './not-applicable.ts'

/**
 * The family has the finished ICP on paper and electronically, in English and in each language of member and parent,
 * within 60 days of intake. It is met when the last of these copies is sent; a copy of a draft is none.
 */
export const icpCopies: Clock<EnrollmentFile> = {
  cites: icp['CARES-ICP-17'],
  name: 'icp-copies',
  notApplicable: whyNotApplicable,
  starts: ({ t0 }) => t0,
  stops(file) {
    const sent = owedCopies(file).map((owed) => firstSent(owed, file))
    if (sent.some((mark) => mark === undefined)) return undefined
    return sent.toSorted((one, other) => (one!.day < other!.day ? -1 : 1)).at(-1)
  },
  span: dated({ from: '2023-07-07', value: { days: 60 } }),
}

interface OwedCopy {
  medium: 'paper' | 'electronic'
  language: string
}

/** The copies owed: two media in English and in every other language of the member and the parents or guardians. */
export function owedCopies({ family }: Pick<EnrollmentFile, 'family'>): OwedCopy[] {
  const spoken = [
    ...family.languages,
    ...family.kin.filter(({ parentOrGuardian }) => parentOrGuardian).flatMap(({ languages }) => languages),
  ]
  return [...new Set(['en', ...spoken.map(baseLanguage)])].flatMap((language) => [
    { medium: 'paper' as const, language },
    { medium: 'electronic' as const, language },
  ])
}

function firstSent({ medium, language }: OwedCopy, { copies, finalized }: EnrollmentFile): Mark | undefined {
  const first = finalized[0]
  if (first === undefined) return undefined
  return copies
    .filter((copy) => copy[medium] && copy.languages.includes(language) && copy.day >= first.day)
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))[0]
}
