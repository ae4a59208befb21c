CodeSystem: CaresProviderType
Id: cares-provider-type
Title: "CARES provider type"
Description: "CARES-PRV-01: who may take part."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #chc "Community health center"
* #aoh "Acute outpatient hospital"
* #hlhc "Hospital-licensed health center"
* #hospital-satellite "Hospital satellite"
* #group-practice "Group practice"

ValueSet: CaresProviderTypeValues
Id: cares-provider-type
Title: "CARES provider type"
Description: "Every code of the CARES provider type code system."
* insert LocalCodes
* include codes from system CaresProviderType
