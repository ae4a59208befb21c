Extension: AccessibilityNeedExtension
Id: accessibility-need
Title: "Accessibility need"
Description: "What somebody needs in order to take part, or the code none (CARES-COO-11, CARES-ICP-14)."
Context: Patient, RelatedPerson, ServiceRequest, Task, Appointment
* insert Published
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from AccessibilityNeedValues (preferred)
* value[x] obeys accessibility-said

Extension: MinorConsentBasisExtension
Id: minor-consent-basis
Title: "Basis on which a minor may consent"
Description: "Why this minor may consent to care alone (CARES-CON-05, CARES-REM-08)."
Context: Patient
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from MinorConsentBasisValues (required)
* value[x] ^requirements = "CARES-CON-05"

Extension: PreferredContactModeExtension
Id: preferred-contact-mode
Title: "Preferred mode of contact"
Description: "How the family wants to be met (CARES-COO-02)."
Context: Patient, RelatedPerson
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from ContactModeValues (required)
* value[x] ^requirements = "CARES-COO-02"

Extension: LegalAuthorityExtension
Id: legal-authority
Title: "Legal authority"
Description: "By what authority this person acts for the member, since when, and for what (CARES-CON-05)."
Context: RelatedPerson
* insert Published
* extension contains
    kind 1..1 and
    document 0..1 and
    allows 0..* and
    agency 0..1 and
    custodian 0..1 and
    part 0..* and
    period 0..1
* extension[kind] ^short = "The authority"
* extension[kind].value[x] 1..1
* extension[kind].value[x] only code
* extension[kind].value[x] from LegalAuthorityValues (required)
* extension[kind].value[x] ^requirements = "CARES-CON-05"
* extension[document] ^short = "The paper that gives it"
* extension[document].value[x] 1..1
* extension[document].value[x] only Reference(DocumentReference)
* extension[allows] ^short = "What a caregiver's document lets them sign"
* extension[allows].value[x] 1..1
* extension[allows].value[x] only code
* extension[allows].value[x] from ConsentKindValues (required)
* extension[allows].value[x] ^requirements = "CARES-CON-05"
* extension[agency] ^short = "Which agency has custody: DCF or DYS"
* extension[agency].value[x] 1..1
* extension[agency].value[x] only code
* extension[agency].value[x] from AgencyValues (required)
* extension[custodian] ^short = "The agency's own record"
* extension[custodian].value[x] 1..1
* extension[custodian].value[x] only Reference(Organization)
* extension[part] ^short = "A part of the record that the order names, as a type of record; none: it opens nothing"
* extension[part].value[x] 1..1
* extension[part].value[x] only code
* extension[period] ^short = "While it runs"
* extension[period].value[x] 1..1
* extension[period].value[x] only Period
* obeys caregiver-has-document

Extension: CategoryNoneExtension
Id: category-none
Title: "Nobody of this kind"
Description: "No one of this role is on the team, and why (CARES-ASN-02)."
Context: CareTeam
* insert Published
* extension contains
    category 1..1 and
    reason 1..1
* extension[category] ^short = "Role that nobody fills"
* extension[category].value[x] 1..1
* extension[category].value[x] only code
* extension[category].value[x] from CaresRoleValues (required)
* extension[category].value[x] ^requirements = "CARES-ASN-02"
* extension[reason] ^short = "Why"
* extension[reason].value[x] 1..1
* extension[reason].value[x] only string

Extension: ExperienceExtension
Id: experience
Title: "Experience"
Description: "A period of work that counts towards the qualification of a role (CARES-STF-07 to 14)."
Context: Practitioner
* insert Published
* extension contains
    kind 1..1 and
    period 1..1
* extension[kind] ^short = "What it counts as"
* extension[kind].value[x] 1..1
* extension[kind].value[x] only code
* extension[kind].value[x] from ExperienceKindValues (required)
* extension[kind].value[x] ^requirements = "CARES-STF-07"
* extension[period] ^short = "From and to, both days included"
* extension[period].value[x] 1..1
* extension[period].value[x] only Period

Extension: BackupForExtension
Id: backup-for
Title: "Backup for"
Description: "The post that this role covers during an absence (CARES-STF-04)."
Context: PractitionerRole
* insert Published
* value[x] 1..1
* value[x] only Reference(PractitionerRole)

Extension: SupervisorExtension
Id: supervisor
Title: "Supervisor"
Description: "Who supervises this role (CARES-STF-14)."
Context: PractitionerRole
* insert Published
* value[x] 1..1
* value[x] only Reference(PractitionerRole)

Extension: AbsenceReasonExtension
Id: absence-reason
Title: "Reason of absence"
Description: "Why this participant did not come (AMB-44, CARES-STF-15)."
Context: Appointment.participant
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from AbsenceReasonValues (required)
* value[x] ^requirements = "CARES-STF-15"

Invariant: accessibility-said
Description: "An accessibility need names a code or says in words what is needed."
* severity = #error
* expression = "coding.exists() or text.exists()"

Invariant: caregiver-has-document
Description: "A caregiver's authority rests on a recorded document (CARES-CON-05, AMB-52)."
* severity = #error
* requirements = "CARES-CON-05"
* expression = "extension.where(url = 'kind').value = 'caregiver-authorization' implies extension.where(url = 'document').exists()"

Extension: AccreditedExtension
Id: accredited
Title: "Accredited"
Description: "The degree is from an accredited school (CARES-STF-12, CARES-STF-14)."
Context: Practitioner.qualification
* insert Published
* value[x] 1..1
* value[x] only boolean
