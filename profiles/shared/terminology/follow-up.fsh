CodeSystem: FollowUpOutput
Id: follow-up-output
Title: "Output of a referral follow-up"
Description: "Task.output.type of a referral follow-up."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #received "Was the service received?"
* #met-need "Did it meet the need?"
* #informant "Who said so"
* #made-on "Day on which the follow-up was made"

ValueSet: FollowUpOutputValues
Id: follow-up-output
Title: "Output of a referral follow-up"
Description: "Every code of the output of a referral follow-up code system."
* insert LocalCodes
* include codes from system FollowUpOutput

CodeSystem: FollowUpInformant
Id: follow-up-informant
Title: "Informant of a follow-up"
Description: "CARES-MON-05: who may answer."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #member "Member"
* #representative "Member's representative"
* #provider "Provider of the service"

ValueSet: FollowUpInformantValues
Id: follow-up-informant
Title: "Informant of a follow-up"
Description: "Every code of the informant of a follow-up code system."
* insert LocalCodes
* include codes from system FollowUpInformant

CodeSystem: FollowUpException
Id: follow-up-exception
Title: "Why a follow-up was not made"
Description: "CARES-MON-07. The code other needs words in Task.statusReason.text or a note."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #member-unreachable "Member unreachable"
* #family-declined "Family declined"
* #member-hospitalized "Member hospitalized"
* #provider-unresponsive "Provider unresponsive"
* #emergency "Emergency"
* #other "Other"

ValueSet: FollowUpExceptionValues
Id: follow-up-exception
Title: "Why a follow-up was not made"
Description: "Every code of the why a follow-up was not made code system."
* insert LocalCodes
* include codes from system FollowUpException
