Extension: EngagementExtension
Id: engagement
Title: "Engagement"
Description: "Employed or contracted (OC-11)."
Context: PractitionerRole
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from EngagementValues (required)
* value[x] ^requirements = "OC-11"

Extension: ParticipantsExtension
Id: participants
Title: "Participant"
Description: "Who took part in the assessment (OC-08)."
Context: QuestionnaireResponse
* insert Published
* value[x] 1..1
* value[x] only Reference(PractitionerRole)
