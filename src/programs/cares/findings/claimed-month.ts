import type { Claim, Resource } from '@medplum/fhirtypes'
import { time } from '../../shared-requirements/time.ts'
import { type Finding, opens } from '../../vocabulary/finding.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { monthEligibility } from '../billing/month-eligibility.ts'
import { referenceOf } from '../case/fact-source.ts'
import { caseOf } from '../case.ts'
import { caresItems, monthsOf } from '../gates/claim.ts'
import { pay } from '../requirements/pay.ts'

/**
 * A month was claimed, and the record no longer supports it: cover was lost retroactively (CARES-PAY-10), or something
 * else was corrected late (TIME-10). The finding, `claim-adjust-or-void`, stands at the claim.
 */
export function claimedMonths(record: readonly Resource[], settings: Settings): Finding[] {
  const claims = record.filter((resource): resource is Claim => resource.resourceType === 'Claim' && resource.status === 'active')
  if (!claims.some((claim) => caresItems(claim).length > 0)) return []
  const file = caseOf(record)
  return claims.flatMap((claim) => {
    const provider = referenceOf(claim.provider)
    // Without the provider's services nobody can say whether the month holds: say nothing rather than something wrong.
    if (provider === undefined || !file.services.some((service) => service.provider === provider)) return []
    const months = new Set(caresItems(claim).flatMap((item) => monthsOf(item, claim)))
    return [...months].toSorted().flatMap((month) => {
      const failed = monthEligibility(file, provider, month, settings).tests.filter(({ pass }) => !pass)
      if (failed.length === 0) return []
      const rows = failed.map(({ cites }) => cites.id).filter((id) => id !== 'CARES-PAY-01')
      const cites = rows.includes('CARES-PAY-10') ? pay['CARES-PAY-10'] : time['TIME-10']
      return [opens(cites, `claim-adjust-or-void: ${month} was claimed and is not payable: ${rows.join(', ')}.`, `Claim/${claim.id}`)]
    })
  })
}
