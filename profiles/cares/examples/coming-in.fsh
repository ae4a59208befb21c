Instance: masshealth
InstanceOf: $USCoreOrganization
Title: "MassHealth"
Usage: #example
* active = true
* name = "MassHealth"

Instance: noors-coverage
InstanceOf: CaresCoverage
Title: "Noor's MassHealth CommonHealth"
Description: "Cover that qualifies, through an accountable care partnership plan."
* identifier[memberid].type = $v2-0203#MB
* identifier[memberid].system = "https://cares-fhir.example.org/sid/masshealth-member-id"
* identifier[memberid].value = "100482216073"
* status = #active
* type.coding[masshealth] = MasshealthCoverageType#commonhealth
* type.coding[1] = $sopt#2 "MEDICAID"
* subscriberId = "100482216073"
* beneficiary = Reference(noor)
* relationship = http://terminology.hl7.org/CodeSystem/subscriber-relationship#self
* period.start = "2019-10-01"
* payor = Reference(masshealth)
* order = 1
* class[plan].type = $coverage-class#plan
* class[plan].value = "acpp"
* class[plan].name = "Bay Colony Children's Partnership Plan"

Instance: noors-consent
InstanceOf: CaresProgramConsent
Title: "Consent to enroll Noor"
Description: "Signed by her mother before the effective date."
* status = #active
* scope = $consentscope#treatment
* category[kind] = ConsentKind#program-enrollment
* category[loinc] = $loinc#59284-0
* patient = Reference(noor)
* dateTime = "2024-02-08T15:20:00-05:00"
* performer = Reference(noors-mother)
* policyRule.text = "Consent of the family to take part in CARES for Kids"

Instance: noors-release
InstanceOf: CaresRelease
Title: "Release to Noor's school"
Description: "The care plan's education section may go to the school nurse for a year."
* status = #active
* scope = $consentscope#patient-privacy
* category[kind] = ConsentKind#release
* category[loinc] = $loinc#64292-6
* patient = Reference(noor)
* dateTime = "2024-02-08T15:30:00-05:00"
* performer = Reference(noors-mother)
* policyRule = $consentpolicycodes#hipaa-auth
* sourceAttachment.contentType = #text/plain
* sourceAttachment.data = "U2lnbmVkIHJlbGVhc2Ugb2YgaW5mb3JtYXRpb24u"
* provision.type = #permit
* provision.period.start = "2024-02-08"
* provision.period.end = "2025-02-07"
* provision.actor[0].role = $v3-ParticipationType#CST
* provision.actor[0].reference = Reference(merrimack)
* provision.actor[1].role = $v3-ParticipationType#IRCP
* provision.actor[1].reference.display = "Oliver Street School, school nurse"
* provision.purpose = $v3-ActReason#TREAT
* provision.class.system = "http://hl7.org/fhir/resource-types"
* provision.class.code = #CarePlan
* verification.verified = true
* verification.verificationDate = "2024-02-08"
* extension[representativeAuthority].valueString = "Mother of a minor"
* extension[requiredStatements].extension[right-to-revoke].valueBoolean = true
* extension[requiredStatements].extension[no-conditioning].valueBoolean = true
* extension[requiredStatements].extension[redisclosure].valueBoolean = true
* extension[requiredStatements].extension[form-version].valueString = "2023-07"

Instance: noors-enrollment
InstanceOf: CaresEnrollment
Title: "Noor's enrollment"
Description: "Active since 15 February 2024; intake was on 10 January."
* status = #active
* type[program] = Program#cares
* patient = Reference(noor)
* managingOrganization = Reference(merrimack)
* period.start = "2024-02-15"
* period.end = "2037-09-13"
* careManager = Reference(luis-cc)
* team = Reference(noors-team)
* extension[serviceLocation].valueReference = Reference(merrimack-lawrence)
* extension[intakeDate].valueDate = "2024-01-10"

Instance: rights-explained
InstanceOf: CaresContact
Title: "Rights and responsibilities explained"
Description: "In Arabic, before the effective date."
* language = #ar
* status = #completed
* category = CommunicationKind#rights-and-responsibilities
* subject = Reference(noor)
* recipient = Reference(noors-mother)
* sender = Reference(luis-cc)
* sent = "2024-02-08T15:00:00-05:00"
* payload.contentString = "Rights and responsibilities of families in CARES for Kids, explained with an interpreter."

Instance: enrollment-letter
InstanceOf: CaresLetter
Title: "Noor's enrollment letter"
Description: "As it went out by certified mail."
* status = #current
* type = $loinc#51852-2
* category = DocumentKind#enrollment-letter
* subject = Reference(noor)
* date = "2024-02-20T10:00:00-05:00"
* author = Reference(merrimack)
* content.attachment.contentType = #text/plain
* content.attachment.language = #en
* content.attachment.data = "WW91ciBDQVJFUyBzZXJ2aWNlcyBiZWdpbiBvbiBGZWJydWFyeSAxNSwgMjAyNC4="
