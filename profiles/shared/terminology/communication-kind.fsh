CodeSystem: CommunicationKind
Id: communication-kind
Title: "Kind of communication"
Description: "What a Communication is. Communication.category carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #enrollment-letter "Enrollment letter"
* #termination-letter "Termination letter"
* #rights-and-responsibilities "Rights and responsibilities explained"
* #choice-acknowledgement "Choice explained and made"
* #icp-share "ICP shared with a provider, agency or team"
* #icp-copy "Copy of the ICP for the family"
* #cease-notice "Notice that a provider ceases or no longer meets requirements"
* #scheduled-beyond-30 "Case note: service scheduled more than 30 days after the referral"
* #no-date-known "Case note: no date known for the referred service"
* #case-note "Case note"
* #first-line-change "Change of first-line contact told to the family"
* #part2-notice "Notice that travels with substance use program records"
* #hiv-notice "Notice that travels with HIV test data"
* #part-declined "Part of the service declined by the family"
* #training-opportunity "Training opportunity"
* #offer "Offer of care coordination"
* #welcome "Welcome mailing"
* #csp-termination-notice "CSP termination notice"
* #consent-revoked "Notice that a consent was revoked, to who received by it" "The server makes it with the revocation, for each recipient that the consent names (CARES-CON-04)."

ValueSet: CommunicationKindValues
Id: communication-kind
Title: "Kind of communication"
Description: "Every code of the kind of communication code system."
* insert LocalCodes
* include codes from system CommunicationKind
