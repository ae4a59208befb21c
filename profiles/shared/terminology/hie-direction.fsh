CodeSystem: HieDirection
Id: hie-direction
Title: "Direction of exchange"
Description: "CARES-PRV-09."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #one-way "One way"
* #two-way "Two way"
* #unknown "Unknown"

ValueSet: HieDirectionValues
Id: hie-direction
Title: "Direction of exchange"
Description: "Every code of the direction of exchange code system."
* insert LocalCodes
* include codes from system HieDirection
