CodeSystem: Determination
Id: determination
Title: "Determination of clinical eligibility"
Description: "CARES-ELG-03."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #eligible "Eligible"
* #not-eligible "Not eligible"
* #pending "Pending"

ValueSet: DeterminationValues
Id: determination
Title: "Determination of clinical eligibility"
Description: "Every code of the determination of clinical eligibility code system."
* insert LocalCodes
* include codes from system Determination

CodeSystem: SocialNeedAnswer
Id: social-need-answer
Title: "Answer about a social need"
Description: "CARES-ICP-13."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #yes "There is a need"
* #no "No need"
* #declined "Declined to answer"

ValueSet: SocialNeedAnswerValues
Id: social-need-answer
Title: "Answer about a social need"
Description: "Every code of the answer about a social need code system."
* insert LocalCodes
* include codes from system SocialNeedAnswer

CodeSystem: SchoolAnswer
Id: school-answer
Title: "Answer about a school plan"
Description: "CARES-ICP-12."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #yes "Yes"
* #no "No"
* #not-school-age "Not school age"

ValueSet: SchoolAnswerValues
Id: school-answer
Title: "Answer about a school plan"
Description: "Every code of the answer about a school plan code system."
* insert LocalCodes
* include codes from system SchoolAnswer

CodeSystem: NeedStatus
Id: need-status
Title: "Status of an identified need"
Description: "CARES-ASM-03."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #open "Open"
* #addressed "Addressed"
* #resolved "Resolved"
* #no-action "No action, with a reason"

ValueSet: NeedStatusValues
Id: need-status
Title: "Status of an identified need"
Description: "Every code of the status of an identified need code system."
* insert LocalCodes
* include codes from system NeedStatus

CodeSystem: InformationSourceKind
Id: information-source-kind
Title: "Kind of information source"
Description: "CARES-ASM-04."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #member "Member"
* #parent-guardian "Parent or guardian"
* #clinician "Clinician"
* #state-agency "State agency"
* #social-service "Social service"
* #educator "Educator"
* #record "Record received"

ValueSet: InformationSourceKindValues
Id: information-source-kind
Title: "Kind of information source"
Description: "Every code of the kind of information source code system."
* insert LocalCodes
* include codes from system InformationSourceKind

CodeSystem: InformationSourceUse
Id: information-source-use
Title: "Use of an information source"
Description: "CARES-ASM-04: each source kind is used, not applicable, or unavailable."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #used "Used"
* #not-applicable "Not applicable"
* #unavailable "Unavailable"

ValueSet: InformationSourceUseValues
Id: information-source-use
Title: "Use of an information source"
Description: "Every code of the use of an information source code system."
* insert LocalCodes
* include codes from system InformationSourceUse

CodeSystem: ConsultedParty
Id: consulted-party
Title: "Party consulted"
Description: "CARES-ASM-08, CARES-MON-03."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #member "Member"
* #parent-guardian "Parent or guardian"
* #providers "Providers"
* #agencies "Agencies"
* #team "Team"

ValueSet: ConsultedPartyValues
Id: consulted-party
Title: "Party consulted"
Description: "Every code of the party consulted code system."
* insert LocalCodes
* include codes from system ConsultedParty

CodeSystem: ConsultedAnswer
Id: consulted-answer
Title: "Answer about a consultation"
Description: "CARES-ASM-08. For member and family a reason may stand instead."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #yes "Yes"
* #no "No"
* #not-applicable "Not applicable"

ValueSet: ConsultedAnswerValues
Id: consulted-answer
Title: "Answer about a consultation"
Description: "Every code of the answer about a consultation code system."
* insert LocalCodes
* include codes from system ConsultedAnswer
