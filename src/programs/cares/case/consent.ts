import type { Consent } from '@medplum/fhirtypes'
import { systems } from '#generated/codes.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, referencesOf, sourceOf } from './fact-source.ts'

/** A consent of the member's family, for whatever it was asked. */
export interface ConsentFact {
  source: string
  /** Codes of `consent-kind`. */
  kinds: string[]
  status: string
  /** The day on which it was signed. */
  signed?: Day
  /** `Type/id` of those who signed. */
  signers: string[]
}

export function consentOf(consent: Consent): ConsentFact {
  const signed = localDay(consent.dateTime)
  return {
    source: sourceOf(consent),
    kinds: codesOf(consent.category, systems.consentKind),
    status: consent.status ?? '',
    ...(signed ? { signed } : {}),
    signers: referencesOf(consent.performer),
  }
}
