import { type Day, type Month, monthOf } from '../../../vocabulary/calendar.ts'
import type { Settings } from '../../../vocabulary/settings.ts'
import type { OtherTcm } from '../../case/other-tcm.ts'
import type { Case } from '../../case.ts'
import { pay } from '../../requirements/pay.ts'
import type { CountableTest } from './countable-test.ts'

/** The day is no service day of another program that is case management too (AMB-05, AMB-43). */
export const otherTcmDay: CountableTest = {
  cites: pay['CARES-PAY-07'],
  look({ day, file, settings }) {
    const wholeMonth = settings.on('tcm-overlap-scope', day) === 'month'
    const clashes = conflicting(file, day, settings).filter((other) => (wholeMonth ? touches(other, monthOf(day)) : other.day === day))
    if (clashes.length === 0) return { facts: [] }
    const when = wholeMonth ? 'the month holds' : 'the day is'
    return { fault: `${when} a service day of another case management program`, facts: clashes.map(({ source }) => source) }
  },
}

/** Services and claims of programs that conflict, by the evidence that is asked for (`tcm-evidence`). */
function conflicting(file: Case, day: Day, settings: Settings): OtherTcm[] {
  const claimedOnly = settings.on('tcm-evidence', day) === 'claimed'
  const standings = settings.on('tcm-programs', day)
  return file.otherTcm
    .filter(({ evidence }) => evidence === 'claimed' || !claimedOnly)
    .filter((other) => programsOf(other, file).some((program) => standings[program] === 'conflicts'))
}

/** The program of a service: its own code, or that of the episode under which it was given. */
function programsOf({ program, episodes }: OtherTcm, file: Case): string[] {
  if (program !== undefined) return [program]
  return file.enrollments.filter(({ id }) => episodes.includes(`EpisodeOfCare/${id}`)).flatMap(({ programs }) => programs)
}

function touches({ from, to }: OtherTcm, month: Month): boolean {
  return from !== undefined && monthOf(from) <= month && (to === undefined || month <= monthOf(to))
}

/** Other programs of which the month knows, without a service day that removes anything: worth a warning (AMB-05). */
export function otherTcmInMonth(file: Case, month: Month, settings: Settings): { program: string; source: string }[] {
  const standings = settings.on('tcm-programs', `${month}-01`)
  const named = new Map<string, { program: string; source: string }>()
  const note = (program: string, source: string) => {
    if ((standings[program] ?? 'warns') !== 'partner') named.set(`${program} ${source}`, { program, source })
  }
  for (const other of file.otherTcm) if (touches(other, month)) for (const program of programsOf(other, file)) note(program, other.source)
  for (const { programs, period, source, status } of file.enrollments) {
    if (programs.includes('cares') || !['active', 'onhold', 'finished'].includes(status ?? '')) continue
    if (touches({ source, episodes: [], evidence: 'recorded', from: period.start, to: period.end }, month)) {
      for (const program of programs) note(program, source)
    }
  }
  return [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found)
}
