CodeSystem: IcpStatementAbout
Id: icp-statement-about
Title: "What a plan statement is about"
Description: "Parts of an ICP or emergency plan that may be stated rather than filled (extension icp-statement). Parts of the team are named team- followed by the code of cares-role."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #domain-medical "Needs in the medical domain"
* #domain-social "Needs in the social domain"
* #domain-educational "Needs in the educational domain"
* #domain-other "Needs in other domains"
* #kind-clinical "Clinical goals"
* #kind-functional "Functional goals"
* #kind-developmental "Developmental goals"
* #kind-social "Social goals"
* #aspirational "Aspirations"
* #services "Services now received"
* #medical-history "Medical history"
* #behavioral-history "Behavioral history"
* #personal-circumstances "Personal circumstances"
* #educational-circumstances "Educational circumstances"
* #behavioral-circumstances "Behavioral circumstances"
* #social-circumstances "Social circumstances"
* #has-iep "Has an IEP"
* #has-504 "Has a 504 plan"
* #school-supports "School supports"
* #housing "Housing"
* #nutrition "Nutrition"
* #utilities "Utilities"
* #transport "Transport"
* #transitions "Transitions"
* #family-member "The member's part in the plan"
* #family-parent "The parent's or guardian's part in the plan"
* #accessibility "Accessibility"
* #medications "Medications"
* #allergies "Allergies"
* #team-primary-care "Team: primary care"
* #team-specialist "Team: specialist"
* #team-dental "Team: dental"
* #team-behavioral-health "Team: behavioral health"
* #team-school "Team: school"
* #team-early-intervention "Team: early intervention"
* #team-ccm "Team: ccm"
* #team-continuous-nursing "Team: continuous nursing"
* #team-community-support "Team: community support"
* #team-state-agency "Team: state agency"
* #team-managed-care "Team: managed care"
* #team-natural-support "Team: natural support"
* #team-adult-clinician "Team: adult clinician"
* #team-program-director "Team: program director"
* #team-senior-care-manager "Team: senior care manager"
* #team-care-coordinator "Team: care coordinator"
* #team-family-support "Team: family support"
* #team-senior-medical-professional "Team: senior medical professional"
* #team-first-line-contact "Team: first line contact"
* #team-parent-guardian "Team: parent guardian"
* #team-member "Team: member"

ValueSet: IcpStatementAboutValues
Id: icp-statement-about
Title: "What a plan statement is about"
Description: "Every code of the what a plan statement is about code system."
* insert LocalCodes
* include codes from system IcpStatementAbout

CodeSystem: IcpStatementAnswer
Id: icp-statement-answer
Title: "Answer of a plan statement"
Description: "How a part of a plan is stated (extension icp-statement)."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #none-identified "None identified"
* #none-stated "None stated"
* #none-known "None known"
* #none-foreseen "None foreseen"
* #none-yet "None yet"
* #none "None"
* #listed "Listed in the note"
* #stated "Stated in the note"
* #yes "Yes"
* #no "No"
* #not-school-age "Not school age"
* #declined "Declined"
* #too-young "Too young"
* #unable "Unable"
* #unavailable "Unavailable"
* #excluded-by-law "Excluded by law"
* #not-applicable "Not applicable"
* #not-needed "Not needed"

ValueSet: IcpStatementAnswerValues
Id: icp-statement-answer
Title: "Answer of a plan statement"
Description: "Every code of the answer of a plan statement code system."
* insert LocalCodes
* include codes from system IcpStatementAnswer

CodeSystem: AbsenceReason
Id: absence-reason
Title: "Why somebody took no part"
Description: "AMB-44: reason recorded for the member, the parent or guardian, or a team role that took no part."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #declined "Declined"
* #too-young "Too young"
* #unable "Unable"
* #unavailable "Unavailable"
* #excluded-by-law "Excluded by law"

ValueSet: AbsenceReasonValues
Id: absence-reason
Title: "Why somebody took no part"
Description: "Every code of the why somebody took no part code system."
* insert LocalCodes
* include codes from system AbsenceReason
