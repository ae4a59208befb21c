import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Row, readRows } from './requirement-rows.ts'

const target = join(dirname(fileURLToPath(import.meta.url)), 'cares', 'measures-of-clocks.fsh')

/**
 * Writes one Measure for each clock of CARES, when the rows are at hand: of the clocks whose due day has passed, which
 * were met or excused (the percent of CARES-QLT-03 and CARES-TRN-06). `Measure/cares-asm-01` is the clock of CARES-ASM-01.
 */
export async function writeClockMeasures(): Promise<void> {
  const rows = await readRows()
  if (rows === undefined) return
  const clocks = rows.filter(({ id, kind }) => kind === 'clock' && id.startsWith('CARES-'))
  await writeFile(
    target,
    ['// Made by `npm run profiles` from the rows of the requirements.', ruleSet, ...clocks.map(measure), ''].join('\n'),
  )
}

const populations = 'http://terminology.hl7.org/CodeSystem/measure-population'

const ruleSet = `RuleSet: ClockMeasure(row)
* version = "0.1.0"
* status = #active
* experimental = false
* publisher = "cares-fhir"
* subjectCodeableConcept = http://hl7.org/fhir/resource-types#Patient
* scoring = http://terminology.hl7.org/CodeSystem/measure-scoring#proportion
* improvementNotation = http://terminology.hl7.org/CodeSystem/measure-improvement-notation#increase
* group.code = Requirement#{row}
* group.population[0].code = ${populations}#initial-population
* group.population[0].criteria.language = #text/fhirpath
* group.population[0].criteria.expression = "Task.where(code.coding.exists(code = 'program-clock') and reasonCode.coding.exists(code = '{row}'))"
* group.population[1].code = ${populations}#denominator
* group.population[1].criteria.language = #text/fhirpath
* group.population[1].criteria.expression = "restriction.period.end < today() and businessStatus.coding.exists(code = 'not-applicable').not()"
* group.population[2].code = ${populations}#numerator
* group.population[2].criteria.language = #text/fhirpath
* group.population[2].criteria.expression = "businessStatus.coding.exists(code = 'met' or code = 'excused')"
`

function measure({ id, requirement }: Row): string {
  const name = id.toLowerCase()
  const words = requirement.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return `
Instance: ${name}
InstanceOf: Measure
Title: "${id}, on time"
Usage: #definition
* url = "https://cares-fhir.example.org/Measure/${name}"
* name = "${id.replaceAll('-', '')}"
* title = "${id}, on time"
* description = "${words}"
* insert ClockMeasure(${id})`
}
