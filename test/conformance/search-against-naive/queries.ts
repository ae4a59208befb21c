import fc from 'fast-check'
import { base, code, date, fragment, id, measure, number, system, unit, word } from './resources.ts'

const escaped = (text: string) => text.replace(/[\\,|$]/g, (sign) => `\\${sign}`)
const prefix = fc.constantFrom('', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap')
const many = (value: fc.Arbitrary<string>) => fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => values.join())
const token = fc.oneof(
  code.map(escaped),
  fc.tuple(system, code).map(([space, name]) => `${space}|${escaped(name)}`),
  code.map((name) => `|${escaped(name)}`),
  system.map((space) => `${space}|`),
)
const tokens = many(token)
// Plain codes are of a system that they do not say: one of these is each time another's.
const status = fc.constantFrom('http://hl7.org/fhir/observation-status', 'http://hl7.org/fhir/list-status')
const statuses = many(
  fc.oneof(
    { weight: 2, arbitrary: token },
    fc.tuple(status, code).map(([space, name]) => `${space}|${escaped(name)}`),
    status.map((space) => `${space}|`),
  ),
)
const typed = many(
  fc.tuple(system, fc.constantFrom('a', 'b'), code).map(([space, type, value]) => `${space}|${escaped(type)}|${escaped(value)}`),
)
const dates = many(fc.tuple(prefix, date).map((parts) => parts.join('')))
const numberText = fc.constantFrom('5', '5.0', '5.4', '5.45', '5.5', '100', '1e2', '-3', '0', '2e-3', '0.0020', '105')
const numbers = many(fc.tuple(prefix, numberText).map((parts) => parts.join('')))
const amount = fc
  .tuple(
    prefix,
    numberText,
    fc.oneof(
      fc.constant(''),
      system.map((space) => `|${space}`),
      code.map((name) => `||${escaped(name)}`),
      fc.tuple(system, code).map(([space, name]) => `|${space}|${escaped(name)}`),
    ),
  )
  .map((parts) => parts.join(''))
// Of three kinds of units that are converted: what is asked in one is stored in another.
const measured = fc
  .tuple(prefix, fc.oneof(measure, numberText), unit)
  .map(([how, value, of]) => `${how}${value}|http://unitsofmeasure.org|${of}`)
const quantities = many(fc.oneof(amount, measured))
const joined = (...parts: fc.Arbitrary<string>[]) => many(fc.tuple(...parts).map((values) => values.join('$')))
const words = many(fc.oneof(word, fragment).map(escaped))
const references = many(
  fc.oneof(
    id,
    id.map((target) => `Patient/${target}`),
    fc.constantFrom(`${base}/Patient/1`, 'https://elsewhere.example.org/Patient/1'),
  ),
)
const uris = many(fc.constantFrom('http://p/1', 'http://p/1|2', 'http://p/1/x', 'http://p', 'http://p/1/x/y', 'http://p/2').map(escaped))
const said = fc.constantFrom('true', 'false')

const pair = (names: string[], value: fc.Arbitrary<string>) => fc.tuple(fc.constantFrom(...names), value)
const missing = (...codes: string[]) =>
  pair(
    codes.map((each) => `${each}:missing`),
    said,
  )
export const pairs: Record<string, fc.Arbitrary<[string, string]>> = {
  Observation: fc.oneof(
    pair(['code', 'category', '_tag'], tokens),
    pair(['code:not', 'category:not', '_tag:not'], tokens),
    pair(['status', 'status:not'], statuses),
    pair(['subject:identifier', 'patient:identifier'], tokens),
    pair(['code:text', 'category:text', '_tag:text'], words),
    pair(['code-value-quantity', 'component-code-value-quantity', 'combo-code-value-quantity'], joined(token, fc.oneof(amount, measured))),
    pair(['combo-code-value-concept'], joined(token, token)),
    pair(['code-value-string'], joined(token, word.map(escaped))),
    pair(['date'], dates),
    pair(['subject', 'subject:Patient', 'patient'], many(id)),
    pair(['subject', 'patient'], references),
    pair(['value-quantity'], quantities),
    pair(['value-string', 'value-string:exact', 'value-string:contains'], words),
    pair(['_profile', '_profile:below', '_profile:above'], uris),
    missing('combo-code-value-quantity', 'code', 'date', 'subject', 'value-quantity', 'value-string', '_profile'),
  ),
  Patient: fc.oneof(
    pair(['name', 'family', 'given', 'name:exact', 'family:contains'], words),
    pair(['birthdate'], dates),
    pair(['identifier', 'identifier:not'], tokens),
    pair(['identifier:of-type'], typed),
    pair(['active', 'deceased'], said),
    pair(['general-practitioner'], many(fc.oneof(id, fc.constant('https://elsewhere.example.org/Practitioner/1')))),
    missing('name', 'birthdate', 'identifier', 'active'),
  ),
  Practitioner: fc.oneof(pair(['name', 'family:exact'], words), pair(['identifier'], tokens)),
  RiskAssessment: fc.oneof(pair(['probability'], numbers), pair(['subject'], references), missing('probability')),
}
const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
const term: Record<string, fc.Arbitrary<string>> = {
  Observation: fc.oneof(
    fc
      .tuple(fc.constantFrom('eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'po', 'co'), date)
      .map(([operator, value]) => `date ${operator} ${value}`),
    fc
      .tuple(fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le'), word)
      .map(([operator, value]) => `value-string ${operator} ${quoted(value)}`),
    fc.tuple(fc.constantFrom('eq', 'lt', 'ge'), numberText).map(([operator, value]) => `value-quantity ${operator} ${value}`),
    fc.tuple(system, fc.constantFrom('a', 'b')).map(([space, name]) => `code eq ${space}|${name}`),
    fc.tuple(fc.constantFrom('subject', 'code', 'value-string'), said).map(([name, value]) => `${name} pr ${value}`),
    id.map((target) => `subject re Patient/${target}`),
    word.map((value) => `patient.family sw ${quoted(value)}`),
    fc.tuple(said, word).map(([active, value]) => `subject:Patient[active eq ${active}].family co ${quoted(value)}`),
    fc.tuple(number, number).map(([one, other]) => `_has:Observation:has-member:value-quantity ge ${Math.min(one, other)}`),
  ),
}
const filter = fc.letrec<{ all: string; one: string }>((tie) => ({
  one: fc.oneof(
    { weight: 3, arbitrary: term.Observation! },
    { weight: 1, arbitrary: tie('all').map((inner) => `(${inner})`) },
    tie('all').map((inner) => `not (${inner})`),
  ),
  all: fc.oneof(
    { maxDepth: 2 },
    term.Observation!,
    fc
      .array(fc.tuple(fc.constantFrom(' and ', ' or '), tie('one')), { minLength: 2, maxLength: 3 })
      .map((list) => list.map(([joint, one], n) => (n === 0 ? one : joint + one)).join('')),
  ),
})).all
const under = (prefixes: string[], rest: fc.Arbitrary<[string, string]>) =>
  fc.tuple(fc.constantFrom(...prefixes), rest).map(([prefix, [name, value]]): [string, string] => [`${prefix}${name}`, value])
const near = { ...pairs }
const listed = pair(['_list'], fc.constantFrom('0', '1', '2', '3', '4', 'x'))
pairs.Patient = fc.oneof(
  { weight: 2, arbitrary: near.Patient! },
  under(['_has:Observation:patient:', '_has:Observation:subject:', '_has:Observation:subject:has-member.'], near.Observation!),
  under(['_has:RiskAssessment:subject:', '_has:Patient:link:_has:RiskAssessment:patient:'], near.RiskAssessment!),
  under(['link:Patient.', 'link:Patient.link:Patient.', '_has:Observation:subject:patient.'], near.Patient!),
  under(['general-practitioner:Practitioner.'], near.Practitioner!),
  listed,
)
pairs.Observation = fc.oneof(
  { weight: 2, arbitrary: near.Observation! },
  under(['patient.', 'subject:Patient.', 'has-member.patient.', 'patient.link:Patient.'], near.Patient!),
  under(['has-member.', '_has:Observation:has-member:', 'patient._has:Observation:subject:'], near.Observation!),
  under(['patient.general-practitioner:Practitioner.'], near.Practitioner!),
  pair(['_filter'], filter),
  listed,
)
pairs.List = fc.oneof(
  pair(['status', 'status:not'], statuses),
  pair(['item', 'subject', 'item:Observation'], many(id)),
  under(['item:Observation.'], near.Observation!),
  under(['item:Patient.', 'patient.'], near.Patient!),
)
pairs.Practitioner = fc.oneof(
  near.Practitioner!,
  under(['_has:Patient:general-practitioner:'], near.Patient!),
  under(['_has:Patient:general-practitioner:_has:Observation:patient:'], near.Observation!),
)
/** A type and one to three parameters of a search of it. */
export const asked = fc
  .constantFrom(...Object.keys(pairs))
  .chain((type) => fc.tuple(fc.constant(type), fc.array(pairs[type]!, { minLength: 1, maxLength: 3 })))

/** Searches over two or three types at once, by what they have in common. */
export const overTypes = fc.tuple(
  fc.subarray(Object.keys(pairs), { minLength: 2, maxLength: 3 }),
  fc.array(
    fc.oneof(
      pair(['_tag', '_tag:not'], tokens),
      pair(['_profile', '_profile:below', '_profile:above'], uris),
      pair(['_id'], many(id)),
      missing('_tag', '_profile'),
      listed,
    ),
    { minLength: 1, maxLength: 2 },
  ),
)

/** What owns a compartment, and the types searched in it: one, or several at once. */
export const inCompartments = fc.tuple(
  fc.record({ type: fc.constantFrom('Patient', 'Practitioner', 'Practitioner'), id }),
  fc.subarray(['Patient', 'Practitioner', 'Observation', 'List'], { minLength: 1 }),
)

const folded = many(fc.oneof({ weight: 3, arbitrary: fragment }, word).map(escaped))
const held = many(
  fc.oneof(
    code.map(escaped),
    fc.tuple(system, code).map(([space, name]) => `${space}|${escaped(name)}`),
  ),
)
const plain: Record<string, fc.Arbitrary<[string, string]>> = {
  Observation: fc.oneof(
    pair(['code', 'category', '_tag', 'code:not', 'category:not', '_tag:not'], tokens),
    pair(['status', 'status:not'], statuses),
    pair(['code:text', 'category:text', '_tag:text'], folded),
    pair(['subject:identifier', 'patient:identifier'], held),
    { weight: 2, arbitrary: pair(['value-quantity'], quantities) },
    pair(['subject', 'subject:Patient', 'subject:Group', 'patient'], many(id)),
    pair(['value-string', 'value-string:exact', 'value-string:contains'], folded),
    pair(['_profile', '_profile:below', '_profile:above'], uris),
    missing('code', 'value-string', 'status', '_profile', 'patient'),
  ),
  Patient: fc.oneof(
    pair(['name', 'family', 'given', 'name:exact', 'family:contains', 'name:contains'], folded),
    pair(['identifier', 'identifier:not'], tokens),
    { weight: 2, arbitrary: pair(['identifier:of-type'], typed) },
    missing('name', 'active'),
  ),
  List: fc.oneof(
    pair(['item', 'item:Patient', 'item:Observation', 'item:Practitioner'], many(id)),
    pair(['status', 'status:not'], statuses),
  ),
}
const direct = { ...plain }
plain.Observation = fc.oneof(
  { weight: 3, arbitrary: direct.Observation! },
  under(['patient.', 'subject:Patient.', 'has-member.patient.'], direct.Patient!),
  under(['has-member.', '_has:Observation:has-member:'], direct.Observation!),
)
plain.Patient = fc.oneof(
  { weight: 3, arbitrary: direct.Patient! },
  under(['_has:Observation:patient:', '_has:Observation:subject:has-member.', '_has:Observation:patient:has-member.'], direct.Observation!),
  under(['link:Patient.', '_has:Observation:subject:patient.', '_has:Patient:link:'], direct.Patient!),
  under(['_has:List:item:'], direct.List!),
)

/** A type and one parameter, of those that are read off the elements (naive-parameters.ts). */
export const askedPlainly = fc.constantFrom('Observation', 'Patient', 'List').chain((type) => fc.tuple(fc.constant(type), plain[type]!))

const rules: Record<string, [string, string][]> = {
  Observation: [
    ['_include', 'Observation:subject'],
    ['_include', 'Observation:subject:Patient'],
    ['_include', 'Observation:*'],
    ['_include:iterate', 'Observation:has-member'],
    ['_include:iterate', 'Patient:link'],
    ['_include:iterate', 'Patient:general-practitioner:Practitioner'],
    ['_revinclude:iterate', 'RiskAssessment:patient'],
    ['_revinclude', 'Observation:has-member'],
    ['_revinclude', '*'],
  ],
  Patient: [
    ['_include', 'Patient:*'],
    ['_include:iterate', 'Patient:link'],
    ['_revinclude', 'Observation:subject'],
    ['_revinclude', 'RiskAssessment:*'],
    ['_revinclude', '*'],
    ['_revinclude:iterate', 'Observation:*'],
    ['_revinclude:iterate', 'Patient:link'],
  ],
  List: [
    ['_include', 'List:item:Patient'],
    ['_include', 'List:item:Observation'],
    ['_include', 'List:patient'],
    ['_include:iterate', 'Observation:has-member'],
  ],
}

/** A type, what its page is to bring along, and how many matches are on it. */
export const including = fc
  .constantFrom(...Object.keys(rules))
  .chain((type) => fc.tuple(fc.constant(type), fc.subarray(rules[type]!, { minLength: 1 }), fc.integer({ min: 1, max: 4 })))

const keys: Record<string, string[]> = {
  Observation: [
    'date',
    '-date',
    'code',
    'value-quantity',
    '-value-quantity',
    '-value-string',
    'status',
    'subject',
    '_lastUpdated',
    '-_profile',
  ],
  Patient: ['name', 'birthdate', '-birthdate', 'identifier', 'active', '-active', '-_id'],
  RiskAssessment: ['probability', '-probability', 'subject'],
}

/** A type, what its matches are sorted by, and how many are on a page. */
export const ordered = fc
  .constantFrom(...Object.keys(keys))
  .chain((type) =>
    fc.tuple(
      fc.constant(type),
      fc.uniqueArray(fc.constantFrom(...keys[type]!), { maxLength: 3, selector: (key) => key.replace(/^-/, '') }),
      fc.integer({ min: 1, max: 30 }),
    ),
  )
