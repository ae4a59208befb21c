CodeSystem: ClockCode
Id: clock-code
Title: "Named clock"
Description: "A short name for each clock, beside the row ID in Task.reasonCode."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #enrollment-60 "Assessment and ICP within 60 days"
* #enrollment-letter "Enrollment letter"
* #icp-copy "ICP copy"
* #annual-reassessment "Annual reassessment"
* #event-reassessment "Event reassessment"
* #monitoring-review "Monitoring review"
* #referral-follow-up "Referral follow up"
* #icp-update "ICP update"
* #adult-transition-plan "Adult transition plan"
* #decision-support "Decision support"
* #termination-letter "Termination letter"
* #aftercare-plan "Aftercare plan"
* #pcp-share "Pcp share"
* #initial-training "Initial training"
* #annual-training "Annual training"
* #claim-filing "Claim filing"
* #smp-consult "SMP consult"

ValueSet: ClockCodeValues
Id: clock-code
Title: "Named clock"
Description: "Every code of the named clock code system."
* insert LocalCodes
* include codes from system ClockCode
