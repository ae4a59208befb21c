Extension: ContactModeExtension
Id: contact-mode
Title: "Mode of contact"
Description: "How people met (CARES-ASN-05, CARES-COO-02)."
Context: Encounter, Procedure
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from ContactModeValues (required)
* value[x] ^requirements = "CARES-ASN-05"

Extension: ContactWithExtension
Id: contact-with
Title: "Contact with"
Description: "Who was met (LAW-04)."
Context: Encounter, Procedure
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from ContactWithValues (required)
* value[x] ^requirements = "LAW-04"

Extension: ServiceNoteExtension
Id: service-note
Title: "Service note"
Description: "The note of a service event: its author and its text (CARES-PAY-05)."
Context: Encounter, Procedure
* insert Published
* value[x] 1..1
* value[x] only Annotation

Extension: DirectServiceExtension
Id: direct-service
Title: "Direct delivery"
Description: "The underlying service was itself delivered, which is not case management (LAW-03)."
Context: Encounter, Procedure
* insert Published
* value[x] 1..1
* value[x] only boolean

Extension: PurposeForMemberExtension
Id: purpose-for-member
Title: "For the member"
Description: "A contact with somebody else was about managing the care of the member (LAW-04)."
Context: Encounter, Procedure
* insert Published
* value[x] 1..1
* value[x] only boolean

Extension: InterpreterUsedExtension
Id: interpreter-used
Title: "Interpreter used"
Description: "An interpreter or a worker of the same language took part (CARES-COO-11)."
Context: Encounter, Procedure
* insert Published
* value[x] 1..1
* value[x] only boolean

Extension: DispositionExtension
Id: disposition
Title: "Disposition"
Description: "How an on-call contact ended (CARES-COO-03)."
Context: Encounter
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from CallDispositionValues (required)
* value[x] ^requirements = "CARES-COO-03"

Extension: SecurePlatformExtension
Id: secure-platform
Title: "Secure platform"
Description: "The platform of a virtual meeting, and that its safeguards are attested (CARES-ASN-04)."
Context: Appointment, Encounter
* insert Published
* extension contains
    platform 1..1 and
    safeguards-attested 1..1
* extension[platform] ^short = "Name of the platform"
* extension[platform].value[x] 1..1
* extension[platform].value[x] only string
* extension[safeguards-attested] ^short = "Its safeguards are attested"
* extension[safeguards-attested].value[x] 1..1
* extension[safeguards-attested].value[x] only boolean

Extension: NeededByExtension
Id: needed-by
Title: "Needed by"
Description: "The day by which the need asks for follow-up; never beyond the ceiling of 30 days (CARES-MON-06)."
Context: ServiceRequest
* insert Published
* value[x] 1..1
* value[x] only date

Extension: SaysExtension
Id: says
Title: "What the test found"
Description: "The finding of one payment test, in words and dates (CARES-PAY-01)."
Context: MeasureReport.group
* insert Published
* value[x] 1..1
* value[x] only string

Extension: FactExtension
Id: fact
Title: "Fact used"
Description: "A record that one payment test relied on (CARES-PAY-01)."
Context: MeasureReport.group
* insert Published
* value[x] 1..1
* value[x] only Reference
