CodeSystem: TaskKind
Id: task-kind
Title: "Kind of task"
Description: "What a Task is for. Task.code carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #program-clock "Program clock" "A deadline that the server derives. Never typed in."
* #compliance-finding "Compliance finding" "Something that does not meet a requirement; closed by correction or by a waiver, never deleted."
* #referral-follow-up "Referral follow up"
* #scm-review "Review by a senior care manager"
* #smp-consult "Consult with the senior medical professional"
* #certification-application "Certification application"
* #member-identified "Member identified as possibly eligible"
* #care-transition "Care transition to be followed up"
* #aftercare-start "Start of aftercare planning"
* #age-18-notice "Control passes to the member at 18"
* #coverage-end "Coverage about to end"
* #eligibility-support "Eligibility support"
* #pa-assistance "Help with a prior authorization"
* #reassessment-trigger "Reassessment after a great change"
* #transfer-hand-over "Hand-over to another provider"
* #program-decision "Decision on a program referral"
* #data-request "Data request"
* #site-visit "Site visit"
* #audit-request "Audit request"
* #medical-necessity-request "Request for a medical necessity review"
* #report-due "Report due"
* #letter-due "Letter due"
* #plan-proposal "Plan proposed by another party"
* #csp-attempt "CSP: attempt to contact"
* #csp-contact-24h "CSP: contact within 24 hours"
* #supervisor-approval "Supervisor approval"
* #corrective-action "Corrective action"
* #readiness-item "Readiness item"
* #overlap-query "Query about overlapping services"
* #iep-request "Request for an evaluation for special education"
* #emergency-access-review "Review of an emergency access" "Somebody broke the glass; whoever answers for privacy looks whether they had to."
* #504-request "Request for a plan under section 504"

ValueSet: TaskKindValues
Id: task-kind
Title: "Kind of task"
Description: "Every code of the kind of task code system."
* insert LocalCodes
* include codes from system TaskKind
