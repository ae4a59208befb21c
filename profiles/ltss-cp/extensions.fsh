Extension: AssignmentSourceExtension
Id: assignment-source
Title: "Source of the assignment"
Description: "How the member came to the Community Partner (CP-04)."
Context: EpisodeOfCare
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from AssignmentSourceValues (required)
* value[x] ^requirements = "CP-04"

Extension: CoordinationFunctionExtension
Id: coordination-function
Title: "Coordination function"
Description: "The function that this participant owns (CP-11)."
Context: CareTeam.participant
* insert Published
* value[x] 1..1
* value[x] only code
* value[x] from CoordinationFunctionValues (required)
* value[x] ^requirements = "CP-11"

Extension: FinanciallyAffiliatedExtension
Id: financially-affiliated
Title: "Financially affiliated"
Description: "The referral goes to a provider with financial ties to the referrer (CP-10)."
Context: ServiceRequest
* insert Published
* value[x] 1..1
* value[x] only boolean
