import type { Consent } from '@medplum/fhirtypes'
import { ageOn } from '../../vocabulary/age.ts'
import { covers, type Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import type { Case } from '../case.ts'
import { periodOf, referencesOf } from './fact-source.ts'
import { isUnderGuardianship } from './representative.ts'

/**
 * Does a consent let somebody do something on a day: signed, in its time, no refusal, without exceptions inside, and by whom still
 * speaks for the member? What others signed for a minor ends at 18, unless a court appointed a guardian (CARES-CON-04, CARES-CON-06).
 */
export function isInForce(consent: Consent, file: Pick<Case, 'member' | 'representatives'>, day: Day, settings: Settings): boolean {
  const { status, dateTime, provision, performer } = consent
  const signed = localDay(dateTime)
  if (status !== 'active' || provision === undefined || provision.type === 'deny' || (provision.provision ?? []).length > 0) return false
  if (signed === undefined || signed > day) return false
  const { start = '0001-01-01', ...period } = periodOf(provision.period)
  return covers({ ...period, start }, day) && speaks(referencesOf(performer), file, day, settings)
}

function speaks(
  signers: readonly string[],
  { member, representatives }: Pick<Case, 'member' | 'representatives'>,
  day: Day,
  settings: Settings,
): boolean {
  if (signers.length === 0) return false
  if (signers.some((signer) => signer.startsWith('Patient/'))) return true
  if (member?.birthDate !== undefined && ageOn(member.birthDate, day, settings) < 18) return true
  return isUnderGuardianship(representatives, day)
}
