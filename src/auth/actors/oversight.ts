import { type Actor, coded } from './actor.ts'
import { lookUp } from './common.ts'

// Section 10 of the requirements: who pays, and who oversees.

export const healthPlan: Actor = [
  lookUp,
  { types: ['Patient', 'Coverage', 'EpisodeOfCare', 'CareTeam'], may: 'rs', by: ['payer'] },
  { types: ['CarePlan'], may: 'rs', by: ['payer'], only: [coded('category', 'icp'), coded('status', 'active')] },
  { types: ['Goal'], may: 'rs', by: ['payer'] },
  { types: ['ServiceRequest'], may: 'crs', by: ['payer'], only: [coded('category', 'program-referral')] },
]

/** Enrollment, certification and results of everybody; a record while a request for it is open. */
export const massHealth: Actor = [
  lookUp,
  { types: ['EpisodeOfCare', 'Coverage', 'MeasureReport'], may: 'rs' },
  { types: ['HealthcareService'], may: 'cu' },
  { types: 'record', may: 'rs', by: ['request'], codes: ['audit-request'] },
]

const asked = { by: ['authorization'] } as const
const beforehand = coded('use', 'preauthorization')

/**
 * The third party administrator of long-term services (CP-17): the requests that were sent to it, of plans what they cite, and
 * who else serves the member; it decides, and asks a case manager about an overlap.
 */
export const tpa: Actor = [
  lookUp,
  { types: ['Claim'], may: 'rs', ...asked, naming: 'insurer', only: [beforehand] },
  { types: ['CarePlan', 'Goal', 'ServiceRequest'], may: 'rs', ...asked, citing: true },
  { types: ['Patient', 'Coverage', 'CareTeam', 'EpisodeOfCare'], may: 'rs', ...asked },
  { types: ['ServiceRequest'], may: 'rs', ...asked, only: [coded('category', 'current-service')] },
  { types: ['ClaimResponse'], may: 'crus', ...asked, naming: 'insurer', only: [beforehand] },
  { types: ['Task'], may: 'crs', ...asked, naming: 'requester', only: [coded('code', 'overlap-query')] },
]
