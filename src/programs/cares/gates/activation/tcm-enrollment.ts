import { refuses } from '../../../vocabulary/finding.ts'
import { anyCovers, tcmPeriodsAt } from '../../case/provider.ts'
import { prv } from '../../requirements/prv.ts'
import { type ActivationRule, atLocation } from './activation.ts'

/** The service location is enrolled for targeted case management on the effective date. */
export const tcmEnrollment: ActivationRule = ({ enrollment, effective, file }) => {
  if (anyCovers(tcmPeriodsAt(file.services, enrollment.provider, enrollment.serviceLocation), effective)) return []
  const says = `The service location carries no TCM enrollment on ${effective}.`
  return [refuses(prv['CARES-PRV-03'], 'business-rule', says, atLocation)]
}
