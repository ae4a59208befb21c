import { minorsLabels } from '#fhir/sensitivity-labels.ts'
import { type Actor, coded } from './actor.ts'
import { everyLabel, lookUp } from './common.ts'

// Section 10 of the requirements: people who come for themselves.

/** What members and families add: their goals, comments and answers. */
const theirWord = ['Goal', 'Communication', 'QuestionnaireResponse'] as const

/** A member of 18 or older: the own record, all of it (42 CFR 2.23). Whether somebody is, is asked when a token is issued (people/caller-of-user.ts). */
export const member: Actor = [
  lookUp,
  { types: 'record', may: 'rs', self: true, withholds: [] },
  { types: theirWord, may: 'c', self: true },
  { types: ['Consent'], may: 'cu', self: true, withholds: [] },
]

/** What a minor consented to alone is theirs alone to see, and their consents to give and to revoke; the rest is as parents allow. */
export const minor: Actor = [
  lookUp,
  { types: ['Patient'], may: 'rs', self: true },
  { types: 'record', may: 'rs', self: true, only: [coded('_security', ...minorsLabels)], withholds: [] },
  { types: ['Consent'], may: 'cu', self: true, only: [coded('_security', ...minorsLabels)], withholds: [] },
  { types: theirWord, may: 'c', self: true },
]

const acting = ['parent', 'guardian'] as const

/** Nor does the table give parents what is protected. */
const notTheParents = everyLabel

/** A parent until the member is 18, and a guardian whom a court appointed; not what the minor consented to alone. */
export const family: Actor = [
  lookUp,
  { types: 'record', may: 'rs', by: acting, withholds: notTheParents },
  { types: theirWord, may: 'c', by: acting },
  { types: ['Consent'], may: 'cu', by: acting, withholds: notTheParents },
]
