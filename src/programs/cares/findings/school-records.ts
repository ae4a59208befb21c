import { opens } from '../../vocabulary/finding.ts'
import { keyOf } from '../case/element.ts'
import { cameByConsent, isSchoolRecord, schoolRecordSays } from '../case/school-record.ts'
import { con } from '../requirements/con.ts'
import type { WatchRule } from './watch-rule.ts'

/** A school's record without a consent stays open until there is one; what the write warned of closes with it. */
export const schoolRecords: WatchRule = {
  cites: con['CARES-CON-08'],
  about: 'DocumentReference',
  settlesWrites: true,
  judge({ records }, day, settings) {
    return records
      .filter(isSchoolRecord)
      .filter((document) => !cameByConsent(document, records, day, settings))
      .map((document) => opens(this.cites, schoolRecordSays, keyOf(document)))
  },
}
