import { ExpressionRefused } from './lexer.ts'
import { parse, type Tree } from './parser.ts'

/** Longest expression that is read for somebody who sends it, characters; and how many brackets it may open. */
const longest = 1_000
const mostBrackets = 50

/**
 * Functions by which a short expression takes a long time or much memory: those that look at the whole resource from each of
 * its elements or at each pair of them, that follow a regular expression, or that make longer texts out of short ones.
 */
const costly = new Set([
  ...['descendants', 'children', 'repeat', 'aggregate', 'combine', 'union', 'intersect', 'exclude', 'distinct', 'isDistinct'],
  ...['subsetOf', 'supersetOf', 'trace', 'matches', 'matchesFull', 'replaceMatches', 'replace', 'join', 'toChars', 'split'],
])

/**
 * Refuses what whoever sends an expression could keep the server busy with. Left are paths, indexes, `where`, `exists`, `first`,
 * comparisons and the like: all that names a part of a resource, in time that grows with the resource and the expression.
 *
 * @throws ExpressionRefused
 */
export function expectHarmless(expression: string): void {
  if (expression.length > longest) throw new ExpressionRefused(`it has more than ${longest} characters`)
  // Before it is read, as reading goes down with each.
  if (expression.split(/[([]/).length - 1 > mostBrackets) throw new ExpressionRefused(`it opens more than ${mostBrackets} brackets`)
  look(parse(expression))
}

function look(tree: Tree): void {
  switch (tree.kind) {
    case 'variable':
      // `%resource` begins anew at each element; what names a system is a text.
      if (['resource', 'rootResource', 'context'].includes(tree.name)) throw new ExpressionRefused(`%${tree.name} is not taken here`)
      return
    case 'call':
      if (costly.has(tree.name)) throw new ExpressionRefused(`the function ${tree.name}() is not taken here`)
      for (const parameter of tree.parameters) look(parameter)
      if (tree.of) look(tree.of)
      return
    case 'binary':
      if (['|', '&', '+'].includes(tree.operator)) throw new ExpressionRefused(`the operator ${tree.operator} is not taken here`)
      look(tree.left)
      look(tree.right)
      return
    case 'item':
      look(tree.of)
      look(tree.index)
      return
    case 'member':
      if (tree.of) look(tree.of)
      return
    case 'negative':
    case 'type':
      look(tree.of)
  }
}
