// What every plan of this program has in common: the plan's steps are records of their own.
RuleSet: ProgramPlan(kind)
* insert Published
* category contains kind 1..1 MS
* category[kind] = CareplanKind#{kind}
* insert LocalCoding(category, local, 0..1, careplan-kind, CareplanKindValues)
* intent = #plan
* author MS
* contributor MS
* careTeam MS
* goal MS
* activity.reference MS
* activity.detail 0..0
* activity.detail ^requirements = "CARES-ICP-05"
* activity.detail ^short = "Never: a step is a ServiceRequest, Task or Appointment of its own"
* extension contains EnrollmentExtension named enrollment 0..1 MS

Profile: CaresIcp
Parent: $USCoreCarePlan
Id: cares-icp
Title: "Individual Care Plan"
Description: "The plan that the team makes with the family. A draft may have gaps; finalization names each of them (CARES-ICP-01)."
* insert ProgramPlan(icp)
* period MS
* created MS
* addresses MS
* supportingInfo MS
* supportingInfo ^short = "The assessment that it was worked up with (CARES-ASM-05)"
* instantiatesCanonical MS
* instantiatesCanonical ^short = "Version of the plan template (CARES-ICP-07)"
* replaces MS
* extension contains
    FinalizedOnExtension named finalizedOn 0..1 MS and
    IcpStatementExtension named statement 0..* MS and
    CaseReviewScheduleExtension named caseReviewSchedule 0..1 and
    MonitoringIntervalExtension named monitoringInterval 0..1
