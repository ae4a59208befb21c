Instance: comprehensive-assessment
InstanceOf: Questionnaire
Title: "Comprehensive assessment"
Description: "Initial, annual, event-triggered or abbreviated assessment (CARES-ASM-01 to 10). Each of the four sections is answered, or said to have no need. A rule reads the linkIds."
Usage: #definition
* url = "https://cares-fhir.example.org/Questionnaire/comprehensive-assessment"
* version = "0.1.0"
* name = "ComprehensiveAssessment"
* title = "Comprehensive assessment"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* description = "Initial, annual, event-triggered or abbreviated assessment (CARES-ASM-01 to 10). Each of the four sections is answered, or said to have no need. A rule reads the linkIds."
* subjectType = #Patient
* item[+].linkId = "medical"
* item[=].text = "Medical needs"
* item[=].type = #group
* item[=].item[+].linkId = "medical-history"
* item[=].item[=].text = "Medical history"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "behavioral-history"
* item[=].item[=].text = "Behavioral health history"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "medical-none-identified"
* item[=].item[=].text = "No medical needs identified"
* item[=].item[=].type = #boolean
* item[+].linkId = "social"
* item[=].text = "Social needs"
* item[=].type = #group
* item[=].item[+].linkId = "personal-circumstances"
* item[=].item[=].text = "Personal circumstances"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "social-circumstances"
* item[=].item[=].text = "Social circumstances"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "housing"
* item[=].item[=].text = "Is there a need with housing?"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/social-need-answer"
* item[=].item[+].linkId = "nutrition"
* item[=].item[=].text = "Is there a need with food (SNAP, WIC)?"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/social-need-answer"
* item[=].item[+].linkId = "utilities"
* item[=].item[=].text = "Is there a need with utilities?"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/social-need-answer"
* item[=].item[+].linkId = "transport"
* item[=].item[=].text = "Is there a need with transport?"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/social-need-answer"
* item[=].item[+].linkId = "social-none-identified"
* item[=].item[=].text = "No social needs identified"
* item[=].item[=].type = #boolean
* item[+].linkId = "educational"
* item[=].text = "Educational needs"
* item[=].type = #group
* item[=].item[+].linkId = "educational-circumstances"
* item[=].item[=].text = "Educational circumstances"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "has-iep"
* item[=].item[=].text = "Has an individualized education program (IEP)?"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/school-answer"
* item[=].item[+].linkId = "iep-date"
* item[=].item[=].text = "Date of the current IEP"
* item[=].item[=].type = #date
* item[=].item[+].linkId = "has-504"
* item[=].item[=].text = "Has a Section 504 plan?"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/school-answer"
* item[=].item[+].linkId = "504-date"
* item[=].item[=].text = "Date of the current 504 plan"
* item[=].item[=].type = #date
* item[=].item[+].linkId = "school-services"
* item[=].item[=].text = "Services and supports at school"
* item[=].item[=].type = #string
* item[=].item[=].repeats = true
* item[=].item[+].linkId = "educational-none-identified"
* item[=].item[=].text = "No educational needs identified"
* item[=].item[=].type = #boolean
* item[+].linkId = "emotional"
* item[=].text = "Emotional needs"
* item[=].type = #group
* item[=].item[+].linkId = "behavioral-circumstances"
* item[=].item[=].text = "Behavioral and emotional circumstances"
* item[=].item[=].type = #text
* item[=].item[+].linkId = "emotional-none-identified"
* item[=].item[=].text = "No emotional needs identified"
* item[=].item[=].type = #boolean
* item[+].linkId = "identified-need"
* item[=].text = "Identified need"
* item[=].type = #group
* item[=].repeats = true
* item[=].item[+].linkId = "need-id"
* item[=].item[=].text = "Id of the need"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "domain"
* item[=].item[=].text = "Domain"
* item[=].item[=].type = #choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/icp-domain"
* item[=].item[+].linkId = "status"
* item[=].item[=].text = "Status"
* item[=].item[=].type = #open-choice
* item[=].item[=].answerValueSet = "https://cares-fhir.example.org/ValueSet/need-status"
* item[=].item[+].linkId = "date"
* item[=].item[=].text = "Day on which it was identified"
* item[=].item[=].type = #date
* item[=].item[+].linkId = "need"
* item[=].item[=].text = "The need (Condition)"
* item[=].item[=].type = #reference
* item[+].linkId = "needs"
* item[=].text = "Have the needs changed greatly?"
* item[=].type = #boolean
* item[+].linkId = "conditions"
* item[=].text = "Have the conditions changed greatly?"
* item[=].type = #boolean
* item[+].linkId = "preferences"
* item[=].text = "Have the preferences changed greatly?"
* item[=].type = #boolean
* item[+].linkId = "risk-rescreen"
* item[=].text = "Rescreen for risk"
* item[=].type = #group
* item[=].item[+].linkId = "risk-level"
* item[=].item[=].text = "Level of risk now, beside the last one"
* item[=].item[=].type = #string
* item[=].item[+].linkId = "risk-note"
* item[=].item[=].text = "What was found"
* item[=].item[=].type = #text
* item[+].linkId = "still-eligible"
* item[=].text = "Is the member still eligible?"
* item[=].type = #boolean
