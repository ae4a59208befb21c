// A local list is complete as published; none of its codes is an official MassHealth code.
RuleSet: LocalCodes
* ^experimental = false
* ^publisher = "cares-fhir"
* ^copyright = "Local codes of this project. None is to be presented as an official MassHealth code."

RuleSet: Published
* ^experimental = false
* ^publisher = "cares-fhir"

// An extension of one value: its type, and where it may stand.
RuleSet: SimpleExtension(type)
* insert Published
* value[x] 1..1
* value[x] only {type}
