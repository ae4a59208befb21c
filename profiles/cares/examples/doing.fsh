Instance: home-visit
InstanceOf: CaresService
Title: "Home visit in March"
Description: "Regular contact in person, with an interpreter and a note: it counts towards March."
* status = #finished
* class = $v3-ActCode#HH "home health"
* type = CaresActivity#regular-contact
* subject = Reference(noor)
* participant.individual = Reference(luis-cc)
* period.start = "2024-03-12T10:00:00-04:00"
* period.end = "2024-03-12T10:50:00-04:00"
* serviceProvider = Reference(merrimack)
* location.location.display = "Home of the family"
* extension[enrollment].valueReference = Reference(noors-enrollment)
* extension[contactMode].valueCode = #in-person
* extension[contactWith].valueCode = #parent-guardian
* extension[serviceNote].valueAnnotation.authorReference = Reference(luis)
* extension[serviceNote].valueAnnotation.text = "Went through the night plan. Samira asks for rides to the pulmonary clinic."
* extension[interpreterUsed].valueBoolean = true

Instance: ride-help
InstanceOf: CaresProcedure
Title: "Help with rides"
Description: "Work for the member that was no visit; the second service of March."
* status = #completed
* code = CaresActivity#hrsn-coordination
* subject = Reference(noor)
* performedDateTime = "2024-03-19T11:15:00-04:00"
* performer.actor = Reference(luis-cc)
* performer.onBehalfOf = Reference(merrimack)
* extension[enrollment].valueReference = Reference(noors-enrollment)
* extension[contactMode].valueCode = #phone
* extension[serviceNote].valueAnnotation.authorReference = Reference(luis)
* extension[serviceNote].valueAnnotation.text = "Arranged accessible rides with the transport broker."

Instance: pulmonary-referral
InstanceOf: CaresReferral
Title: "Referral to the pulmonary clinic"
Description: "Follow-up is due 30 days after the visit that was scheduled."
* status = #active
* intent = #order
* category[kind] = ReferralKind#service-referral
* code = $sct#306118006 "Referral to respiratory physician"
* code.text = "Pulmonary clinic: night ventilation"
* subject = Reference(noor)
* authoredOn = "2024-03-12T10:45:00-04:00"
* requester = Reference(luis-cc)
* performer.display = "Pulmonary clinic"
* reasonReference = Reference(need-airway)
* extension[neededBy].valueDate = "2024-05-01"
* extension[enrollment].valueReference = Reference(noors-enrollment)

Instance: pulmonary-visit
InstanceOf: Appointment
Title: "The scheduled visit"
Usage: #example
* status = #fulfilled
* serviceType = MeetingKind#referred-service
* start = "2024-04-02T09:00:00-04:00"
* end = "2024-04-02T09:40:00-04:00"
* basedOn = Reference(pulmonary-referral)
* participant.actor = Reference(noor)
* participant.status = #accepted

Instance: pulmonary-follow-up
InstanceOf: CaresReferralFollowUp
Title: "Follow-up of the pulmonary referral"
Description: "The mother says the visit took place and helped."
* status = #completed
* intent = #order
* code = TaskKind#referral-follow-up
* focus = Reference(pulmonary-referral)
* for = Reference(noor)
* authoredOn = "2024-03-12T10:45:00-04:00"
* owner = Reference(luis-cc)
* restriction.period.end = "2024-05-01"
* output[received].type = FollowUpOutput#received
* output[received].valueBoolean = true
* output[metNeed].type = FollowUpOutput#met-need
* output[metNeed].valueBoolean = true
* output[informant].type = FollowUpOutput#informant
* output[informant].valueCode = #representative
* output[madeOn].type = FollowUpOutput#made-on
* output[madeOn].valueDate = "2024-04-10"
* extension[enrollment].valueReference = Reference(noors-enrollment)
