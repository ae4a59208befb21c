Profile: CaresPatient
Parent: $USCorePatient
Id: cares-patient
Title: "CARES member"
Description: "A member of MassHealth under 21 with medically complex needs. Age, language and the way to be met decide much of the program, so they are on the member."
* insert Published
* identifier ^slicing.discriminator[0].type = #value
* identifier ^slicing.discriminator[0].path = "system"
* identifier ^slicing.rules = #open
* identifier contains masshealth 1..1 MS
* identifier[masshealth] ^short = "MassHealth member ID"
* identifier[masshealth] ^requirements = "LAW-10"
* identifier[masshealth].type 1..1
* identifier[masshealth].type = $v2-0203#MA
* identifier[masshealth].system = "https://cares-fhir.example.org/sid/masshealth-member-id"
* identifier[masshealth].value obeys member-id
* birthDate 1..1 MS
* birthDate obeys whole-day
* birthDate ^requirements = "TIME-07"
* communication MS
* communication.preferred MS
* communication ^short = "Languages, the chosen one preferred (CARES-COO-11)"
* generalPractitioner MS
* generalPractitioner ^short = "The PCP, to whom every final plan goes (CARES-ICP-07)"
* extension contains
    AccessibilityNeedExtension named accessibilityNeed 0..* MS and
    MinorConsentBasisExtension named minorConsentBasis 0..* and
    PreferredContactModeExtension named preferredContactMode 0..1 MS
