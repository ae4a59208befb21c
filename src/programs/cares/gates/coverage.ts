import type { Coverage } from '@medplum/fhirtypes'
import { masshealthCoverageType, systems } from '#generated/codes.ts'
import type { Gate } from '../../program.ts'
import { refuses } from '../../vocabulary/finding.ts'
import { codesOf, memberIn } from '../case/fact-source.ts'
import { elg } from '../requirements/elg.ts'
import { memberIdFindings } from './member-id.ts'
import { periodFindings } from './period.ts'

const known: readonly string[] = masshealthCoverageType

/** A MassHealth cover: a type that we know, a member ID of twelve digits, days that can be counted. */
export const masshealthCoverage: Gate = {
  type: 'Coverage',
  applies: (resource) => resource.resourceType === 'Coverage' && codesOf(resource.type, systems.masshealthCoverageType).length > 0,
  needs: (resource) => ({ member: memberIn((resource as Coverage).beneficiary), types: [], others: [], alongside: [] }),
  decide({ resource }) {
    const coverage = resource as Coverage
    const unknown = codesOf(coverage.type, systems.masshealthCoverageType).filter((code) => !known.includes(code))
    return [
      ...unknown.map(() => refuses(elg['CARES-ELG-02'], 'code-invalid', `The type must be one of ${known.join(', ')}.`, 'Coverage.type')),
      ...memberIdFindings([coverage.subscriberId], 'Coverage.subscriberId'),
      ...periodFindings(coverage.period, 'Coverage.period'),
    ]
  },
}
