Profile: CaresProvider
Parent: $USCoreOrganization
Id: cares-provider
Title: "CARES provider"
Description: "A community health center, an acute outpatient hospital with its satellites, or a group practice that takes part (CARES-PRV-01)."
* insert Published
* identifier[NPI] 1..1 MS
* identifier contains masshealthProvider 0..* MS
* identifier[masshealthProvider] ^short = "MassHealth provider ID and service location"
* identifier[masshealthProvider] ^patternIdentifier.system = "https://cares-fhir.example.org/sid/masshealth-provider-id-sl"
* type 1..* MS
* insert LocalCoding(type, cares, 0..1, cares-provider-type, CaresProviderTypeValues)
* type ^requirements = "CARES-PRV-01"
* partOf MS
* partOf ^short = "The hospital, for a licensed health center or satellite (CARES-PRV-01)"
* extension contains MasshealthParticipationExtension named participation 0..* MS

Invariant: certified-somewhere
Description: "An approval names at least one service location (CARES-PRV-06)."
* severity = #error
* requirements = "CARES-PRV-06"
* expression = "extension.where(url = 'https://cares-fhir.example.org/StructureDefinition/cares-certification').where(extension.where(url = 'status').value = 'approved').all(extension.where(url = 'location').exists() or %resource.location.exists())"

Profile: CaresProgramService
Parent: HealthcareService
Id: cares-program-service
Title: "CARES service of a provider"
Description: "The CARES service at a location: its certification, its enrollment for targeted case management, its dedicated line (CARES-PRV-03, CARES-PRV-06, CARES-COO-03)."
* insert Published
* obeys certified-somewhere
* program 1..* MS
* insert KindSlicing(program)
* program contains cares 1..1
* program[cares] = Program#cares
* providedBy 1..1 MS
* location MS
* telecom MS
* telecom ^short = "The dedicated line, day and night"
* availableTime MS
* extension contains
    CaresCertificationExtension named certification 0..* MS and
    TcmEnrollmentExtension named tcmEnrollment 0..* MS and
    CeaseDateExtension named ceaseDate 0..1 MS

Profile: CaresLocation
Parent: $USCoreLocation
Id: cares-location
Title: "CARES location"
Description: "A place where a CARES team is based (CARES-PRV-07)."
* insert Published
* status 1..1 MS
* managingOrganization 1..1 MS
* telecom MS
* address MS
