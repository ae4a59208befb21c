// What every task of this program has in common.
RuleSet: ProgramTask(kind)
* insert Published
* intent = #order
* code 1..1 MS
* code = TaskKind#{kind}
* for MS
* owner MS
* restriction.period MS
* extension contains EnrollmentExtension named enrollment 0..1 MS

Profile: CaresReferralFollowUp
Parent: Task
Id: cares-referral-follow-up
Title: "Follow-up of a referral"
Description: "Did the service come, and did it meet the need? Due 30 days after the scheduled service, or sooner (CARES-MON-05, CARES-MON-06)."
* insert ProgramTask(referral-follow-up)
* focus 1..1 MS
* focus only Reference(ServiceRequest)
* for 1..1
* authoredOn MS
* statusReason MS
* insert LocalCoding(statusReason, exception, 0..1, follow-up-exception, FollowUpExceptionValues)
* note MS
* output MS
* output ^slicing.discriminator[0].type = #pattern
* output ^slicing.discriminator[0].path = "type"
* output ^slicing.rules = #open
* output contains received 0..1 MS and metNeed 0..1 MS and informant 0..1 MS and madeOn 0..1 MS
* output[received].type = FollowUpOutput#received
* output[received].value[x] only boolean
* output[metNeed].type = FollowUpOutput#met-need
* output[metNeed].value[x] only boolean
* output[informant].type = FollowUpOutput#informant
* output[informant].value[x] only code
* output[informant].value[x] from FollowUpInformantValues (required)
* output[informant].value[x] ^requirements = "CARES-MON-05"
* output[madeOn].type = FollowUpOutput#made-on
* output[madeOn].value[x] only date

Profile: CaresProgramClock
Parent: Task
Id: cares-program-clock
Title: "Program clock"
Description: "A deadline that the server derives from the record: its anchor, its due day, its state, the requirement it answers to (TIME-12)."
* insert ProgramTask(program-clock)
* for 1..1
* for ^short = "The member, or the role or provider that the clock binds"
* focus MS
* focus ^short = "The fact from which it runs"
* reasonCode 1..1 MS
* insert LocalCoding(reasonCode, requirement, 1..1, requirement, RequirementValues)
* businessStatus 1..1 MS
* businessStatus ^requirements = "TIME-12"
* insert LocalCoding(businessStatus, state, 1..1, clock-state, ClockStateValues)
* restriction.period.end obeys whole-day

Profile: CaresFinding
Parent: Task
Id: cares-finding
Title: "Compliance finding"
Description: "Something that does not meet a requirement. Closed by a correction or by a waiver with author and reason; never deleted."
* insert ProgramTask(compliance-finding)
* focus 1..1 MS
* focus ^short = "The record at fault"
* reasonCode 1..1 MS
* insert LocalCoding(reasonCode, requirement, 1..1, requirement, RequirementValues)

Profile: CaresReview
Parent: Task
Id: cares-review
Title: "Review by a senior care manager"
Description: "A senior care manager saw the assessment or plan through (CARES-STF-10)."
* insert ProgramTask(scm-review)
* focus 1..1 MS
* focus only Reference(QuestionnaireResponse or CarePlan)
* owner 1..1 MS
* owner only Reference(PractitionerRole)
* executionPeriod MS
* executionPeriod.end obeys whole-day
