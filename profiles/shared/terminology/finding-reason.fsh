CodeSystem: FindingReason
Id: finding-reason
Title: "Reason of a finding that no row names"
Description: "Beside the row ID: what a finding asks for."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #claim-adjust-or-void "A claimed month changed: adjust or void the claim"
* #late-entry "Recorded long after the event"
* #stale-emergency-plan "Emergency plan not reviewed in time"
* #source-without-release "Information used without a release"

ValueSet: FindingReasonValues
Id: finding-reason
Title: "Reason of a finding that no row names"
Description: "Every code of the reason of a finding that no row names code system."
* insert LocalCodes
* include codes from system FindingReason
