import type { ConditionStory } from '../condition.ts'

/** Congenital heart disease after staged surgery. */
export const congenitalHeart: ConditionStory = {
  name: 'congenital-heart',
  ages: [1, 14],
  diagnoses: [
    { snomed: '62067003', icd10: 'Q23.4', display: 'Hypoplastic left heart syndrome after Fontan surgery' },
    { icd10: 'Z95.818', display: 'Intracardiac baffle and patches in place' },
    { icd10: 'R62.51', display: 'Poor weight gain' },
  ],
  medicines: [
    { rxnorm: '1191', display: 'Aspirin 81 mg chewable tablet', dose: 'half a tablet by mouth once a day' },
    { rxnorm: '3827', display: 'Enalapril 1 mg/mL solution', dose: '2 mL by mouth twice a day' },
    { rxnorm: '4603', display: 'Furosemide 10 mg/mL solution', dose: '1 mL by mouth twice a day' },
    { rxnorm: '136411', display: 'Sildenafil 10 mg/mL suspension', dose: '1 mL by mouth three times a day' },
  ],
  equipment: ['home pulse oximeter', 'infant and child scale', 'nasogastric feeding supplies for night feeds'],
  specialists: ['Cardiology', 'Cardiac surgery', 'Nutrition', 'Neurodevelopment'],
  allergies: [{ code: '419511003', display: 'Adhesive tape', reaction: 'blisters; silicone tape only' }],
  school: [
    'rests when asked, no timed runs',
    'teacher knows the blue-lip signs',
    'early intervention or preschool speech therapy weekly',
    'flu-free seating in winter',
  ],
  emergency: [
    'Usual oxygen saturation is 88 to 92 percent; below 80 call 911',
    'Single ventricle: avoid too much oxygen and rapid fluids; 5 mL/kg at a time',
    'Vomiting or diarrhea: hold furosemide and enalapril and call cardiology the same hour',
    'Antibiotic before dental work',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Weight gain',
      target: '15 g a day over 8 weeks',
      text: ({ name, school, helper }) =>
        `${name} gains fifteen grams a day for eight weeks on the night feeds that ${helper} checks after ${school}`,
      step: 'Send weights to the nutrition clinic every Monday',
      by: 'care-coordinator',
      achievable: 'Nine grams a day since the last change of formula',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Steps without a rest',
      target: 'two flights of stairs',
      text: ({ name, school, helper }) => `${name} climbs the two flights at ${school} without a rest, ${helper} walking behind`,
      step: 'Ask cardiac rehabilitation for a home program',
      by: 'specialist',
      achievable: 'One flight today',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'Words in a sentence',
      target: 'four-word sentences',
      text: ({ name, school, helper }) =>
        `${name} speaks in four-word sentences by the end of the ${school} year, practising songs with ${helper}`,
      step: 'Add a second weekly speech session to the service plan',
      by: 'school',
      achievable: 'Joins two words now',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'short',
      measure: 'Appointments kept',
      target: 'all of them',
      text: ({ name, school, helper }) =>
        `${name} keeps every cardiology visit because the PT-1 ride is booked by ${helper} a week ahead, also on ${school} days`,
      step: 'File the transportation request for the year',
      by: 'care-coordinator',
      achievable: 'Two of seven were missed for want of a ride',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Heart camp',
      target: 'one week',
      text: ({ name, school, helper }) =>
        `${name} goes to heart camp for a week with a scar like everybody else's and a letter from ${helper} and the class at ${school}`,
      step: 'None yet',
      by: 'family-support',
      achievable: 'Camp takes children from age seven',
    },
  ],
  referrals: [
    { service: 'Echocardiogram', reason: 'six-month check of the Fontan pathway' },
    { service: 'Dental visit with antibiotic cover', reason: 'two brown molars' },
    { service: 'Neurodevelopmental testing', reason: 'school entry' },
  ],
  history:
    'Norwood at 6 days, Glenn at 5 months, Fontan at 3 years; 31 days in intensive care after the last; one run of fluid round the lungs.',
  technology: true,
}
