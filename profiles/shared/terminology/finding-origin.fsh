CodeSystem: FindingOrigin
Id: finding-origin
Title: "Origin of a finding"
Description: "What opened a finding. meta.tag of the Task carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #write "A write" "The write of the record at fault was warned of it; a write that corrects the record closes it."

ValueSet: FindingOriginValues
Id: finding-origin
Title: "Origin of a finding"
Description: "Every code of the origin of a finding code system."
* insert LocalCodes
* include codes from system FindingOrigin
