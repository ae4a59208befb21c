import type { DocumentReference } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { warns } from '../../vocabulary/finding.ts'
import { memberIn } from '../case/fact-source.ts'
import { cameByConsent, isSchoolRecord, schoolRecordSays } from '../case/school-record.ts'
import { con } from '../requirements/con.ts'

/** CARES-CON-08: an education program or 504 plan that comes without a consent is stored, with a warning and a finding. */
export const schoolRecord: Gate = {
  type: 'DocumentReference',
  applies: isSchoolRecord,
  needs: (resource) => ({
    member: memberIn((resource as DocumentReference).subject),
    types: ['Patient', 'RelatedPerson', 'Consent'],
    others: [],
    alongside: [],
  }),
  decide: ({ resource, today, settings }, record) =>
    cameByConsent(resource as DocumentReference, record, today, settings)
      ? []
      : [warns(con['CARES-CON-08'], 'business-rule', schoolRecordSays, 'DocumentReference.category')],
}
