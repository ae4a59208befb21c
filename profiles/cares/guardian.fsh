Profile: CaresGuardian
Parent: $USCoreRelatedPerson
Id: cares-guardian
Title: "Parent, guardian or caregiver"
Description: "Somebody who acts for the member or cares for them: by what authority, in which language, how to be reached (CARES-CON-05)."
* insert Published
* relationship 1..* MS
* telecom MS
* communication MS
* communication ^short = "Languages, the chosen one preferred (CARES-ICP-17)"
* period MS
* period.start obeys whole-day
* period.end obeys whole-day
* extension contains
    LegalAuthorityExtension named legalAuthority 0..* MS and
    AccessibilityNeedExtension named accessibilityNeed 0..* and
    PreferredContactModeExtension named preferredContactMode 0..1
