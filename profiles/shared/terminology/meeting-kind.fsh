CodeSystem: MeetingKind
Id: meeting-kind
Title: "Kind of meeting"
Description: "What an Appointment is for. Appointment.serviceType carries it."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #care-planning "Care planning meeting"
* #case-review "Interdisciplinary case review"
* #individual-supervision "Individual supervision"
* #group-supervision "Group supervision"
* #aftercare-meeting "Aftercare meeting"
* #referred-service "Visit for a referred service"

ValueSet: MeetingKindValues
Id: meeting-kind
Title: "Kind of meeting"
Description: "Every code of the kind of meeting code system."
* insert LocalCodes
* include codes from system MeetingKind
