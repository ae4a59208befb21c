import type { Constraint } from './structure.ts'

// Invariants that this server knows by their key: as a profile may have one of its own under the same key, a key says which it is only together with
// what is asked. Texts as R4 4.0.1, US Core and guides that were made with them publish them.

const published: Readonly<Record<string, readonly string[]>> = {
  'ele-1': ['hasValue() or (children().count() > id.count())', 'hasValue() or (children().count() > id.count()) or $this is Parameters'],
  'ext-1': ['extension.exists() != value.exists()'],
  'dom-2': ['contained.contained.empty()'],
  'dom-3': [
    "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()",
    "contained.where(((id.exists() and ('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url)))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(uri) = '#').exists()).not()).trace('unmatched', id).empty()",
  ],
  'dom-4': ['contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()'],
  'dom-5': ['contained.meta.security.empty()'],
  'dom-6': ['text.`div`.exists()', 'text.div.exists()'],
  'qty-3': ['code.empty() or system.exists()'],
  'cpt-2': ['value.empty() or system.exists()'],
  'txt-1': ['htmlChecks()'],
  'txt-2': ['htmlChecks()'],
  'sqty-1': ['comparator.empty()'],
  'bdl-3': ["entry.all(request.exists() = (%resource.type = 'batch' or %resource.type = 'transaction' or %resource.type = 'history'))"],
  'bdl-4': [
    "entry.all(response.exists() = (%resource.type = 'batch-response' or %resource.type = 'transaction-response' or %resource.type = 'history'))",
  ],
  'bdl-5': ['resource.exists() or request.exists() or response.exists()'],
  'bdl-7': ["(type = 'history') or entry.where(fullUrl.exists()).select(fullUrl&resource.meta.versionId).isDistinct()"],
  // The second finds a fault where there is no fullUrl.
  'bdl-8': ["fullUrl.exists() implies fullUrl.contains('/_history/').not()", "fullUrl.contains('/_history/').not()"],
  'us-core-17': [
    '(((select(value.substring(0,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(1,1).toInteger())+(select(value.substring(2,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(3,1).toInteger())+(select(value.substring(4,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(5,1).toInteger())+(select(value.substring(6,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(7,1).toInteger())+(select(value.substring(8,1).toInteger()).select(iif($this<5, $this*2, (($this*2)-9))))+(value.substring(9,1).toInteger()) + 24)mod 10=0)',
  ],
  'sdcqr-2': ['(QuestionnaireResponse|repeat(answer|item)).select(item.where(answer.value.exists()).linkId.isDistinct()).allTrue()'],
  'ref-1': ["reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))"],
  'per-1': ['start.hasValue().not() or end.hasValue().not() or (start <= end)'],
  'que-12': ['enableWhen.count() > 2 implies enableBehavior.exists()'],
  'ras-2': [
    'probability.empty() or ((probability is decimal) implies ((probability as decimal) <= 100))',
    'probability is decimal implies (probability as decimal) <= 100',
  ],
}

const known = new Map(Object.entries(published).map(([key, texts]) => [key, new Set([...texts, ...texts.map(plain)])]))

type Said = Pick<Constraint, 'key' | 'expression'>

/** Is this the published invariant of its key, and not another that somebody gave the same key? */
export function isPublished({ key, expression }: Said): boolean {
  const texts = known.get(key)
  return texts !== undefined && expression !== undefined && (texts.has(expression) || texts.has(plain(expression)))
}

/** Do two invariants ask the same under one key? One without an expression asks nothing more than the other. */
export function asksTheSame(one: Said, other: Said): boolean {
  if (one.key !== other.key) return false
  if (one.expression === other.expression || one.expression === undefined || other.expression === undefined) return true
  return plain(one.expression) === plain(other.expression) || (isPublished(one) && isPublished(other))
}

/** An expression without the white space that makes no difference: none within quotes is taken, and between two words one is left. */
function plain(expression: string): string {
  return expression
    .split(/('(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\s+/g, ' ').replace(/ ?([^\w$%@ ]) ?/g, '$1')))
    .join('')
    .trim()
}
