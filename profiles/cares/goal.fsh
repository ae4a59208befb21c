Invariant: due-after-start
Description: "A goal is due after it starts (CARES-ICP-11)."
* severity = #error
* requirements = "CARES-ICP-11"
* expression = "start.ofType(date).empty() or target.due.ofType(date).all($this > %resource.start.ofType(date))"

Profile: CaresGoal
Parent: $USCoreGoal
Id: cares-goal
Title: "CARES goal"
Description: "What the family wants to reach: specific, achievable and timed, or an aspiration (CARES-ICP-11)."
* insert Published
* obeys due-after-start
* category MS
* category ^short = "Domain (icp-domain) and kind (goal-kind)"
* insert LocalCoding(category, domain, 0..1, icp-domain, IcpDomainValues)
* category.coding contains kind 0..1
* category.coding[kind].system 1..1
* category.coding[kind].system = "https://cares-fhir.example.org/CodeSystem/goal-kind"
* category.coding[kind].code 1..1
* category.coding[kind] from GoalKindValues (required)
* start[x] MS
* target MS
* target.measure MS
* target.detail[x] MS
* target.due[x] MS
* addresses MS
* addresses ^short = "The need it answers (CARES-ICP-05)"
* expressedBy MS
* expressedBy ^short = "Whose goal this is: the voice of the family (CARES-ICP-03)"
* extension contains
    GoalHorizonExtension named horizon 0..1 MS and
    AchievabilityExtension named achievability 0..1 MS
