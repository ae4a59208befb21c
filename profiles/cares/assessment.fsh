Invariant: assessment-of-this-form
Description: "A comprehensive assessment answers the questionnaire comprehensive-assessment."
* severity = #error
* expression = "questionnaire.startsWith('https://cares-fhir.example.org/Questionnaire/comprehensive-assessment')"

Profile: CaresAssessment
Parent: $USCoreQuestionnaireResponse
Id: cares-assessment
Title: "Comprehensive assessment"
Description: "Initial, annual, event-triggered or abbreviated. Only a completed one stops a clock; a blank section is named when it is completed (CARES-ASM-01, CARES-ASM-02)."
* insert Published
* obeys assessment-of-this-form
* questionnaire 1..1 MS
* authored 1..1 MS
* authored obeys whole-day
* author MS
* extension contains
    AssessmentKindExtension named kind 1..1 MS and
    InformationSourceExtension named informationSource 0..* MS and
    ConsultedExtension named consulted 0..* MS and
    EnrollmentExtension named enrollment 0..1 and
    FirstCompletedOnExtension named firstCompletedOn 0..1
* extension[kind] ^requirements = "CARES-ASM-01"

Invariant: need-has-domain
Description: "Each need has a domain (CARES-ASM-03)."
* severity = #error
* requirements = "CARES-ASM-03"
* expression = "category.coding.where(system = 'https://cares-fhir.example.org/CodeSystem/icp-domain').exists()"

Profile: CaresNeed
Parent: $USCoreCondition
Id: cares-need
Title: "Identified need"
Description: "A need of the member or family, with domain, status and date; later it links to a goal, or to a decision to do nothing (CARES-ASM-03)."
* insert Published
* obeys need-has-domain
* category MS
* insert LocalCoding(category, domain, 0..1, icp-domain, IcpDomainValues)
* category ^short = "health-concern, and the domain (icp-domain)"
* clinicalStatus MS
* recordedDate MS
* extension contains
    NoActionExtension named noAction 0..1 MS and
    ManagementEndedExtension named managementEnded 0..1

Profile: CaresSocialNeed
Parent: $USCoreObservationScreening
Id: cares-social-need
Title: "Social need"
Description: "What the family answered about housing, nutrition, utilities or transport (CARES-ICP-13)."
* insert Published
* code 1..1 MS
* insert LocalCoding(code, domain, 1..1, social-need-domain, SocialNeedDomainValues)
* effective[x] 1..1 MS
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept from SocialNeedAnswerValues (required)
* valueCodeableConcept ^requirements = "CARES-ICP-13"
