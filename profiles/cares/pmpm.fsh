Invariant: pmpm-measure
Description: "A month's answer reports the measure cares-pmpm."
* severity = #error
* expression = "measure.startsWith('https://cares-fhir.example.org/Measure/cares-pmpm')"

Profile: CaresPmpm
Parent: MeasureReport
Id: cares-pmpm
Title: "Month's payment eligibility"
Description: "Whether a member's month is payable to a provider, as of a moment, with every test and the facts it used (CARES-PAY-01). Advice for a claim, not a payment decision."
* insert Published
* obeys pmpm-measure
* type = #individual
* subject 1..1 MS
* subject only Reference(Patient)
* date 1..1 MS
* date ^short = "The moment it is as of"
* reporter 1..1 MS
* reporter only Reference(Organization)
* period MS
* period.start 1..1
* period.end 1..1
* group 1..* MS
* group ^slicing.discriminator[0].type = #pattern
* group ^slicing.discriminator[0].path = "code"
* group ^slicing.rules = #open
* group.code 1..1 MS
* group.measureScore 1..1 MS
* group.measureScore.value 1..1 MS
* group.measureScore ^short = "1 when it holds, else 0"
* group.extension contains
    SaysExtension named says 0..1 MS and
    FactExtension named fact 0..* MS
* group contains payable 1..1 MS
* group[payable].code = PmpmAnswer#payable
* evaluatedResource MS

Profile: CaresRoster
Parent: Group
Id: cares-roster
Title: "Roster"
Description: "The members of a provider or plan, for lists, attribution and export."
* insert Published
* type = #person
* actual = true
* managingEntity MS
* member MS
* member.entity only Reference(Patient)
* member.period MS
