import type { ConditionStory } from '../condition.ts'

/** Type 1 diabetes with celiac disease. */
export const type1Diabetes: ConditionStory = {
  name: 'type-1-diabetes',
  ages: [5, 18],
  diagnoses: [
    { snomed: '46635009', icd10: 'E10.65', display: 'Type 1 diabetes with high glucose' },
    { snomed: '396331005', icd10: 'K90.0', display: 'Celiac disease' },
    { icd10: 'F43.23', display: 'Adjustment disorder with anxiety and low mood' },
  ],
  medicines: [
    { rxnorm: '86009', display: 'Insulin lispro 100 units/mL', dose: 'by pump, 1 unit for 12 g of carbohydrate, basal 9 units a day' },
    { rxnorm: '274783', display: 'Insulin glargine 100 units/mL', dose: '11 units under the skin if the pump is off more than 2 hours' },
    { rxnorm: '4832', display: 'Glucagon 3 mg nasal powder', dose: '3 mg in one nostril for a severe low, once' },
    { rxnorm: '2418', display: 'Cholecalciferol 1000 units', dose: '1 tablet by mouth once a day' },
  ],
  equipment: ['tubeless insulin pump', 'continuous glucose monitor', 'ketone meter and strips', 'sharps container'],
  specialists: ['Endocrinology', 'Gastroenterology', 'Psychology', 'Ophthalmology'],
  allergies: [{ display: 'Sensor adhesive', reaction: 'weeping rash; barrier film under each sensor' }],
  school: [
    'nurse trained in the pump and in glucagon',
    'phone allowed for glucose readings',
    'gluten-free lunch from a separate counter',
    'tests put off when glucose is under 70 or over 300',
  ],
  emergency: [
    'Unconscious or seizing with low glucose: glucagon 3 mg in the nose, recovery position, 911',
    'Vomiting with ketones over 1.5: ketoacidosis; never stop insulin, fluids with dextrose when under 250',
    'Take the pump off before MRI; give long-acting insulin if off more than 2 hours',
    'Gluten-free also in hospital',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Time in range',
      target: 'over 65 percent in 90 days',
      text: ({ name, school, helper }) =>
        `${name} spends over 65 percent of ninety days between 70 and 180, with ${helper} looking at the trend before the ${school} bus`,
      step: 'Share the monitor with the clinic and go through it every second Thursday',
      by: 'care-coordinator',
      achievable: '51 percent in the last report',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Pod changes done alone',
      target: '9 of 10',
      text: ({ name, school, helper }) => `${name} changes the pod alone nine times in ten, and ${helper} at ${school} only signs the log`,
      step: 'Teach-back of the pod change at two home visits',
      by: 'senior-care-manager',
      achievable: 'Fills the pod alone, needs help with the belly sites',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'Carbohydrate counts right within 10 g',
      target: '8 of 10 lunches',
      text: ({ name, school, helper }) =>
        `${name} counts carbohydrate within ten grams at eight of ten ${school} lunches, checked against ${helper}'s list`,
      step: 'Get the menu with carbohydrate and gluten marked from food services',
      by: 'school',
      achievable: 'Five of ten in the trial week',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'short',
      measure: 'Therapy sessions kept',
      target: '6 in 8 weeks',
      text: ({ name, school, helper }) =>
        `${name} goes to six counseling sessions in eight weeks, by telehealth from a quiet room that ${helper} keeps at ${school}`,
      step: 'Find a counselor who knows diabetes burnout and takes the plan',
      by: 'family-support',
      achievable: 'Agreed after the second admission',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Sleepover',
      target: 'one night',
      text: ({ name, school, helper }) =>
        `${name} sleeps over at a friend's from ${school} with alarms going to ${helper} and nobody else awake`,
      step: 'None yet',
      by: 'family-support',
      achievable: "The friend's mother wants to learn glucagon",
    },
  ],
  referrals: [
    { service: 'Retinal photograph', reason: 'five years of diabetes' },
    { service: 'Counseling', reason: 'skipped doses and tears at pod changes' },
    { service: 'Dietitian, celiac and diabetes', reason: 'weight loss after going gluten-free' },
  ],
  history: 'Found in ketoacidosis at age 4; two further admissions; celiac on screening; on a pump for two years.',
  technology: true,
}
