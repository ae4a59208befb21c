import type { ConditionStory } from '../condition.ts'

/** Cerebral palsy with a feeding tube and epilepsy. */
export const cerebralPalsy: ConditionStory = {
  name: 'cerebral-palsy',
  ages: [3, 15],
  diagnoses: [
    { snomed: '128188000', icd10: 'G80.0', display: 'Spastic quadriplegic cerebral palsy' },
    { snomed: '84757009', icd10: 'G40.909', display: 'Epilepsy' },
    { icd10: 'Z93.1', display: 'Gastrostomy tube in place' },
  ],
  medicines: [
    { rxnorm: '114477', display: 'Levetiracetam 100 mg/mL oral solution', dose: '4 mL by feeding tube twice a day' },
    { rxnorm: '21241', display: 'Clobazam 2.5 mg/mL suspension', dose: '2 mL by feeding tube at bedtime' },
    { rxnorm: '1292', display: 'Baclofen 5 mg/mL suspension', dose: '1.5 mL by feeding tube three times a day' },
    { rxnorm: '4955', display: 'Glycopyrrolate 1 mg/5 mL solution', dose: '2.5 mL by feeding tube twice a day' },
    { rxnorm: '3322', display: 'Diazepam 10 mg rectal gel', dose: '10 mg rectally for a seizure over 5 minutes, once' },
  ],
  equipment: [
    '14 Fr low-profile gastrostomy button and spare',
    'enteral feeding pump',
    'tilt-in-space wheelchair',
    'portable suction machine',
    'ceiling lift and bath chair',
  ],
  specialists: ['Neurology', 'Gastroenterology', 'Physiatry', 'Orthopedics'],
  allergies: [{ code: '111088007', display: 'Latex', reaction: 'hives and wheeze' }],
  school: [
    'one-to-one aide',
    'school nurse gives tube feeds at 10:00 and 13:00',
    'physical therapy twice a week',
    'eye-gaze communication device',
  ],
  emergency: [
    'Seizure over 5 minutes: rectal diazepam once, then call 911; never put anything in the mouth',
    'Feeds by gastrostomy only; if the button comes out, place a 14 Fr catheter in the tract within the hour',
    'Cannot speak: looks up for yes, closes the eyes for no',
    'Latex-free gloves and tubing',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Seizure days a month',
      target: 'fewer than 2',
      text: ({ name, school, helper }) =>
        `${name} has fewer than two seizure days a month, counted on the chart that ${helper} and the nurse at ${school} keep`,
      step: 'Send the seizure chart to neurology before each visit and ask for the rescue plan to be renewed',
      by: 'care-coordinator',
      achievable: 'Four a month before the evening dose was raised',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Minutes in the stander',
      target: '30 minutes a day',
      text: ({ name, school, helper }) => `${name} stands in the stander half an hour a day, at home and with ${helper} at ${school}`,
      step: 'Arrange the fitting of the new stander and its prior authorization',
      by: 'care-coordinator',
      achievable: 'Manages 12 minutes now without pain',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'Choices made by eye gaze in a lesson',
      target: '8 of 10',
      text: ({ name, school, helper }) =>
        `${name} chooses between two pictures by eye gaze eight times in ten with ${helper} in the ${school} classroom`,
      step: 'Bring the device vendor and the teacher together for a training afternoon',
      by: 'school',
      achievable: 'Five in ten at the last team meeting',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'short',
      measure: 'Nights a month with respite',
      target: '2',
      text: ({ name, school, helper }) =>
        `${name}'s parents sleep through two nights a month while a nurse trained by ${helper} stays, and the bus to ${school} still comes on time`,
      step: 'Complete the application for continuous nursing hours with the family',
      by: 'family-support',
      achievable: 'One nurse has agreed to every other Friday',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Day at the beach',
      target: 'one summer day',
      text: ({ name, school, helper }) =>
        `${name} feels the sand at Revere Beach in a floating chair, with ${helper} and a friend from ${school}`,
      step: 'Ask the state parks about the floating chair',
      by: 'family-support',
      achievable: 'The family has a van with a lift',
    },
  ],
  referrals: [
    { service: 'Swallow study', reason: 'coughing with tastes by mouth' },
    { service: 'Hip surveillance film', reason: 'tightness when the diaper is changed' },
    { service: 'Wheelchair clinic', reason: 'growth of 6 cm since the last fitting' },
  ],
  history:
    'Born at 27 weeks with bleeding in the brain; spastic in all four limbs; seizures since 14 months; fed by gastrostomy since age 2; two hospital stays for pneumonia in the last year.',
  technology: true,
}
