Profile: CaresStaff
Parent: $USCorePractitioner
Id: cares-staff
Title: "CARES staff"
Description: "A person who works in a CARES team: licenses, degrees, experience (CARES-STF-07 to 14)."
* insert Published
* qualification MS
* qualification.code MS
* insert LocalCoding(qualification.code, license, 0..1, staff-license, StaffLicenseValues)
* qualification.code.coding contains education 0..1
* qualification.code.coding[education].system 1..1
* qualification.code.coding[education].system = "https://cares-fhir.example.org/CodeSystem/education-level"
* qualification.code.coding[education].code 1..1
* qualification.code.coding[education] from EducationLevelValues (required)
* qualification.period MS
* qualification.issuer MS
* qualification.extension contains AccreditedExtension named accredited 0..1
* extension contains ExperienceExtension named experience 0..* MS

Profile: CaresStaffRole
Parent: $USCorePractitionerRole
Id: cares-staff-role
Title: "Role of CARES staff"
Description: "What a person does, for whom, where and since when. Service events, teams and tasks name the role, not the person (CARES-STF-06, CARES-PRV-07)."
* insert Published
* practitioner 1..1 MS
* organization 1..1 MS
* code 1..* MS
* insert LocalCoding(code, cares, 0..1, cares-role, CaresRoleValues)
* location MS
* healthcareService MS
* period 1..1 MS
* period.start 1..1
* period.start obeys whole-day
* period.end obeys whole-day
* telecom MS
* extension contains
    BackupForExtension named backupFor 0..* and
    SupervisorExtension named supervisor 0..1

Profile: CaresTrainingRecord
Parent: Basic
Id: cares-training-record
Title: "Training record"
Description: "A training that somebody completed, on what, when, and how we know (CARES-TRN-02 to 06)."
* insert Published
* code = RecordKind#training-record
* subject 1..1 MS
* subject only Reference(PractitionerRole or Practitioner)
* author MS
* author ^short = "Who attests to it (CARES-TRN-06)"
* extension contains
    TopicExtension named topic 1..1 MS and
    TrainingKindExtension named kind 1..1 MS and
    CompletedOnExtension named completedOn 1..1 MS and
    EvidenceExtension named evidence 0..* MS
* extension[topic].valueCode from TrainingTopicValues (required)
* extension[topic] ^requirements = "CARES-TRN-03"
