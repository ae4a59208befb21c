Extension: FinalizedOnExtension
Id: finalized-on
Title: "Finalized on"
Description: "The day on which the plan became final; it stops the 60-day clock (CARES-ICP-01)."
Context: CarePlan
* insert Published
* value[x] 1..1
* value[x] only date

Extension: IcpStatementExtension
Id: icp-statement
Title: "Plan statement"
Description: "How a plan says none, or does not apply, of one of its parts (CARES-ICP-04 to 15)."
Context: CarePlan
* insert Published
* extension contains
    about 1..1 and
    answer 1..1 and
    note 0..1
* extension[about] ^short = "The part"
* extension[about].value[x] 1..1
* extension[about].value[x] only code
* extension[about].value[x] from IcpStatementAboutValues (required)
* extension[about].value[x] ^requirements = "CARES-ICP-04"
* extension[answer] ^short = "What is said of it"
* extension[answer].value[x] 1..1
* extension[answer].value[x] only code
* extension[answer].value[x] from IcpStatementAnswerValues (required)
* extension[answer].value[x] ^requirements = "CARES-ICP-04"
* extension[note] ^short = "In words, or the date"
* extension[note].value[x] 1..1
* extension[note].value[x] only string

Extension: EmergencyAccommodationExtension
Id: emergency-accommodation
Title: "Emergency accommodation"
Description: "What emergency staff must provide for; the word none asserts that there is nothing (CARES-EMG-01)."
Context: CarePlan
* insert Published
* value[x] 1..1
* value[x] only string

Extension: LastReviewedExtension
Id: last-reviewed
Title: "Last reviewed"
Description: "The day of the last review of the emergency plan (CARES-EMG-03)."
Context: CarePlan, Composition
* insert Published
* value[x] 1..1
* value[x] only date

Extension: CaseReviewScheduleExtension
Id: case-review-schedule
Title: "Schedule of case reviews"
Description: "How often the family and the team agreed to review (CARES-ASN-03)."
Context: CarePlan
* insert Published
* value[x] 1..1
* value[x] only Timing

Extension: GoalHorizonExtension
Id: goal-horizon
Title: "Horizon"
Description: "Short, long or aspirational (CARES-ICP-11)."
Context: Goal
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from GoalHorizonValues (required)
* value[x] ^requirements = "CARES-ICP-11"

Extension: AchievabilityExtension
Id: achievability
Title: "Achievability"
Description: "Why this goal can be reached (CARES-ICP-11)."
Context: Goal
* insert Published
* value[x] 1..1
* value[x] only string

Extension: ActionRankExtension
Id: action-rank
Title: "Rank of an action"
Description: "Order among the actions of a plan (CARES-TRA-02)."
Context: ServiceRequest, Task
* insert Published
* value[x] 1..1
* value[x] only positiveInt

Extension: SourceVersionExtension
Id: source-version
Title: "Source version"
Description: "A version of a record whose words or facts stand in this one, as Type/id/_history/version (CARES-EMG-03); Type/id alone of what was made together with it. What becomes protected there is protected here (CARES-CON-07). No Reference: a document need not carry what it was made from."
Context: Composition, CarePlan, CareTeam, Condition, Goal, ServiceRequest
* insert Published
* value[x] 1..1
* value[x] only string

Extension: MonitoringIntervalExtension
Id: monitoring-interval
Title: "Monitoring interval"
Description: "A personal interval between monitoring reviews, shorter than six months (CARES-MON-01)."
Context: CarePlan
* insert Published
* value[x] 1..1
* value[x] only Duration
