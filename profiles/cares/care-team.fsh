Profile: CaresCareTeam
Parent: $USCoreCareTeam
Id: cares-care-team
Title: "CARES care team"
Description: "Everybody around the member, each in one role: two roles are two entries (CARES-ICP-08, CARES-COO-05)."
* insert Published
* status 1..1 MS
* participant.role MS
* participant.role ^requirements = "CARES-ICP-08"
* insert LocalCoding(participant.role, cares, 1..1, cares-role, CaresRoleValues)
* participant.member MS
* participant.period MS
* participant.period.start obeys whole-day
* participant.period.end obeys whole-day
* telecom MS
* telecom ^short = "The dedicated line, day and night (CARES-COO-03)"
* extension contains CategoryNoneExtension named categoryNone 0..* MS
