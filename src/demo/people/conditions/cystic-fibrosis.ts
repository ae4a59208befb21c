import type { ConditionStory } from '../condition.ts'

/** Cystic fibrosis with pancreatic insufficiency. */
export const cysticFibrosis: ConditionStory = {
  name: 'cystic-fibrosis',
  ages: [4, 16],
  diagnoses: [
    { snomed: '190905008', icd10: 'E84.0', display: 'Cystic fibrosis with lung disease' },
    { icd10: 'K86.81', display: 'Exocrine pancreatic insufficiency' },
    { icd10: 'J32.9', display: 'Chronic sinusitis' },
  ],
  medicines: [
    {
      display: 'Elexacaftor, tezacaftor and ivacaftor tablets',
      dose: '2 tablets in the morning with fat-containing food, ivacaftor in the evening',
    },
    { display: 'Pancrelipase delayed-release capsules', dose: '3 capsules with meals, 2 with snacks' },
    { rxnorm: '337623', display: 'Dornase alfa 2.5 mg inhalation', dose: '2.5 mg by nebulizer once a day' },
    { rxnorm: '435', display: 'Albuterol 2.5 mg inhalation', dose: '2.5 mg by nebulizer before each airway clearance' },
    { rxnorm: '10627', display: 'Tobramycin 300 mg inhalation', dose: '300 mg by nebulizer twice a day, every other month' },
  ],
  equipment: ['high-frequency chest wall vest', 'nebulizer compressor and two cup sets', 'home spirometer'],
  specialists: ['Pulmonology', 'Gastroenterology', 'Otolaryngology', 'Nutrition'],
  allergies: [{ code: '294513009', display: 'Ceftazidime', reaction: 'widespread rash' }],
  school: [
    'enzymes kept by the school nurse and taken before lunch',
    'water bottle and free bathroom pass',
    'home tutoring after 14 days away',
    'seat away from others with CF',
  ],
  emergency: [
    'New cough with blood, more than a teaspoon: upright, oxygen, nearest emergency department, call CF on-call',
    'Salt loss in heat: give oral rehydration with salt early, watch for drowsiness',
    'Separate room; staff wear gown and gloves against resistant bacteria',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'FEV1, percent of predicted',
      target: 'at or above 88',
      text: ({ name, school, helper }) =>
        `${name} keeps FEV1 at 88 percent or better through the winter, blowing into the home spirometer with ${helper} each Sunday before the ${school} week`,
      step: 'Pass home spirometry to the CF nurse each month',
      by: 'care-coordinator',
      achievable: '86 percent in the autumn, before the new tablets',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'short',
      measure: 'Vest sessions a week',
      target: '12 of 14',
      text: ({ name, school, helper }) =>
        `${name} does twelve of fourteen vest sessions a week, the morning one done before ${helper}'s bus leaves for ${school}`,
      step: 'Agree a morning timetable with the family and check it by phone each Friday',
      by: 'family-support',
      achievable: 'Nine of fourteen last month',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'Enzyme doses taken without a reminder',
      target: '9 of 10 lunches',
      text: ({ name, school, helper }) =>
        `${name} goes to the ${school} nurse for enzymes before lunch without being told, nine days in ten by ${helper}'s count`,
      step: 'Write the 504 plan entry for enzymes with the nurse',
      by: 'school',
      achievable: 'Six in ten this term',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'long',
      measure: 'Days of contact with friends during an admission',
      target: 'every day',
      text: ({ name, school, helper }) =>
        `${name} talks to classmates from ${school} by video on every day of a hospital stay, set up by ${helper}`,
      step: 'Get a tablet from the hospital school program',
      by: 'family-support',
      achievable: 'Done on three of ten days last time',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Hockey season',
      target: 'a whole season',
      text: ({ name, school, helper }) => `${name} plays a whole season of street hockey for ${school} with ${helper} keeping time`,
      step: 'Ask pulmonology for a sports letter',
      by: 'specialist',
      achievable: 'Plays twenty minutes today',
    },
  ],
  referrals: [
    { service: 'Liver ultrasound', reason: 'raised enzymes on the new tablets' },
    { service: 'Nutrition visit', reason: 'weight below the 25th percentile' },
    { service: 'Sinus evaluation', reason: 'headache and lost sense of smell' },
  ],
  history:
    'Found by newborn screening, two copies of F508del; three courses of intravenous antibiotics in two years; Pseudomonas cleared last spring.',
  technology: true,
}
