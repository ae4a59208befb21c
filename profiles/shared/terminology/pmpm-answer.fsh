CodeSystem: PmpmAnswer
Id: pmpm-answer
Title: "Answer of a month's payment eligibility"
Description: "Group code of the cares-pmpm report."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #payable "Payable" "1 when every test passes, else 0."

ValueSet: PmpmAnswerValues
Id: pmpm-answer
Title: "Answer of a month's payment eligibility"
Description: "Every code of the answer of a month's payment eligibility code system."
* insert LocalCodes
* include codes from system PmpmAnswer
