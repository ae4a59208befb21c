import type { Claim, ClaimItem } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Gate } from '../../program.ts'
import { type Month, monthOf } from '../../vocabulary/calendar.ts'
import { duplicates, type Finding, refuses } from '../../vocabulary/finding.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { chargeDefinitions, chargeDefinitionsOf } from '../case/charge-definition.ts'
import { hasCode, memberIn, referencesOf } from '../case/fact-source.ts'
import { caseOf } from '../case.ts'
import { pay } from '../requirements/pay.ts'
import { codeFindings } from './claim-code.ts'

const judged: readonly (string | undefined)[] = ['active', 'draft']

/**
 * A claim for CARES months (an item whose programCode is `program|cares`): one amount a month (CARES-PAY-03), one claim a
 * member and month (CARES-PAY-06), never the services of two providers together (CARES-PAY-11), under the code in force for
 * that month (CARES-PAY-08). A draft is judged as what it is meant to become.
 */
export const claim: Gate = {
  type: 'Claim',
  applies: (resource) => resource.resourceType === 'Claim' && judged.includes(resource.status) && caresItems(resource).length > 0,

  needs(resource) {
    const { patient } = resource as Claim
    return {
      member: memberIn(patient),
      types: ['Claim'],
      others: citedEvents(resource as Claim),
      alongside: [chargeDefinitions],
      follow: ['PractitionerRole'],
    }
  },

  decide({ resource, today, settings }, record): Finding[] {
    const proposed = resource as Claim
    const months = new Set(caresItems(proposed).flatMap((item) => monthsOf(item, proposed)))
    const definitions = chargeDefinitionsOf(record)
    const claimed = record.some(
      (other) =>
        other.resourceType === 'Claim' &&
        other.status === 'active' &&
        caresItems(other).some((item) => monthsOf(item, other).some((month) => months.has(month))),
    )
    return [
      ...quantities(proposed),
      ...(claimed ? [duplicates(pay['CARES-PAY-06'], 'A claim for this member and month is on record.', 'Claim.item')] : []),
      ...pooling(proposed, record),
      ...caresItems(proposed).flatMap((item) =>
        monthsOf(item, proposed).flatMap((month) => codeFindings(item, month, { claim: proposed, definitions, today, settings })),
      ),
    ]
  },
}

/** The lines of a claim that are for CARES. */
export function caresItems({ item }: Claim): ClaimItem[] {
  return (item ?? []).filter(
    ({ programCode }) => hasCode(programCode, systems.program, 'cares') || hasCode(programCode, systems.tcmProgram, 'cares'),
  )
}

/** The month that a line is for: that of its first day. */
export function monthsOf(item: ClaimItem, { billablePeriod }: Claim): Month[] {
  const day = localDay(item.servicedDate) ?? localDay(item.servicedPeriod?.start) ?? localDay(billablePeriod?.start)
  return day === undefined ? [] : [monthOf(day)]
}

function quantities(proposed: Claim): Finding[] {
  const wrong = caresItems(proposed).some(({ quantity }) => quantity?.value !== 1)
  if (!wrong) return []
  return [
    refuses(
      pay['CARES-PAY-03'],
      'value',
      'The month is one amount: quantity is 1, whatever part of the month qualifies.',
      'Claim.item.quantity',
    ),
  ]
}

/** Events that the claim rests on, `Encounter/id` or `Procedure/id`. */
function citedEvents(proposed: Claim): string[] {
  return [
    ...referencesOf(caresItems(proposed).flatMap(({ encounter }) => encounter ?? [])),
    ...referencesOf((proposed.procedure ?? []).flatMap(({ procedureReference }) => procedureReference ?? [])),
  ]
}

function pooling(proposed: Claim, record: Parameters<Gate['decide']>[1]): Finding[] {
  const cited = new Set(citedEvents(proposed))
  const file = caseOf(record)
  const providers = new Set(
    file.events
      .filter(({ type, id }) => cited.has(`${type}/${id}`))
      .map(({ provider, performers }) => provider ?? file.staff.get(performers[0] ?? '')?.organization),
  )
  if (providers.size < 2) return []
  return [
    refuses(
      pay['CARES-PAY-11'],
      'business-rule',
      'The claim cites services of two providers: each is tallied by itself.',
      'Claim.item.encounter',
    ),
  ]
}
