CodeSystem: AssessmentKind
Id: assessment-kind
Title: "Kind of assessment"
Description: "CARES-ASM-01, 06, 07, 10."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #initial "Initial"
* #annual "Annual"
* #event-triggered "Event triggered"
* #abbreviated "Abbreviated"

ValueSet: AssessmentKindValues
Id: assessment-kind
Title: "Kind of assessment"
Description: "Every code of the kind of assessment code system."
* insert LocalCodes
* include codes from system AssessmentKind
