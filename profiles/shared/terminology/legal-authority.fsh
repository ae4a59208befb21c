CodeSystem: LegalAuthority
Id: legal-authority
Title: "Legal authority over a member"
Description: "By what authority somebody acts for a member."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #parent "Parent"
* #legal-guardian "Legal guardian"
* #court-guardian "Guardian appointed by a court"
* #caregiver-authorization "Caregiver with an authorization document"
* #custody-agency "Agency with custody"

ValueSet: LegalAuthorityValues
Id: legal-authority
Title: "Legal authority over a member"
Description: "Every code of the legal authority over a member code system."
* insert LocalCodes
* include codes from system LegalAuthority
