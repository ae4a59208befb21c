CodeSystem: HieMode
Id: hie-mode
Title: "Mode of exchange"
Description: "CARES-PRV-09: by what means a coordination partner is reached."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #digital "Digital"
* #telephone "Telephone"
* #fax "Fax"
* #other "Other: mail or in person"
* #unknown "Unknown"

ValueSet: HieModeValues
Id: hie-mode
Title: "Mode of exchange"
Description: "Every code of the mode of exchange code system."
* insert LocalCodes
* include codes from system HieMode
