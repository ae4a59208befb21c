// Made by `npm run profiles` from the rows of the requirements.
RuleSet: ClockMeasure(row)
* version = "0.1.0"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* subjectCodeableConcept = http://hl7.org/fhir/resource-types#Patient
* scoring = http://terminology.hl7.org/CodeSystem/measure-scoring#proportion
* improvementNotation = http://terminology.hl7.org/CodeSystem/measure-improvement-notation#increase
* group.code = Requirement#{row}
* group.population[0].code = http://terminology.hl7.org/CodeSystem/measure-population#initial-population
* group.population[0].criteria.language = #text/fhirpath
* group.population[0].criteria.expression = "Task.where(code.coding.exists(code = 'program-clock') and reasonCode.coding.exists(code = '{row}'))"
* group.population[1].code = http://terminology.hl7.org/CodeSystem/measure-population#denominator
* group.population[1].criteria.language = #text/fhirpath
* group.population[1].criteria.expression = "restriction.period.end < today() and businessStatus.coding.exists(code = 'not-applicable').not()"
* group.population[2].code = http://terminology.hl7.org/CodeSystem/measure-population#numerator
* group.population[2].criteria.language = #text/fhirpath
* group.population[2].criteria.expression = "businessStatus.coding.exists(code = 'met' or code = 'excused')"


Instance: cares-prv-05
InstanceOf: Measure
Title: "CARES-PRV-05, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-prv-05"
* name = "CARESPRV05"
* title = "CARES-PRV-05, on time"
* description = "MassHealth may ask for more; answer in the time, form and format it sets"
* insert ClockMeasure(CARES-PRV-05)

Instance: cares-prv-08
InstanceOf: Measure
Title: "CARES-PRV-08, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-prv-08"
* name = "CARESPRV08"
* title = "CARES-PRV-08, on time"
* description = "A provider leaving or no longer meeting requirements tells MassHealth, at CARES@mass.gov, 30 days ahead, or as soon as practicable in an emergency, stating the stop date"
* insert ClockMeasure(CARES-PRV-08)

Instance: cares-asn-03
InstanceOf: Measure
Title: "CARES-ASN-03, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-asn-03"
* name = "CARESASN03"
* title = "CARES-ASN-03, on time"
* description = "Regular case review meetings with the whole interdisciplinary team plus member and parent or guardian, on a schedule set with the family"
* insert ClockMeasure(CARES-ASN-03)

Instance: cares-asn-11
InstanceOf: Measure
Title: "CARES-ASN-11, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-asn-11"
* name = "CARESASN11"
* title = "CARES-ASN-11, on time"
* description = "Enrollment letter to member and parent or guardian within 30 days of the effective date, by certified mail and, where available, electronically"
* insert ClockMeasure(CARES-ASN-11)

Instance: cares-stf-02
InstanceOf: Measure
Title: "CARES-STF-02, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-stf-02"
* name = "CARESSTF02"
* title = "CARES-STF-02, on time"
* description = "An SMP (MD, DO, NP or PA) is on hand in business hours and answers a consult request by phone or face to face within one business day"
* insert ClockMeasure(CARES-STF-02)

Instance: cares-stf-11
InstanceOf: Measure
Title: "CARES-STF-11, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-stf-11"
* name = "CARESSTF11"
* title = "CARES-STF-11, on time"
* description = "SCM gives each CC individual supervision weekly and supervises others regularly"
* insert ClockMeasure(CARES-STF-11)

Instance: cares-trn-02
InstanceOf: Measure
Title: "CARES-TRN-02, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-trn-02"
* name = "CARESTRN02"
* title = "CARES-TRN-02, on time"
* description = "Initial training by 31 December 2023 or 3 months after hire, whichever is later"
* insert ClockMeasure(CARES-TRN-02)

Instance: cares-trn-05
InstanceOf: Measure
Title: "CARES-TRN-05, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-trn-05"
* name = "CARESTRN05"
* title = "CARES-TRN-05, on time"
* description = "Annual training for staff responsible for members"
* insert ClockMeasure(CARES-TRN-05)

Instance: cares-asm-01
InstanceOf: Measure
Title: "CARES-ASM-01, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-asm-01"
* name = "CARESASM01"
* title = "CARES-ASM-01, on time"
* description = "First comprehensive assessment complete within 60 days"
* insert ClockMeasure(CARES-ASM-01)

Instance: cares-asm-06
InstanceOf: Measure
Title: "CARES-ASM-06, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-asm-06"
* name = "CARESASM06"
* title = "CARES-ASM-06, on time"
* description = "Reassessment at least yearly: still eligible, and what has changed in the needs, conditions or preferences of member and parent or guardian"
* insert ClockMeasure(CARES-ASM-06)

Instance: cares-asm-07
InstanceOf: Measure
Title: "CARES-ASM-07, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-asm-07"
* name = "CARESASM07"
* title = "CARES-ASM-07, on time"
* description = "Reassess when health or function, life circumstances or social service needs change greatly"
* insert ClockMeasure(CARES-ASM-07)

Instance: cares-icp-01
InstanceOf: Measure
Title: "CARES-ICP-01, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-icp-01"
* name = "CARESICP01"
* title = "CARES-ICP-01, on time"
* description = "ICP complete within the same 60 days, built in care planning meetings the team calls and runs"
* insert ClockMeasure(CARES-ICP-01)

Instance: cares-icp-17
InstanceOf: Measure
Title: "CARES-ICP-17, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-icp-17"
* name = "CARESICP17"
* title = "CARES-ICP-17, on time"
* description = "Paper and electronic copies of the finished ICP, in English and in the family's primary or chosen language, within 60 days"
* insert ClockMeasure(CARES-ICP-17)

Instance: cares-tra-01
InstanceOf: Measure
Title: "CARES-TRA-01, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-tra-01"
* name = "CARESTRA01"
* title = "CARES-TRA-01, on time"
* description = "Intensive transition support begins at 16"
* insert ClockMeasure(CARES-TRA-01)

Instance: cares-tra-04
InstanceOf: Measure
Title: "CARES-TRA-04, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-tra-04"
* name = "CARESTRA04"
* title = "CARES-TRA-04, on time"
* description = "Determines need for decision supports, incl. guardianship, and refers to legal help"
* insert ClockMeasure(CARES-TRA-04)

Instance: cares-mon-01
InstanceOf: Measure
Title: "CARES-MON-01, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-mon-01"
* name = "CARESMON01"
* title = "CARES-MON-01, on time"
* description = "Monitoring no less than every six months, sooner when need shows"
* insert ClockMeasure(CARES-MON-01)

Instance: cares-mon-06
InstanceOf: Measure
Title: "CARES-MON-06, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-mon-06"
* name = "CARESMON06"
* title = "CARES-MON-06, on time"
* description = "Follow-up as fast as need dictates, never over 30 days after the scheduled service date"
* insert ClockMeasure(CARES-MON-06)

Instance: cares-mon-09
InstanceOf: Measure
Title: "CARES-MON-09, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-mon-09"
* name = "CARESMON09"
* title = "CARES-MON-09, on time"
* description = "Referral without a known date, cancelled or declined is not lost"
* insert ClockMeasure(CARES-MON-09)

Instance: cares-qlt-05
InstanceOf: Measure
Title: "CARES-QLT-05, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-qlt-05"
* name = "CARESQLT05"
* title = "CARES-QLT-05, on time"
* description = "Supply documents to MassHealth or a named designee for utilization review, provider review and audit in the set time"
* insert ClockMeasure(CARES-QLT-05)

Instance: cares-qlt-06
InstanceOf: Measure
Title: "CARES-QLT-06, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-qlt-06"
* name = "CARESQLT06"
* title = "CARES-QLT-06, on time"
* description = "Supply documents to MassHealth or a named designee for a member's medical necessity review in the set time"
* insert ClockMeasure(CARES-QLT-06)

Instance: cares-rem-12
InstanceOf: Measure
Title: "CARES-REM-12, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-rem-12"
* name = "CARESREM12"
* title = "CARES-REM-12, on time"
* description = "Termination letter in the 30-day window around the end date, by certified mail and, when an address is known, electronically"
* insert ClockMeasure(CARES-REM-12)

Instance: cares-pay-12
InstanceOf: Measure
Title: "CARES-PAY-12, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/cares-pay-12"
* name = "CARESPAY12"
* title = "CARES-PAY-12, on time"
* description = "Claim must reach MassHealth within 90 days of service (or of other insurer's statement); for consecutive days, from the last"
* insert ClockMeasure(CARES-PAY-12)
