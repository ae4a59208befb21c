import type { Program } from '../program.ts'
import { sharedRequirements } from '../shared-requirements/index.ts'
import { careGates } from './gates/care.ts'
import { enrollment } from './gates/enrollment.ts'
import { profilesOf } from './profiles.ts'
import { requirements } from './requirements/index.ts'

/** CARES for Kids: coordination of care for children with complex medical needs. README.md says where each rule is. */
export const cares: Program = {
  code: 'cares',
  requirements: { ...requirements, ...sharedRequirements },
  profilesOf,
  gates: [enrollment, ...careGates],
}
