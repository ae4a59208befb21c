Instance: cares-pmpm
InstanceOf: Measure
Title: "Payment eligibility of a month"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-pmpm"
* version = "0.1.0"
* name = "CaresPmpm"
* title = "Payment eligibility of a month"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* description = "Whether a month of a member is payable to a provider (CARES-PAY-01). One group answers; each other group is one test. A report is advice for a claim, not a payment decision."
* subjectCodeableConcept = http://hl7.org/fhir/resource-types#Patient
* scoring = http://terminology.hl7.org/CodeSystem/measure-scoring#cohort
* group[+].code = PmpmAnswer#payable
* group[=].description = "1 when every test holds, else 0."
* group[+].code = Requirement#CARES-ELG-01
* group[=].description = "The test of CARES-ELG-01."
* group[+].code = Requirement#CARES-ELG-02
* group[=].description = "The test of CARES-ELG-02."
* group[+].code = Requirement#CARES-PRV-02
* group[=].description = "The test of CARES-PRV-02."
* group[+].code = Requirement#CARES-PRV-03
* group[=].description = "The test of CARES-PRV-03."
* group[+].code = Requirement#CARES-PAY-02
* group[=].description = "The test of CARES-PAY-02."
* group[+].code = Requirement#CARES-PAY-04
* group[=].description = "The test of CARES-PAY-04."
* group[+].code = Requirement#CARES-PAY-05
* group[=].description = "The test of CARES-PAY-05."
* group[+].code = Requirement#CARES-PAY-06
* group[=].description = "The test of CARES-PAY-06."
* group[+].code = Requirement#CARES-PAY-07
* group[=].description = "The test of CARES-PAY-07."
