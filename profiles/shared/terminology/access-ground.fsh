CodeSystem: AccessGround
Id: access-ground
Title: "Ground of an access"
Description: "What let somebody in to a member's record, as an event of the audit trail says it (AuditEvent.agent.policy)."
* insert LocalCodes
* ^caseSensitive = true
* ^content = #complete
* #provider "Carries the member's enrollment"
* #care-team "Is on the member's care team"
* #general-practitioner "Is the member's primary care provider"
* #payer "Pays for the member's care"
* #treating "Is treating the member"
* #task "Was asked to do something for the member"
* #referral "Was sent a referral of the member"
* #release "A release that the member signed names who asked"
* #release-for-minor "A release that was signed for the member names who asked"
* #request "Looks into the record for a while, as a request on file says"
* #parent "Is the member's parent or guardian"
* #guardian "Is the guardian whom a court appointed"
* #custody "Is the agency to which a court gave custody of the member"
* #authorization "Was asked to authorize a service for the member"
* #emergency "Opened the record in an emergency, which is being reviewed"
* #self "Is the member"
* #role "Sees such records of every member, as what it is registered as"
* #directory "Looked up what is about no member, as everybody registered may"
* #emergency-plan "May have a child's emergency plan for treatment in an emergency"

ValueSet: AccessGroundValues
Id: access-ground
Title: "Ground of an access"
Description: "Every code of the access ground code system."
* insert LocalCodes
* include codes from system AccessGround
