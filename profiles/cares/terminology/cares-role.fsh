CodeSystem: CaresRole
Id: cares-role
Title: "Role in the CARES team"
Description: "Roles of staff (PractitionerRole.code) and of everybody on the team (CareTeam.participant.role)."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #program-director "Program director"
* #senior-care-manager "Senior care manager"
* #care-coordinator "Care coordinator"
* #family-support "Family support staff"
* #senior-medical-professional "Senior medical professional"
* #first-line-contact "First-line contact"
* #primary-care "Primary care provider"
* #specialist "Specialist"
* #dental "Dental"
* #behavioral-health "Behavioral health"
* #school "School"
* #early-intervention "Early intervention"
* #ccm "Complex care management"
* #continuous-nursing "Continuous nursing"
* #community-support "Community support"
* #state-agency "State agency"
* #managed-care "Managed care entity"
* #natural-support "Natural support"
* #parent-guardian "Parent or guardian"
* #member "Member"
* #adult-clinician "Adult clinician"

ValueSet: CaresRoleValues
Id: cares-role
Title: "Role in the CARES team"
Description: "Every code of the role in the CARES team code system."
* insert LocalCodes
* include codes from system CaresRole
