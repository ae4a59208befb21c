/** A numbered sentence that a program answers to: one row of requirements.md. Rules cite it; the guide's trace page lists it. */
export interface Requirement {
  /** Row ID, e.g. "CARES-MON-06"; also a code of `{canon}/CodeSystem/requirement`. */
  id: string
  /** Source document and section. */
  citation: string
  /** The requirement in its own words, short. */
  says: string
  kind: 'data element' | 'clock' | 'gate' | 'document' | 'role' | 'report' | 'right'
  who: string
  artefact: string
  /** The computable rule with its boundary examples. */
  rule: string
  /** What a wrong input gets, in the codes of requirements.md section 0. */
  wrongInput: string
}
