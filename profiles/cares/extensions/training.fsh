Extension: TopicExtension
Id: topic
Title: "Topic"
Description: "Topic of a training or competency (CARES-TRN-03, 04, 07)."
Context: Basic
* insert Published
* value[x] 1..1
* value[x] only code

Extension: TrainingKindExtension
Id: training-kind
Title: "Kind of training"
Description: "Initial or annual (CARES-TRN-02, 05)."
Context: Basic
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from TrainingKindValues (required)
* value[x] ^requirements = "CARES-TRN-02"

Extension: CompletedOnExtension
Id: completed-on
Title: "Completed on"
Description: "Day of completion (CARES-TRN-02)."
Context: Basic
* insert Published
* value[x] 1..1
* value[x] only date

Extension: EvidenceExtension
Id: evidence
Title: "Evidence"
Description: "Certificate or other proof (CARES-TRN-06)."
Context: Basic
* insert Published
* value[x] 1..1
* value[x] only Reference(DocumentReference)
