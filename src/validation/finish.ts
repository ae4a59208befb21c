import type { Issue } from '#fhir/issue.ts'
import type { Elsewhere } from './terminology/elsewhere.ts'
import { type Question, questionKey } from './terminology/question.ts'
import type { Terminology } from './terminology/terminology.ts'
import type { OpenBinding, Verdict } from './validator.ts'

/**
 * Asks another terminology server about the codes that could not be judged here, all verdicts together. What it says is
 * added to them: a fault where no code is in the value set; and where it could tell everything about a value set, that it
 * was not checked is not said any more. Without an answer the verdicts stay as they are.
 */
export async function finish(verdicts: readonly Verdict[], terminology: Terminology, elsewhere: Elsewhere): Promise<void> {
  const questions = verdicts.flatMap(({ open = [] }) => open.flatMap((binding) => questionsOf(binding, terminology)))
  if (questions.length === 0) return
  const answers = await elsewhere.areMembers(questions)
  for (const verdict of verdicts) {
    const told = (verdict.open ?? []).map((binding) => ({ ...binding, is: judge(binding, answers) }))
    const untold = new Set(told.flatMap(({ warning, is }) => (is === undefined ? [warning] : [])))
    const settled = new Set(told.flatMap(({ warning }) => (untold.has(warning) ? [] : [warning])))
    verdict.warnings = verdict.warnings.filter(({ diagnostics }) => !settled.has(diagnostics))
    for (const { is, list, issue } of told) if (is === false) addOnce(verdict[list], issue)
  }
}

/** What does not look like a code may be anything, a name too, and is told nobody. */
const looksLikeCode = /^[\w.:/+-]{1,64}$/

function questionsOf({ valueSet, codes }: OpenBinding, terminology: Terminology): Question[] {
  const definition = terminology.definition(valueSet)
  return codes.flatMap(({ system, code }) =>
    system && code !== undefined && looksLikeCode.test(code) ? [{ valueSet, definition, system, code }] : [],
  )
}

/** One code in the value set is enough; it is a fault when all are known not to be. */
function judge({ valueSet, codes }: OpenBinding, answers: ReadonlyMap<string, boolean>): boolean | undefined {
  const each = codes.flatMap(({ system = '', code }) => (code === undefined ? [] : [answers.get(questionKey({ valueSet, system, code }))]))
  if (each.includes(true)) return true
  return each.includes(undefined) ? undefined : false
}

function addOnce(list: Issue[], issue: Issue): void {
  if (!list.some(({ diagnostics }) => diagnostics === issue.diagnostics)) list.push(issue)
}
