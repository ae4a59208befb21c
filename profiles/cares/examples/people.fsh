// Noor Haddad, seven, breathes through a tracheostomy and is fed through a tube. Everybody here is invented.
Instance: noor
InstanceOf: CaresPatient
Title: "Noor Haddad, a member"
Description: "Seven years old; her mother reads Arabic."
* identifier[masshealth].type = $v2-0203#MA
* identifier[masshealth].system = "https://cares-fhir.example.org/sid/masshealth-member-id"
* identifier[masshealth].value = "100482216073"
* active = true
* name.use = #official
* name.family = "Haddad"
* name.given[0] = "Noor"
* gender = #female
* birthDate = "2016-09-14"
* telecom.system = #phone
* telecom.value = "978-555-0142"
* telecom.use = #home
* address.use = #home
* address.line = "18 Canal Street, Apt 3"
* address.city = "Lawrence"
* address.state = "MA"
* address.postalCode = "01840"
* communication[0].language = $bcp47#ar "Arabic"
* communication[0].preferred = true
* communication[1].language = $bcp47#en "English"
* generalPractitioner = Reference(grace-pcp)
* extension[accessibilityNeed].valueCodeableConcept = AccessibilityNeed#wheelchair
* extension[accessibilityNeed].valueCodeableConcept.text = "Wheelchair access and room for her ventilator"
* extension[preferredContactMode].valueCode = #in-person

Instance: noors-mother
InstanceOf: CaresGuardian
Title: "Samira Haddad, Noor's mother"
Description: "Signs for Noor until she is 18."
* active = true
* patient = Reference(noor)
* relationship = $v3-RoleCode#MTH "mother"
* name.family = "Haddad"
* name.given[0] = "Samira"
* telecom.system = #phone
* telecom.value = "978-555-0142"
* telecom.use = #mobile
* communication.language = $bcp47#ar "Arabic"
* communication.preferred = true
* period.start = "2016-09-14"
* extension[legalAuthority].extension[kind].valueCode = #parent
* extension[legalAuthority].extension[period].valuePeriod.start = "2016-09-14"

Instance: tavian
InstanceOf: CaresPatient
Title: "Tavian Brooks, a member who grows up"
Description: "Seventeen, with sickle cell disease and a history of stroke."
* identifier[masshealth].type = $v2-0203#MA
* identifier[masshealth].system = "https://cares-fhir.example.org/sid/masshealth-member-id"
* identifier[masshealth].value = "100731905528"
* active = true
* name.family = "Brooks"
* name.given[0] = "Tavian"
* gender = #male
* birthDate = "2007-02-28"
* communication.language = $bcp47#en "English"
* communication.preferred = true
* extension[accessibilityNeed].valueCodeableConcept = AccessibilityNeed#none

Instance: grace
InstanceOf: $USCorePractitioner
Title: "Grace Lindqvist, a pediatrician"
Usage: #example
* identifier[0].system = "http://hl7.org/fhir/sid/us-npi"
* identifier[0].value = "1403288719"
* name.family = "Lindqvist"
* name.given[0] = "Grace"
* name.suffix = "MD"

Instance: grace-pcp
InstanceOf: $USCorePractitionerRole
Title: "Grace Lindqvist as PCP"
Usage: #example
* practitioner = Reference(grace)
* code = CaresRole#primary-care
* telecom.system = #phone
* telecom.value = "978-555-0177"
