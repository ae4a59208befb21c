import { addDays } from '#programs/vocabulary/calendar.ts'
import type { Child } from './child.ts'
import { specialist } from './providers.ts'
import { concept, type Loaded, narrative, noon, to } from './record.ts'

const clinical = (status: string) => concept({ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: status })

/** What the doctors have on file: diagnoses, medicines, allergies, devices. */
export function health(child: Child): Loaded[] {
  const { id, enrolled, story } = child
  const patient = to(`Patient/${id}`)
  const first = to(specialist(story.specialists[0]!))
  return [
    ...story.diagnoses.map(
      (diagnosis, index): Loaded => ({
        resourceType: 'Condition',
        id: `${id}-diagnosis-${index + 1}`,
        text: narrative(diagnosis.display),
        clinicalStatus: clinical('active'),
        verificationStatus: concept({ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }),
        category: [concept({ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' })],
        code: concept(
          [
            ...(diagnosis.snomed === undefined ? [] : [{ system: 'http://snomed.info/sct', code: diagnosis.snomed }]),
            { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: diagnosis.icd10 },
          ],
          diagnosis.display,
        ),
        subject: patient,
        recordedDate: addDays(enrolled, -200 + index),
        recorder: first,
      }),
    ),
    ...story.medicines.map(
      (medicine, index): Loaded => ({
        resourceType: 'MedicationRequest',
        id: `${id}-medicine-${index + 1}`,
        text: narrative(`${medicine.display}: ${medicine.dose}`),
        status: 'active',
        intent: 'order',
        medicationCodeableConcept:
          medicine.rxnorm === undefined
            ? { text: medicine.display }
            : concept({ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: medicine.rxnorm }, medicine.display),
        subject: patient,
        authoredOn: addDays(enrolled, -30 + index),
        requester: first,
        dosageInstruction: [{ text: medicine.dose }],
      }),
    ),
    ...(story.allergies.length === 0
      ? [allergy(child, 0, { code: '716186003', display: 'No known allergy' })]
      : story.allergies.map((known, index) => allergy(child, index, known))),
    ...story.equipment.map(
      (item, index): Loaded => ({
        resourceType: 'DeviceRequest',
        id: `${id}-equipment-${index + 1}`,
        text: narrative(item),
        status: 'active',
        intent: 'order',
        codeCodeableConcept: { text: item },
        subject: patient,
        authoredOn: addDays(enrolled, -60),
        requester: first,
      }),
    ),
  ]
}

function allergy(child: Child, index: number, known: { code?: string; display: string; reaction?: string }): Loaded {
  return {
    resourceType: 'AllergyIntolerance',
    id: `${child.id}-allergy-${index + 1}`,
    text: narrative(known.display),
    clinicalStatus: concept({ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }),
    verificationStatus: concept({ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' }),
    code:
      known.code === undefined ? { text: known.display } : concept({ system: 'http://snomed.info/sct', code: known.code }, known.display),
    patient: to(`Patient/${child.id}`),
    recordedDate: noon(addDays(child.enrolled, -100)),
    ...(known.reaction === undefined ? {} : { reaction: [{ manifestation: [{ text: known.reaction }] }] }),
  }
}
