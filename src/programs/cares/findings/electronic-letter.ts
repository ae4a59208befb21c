import { addDays } from '../../vocabulary/calendar.ts'
import { dueAfter, inForce } from '../../vocabulary/clock.ts'
import { opens } from '../../vocabulary/finding.ts'
import { enrollmentLetter } from '../clocks/enrollment-letter.ts'
import { asn } from '../requirements/asn.ts'
import type { WatchRule } from './watch-rule.ts'

/** A family with an electronic address has the enrollment letter electronically as well, by the same day. */
export const electronicLetter: WatchRule = {
  cites: asn['CARES-ASN-11'],
  about: 'EpisodeOfCare',
  judge({ enrolled }, day, settings) {
    return enrolled.flatMap(({ key, start, family, letters }) => {
      const due = dueAfter(start, inForce(enrollmentLetter.span, start), settings)
      const opening = addDays(start, -settings.on('letter-window-before-days', start))
      const sent = letters.some((letter) => letter.channel === 'electronic' && opening <= letter.day && letter.day <= day)
      if (!family.electronic || sent || day <= due) return []
      return [opens(this.cites, `The enrollment letter was not sent electronically by ${due}, and an address is on file. Send it.`, key)]
    })
  },
}
