import type { Claim, ClaimItem } from '@medplum/fhirtypes'
import { covers, type Day, daysOf, type Month, monthOf } from '../../vocabulary/calendar.ts'
import { type Finding, refuses } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import type { Settings } from '../../vocabulary/settings.ts'
import { type ChargeDefinition, codings } from '../case/charge-definition.ts'
import { pay } from '../requirements/pay.ts'

const cites = pay['CARES-PAY-08']

/**
 * The procedure code and the modifiers of a line are those of the one definition in force (CARES-PAY-08): for the month of
 * service, whatever the day of the claim; where a definition begins inside that month, on the line's own service date
 * (AMB-59). There is no default: without a definition nothing can be claimed.
 */
export function codeFindings(
  item: ClaimItem,
  month: Month,
  { claim, definitions, today, settings }: { claim: Claim; definitions: readonly ChargeDefinition[]; today: Day; settings: Settings },
): Finding[] {
  const serviced = serviceDate(item, claim, month)
  const day = settings.on('rate-date', serviced) === 'claim-date' ? (localDay(claim.created) ?? today) : serviced
  const inForce = definitions.filter(({ period }) => covers(period, day))
  const [definition] = inForce
  if (definition === undefined) {
    const says = `No ChargeItemDefinition for CARES is in force on ${day}: record the procedure code that the rate regulation sets.`
    return [refuses(cites, 'business-rule', says, 'Claim.item.productOrService')]
  }
  if (inForce.length > 1) {
    const says = `Several ChargeItemDefinitions for CARES are in force on ${day}: ${inForce.map(({ source }) => source).join(', ')}. End all but one.`
    return [refuses(cites, 'invariant', says, 'Claim.item.productOrService')]
  }
  const findings: Finding[] = []
  if (!codings(item.productOrService).some((code) => definition.codes.includes(code))) {
    const says = `The code is not the one in force on ${day}: ${definition.codes.join(' or ') || 'none is given'} (${definition.source}).`
    findings.push(refuses(cites, 'business-rule', says, 'Claim.item.productOrService'))
  }
  const modifiers = codings(...(item.modifier ?? []))
  if (!sameOnes(modifiers, definition.modifiers)) {
    const says = `The modifiers are not those in force on ${day}: ${definition.modifiers.join(', ') || 'none'} (${definition.source}).`
    findings.push(refuses(cites, 'business-rule', says, 'Claim.item.modifier'))
  }
  return findings
}

/** The last day that the line names in its month. */
function serviceDate({ servicedDate, servicedPeriod }: ClaimItem, { billablePeriod }: Claim, month: Month): Day {
  const { end } = daysOf(month)
  const named = localDay(servicedDate) ?? localDay(servicedPeriod?.end) ?? localDay(billablePeriod?.end)
  return named !== undefined && monthOf(named) === month ? named : end
}

function sameOnes(some: readonly string[], others: readonly string[]): boolean {
  return some.every((one) => others.includes(one)) && others.every((one) => some.includes(one))
}
