Instance: merrimack
InstanceOf: CaresProvider
Title: "Merrimack Valley Children's Health Center"
Description: "A community health center that takes part in CARES."
* identifier[NPI].system = "http://hl7.org/fhir/sid/us-npi"
* identifier[NPI].value = "1234567893"
* identifier[masshealthProvider].system = "https://cares-fhir.example.org/sid/masshealth-provider-id-sl"
* identifier[masshealthProvider].value = "110072208A"
* active = true
* type = CaresProviderType#chc
* name = "Merrimack Valley Children's Health Center"
* telecom.system = #phone
* telecom.value = "978-555-0100"
* address.line = "70 Essex Street"
* address.city = "Lawrence"
* address.state = "MA"
* address.postalCode = "01840"
* extension[participation].valuePeriod.start = "2019-01-01"

Instance: merrimack-lawrence
InstanceOf: CaresLocation
Title: "Lawrence site"
Description: "Where the team is based."
* status = #active
* name = "Merrimack Valley, Lawrence"
* telecom.system = #phone
* telecom.value = "978-555-0100"
* address.line = "70 Essex Street"
* address.city = "Lawrence"
* address.state = "MA"
* address.postalCode = "01840"
* managingOrganization = Reference(merrimack)

Instance: certification-notice
InstanceOf: DocumentReference
Title: "Notice of certification"
Usage: #example
* status = #current
* category = DocumentKind#certification-notice
* date = "2023-07-05T09:00:00-04:00"
* content.attachment.contentType = #text/plain
* content.attachment.data = "Q2VydGlmaWVkIGZyb20gMjAyMy0wNy0wNy4="

Instance: merrimack-cares
InstanceOf: CaresProgramService
Title: "CARES at Lawrence"
Description: "Certified since the first day of the program; reachable day and night."
* active = true
* program[cares] = Program#cares
* providedBy = Reference(merrimack)
* location = Reference(merrimack-lawrence)
* name = "CARES for Kids, Lawrence"
* telecom.system = #phone
* telecom.value = "978-555-0111"
* availableTime.daysOfWeek[0] = #mon
* availableTime.daysOfWeek[1] = #tue
* availableTime.daysOfWeek[2] = #wed
* availableTime.daysOfWeek[3] = #thu
* availableTime.daysOfWeek[4] = #fri
* availableTime.daysOfWeek[5] = #sat
* availableTime.daysOfWeek[6] = #sun
* availableTime.allDay = true
* extension[tcmEnrollment].valuePeriod.start = "2023-07-01"
* extension[certification].extension[status].valueCode = #approved
* extension[certification].extension[effectiveDate].valueDate = "2023-07-07"
* extension[certification].extension[notice].valueReference = Reference(certification-notice)

Instance: dana
InstanceOf: CaresStaff
Title: "Dana Whitfield, a registered nurse"
Description: "License, degree and experience of a senior care manager."
* identifier[0].system = "http://hl7.org/fhir/sid/us-npi"
* identifier[0].value = "1604573026"
* name.family = "Whitfield"
* name.given[0] = "Dana"
* qualification[0].code = StaffLicense#rn
* qualification[0].period.start = "2011-06-01"
* qualification[0].issuer.display = "Massachusetts Board of Registration in Nursing"
* qualification[1].code = EducationLevel#bachelor
* qualification[1].extension[accredited].valueBoolean = true
* extension[experience].extension[kind].valueCode = #target-population
* extension[experience].extension[period].valuePeriod.start = "2014-02-01"
* extension[experience].extension[period].valuePeriod.end = "2023-06-30"

Instance: dana-scm
InstanceOf: CaresStaffRole
Title: "Dana Whitfield as senior care manager"
Description: "Based at Lawrence."
* active = true
* practitioner = Reference(dana)
* organization = Reference(merrimack)
* code = CaresRole#senior-care-manager
* location = Reference(merrimack-lawrence)
* healthcareService = Reference(merrimack-cares)
* period.start = "2023-07-01"
* telecom.system = #phone
* telecom.value = "978-555-0121"

Instance: luis
InstanceOf: CaresStaff
Title: "Luis Ortega, a care coordinator"
Description: "Bachelor of social work, with two years among children with complex needs."
* identifier[0].system = "https://cares-fhir.example.org/sid/employee"
* identifier[0].value = "mv-2207"
* name.family = "Ortega"
* name.given[0] = "Luis"
* qualification[0].code = EducationLevel#bachelor
* qualification[0].extension[accredited].valueBoolean = true
* extension[experience].extension[kind].valueCode = #target-population
* extension[experience].extension[period].valuePeriod.start = "2021-05-01"
* extension[experience].extension[period].valuePeriod.end = "2023-08-31"

Instance: luis-cc
InstanceOf: CaresStaffRole
Title: "Luis Ortega as care coordinator"
Description: "Noor's first-line contact."
* active = true
* practitioner = Reference(luis)
* organization = Reference(merrimack)
* code = CaresRole#care-coordinator
* location = Reference(merrimack-lawrence)
* healthcareService = Reference(merrimack-cares)
* period.start = "2023-09-01"
* telecom.system = #phone
* telecom.value = "978-555-0123"
* extension[supervisor].valueReference = Reference(dana-scm)

Instance: luis-privacy-training
InstanceOf: CaresTrainingRecord
Title: "Privacy training of Luis Ortega"
Description: "HIPAA and FERPA, within three months of hire."
* code = RecordKind#training-record
* subject = Reference(luis-cc)
* created = "2023-10-12"
* author = Reference(dana-scm)
* extension[topic].valueCode = #privacy-hipaa-ferpa
* extension[kind].valueCode = #initial
* extension[completedOn].valueDate = "2023-10-11"

Instance: merrimack-roster
InstanceOf: CaresRoster
Title: "Members of Merrimack Valley"
Description: "The roster of the provider."
* type = #person
* actual = true
* active = true
* name = "CARES members of Merrimack Valley"
* managingEntity = Reference(merrimack)
* member[0].entity = Reference(noor)
* member[0].period.start = "2024-02-15"
* member[1].entity = Reference(tavian)
* member[1].period.start = "2023-08-01"
