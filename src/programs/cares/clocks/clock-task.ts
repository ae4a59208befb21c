import { createHash } from 'node:crypto'
import type { Task } from '@medplum/fhirtypes'
import { canon } from '#fhir/issue.ts'
import type { ClockState } from '../../vocabulary/clock.ts'
import { systemOf } from '../case/element.ts'
import type { ClockReading } from './index.ts'

/** The FHIR status that tells the same as a clock's state. */
const statusOf: Readonly<Record<ClockState, Task['status']>> = {
  'not-started': 'draft',
  running: 'requested',
  'due-soon': 'requested',
  overdue: 'requested',
  met: 'completed',
  'met-late': 'completed',
  excused: 'completed',
  'not-applicable': 'cancelled',
}

/**
 * A clock as the Task that tells it (records.md, Clock). The same reading gives the same bytes; the id is made of the
 * row and of what the clock is about, so that a later reading of the same clock is the same Task.
 */
export function clockTask(reading: ClockReading): Task {
  const { cites, name, state, anchor, due, met, reason, facts, member, enrollment, about, owner, warning } = reading
  return {
    resourceType: 'Task',
    id: clockId(reading),
    meta: { profile: [`${canon}/StructureDefinition/cares-program-clock`] },
    ...(enrollment ? { extension: [{ url: `${canon}/StructureDefinition/enrollment`, valueReference: { reference: enrollment } }] } : {}),
    status: statusOf[state],
    ...(reason ? { statusReason: { text: reason } } : {}),
    businessStatus: { coding: [{ system: systemOf('clock-state'), code: state }] },
    intent: 'order',
    ...(state === 'overdue' ? { priority: 'urgent' as const } : {}),
    code: { coding: [{ system: systemOf('task-kind'), code: 'program-clock' }], text: name },
    description: `${cites.id}: ${cites.says}`,
    focus: { reference: anchor ? withoutVersion(anchor.source) : about },
    for: { reference: member },
    ...(met ? { executionPeriod: { end: met.day } } : {}),
    ...(anchor ? { authoredOn: anchor.day } : {}),
    ...(owner ? { owner: { reference: owner } } : {}),
    reasonCode: { coding: [{ system: systemOf('requirement'), code: cites.id }] },
    ...(due ? { restriction: { period: { ...(anchor && anchor.day <= due ? { start: anchor.day } : {}), end: due } } } : {}),
    ...(warning ? { note: [{ text: warning }] } : {}),
    ...(facts.length > 0 ? { input: facts.map((fact) => ({ type: { text: 'fact' }, valueReference: { reference: fact } })) } : {}),
  }
}

/** The same for the same clock of the same member, whatever its state. */
export function clockId({ cites, name, about }: Pick<ClockReading, 'cites' | 'name' | 'about'>): string {
  return `clock-${createHash('sha256').update(`${cites.id} ${name} ${about}`).digest('hex').slice(0, 32)}`
}

function withoutVersion(source: string): string {
  return source.replace(/\/_history\/.*$/, '')
}
