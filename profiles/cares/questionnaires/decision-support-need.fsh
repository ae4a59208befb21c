Instance: decision-support-need
InstanceOf: Questionnaire
Title: "Need for decision support"
Description: "Whether the member will need support with decisions as an adult, guardianship included (CARES-TRA-04)."
Usage: #definition
* url = "https://cares-fhir.example.org/Questionnaire/decision-support-need"
* version = "0.1.0"
* name = "DecisionSupportNeed"
* title = "Need for decision support"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* description = "Whether the member will need support with decisions as an adult, guardianship included (CARES-TRA-04)."
* subjectType = #Patient
* item[+].linkId = "decision-support"
* item[=].text = "Is decision support needed?"
* item[=].type = #boolean
* item[+].linkId = "guardianship"
* item[=].text = "Is guardianship needed?"
* item[=].type = #boolean
* item[+].linkId = "determination-date"
* item[=].text = "Day of the determination"
* item[=].type = #date
* item[+].linkId = "note"
* item[=].text = "Reason"
* item[=].type = #text
