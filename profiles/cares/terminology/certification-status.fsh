CodeSystem: CertificationStatus
Id: certification-status
Title: "Status of a certification"
Description: "CARES-PRV-04 and 06."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #draft "Draft"
* #submitted "Submitted"
* #info-requested "Info requested"
* #approved "Approved"
* #denied "Denied"
* #withdrawn "Withdrawn"

ValueSet: CertificationStatusValues
Id: certification-status
Title: "Status of a certification"
Description: "Every code of the status of a certification code system."
* insert LocalCodes
* include codes from system CertificationStatus
