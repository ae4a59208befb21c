CodeSystem: CareplanKind
Id: careplan-kind
Title: "Kind of care plan"
Description: "What a CarePlan is, beside the US Core category assess-plan."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #icp "Individual Care Plan"
* #emergency-plan "Emergency plan"
* #adult-transition "Plan for the transition to adulthood"
* #aftercare "Aftercare and transition plan"
* #ltss-cp "LTSS care plan"
* #waiver-isp "Waiver plan or individual service plan"
* #provider-program "Program plan of an LTSS provider"
* #csp "Community support plan"
* #csp-crisis "Crisis prevention or safety plan"
* #csp-discharge "Discharge and service plan"
* #csp-aftercare "Aftercare plan of a community support program"

ValueSet: CareplanKindValues
Id: careplan-kind
Title: "Kind of care plan"
Description: "Every code of the kind of care plan code system."
* insert LocalCodes
* include codes from system CareplanKind
