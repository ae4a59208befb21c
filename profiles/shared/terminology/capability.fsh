CodeSystem: Capability
Id: capability
Title: "Capability of an actor"
Description: "CP-13 to CP-17: acts that a role may or may not do."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #authorize-service "Authorize service"
* #write-ltss-plan "Write LTSS plan"
* #write-waiver-plan "Write waiver plan"
* #write-plan-care-plan "Write plan care plan"
* #write-program-plan "Write program plan"
* #propose-service "Propose service"
* #set-quantity "Set quantity"
* #screen-flexible-services "Screen flexible services"
* #decide-referral "Decide referral"
* #request-authorization "Request authorization"
* #decide-authorization "Decide authorization"

ValueSet: CapabilityValues
Id: capability
Title: "Capability of an actor"
Description: "Every code of the capability of an actor code system."
* insert LocalCodes
* include codes from system Capability
