CodeSystem: IcpDomain
Id: icp-domain
Title: "Domain of need"
Description: "CARES-ICP-04."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #medical "Medical"
* #social "Social"
* #educational "Educational"
* #other "Other"

ValueSet: IcpDomainValues
Id: icp-domain
Title: "Domain of need"
Description: "Every code of the domain of need code system."
* insert LocalCodes
* include codes from system IcpDomain
