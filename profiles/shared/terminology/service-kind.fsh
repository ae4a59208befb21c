CodeSystem: ServiceKind
Id: service-kind
Title: "Kind of planned or current service"
Description: "What a ServiceRequest in a plan stands for. ServiceRequest.category or code carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #current-service "Service now received"
* #school-support "Support or service at school"
* #recommended-step "Recommended step towards a goal"
* #anticipated-transition "Anticipated transition"
* #adult-transition-plan-due "Plan for the transition to adulthood, due by"
* #transfer-of-care "Transfer to adult care"
* #sdoh "Help with a health-related social need"

ValueSet: ServiceKindValues
Id: service-kind
Title: "Kind of planned or current service"
Description: "Every code of the kind of planned or current service code system."
* insert LocalCodes
* include codes from system ServiceKind
