CodeSystem: AccessibilityNeed
Id: accessibility-need
Title: "Accessibility need"
Description: "Either none, or what is needed."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #none "None"
* #wheelchair "Wheelchair access"
* #interpreter-asl "American Sign Language interpreter"
* #large-print "Large print"
* #plain-language "Plain language"
* #transport "Accessible transport"
* #other "Other, in the text"

ValueSet: AccessibilityNeedValues
Id: accessibility-need
Title: "Accessibility need"
Description: "Every code of the accessibility need code system."
* insert LocalCodes
* include codes from system AccessibilityNeed
