CodeSystem: TrainingTopic
Id: training-topic
Title: "Training topic"
Description: "CARES-TRN-03, 04, 08."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #coordination-principles "Coordination principles"
* #equity-implicit-bias "Equity and implicit bias"
* #privacy-hipaa-ferpa "Privacy, HIPAA and FERPA"
* #community-resources "Community resources"
* #education-systems-iep-504 "Education systems, IEP and 504"
* #shared-plan-life-course "Shared plans and the life course"
* #medical-aspects "Medical aspects, led by a senior care manager"
* #program-marketing "Program marketing"
* #outreach "Outreach"
* #assessment-instruments "Assessment instruments"

ValueSet: TrainingTopicValues
Id: training-topic
Title: "Training topic"
Description: "Every code of the training topic code system."
* insert LocalCodes
* include codes from system TrainingTopic

CodeSystem: TrainingKind
Id: training-kind
Title: "Kind of training"
Description: "CARES-TRN-02, 05."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #initial "Initial"
* #annual "Annual"

ValueSet: TrainingKindValues
Id: training-kind
Title: "Kind of training"
Description: "Every code of the kind of training code system."
* insert LocalCodes
* include codes from system TrainingKind

CodeSystem: Competency
Id: competency
Title: "Competency"
Description: "CARES-TRN-07."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #motivational-interviewing "Motivational interviewing"
* #trauma-informed-care "Trauma informed care"
* #medical-complexity-literacy "Medical complexity literacy"
* #transition-and-referral "Transition and referral"

ValueSet: CompetencyValues
Id: competency
Title: "Competency"
Description: "Every code of the competency code system."
* insert LocalCodes
* include codes from system Competency
