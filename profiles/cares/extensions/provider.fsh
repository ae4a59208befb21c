Extension: MasshealthParticipationExtension
Id: masshealth-participation
Title: "MassHealth participation"
Description: "A period of active participation in MassHealth (CARES-PRV-02)."
Context: Organization
* insert Published
* value[x] 1..1
* value[x] only Period

Extension: TcmEnrollmentExtension
Id: tcm-enrollment
Title: "Enrollment for targeted case management"
Description: "A period in which this location is enrolled for targeted case management (CARES-PRV-03)."
Context: HealthcareService
* insert Published
* value[x] 1..1
* value[x] only Period

Extension: CeaseDateExtension
Id: cease-date
Title: "Cease date"
Description: "The day on which the provider stops, or no longer meets requirements (CARES-PRV-08)."
Context: HealthcareService
* insert Published
* value[x] 1..1
* value[x] only date

Extension: CaresCertificationExtension
Id: cares-certification
Title: "CARES certification"
Description: "One decision about this service: its state, its days, its locations, its written notice (CARES-PRV-06)."
Context: HealthcareService
* insert Published
* extension contains
    status 1..1 and
    effectiveDate 0..1 and
    endDate 0..1 and
    location 0..* and
    notice 0..1
* extension[status] ^short = "State of the application or decision"
* extension[status].value[x] 1..1
* extension[status].value[x] only code
* extension[status].value[x] from CertificationStatusValues (required)
* extension[status].value[x] ^requirements = "CARES-PRV-06"
* extension[effectiveDate] ^short = "First certified day"
* extension[effectiveDate].value[x] 1..1
* extension[effectiveDate].value[x] only date
* extension[endDate] ^short = "Last certified day"
* extension[endDate].value[x] 1..1
* extension[endDate].value[x] only date
* extension[location] ^short = "Locations of this decision; none: every location of the service"
* extension[location].value[x] 1..1
* extension[location].value[x] only Reference(Location)
* extension[notice] ^short = "The written notice"
* extension[notice].value[x] 1..1
* extension[notice].value[x] only Reference(DocumentReference)
* obeys certification-approved and certification-decided

Invariant: certification-approved
Description: "An approval states the day from which it runs (CARES-PRV-06)."
* severity = #error
* requirements = "CARES-PRV-06"
* expression = "extension.where(url = 'status').value = 'approved' implies extension.where(url = 'effectiveDate').exists()"

Invariant: certification-decided
Description: "An approval or a denial comes with its written notice (CARES-PRV-06)."
* severity = #error
* requirements = "CARES-PRV-06"
* expression = "extension.where(url = 'status').value in ('approved' | 'denied') implies extension.where(url = 'notice').exists()"
