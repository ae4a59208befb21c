Extension: OptionOfferedExtension
Id: option-offered
Title: "Option offered"
Description: "One of the choices that the family heard of (CARES-ASN-07)."
Context: Consent, Communication
* insert Published
* value[x] 1..1
* value[x] only string

Extension: ChoiceMadeExtension
Id: choice-made
Title: "Choice made"
Description: "What the family chose (CARES-ASN-07)."
Context: Consent, Communication
* insert Published
* value[x] 1..1
* value[x] only string

Extension: ExpiryEventExtension
Id: expiry-event
Title: "Expiry event"
Description: "The event that ends a release that has no last day (CARES-CON-02)."
Context: Consent
* insert Published
* value[x] 1..1
* value[x] only string

Extension: RepresentativeAuthorityExtension
Id: representative-authority
Title: "Authority of the representative"
Description: "By what authority a representative signed (CARES-CON-02)."
Context: Consent
* insert Published
* value[x] 1..1
* value[x] only string

Extension: RequiredStatementsExtension
Id: required-statements
Title: "Required statements"
Description: "What the form tells its signer; all three must be so for the form version used (CARES-CON-03)."
Context: Consent
* insert Published
* extension contains
    right-to-revoke 1..1 and
    no-conditioning 1..1 and
    redisclosure 1..1 and
    form-version 1..1
* extension[right-to-revoke] ^short = "Tells of the right to revoke, and how"
* extension[right-to-revoke].value[x] 1..1
* extension[right-to-revoke].value[x] only boolean
* extension[no-conditioning] ^short = "Tells that care and coverage do not depend on signing, or what does"
* extension[no-conditioning].value[x] 1..1
* extension[no-conditioning].value[x] only boolean
* extension[redisclosure] ^short = "Tells of the risk of redisclosure"
* extension[redisclosure].value[x] 1..1
* extension[redisclosure].value[x] only boolean
* extension[form-version] ^short = "Version of the form"
* extension[form-version].value[x] 1..1
* extension[form-version].value[x] only string
