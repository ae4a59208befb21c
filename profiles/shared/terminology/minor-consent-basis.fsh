CodeSystem: MinorConsentBasis
Id: minor-consent-basis
Title: "Basis on which a minor may consent"
Description: "CARES-CON-05: why this minor may consent to care alone."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #married "Married"
* #widowed "Widowed"
* #divorced "Divorced"
* #parent "Parent"
* #armed-forces "Armed forces"
* #pregnant "Pregnant"
* #living-apart "Living apart and managing own finances"
* #public-health-disease "Disease dangerous to public health"
* #drug-dependency "Drug dependency found by two physicians, from 12"
* #mature-minor "Mature minor by documented judgment"

ValueSet: MinorConsentBasisValues
Id: minor-consent-basis
Title: "Basis on which a minor may consent"
Description: "Every code of the basis on which a minor may consent code system."
* insert LocalCodes
* include codes from system MinorConsentBasis
