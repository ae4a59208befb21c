import type { Bundle, CarePlan, Condition, Goal, OperationOutcome, Parameters } from '@medplum/fhirtypes'
import { addDays } from '#programs/vocabulary/calendar.ts'
import { assessment } from '../people/assessment.ts'
import { plan } from '../people/plan.ts'
import { ext, type Loaded } from '../people/record.ts'
import { Actor, refused } from './stage.ts'
import { linesOf, type Script, type Story } from './story.ts'

/** Assessment, a generated draft that says what is missing, a refused finalization, the whole plan, the emergency plan. */
export async function getsAPlan({
  stage,
  child,
  enrolled,
  team,
}: Script): Promise<Pick<Story, 'proposal' | 'refusedPlan' | 'finalVersion' | 'emergency'>> {
  const [assessed, met, reviewed, finalized] = [20, 28, 30, 32].map((offset) => addDays(enrolled, offset)) as [
    string,
    string,
    string,
    string,
  ]
  const records = plan(child, met, reviewed, finalized)
  const written = records.find(({ id }) => id === `${child.id}-icp`) as Loaded & CarePlan
  const around = records.filter((record) => record !== written)

  stage.turnTo(addDays(assessed, 1))
  // The assessment names the needs that it found, so these are written with it.
  await team.load([
    ...around.filter(({ resourceType }) => resourceType === 'Condition'),
    ...assessment(child, 'initial', assessed, addDays(assessed, 1)),
  ])
  stage.tell(`assessed on ${assessed}: ${child.story.goals.length} needs found, reviewed by the senior care manager`)

  const generated = (await team.client.operation({
    resourceType: 'Patient',
    id: child.id,
    name: '$generate-icp',
    method: 'POST',
    input: { resourceType: 'Parameters' } as never,
  })) as unknown as Parameters
  const part = (name: string) => generated.parameter?.filter((parameter) => parameter.name === name) ?? []
  const missing = part('missing')[0]?.resource as OperationOutcome | undefined
  const proposed = ((part('plan')[0]?.resource as Bundle | undefined)?.entry ?? []).flatMap(({ resource }) =>
    resource ? [resource as Loaded] : [],
  )
  const draft = proposed.find(({ resourceType }) => resourceType === 'CarePlan') as Loaded & CarePlan
  const lines = linesOf(missing)
  stage.tell(`$generate-icp stores a draft (CarePlan/${draft.id}) and names what is missing:`)
  for (const line of counted(lines)) stage.tell(`    ${line}`)

  stage.turnTo(finalized)
  const refusedPlan = await refused(team.change<Loaded & CarePlan>('CarePlan', draft.id, (current) => ({ ...current, status: 'active' })))
  stage.tell(`finalizing the draft as it is: refused (${refusedPlan.status}), ${refusedPlan.issues.length} pieces named`)

  await settle(proposed, child.id, team)
  const own = (text: string) => text.replaceAll(`CarePlan/${child.id}-icp`, `CarePlan/${draft.id}`)
  await team.load(JSON.parse(own(JSON.stringify(around.filter(({ resourceType }) => resourceType !== 'Condition')))) as Loaded[])
  const final = await team.change<Loaded & CarePlan>('CarePlan', draft.id, () => ({
    ...(JSON.parse(own(JSON.stringify(written))) as Loaded & CarePlan),
    id: draft.id,
  }))
  stage.tell(`with goals, steps, meeting, review and emergency plan in place it is final (version ${final.meta?.versionId})`)

  return {
    proposal: {
      missing: (missing?.issue ?? []).map((issue) => issue.details?.coding?.[0]?.code ?? ''),
      changes: part('changes').length,
      planId: draft.id,
    },
    refusedPlan,
    finalVersion: final.meta?.versionId ?? '',
    emergency: await emergency({ stage, child, enrolled, team }),
  }
}

/** What the server proposed and the family did not choose is settled, not left open: a need with its reason, a goal cancelled. */
async function settle(proposed: readonly Loaded[], childId: string, team: Actor): Promise<void> {
  const notOurs = proposed.filter(({ id }) => !id.startsWith(childId))
  for (const { id } of notOurs.filter(({ resourceType }) => resourceType === 'Condition')) {
    await team.change<Loaded & Condition>('Condition', id, (need) => ({
      ...need,
      extension: [...(need.extension ?? []), ext('no-action', { valueString: 'Answered by the goals that the family put first' })],
    }))
  }
  for (const { id } of notOurs.filter(({ resourceType }) => resourceType === 'Goal')) {
    await team.change<Loaded & Goal>('Goal', id, (goal) => ({ ...goal, lifecycleStatus: 'cancelled' }))
  }
}

/** The same sentence said once, with how often it came. */
function counted(lines: readonly string[]): string[] {
  return [...new Set(lines)].map((line) => {
    const times = lines.filter((other) => other === line).length
    return times === 1 ? line : `${line} (${times} times)`
  })
}

async function emergency({ stage, child, team }: Script): Promise<Story['emergency']> {
  const { text } = await team.get(`Patient/${child.id}/$emergency-plan`)
  const { text: html } = await team.get(`Patient/${child.id}/$emergency-plan`, 'text/html')
  const ambulance = new Actor(stage.fhirBaseUrl, await stage.token('demo-ems'))
  const ask = (identifier: string, purpose: string) =>
    ambulance.client
      .operation({
        resourceType: 'Patient',
        name: '$emergency-plan',
        method: 'POST',
        input: {
          resourceType: 'Parameters',
          parameter: [
            { name: 'identifier', valueString: identifier },
            { name: 'birthdate', valueDate: child.birthDate },
            { name: 'purpose', valueCode: purpose },
          ],
        } as never,
      })
      .then(
        () => 200,
        (error: { response?: { status: number } }) => error.response?.status ?? 0,
      )
  const [byAmbulance, unknownMember, ambulanceForTreatment] = [
    await ask(child.memberId, 'ETREAT'),
    await ask('999999999999', 'ETREAT'),
    await ask(child.memberId, 'TREAT'),
  ]
  stage.tell(
    `an ambulance gets the emergency plan by member number and birth date (${byAmbulance}); an unknown number gives ${unknownMember}; another purpose ${ambulanceForTreatment}`,
  )
  return { bundle: JSON.parse(text) as Bundle, html, byAmbulance, unknownMember, ambulanceForTreatment }
}
