Instance: tavians-transition-plan
InstanceOf: CaresTransitionPlan
Title: "Tavian's plan for the transition to adulthood"
Description: "Begun at 16."
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Plan for Tavian's transition to adult care.</p></div>"
* status = #active
* intent = #plan
* category[AssessPlan] = $careplan-category#assess-plan
* category[kind] = CareplanKind#adult-transition
* title = "Transition to adulthood"
* subject = Reference(tavian)
* period.start = "2023-09-20"
* created = "2023-09-20"
* author = Reference(luis-cc)
* contributor = Reference(tavian)
* goal = Reference(tavians-goal)

Instance: tavians-goal
InstanceOf: CaresGoal
Title: "Goal: to order his own refills"
Description: "On the way to adult care."
* lifecycleStatus = #active
* category[0] = IcpDomain#other
* category[1] = GoalKind#developmental
* description.text = "Tavian orders his own refills for six months"
* subject = Reference(tavian)
* startDate = "2023-09-20"
* target.measure.text = "Months of refills he ordered himself"
* target.detailQuantity = 6 'mo' "months"
* target.dueDate = "2024-08-31"
* expressedBy = Reference(tavian)
* extension[horizon].valueCode = #long
* extension[achievability].valueString = "He has the pharmacy's app and did two orders with help."

Instance: tavians-aftercare-plan
InstanceOf: CaresAftercarePlan
Title: "Tavian's aftercare plan"
Description: "Written with him when his family moved out of Massachusetts."
* text.status = #generated
* text.div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Aftercare plan of Tavian.</p></div>"
* status = #active
* intent = #plan
* category[AssessPlan] = $careplan-category#assess-plan
* category[kind] = CareplanKind#aftercare
* title = "Aftercare and transition plan"
* subject = Reference(tavian)
* period.start = "2024-06-24"
* created = "2024-06-24"
* author = Reference(dana-scm)
* contributor = Reference(tavian)
* extension[removalReason].valueCodeableConcept = RemovalReason#moved-out

Instance: removal-agreed
InstanceOf: CaresRemovalConsent
Title: "Agreement to removal"
Description: "Signed by Tavian's mother."
* status = #active
* scope = $consentscope#treatment
* category[kind] = ConsentKind#removal
* patient = Reference(tavian)
* dateTime = "2024-06-24"
* performer = Reference(tavians-mother)
* policyRule.text = "Agreement of the family to the end of CARES services"
* sourceAttachment.contentType = #text/plain
* sourceAttachment.data = "U2lnbmVkIGFncmVlbWVudC4="

Instance: tavians-mother
InstanceOf: CaresGuardian
Title: "Renee Brooks, Tavian's mother"
Description: "Signs until he is 18."
* active = true
* patient = Reference(tavian)
* relationship = $v3-RoleCode#MTH "mother"
* name.family = "Brooks"
* name.given[0] = "Renee"
* period.start = "2007-02-28"
* extension[legalAuthority].extension[kind].valueCode = #parent
