CodeSystem: ContactMode
Id: contact-mode
Title: "Mode of contact"
Description: "How people met."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #in-person "In person"
* #telehealth "Telehealth (video)"
* #phone "Phone"
* #message "Message"
* #collateral "Collateral, with somebody other than the member or family"

ValueSet: ContactModeValues
Id: contact-mode
Title: "Mode of contact"
Description: "Every code of the mode of contact code system."
* insert LocalCodes
* include codes from system ContactMode
