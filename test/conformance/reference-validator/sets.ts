import { join } from 'node:path'
import { coreDefinitions } from '#fhir/definitions/structures.ts'
import { createValidator } from '#validation/create.ts'
import { ownDefinitions } from '#validation/load.ts'
import { packagesIn } from '#validation/packages.ts'
import type { Validator } from '#validation/validator.ts'
import { packagesFolder } from '../../../profiles/packages.ts'

const compiled = join(import.meta.dirname, '..', '..', '..', 'profiles', 'compiled')

/**
 * Published packages by which the records of a set are judged. A guide's examples are judged by the guide's own package where
 * it is here, and by the US Core that it builds on. `own` is what this server holds: our profiles and the US Core below them.
 */
export const packagesOf = {
  own: ['hl7.fhir.us.core#6.1.0'],
  'us-core': ['hl7.fhir.us.core#8.0.0'],
  ips: ['hl7.fhir.uv.ips#1.1.0'],
  'davinci-pdex': ['hl7.fhir.us.davinci-pdex#2.2.0', 'hl7.fhir.us.core#7.0.0'],
  'pacio-toc': ['hl7.fhir.us.pacio-toc#1.0.0-ballot', 'hl7.fhir.us.core#8.0.0'],
  'sdoh-clinicalcare': ['hl7.fhir.us.core#7.0.0'],
  bser: ['hl7.fhir.us.core#6.1.0'],
  'mcc-ecareplan': ['hl7.fhir.us.core#6.1.0'],
  'pacio-pfe': ['hl7.fhir.us.core#6.1.0'],
  'carin-bb': [],
  'davinci-atr': [],
  'ihe-balp': [],
  'r4-core': [],
  'smart-health-cards-and-links': [],
} satisfies Record<string, string[]>

/** What a record is judged by; of the published examples the folder that they are in. */
export type SetName = keyof typeof packagesOf

/** Folders that hold the set's definitions, for the reference validator. */
export function foldersOf(set: SetName): string[] {
  return [...packagesOf[set].map((name) => join(packagesFolder, name, 'package')), ...(set === 'own' ? [compiled] : [])]
}

/** Our validator with the set's definitions and no others. */
export function validatorOf(set: SetName): Validator {
  return createValidator({
    structures: coreDefinitions(),
    ...(set === 'own' ? ownDefinitions(compiled) : {}),
    packages: packagesIn(packagesFolder, packagesOf[set]),
  })
}
