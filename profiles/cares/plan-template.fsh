Instance: icp-template
InstanceOf: PlanDefinition
Title: "Template of the Individual Care Plan"
Usage: #definition
* url = "https://cares-fhir.example.org/PlanDefinition/icp-template"
* version = "1.0.0"
* name = "IcpTemplate"
* title = "Template of the Individual Care Plan"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* effectivePeriod.start = "2023-07-07"
* description = "What an Individual Care Plan holds, part by part. The MassHealth form was not found, so this template is configurable and versioned (CARES-ICP-07)."
* type = http://terminology.hl7.org/CodeSystem/plan-definition-type#clinical-protocol
* action[+].id = "care-team"
* action[=].title = "Name the team and how to reach it"
* action[=].code = Requirement#CARES-ICP-08
* action[+].id = "health-summary"
* action[=].title = "Sum up health and circumstances"
* action[=].code = Requirement#CARES-ICP-09
* action[+].id = "services"
* action[=].title = "List the services now received"
* action[=].code = Requirement#CARES-ICP-10
* action[+].id = "goals"
* action[=].title = "Set goals and aspirations"
* action[=].code = Requirement#CARES-ICP-11
* action[+].id = "education"
* action[=].title = "Plan for school"
* action[=].code = Requirement#CARES-ICP-12
* action[+].id = "social-needs"
* action[=].title = "Answer the social needs"
* action[=].code = Requirement#CARES-ICP-13
* action[+].id = "steps"
* action[=].title = "Give each goal its steps"
* action[=].code = Requirement#CARES-ICP-14
* action[+].id = "transitions"
* action[=].title = "Foresee transitions"
* action[=].code = Requirement#CARES-ICP-15
* action[+].id = "emergency-plan"
* action[=].title = "Make the emergency plan"
* action[=].code = Requirement#CARES-ICP-16
* action[+].id = "meeting"
* action[=].title = "Meet with the family"
* action[=].code = Requirement#CARES-ICP-01
* action[+].id = "review"
* action[=].title = "Have a senior care manager review"
* action[=].code = Requirement#CARES-STF-10
* action[+].id = "share"
* action[=].title = "Share with the PCP"
* action[=].code = Requirement#CARES-ICP-07
* action[+].id = "copies"
* action[=].title = "Give the family its copies"
* action[=].code = Requirement#CARES-ICP-17
