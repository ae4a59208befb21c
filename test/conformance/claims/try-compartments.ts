import { expect, test } from '@jest/globals'
import { expectNone, type Served, told } from './served.ts'

/** A few of R4's tables, each with something that is in the compartment, and something that names its owner and is not. */
const examples: Record<string, { inside: [type: string, body: object][]; outside: [type: string, body: object][] }> = {
  Encounter: {
    inside: [
      ['Observation', { status: 'final', code: { text: 'x' }, encounter: 'owner' }],
      [
        'MedicationAdministration',
        {
          status: 'completed',
          effectiveDateTime: '2026-01-01',
          medicationCodeableConcept: { text: 'x' },
          subject: 'patient',
          context: 'owner',
        },
      ],
      ['Procedure', { status: 'completed', subject: 'patient', encounter: 'owner' }],
    ],
    outside: [
      ['Observation', { status: 'final', code: { text: 'x' }, focus: ['owner'] }],
      ['Encounter', { status: 'finished', class: { code: 'AMB' }, partOf: 'owner' }],
      ['Task', { status: 'requested', intent: 'order', encounter: 'owner' }],
    ],
  },
  RelatedPerson: {
    inside: [
      ['CareTeam', { participant: [{ member: 'owner' }] }],
      ['QuestionnaireResponse', { status: 'completed', source: 'owner' }],
      ['Communication', { status: 'completed', recipient: ['owner'] }],
    ],
    outside: [['Task', { status: 'requested', intent: 'order', owner: 'owner' }]],
  },
  Practitioner: {
    inside: [
      ['PractitionerRole', { practitioner: 'owner' }],
      ['EpisodeOfCare', { status: 'active', patient: 'patient', careManager: 'owner' }],
      ['List', { status: 'current', mode: 'working', source: 'owner' }],
      [
        'Claim',
        {
          status: 'active',
          type: { text: 'x' },
          use: 'claim',
          patient: 'patient',
          created: '2026-01-01',
          provider: 'owner',
          priority: { text: 'x' },
          insurance: [{ sequence: 1, focal: true, coverage: { display: 'x' } }],
        },
      ],
    ],
    outside: [['Schedule', { actor: [{ reference: 'PractitionerRole/kept-0' }], comment: 'Practitioner/owner-of-practitioner' }]],
  },
  Device: {
    inside: [
      ['DeviceUseStatement', { status: 'active', subject: 'patient', device: 'owner' }],
      ['Observation', { status: 'final', code: { text: 'x' }, device: 'owner' }],
      ['Observation', { status: 'final', code: { text: 'x' }, subject: 'owner' }],
    ],
    outside: [['Procedure', { status: 'completed', subject: 'patient', usedReference: ['owner'] }]],
  },
}

const owners: Record<string, object> = {
  Encounter: { status: 'finished', class: { code: 'AMB' } },
  RelatedPerson: { patient: { reference: 'Patient/of-compartments' } },
  Practitioner: {},
  Device: {},
}

/** Tries the compartments that the CapabilityStatement claims (http://hl7.org/fhir/R4/compartmentdefinition.html). */
export function tryCompartments(server: () => Served): void {
  test('the claimed ones are those that are tried here, and the patient’s', () => {
    const claimed = server().rest.compartment.map((url: string) => url.replace('http://hl7.org/fhir/CompartmentDefinition/', ''))
    expect(claimed.sort()).toEqual(['device', 'encounter', 'patient', 'practitioner', 'relatedPerson'])
    expect(claimed.map((type: string) => type.toLowerCase())).toEqual(
      [...Object.keys(examples), 'Patient'].map((type) => type.toLowerCase()).sort(),
    )
  })

  test.each(Object.keys(examples))('%s: what names it by its table is inside, by type and all together, and nothing else', async (type) => {
    const { call } = server()
    const wrong: string[] = []
    const id = `owner-of-${type.toLowerCase()}`
    const put = async (resourceType: string, own: string, body: object) => {
      const text = JSON.stringify({ resourceType, id: own, ...body })
        .replaceAll('"owner"', JSON.stringify({ reference: `${type}/${id}` }))
        .replaceAll('"patient":"patient"', '"patient":{"reference":"Patient/of-compartments"}')
        .replaceAll('"subject":"patient"', '"subject":{"reference":"Patient/of-compartments"}')
      const answer = await call('PUT', `/${resourceType}/${own}`, JSON.parse(text.replace(/\{"reference":"[^"]+"\}:/g, '"owner":')))
      if (answer.status > 201) wrong.push(told(`update ${resourceType}`, answer))
      return `${resourceType}/${own}`
    }
    await put('Patient', 'of-compartments', {})
    await put(type, id, owners[type]!)
    const inside = await Promise.all(examples[type]!.inside.map(([of, body], n) => put(of, `inside-${type.toLowerCase()}-${n}`, body)))
    const outside = await Promise.all(examples[type]!.outside.map(([of, body], n) => put(of, `outside-${type.toLowerCase()}-${n}`, body)))
    const found = async (address: string, method = 'GET') => {
      const answer = await call(method, `/${type}/${id}/${address}`)
      if (answer.status !== 200) wrong.push(told(address, answer))
      return (answer.body.entry ?? [])
        .map(({ resource }: { resource: { resourceType: string; id: string } }) => `${resource.resourceType}/${resource.id}`)
        .sort()
    }
    expect(await found('*')).toEqual([`${type}/${id}`, ...inside].sort())
    expect(await found('*?_type=Observation,Claim')).toEqual(inside.filter((one) => /^(Observation|Claim)/.test(one)).sort())
    for (const of of new Set([...inside, ...outside].map((one) => one.split('/')[0]!).filter((one) => one !== type)))
      expect([of, await found(of)]).toEqual([of, inside.filter((one) => one.startsWith(`${of}/`)).sort()])
    expect(await found(type)).toEqual([`${type}/${id}`])
    expect(await found(`${inside[0]!.split('/')[0]}?_id=${inside[0]!.split('/')[1]}`)).toEqual([inside[0]])
    expect(await found(`${inside[0]!.split('/')[0]}/_search`, 'POST')).toContain(inside[0])
    const nobody = await call('GET', `/${type}/never-was/*`)
    expect([nobody.status, nobody.body.entry ?? []]).toEqual([200, []])
    expectNone(wrong)
  })
}
