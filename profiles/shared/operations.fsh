Instance: propose-icp
InstanceOf: OperationDefinition
Title: "Propose an Individual Care Plan"
Description: "Assembles a plan from the record, says what is missing and why it is required, and shows what changed since the current plan. Stores nothing."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/propose-icp"
* version = "0.1.0"
* name = "ProposeIcp"
* title = "Propose an Individual Care Plan"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Assembles a plan from the record, says what is missing and why it is required, and shows what changed since the current plan. Stores nothing."
* affectsState = false
* code = #propose-icp
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #assessment
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Id of the QuestionnaireResponse to work from; by default the latest completed one."
* parameter[=].type = #string
* parameter[+].name = #language
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Language of headings and statements, e.g. en or es."
* parameter[=].type = #code
* parameter[+].name = #plan
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The plan with its goals and links."
* parameter[=].type = #Bundle
* parameter[+].name = #missing
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "One issue for each required content that was not found, with its requirement ID."
* parameter[=].type = #OperationOutcome
* parameter[+].name = #changes
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One difference from the current plan."
* parameter[=].part[+].name = #path
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Where"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #before
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What the current plan says"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #after
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What the new plan says"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The record it came from"
* parameter[=].part[=].type = #Reference

Instance: generate-icp
InstanceOf: OperationDefinition
Title: "Generate an Individual Care Plan"
Description: "As propose-icp, after storing the draft with its goals and links in one transaction."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/generate-icp"
* version = "0.1.0"
* name = "GenerateIcp"
* title = "Generate an Individual Care Plan"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "As propose-icp, after storing the draft with its goals and links in one transaction."
* affectsState = true
* code = #generate-icp
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #assessment
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Id of the QuestionnaireResponse to work from; by default the latest completed one."
* parameter[=].type = #string
* parameter[+].name = #language
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Language of headings and statements, e.g. en or es."
* parameter[=].type = #code
* parameter[+].name = #plan
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The plan with its goals and links."
* parameter[=].type = #Bundle
* parameter[+].name = #missing
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "One issue for each required content that was not found, with its requirement ID."
* parameter[=].type = #OperationOutcome
* parameter[+].name = #changes
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "One difference from the current plan."
* parameter[=].part[+].name = #path
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Where"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #before
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What the current plan says"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #after
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What the new plan says"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #source
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 0
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "The record it came from"
* parameter[=].part[=].type = #Reference

Instance: summary
InstanceOf: OperationDefinition
Title: "Summary document"
Description: "One document of the member: an ICP, an emergency, aftercare or transition document, or the International Patient Summary. FHIR, HTML or PDF by Accept."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/summary"
* version = "0.1.0"
* name = "Summary"
* title = "Summary document"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "One document of the member: an ICP, an emergency, aftercare or transition document, or the International Patient Summary. FHIR, HTML or PDF by Accept."
* affectsState = false
* code = #summary
* base = "http://hl7.org/fhir/uv/ips/OperationDefinition/summary"
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #profile
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Canonical of the document Bundle: cares-icp-bundle, cares-emergency-bundle, cares-aftercare-bundle, cares-transition-bundle, or the Bundle of IPS (the default)."
* parameter[=].type = #canonical
* parameter[+].name = #language
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Language of headings and statements, e.g. en or es."
* parameter[=].type = #code
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The document."
* parameter[=].type = #Bundle

Instance: emergency-plan
InstanceOf: OperationDefinition
Title: "Emergency plan in one call"
Description: "The emergency document of one member, for a stated purpose. Without an id the member is found by member ID with birth date, or by name and birth date; the answer is one document or 404, never candidates (CARES-EMG-02)."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/emergency-plan"
* version = "0.1.0"
* name = "EmergencyPlan"
* title = "Emergency plan in one call"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "The emergency document of one member, for a stated purpose. Without an id the member is found by member ID with birth date, or by name and birth date; the answer is one document or 404, never candidates (CARES-EMG-02)."
* affectsState = false
* code = #emergency-plan
* resource[+] = #Patient
* system = false
* type = true
* instance = true
* parameter[+].name = #purpose
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "ETREAT or TREAT; by default the purpose that the client is registered with."
* parameter[=].type = #code
* parameter[+].name = #identifier
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "MassHealth member ID, at the type level, with birthdate."
* parameter[=].type = #string
* parameter[+].name = #family
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Family name, at the type level, with given and birthdate."
* parameter[=].type = #string
* parameter[+].name = #given
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Given name."
* parameter[=].type = #string
* parameter[+].name = #birthdate
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Birth date, at the type level."
* parameter[=].type = #date
* parameter[+].name = #language
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Language of headings and statements, e.g. en or es."
* parameter[=].type = #code
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The emergency document."
* parameter[=].type = #Bundle

Instance: record-follow-up
InstanceOf: OperationDefinition
Title: "Record the follow-up of a referral"
Description: "Says whether the referred service came and met the need, or why nobody could ask; updates the follow-up task (CARES-MON-05, CARES-MON-07)."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/record-follow-up"
* version = "0.1.0"
* name = "RecordFollowUp"
* title = "Record the follow-up of a referral"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Says whether the referred service came and met the need, or why nobody could ask; updates the follow-up task (CARES-MON-05, CARES-MON-07)."
* affectsState = true
* code = #record-follow-up
* resource[+] = #ServiceRequest
* system = false
* type = false
* instance = true
* parameter[+].name = #made-on
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Day on which the follow-up was made."
* parameter[=].type = #date
* parameter[+].name = #informant
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Who answered."
* parameter[=].type = #code
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://cares-fhir.example.org/ValueSet/follow-up-informant"
* parameter[+].name = #received
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Was the service received?"
* parameter[=].type = #boolean
* parameter[+].name = #met-need
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Did it meet the need?"
* parameter[=].type = #boolean
* parameter[+].name = #reason-not-made
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Why the follow-up was not made."
* parameter[=].type = #code
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://cares-fhir.example.org/ValueSet/follow-up-exception"
* parameter[+].name = #note
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "In words; needed with the reason other."
* parameter[=].type = #string
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The follow-up task, updated."
* parameter[=].type = #Task

Instance: clocks
InstanceOf: OperationDefinition
Title: "Clocks of a member"
Description: "Every clock of the member as it stands on a day, computed live: due day, state, anchor, requirement (TIME-12)."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/clocks"
* version = "0.1.0"
* name = "Clocks"
* title = "Clocks of a member"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Every clock of the member as it stands on a day, computed live: due day, state, anchor, requirement (TIME-12)."
* affectsState = false
* code = #clocks
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #on
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The day; by default today in America/New_York."
* parameter[=].type = #date
* parameter[+].name = #program
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "One program only."
* parameter[=].type = #code
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://cares-fhir.example.org/ValueSet/program"
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "Searchset of cares-program-clock tasks."
* parameter[=].type = #Bundle

Instance: billing-eligibility
InstanceOf: OperationDefinition
Title: "Month's payment eligibility"
Description: "Whether a month is payable, with every test and the facts it used; for a provider, over its roster (CARES-PAY-01). With Prefer: respond-async a roster is answered as NDJSON."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/billing-eligibility"
* version = "0.1.0"
* name = "BillingEligibility"
* title = "Month's payment eligibility"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Whether a month is payable, with every test and the facts it used; for a provider, over its roster (CARES-PAY-01). With Prefer: respond-async a roster is answered as NDJSON."
* affectsState = false
* code = #billing-eligibility
* resource[+] = #Patient
* resource[+] = #Organization
* system = false
* type = false
* instance = true
* parameter[+].name = #month
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "The month, YYYY-MM."
* parameter[=].type = #string
* parameter[+].name = #provider
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Id of the provider Organization; by default the one that the member is enrolled with."
* parameter[=].type = #string
* parameter[+].name = #as-of
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Judge by the record as it stood at this moment; by default now."
* parameter[=].type = #instant
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "MeasureReport cares-pmpm for a member; Bundle of them for a roster."
* parameter[=].type = #Resource

Instance: enrollment-status
InstanceOf: OperationDefinition
Title: "Enrollment status"
Description: "Is this member enrolled on this day, with whom, and who answers for them? An unknown and an unrelated member both get enrolled = false."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/enrollment-status"
* version = "0.1.0"
* name = "EnrollmentStatus"
* title = "Enrollment status"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Is this member enrolled on this day, with whom, and who answers for them? An unknown and an unrelated member both get enrolled = false."
* affectsState = false
* code = #enrollment-status
* resource[+] = #EpisodeOfCare
* system = false
* type = true
* instance = false
* parameter[+].name = #member-id
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "MassHealth member ID; either this or patient."
* parameter[=].type = #string
* parameter[+].name = #patient
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Id of the Patient."
* parameter[=].type = #string
* parameter[+].name = #on
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The day; by default today in America/New_York."
* parameter[=].type = #date
* parameter[+].name = #program
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The program; by default cares."
* parameter[=].type = #code
* parameter[=].binding.strength = #required
* parameter[=].binding.valueSet = "https://cares-fhir.example.org/ValueSet/program"
* parameter[+].name = #enrolled
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "Enrolled on that day?"
* parameter[=].type = #boolean
* parameter[+].name = #program
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The program."
* parameter[=].type = #code
* parameter[+].name = #period
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The enrollment."
* parameter[=].type = #Period
* parameter[+].name = #provider
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The provider Organization."
* parameter[=].type = #Reference
* parameter[+].name = #first-line-contact
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The role that answers for the member."
* parameter[=].type = #Reference
* parameter[+].name = #plan-date
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Day of the current final plan."
* parameter[=].type = #date

Instance: break-glass
InstanceOf: OperationDefinition
Title: "Break the glass"
Description: "Opens a member for emergency treatment for a short time. Audited, and the care team is told."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/break-glass"
* version = "0.1.0"
* name = "BreakGlass"
* title = "Break the glass"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Opens a member for emergency treatment for a short time. Audited, and the care team is told."
* affectsState = true
* code = #break-glass
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #reason
* parameter[=].use = #in
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "Why, in words."
* parameter[=].type = #string
* parameter[+].name = #until
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "When it closes again."
* parameter[=].type = #instant

Instance: trail
InstanceOf: OperationDefinition
Title: "Audit trail"
Description: "The server's own audit trail as AuditEvents after IHE's Basic Audit Log Patterns. For administrators and MassHealth."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/trail"
* version = "0.1.0"
* name = "Trail"
* title = "Audit trail"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "The server's own audit trail as AuditEvents after IHE's Basic Audit Log Patterns. For administrators and MassHealth."
* affectsState = false
* code = #trail
* resource[+] = #AuditEvent
* system = false
* type = true
* instance = false
* parameter[+].name = #patient
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Only events that concern this Patient's record."
* parameter[=].type = #string
* parameter[+].name = #agent
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Only what this registered client did: its client id."
* parameter[=].type = #string
* parameter[+].name = #action
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "C, R, U, D or E, as in AuditEvent.action."
* parameter[=].type = #code
* parameter[+].name = #_id
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "One event."
* parameter[=].type = #string
* parameter[+].name = #start
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "From the beginning of this year, month or day."
* parameter[=].type = #date
* parameter[+].name = #end
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "To the end of this year, month or day."
* parameter[=].type = #date
* parameter[+].name = #_count
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Events on a page."
* parameter[=].type = #integer
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "A searchset of AuditEvents, newest first."
* parameter[=].type = #Bundle

Instance: disclosures
InstanceOf: OperationDefinition
Title: "Accounting of disclosures"
Description: "To whom something of this member's record was told, when, what, for which purpose and what let them in, in the last six years unless start says otherwise (45 CFR 164.528). For the member, who acts for them, and who carries the enrollment."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/disclosures"
* version = "0.1.0"
* name = "Disclosures"
* title = "Accounting of disclosures"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "To whom something of this member's record was told, when, what, for which purpose and what let them in, in the last six years unless start says otherwise (45 CFR 164.528). For the member, who acts for them, and who carries the enrollment."
* affectsState = false
* code = #disclosures
* resource[+] = #Patient
* system = false
* type = false
* instance = true
* parameter[+].name = #start
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "From the beginning of this year, month or day."
* parameter[=].type = #date
* parameter[+].name = #end
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "To the end of this year, month or day."
* parameter[=].type = #date
* parameter[+].name = #_count
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Events on a page."
* parameter[=].type = #integer
* parameter[+].name = #return
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "A searchset of AuditEvents, newest first."
* parameter[=].type = #Bundle

Instance: explain-access
InstanceOf: OperationDefinition
Title: "Explain access"
Description: "Why the caller may, or may not, read this resource: the decision, each predicate's result, and what decided. A resource that is not to be seen is explained like one that does not exist."
Usage: #definition
* url = "https://cares-fhir.example.org/OperationDefinition/explain-access"
* version = "0.1.0"
* name = "ExplainAccess"
* title = "Explain access"
* status = #active
* kind = #operation
* experimental = false
* publisher = "cares-fhir"
* description = "Why the caller may, or may not, read this resource: the decision, each predicate's result, and what decided. A resource that is not to be seen is explained like one that does not exist."
* affectsState = false
* code = #explain-access
* resource[+] = #Resource
* system = false
* type = false
* instance = true
* parameter[+].name = #client
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "A registered client's id; for administrators."
* parameter[=].type = #string
* parameter[+].name = #user
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "Somebody who signs in: username, or what they are here as a reference; for administrators."
* parameter[=].type = #string
* parameter[+].name = #purpose
* parameter[=].use = #in
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "A purpose of use in place of the client's registered one; for administrators."
* parameter[=].type = #code
* parameter[+].name = #decision
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "1"
* parameter[=].documentation = "permit or deny"
* parameter[=].type = #code
* parameter[+].name = #predicate
* parameter[=].use = #out
* parameter[=].min = 1
* parameter[=].max = "*"
* parameter[=].documentation = "One condition of access: scope, role, or a way to members' records."
* parameter[=].part[+].name = #name
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Which"
* parameter[=].part[=].type = #string
* parameter[=].part[+].name = #result
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "Does it hold?"
* parameter[=].part[=].type = #boolean
* parameter[=].part[+].name = #why
* parameter[=].part[=].use = #out
* parameter[=].part[=].min = 1
* parameter[=].part[=].max = "1"
* parameter[=].part[=].documentation = "What it looked at"
* parameter[=].part[=].type = #string
* parameter[+].name = #decided
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "1"
* parameter[=].documentation = "The way that led to the resource"
* parameter[=].type = #string
* parameter[+].name = #by
* parameter[=].use = #out
* parameter[=].min = 0
* parameter[=].max = "*"
* parameter[=].documentation = "A record by which it led there: the relationship, the Consent; as far as the asker may read it."
* parameter[=].type = #Reference
