const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'

/** What US Core's profiles constrain, where the name does not begin with the type's own. */
const types: Readonly<Record<string, string>> = {
  ...{ patient: 'Patient', practitioner: 'Practitioner', practitionerrole: 'PractitionerRole', relatedperson: 'RelatedPerson' },
  ...{ organization: 'Organization', location: 'Location', careteam: 'CareTeam', careplan: 'CarePlan', goal: 'Goal' },
  ...{ coverage: 'Coverage', encounter: 'Encounter', procedure: 'Procedure', immunization: 'Immunization', specimen: 'Specimen' },
  ...{ servicerequest: 'ServiceRequest', provenance: 'Provenance', allergyintolerance: 'AllergyIntolerance' },
  ...{ medication: 'Medication', medicationrequest: 'MedicationRequest', medicationdispense: 'MedicationDispense' },
  ...{ documentreference: 'DocumentReference', questionnaireresponse: 'QuestionnaireResponse', 'implantable-device': 'Device' },
  ...{ condition: 'Condition', diagnosticreport: 'DiagnosticReport', observation: 'Observation' },
}

/**
 * The resource type of a US Core profile, told by its name. Our profiles point to US Core's, and a clone without US
 * Core's package must still know that a subject is a Patient.
 */
export function typeOfUsCore(canonical: string): string | undefined {
  if (!canonical.startsWith(usCore)) return undefined
  const name = canonical.slice(usCore.length).split('|', 1)[0]!
  return types[name] ?? types[name.split('-', 1)[0]!]
}
