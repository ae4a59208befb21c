import type { Bundle, MeasureReport, Parameters, Task } from '@medplum/fhirtypes'
import type { Month } from '#programs/vocabulary/calendar.ts'
import { answerOf } from './journey/is-paid-for.ts'
import type { Actor, Stage } from './journey/stage.ts'
import { linesOf } from './journey/story.ts'
import { providers } from './people/providers.ts'

/** Referrals that wait for somebody to ask whether the service came and helped, the most pressing first. */
export async function tellWorklist(stage: Stage, actor: Actor): Promise<void> {
  const { text } = await actor.get('Task?code=referral-follow-up&status=requested&_sort=due&_count=10')
  const tasks = ((JSON.parse(text) as Bundle).entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === 'Task' ? [resource as Task] : [],
  )
  stage.tell('Referrals that wait for a follow-up, by due date:')
  if (tasks.length === 0) stage.tell('    none')
  for (const task of tasks)
    stage.tell(`    due ${task.restriction?.period?.end?.slice(0, 10)}  ${task.focus?.reference}  of ${task.for?.reference}`)
}

/** One month's payment answers of every provider's roster. */
export async function tellRoster(stage: Stage, actor: Actor, month: Month): Promise<void> {
  stage.tell(`Payment answers for ${month}:`)
  for (const provider of providers) {
    const { status, text } = await actor.get(`${provider.organization}/$billing-eligibility?month=${month}`)
    if (status !== 200) throw new Error(`roster of ${provider.organization}: ${status} ${text.slice(0, 300)}`)
    const reports = ((JSON.parse(text) as Bundle).entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'MeasureReport' && resource.type === 'individual' ? [resource as MeasureReport] : [],
    )
    const answers = reports.map((report) => ({ member: report.subject?.reference ?? '', ...answerOf(JSON.stringify(report)) }))
    stage.tell(`    ${provider.name}: ${answers.filter(({ payable }) => payable).length} of ${answers.length} members payable`)
    for (const { member, failed } of answers.filter(({ payable }) => !payable)) stage.tell(`        ${member}: ${failed.join(', ')}`)
  }
}

/** What an ICP of a member would lack, from whatever record there is. */
export async function tellProposal(stage: Stage, actor: Actor, patient: string): Promise<void> {
  const { status, text } = await actor.get(`Patient/${patient}/$propose-icp`)
  if (status !== 200) throw new Error(`$propose-icp for Patient/${patient}: ${status} ${text.slice(0, 300)}`)
  const parameters = (JSON.parse(text) as Parameters).parameter ?? []
  const plan = parameters.find(({ name }) => name === 'plan')?.resource as Bundle | undefined
  const missing = linesOf(parameters.find(({ name }) => name === 'missing')?.resource as never)
  const rows = [...new Set(missing.map((line) => line.split(':')[0]))]
  stage.tell(`    Patient/${patient}: ${plan?.entry?.length ?? 0} parts proposed; missing for finalization: ${rows.join(', ')}`)
}
