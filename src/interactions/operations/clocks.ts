import { notFound } from '#fhir/error.ts'
import { clockCase } from '#programs/cares/case/clock-case.ts'
import { clockTask } from '#programs/cares/clocks/clock-task.ts'
import { clockTypes, readClocks } from '#programs/cares/clocks/index.ts'
import { bearing, labelsOf } from '#programs/sensitivity/labels.ts'
import { dayOf } from '#programs/vocabulary/local-day.ts'
import { bundleText, entryText } from '../bundle-text.ts'
import type { Context, InteractionRequest, InteractionResponse } from '../contract.ts'
import { gatherRecord } from '../record.ts'
import { mayWithhold } from '../withholding-notice.ts'
import { readInput } from './input.ts'

/**
 * Every clock of a member as it stands on a day, computed now and stored nowhere: due day, state, the fact that started
 * it, the requirement (TIME-12). Programs that have no clocks give none.
 * Definition: {canon}/OperationDefinition/clocks. 200; 404 unknown or not to be seen.
 */
export async function clocks(context: Context, request: InteractionRequest): Promise<InteractionResponse> {
  const { base, id = '' } = request
  const input = readInput(request, { on: { kind: 'date' }, program: { kind: 'code' } })
  const on = input.get('on') ?? dayOf(context.now().toISOString())
  const needs = { member: id, types: clockTypes, others: [], alongside: [], follow: ['PractitionerRole'] }
  const record = await gatherRecord((query) => context.store.gather(context.access, query), [needs])
  if (!record.has(`Patient/${id}`)) throw notFound('Patient', id)
  const records = [...record.values()].map(({ resource }) => resource)
  const readings =
    (input.get('program') ?? 'cares') === 'cares' ? readClocks(clockCase(records, context.settings), on, context.settings) : []
  const tasks = readings.map((reading) => {
    const plain = clockTask(reading)
    const task = bearing(plain, labelsOf(record.get(plain.focus?.reference ?? '')?.resource ?? {}))
    return entryText({ fullUrl: `${base}/Task/${task.id}`, search: { mode: 'match' } }, JSON.stringify(task))
  })
  const links = [
    {
      relation: 'self' as const,
      url: `${base}/Patient/${id}/$clocks?${new URLSearchParams([...request.query, ...(input.get('on') ? [] : [['on', on]])] as [string, string][])}`,
    },
  ]
  return { status: 200, text: bundleText({ type: 'searchset', total: tasks.length, links, withholds: mayWithhold(context, 's') }, tasks) }
}
