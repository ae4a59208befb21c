Extension: AssessmentKindExtension
Id: assessment-kind
Title: "Kind of assessment"
Description: "Initial, annual, event-triggered or abbreviated (CARES-ASM-01, 06, 07, 10)."
Context: QuestionnaireResponse
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from AssessmentKindValues (required)
* value[x] ^requirements = "CARES-ASM-01"

Extension: InformationSourceExtension
Id: information-source
Title: "Information source"
Description: "Where information came from beside the member, or why it did not (CARES-ASM-04)."
Context: QuestionnaireResponse
* insert Published
* extension contains
    kind 1..1 and
    use 0..1 and
    who 0..1 and
    date 0..1
* extension[kind] ^short = "Kind of source"
* extension[kind].value[x] 1..1
* extension[kind].value[x] only code
* extension[kind].value[x] from InformationSourceKindValues (required)
* extension[kind].value[x] ^requirements = "CARES-ASM-04"
* extension[use] ^short = "Used unless said otherwise"
* extension[use].value[x] 1..1
* extension[use].value[x] only code
* extension[use].value[x] from InformationSourceUseValues (required)
* extension[use].value[x] ^requirements = "CARES-ASM-04"
* extension[who] ^short = "Who gave it"
* extension[who].value[x] 1..1
* extension[who].value[x] only Reference or string
* extension[date] ^short = "Day of receipt"
* extension[date].value[x] 1..1
* extension[date].value[x] only date

Extension: ConsultedExtension
Id: consulted
Title: "Consulted"
Description: "Who was consulted, or why not (CARES-ASM-08, CARES-MON-03)."
Context: QuestionnaireResponse
* insert Published
* extension contains
    who 1..1 and
    answer 0..1 and
    reason 0..1
* extension[who] ^short = "Party"
* extension[who].value[x] 1..1
* extension[who].value[x] only code
* extension[who].value[x] from ConsultedPartyValues (required)
* extension[who].value[x] ^requirements = "CARES-ASM-08"
* extension[answer] ^short = "Answer"
* extension[answer].value[x] 1..1
* extension[answer].value[x] only code
* extension[answer].value[x] from ConsultedAnswerValues (required)
* extension[answer].value[x] ^requirements = "CARES-ASM-08"
* extension[reason] ^short = "Why this party was not consulted"
* extension[reason].value[x] 1..1
* extension[reason].value[x] only string
* obeys consulted-said

Extension: NoActionExtension
Id: no-action
Title: "No action, and why"
Description: "The need is addressed by a decision to do nothing, for this reason (CARES-ASM-03)."
Context: Condition
* insert Published
* value[x] 1..1
* value[x] only string

Extension: ManagementEndedExtension
Id: management-ended
Title: "Management ended"
Description: "A clinician states that a lasting condition needs no more management (CARES-REM-02)."
Context: Condition
* insert Published
* extension contains
    date 1..1 and
    by 1..1 and
    statement 1..1
* extension[date] ^short = "Day of the statement"
* extension[date].value[x] 1..1
* extension[date].value[x] only date
* extension[by] ^short = "The clinician"
* extension[by].value[x] 1..1
* extension[by].value[x] only Reference(Practitioner or PractitionerRole)
* extension[statement] ^short = "In their words"
* extension[statement].value[x] 1..1
* extension[statement].value[x] only string

Extension: FirstCompletedOnExtension
Id: first-completed-on
Title: "First completed on"
Description: "The day of the first completed version; the server keeps it, so that a later amendment does not move a clock (CARES-ASM-01)."
Context: QuestionnaireResponse
* insert Published
* value[x] 1..1
* value[x] only date

Invariant: consulted-said
Description: "A consultation has an answer or a reason (CARES-ASM-08)."
* severity = #error
* requirements = "CARES-ASM-08"
* expression = "extension.where(url = 'answer').exists() or extension.where(url = 'reason').exists()"
