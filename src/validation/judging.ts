import type { Issue, IssueCode } from '#fhir/issue.ts'
import { type Said, withoutEchoes } from './cascade.ts'
import { Meter, type TooCostly } from './fhirpath/meter.ts'
import type { OpenBinding, Verdict } from './validator.ts'

/** What a check says of the place that is being looked at. */
export interface Finding {
  /** Which list of the verdict it belongs to. */
  against: 'base' | 'profile' | 'warnings'
  severity?: Issue['severity']
  code: IssueCode
  details: string
  /** The requirement that is offended; the issue then says it in place of `details`. */
  cites?: string
  /** What it is about, where one place can have several faults of a kind: the invariant's key, the slice's name. */
  about?: string
  /** An invariant's expression: what it reads. */
  reads?: string
  /** What is allowed and who says so; the place is put before it. */
  says: string
}

/** How deep JSON may nest before we stop looking. Real records stay below twenty. */
const deepest = 64

/** How many references away from the resource that is judged another one is still judged. */
const farthest = 3

/** How many issues one outcome lists. Beyond it nobody reads, and a hostile body must not make us write a book. */
const most = 500

/** Steps for each element that is entered in a judgement on the side. */
const elementOnTheSide = 10

/**
 * The state of one judgement: where we are, what was found, and the resources that references and invariants look at.
 * Places are kept as a stack and spelled only when there is something to say.
 */
export class Judging {
  readonly #base: Said[] = []
  readonly #profile: Said[] = []
  readonly #warnings: Said[] = []
  readonly #said = new Map<string, Said | undefined>()
  readonly #names: string[] = []
  readonly #indices: number[] = []
  #depth = 0
  #start = 0
  #count = 0
  #dropped = 0
  #givenUp: Issue | undefined

  #lenient = false
  /** How many lenient checks are under way; an attempt inside one is strict and yet no more than a warning in the end. */
  #leniencies = 0

  /** Set when the JSON nests too deep to be judged. */
  tooDeep = false
  /** The resource that is being looked at, and the one that contains it (itself when nothing does). */
  resource: unknown
  rootResource: unknown
  /** The Bundles around it, innermost last. */
  readonly bundles: Record<string, unknown>[] = []

  /** What references found in each of them, kept for this judgement only: a caller may change a Bundle between two. */
  readonly entries = new Map<object, ReadonlyMap<string, Record<string, unknown>>>()

  /** Bindings for somebody else to judge; absent where nobody will. */
  readonly #open?: OpenBinding[]

  /** What was found out about resources that are pointed to, for this judgement and those on its side. */
  conformance = new Map<object, Map<string, boolean | undefined>>()
  /** Resources that are kept elsewhere, for whoever has fetched them before. */
  targets: ((reference: string) => Record<string, unknown> | undefined) | undefined
  #aside = 0
  #onTheSide = false

  /** What its expressions may use up, and those of the judgements on its side with them. */
  readonly meter: Meter

  constructor(leavesOpen = false, meter = new Meter()) {
    if (leavesOpen) this.#open = []
    this.meter = meter
  }

  /** May a reference lead to something that is at hand? Not too many steps from where the judgement began. */
  get hasTargets(): boolean {
    return this.#aside < farthest
  }

  targetOf(reference: string): Record<string, unknown> | undefined {
    return this.targets?.(reference)
  }

  /** Steps into a child. `index` is -1 for an element that does not repeat. False: too deep, do not go on. */
  enter(name: string, index: number): boolean {
    if (this.#depth >= deepest) {
      if (!this.tooDeep) {
        this.tooDeep = true
        this.report({ against: 'base', code: 'too-long', details: 'too-deep', says: `nests deeper than ${deepest} levels` })
      }
      return false
    }
    // A record is walked once, but a profile may ask for as many judgements on the side as it likes.
    if (this.#onTheSide) this.meter.spend(elementOnTheSide)
    this.#names[this.#depth] = name
    this.#indices[this.#depth] = index
    this.#depth++
    return true
  }

  leave(): void {
    this.#depth--
  }

  /** Marks that the resource which is looked at stands here. Returns the mark before, to be put back. */
  startResource(): number {
    const before = this.#start
    this.#start = this.#depth
    return before
  }

  endResource(before: number): void {
    this.#start = before
  }

  /** The elements from the resource to this place, by name. */
  trail(): string[] {
    return this.#names.slice(this.#start, this.#depth)
  }

  /** The FHIRPath of this place, or of a child of it. */
  place(child?: string, index = -1): string {
    let path = ''
    for (let level = 0; level < this.#depth; level++) {
      path += (level > 0 ? '.' : '') + this.#names[level]
      if (this.#indices[level]! >= 0) path += `[${this.#indices[level]}]`
    }
    if (child !== undefined) path += `${path && '.'}${child}`
    return index >= 0 ? `${path}[${index}]` : path
  }

  /** Says something of this place, or of a child of it. The same said twice of one place is said once. */
  report(finding: Finding, child?: string, index = -1): void {
    const { code, details, says, about = '' } = finding
    const against = this.#lenient && finding.against === 'profile' ? 'warnings' : finding.against
    const place = this.place(child, index)
    const severity = finding.severity ?? (against === 'warnings' ? 'warning' : 'error')
    // Two profiles that ask the same say it once: a partner mends one fault, not two.
    const key = `${against} ${details} ${place} ${about}`
    const before = this.#said.get(key)
    if (before && finding.cites) before.cites ??= finding.cites
    if (this.#said.has(key)) return
    this.#said.set(key, undefined)
    if (this.#count++ >= most) {
      this.#dropped++
      if (against !== 'warnings' && this.#listOf(against).length === 0) this.#listOf(against).push({ issue: this.#tooMany(), place, key })
      return
    }
    const issue: Issue = { severity, code, details, diagnostics: `${place} ${says}`, expression: [place] }
    const said: Said = { issue, place, key, reads: finding.reads, cites: finding.cites }
    this.#said.set(key, said)
    this.#listOf(against).push(said)
  }

  /** Says once per outcome that something was not checked here. */
  notChecked(what: string, details: string, severity: 'warning' | 'information' = 'information'): void {
    if (this.#said.has(what)) return
    this.#said.set(what, undefined)
    const place = this.place()
    this.#warnings.push({ issue: { severity, code: 'not-supported', details, diagnostics: what, expression: [place] }, place, key: what })
  }

  /** Ends the judgement at this place. What was not judged is never taken for sound, so it is a fault. */
  giveUp({ asking, message }: TooCostly): void {
    const place = this.place()
    this.#givenUp = {
      severity: 'error',
      code: 'too-costly',
      details: 'expression-too-costly',
      diagnostics: `${place} could not be judged${asking === undefined ? '' : ` by ${asking}`}: ${message}. Nothing after it was judged. Mend the expression, or send less at once.`,
      expression: [place],
    }
  }

  /** Runs a check whose faults against profiles are only warnings. */
  leniently(check: () => void): void {
    const before = this.#lenient
    this.#lenient = true
    this.#leniencies++
    check()
    this.#leniencies--
    this.#lenient = before
  }

  /** A binding was not checked here: says so once per outcome, and leaves it to somebody who can tell. */
  bindingNotChecked(warning: string, valueSet: string, codes: OpenBinding['codes'], finding: () => Finding): void {
    this.notChecked(warning, 'value-set-not-expanded')
    if (this.#open === undefined) return
    const { against, code, details, says, cites } = finding()
    const list = this.#leniencies > 0 && against === 'profile' ? 'warnings' : against
    const severity = list === 'warnings' ? 'warning' : 'error'
    const place = this.place()
    const issue: Issue = { severity, code, details: cites ?? details, diagnostics: `${place} ${says}`, expression: [place] }
    this.#open.push({ valueSet, codes, list, issue, warning })
  }

  /** Runs a check and takes back what it said if it found a fault. True: it found none. */
  attempt(check: () => void): boolean {
    const base = this.#base.length
    const profile = this.#profile.length
    const warnings = this.#warnings.length
    const lenient = this.#lenient
    this.#lenient = false
    const open = this.#open?.length
    check()
    this.#lenient = lenient
    if (this.#base.length === base && this.#profile.length === profile) return true
    this.#takeBack(this.#base, base)
    this.#takeBack(this.#profile, profile)
    this.#takeBack(this.#warnings, warnings)
    if (open !== undefined) this.#open?.splice(open)
    return false
  }

  #takeBack(list: Said[], length: number): void {
    for (const { key } of list.splice(length)) {
      this.#said.delete(key)
      this.#count--
    }
  }

  /** A judgement on the side, of a value at this place: what it finds is not said here. */
  fork(value: unknown): Judging {
    const trial = new Judging(false, this.meter)
    const isResource = typeof value === 'object' && value !== null && 'resourceType' in value
    trial.resource = isResource ? value : this.resource
    trial.rootResource = this.rootResource
    trial.bundles.push(...this.bundles)
    for (const [bundle, index] of this.entries) trial.entries.set(bundle, index)
    trial.conformance = this.conformance
    trial.targets = this.targets
    trial.#aside = this.#aside
    trial.#onTheSide = true
    for (let level = 0; level < this.#depth; level++) trial.enter(this.#names[level]!, this.#indices[level]!)
    return trial
  }

  /** A judgement of another resource that this one points to. Nothing of it is said here; what it finds out of further ones is shared. */
  aside(target: Record<string, unknown>): Judging {
    const trial = new Judging(false, this.meter)
    const root = this.rootResource as { contained?: unknown } | undefined
    const contained = Array.isArray(root?.contained) && root.contained.includes(target)
    trial.resource = target
    trial.rootResource = contained ? root : target
    trial.bundles.push(...this.bundles)
    for (const [bundle, index] of this.entries) trial.entries.set(bundle, index)
    trial.conformance = this.conformance
    trial.targets = this.targets
    trial.#aside = this.#aside + 1
    trial.#onTheSide = true
    trial.enter(String(target.resourceType), -1)
    return trial
  }

  /** The verdict; what a profile says on top of a fault of form at the same place is left out. */
  verdict(): Verdict {
    const base = withoutEchoes(this.#base)
    const faulty = new Set(this.#base.map(({ place }) => place))
    const profile = withoutEchoes(
      this.#profile.filter(({ place }) => !faulty.has(place)),
      this.#base,
    )
    if (this.#givenUp) (base.length > 0 ? base : profile).push(this.#givenUp)
    if (this.#dropped > 0) (base.length > 0 ? base : profile).push(this.#tooMany())
    const warnings = withoutEchoes(
      this.#warnings.filter(({ key }) => !this.#isFault(key)),
      this.#base,
    )
    return this.#open === undefined ? { base, profile, warnings } : { base, profile, warnings, open: this.#open }
  }

  /** Is the same said as a fault? A claim that only warns adds nothing to what another profile refuses. */
  #isFault(key: string): boolean {
    return key.startsWith('warnings ') && this.#said.has(key.replace('warnings', 'profile'))
  }

  #tooMany(): Issue {
    return {
      severity: 'error',
      code: 'too-costly',
      details: 'too-many-issues',
      diagnostics: `More than ${most} issues; mend these and ask again.`,
    }
  }

  #listOf(against: Finding['against']): Said[] {
    if (against === 'base') return this.#base
    return against === 'profile' ? this.#profile : this.#warnings
  }
}
