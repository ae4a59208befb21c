CodeSystem: CaresActivity
Id: cares-activity
Title: "CARES activity"
Description: "Requirements section 11.3. Each countable activity belongs to exactly one part of targeted case management (LAW-01)."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* ^property[0].code = #part
* ^property[0].type = #code
* ^property[0].description = "Federal part of targeted case management: assessment, care-plan, referral, monitoring, or none"
* ^property[1].code = #countable
* ^property[1].type = #boolean
* ^property[1].description = "May count towards the two services of a month, by default"
* #comprehensive-assessment "Comprehensive assessment"
  * ^property[0].code = #part
  * ^property[0].valueCode = #assessment
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #annual-reassessment "Annual reassessment"
  * ^property[0].code = #part
  * ^property[0].valueCode = #assessment
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #event-reassessment "Event reassessment"
  * ^property[0].code = #part
  * ^property[0].valueCode = #assessment
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #abbreviated-evaluation "Abbreviated evaluation"
  * ^property[0].code = #part
  * ^property[0].valueCode = #assessment
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #icp-development "ICP development"
  * ^property[0].code = #part
  * ^property[0].valueCode = #care-plan
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #icp-update "ICP update"
  * ^property[0].code = #part
  * ^property[0].valueCode = #care-plan
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #care-planning-meeting "Care planning meeting"
  * ^property[0].code = #part
  * ^property[0].valueCode = #care-plan
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #emergency-plan-update "Emergency plan update"
  * ^property[0].code = #part
  * ^property[0].valueCode = #care-plan
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #adult-transition-plan "Adult transition plan"
  * ^property[0].code = #part
  * ^property[0].valueCode = #care-plan
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #family-advocacy "Family advocacy"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #team-liaison "Team liaison"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #education-coordination "Education coordination"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #dme-home-appointment-pa "DME, home care, appointments, prior authorization"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #hrsn-coordination "Coordination of help with health-related social needs"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #eligibility-benefits-support "Eligibility benefits support"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #care-transition "Care transition"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #adult-clinician-linkage "Adult clinician linkage"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #decision-support-referral "Decision support referral"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #adult-readiness-education "Adult readiness education"
  * ^property[0].code = #part
  * ^property[0].valueCode = #referral
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #regular-contact "Regular contact"
  * ^property[0].code = #part
  * ^property[0].valueCode = #monitoring
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #on-call-triage "On call triage"
  * ^property[0].code = #part
  * ^property[0].valueCode = #monitoring
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #monitoring-review "Monitoring review"
  * ^property[0].code = #part
  * ^property[0].valueCode = #monitoring
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #referral-follow-up "Referral follow up"
  * ^property[0].code = #part
  * ^property[0].valueCode = #monitoring
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #transfer-timing-review "Transfer timing review"
  * ^property[0].code = #part
  * ^property[0].valueCode = #monitoring
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = true
* #case-review-meeting "Case review meeting"
  * ^property[0].code = #part
  * ^property[0].valueCode = #none
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = false
* #program-education "Program education"
  * ^property[0].code = #part
  * ^property[0].valueCode = #none
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = false
* #consent-taking "Consent taking"
  * ^property[0].code = #part
  * ^property[0].valueCode = #none
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = false
* #outreach-attempt "Outreach attempt"
  * ^property[0].code = #part
  * ^property[0].valueCode = #none
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = false
* #staff-consult "Staff consult"
  * ^property[0].code = #part
  * ^property[0].valueCode = #none
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = false
* #aftercare-planning "Aftercare planning"
  * ^property[0].code = #part
  * ^property[0].valueCode = #none
  * ^property[1].code = #countable
  * ^property[1].valueBoolean = false

ValueSet: CaresActivityValues
Id: cares-activity
Title: "CARES activity"
Description: "Every code of the CARES activity code system."
* insert LocalCodes
* include codes from system CaresActivity
