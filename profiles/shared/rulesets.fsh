// A local list is complete as published; none of its codes is an official MassHealth code.
RuleSet: LocalCodes
* ^experimental = false
* ^publisher = "cares-fhir"
* ^copyright = "Local codes of this project. None is to be presented as an official MassHealth code."

RuleSet: Published
* ^experimental = false
* ^publisher = "cares-fhir"

// A coding of one of our systems beside others: whoever sends that system must send one of its codes.
RuleSet: LocalCoding(path, slice, cardinality, system, valueSet)
* {path}.coding ^slicing.discriminator[0].type = #value
* {path}.coding ^slicing.discriminator[0].path = "system"
* {path}.coding ^slicing.rules = #open
* {path}.coding contains {slice} {cardinality}
* {path}.coding[{slice}].system 1..1
* {path}.coding[{slice}].system = "https://cares-fhir.example.org/CodeSystem/{system}"
* {path}.coding[{slice}].code 1..1
* {path}.coding[{slice}] from {valueSet} (required)

// A kind that must be among the repeats of an element, beside whatever else is there.
RuleSet: KindSlicing(path)
* {path} ^slicing.discriminator[0].type = #pattern
* {path} ^slicing.discriminator[0].path = "$this"
* {path} ^slicing.rules = #open
