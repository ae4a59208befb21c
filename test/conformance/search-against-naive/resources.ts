import fc from 'fast-check'
import type { ResourceJson } from '#storage/store.ts'

/** FHIR base by which the searches are read. */
export const base = 'http://localhost:8080/fhir/R4'

// Small pools, so that what is stored and what is asked for often meet, and often nearly do.
export const code = fc.constantFrom('a', 'A', 'b', 'a,b', 'a|b')
export const system = fc.constantFrom('http://s/1', 'http://s/1/2', 'http://s/12')
export const day = fc.constantFrom(
  '2024',
  '2023-12',
  '2024-01',
  '2024-01-31',
  '2024-02',
  '2024-02-01',
  '2024-02-29',
  '2024-03-10',
  '2024-11-03',
)
const moment = fc.constantFrom('2024-02-01T03:30:00Z', '2024-01-31T22:30:00-05:00', '2024-02-01T05:00:00.000Z', '2024-02-01T04:59:59.999Z')
export const date = fc.oneof(day, moment)
export const number = fc.constantFrom(0, 5, 5.4, 5.45, 5.5, -3, 99.5, 100, 105, 0.002, 1e-7)
export const word = fc.constantFrom(
  'Müller',
  'muller',
  'Mull',
  'de la Cruz',
  "O'Brien",
  'Ana',
  'ana maria',
  `Long${'g'.repeat(500)}`,
  'a, b',
  '%_',
)
/** Parts of these words: some begin one, some stand inside of it, some end it. */
export const fragment = fc.constantFrom('mü', 'ull', 'ER', 'cruz', 'de la', 'la c', "o'b", 'rien', 'an', 'na', 'MARIA', 'ggg', ', b', '_')
// Each type counts its own from nought, so the same id stands for several resources; x is nobody's.
export const id = fc.constantFrom('0', '1', '2', '3', 'x')

const coding = fc.record({ system, code, display: word }, { requiredKeys: [] })
// Few types in two systems: identifiers then often differ by the system of their type alone.
const identifierType = fc.record(
  { coding: fc.array(fc.record({ system, code: fc.constantFrom('a', 'b') }, { requiredKeys: [] }), { maxLength: 2 }), text: word },
  { requiredKeys: ['coding'] },
)
const identifier = fc.record({ system, value: code, type: identifierType }, { requiredKeys: [] })
const concept = fc.record({ coding: fc.array(coding, { maxLength: 2 }), text: word }, { requiredKeys: [] })
const comparator = fc.constantFrom('<', '>=')
const anyQuantity = fc.record({ value: number, system, code, unit: code, comparator }, { requiredKeys: ['value'] })
/** Of three things that are measured in several units, and numbers that are the same in two of them. */
export const unit = fc.constantFrom('kg', 'g', '[lb_av]', 'cm', '[in_i]', 'Cel', '[degF]', '[odd]')
export const measure = fc.constantFrom('5.4', '5400', '5.45', '5', '12.7', '2.27', '2267.96185', '37', '98.6', '36.97', '0', '-40')
const measured = fc.record(
  { value: measure.map(Number), system: fc.constant('http://unitsofmeasure.org'), code: unit, comparator },
  { requiredKeys: ['value', 'system', 'code'] },
)
const quantity = fc.oneof(anyQuantity, measured)
const period = fc.record({ start: date, end: date }, { requiredKeys: [] })
const literal = fc.tuple(fc.constantFrom('Patient', 'Group'), id).map(([type, target]) => ({ reference: `${type}/${target}` }))
// Logical references say what they mean by an identifier, with a literal one beside it or not.
const logical = fc.record({ identifier: fc.record({ system, value: code }, { requiredKeys: ['value'] }) })
const reference = fc.oneof(
  { weight: 3, arbitrary: literal },
  logical,
  fc.record({ type: fc.constantFrom('Patient', 'Group') }).chain((said) => logical.map((rest) => ({ ...said, ...rest }))),
  fc.tuple(literal, logical).map(([one, other]) => ({ ...one, ...other })),
  fc.constantFrom({ reference: `${base}/Patient/1` }, { reference: 'https://elsewhere.example.org/Patient/1' }, { reference: '#in' }),
)
const meta = fc.record(
  {
    tag: fc.array(coding, { maxLength: 2 }),
    security: fc.array(fc.record({ code: fc.constantFrom('R', 'PSY') }), { maxLength: 1 }),
    profile: fc.array(fc.constantFrom('http://p/1', 'http://p/1|2', 'http://p/1/x', 'http://p/12'), { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

const organization = fc.constantFrom({ reference: 'Organization/0' }, { reference: 'Organization/1' })

const contents: fc.Arbitrary<object> = fc.oneof(
  fc.record(
    {
      resourceType: fc.constant('Observation'),
      meta,
      code: concept,
      category: fc.array(concept, { maxLength: 2 }),
      subject: reference,
      hasMember: fc.array(
        id.map((target) => ({ reference: `Observation/${target}` })),
        { maxLength: 2 },
      ),
      effectiveDateTime: date,
      effectivePeriod: period,
      valueQuantity: quantity,
      valueString: word,
      status: code,
      component: fc.array(
        fc.record({ code: concept, valueQuantity: quantity, valueCodeableConcept: concept }, { requiredKeys: ['code'] }),
        {
          maxLength: 3,
        },
      ),
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record(
    {
      resourceType: fc.constant('Patient'),
      meta,
      name: fc.array(fc.record({ family: word, given: fc.array(word, { maxLength: 2 }) }, { requiredKeys: [] }), { maxLength: 2 }),
      birthDate: day,
      active: fc.boolean(),
      deceasedBoolean: fc.boolean(),
      generalPractitioner: fc.array(
        fc.oneof(
          id.map((target) => ({ reference: `Practitioner/${target}` })),
          fc.constant({ reference: 'https://elsewhere.example.org/Practitioner/1' }),
        ),
        { maxLength: 2 },
      ),
      link: fc.array(
        id.map((target) => ({ other: { reference: `Patient/${target}` } })),
        { maxLength: 1 },
      ),
      identifier: fc.array(identifier, { maxLength: 2 }),
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record(
    {
      resourceType: fc.constant('RiskAssessment'),
      prediction: fc.array(fc.record({ probabilityDecimal: number }), { maxLength: 2 }),
      subject: reference,
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record({
    resourceType: fc.constant('List'),
    entry: fc.array(
      fc.tuple(fc.constantFrom('Patient', 'Observation', 'Practitioner'), id).map(([type, target]) => ({
        item: { reference: `${type}/${target}` },
      })),
      { maxLength: 3 },
    ),
    subject: reference,
    status: code,
  }),
  fc.record(
    {
      resourceType: fc.constant('Practitioner'),
      name: fc.array(fc.record({ family: word }), { maxLength: 2 }),
      identifier: fc.array(identifier, { maxLength: 2 }),
    },
    { requiredKeys: ['resourceType'] },
  ),
  fc.record(
    {
      resourceType: fc.constant('EpisodeOfCare'),
      status: fc.constantFrom('planned', 'active', 'finished', 'cancelled'),
      type: fc.array(fc.record({ coding: fc.array(fc.record({ code: fc.constantFrom('a', 'b') }), { minLength: 1, maxLength: 2 }) }), {
        maxLength: 1,
      }),
      patient: id.map((target) => ({ reference: `Patient/${target}` })),
      managingOrganization: organization,
      period: fc.record(
        {
          start: fc.constantFrom('2023-12-01', '2024-02-10', '2024-02-11'),
          end: fc.constantFrom('2024-01-31', '2024-02-09', '2024-02-10', '2024-02-28'),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['resourceType', 'status', 'patient', 'managingOrganization'] },
  ),
  // Several parties tie themselves by one team, each for a time of its own.
  fc.record(
    {
      resourceType: fc.constant('CareTeam'),
      status: fc.constantFrom('active', 'inactive'),
      subject: id.map((target) => ({ reference: `Patient/${target}` })),
      participant: fc.array(
        fc.record(
          {
            member: organization,
            period: fc.constantFrom({ end: '2024-02-09' }, { start: '2024-02-10' }, { start: '2024-02-11' }),
          },
          { requiredKeys: ['member'] },
        ),
        { maxLength: 3 },
      ),
    },
    { requiredKeys: ['resourceType', 'subject', 'participant'] },
  ),
)

/** The same resources each time, with ids from nought for each type. */
export function someResources(): ResourceJson[] {
  const counted = new Map<string, number>()
  return fc.sample(contents, { numRuns: 180, seed: 20240131 }).map((content) => {
    const { resourceType } = content as ResourceJson
    const n = counted.get(resourceType) ?? 0
    counted.set(resourceType, n + 1)
    // From 5 on each patient is linked to the next: further than `:iterate` goes.
    const next = resourceType === 'Patient' && n >= 5 && { link: [{ other: { reference: `Patient/${n + 1}` } }] }
    return { ...content, ...next, id: String(n) } as ResourceJson
  })
}
