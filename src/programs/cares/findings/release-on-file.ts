import type { Consent } from '@medplum/fhirtypes'
import { opens } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { all } from '../case/element.ts'
import { hasCode } from '../case/fact-source.ts'
import { con } from '../requirements/con.ts'
import type { WatchRule } from './watch-rule.ts'

const loinc = 'http://loinc.org'

/** Every enrolled member has a signed release of information on file, or the family's recorded refusal of one. */
export const releaseOnFile: WatchRule = {
  cites: con['CARES-CON-01'],
  about: 'EpisodeOfCare',
  judge({ records, enrolled }, day) {
    const decided = all(records, 'Consent').some((consent) => isRelease(consent) && (localDay(consent.dateTime) ?? '9999-12-31') <= day)
    if (decided) return []
    return enrolled.map(({ key }) =>
      opens(this.cites, 'No signed release of information is on file, and no refusal. Record one of them.', key),
    )
  },
}

/** Given, once given and now over, or refused: each says that the family was asked. A draft or a mistake does not. */
function isRelease({ category, status }: Consent): boolean {
  return hasCode(category, loinc, '64292-6') && (status === 'active' || status === 'inactive' || status === 'rejected')
}
