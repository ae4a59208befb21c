CodeSystem: EducationLevel
Id: education-level
Title: "Level of education"
Description: "Qualification that a staff role asks for."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #high-school "High school or equivalent"
* #associate "Associate's degree"
* #bachelor "Bachelor's degree"
* #master "Master's degree"
* #doctorate "Doctorate"

ValueSet: EducationLevelValues
Id: education-level
Title: "Level of education"
Description: "Every code of the level of education code system."
* insert LocalCodes
* include codes from system EducationLevel
