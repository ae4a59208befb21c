import type { Consent } from '@medplum/fhirtypes'
import { minorsLabels } from '#fhir/sensitivity-labels.ts'
import { systems } from '#generated/codes.ts'
import type { Day } from '../../vocabulary/calendar.ts'
import { localDay } from '../../vocabulary/local-day.ts'
import { codesOf, extensionOf, referencesOf, sourceOf } from './fact-source.ts'

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

/** By what authority a representative signed, in the form's words. */
export function authorityOf(consent: Consent): string | undefined {
  return extensionOf(consent, 'representative-authority')?.valueString?.trim() || undefined
}

/** Labels of care to which a minor may consent alone, as far as the consent speaks of it. */
function minorsLabelsIn({ provision }: Consent): string[] {
  return (provision?.securityLabel ?? []).flatMap(({ code }) => (code !== undefined && minorsLabels.includes(code) ? [code] : []))
}

export function consentOf(consent: Consent): ConsentFact {
  const signed = localDay(consent.dateTime)
  return {
    source: sourceOf(consent),
    // Whatever speaks of a minor's own care is the minor's to sign.
    kinds: [...codesOf(consent.category, systems.consentKind), ...(minorsLabelsIn(consent).length > 0 ? ['minor-consented'] : [])],
    status: consent.status ?? '',
    ...(signed ? { signed } : {}),
    signers: referencesOf(consent.performer),
  }
}
