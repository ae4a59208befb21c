CodeSystem: Program
Id: program
Title: "Care program"
Description: "Which care program an enrollment belongs to. EpisodeOfCare.type and HealthcareService.program carry it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #cares "CARES for Kids" "Targeted case management for members under 21 with medical complexity."
* #csp "Community Support Program"
* #ltss-cp "LTSS Community Partner"
* #bh-cp "Behavioral Health Community Partner"
* #one-care "One Care"
* #icc "Intensive Care Coordination" "Care coordination of the Children's Behavioral Health Initiative."
* #dds-tcm "DDS targeted case management"
* #dmh-tcm "DMH targeted case management"
* #dcf-tcm "DCF targeted case management"
* #dys-tcm "DYS targeted case management"
* #ei-service-coordination "Early intervention service coordination"
* #ccm "Community Case Management" "Complex care management: a partner on the team, not targeted case management."
* #aco-care-management "ACO care management"
* #other "Other program"

ValueSet: ProgramValues
Id: program
Title: "Care program"
Description: "Every code of the care program code system."
* insert LocalCodes
* include codes from system Program
