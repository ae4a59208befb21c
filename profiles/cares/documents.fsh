// A document of this server: sections are there even when empty, with emptyReason instead of silence.
RuleSet: ProgramDocument
* insert Published
* subject 1..1 MS
* subject only Reference(Patient)
* date MS
* custodian MS
* section 1..* MS
* section.title 1..1 MS
* section.code 1..1 MS
* section ^slicing.discriminator[0].type = #pattern
* section ^slicing.discriminator[0].path = "code"
* section ^slicing.rules = #open

RuleSet: DocumentOf(composition)
* insert Published
* type = #document
* identifier 1..1 MS
* timestamp 1..1 MS
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1
* entry ^slicing.discriminator[0].type = #type
* entry ^slicing.discriminator[0].path = "resource"
* entry ^slicing.rules = #open
* entry contains composition 1..1
* entry[composition].resource only {composition}

Profile: CaresIcpDocument
Parent: $clinicaldocument
Id: cares-icp-document
Title: "Individual Care Plan document"
Description: "The plan as the family and its recipients read it (CARES-ICP-07 to 16)."
* insert ProgramDocument
* type = $loinc#18776-5
* insert KindSlicing(category)
* category contains kind 1..1 MS
* category[kind] = DocumentKind#icp
* section contains careTeam 1..1 MS and healthSummary 1..1 MS and services 1..1 MS and goals 1..1 MS and education 1..1 MS and socialNeeds 1..1 MS and steps 1..1 MS and transitions 1..1 MS and emergencyPlan 1..1 MS and accessibility 0..1
* section[careTeam].code = DocumentSection#care-team
* section[healthSummary].code = DocumentSection#health-summary
* section[services].code = DocumentSection#services
* section[goals].code = DocumentSection#goals
* section[education].code = DocumentSection#education
* section[socialNeeds].code = DocumentSection#social-needs
* section[steps].code = DocumentSection#steps
* section[transitions].code = DocumentSection#transitions
* section[emergencyPlan].code = DocumentSection#emergency-plan
* section[accessibility].code = DocumentSection#accessibility

Profile: CaresIcpBundle
Parent: Bundle
Id: cares-icp-bundle
Title: "Individual Care Plan document, as a document"
Description: "The document Bundle: the Composition and everything it names."
* insert DocumentOf(CaresIcpDocument)

Profile: CaresEmergencyDocument
Parent: $clinicaldocument
Id: cares-emergency-document
Title: "Emergency document"
Description: "What emergency staff read, made from live records; says how old each part is (CARES-EMG-01 to 03)."
* insert ProgramDocument
* type = $loinc#18776-5
* insert KindSlicing(category)
* category contains kind 1..1 MS
* category[kind] = DocumentKind#emergency-plan
* section contains medications 1..1 MS and allergies 1..1 MS and accommodations 1..1 MS and providers 1..1 MS and conditions 0..1
* section[medications].code = DocumentSection#medications
* section[allergies].code = DocumentSection#allergies
* section[accommodations].code = DocumentSection#accommodations
* section[providers].code = DocumentSection#providers
* section[conditions].code = DocumentSection#conditions
* extension contains LastReviewedExtension named lastReviewed 0..1 MS and SourceVersionExtension named sourceVersion 0..* MS

Profile: CaresEmergencyBundle
Parent: Bundle
Id: cares-emergency-bundle
Title: "Emergency document, as a document"
Description: "The document Bundle: the Composition and everything it names."
* insert DocumentOf(CaresEmergencyDocument)

Profile: CaresAftercareDocument
Parent: $clinicaldocument
Id: cares-aftercare-document
Title: "Aftercare document"
Description: "The five parts of the aftercare and transition plan (CARES-REM-11)."
* insert ProgramDocument
* type = $loinc#18776-5
* insert KindSlicing(category)
* category contains kind 1..1 MS
* category[kind] = DocumentKind#aftercare-plan
* section contains ending 1..1 MS and recommendations 1..1 MS and referrals 1..1 MS and services 1..1 MS and treatments 1..1 MS
* section[ending].code = DocumentSection#ending
* section[recommendations].code = DocumentSection#recommendations
* section[referrals].code = DocumentSection#referrals
* section[services].code = DocumentSection#services
* section[treatments].code = DocumentSection#treatments

Profile: CaresAftercareBundle
Parent: Bundle
Id: cares-aftercare-bundle
Title: "Aftercare document, as a document"
Description: "The document Bundle: the Composition and everything it names."
* insert DocumentOf(CaresAftercareDocument)

Profile: CaresTransitionDocument
Parent: $clinicaldocument
Id: cares-transition-document
Title: "Transition document"
Description: "The plan for the transition to adulthood (CARES-TRA-02)."
* insert ProgramDocument
* type = $loinc#18776-5
* insert KindSlicing(category)
* category contains kind 1..1 MS
* category[kind] = DocumentKind#transition-plan
* section contains goals 1..1 MS and medicalSummary 1..1 MS and emergencyPlan 1..1 MS and factSheet 0..1 and legalPapers 0..1
* section[goals].code = DocumentSection#goals
* section[medicalSummary].code = DocumentSection#medical-summary
* section[emergencyPlan].code = DocumentSection#emergency-plan
* section[factSheet].code = DocumentSection#fact-sheet
* section[legalPapers].code = DocumentSection#legal-papers

Profile: CaresTransitionBundle
Parent: Bundle
Id: cares-transition-bundle
Title: "Transition document, as a document"
Description: "The document Bundle: the Composition and everything it names."
* insert DocumentOf(CaresTransitionDocument)
