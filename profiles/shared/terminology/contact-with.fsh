CodeSystem: ContactWith
Id: contact-with
Title: "Who was met"
Description: "With whom a contact took place."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #member "Member"
* #parent-guardian "Parent or guardian"
* #collateral "Collateral"
* #sibling "Sibling"

ValueSet: ContactWithValues
Id: contact-with
Title: "Who was met"
Description: "Every code of the who was met code system."
* insert LocalCodes
* include codes from system ContactWith
