CodeSystem: LetterCategory
Id: letter-category
Title: "Kind of letter"
Description: "Letters that the program owes."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #enrollment-letter "Enrollment letter"
* #termination-letter "Termination letter"

ValueSet: LetterCategoryValues
Id: letter-category
Title: "Kind of letter"
Description: "Every code of the kind of letter code system."
* insert LocalCodes
* include codes from system LetterCategory
