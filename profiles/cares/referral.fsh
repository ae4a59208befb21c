Profile: CaresReferral
Parent: $USCoreServiceRequest
Id: cares-referral
Title: "Referral to a service"
Description: "A referral cannot go silent: it ends with a follow-up, a reason, or on a worklist (CARES-MON-05 to 09)."
* insert Published
* category contains kind 1..1 MS
* category[kind] = ReferralKind#service-referral
* authoredOn 1..1 MS
* authoredOn ^requirements = "CARES-MON-06"
* authoredOn obeys whole-day
* requester MS
* performer MS
* reasonReference MS
* note MS
* extension contains
    NeededByExtension named neededBy 0..1 MS and
    AccessibilityNeedExtension named accessibilityNeed 0..* and
    EnrollmentExtension named enrollment 0..1
