import type { ChargeItemDefinition } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { overlaps } from '../../vocabulary/calendar.ts'
import { refuses } from '../../vocabulary/finding.ts'
import { chargeDefinitionOf, chargeDefinitions, chargeDefinitionsOf, isChargeDefinition } from '../case/charge-definition.ts'
import { pay } from '../requirements/pay.ts'
import { periodFindings } from './period.ts'

/** What a CARES month is billed with is said once for each day: two definitions in use do not overlap (CARES-PAY-08). */
export const chargeDefinition: Gate = {
  type: 'ChargeItemDefinition',
  applies: isChargeDefinition,
  needs: () => ({ member: '', types: [], others: [], alongside: [chargeDefinitions] }),

  decide({ resource }, record) {
    const { effectivePeriod } = resource as ChargeItemDefinition
    const { period } = chargeDefinitionOf(resource as ChargeItemDefinition)
    const others = chargeDefinitionsOf(record).filter((other) => overlaps(other.period, period))
    return [
      ...periodFindings(effectivePeriod, 'ChargeItemDefinition.effectivePeriod'),
      ...others.map(({ source }) =>
        refuses(
          pay['CARES-PAY-08'],
          'invariant',
          `${source} is in force on days of this one: end it the day before this one begins.`,
          'ChargeItemDefinition.effectivePeriod',
        ),
      ),
    ]
  },
}
