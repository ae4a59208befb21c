CodeSystem: SocialNeedDomain
Id: social-need-domain
Title: "Domain of a social need"
Description: "CARES-ICP-13: the four domains that a plan answers."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #housing "Housing"
* #nutrition "Nutrition"
* #utilities "Utilities"
* #transport "Transport"

ValueSet: SocialNeedDomainValues
Id: social-need-domain
Title: "Domain of a social need"
Description: "Every code of the domain of a social need code system."
* insert LocalCodes
* include codes from system SocialNeedDomain
