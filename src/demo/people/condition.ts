/** What a child with this condition lives with. Every text is this condition's own. */
export interface ConditionStory {
  /** Short name, also part of ids. */
  name: string
  /** Ages in years that the story fits, both included. */
  ages: readonly [number, number]
  diagnoses: readonly Diagnosis[]
  medicines: readonly Medicine[]
  /** Devices and supplies in use at home. */
  equipment: readonly string[]
  /** Specialties that follow the child, the most involved first. */
  specialists: readonly string[]
  /** `code` is SNOMED CT, where one is given. */
  allergies: readonly { code?: string; display: string; reaction: string }[]
  school: readonly string[]
  /** What an ambulance crew or emergency department must know to keep this child safe. */
  emergency: readonly string[]
  goals: readonly GoalStory[]
  /** Services that the team refers to over the months. */
  referrals: readonly { service: string; reason: string }[]
  /** Told in the history of the assessment. */
  history: string
  technology: boolean
}

export interface Diagnosis {
  snomed?: string
  icd10: string
  display: string
}

export interface Medicine {
  /** RxNorm concept of the ingredient, where one is given. */
  rxnorm?: string
  display: string
  dose: string
}

/**
 * A goal in words that name the child, a place and a person, so that no two children share a text.
 * `kind` is of goal-kind, `domain` of icp-domain, `horizon` of goal-horizon.
 */
export interface GoalStory {
  kind: 'clinical' | 'functional' | 'developmental' | 'social'
  domain: 'medical' | 'social' | 'educational' | 'other'
  horizon: 'short' | 'long' | 'aspirational'
  /** What is counted, and its unit in words: "seizure days a month". */
  measure: string
  target: string
  text(words: GoalWords): string
  /** What somebody does about it. */
  step: string
  /** Who on the team does it: a code of cares-role. */
  by: 'care-coordinator' | 'senior-care-manager' | 'family-support' | 'primary-care' | 'specialist' | 'school'
  achievable: string
}

export interface GoalWords {
  name: string
  school: string
  helper: string
}
