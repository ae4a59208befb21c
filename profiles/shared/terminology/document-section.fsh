CodeSystem: DocumentSection
Id: document-section
Title: "Section of a document"
Description: "Sections of the documents that the server makes. Composition.section.code carries it, beside the LOINC code where one fits."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* ^property[0].code = #loinc
* ^property[0].type = #string
* ^property[0].description = "LOINC code that stands beside, or none"
* #care-team "Care team"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "85847-2"
* #health-summary "Health summary"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "11348-0"
* #services "Services now received"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "62387-6"
* #goals "Goals"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "61146-7"
* #education "Education"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #social-needs "Health-related social needs"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "29762-2"
* #steps "Steps and who takes them"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "18776-5"
* #transitions "Coming transitions"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #emergency-plan "Emergency plan"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #accessibility "Language and accessibility"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #medications "Medicines"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "10160-0"
* #allergies "Allergies"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "48765-2"
* #accommodations "Accommodations in an emergency"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #providers "Providers most involved"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #conditions "Conditions"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "11450-4"
* #ending "End date and reason"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #recommendations "Recommendations and resources"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #referrals "Referrals needed"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #treatments "Medicines, equipment and therapies"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #medical-summary "Medical summary"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #fact-sheet "Condition fact sheet"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"
* #legal-papers "Legal papers"
  * ^property[0].code = #loinc
  * ^property[0].valueString = "none"

ValueSet: DocumentSectionValues
Id: document-section
Title: "Section of a document"
Description: "Every code of the section of a document code system."
* insert LocalCodes
* include codes from system DocumentSection
