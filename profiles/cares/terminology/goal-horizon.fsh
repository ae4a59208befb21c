CodeSystem: GoalHorizon
Id: goal-horizon
Title: "Horizon of a goal"
Description: "CARES-ICP-11."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #short "Short term"
* #long "Long term"
* #aspirational "Aspiration"

ValueSet: GoalHorizonValues
Id: goal-horizon
Title: "Horizon of a goal"
Description: "Every code of the horizon of a goal code system."
* insert LocalCodes
* include codes from system GoalHorizon
