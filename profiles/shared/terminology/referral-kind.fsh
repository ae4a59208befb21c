CodeSystem: ReferralKind
Id: referral-kind
Title: "Kind of referral"
Description: "What a ServiceRequest refers to. ServiceRequest.category carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #program-referral "Referral into the program"
* #service-referral "Referral to a service"
* #transfer-referral "Referral to another provider of the same program"

ValueSet: ReferralKindValues
Id: referral-kind
Title: "Kind of referral"
Description: "Every code of the kind of referral code system."
* insert LocalCodes
* include codes from system ReferralKind
