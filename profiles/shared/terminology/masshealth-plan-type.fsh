CodeSystem: MasshealthPlanType
Id: masshealth-plan-type
Title: "MassHealth plan type"
Description: "How a member gets MassHealth services. Coverage.class of type plan carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #acpp "Accountable Care Partnership Plan"
* #primary-care-aco "Primary Care ACO"
* #mco-administered-aco "MCO-administered ACO"
* #mco "Managed care organization"
* #pcc-plan "Primary Care Clinician Plan"
* #ffs "Fee for service"
* #one-care "One Care"
* #sco "Senior Care Options"

ValueSet: MasshealthPlanTypeValues
Id: masshealth-plan-type
Title: "MassHealth plan type"
Description: "Every code of the massHealth plan type code system."
* insert LocalCodes
* include codes from system MasshealthPlanType
