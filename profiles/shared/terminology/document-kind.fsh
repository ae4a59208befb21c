CodeSystem: DocumentKind
Id: document-kind
Title: "Kind of document"
Description: "What a DocumentReference is. DocumentReference.category carries it, beside a LOINC type."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #enrollment-letter "Enrollment letter"
* #termination-letter "Termination letter"
* #icp "Individual Care Plan, rendered"
* #emergency-plan "Emergency plan, rendered"
* #aftercare-plan "Aftercare and transition plan, rendered"
* #transition-plan "Plan for the transition to adulthood, rendered"
* #release-form "Release form"
* #authority-document "Document of legal authority"
* #consent-form "Consent form"
* #certification-notice "Certification notice"
* #certification-application "Certification application and attachments"
* #policy "Policy"
* #training-policy "Training policy"
* #training-certificate "Training certificate"
* #iep "Individualized education program"
* #plan-504 "Section 504 plan"
* #program-planning-note "Program planning note"
* #condition-fact-sheet "Condition fact sheet"
* #discharge-plan "Discharge plan"
* #shared-plan "Care plan received from another party"
* #hand-over-summary "Hand over summary"
* #agreement "Agreement between parties"
* #progress-note "Progress note"

ValueSet: DocumentKindValues
Id: document-kind
Title: "Kind of document"
Description: "Every code of the kind of document code system."
* insert LocalCodes
* include codes from system DocumentKind
