CodeSystem: ReadinessTopic
Id: readiness-topic
Title: "Topic of adult readiness"
Description: "CARES-TRA-05."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #legal-decision-change "Change in who decides"
* #privacy-consent "Privacy and consent"
* #self-advocacy "Self advocacy"
* #information-access "Access to information"

ValueSet: ReadinessTopicValues
Id: readiness-topic
Title: "Topic of adult readiness"
Description: "Every code of the topic of adult readiness code system."
* insert LocalCodes
* include codes from system ReadinessTopic
