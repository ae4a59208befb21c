RuleSet: LocalIds(name, id, what)
* name = "{name}"
* status = #active
* kind = #identifier
* date = "2023-07-07"
* publisher = "cares-fhir"
* description = "{what}"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://cares-fhir.example.org/sid/{id}"
* uniqueId[0].preferred = true

Instance: masshealth-member-id
InstanceOf: NamingSystem
Title: "MassHealth member ID"
Usage: #definition
* insert LocalIds(MasshealthMemberId, masshealth-member-id, Twelve digits. A local system: no registered URI was found.)

Instance: masshealth-provider-id-sl
InstanceOf: NamingSystem
Title: "MassHealth provider ID and service location"
Usage: #definition
* insert LocalIds(MasshealthProviderIdSl, masshealth-provider-id-sl, Kept as an opaque string: its format is not confirmed.)

Instance: certified-mail
InstanceOf: NamingSystem
Title: "Certified mail number"
Usage: #definition
* insert LocalIds(CertifiedMail, certified-mail, The number of a certified letter.)

Instance: ma-agency-id
InstanceOf: NamingSystem
Title: "State agency client ID"
Usage: #definition
* insert LocalIds(MaAgencyId, ma-agency-id, The number by which DCF or DYS knows a client.)

Instance: cca-member-id
InstanceOf: NamingSystem
Title: "CCA member ID"
Usage: #definition
* insert LocalIds(CcaMemberId, cca-member-id, The number by which CCA knows its member.)

Instance: cca-provider-number
InstanceOf: NamingSystem
Title: "CCA provider number"
Usage: #definition
* insert LocalIds(CcaProviderNumber, cca-provider-number, The number by which CCA knows a provider.)
