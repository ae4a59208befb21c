CodeSystem: MasshealthCoverageType
Id: masshealth-coverage-type
Title: "MassHealth coverage type"
Description: "Names of MassHealth coverage types; the feed that is used maps to them. Not an official MassHealth code list."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #standard "Standard"
* #commonhealth "Commonhealth"
* #careplus "Careplus"
* #family-assistance "Family assistance"
* #limited "Limited"
* #buy-in "Buy in"
* #senior-buy-in "Senior buy in"
* #other "Other"

ValueSet: MasshealthCoverageTypeValues
Id: masshealth-coverage-type
Title: "MassHealth coverage type"
Description: "Every code of the massHealth coverage type code system."
* insert LocalCodes
* include codes from system MasshealthCoverageType
