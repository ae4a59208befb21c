Profile: CaresCoverage
Parent: $USCoreCoverage
Id: cares-coverage
Title: "MassHealth coverage"
Description: "Cover by MassHealth. Standard and CommonHealth qualify for CARES on the days they run (CARES-ELG-02); the other types are recorded too."
* insert Published
* type 1..1 MS
* insert LocalCoding(type, masshealth, 1..1, masshealth-coverage-type, MasshealthCoverageTypeValues)
* type ^requirements = "CARES-ELG-02"
* subscriberId 1..1 MS
* subscriberId obeys member-id
* subscriberId ^requirements = "LAW-10"
* period 1..1 MS
* period.start 1..1
* period.start obeys whole-day
* period.end obeys whole-day
* order MS
* order ^short = "1 is the primary payer; MassHealth is last (CARES-COO-09)"
* class[plan].value from MasshealthPlanTypeValues (required)
* class[plan].value ^requirements = "CP-02"
* period.start ^requirements = "TIME-08"
