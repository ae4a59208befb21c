import type { SlimStructure } from '#fhir/definitions/structure.ts'
import type { Definitions } from '#fhir/definitions/structures.ts'
import { canon } from '#fhir/issue.ts'
import { createContexts } from './extension-context.ts'
import type { Finding, Judging } from './judging.ts'
import type { CompiledProfile, Profiles } from './profiles.ts'
import { ProfileRefused } from './refused.ts'
import type { Shape, Shapes } from './shape.ts'

/** The check of extensions, and what makes it look for their definitions again. */
export interface Extensions {
  check(extension: Record<string, unknown>, parent: Shape, judging: Judging): void
  forget(): void
}

/**
 * Judges each extension by its definition, wherever it stands, when the definition is known here. An unknown one is
 * allowed, as R4 has it, but not in our own name space: that is a misspelling which the rules would never see.
 * Spec: http://hl7.org/fhir/R4/extensibility.html
 * @param warnsOnly says of another guide's extension that its misuse is only a warning
 */
export function createExtensions(
  definitions: Definitions,
  profiles: Profiles,
  shapes: Shapes,
  warnsOnly: (url: string) => boolean,
): Extensions {
  const mayStand = createContexts(shapes)
  const found = new Map<string, readonly CompiledProfile[]>()

  function find(url: string, judging: Judging): readonly CompiledProfile[] {
    const known = found.get(url)
    if (known) return known
    if (definitions.structure(url)?.type !== 'Extension') return []
    const versions = definitions.versions?.(url) ?? []
    try {
      const canonicals = versions.length > 1 ? versions.map((version) => `${url}|${version}`) : [url]
      const compiled = canonicals.map((canonical) => profiles.find(canonical)).filter((profile) => profile !== undefined)
      found.set(url, compiled)
      return compiled
    } catch (error) {
      if (!(error instanceof ProfileRefused)) throw error
      judging.notChecked(`Extension ${url} was not checked. ${error.message}`, 'profile-refused', 'warning')
      return []
    }
  }

  function check(extension: Record<string, unknown>, parent: Shape, judging: Judging): void {
    if (judging.tooDeep) return
    const { url } = extension
    if (typeof url === 'string' && !url.includes(':') && parent.name !== 'Extension') judging.report(relativeUrl, 'url')
    // Parts of a complex extension have short names, and are judged with the whole.
    if (typeof url !== 'string' || !url.includes(':')) return
    const versions = find(url, judging)
    if (versions.length === 0) {
      if (url.startsWith(ours)) judging.report(unknown)
    } else if (warnsOnly(url)) judging.leniently(() => byDefinition(extension, parent, judging, versions))
    else byDefinition(extension, parent, judging, versions)
  }

  function byDefinition(extension: Record<string, unknown>, parent: Shape, judging: Judging, versions: readonly CompiledProfile[]): void {
    const usual = versions[0]!
    if (!versions.some(({ structure }) => mayStand(structure, parent, judging))) judging.report(misplaced(usual.structure))
    // An extension's url carries no version, so any version of its definition that fits will do.
    if (versions.length > 1 && versions.some(({ check }) => judging.attempt(() => check(extension, judging)))) return
    usual.check(extension, judging)
  }

  return { check, forget: () => found.clear() }
}

const ours = `${canon}/`

/** http://hl7.org/fhir/R4/extensibility.html#Extension: only a part of another extension has a url of its own kind */
const relativeUrl: Finding = {
  against: 'base',
  code: 'value',
  details: 'extension-url',
  says: 'must be an absolute URL, as of every extension that is not part of another (R4 Extension.url)',
}

const unknown: Finding = {
  against: 'warnings',
  code: 'extension',
  details: 'unknown-extension',
  says: 'is an extension that this project does not define; check its url',
}

function misplaced({ url, cites, context = [] }: SlimStructure): Finding {
  const places = context.map(({ expression }) => expression).join(', ')
  return {
    against: 'profile',
    cites,
    code: 'extension',
    details: 'extension-context',
    about: url,
    says: `is an extension for ${places} (${url})`,
  }
}
