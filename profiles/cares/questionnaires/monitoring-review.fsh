Instance: monitoring-review
InstanceOf: Questionnaire
Title: "Monitoring review"
Description: "The review at least every six months (CARES-MON-01, CARES-MON-02). A no needs an action, an owner and a day. A rule reads the linkIds."
Usage: #definition
* url = "https://cares-fhir.example.org/Questionnaire/monitoring-review"
* version = "0.1.0"
* name = "MonitoringReview"
* title = "Monitoring review"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* description = "The review at least every six months (CARES-MON-01, CARES-MON-02). A no needs an action, an owner and a day. A rule reads the linkIds."
* subjectType = #Patient
* item[+].linkId = "services-as-planned"
* item[=].text = "Are services given as planned?"
* item[=].type = #boolean
* item[+].linkId = "services-adequate"
* item[=].text = "Are they adequate?"
* item[=].type = #boolean
* item[+].linkId = "changes-reflected"
* item[=].text = "Are changes reflected in the plan?"
* item[=].type = #boolean
* item[+].linkId = "comment"
* item[=].text = "Comment"
* item[=].type = #text
* item[+].linkId = "follow-up-action"
* item[=].text = "Action for a no"
* item[=].type = #group
* item[=].repeats = true
* item[=].item[+].linkId = "action"
* item[=].item[=].text = "What will be done"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "action-owner"
* item[=].item[=].text = "Who will do it"
* item[=].item[=].type = #reference
* item[=].item[+].linkId = "action-due"
* item[=].item[=].text = "By when"
* item[=].item[=].type = #date
