import { createHash } from 'node:crypto'
import { canon } from '#fhir/issue.ts'
import type { Check } from './base.ts'
import { isObject } from './base.ts'
import { checkBundle } from './bundle.ts'
import { definitionRules } from './definition-rule.ts'
import type { Finding } from './judging.ts'
import type { Terminology } from './terminology/terminology.ts'

/**
 * What R4's pages ask of a type in words, beside its invariants: for each type name one more check of a value of that
 * form. The place stands at the value.
 */
export function createTypeRules(terminology: Terminology): Readonly<Record<string, Check>> {
  return {
    ...definitionRules,
    Bundle: (value, judging) => isObject(value) && checkBundle(value, judging),
    Extension: (value, judging) => {
      if (!isObject(value)) return
      let valued = false
      for (const key in value) if (key.startsWith('value') || key.startsWith('_value')) valued = true
      if (valued === (value.extension !== undefined)) judging.report(valueOrExtensions)
    },
    Identifier: (value, judging) => {
      if (!isObject(value) || value.system !== 'urn:ietf:rfc:3986' || typeof value.value !== 'string') return
      if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value.value)) judging.report(notUri, 'value')
    },
    Attachment: (value, judging) => {
      if (!isObject(value) || typeof value.data !== 'string') return
      if (typeof value.size === 'number' && byteLength(value.data) !== value.size) judging.report(wrongSize, 'size')
      if (typeof value.hash === 'string' && sha1(value.data) !== value.hash) judging.report(wrongHash, 'hash')
    },
    Coding: (value, judging) => {
      if (!isObject(value) || typeof value.system !== 'string' || typeof value.code !== 'string') return
      const own = value.system.startsWith(ownSystems)
      if (!own && !isOfCore(value.system)) return
      const known = terminology.codeSystem(value.system)
      if (known && !known.concepts.has(value.code)) judging.report(own ? unknownOwnCode : unknownCode, 'code')
    },
  }
}

/** http://hl7.org/fhir/R4/extensibility.html#Extension (ext-1) */
const valueOrExtensions: Finding = {
  against: 'base',
  code: 'invariant',
  details: 'invariant',
  about: 'ext-1',
  says: 'breaks ext-1: must have either a value or extensions, not both and not neither (R4 Extension)',
}

/** http://hl7.org/fhir/R4/datatypes.html#identifier */
const notUri: Finding = {
  against: 'base',
  code: 'value',
  details: 'format',
  says: 'must be a whole URI, with its scheme, as the system is urn:ietf:rfc:3986 (R4 Identifier)',
}

/** http://hl7.org/fhir/R4/datatypes-definitions.html#Attachment.size */
const wrongSize: Finding = {
  against: 'base',
  code: 'value',
  details: 'attachment-size',
  says: 'is not the number of bytes of the data before base64',
}

/** http://hl7.org/fhir/R4/datatypes-definitions.html#Attachment.hash: a plan whose scan has changed on the way is no plan. */
const wrongHash: Finding = {
  against: 'base',
  code: 'value',
  details: 'attachment-hash',
  says: 'is not the SHA-1 of the data before base64, itself in base64: the data has changed since, or the hash is of something else',
}

const ownSystems = `${canon}/`
const core = 'http://hl7.org/fhir/'

/** Other guides have their systems below, and those change with the guide. */
function isOfCore(system: string): boolean {
  return system.startsWith(core) && !system.startsWith('us/', core.length) && !system.startsWith('uv/', core.length)
}

/** Code systems that R4 itself defines are fixed with it, so a code that is not there is none. */
const unknownCode: Finding = {
  against: 'base',
  code: 'code-invalid',
  details: 'unknown-code',
  says: 'is not a code of the code system that is named in system (R4 4.0.1)',
}

const unknownOwnCode: Finding = {
  against: 'profile',
  code: 'code-invalid',
  details: 'unknown-code',
  says: 'is not a code of the code system that is named in system (see the guide for its codes)',
}

function byteLength(base64: string): number {
  const text = base64.replace(/\s+/g, '')
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return (text.length / 4) * 3 - padding
}

function sha1(base64: string): string {
  return createHash('sha1').update(Buffer.from(base64, 'base64')).digest('base64')
}
