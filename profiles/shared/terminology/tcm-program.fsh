CodeSystem: TcmProgram
Id: tcm-program
Title: "Programs beside CARES and how they stand to its payment"
Description: "Requirements section 11.4: whether a program is targeted case management whose service days exclude CARES service days (CARES-PAY-07)."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* ^property[0].code = #conflict
* ^property[0].type = #code
* ^property[0].description = "self, conflicts (service days exclude each other), warns, or none"
* #cares "CARES for Kids" "Targeted case management itself."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #self
* #icc "Intensive Care Coordination" "Its service days conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #conflicts
* #dds-tcm "DDS targeted case management" "Its service days conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #conflicts
* #dmh-tcm "DMH targeted case management" "Its service days conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #conflicts
* #dcf-tcm "DCF targeted case management" "Its service days conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #conflicts
* #dys-tcm "DYS targeted case management" "Standing not found; warned of only."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #warns
* #ei-service-coordination "Early intervention service coordination" "Standing not found; warned of only."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #warns
* #other "Other program" "Standing not found; warned of only."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #warns
* #ccm "Community Case Management" "Partner on the team; never a conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #none
* #bh-cp "Behavioral Health Community Partner" "A supplement; never a conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #none
* #ltss-cp "LTSS Community Partner" "A supplement; never a conflict."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #none
* #csp "Community Support Program" "Not targeted case management; warned of."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #warns
* #one-care "One Care" "Not targeted case management; warned of."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #warns
* #aco-care-management "ACO care management" "Not targeted case management; warned of."
  * ^property[0].code = #conflict
  * ^property[0].valueCode = #warns

ValueSet: TcmProgramValues
Id: tcm-program
Title: "Programs beside CARES and how they stand to its payment"
Description: "Every code of the programs beside CARES and how they stand to its payment code system."
* insert LocalCodes
* include codes from system TcmProgram
