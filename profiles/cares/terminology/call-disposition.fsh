CodeSystem: CallDisposition
Id: call-disposition
Title: "Disposition of an on-call contact"
Description: "CARES-COO-03: how a call to the dedicated line ended."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #advised "Advised"
* #referred "Referred"
* #emergency "Sent to emergency care"
* #scheduled "Scheduled"
* #no-action "No action"

ValueSet: CallDispositionValues
Id: call-disposition
Title: "Disposition of an on-call contact"
Description: "Every code of the disposition of an on-call contact code system."
* insert LocalCodes
* include codes from system CallDisposition
