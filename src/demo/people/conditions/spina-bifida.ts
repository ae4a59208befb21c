import type { ConditionStory } from '../condition.ts'

/** Spina bifida with a shunt. */
export const spinaBifida: ConditionStory = {
  name: 'spina-bifida',
  ages: [2, 18],
  diagnoses: [
    { snomed: '67531005', icd10: 'Q05.2', display: 'Lumbar spina bifida with hydrocephalus' },
    { icd10: 'Z98.2', display: 'Ventriculoperitoneal shunt in place' },
    { snomed: '398064005', icd10: 'N31.9', display: 'Neurogenic bladder' },
    { icd10: 'K59.2', display: 'Neurogenic bowel' },
  ],
  medicines: [
    { rxnorm: '32675', display: 'Oxybutynin 1 mg/mL solution', dose: '5 mL by mouth twice a day' },
    { rxnorm: '7454', display: 'Nitrofurantoin 25 mg/5 mL suspension', dose: '5 mL by mouth at bedtime' },
    { rxnorm: '221147', display: 'Polyethylene glycol 3350 powder', dose: '8.5 g in water once a day' },
  ],
  equipment: ['10 Fr hydrophilic catheters, latex-free', 'ankle-foot orthoses', 'ultralight wheelchair', 'cone enema set'],
  specialists: ['Neurosurgery', 'Urology', 'Orthopedics', 'Physiatry'],
  allergies: [{ code: '111088007', display: 'Latex', reaction: 'anaphylaxis risk, strict avoidance' }],
  school: [
    'private bathroom and 20 minutes for catheterization at noon',
    'nurse trained in shunt signs',
    'elevator key',
    'adapted physical education',
  ],
  emergency: [
    'Headache with vomiting, drowsiness or a new squint: shunt failure until shown otherwise; imaging and neurosurgery at once',
    'Strict latex avoidance from gloves to tape',
    'No feeling below the knees: look for burns and fractures that do not hurt',
    'Catheterizes every 4 hours: keep the schedule in the emergency department',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Urinary infections with fever in 6 months',
      target: 'none',
      text: ({ name, school, helper }) =>
        `${name} has no fever from a urinary infection in six months, with the noon catheterization at ${school} never skipped by ${helper}`,
      step: 'Order catheters for home and school on one monthly shipment',
      by: 'care-coordinator',
      achievable: 'Two infections in the last six months, both in weeks without supplies',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Catheterizations done alone',
      target: '4 of 5 a day',
      text: ({ name, school, helper }) =>
        `${name} does four of five daily catheterizations alone, with ${helper} only at the door in ${school}`,
      step: 'Book two teaching sessions with the urology nurse',
      by: 'specialist',
      achievable: 'Does one in five with help for the mirror',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'Assignments handed in on time',
      target: '9 of 10',
      text: ({ name, school, helper }) =>
        `${name} hands in nine of ten assignments on time with the checklist that ${helper} made for the ${school} day`,
      step: 'Ask for neuropsychological testing for the IEP',
      by: 'school',
      achievable: 'Six of ten this marking period',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'short',
      measure: 'Step-free entrance',
      target: 'ramp built',
      text: ({ name, school, helper }) =>
        `${name} wheels out of the front door alone: the ramp promised to ${helper} is built before the ${school} year starts`,
      step: 'Follow the home modification loan with the landlord',
      by: 'family-support',
      achievable: 'The landlord has signed',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Wheelchair race',
      target: 'one five-kilometer race',
      text: ({ name, school, helper }) => `${name} races five kilometers on the Charles with ${helper} and a banner from ${school}`,
      step: 'None yet',
      by: 'family-support',
      achievable: 'Rolls two kilometers on Saturdays',
    },
  ],
  referrals: [
    { service: 'Urodynamic study', reason: 'yearly bladder pressure check' },
    { service: 'Shunt series and rapid MRI', reason: 'headaches on waking' },
    { service: 'Orthotics clinic', reason: 'red marks from outgrown braces' },
  ],
  history:
    'Closed on the first day of life; shunt placed at 9 days, revised twice; walks short distances with braces; three urinary infections last year.',
  technology: true,
}
