import type { Designation, SlimConcept } from '#fhir/definitions/terminology.ts'
import { displayIn, isAbstract, isInactive } from '#validation/terminology/concept.ts'
import type { Coding } from './asked.ts'

/** What is said of one code: http://hl7.org/fhir/R4/valueset-operation-validate-code.html */
export interface CodeVerdict {
  result: boolean
  message?: string
  /** What the code is called; the one to be recommended. */
  display?: string
}

/** What is known of a code that is a member. */
export interface Meaning {
  concept?: SlimConcept
  /** What a value set calls it. */
  listed?: { display?: string; designation?: readonly Designation[] }
}

export interface Judging {
  /** Is a code that only groups others good enough? */
  abstract: boolean
  language?: string
}

/** A code that is a member, by what is known of it. Displays are compared without regard to capitals and spacing. */
export function verdictOnMember({ code, display }: Coding, { concept, listed }: Meaning, { abstract, language }: Judging): CodeVerdict {
  const designation = [...(listed?.designation ?? []), ...(concept?.designation ?? [])]
  const shown = displayIn({ display: listed?.display ?? concept?.display, designation }, language)
  const right = shown === undefined ? {} : { display: shown }
  if (concept && isAbstract(concept) && !abstract)
    return { result: false, message: `${code} only groups other codes and is not to be recorded (abstract).`, ...right }
  const names = [listed?.display, concept?.display, ...designation.map(({ value }) => value)].filter((one) => one !== undefined)
  if (display !== undefined && names.length > 0 && !names.some((name) => plain(name) === plain(display)))
    return { result: false, message: `${code} is not called that; it is called ${names.slice(0, 5).join(', or ')}.`, ...right }
  if (concept && isInactive(concept)) return { result: true, message: `${code} is no longer in use (inactive).`, ...right }
  return { result: true, ...right }
}

/** The first code that is right; else what is wrong with each. */
export function bestOf(verdicts: readonly CodeVerdict[]): CodeVerdict {
  const right = verdicts.find(({ result }) => result)
  if (right) return right
  return { ...verdicts[0]!, message: verdicts.map(({ message }) => message).join(' ') }
}

/** As the operation's out parameters. */
export function answerParameters({ result, message, display }: CodeVerdict): object {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: result },
      ...(message === undefined ? [] : [{ name: 'message', valueString: message }]),
      ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
    ],
  }
}

function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}
