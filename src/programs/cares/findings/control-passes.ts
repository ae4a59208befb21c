import type { Consent, Resource } from '@medplum/fhirtypes'
import { birthday } from '../../vocabulary/age.ts'
import { addDays, type Day } from '../../vocabulary/calendar.ts'
import { type Finding, opens } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { all } from '../case/element.ts'
import { referencesOf } from '../case/fact-source.ts'
import { isUnderGuardianship, representativeOf } from '../case/representative.ts'
import { con } from '../requirements/con.ts'
import type { WatchRule } from './watch-rule.ts'

/**
 * At 18 control passes to the member: what parents may see and what they signed ends at 00:00 of the birthday, by the statements
 * that read (storage/access). The team is warned on the days before that are configured, urgently on the last of them, and again
 * from the birthday on while consents of others are all there is. A court's guardian settles it; from then on, so does a consent
 * that the member signed.
 */
export const controlPasses: WatchRule = {
  cites: con['CARES-CON-06'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day, settings) {
    return enrolled.flatMap(({ key, family: { birth } }) => {
      if (birth === undefined) return []
      const adult = birthday(birth, 18, settings)
      if (isUnderGuardianship(all(records, 'RelatedPerson').map(representativeOf), day < adult ? adult : day)) return []
      const said = day < adult ? warning(adult, day, settings) : ended(records, adult)
      return said === undefined ? [] : [{ ...opens(this.cites, said.says, key), urgent: said.urgent }]
    })
  },
}

type Said = Pick<Finding, 'says'> & { urgent: boolean }

function warning(adult: Day, day: Day, settings: Settings): Said | undefined {
  const marks = [...settings.on('control-passes-days', day)].sort((one, other) => one - other)
  const reached = marks.find((days) => day >= addDays(adult, -days))
  if (reached === undefined) return undefined
  const says = `Within ${reached} days, on ${adult}, the member is 18: what parents may see and what they signed ends, for school records as well. Prepare the member's own consents, or record a court's guardianship.`
  return { says, urgent: reached === marks[0] }
}

function ended(records: readonly Resource[], adult: Day): Said | undefined {
  const inForce = all(records, 'Consent').filter(({ status }) => status === 'active')
  if (!inForce.some((consent) => !isByMember(consent))) return undefined
  if (inForce.some((consent) => isByMember(consent) && (localDay(consent.dateTime) ?? '') >= adult)) return undefined
  const says = `The member is 18 since ${adult}, and all consents are those of others: they have ended. Ask the member for their own, or record a court's guardianship.`
  return { says, urgent: true }
}

function isByMember({ performer }: Consent): boolean {
  return referencesOf(performer).some((signer) => signer.startsWith('Patient/'))
}
