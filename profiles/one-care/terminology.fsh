CodeSystem: OnecareRole
Id: onecare-role
Title: "Role in a One Care team"
Description: "OC-02, OC-06."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #care-coordinator "Care coordinator"
* #clinical-care-manager "Clinical care manager"
* #lts-coordinator "Long-term supports coordinator"
* #single-contact "Member's single contact"
* #ict-participant "ICT participant"

ValueSet: OnecareRoleValues
Id: onecare-role
Title: "Role in a One Care team"
Description: "Every code of the role in a One Care team code system."
* insert LocalCodes
* include codes from system OnecareRole

CodeSystem: OnecareTrainingTopic
Id: onecare-training-topic
Title: "Training topic of a One Care team"
Description: "OC-12."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #person-centered-planning "Person centered planning"
* #cultural-competence "Cultural competence"
* #accessibility-accommodation "Accessibility and accommodation"
* #independent-living-recovery "Independent living and recovery"
* #wellness "Wellness"

ValueSet: OnecareTrainingTopicValues
Id: onecare-training-topic
Title: "Training topic of a One Care team"
Description: "Every code of the training topic of a One Care team code system."
* insert LocalCodes
* include codes from system OnecareTrainingTopic

CodeSystem: Engagement
Id: engagement
Title: "Engagement of staff"
Description: "OC-11."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #employed "Employed"
* #contracted "Contracted"

ValueSet: EngagementValues
Id: engagement
Title: "Engagement of staff"
Description: "Every code of the engagement of staff code system."
* insert LocalCodes
* include codes from system Engagement

CodeSystem: WelcomeChannel
Id: welcome-channel
Title: "Preferred channel of a One Care member"
Description: "OC-13."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #home-visit "Home visit"
* #email "Email"
* #phone "Phone"
* #office "Office"

ValueSet: WelcomeChannelValues
Id: welcome-channel
Title: "Preferred channel of a One Care member"
Description: "Every code of the preferred channel of a One Care member code system."
* insert LocalCodes
* include codes from system WelcomeChannel
