CodeSystem: GoalKind
Id: goal-kind
Title: "Kind of goal"
Description: "CARES-ICP-11."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #clinical "Clinical"
* #functional "Functional"
* #developmental "Developmental"
* #social "Social"

ValueSet: GoalKindValues
Id: goal-kind
Title: "Kind of goal"
Description: "Every code of the kind of goal code system."
* insert LocalCodes
* include codes from system GoalKind
