CodeSystem: Agency
Id: agency
Title: "State agency"
Description: "The agencies of CARES-COO-05."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #dph "Department of Public Health"
* #dmh "Department of Mental Health"
* #dds "Department of Developmental Services"
* #dcf "Department of Children and Families"
* #dta "Department of Transitional Assistance"
* #dys "Department of Youth Services"
* #dese "Department of Elementary and Secondary Education"
* #other "Other agency"

ValueSet: AgencyValues
Id: agency
Title: "State agency"
Description: "Every code of the state agency code system."
* insert LocalCodes
* include codes from system Agency
