import type { RecordLines } from '#interactions/audit/lines.ts'
import { type Allowance, allowance } from './allowance.ts'
import { type BoundedRefusals, boundedRefusals } from './bounded-refusals.ts'
import { type AddressOf, addressKey, callerAddress, type IsTrusted } from './caller-address.ts'
import type { SharedCounts } from './counted-by-all.ts'

/** How much is let in, a minute and in this process; 0: without bound. */
export interface Rates {
  /** FHIR requests of one client. */
  client: number
  /** FHIR requests without a good token, and such as need none, from one address. */
  address: number
  /** Requests to the authorization server from one address. */
  authorization: number
  /** Refusals of one client or address that the audit trail tells of one by one. */
  refusalsTold: number
}

/** Rates where nothing else is configured. */
export const usualRates: Rates = { client: 600_000, address: 3_000, authorization: 1_200, refusalsTold: 100 }

/** What bounds how often somebody may ask, made once for a server. */
export interface Limits {
  addressOf: AddressOf
  isTrusted?: IsTrusted
  rates: Rates
  clients: Allowance
  addresses: Allowance
  refusals: BoundedRefusals
  /** Counts for all processes together; absent: each by itself. */
  shared?: SharedCounts
}

/** @param isTrusted absent: no proxy is believed */
export function createLimits({
  rates = usualRates,
  isTrusted,
  record,
  shared,
}: {
  rates?: Rates
  isTrusted?: IsTrusted
  record: RecordLines
  shared?: SharedCounts
}): Limits {
  const addresses = allowance(rates.address)
  return {
    addressOf: callerAddress(isTrusted),
    isTrusted,
    rates,
    clients: allowance(rates.client),
    addresses: { take: (address) => addresses.take(addressKey(address)), left: (address) => addresses.left(addressKey(address)) },
    refusals: boundedRefusals(record, rates.refusalsTold),
    shared,
  }
}
