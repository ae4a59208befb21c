import type { ConditionStory } from '../condition.ts'

/** Sickle cell disease, hemoglobin SS. */
export const sickleCell: ConditionStory = {
  name: 'sickle-cell',
  ages: [2, 17],
  diagnoses: [
    { snomed: '417357006', icd10: 'D57.1', display: 'Sickle cell disease, hemoglobin SS' },
    { icd10: 'D73.0', display: 'Loss of spleen function' },
    { snomed: '195967001', icd10: 'J45.40', display: 'Asthma, moderate persistent' },
  ],
  medicines: [
    { rxnorm: '5552', display: 'Hydroxyurea 100 mg/mL solution', dose: '5 mL by mouth once a day' },
    { rxnorm: '7984', display: 'Penicillin V 250 mg tablet', dose: '1 tablet by mouth twice a day' },
    { rxnorm: '4511', display: 'Folic acid 1 mg tablet', dose: '1 tablet by mouth once a day' },
    { rxnorm: '5640', display: 'Ibuprofen 100 mg/5 mL suspension', dose: '10 mL by mouth every 6 hours for pain, with food' },
    { rxnorm: '41126', display: 'Fluticasone 44 mcg inhaler', dose: '2 puffs with spacer twice a day' },
  ],
  equipment: ['digital thermometer', 'heating pads', 'spacer with mask', 'finger pulse oximeter'],
  specialists: ['Hematology', 'Pulmonology', 'Ophthalmology', 'Pain service'],
  allergies: [{ code: '294505008', display: 'Ceftriaxone', reaction: 'hemolysis, given once in 2021' }],
  school: [
    'water at the desk and free bathroom pass',
    'no swimming in cold water',
    'extra time after pain days',
    'nurse calls home at 101 °F',
  ],
  emergency: [
    'Fever of 101 °F (38.3 °C) is an emergency: blood culture and antibiotic within the hour',
    'No ceftriaxone (hemolysis in 2021); use the alternative on the hematology letter',
    'Pain crisis: intravenous morphine within 30 minutes of arrival, see individual pain plan',
    'Weakness, droop or trouble speaking: stroke alert, exchange transfusion center',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Emergency visits for pain in 6 months',
      target: 'no more than 1',
      text: ({ name, school, helper }) =>
        `${name} needs the emergency department for pain at most once in six months, using the pain plan kept by ${helper} and the ${school} nurse`,
      step: 'Send the individual pain plan to the nearest emergency department',
      by: 'senior-care-manager',
      achievable: 'Three visits in the last six months',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Hydroxyurea doses taken',
      target: '27 of 30 a month',
      text: ({ name, school, helper }) =>
        `${name} takes hydroxyurea on twenty-seven days of thirty, ticking the card on the refrigerator with ${helper} before ${school}`,
      step: 'Set up mail delivery from the specialty pharmacy',
      by: 'care-coordinator',
      achievable: 'Twenty-two of thirty in the last refill window',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'School days missed in a term',
      target: 'under 6',
      text: ({ name, school, helper }) =>
        `${name} misses fewer than six days a term at ${school} and has the work that ${helper} sends home on each of them`,
      step: 'Ask for a 504 meeting about absence for pain',
      by: 'school',
      achievable: 'Eleven days missed last term',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'short',
      measure: 'Months with heating paid',
      target: 'every winter month',
      text: ({ name, school, helper }) =>
        `${name}'s home stays at 68 degrees all winter, as cold brings pain: ${helper} files for fuel assistance before the ${school} holidays`,
      step: 'Complete the fuel assistance form with the family',
      by: 'family-support',
      achievable: 'The family qualified two years ago',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Solo',
      target: 'sung once',
      text: ({ name, school, helper }) => `${name} sings the solo in the ${school} spring concert with ${helper} at the piano`,
      step: 'None yet',
      by: 'family-support',
      achievable: 'Sings in the choir on Sundays',
    },
  ],
  referrals: [
    { service: 'Transcranial Doppler', reason: 'yearly stroke screening' },
    { service: 'Retina exam', reason: 'yearly screening from age 10' },
    { service: 'Transplant consultation', reason: 'a matched brother' },
  ],
  history: 'Found by newborn screening; acute chest syndrome twice; transfused three times; spleen trapped blood at 18 months.',
  technology: false,
}
