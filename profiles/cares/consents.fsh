RuleSet: ConsentKindOf(kind)
* insert Published
* insert KindSlicing(category)
* category contains kind 1..1 MS
* category[kind] = ConsentKind#{kind}
* patient 1..1 MS
* dateTime MS
* dateTime obeys whole-day
* performer MS
* performer ^short = "Who signed"
* source[x] MS

Profile: CaresProgramConsent
Parent: Consent
Id: cares-program-consent
Title: "Consent to enroll"
Description: "The consent of the member, parent or caregiver, or their refusal (status rejected), without which nobody is enrolled (CARES-ASN-08)."
* insert ConsentKindOf(program-enrollment)
* category contains loinc 1..1 MS
* category[loinc] = $loinc#59284-0
* performer ^requirements = "CARES-ASN-08"
* dateTime ^requirements = "CARES-ASN-08"
* dateTime 1..1
* performer 1..*
* performer only Reference(Patient or RelatedPerson)

Profile: CaresRelease
Parent: Consent
Id: cares-release
Title: "Release of information"
Description: "What may be shared, by whom, with whom, why and until when. A draft may lack parts; it becomes active when all six are there (CARES-CON-01, CARES-CON-02)."
* insert ConsentKindOf(release)
* category contains loinc 1..1 MS
* category[loinc] = $loinc#64292-6
* scope = $consentscope#patient-privacy
* policyRule MS
* provision MS
* provision.period MS
* provision.dataPeriod MS
* provision.actor MS
* provision.class MS
* provision.code MS
* provision.purpose MS
* verification MS
* extension contains
    ExpiryEventExtension named expiryEvent 0..1 MS and
    RepresentativeAuthorityExtension named representativeAuthority 0..1 MS and
    RequiredStatementsExtension named requiredStatements 0..1 MS

Profile: CaresRemovalConsent
Parent: Consent
Id: cares-removal-consent
Title: "Consent to removal"
Description: "The signed agreement of the member, family or guardian to the end of the enrollment (CARES-REM-11)."
* insert ConsentKindOf(removal)
* dateTime 1..1
* performer 1..*
* performer only Reference(Patient or RelatedPerson)
