Instance: noors-team
InstanceOf: CaresCareTeam
Title: "Noor's care team"
Description: "Two roles of one person are two entries."
* status = #active
* subject = Reference(noor)
* participant[0].role = CaresRole#first-line-contact
* participant[0].member = Reference(luis-cc)
* participant[0].period.start = "2024-02-15"
* participant[1].role = CaresRole#care-coordinator
* participant[1].member = Reference(luis-cc)
* participant[1].period.start = "2024-02-15"
* participant[2].role = CaresRole#senior-care-manager
* participant[2].member = Reference(dana-scm)
* participant[2].period.start = "2024-02-15"
* participant[3].role = CaresRole#primary-care
* participant[3].member = Reference(grace-pcp)
* participant[4].role = CaresRole#parent-guardian
* participant[4].member = Reference(noors-mother)
* managingOrganization = Reference(merrimack)
* telecom.system = #phone
* telecom.value = "978-555-0111"
* extension[categoryNone].extension[category].valueCode = #natural-support
* extension[categoryNone].extension[reason].valueString = "The family is new in town and names nobody yet."

Instance: noors-assessment
InstanceOf: CaresAssessment
Title: "Noor's first assessment"
Description: "Completed within 60 days of intake."
* questionnaire = "https://cares-fhir.example.org/Questionnaire/comprehensive-assessment"
* status = #completed
* subject = Reference(noor)
* authored = "2024-02-20T16:10:00-05:00"
* author = Reference(luis-cc)
* extension[kind].valueCode = #initial
* extension[informationSource].extension[kind].valueCode = #clinician
* extension[informationSource].extension[who].valueReference = Reference(grace-pcp)
* extension[informationSource].extension[date].valueDate = "2024-02-12"
* extension[consulted][0].extension[who].valueCode = #member
* extension[consulted][0].extension[reason].valueString = "too-young"
* extension[consulted][1].extension[who].valueCode = #parent-guardian
* extension[consulted][1].extension[answer].valueCode = #yes
* item[0].linkId = "medical"
* item[0].item[0].linkId = "medical-history"
* item[0].item[0].answer.valueString = "Tracheostomy since eight months, ventilator at night, fed through a gastrostomy tube."
* item[0].item[1].linkId = "behavioral-history"
* item[0].item[1].answer.valueString = "None known."
* item[1].linkId = "social"
* item[1].item[0].linkId = "housing"
* item[1].item[0].answer.valueCoding = SocialNeedAnswer#no
* item[1].item[1].linkId = "transport"
* item[1].item[1].answer.valueCoding = SocialNeedAnswer#yes
* item[2].linkId = "educational"
* item[2].item[0].linkId = "has-iep"
* item[2].item[0].answer.valueCoding = SchoolAnswer#yes
* item[2].item[1].linkId = "iep-date"
* item[2].item[1].answer.valueDate = "2023-10-03"
* item[3].linkId = "emotional"
* item[3].item[0].linkId = "emotional-none-identified"
* item[3].item[0].answer.valueBoolean = true
* item[4].linkId = "identified-need"
* item[4].item[0].linkId = "need-id"
* item[4].item[0].answer.valueString = "airway"
* item[4].item[1].linkId = "domain"
* item[4].item[1].answer.valueCoding = IcpDomain#medical
* item[4].item[2].linkId = "need"
* item[4].item[2].answer.valueReference = Reference(need-airway)

Instance: need-airway
InstanceOf: CaresNeed
Title: "Need: a safe airway at night"
Description: "A medical need of the assessment."
* clinicalStatus = $condition-clinical#active
* verificationStatus = $condition-ver-status#confirmed
* category[us-core] = $condition-category#health-concern
* category[1] = IcpDomain#medical
* code = $sct#129121000119106 "Tracheostomy present"
* code.text = "Safe airway at night"
* subject = Reference(noor)
* recordedDate = "2024-02-20"

Instance: need-rides
InstanceOf: CaresNeed
Title: "Need: rides to visits"
Description: "A social need of the assessment."
* clinicalStatus = $condition-clinical#active
* verificationStatus = $condition-ver-status#confirmed
* category[us-core] = $condition-category#health-concern
* category[1] = IcpDomain#social
* code = $icd10#Z75.3 "Unavailability and inaccessibility of health-care facilities"
* code.text = "No van that takes her chair and ventilator"
* subject = Reference(noor)
* recordedDate = "2024-02-20"

Instance: transport-answer
InstanceOf: CaresSocialNeed
Title: "Transport: there is a need"
Description: "What Noor's mother answered."
* status = #final
* category[survey] = $observation-category#survey
* category[1] = http://hl7.org/fhir/us/core/CodeSystem/us-core-category#sdoh
* code.coding[domain] = SocialNeedDomain#transport
* code.text = "Transport"
* subject = Reference(noor)
* effectiveDateTime = "2024-02-20T15:40:00-05:00"
* performer = Reference(luis-cc)
* valueCodeableConcept = SocialNeedAnswer#yes

Instance: goal-nights
InstanceOf: CaresGoal
Title: "Goal: three nights in a row at home"
Description: "Short, medical and functional, in the words of the mother."
* lifecycleStatus = #active
* category[0] = IcpDomain#medical
* category[1] = GoalKind#functional
* description.text = "Noor sleeps three nights in a row with a nurse at her side, so that her mother sleeps too"
* subject = Reference(noor)
* startDate = "2024-03-05"
* target.measure.text = "Nights in a row with a home nurse"
* target.detailQuantity = 3 '{nights}' "nights"
* target.dueDate = "2024-06-05"
* expressedBy = Reference(noors-mother)
* addresses = Reference(need-airway)
* extension[horizon].valueCode = #short
* extension[achievability].valueString = "The agency has a second night nurse from April."

Instance: goal-swim
InstanceOf: CaresGoal
Title: "Aspiration: to swim"
Description: "An aspiration needs no date."
* lifecycleStatus = #active
* category[0] = IcpDomain#other
* category[1] = GoalKind#social
* description.text = "Noor wants to be in the water with her cousins"
* subject = Reference(noor)
* expressedBy = Reference(noor)
* extension[horizon].valueCode = #aspirational

Instance: night-nursing
InstanceOf: $USCoreServiceRequest
Title: "Step: more night nursing"
Usage: #example
* status = #active
* intent = #plan
* category = ServiceKind#recommended-step
* code = $sct#60689008 "Home care of patient"
* code.text = "Night nursing at home, three nights in a row"
* subject = Reference(noor)
* occurrencePeriod.start = "2024-04-01"
* authoredOn = "2024-03-05"
* requester = Reference(luis-cc)
* performer = Reference(luis-cc)
* reasonReference = Reference(need-airway)
* extension[0].url = "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal"
* extension[0].valueReference = Reference(goal-nights)

Instance: noors-icp
InstanceOf: CaresIcp
Title: "Noor's Individual Care Plan"
Description: "Final since 5 March 2024."
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Individual Care Plan of Noor, final on March 5, 2024.</p></div>"
* status = #active
* intent = #plan
* category[AssessPlan] = $careplan-category#assess-plan
* category[kind] = CareplanKind#icp
* title = "Individual Care Plan"
* subject = Reference(noor)
* period.start = "2024-03-05"
* created = "2024-02-22"
* author = Reference(luis-cc)
* contributor[0] = Reference(noor)
* contributor[1] = Reference(noors-mother)
* contributor[2] = Reference(dana-scm)
* careTeam = Reference(noors-team)
* addresses[0] = Reference(need-airway)
* addresses[1] = Reference(need-rides)
* supportingInfo = Reference(noors-assessment)
* goal[0] = Reference(goal-nights)
* goal[1] = Reference(goal-swim)
* activity[0].reference = Reference(night-nursing)
* instantiatesCanonical = "https://cares-fhir.example.org/PlanDefinition/icp-template|1.0.0"
* extension[enrollment].valueReference = Reference(noors-enrollment)
* extension[finalizedOn].valueDate = "2024-03-05"
* extension[statement][0].extension[about].valueCode = #transitions
* extension[statement][0].extension[answer].valueCode = #none-foreseen
* extension[statement][0].extension[note].valueString = "Asked again at each review; the summer break is covered by the same nurses."
* extension[statement][1].extension[about].valueCode = #behavioral-history
* extension[statement][1].extension[answer].valueCode = #none-known

Instance: noors-emergency-plan
InstanceOf: CaresEmergencyPlan
Title: "Noor's emergency plan"
Description: "Medicines and allergies are read live from her record."
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Emergency plan of Noor, last reviewed on March 5, 2024.</p></div>"
* status = #active
* intent = #plan
* category[AssessPlan] = $careplan-category#assess-plan
* category[kind] = CareplanKind#emergency-plan
* title = "Emergency plan"
* subject = Reference(noor)
* partOf = Reference(noors-icp)
* created = "2024-03-05"
* author = Reference(dana-scm)
* contributor[0] = Reference(grace-pcp)
* contributor[1] = Reference(dana-scm)
* careTeam = Reference(noors-team)
* extension[enrollment].valueReference = Reference(noors-enrollment)
* extension[accommodation][0].valueString = "Bring the go-bag: spare tracheostomy tubes, sizes 4.0 and 3.5, and suction"
* extension[accommodation][1].valueString = "Never lay her flat without ventilation"
* extension[lastReviewed].valueDate = "2024-03-05"
* extension[statement].extension[about].valueCode = #allergies
* extension[statement].extension[answer].valueCode = #none

Instance: plan-review
InstanceOf: CaresReview
Title: "Review of Noor's plan"
Description: "The senior care manager saw it through."
* status = #completed
* intent = #order
* code = TaskKind#scm-review
* focus = Reference(noors-icp)
* for = Reference(noor)
* owner = Reference(dana-scm)
* executionPeriod.start = "2024-03-04"
* executionPeriod.end = "2024-03-04"

Instance: planning-meeting
InstanceOf: CaresMeeting
Title: "Care planning meeting"
Description: "With the mother; Noor was too young to take part."
* status = #fulfilled
* serviceType = MeetingKind#care-planning
* start = "2024-02-27T14:00:00-05:00"
* end = "2024-02-27T15:00:00-05:00"
* participant[0].actor = Reference(noors-mother)
* participant[0].status = #accepted
* participant[1].actor = Reference(luis-cc)
* participant[1].status = #accepted
* participant[2].actor = Reference(noor)
* participant[2].status = #declined
* participant[2].extension[absenceReason].valueCode = #too-young
