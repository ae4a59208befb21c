Invariant: has-activity
Description: "A service event says which CARES activity it was (CARES-PAY-04)."
* severity = #error
* requirements = "CARES-PAY-04"
* expression = "type.coding.where(system = 'https://cares-fhir.example.org/CodeSystem/cares-activity').exists()"

Invariant: code-is-activity
Description: "A service event says which CARES activity it was (CARES-PAY-04)."
* severity = #error
* requirements = "CARES-PAY-04"
* expression = "code.coding.where(system = 'https://cares-fhir.example.org/CodeSystem/cares-activity').exists()"

RuleSet: ServiceEvent
* insert Published
* extension contains
    EnrollmentExtension named enrollment 0..1 MS and
    ContactModeExtension named contactMode 0..1 MS and
    ServiceNoteExtension named serviceNote 0..* MS and
    ContactWithExtension named contactWith 0..* MS and
    DirectServiceExtension named directService 0..1 and
    PurposeForMemberExtension named purposeForMember 0..1 and
    InterpreterUsedExtension named interpreterUsed 0..1

Profile: CaresService
Parent: $USCoreEncounter
Id: cares-service
Title: "Service event"
Description: "A contact or other work for the member. Only its day is asked for: what it lacks for payment is said by the month's answer, not by a refusal (CARES-PAY-05)."
* insert ServiceEvent
* obeys has-activity
* insert LocalCoding(type, activity, 0..1, cares-activity, CaresActivityValues)
* period 1..1 MS
* period.start 1..1 MS
* period.start ^requirements = "TIME-09"
* period.start obeys whole-day
* period ^requirements = "TIME-09"
* serviceProvider MS
* participant MS
* participant.individual MS
* participant.individual ^short = "The role that did it"
* location MS
* location ^short = "The place of contact (CARES-PRV-07)"
* extension contains
    DispositionExtension named disposition 0..1 and
    SecurePlatformExtension named securePlatform 0..1

Invariant: performed-from
Description: "A service has a start (TIME-09)."
* severity = #error
* requirements = "TIME-09"
* expression = "performed.ofType(Period).all(start.exists())"

Profile: CaresProcedure
Parent: $USCoreProcedure
Id: cares-procedure
Title: "Service event that is no visit"
Description: "Work for the member that is recorded as a Procedure; it counts like an Encounter (CARES-PAY-04)."
* insert ServiceEvent
* obeys code-is-activity and performed-from
* insert LocalCoding(code, activity, 0..1, cares-activity, CaresActivityValues)
* performed[x] 1..1 MS
* performed[x] only dateTime or Period
* performed[x] ^requirements = "TIME-09"
* performer MS
* performer.actor MS
* performer.onBehalfOf MS

Invariant: has-meeting-kind
Description: "A meeting says what it is for."
* severity = #error
* expression = "serviceType.coding.where(system = 'https://cares-fhir.example.org/CodeSystem/meeting-kind').exists()"

Profile: CaresMeeting
Parent: Appointment
Id: cares-meeting
Title: "Meeting"
Description: "Care planning, case review, supervision or aftercare: who was invited, who came, and why not (CARES-ASN-03, CARES-ICP-01)."
* insert Published
* obeys has-meeting-kind
* serviceType 1..* MS
* insert LocalCoding(serviceType, kind, 0..1, meeting-kind, MeetingKindValues)
* start MS
* participant MS
* participant.actor 1..1 MS
* participant.extension contains AbsenceReasonExtension named absenceReason 0..1 MS
* extension contains
    SecurePlatformExtension named securePlatform 0..1 and
    AccessibilityNeedExtension named accessibilityNeed 0..*

Invariant: has-communication-kind
Description: "A communication says what it is."
* severity = #error
* expression = "category.coding.where(system = 'https://cares-fhir.example.org/CodeSystem/communication-kind').exists()"

Profile: CaresContact
Parent: Communication
Id: cares-contact
Title: "Communication"
Description: "A letter, a share, an explanation or a case note, as sent: to whom, how and when."
* insert Published
* obeys has-communication-kind
* category 1..* MS
* insert LocalCoding(category, kind, 0..1, communication-kind, CommunicationKindValues)
* subject MS
* recipient MS
* medium MS
* sent MS
* about MS
* payload MS
* extension contains
    OptionOfferedExtension named optionOffered 0..* and
    ChoiceMadeExtension named choiceMade 0..1 and
    EnrollmentExtension named enrollment 0..1

Profile: CaresLetter
Parent: $USCoreDocumentReference
Id: cares-letter
Title: "Letter"
Description: "An enrollment or termination letter as it was sent (CARES-ASN-12, CARES-REM-13)."
* insert Published
* type = $loinc#51852-2
* insert LocalCoding(category, kind, 0..1, document-kind, DocumentKindValues)
* obeys has-document-kind
* date MS
* content.attachment.language MS

Invariant: has-document-kind
Description: "A document says what it is."
* severity = #error
* expression = "category.coding.where(system = 'https://cares-fhir.example.org/CodeSystem/document-kind').exists()"
