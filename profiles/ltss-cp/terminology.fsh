CodeSystem: CpRole
Id: cp-role
Title: "Role around an LTSS Community Partner"
Description: "CP-13 to CP-17."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #cp-care-coordinator "Care coordinator of the Community Partner"
* #plan-care-coordinator "Care coordinator of the ACO or MCO"
* #waiver-case-manager "Waiver case manager"
* #dds-service-coordinator "DDS service coordinator"
* #ltss-provider "LTSS provider"
* #tpa "Third party administrator"

ValueSet: CpRoleValues
Id: cp-role
Title: "Role around an LTSS Community Partner"
Description: "Every code of the role around an LTSS Community Partner code system."
* insert LocalCodes
* include codes from system CpRole

CodeSystem: CpActivity
Id: cp-activity
Title: "Activity of an LTSS Community Partner"
Description: "CP-08: the six functions."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #outreach-engagement "Outreach and engagement"
* #needs-informed-choice "Unmet needs and informed choice"
* #ltss-care-plan "LTSS care plan"
* #coordinate-ltss-social "Coordination of LTSS and social services"
* #plan-team "Part in the ACO or MCO team"
* #agency-provider-work "Work with agencies and providers"

ValueSet: CpActivityValues
Id: cp-activity
Title: "Activity of an LTSS Community Partner"
Description: "Every code of the activity of an LTSS Community Partner code system."
* insert LocalCodes
* include codes from system CpActivity

CodeSystem: AssignmentSource
Id: assignment-source
Title: "Source of an assignment"
Description: "CP-04."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #auto "Assigned by MassHealth"
* #identified "Identified by MassHealth or plan"
* #referred "Referred"

ValueSet: AssignmentSourceValues
Id: assignment-source
Title: "Source of an assignment"
Description: "Every code of the source of an assignment code system."
* insert LocalCodes
* include codes from system AssignmentSource

CodeSystem: CoordinationFunction
Id: coordination-function
Title: "Coordination function"
Description: "CP-11: one owner for a member and a day."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #assessment "Assessment"
* #care-planning "Care planning"
* #service-coordination "Service coordination"
* #care-transition "Care transition"
* #social-needs "Social needs"
* #health-education "Health education"

ValueSet: CoordinationFunctionValues
Id: coordination-function
Title: "Coordination function"
Description: "Every code of the coordination function code system."
* insert LocalCodes
* include codes from system CoordinationFunction
