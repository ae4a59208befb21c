Instance: noors-icp-document
InstanceOf: CaresIcpDocument
Title: "Noor's ICP as a document"
Description: "The Composition; the Bundle of the same name carries it."
Usage: #example
* language = #en
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Individual Care Plan</p></div>"
* status = #final
* type = $loinc#18776-5
* category[kind] = DocumentKind#icp
* subject = Reference(noor)
* date = "2024-03-05T17:05:00-05:00"
* author = Reference(luis-cc)
* title = "Individual Care Plan"
* custodian = Reference(merrimack)
* section[careTeam].title = "Care team"
* section[careTeam].code = DocumentSection#care-team
* section[careTeam].text.status = #generated
* section[careTeam].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Care team</p></div>"
* section[careTeam].entry[0] = Reference(noors-team)
* section[healthSummary].title = "Health summary"
* section[healthSummary].code = DocumentSection#health-summary
* section[healthSummary].text.status = #generated
* section[healthSummary].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Health summary</p></div>"
* section[healthSummary].entry[0] = Reference(need-airway)
* section[services].title = "Services now received"
* section[services].code = DocumentSection#services
* section[services].text.status = #generated
* section[services].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Services now received: none</p></div>"
* section[services].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown
* section[goals].title = "Goals"
* section[goals].code = DocumentSection#goals
* section[goals].text.status = #generated
* section[goals].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Goals</p></div>"
* section[goals].entry[0] = Reference(goal-nights)
* section[goals].entry[1] = Reference(goal-swim)
* section[education].title = "Education"
* section[education].code = DocumentSection#education
* section[education].text.status = #generated
* section[education].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Education</p></div>"
* section[education].entry[0] = Reference(noors-assessment)
* section[socialNeeds].title = "Health-related social needs"
* section[socialNeeds].code = DocumentSection#social-needs
* section[socialNeeds].text.status = #generated
* section[socialNeeds].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Health-related social needs</p></div>"
* section[socialNeeds].entry[0] = Reference(transport-answer)
* section[steps].title = "Steps and who takes them"
* section[steps].code = DocumentSection#steps
* section[steps].text.status = #generated
* section[steps].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Steps and who takes them</p></div>"
* section[steps].entry[0] = Reference(night-nursing)
* section[transitions].title = "Coming transitions"
* section[transitions].code = DocumentSection#transitions
* section[transitions].text.status = #generated
* section[transitions].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Coming transitions: none</p></div>"
* section[transitions].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown
* section[emergencyPlan].title = "Emergency plan"
* section[emergencyPlan].code = DocumentSection#emergency-plan
* section[emergencyPlan].text.status = #generated
* section[emergencyPlan].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Emergency plan</p></div>"
* section[emergencyPlan].entry[0] = Reference(noors-emergency-plan)

Instance: noors-icp-bundle
InstanceOf: CaresIcpBundle
Title: "Noor's ICP as a document, whole"
Description: "Everything the reader needs, in one answer."
* type = #document
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "https://cares-fhir.example.org/fhir/R4/Bundle/noors-icp-bundle"
* timestamp = "2024-03-05T17:05:00-05:00"
* entry[composition].fullUrl = "https://cares-fhir.example.org/fhir/R4/Composition/noors-icp-document"
* entry[composition].resource = noors-icp-document
* entry[1].fullUrl = "https://cares-fhir.example.org/fhir/R4/Patient/noor"
* entry[1].resource = noor
* entry[2].fullUrl = "https://cares-fhir.example.org/fhir/R4/CarePlan/noors-icp"
* entry[2].resource = noors-icp
* entry[3].fullUrl = "https://cares-fhir.example.org/fhir/R4/CareTeam/noors-team"
* entry[3].resource = noors-team
* entry[4].fullUrl = "https://cares-fhir.example.org/fhir/R4/Condition/need-airway"
* entry[4].resource = need-airway
* entry[5].fullUrl = "https://cares-fhir.example.org/fhir/R4/Goal/goal-nights"
* entry[5].resource = goal-nights
* entry[6].fullUrl = "https://cares-fhir.example.org/fhir/R4/Goal/goal-swim"
* entry[6].resource = goal-swim
* entry[7].fullUrl = "https://cares-fhir.example.org/fhir/R4/QuestionnaireResponse/noors-assessment"
* entry[7].resource = noors-assessment
* entry[8].fullUrl = "https://cares-fhir.example.org/fhir/R4/Observation/transport-answer"
* entry[8].resource = transport-answer
* entry[9].fullUrl = "https://cares-fhir.example.org/fhir/R4/ServiceRequest/night-nursing"
* entry[9].resource = night-nursing
* entry[10].fullUrl = "https://cares-fhir.example.org/fhir/R4/CarePlan/noors-emergency-plan"
* entry[10].resource = noors-emergency-plan
* entry[11].fullUrl = "https://cares-fhir.example.org/fhir/R4/PractitionerRole/luis-cc"
* entry[11].resource = luis-cc
* entry[12].fullUrl = "https://cares-fhir.example.org/fhir/R4/Organization/merrimack"
* entry[12].resource = merrimack

Instance: noors-emergency-document
InstanceOf: CaresEmergencyDocument
Title: "Noor's emergency document"
Description: "The Composition; the Bundle of the same name carries it."
Usage: #example
* language = #en
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Emergency plan</p></div>"
* status = #final
* type = $loinc#18776-5
* category[kind] = DocumentKind#emergency-plan
* subject = Reference(noor)
* date = "2024-03-06T02:14:00-05:00"
* author = Reference(luis-cc)
* title = "Emergency plan"
* custodian = Reference(merrimack)
* extension[lastReviewed].valueDate = "2024-03-05"
* extension[sourceVersion].valueString = "CarePlan/noors-emergency-plan/_history/2"
* section[medications].title = "Medicines"
* section[medications].code = DocumentSection#medications
* section[medications].text.status = #generated
* section[medications].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Medicines: none</p></div>"
* section[medications].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown
* section[allergies].title = "Allergies"
* section[allergies].code = DocumentSection#allergies
* section[allergies].text.status = #generated
* section[allergies].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Allergies: none</p></div>"
* section[allergies].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown
* section[accommodations].title = "Accommodations in an emergency"
* section[accommodations].code = DocumentSection#accommodations
* section[accommodations].text.status = #generated
* section[accommodations].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Accommodations in an emergency</p></div>"
* section[accommodations].entry[0] = Reference(noors-emergency-plan)
* section[providers].title = "Providers most involved"
* section[providers].code = DocumentSection#providers
* section[providers].text.status = #generated
* section[providers].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Providers most involved</p></div>"
* section[providers].entry[0] = Reference(grace-pcp)
* section[providers].entry[1] = Reference(dana-scm)

Instance: noors-emergency-bundle
InstanceOf: CaresEmergencyBundle
Title: "Noor's emergency document, whole"
Description: "Everything the reader needs, in one answer."
* type = #document
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "https://cares-fhir.example.org/fhir/R4/Bundle/noors-emergency-bundle"
* timestamp = "2024-03-06T02:14:00-05:00"
* entry[composition].fullUrl = "https://cares-fhir.example.org/fhir/R4/Composition/noors-emergency-document"
* entry[composition].resource = noors-emergency-document
* entry[1].fullUrl = "https://cares-fhir.example.org/fhir/R4/Patient/noor"
* entry[1].resource = noor
* entry[2].fullUrl = "https://cares-fhir.example.org/fhir/R4/CarePlan/noors-emergency-plan"
* entry[2].resource = noors-emergency-plan
* entry[3].fullUrl = "https://cares-fhir.example.org/fhir/R4/PractitionerRole/grace-pcp"
* entry[3].resource = grace-pcp
* entry[4].fullUrl = "https://cares-fhir.example.org/fhir/R4/PractitionerRole/dana-scm"
* entry[4].resource = dana-scm
* entry[5].fullUrl = "https://cares-fhir.example.org/fhir/R4/PractitionerRole/luis-cc"
* entry[5].resource = luis-cc
* entry[6].fullUrl = "https://cares-fhir.example.org/fhir/R4/Organization/merrimack"
* entry[6].resource = merrimack

Instance: tavians-aftercare-document
InstanceOf: CaresAftercareDocument
Title: "Tavian's aftercare document"
Description: "The Composition; the Bundle of the same name carries it."
Usage: #example
* language = #en
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Aftercare and transition plan</p></div>"
* status = #final
* type = $loinc#18776-5
* category[kind] = DocumentKind#aftercare-plan
* subject = Reference(tavian)
* date = "2024-06-24T12:00:00-04:00"
* author = Reference(luis-cc)
* title = "Aftercare and transition plan"
* custodian = Reference(merrimack)
* section[ending].title = "End date and reason"
* section[ending].code = DocumentSection#ending
* section[ending].text.status = #generated
* section[ending].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>End date and reason</p></div>"
* section[ending].entry[0] = Reference(tavians-aftercare-plan)
* section[ending].entry[1] = Reference(removal-agreed)
* section[recommendations].title = "Recommendations and resources"
* section[recommendations].code = DocumentSection#recommendations
* section[recommendations].text.status = #generated
* section[recommendations].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Recommendations and resources</p></div>"
* section[recommendations].entry[0] = Reference(tavians-aftercare-plan)
* section[referrals].title = "Referrals needed"
* section[referrals].code = DocumentSection#referrals
* section[referrals].text.status = #generated
* section[referrals].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Referrals needed: none</p></div>"
* section[referrals].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown
* section[services].title = "Services in place"
* section[services].code = DocumentSection#services
* section[services].text.status = #generated
* section[services].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Services in place: none</p></div>"
* section[services].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown
* section[treatments].title = "Medicines, equipment and therapies"
* section[treatments].code = DocumentSection#treatments
* section[treatments].text.status = #generated
* section[treatments].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Medicines, equipment and therapies: none</p></div>"
* section[treatments].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown

Instance: tavians-aftercare-bundle
InstanceOf: CaresAftercareBundle
Title: "Tavian's aftercare document, whole"
Description: "Everything the reader needs, in one answer."
* type = #document
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "https://cares-fhir.example.org/fhir/R4/Bundle/tavians-aftercare-bundle"
* timestamp = "2024-06-24T12:00:00-04:00"
* entry[composition].fullUrl = "https://cares-fhir.example.org/fhir/R4/Composition/tavians-aftercare-document"
* entry[composition].resource = tavians-aftercare-document
* entry[1].fullUrl = "https://cares-fhir.example.org/fhir/R4/Patient/tavian"
* entry[1].resource = tavian
* entry[2].fullUrl = "https://cares-fhir.example.org/fhir/R4/CarePlan/tavians-aftercare-plan"
* entry[2].resource = tavians-aftercare-plan
* entry[3].fullUrl = "https://cares-fhir.example.org/fhir/R4/Consent/removal-agreed"
* entry[3].resource = removal-agreed
* entry[4].fullUrl = "https://cares-fhir.example.org/fhir/R4/PractitionerRole/luis-cc"
* entry[4].resource = luis-cc
* entry[5].fullUrl = "https://cares-fhir.example.org/fhir/R4/Organization/merrimack"
* entry[5].resource = merrimack

Instance: tavians-transition-document
InstanceOf: CaresTransitionDocument
Title: "Tavian's transition document"
Description: "The Composition; the Bundle of the same name carries it."
Usage: #example
* language = #en
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Transition to adulthood</p></div>"
* status = #final
* type = $loinc#18776-5
* category[kind] = DocumentKind#transition-plan
* subject = Reference(tavian)
* date = "2023-09-21T09:00:00-04:00"
* author = Reference(luis-cc)
* title = "Transition to adulthood"
* custodian = Reference(merrimack)
* section[goals].title = "Goals"
* section[goals].code = DocumentSection#goals
* section[goals].text.status = #generated
* section[goals].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Goals</p></div>"
* section[goals].entry[0] = Reference(tavians-goal)
* section[medicalSummary].title = "Medical summary"
* section[medicalSummary].code = DocumentSection#medical-summary
* section[medicalSummary].text.status = #generated
* section[medicalSummary].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Medical summary</p></div>"
* section[medicalSummary].entry[0] = Reference(tavians-transition-plan)
* section[emergencyPlan].title = "Emergency plan"
* section[emergencyPlan].code = DocumentSection#emergency-plan
* section[emergencyPlan].text.status = #generated
* section[emergencyPlan].text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\"><p>Emergency plan: none</p></div>"
* section[emergencyPlan].emptyReason = http://terminology.hl7.org/CodeSystem/list-empty-reason#nilknown

Instance: tavians-transition-bundle
InstanceOf: CaresTransitionBundle
Title: "Tavian's transition document, whole"
Description: "Everything the reader needs, in one answer."
* type = #document
* identifier.system = "urn:ietf:rfc:3986"
* identifier.value = "https://cares-fhir.example.org/fhir/R4/Bundle/tavians-transition-bundle"
* timestamp = "2023-09-21T09:00:00-04:00"
* entry[composition].fullUrl = "https://cares-fhir.example.org/fhir/R4/Composition/tavians-transition-document"
* entry[composition].resource = tavians-transition-document
* entry[1].fullUrl = "https://cares-fhir.example.org/fhir/R4/Patient/tavian"
* entry[1].resource = tavian
* entry[2].fullUrl = "https://cares-fhir.example.org/fhir/R4/CarePlan/tavians-transition-plan"
* entry[2].resource = tavians-transition-plan
* entry[3].fullUrl = "https://cares-fhir.example.org/fhir/R4/Goal/tavians-goal"
* entry[3].resource = tavians-goal
* entry[4].fullUrl = "https://cares-fhir.example.org/fhir/R4/PractitionerRole/luis-cc"
* entry[4].resource = luis-cc
* entry[5].fullUrl = "https://cares-fhir.example.org/fhir/R4/Organization/merrimack"
* entry[5].resource = merrimack
