// http://hl7.org/fhir/R4/terminologycapabilities.html
import { canon } from '#fhir/issue.ts'
import type { Context } from './contract.ts'
import { expandRules } from './operations/terminology/expand.ts'

/**
 * What can be asked about codes here (`metadata?mode=terminology`). Code systems are not listed one by one: there are a
 * thousand of them, and `CodeSystem/$validate-code` says of any whether it is here.
 */
export function terminologyCapabilities({ now, elsewhere }: Pick<Context, 'now' | 'elsewhere'>, base: string): object {
  return {
    resourceType: 'TerminologyCapabilities',
    url: `${canon}/TerminologyCapabilities/cares-fhir`,
    version: '0.1.0',
    name: 'CaresFhirTerminology',
    title: 'cares-fhir: terminology',
    status: 'active',
    date: now().toISOString(),
    publisher: 'cares-fhir',
    description:
      'The value sets and code systems of FHIR R4, of HL7 terminology as R4 has it, of this project, and those that were stored here.' +
      (elsewhere === undefined ? '' : ' What cannot be told by these is asked of another terminology server.'),
    kind: 'instance',
    software: { name: 'cares-fhir', version: '0.1.0' },
    implementation: { description: 'cares-fhir', url: base },
    codeSearch: 'explicit',
    lockedDate: false,
    expansion: {
      hierarchical: true,
      paging: true,
      incomplete: false,
      parameter: Object.keys(expandRules)
        .filter((name) => !name.startsWith('context'))
        .map((name) => ({ name })),
      textFilter:
        'Each word of the filter begins a word of the display, of a designation or of the code; capitals and accents do not matter.',
    },
    validateCode: { translations: false },
    translation: { needsMap: true },
    closure: { translation: false },
  }
}
