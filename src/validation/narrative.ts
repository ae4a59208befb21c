const list = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Elements that narrative may use: http://hl7.org/fhir/R4/narrative.html#xhtml */
const elements = list(
  'a abbr acronym address area b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li map ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var bdo',
)

const attributes = list(
  'abbr accesskey align alt axis border cellpadding cellspacing char charoff charset cite class colspan coords dir frame headers height href hreflang id ismap lang longdesc name rel rev rowspan rules scope shape span src style summary tabindex title type usemap valign width xml:lang xmlns start value bgcolor nowrap compact xml:space',
)

const part =
  /<!--[\s\S]*?-->|<\/([A-Za-z][A-Za-z0-9]*)\s*>|<([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z:_-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy
const attribute = /([A-Za-z:_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
/** What nearly each narrative begins with. */
const namespace = ' xmlns="http://www.w3.org/1999/xhtml"'
const runs = /^\s*(javascript|vbscript|data:text\/html)/i
const strayAmpersand = /&(?![A-Za-z][A-Za-z0-9]*;|#[0-9]+;|#x[0-9A-Fa-f]+;)/

/**
 * Is this narrative as R4 allows it: one well-formed `div`, of formatting elements only, nothing that runs or loads,
 * and not empty? Comments are allowed, processing instructions are not.
 */
export function isNarrative(xhtml: string): boolean {
  const text = xhtml.trim()
  if (!text.startsWith('<div')) return false
  const open: string[] = []
  let content = false
  part.lastIndex = 0
  while (part.lastIndex < text.length) {
    if (part.lastIndex > 0 && open.length === 0) return false
    const found = part.exec(text)
    if (!found) return false
    const [whole, closes, opens, attributesText, selfClosing] = found
    if (closes !== undefined) {
      if (open.pop() !== closes) return false
    } else if (opens !== undefined) {
      if (!elements.has(opens) || !allowed(attributesText ?? '')) return false
      if (opens === 'img') content = true
      if (selfClosing !== '/') open.push(opens)
    } else if (!whole.startsWith('<')) {
      if (whole.includes('&') && strayAmpersand.test(whole)) return false
      if (!content && /[^\s\u00a0]/.test(whole)) content = true
    }
  }
  return open.length === 0 && content
}

function allowed(text: string): boolean {
  if (text === '' || text === namespace) return true
  attribute.lastIndex = 0
  for (let found = attribute.exec(text); found !== null; found = attribute.exec(text)) {
    const [, name, double, single] = found
    const value = double ?? single ?? ''
    if (!attributes.has(name!.toLowerCase()) && !name!.startsWith('xmlns:')) return false
    if (runs.test(value)) return false
    if (value.includes('&') && strayAmpersand.test(value)) return false
  }
  return true
}
