import type { SearchParameter } from '@medplum/fhirtypes'
import { canon } from '../issue.ts'

/** Search parameters of this project, besides R4's own. Published in the guide under the same canonical. */
export const ownSearchParameters: readonly SearchParameter[] = [
  {
    resourceType: 'SearchParameter',
    id: 'task-due',
    url: `${canon}/SearchParameter/task-due`,
    version: '1.0.0',
    name: 'TaskDue',
    status: 'active',
    description: 'When the task is due: the end of its restriction period. Worklists are sorted by it.',
    code: 'due',
    base: ['Task'],
    type: 'date',
    expression: 'Task.restriction.period.end',
  },
]
