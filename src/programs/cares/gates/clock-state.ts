import { isDeepStrictEqual } from 'node:util'
import type { Resource, Task } from '@medplum/fhirtypes'
import type { Gate } from '../../program.ts'
import { sharedRequirements } from '../../shared-requirements/index.ts'
import { refuses } from '../../vocabulary/finding.ts'
import { isCoded } from '../case/element.ts'
import { memberIn } from '../case/fact-source.ts'

/** A clock's state is derived from the facts, never typed in (TIME-12). */
export const clockState: Gate = {
  type: 'Task',
  applies: (resource, previous) => isClock(resource) || isClock(previous),
  needs: (resource) => ({ member: memberIn((resource as Task).for), types: [], others: [], alongside: [] }),

  /** Left out, the state stays as it was derived. */
  completes({ resource, previous }) {
    const state = (previous as Task | undefined)?.businessStatus
    return isClock(resource) && state !== undefined && (resource as Task).businessStatus === undefined
      ? { ...(resource as Task), businessStatus: state }
      : resource
  },

  decide({ resource, previous }) {
    const now = (resource as Task).businessStatus
    const before = (previous as Task | undefined)?.businessStatus
    if (isDeepStrictEqual(now, before)) return []
    return [
      refuses(
        sharedRequirements['TIME-12'],
        'forbidden',
        'The state of a clock is derived from the record and cannot be set. Leave businessStatus out, and record the fact that changes it.',
        'Task.businessStatus',
      ),
    ]
  },
}

function isClock(resource: Resource | undefined): boolean {
  return resource?.resourceType === 'Task' && isCoded(resource.code, 'task-kind', 'program-clock')
}
