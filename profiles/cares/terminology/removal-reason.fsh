CodeSystem: RemovalReason
Id: removal-reason
Title: "Reason for removal"
Description: "CARES-REM-09: eight reasons, and the administrative ends that skip reason checks."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* ^property[0].code = #administrative
* ^property[0].type = #boolean
* ^property[0].description = "An administrative end, which skips the reason checks"
* #criteria-not-met "Criteria not met"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #conditions-resolved "Conditions resolved"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #goals-met "Goals met"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #lower-intensity "Lower intensity"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #family-declined "Family declined"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #masshealth-lost "MassHealth lost"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #moved-out "Moved out"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #own-choice "Own choice"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = false
* #deceased "Deceased"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = true
* #provider-ceased "Provider ceased"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = true
* #transfer "Transfer"
  * ^property[0].code = #administrative
  * ^property[0].valueBoolean = true

ValueSet: RemovalReasonValues
Id: removal-reason
Title: "Reason for removal"
Description: "Every code of the reason for removal code system."
* insert LocalCodes
* include codes from system RemovalReason
