CodeSystem: ExperienceKind
Id: experience-kind
Title: "Kind of experience"
Description: "What a period of work counts as."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #clinical "Clinical"
* #target-population "Target population"
* #administrative "Administrative"
* #youth-families "With children, adolescents or transition-age youth and their families"
* #lived-experience "Lived experience"

ValueSet: ExperienceKindValues
Id: experience-kind
Title: "Kind of experience"
Description: "Every code of the kind of experience code system."
* insert LocalCodes
* include codes from system ExperienceKind
