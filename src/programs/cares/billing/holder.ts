import { covers, type Day, daysOf, type Month, overlaps } from '../../vocabulary/calendar.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { isCares } from '../case/enrollment.ts'
import type { Case } from '../case.ts'
import type { Tally } from './tally.ts'

/** A provider that reached two services in the month. */
export interface Contender {
  provider: string
  tally: Tally
}

/**
 * CARES-PAY-06: which of the providers that qualify holds the month. By default the first to have completed two services;
 * on the same day, possible only where a correction made enrollments overlap, the earlier enrollment, then the lower NPI
 * (AMB-07).
 * @returns undefined when nobody qualifies, or when the choice is set to be made by hand between several
 */
export function holderOf(contenders: readonly Contender[], month: Month, file: Case, settings: Settings): string | undefined {
  const { start, end } = daysOf(month)
  const qualified = contenders.filter(({ tally }) => tally.qualifiedOn !== undefined)
  const ordered = qualified.toSorted((a, b) => {
    const [one, other] = [keys(a, month, file), keys(b, month, file)]
    const index = one.findIndex((key, place) => key !== other[place])
    return index < 0 ? 0 : one[index]! < other[index]! ? -1 : 1
  })
  if (ordered.length < 2) return ordered[0]?.provider
  const rule = settings.on('pmpm-two-provider-rule', start)
  if (rule === 'manual') return undefined
  if (rule === 'first-qualified') return ordered[0]?.provider
  const day = rule === 'enrolled-at-month-end' ? end : start
  return ordered.find(({ provider }) => isEnrolledOn(file, provider, day))?.provider
}

function keys({ provider, tally }: Contender, month: Month, file: Case): string[] {
  const last = '9999-12-31'
  return [tally.qualifiedOn ?? last, enrolledFrom(file, provider, month) ?? last, file.providers.get(provider)?.npi ?? '~', provider]
}

function enrolledFrom(file: Case, provider: string, month: Month): Day | undefined {
  return file.enrollments
    .filter((enrollment) => isCares(enrollment) && enrollment.provider === provider && overlaps(enrollment.period, daysOf(month)))
    .flatMap(({ period }) => period.start ?? [])
    .toSorted()[0]
}

function isEnrolledOn(file: Case, provider: string, day: Day): boolean {
  return file.enrollments.some((enrollment) => isCares(enrollment) && enrollment.provider === provider && covers(enrollment.period, day))
}
