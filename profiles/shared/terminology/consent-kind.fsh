CodeSystem: ConsentKind
Id: consent-kind
Title: "Kind of consent"
Description: "What a Consent is. Consent.category carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #program-enrollment "Consent to enroll in the program"
* #release "Release of information"
* #removal "Consent to removal"
* #choice-acknowledgement "Choice explained and made"
* #minor-consented "Care that the minor consented to alone"
* #part2 "Release of substance use program records"
* #hiv "Release of HIV test data"
* #ferpa "Release of education records"
* #emergency-exception "Emergency exception for specially protected data"

ValueSet: ConsentKindValues
Id: consent-kind
Title: "Kind of consent"
Description: "Every code of the kind of consent code system."
* insert LocalCodes
* include codes from system ConsentKind
