CodeSystem: CspRole
Id: csp-role
Title: "Role in a community support program"
Description: "CSP-22, CSP-23."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #csp-worker "Community support worker"
* #csp-supervisor "Supervisor"
* #therapist "Therapist"
* #esp "Emergency services program"

ValueSet: CspRoleValues
Id: csp-role
Title: "Role in a community support program"
Description: "Every code of the role in a community support program code system."
* insert LocalCodes
* include codes from system CspRole

CodeSystem: CspActivity
Id: csp-activity
Title: "Activity of a community support program"
Description: "CSP-03, 17, 18, 19."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #outreach "Outreach"
* #needs-assessment "Needs assessment"
* #service-planning "Service planning"
* #linkage "Linkage"
* #travel-engagement "Travel in engagement"
* #transport-short-term "Short-term transport help"
* #benefits-help "Benefits help"
* #housing-help "Housing help"
* #health-research "Health research"
* #peer-support "Natural and peer support"
* #education "Education"
* #crisis-support "Crisis support"
* #csp-discharge-planning "Discharge planning"
* #telehealth-assist "Help with technology for virtual care"

ValueSet: CspActivityValues
Id: csp-activity
Title: "Activity of a community support program"
Description: "Every code of the activity of a community support program code system."
* insert LocalCodes
* include codes from system CspActivity

CodeSystem: CspTrainingTopic
Id: csp-training-topic
Title: "Training topic of a community support program"
Description: "CSP-24."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #co-occurring-disorders "Co occurring disorders"
* #trauma-informed-care "Trauma informed care"
* #tbi "Traumatic brain injury"
* #motivational-interviewing "Motivational interviewing"
* #stages-of-change "Stages of change"
* #progressive-engagement "Progressive engagement"
* #adult-psychiatric-conditions "Adult psychiatric conditions"
* #substance-use "Substance use"
* #recovery "Recovery"
* #medical-issues "Medical issues"
* #boundaries "Boundaries"
* #confidentiality "Confidentiality"
* #peers-as-workers "Peers as workers"
* #ending-service-well "Ending service well"

ValueSet: CspTrainingTopicValues
Id: csp-training-topic
Title: "Training topic of a community support program"
Description: "Every code of the training topic of a community support program code system."
* insert LocalCodes
* include codes from system CspTrainingTopic

CodeSystem: CspSetting
Id: csp-setting
Title: "Setting of a community support contact"
Description: "CSP-05."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #home "Home"
* #shelter "Shelter"
* #emergency-room "Emergency room"
* #inpatient-unit "Inpatient unit"
* #diversionary-unit "Diversionary unit"
* #day-program "Day program"
* #office "Office"
* #community "Community"
* #remote "Remote"

ValueSet: CspSettingValues
Id: csp-setting
Title: "Setting of a community support contact"
Description: "Every code of the setting of a community support contact code system."
* insert LocalCodes
* include codes from system CspSetting

CodeSystem: LinkageType
Id: linkage-type
Title: "Type of linkage"
Description: "CSP-29."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #primary-care "Primary care"
* #peer-recovery "Peer and recovery support"
* #self-help "Self help"
* #consumer-run "Consumer run"
* #advocacy "Advocacy"
* #community "Community"

ValueSet: LinkageTypeValues
Id: linkage-type
Title: "Type of linkage"
Description: "Every code of the type of linkage code system."
* insert LocalCodes
* include codes from system LinkageType
