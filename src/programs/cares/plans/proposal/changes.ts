import type { CarePlan, Resource } from '@medplum/fhirtypes'
import { keyOf } from '../../case/element.ts'
import { referenceOf, referencesOf } from '../../case/fact-source.ts'
import { statementsOf } from '../../case/statement.ts'

/** One difference between the plan in force and the one proposed. */
export interface Change {
  /** FHIRPath of the place. */
  path: string
  before?: string
  after?: string
  /** The record that brought it about, `Type/id`. */
  source?: string
}

const linked = ['addresses', 'careTeam', 'supportingInfo', 'goal'] as const

/**
 * Every difference from the plan in force, in the order of the plan's elements: links added and dropped, each with the
 * words of what it points to, and statements said anew, otherwise or no more. None where no plan is in force.
 */
export function changesBetween(current: CarePlan | undefined, proposed: CarePlan, directory: ReadonlyMap<string, Resource>): Change[] {
  if (current === undefined) return []
  const activities = (plan: CarePlan) => (plan.activity ?? []).flatMap(({ reference }) => referenceOf(reference) ?? [])
  return [
    ...linked.flatMap((element) =>
      linkChanges(`CarePlan.${element}`, referencesOf(current[element]), referencesOf(proposed[element]), directory),
    ),
    ...linkChanges('CarePlan.contributor', referencesOf(current.contributor), referencesOf(proposed.contributor), directory),
    ...linkChanges('CarePlan.activity.reference', activities(current), activities(proposed), directory),
    ...valueChange('CarePlan.instantiatesCanonical', current.instantiatesCanonical?.join(' '), proposed.instantiatesCanonical?.join(' ')),
    ...statementChanges(current, proposed),
  ]
}

function linkChanges(
  path: string,
  before: readonly string[],
  after: readonly string[],
  directory: ReadonlyMap<string, Resource>,
): Change[] {
  const dropped = before.filter((source) => !after.includes(source))
  const added = after.filter((source) => !before.includes(source))
  return [
    ...dropped.map((source) => ({ path, before: spell(source, directory), source })),
    ...added.map((source) => ({ path, after: spell(source, directory), source: basisOf(source, directory) })),
  ]
}

/** A proposed resource came of the need, the order or the assessment that it names. */
function basisOf(source: string, directory: ReadonlyMap<string, Resource>): string {
  const resource = directory.get(source)
  if (resource?.resourceType === 'Goal') return referencesOf(resource.addresses)[0] ?? source
  if (resource?.resourceType === 'Condition') return resource.evidence?.flatMap(({ detail }) => referencesOf(detail))[0] ?? source
  if (resource?.resourceType === 'ServiceRequest')
    return referencesOf(resource.basedOn)[0] ?? referencesOf(resource.supportingInfo)[0] ?? source
  return source
}

function spell(source: string, directory: ReadonlyMap<string, Resource>): string {
  const resource = directory.get(source)
  const words = resource && wordsFor(resource)
  return words ? `${source}: ${words}` : source
}

function wordsFor(resource: Resource): string | undefined {
  if (resource.resourceType === 'Goal') return resource.description?.text
  if (resource.resourceType === 'Condition' || resource.resourceType === 'ServiceRequest')
    return resource.code?.text ?? resource.code?.coding?.[0]?.display
  if (resource.resourceType === 'Task' || resource.resourceType === 'Appointment') return resource.description
  return resource.resourceType === 'QuestionnaireResponse' ? resource.authored : undefined
}

function valueChange(path: string, before: string | undefined, after: string | undefined): Change[] {
  return before === after ? [] : [{ path, ...(before ? { before } : {}), ...(after ? { after } : {}) }]
}

function statementChanges(current: CarePlan, proposed: CarePlan): Change[] {
  const words = (plan: CarePlan) =>
    new Map(statementsOf(plan).map(({ about, answer, note }) => [about, note ? `${answer}: ${note}` : answer]))
  const before = words(current)
  const after = words(proposed)
  const superseding = referencesOf(proposed.supportingInfo)[0]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((about) => {
    const was = before.get(about)
    const is = after.get(about)
    if (was === is) return []
    const source = is === undefined ? superseding : keyOf(proposed)
    return [
      {
        path: `CarePlan.extension('icp-statement').where(about='${about}')`,
        ...(was ? { before: was } : {}),
        ...(is ? { after: is } : {}),
        ...(source ? { source } : {}),
      },
    ]
  })
}
