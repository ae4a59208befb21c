CodeSystem: SurveyDomain
Id: survey-domain
Title: "Domain of the family experience survey"
Description: "CARES-QLT-07."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #coordination "Coordination and connection to services"
* #communication "Communication"
* #family-impact "Family impact"
* #goals-planning "Goal creation and planning"

ValueSet: SurveyDomainValues
Id: survey-domain
Title: "Domain of the family experience survey"
Description: "Every code of the domain of the family experience survey code system."
* insert LocalCodes
* include codes from system SurveyDomain
