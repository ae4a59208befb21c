import type { AllergyIntolerance, Condition, MedicationRequest, Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import { clinical, coded, concept, ext, part, ref, roleCode, rxnorm, snomed } from './spelling.ts'

const categories = 'http://terminology.hl7.org/CodeSystem/condition-category'

/** Rosa, invented, eight years old in spring 2024, her mother, and what her doctors have on file. */
export function rosaAtHome(): Resource[] {
  return [
    rosa(),
    mother(),
    diagnosis('cerebral-palsy', '441806004', 'Spastic quadriplegic cerebral palsy', '2016-02-03'),
    diagnosis('epilepsy', '84757009', 'Epilepsy', '2017-09-20'),
    need('need-seizures', 'medical', 'Seizures cluster when she is ill', '2024-04-02'),
    need('need-mobility', 'medical', 'Outgrew her gait trainer', '2024-04-02'),
    need('need-voice', 'educational', 'No reliable way to speak up in class', '2024-04-02'),
    need('need-rides', 'social', 'No ride to visits or to friends since the van broke', '2024-04-02'),
    medicine('levetiracetam', '114195', 'Levetiracetam 100 mg/mL', '4 mL by G-tube twice a day'),
    medicine('diazepam-rectal', '1551395', 'Diazepam rectal gel 10 mg', '10 mg rectally for a seizure over 5 minutes'),
    allergy(),
  ]
}

function rosa(): Patient {
  return {
    resourceType: 'Patient',
    id: 'rosa',
    identifier: [
      {
        type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', 'MA'),
        system: `${canon}/sid/masshealth-member-id`,
        value: '100020003000',
      },
    ],
    active: true,
    name: [{ use: 'official', given: ['Rosa'], family: 'Delgado' }],
    gender: 'female',
    birthDate: '2015-06-12',
    telecom: [{ system: 'phone', value: '413-555-0120', use: 'home' }],
    address: [{ use: 'home', line: ['7 Mill Street'], city: 'Holyoke', state: 'MA', postalCode: '01040', country: 'US' }],
    communication: [{ language: coded('urn:ietf:bcp:47', 'es'), preferred: true }],
    generalPractitioner: [ref('PractitionerRole/lena-role')],
    extension: [
      ext('accessibility-need', { valueCodeableConcept: { text: 'Wheelchair access, and a quiet room to wait in' } }),
      ext('preferred-contact-mode', { valueCode: 'in-person' }),
    ],
  }
}

function mother(): RelatedPerson {
  return {
    resourceType: 'RelatedPerson',
    id: 'rosas-mother',
    active: true,
    patient: ref('Patient/rosa'),
    relationship: [coded(roleCode, 'MTH')],
    name: [{ given: ['Alma'], family: 'Delgado' }],
    telecom: [
      { system: 'phone', value: '413-555-0120', use: 'mobile' },
      { system: 'email', value: 'alma.delgado@example.org' },
    ],
    address: [{ line: ['7 Mill Street'], city: 'Holyoke', state: 'MA', postalCode: '01040', country: 'US' }],
    communication: [{ language: coded('urn:ietf:bcp:47', 'es'), preferred: true }],
    extension: [
      ext('legal-authority', {
        extension: [part('kind', { valueCode: 'parent' }), part('period', { valuePeriod: { start: '2015-06-12' } })],
      }),
    ],
  }
}

function diagnosis(id: string, code: string, text: string, onset: string): Condition {
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: coded(clinical, 'active'),
    verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'),
    category: [coded(categories, 'problem-list-item')],
    code: coded(snomed, code, text),
    subject: ref('Patient/rosa'),
    onsetDateTime: onset,
    recordedDate: onset,
  }
}

function need(id: string, domain: string, text: string, on: string): Condition {
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: coded(clinical, 'active'),
    category: [coded('http://hl7.org/fhir/us/core/CodeSystem/condition-category', 'health-concern'), concept('icp-domain', domain)],
    code: { text },
    subject: ref('Patient/rosa'),
    recordedDate: on,
  }
}

function medicine(id: string, code: string, text: string, dose: string): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: coded(rxnorm, code, text),
    subject: ref('Patient/rosa'),
    authoredOn: '2024-01-09',
    requester: ref('PractitionerRole/lena-role'),
    dosageInstruction: [{ text: dose }],
  }
}

function allergy(): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    id: 'latex',
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active'),
    verificationStatus: coded('http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', 'confirmed'),
    criticality: 'high',
    code: coded(snomed, '111088007', 'Latex'),
    patient: ref('Patient/rosa'),
    recordedDate: '2018-05-02',
    reaction: [{ manifestation: [{ text: 'Hives and wheezing' }] }],
  }
}
