Instance: monitoring-clock
InstanceOf: CaresProgramClock
Title: "Clock: monitoring review"
Description: "Six months from finalization on 5 March 2024."
* status = #in-progress
* intent = #order
* code = TaskKind#program-clock
* reasonCode = Requirement#CARES-MON-01
* businessStatus = ClockState#running
* focus = Reference(noors-icp)
* for = Reference(noor)
* owner = Reference(luis-cc)
* restriction.period.start = "2024-03-05"
* restriction.period.end = "2024-09-05"
* extension[enrollment].valueReference = Reference(noors-enrollment)

Instance: no-social-goal
InstanceOf: CaresFinding
Title: "Finding: a need that no goal addresses"
Description: "The ride need had neither goal nor decision at finalization."
* status = #requested
* intent = #order
* code = TaskKind#compliance-finding
* reasonCode = Requirement#CARES-ASM-03
* focus = Reference(need-rides)
* for = Reference(noor)
* owner = Reference(luis-cc)
* authoredOn = "2024-03-05T17:00:00-05:00"
* extension[enrollment].valueReference = Reference(noors-enrollment)

Instance: march-answer
InstanceOf: CaresPmpm
Title: "March 2024: payable"
Description: "Two distinct services in the month; every test holds."
* status = #complete
* type = #individual
* measure = "https://cares-fhir.example.org/Measure/cares-pmpm"
* subject = Reference(noor)
* date = "2024-04-03T08:00:00-04:00"
* reporter = Reference(merrimack)
* period.start = "2024-03-01"
* period.end = "2024-03-31"
* group[payable].code = PmpmAnswer#payable
* group[payable].measureScore.value = 1
* group[1].code = Requirement#CARES-ELG-01
* group[1].measureScore.value = 1
* group[1].extension[says].valueString = "Under 21 on 2024-03-12 and 2024-03-19"
* group[1].extension[fact].valueReference = Reference(noor)
* group[2].code = Requirement#CARES-PAY-04
* group[2].measureScore.value = 1
* group[2].extension[says].valueString = "Two distinct activities: regular-contact on 2024-03-12, hrsn-coordination on 2024-03-19"
* group[2].extension[fact][0].valueReference = Reference(home-visit)
* group[2].extension[fact][1].valueReference = Reference(ride-help)
* evaluatedResource[0] = Reference(noor)
* evaluatedResource[1] = Reference(home-visit)
* evaluatedResource[2] = Reference(ride-help)
