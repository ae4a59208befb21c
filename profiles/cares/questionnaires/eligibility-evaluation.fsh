Instance: cares-eligibility-evaluation
InstanceOf: Questionnaire
Title: "CARES eligibility evaluation"
Description: "The recorded clinical judgment of CARES-ELG-03. Carried out and written down whatever its result (CARES-ELG-04). A rule reads the linkIds."
Usage: #definition
* url = "https://cares-fhir.example.org/Questionnaire/cares-eligibility-evaluation"
* version = "0.1.0"
* name = "CaresEligibilityEvaluation"
* title = "CARES eligibility evaluation"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* description = "The recorded clinical judgment of CARES-ELG-03. Carried out and written down whatever its result (CARES-ELG-04). A rule reads the linkIds."
* subjectType = #Patient
* item[+].linkId = "regulation-section"
* item[=].text = "Section of the regulation relied on"
* item[=].type = #string
* item[+].linkId = "determination"
* item[=].text = "Determination"
* item[=].type = #choice
* item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/determination"
* item[+].linkId = "reason"
* item[=].text = "Reason, when not eligible"
* item[=].type = #text
* item[+].linkId = "determiner"
* item[=].text = "Clinician who determined"
* item[=].type = #reference
* item[+].linkId = "date"
* item[=].text = "Day of the determination"
* item[=].type = #date
* item[+].linkId = "evidence"
* item[=].text = "Evidence"
* item[=].type = #reference
* item[=].repeats = true
* item[+].linkId = "multi-organ-chronic-disease"
* item[=].text = "Chronic disease of more than one organ system?"
* item[=].type = #boolean
* item[+].linkId = "functional-limitation"
* item[=].text = "Functional limitation?"
* item[=].type = #boolean
* item[+].linkId = "ongoing-technology-use"
* item[=].text = "Ongoing use of technology?"
* item[=].type = #boolean
* item[+].linkId = "high-resource-need"
* item[=].text = "High need of resources?"
* item[=].type = #boolean
