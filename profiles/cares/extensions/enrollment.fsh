Extension: ServiceLocationExtension
Id: service-location
Title: "Service location"
Description: "The certified location whose team serves the member (CARES-ASN-09)."
Context: EpisodeOfCare
* insert Published
* value[x] 1..1
* value[x] only Reference(Location)

Extension: IntakeDateExtension
Id: intake-date
Title: "Intake date"
Description: "The day of intake: one of the three dates from which the 60 days may run (CARES-ASN-01, AMB-01)."
Context: EpisodeOfCare
* insert Published
* value[x] 1..1
* value[x] only date

Extension: AlsoReferredOnExtension
Id: also-referred-on
Title: "Also referred on"
Description: "The day of another referral to the same provider that came while this one was open. It opens no second clock; if it is the earlier one, the 60 days run from it (CARES-ASN-01). The server keeps it here when it refuses the second referral."
Context: ServiceRequest
* insert Published
* value[x] 1..1
* value[x] only date

Extension: TransferredFromExtension
Id: transferred-from
Title: "Transferred from"
Description: "The enrollment with the provider before (CARES-ASN-10)."
Context: EpisodeOfCare
* insert Published
* value[x] 1..1
* value[x] only Reference(EpisodeOfCare)

Extension: RemovalReasonExtension
Id: removal-reason
Title: "Reason for removal"
Description: "Why the enrollment ends; the first is the primary one (CARES-REM-09)."
Context: EpisodeOfCare, CarePlan
* insert Published
* value[x] 1..1
* value[x] only CodeableConcept
* value[x] from RemovalReasonValues (required)
* value[x] ^requirements = "CARES-REM-09"

Extension: EnrollmentExtension
Id: enrollment
Title: "Enrollment"
Description: "The enrollment that this record belongs to."
Context: CarePlan, Task, Encounter, Procedure, QuestionnaireResponse, Communication, ServiceRequest
* insert Published
* value[x] 1..1
* value[x] only Reference(EpisodeOfCare)
