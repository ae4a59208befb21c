import type { Claim, Encounter } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, periodOf, referencesOf, sourceOf } from './fact-source.ts'

/** Another program's case management, as it was recorded or claimed (CARES-PAY-07). */
export interface OtherTcm {
  source: string
  /** Code of `tcm-program`; absent for an Encounter whose program its episode tells. */
  program?: string
  /** `EpisodeOfCare/id` under which it was given. */
  episodes: string[]
  evidence: 'recorded' | 'claimed'
  /** The one day it names; absent for a claim over a span, which names no days. */
  day?: Day
  /** The days it spans. */
  from?: Day
  to?: Day
}

/** An Encounter of another program: by its type, or by the episode that it belongs to. */
export function otherTcmEncounter(encounter: Encounter): OtherTcm | undefined {
  if (codesOf(encounter.type, systems.caresActivity).length > 0 || notGiven.has(encounter.status)) return undefined
  const program = programOf(encounter.type)
  const episodes = referencesOf(encounter.episodeOfCare)
  const day = localDay(encounter.period?.start)
  if ((program === undefined && episodes.length === 0) || day === undefined) return undefined
  return { source: sourceOf(encounter), program, episodes, evidence: 'recorded', day, from: day, to: day }
}

const notGiven = new Set(['entered-in-error', 'cancelled', 'planned'])

/** The lines of a claim that name another program (`Claim.item.programCode`). */
export function otherTcmClaims(claim: Claim): OtherTcm[] {
  if (claim.status !== 'active') return []
  return (claim.item ?? []).flatMap((item) => {
    const program = programOf(item.programCode)
    if (program === undefined) return []
    const one = localDay(item.servicedDate)
    const span = one === undefined ? periodOf(item.servicedPeriod ?? claim.billablePeriod) : { start: one, end: one }
    const day = span.start !== undefined && span.start === span.end ? span.start : undefined
    return [{ source: sourceOf(claim), program, episodes: [], evidence: 'claimed' as const, day, from: span.start, to: span.end }]
  })
}

function programOf(concepts: Parameters<typeof codesOf>[0]): string | undefined {
  return [...codesOf(concepts, systems.tcmProgram), ...codesOf(concepts, systems.program)].find((code) => code !== 'cares')
}
