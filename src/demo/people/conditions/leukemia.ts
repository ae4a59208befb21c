import type { ConditionStory } from '../condition.ts'

/** Acute lymphoblastic leukemia in maintenance treatment. */
export const leukemia: ConditionStory = {
  name: 'leukemia',
  ages: [3, 16],
  diagnoses: [
    { snomed: '91857003', icd10: 'C91.01', display: 'Acute lymphoblastic leukemia, in remission on maintenance' },
    { icd10: 'D70.1', display: 'Low white cells from chemotherapy' },
    { icd10: 'G62.0', display: 'Nerve damage in the feet from vincristine' },
  ],
  medicines: [
    { rxnorm: '103', display: 'Mercaptopurine 50 mg tablet', dose: '1 tablet by mouth every evening, no milk within an hour' },
    { rxnorm: '6851', display: 'Methotrexate 2.5 mg tablet', dose: '6 tablets by mouth every Friday' },
    { rxnorm: '26225', display: 'Ondansetron 4 mg tablet', dose: '1 tablet by mouth every 8 hours for nausea' },
    { rxnorm: '10829', display: 'Trimethoprim and sulfamethoxazole suspension', dose: '8 mL by mouth twice a day on Saturday and Sunday' },
  ],
  equipment: ['implanted central port', 'numbing cream and port access kit', 'ear thermometer'],
  specialists: ['Oncology', 'Psychology', 'Physical therapy', 'Dentistry'],
  allergies: [{ display: 'Pegaspargase', reaction: 'anaphylaxis at the second dose' }],
  school: [
    'home and hospital teaching on low-count weeks',
    'class told of chickenpox contact the same day',
    'own water fountain bottle',
    'shorter gym while ankles are weak',
  ],
  emergency: [
    'Temperature of 100.4 °F once: emergency department, port culture and antibiotic within 60 minutes, no waiting room',
    'Never a rectal thermometer, suppository or enema',
    'Irradiated, leukocyte-reduced blood only',
    'Chickenpox contact: call oncology within the day',
  ],
  goals: [
    {
      kind: 'clinical',
      domain: 'medical',
      horizon: 'short',
      measure: 'Mercaptopurine doses missed a month',
      target: 'fewer than 2',
      text: ({ name, school, helper }) =>
        `${name} misses fewer than two evening doses a month, with an alarm on ${helper}'s phone and a star chart from ${school}`,
      step: 'Review the pill box on each home visit',
      by: 'care-coordinator',
      achievable: 'Four missed in the month after the holidays',
    },
    {
      kind: 'functional',
      domain: 'medical',
      horizon: 'long',
      measure: 'Heel walking',
      target: '10 steps',
      text: ({ name, school, helper }) => `${name} walks ten steps on the heels again, after stretches with ${helper} in the ${school} gym`,
      step: 'Get ankle splints through physical therapy',
      by: 'specialist',
      achievable: 'Three steps in October',
    },
    {
      kind: 'developmental',
      domain: 'educational',
      horizon: 'long',
      measure: 'Grade level in reading',
      target: 'at grade level',
      text: ({ name, school, helper }) =>
        `${name} reads at grade level when treatment ends, with home teaching by ${helper} joined to the ${school} class by video`,
      step: 'Renew the physician statement for home teaching before it runs out',
      by: 'school',
      achievable: 'Half a year behind',
    },
    {
      kind: 'social',
      domain: 'social',
      horizon: 'short',
      measure: 'Sibling visits',
      target: 'twice a month',
      text: ({ name, school, helper }) =>
        `${name}'s brother gets an afternoon of his own twice a month with ${helper} while the clinic has ${name}, picked up at ${school}`,
      step: 'Enrol the brother in the sibling program',
      by: 'family-support',
      achievable: 'The program has a place from the first of the month',
    },
    {
      kind: 'social',
      domain: 'other',
      horizon: 'aspirational',
      measure: 'Bell',
      target: 'rung once',
      text: ({ name, school, helper }) =>
        `${name} rings the end-of-treatment bell with ${helper} and the whole ${school} class on the screen`,
      step: 'None yet',
      by: 'family-support',
      achievable: 'Ten months of maintenance are left',
    },
  ],
  referrals: [
    { service: 'Neuropsychology testing', reason: 'slower reading since treatment' },
    { service: 'Dental cleaning with counts', reason: 'mouth sores' },
    { service: 'Echocardiogram', reason: 'anthracycline check' },
  ],
  history:
    'Diagnosed after bruises and a limp; in remission at day 29; four stays for fever with low counts; now in the second year of maintenance.',
  technology: true,
}
