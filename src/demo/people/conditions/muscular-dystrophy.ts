import type { ConditionStory } from '../condition.ts'

/** Duchenne muscular dystrophy in a young man on the way to adult care. */
export const muscularDystrophy: ConditionStory = {
  name: 'muscular-dystrophy',
  ages: [16, 19],
  diagnoses: [
    { snomed: '76670001', icd10: 'G71.01', display: 'Duchenne muscular dystrophy' },
    { icd10: 'I42.0', display: 'Dilated cardiomyopathy' },
    { icd10: 'G47.36', display: 'Weak breathing at night' },
    { icd10: 'M41.40', display: 'Neuromuscular scoliosis after fusion' },
  ],
  medicines: [
    { display: 'Deflazacort 36 mg tablet', dose: '1 tablet by mouth once a day, never stopped suddenly' },
    { rxnorm: '29046', display: 'Lisinopril 10 mg tablet', dose: '1 tablet by mouth once a day' },
    { rxnorm: '20352', display: 'Carvedilol 6.25 mg tablet', dose: '1 tablet by mouth twice a day' },
    { rxnorm: '2418', display: 'Cholecalciferol 2000 units', dose: '1 tablet by mouth once a day' },
  ],
  equipment: ['power wheelchair with tilt', 'bilevel ventilator at night', 'cough-assist device', 'hospital bed and lift'],
  specialists: ['Neuromuscular medicine', 'Cardiology', 'Pulmonology', 'Endocrinology'],
  allergies: [{ code: '372907001', display: 'Succinylcholine', reaction: 'never give: cardiac arrest from high potassium' }],
  school: ['aide and scribe', 'transition services in the IEP to age 22', 'vocational counseling twice a month', 'laptop with dictation'],
  emergency: [
    'On long-term steroids: stress-dose hydrocortisone 100 mg in any serious illness or surgery',
    'No succinylcholine, no inhaled anesthetic gases',
    'Low saturation: bilevel ventilation and cough assist first; oxygen alone can stop the breathing',
    'Leg pain and fast breathing after a fall: think of fat embolism',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Nights on the ventilator',
      target: '7 of 7',
      text: ({ name, school, helper }) =>
        `${name} wears the night mask seven nights of seven with the new cushion that ${helper} fits, and stays awake in ${school}`,
      step: 'Order the mask trial with the equipment company',
      by: 'care-coordinator',
      achievable: 'Five of seven on the card',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Calls made by himself to the clinic',
      target: '3',
      text: ({ name, school, helper }) =>
        `${name} books three of his own clinic visits by phone, practised with ${helper} in the ${school} transition class`,
      step: 'Practise the call and the list of medicines',
      by: 'family-support',
      achievable: 'Knows the names of all his medicines',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'College course',
      target: 'one course passed',
      text: ({ name, school, helper }) =>
        `${name} passes one dual-enrollment course in game design, with notes by ${helper} until he leaves ${school}`,
      step: 'Meet the disability services office before the term',
      by: 'school',
      achievable: 'Has a B in computing',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'long',
      measure: 'Decision support in place',
      target: 'signed before 18',
      text: ({ name, school, helper }) =>
        `${name} decides for himself at eighteen with a health care proxy and supported decision-making signed, explained by ${helper} after ${school}`,
      step: 'Refer to the disability law center about proxy and supported decisions',
      by: 'senior-care-manager',
      achievable: 'Wants his sister as proxy',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Own apartment',
      target: 'a place of his own',
      text: ({ name, school, helper }) => `${name} lives in his own apartment with a roommate from ${school} and ${helper} only for dinner`,
      step: 'None yet',
      by: 'family-support',
      achievable: 'On the list for personal care hours',
    },
  ],
  referrals: [
    { service: 'Adult neuromuscular clinic, first visit', reason: 'transfer of care planned' },
    { service: 'Cardiac MRI', reason: 'yearly heart function' },
    { service: 'Disability law center', reason: 'proxy and decision support' },
  ],
  history: 'Diagnosed at 4; wheelchair full time since 11; spine fused at 13; heart function 45 percent; ventilation at night since 15.',
  technology: true,
}
