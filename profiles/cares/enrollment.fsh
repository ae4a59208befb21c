Profile: CaresEnrollment
Parent: EpisodeOfCare
Id: cares-enrollment
Title: "CARES enrollment"
Description: "One accountable CARES provider for a member at a time (CARES-ASN-09). A planned enrollment may still lack what activation asks for; the gate at activation names each gap."
* insert Published
* insert KindSlicing(type)
* type 1..* MS
* type contains program 1..1 MS
* type[program] = Program#cares
* patient MS
* managingOrganization 1..1 MS
* managingOrganization ^requirements = "CARES-ASN-09"
* managingOrganization ^short = "The CARES provider (CARES-ASN-09)"
* period MS
* period.start obeys whole-day
* period.end obeys whole-day
* period ^short = "Both days included; the server proposes the last eligible day (CARES-ELG-01)"
* careManager MS
* careManager only Reference(PractitionerRole)
* careManager ^requirements = "CARES-COO-01"
* careManager ^short = "The first-line contact (CARES-COO-01)"
* team MS
* referralRequest MS
* extension contains
    ServiceLocationExtension named serviceLocation 0..1 MS and
    IntakeDateExtension named intakeDate 0..1 MS and
    TransferredFromExtension named transferredFrom 0..1 and
    RemovalReasonExtension named removalReason 0..* MS
* extension[removalReason] ^requirements = "CARES-REM-09"
