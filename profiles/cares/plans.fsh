Profile: CaresEmergencyPlan
Parent: $USCoreCarePlan
Id: cares-emergency-plan
Title: "Emergency plan"
Description: "What emergency staff must know. Medicines and allergies are read live from the record; the plan holds the rest (CARES-EMG-01)."
* insert ProgramPlan(emergency-plan)
* partOf MS
* partOf ^short = "The ICP that it is part of (CARES-ICP-16)"
* contributor ^short = "The providers most involved, each with a telecom"
* extension contains
    EmergencyAccommodationExtension named accommodation 0..* MS and
    LastReviewedExtension named lastReviewed 0..1 MS and
    IcpStatementExtension named statement 0..*

Profile: CaresTransitionPlan
Parent: $USCoreCarePlan
Id: cares-transition-plan
Title: "Plan for the transition to adulthood"
Description: "From 16: goals and ranked actions on the way to adult care (CARES-TRA-01, CARES-TRA-02)."
* insert ProgramPlan(adult-transition)
* partOf MS
* period MS
* extension contains IcpStatementExtension named statement 0..*

Profile: CaresAftercarePlan
Parent: $USCoreCarePlan
Id: cares-aftercare-plan
Title: "Aftercare and transition plan"
Description: "Written before the enrollment ends: date, reason, recommendations, referrals, services and medicines (CARES-REM-10, CARES-REM-11)."
* insert ProgramPlan(aftercare)
* period MS
* supportingInfo MS
* extension contains
    RemovalReasonExtension named removalReason 0..* MS and
    IcpStatementExtension named statement 0..*
