Extension: LicenseExtension
Id: license
Title: "License"
Description: "A license of the organization (CSP-01)."
Context: Organization
* insert Published
* extension contains
    type 1..1 and
    period 1..1 and
    issuer 0..1
* extension[type] ^short = "Kind of license"
* extension[type].value[x] 1..1
* extension[type].value[x] only string
* extension[period] ^short = "While it runs"
* extension[period].value[x] 1..1
* extension[period].value[x] only Period
* extension[issuer] ^short = "Who gave it"
* extension[issuer].value[x] 1..1
* extension[issuer].value[x] only string

Extension: LivedExperienceExtension
Id: lived-experience
Title: "Lived experience"
Description: "Disclosed by the person; never shown outside the scope of personnel (CSP-22)."
Context: Practitioner
* insert Published
* value[x] 1..1
* value[x] only boolean

Extension: PlannedExtension
Id: planned
Title: "Planned end"
Description: "Was the end planned? (CSP-25)"
Context: EpisodeOfCare
* insert Published
* value[x] 1..1
* value[x] only boolean

Extension: SettingSafetyExtension
Id: setting-safety
Title: "Setting"
Description: "Where the contact took place (CSP-05)."
Context: Encounter
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from CspSettingValues (required)
* value[x] ^requirements = "CSP-05"

Extension: LinkageTypeExtension
Id: linkage-type
Title: "Type of linkage"
Description: "What the linkage is for (CSP-29)."
Context: OrganizationAffiliation
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from LinkageTypeValues (required)
* value[x] ^requirements = "CSP-29"
