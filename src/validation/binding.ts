import type { Check } from './base.ts'
import type { Source } from './reference.ts'
export interface Bindings {
  compile(binding: { strength: string; valueSet?: string; maxValueSet?: string }, type: string, source: Source): Check | undefined
}
