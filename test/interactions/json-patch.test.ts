import { describe, expect, test } from '@jest/globals'
import type { FhirError } from '#fhir/error.ts'
import { applyPatch } from '#interactions/json-patch.ts'

describe('JSON Patch (https://www.rfc-editor.org/rfc/rfc6902)', () => {
  test.each([
    ['adding a member', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
    ['adding an item', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    ['adding at the end', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['x'] }], { foo: ['bar', ['x']] }],
    ['removing an item', { foo: ['a', 'b', 'c'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['a', 'c'] }],
    ['replacing', { baz: 'qux', foo: 'bar' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo', foo: 'bar' }],
    ['replacing all of it', { a: 1 }, [{ op: 'replace', path: '', value: { b: 2 } }], { b: 2 }],
    ['moving a member', { a: { b: 1 }, c: {} }, [{ op: 'move', from: '/a/b', path: '/c/d' }], { a: {}, c: { d: 1 } }],
    ['moving an item', { foo: ['all', 'cows', 'eat'] }, [{ op: 'move', from: '/foo/1', path: '/foo/2' }], { foo: ['all', 'eat', 'cows'] }],
    ['copying', { a: [1] }, [{ op: 'copy', from: '/a', path: '/b' }], { a: [1], b: [1] }],
    [
      'testing, whatever the order of members',
      { a: { x: 1, y: 2 } },
      [{ op: 'test', path: '/a', value: { y: 2, x: 1 } }],
      { a: { x: 1, y: 2 } },
    ],
    [
      'escapes of ~ and /',
      { 'a/b': 1, 'm~n': 2 },
      [
        { op: 'replace', path: '/a~1b', value: 3 },
        { op: 'remove', path: '/m~0n' },
      ],
      { 'a/b': 3 },
    ],
  ])('%s', (_what, document, patch, expected) => {
    const before = structuredClone(document)
    expect(applyPatch(document, patch)).toEqual(expected)
    expect(document).toEqual(before)
  })

  test.each([
    ['a test that fails', { a: 1 }, [{ op: 'test', path: '/a', value: 2 }]],
    ['a test of what is not there', { a: 1 }, [{ op: 'test', path: '/b', value: 1 }]],
    ['removing what is not there', { a: 1 }, [{ op: 'remove', path: '/b' }]],
    ['replacing what is not there', { a: 1 }, [{ op: 'replace', path: '/b', value: 1 }]],
    ['adding below what is not there', { a: 1 }, [{ op: 'add', path: '/b/c', value: 1 }]],
    ['an item past the end', { a: [1] }, [{ op: 'add', path: '/a/2', value: 1 }]],
    ['an index with a zero in front', { a: [1, 2] }, [{ op: 'remove', path: '/a/01' }]],
    ['moving into itself', { a: { b: 1 } }, [{ op: 'move', from: '/a', path: '/a/b' }]],
    ['what every object inherits', { a: 1 }, [{ op: 'test', path: '/constructor', value: 1 }]],
  ])('%s does not fit', (_what, document, patch) => {
    expect(() => applyPatch(document, patch)).toThrow('rule')
  })

  test.each([
    ['no list', { op: 'remove', path: '/a' }],
    ['an unknown op', [{ op: 'merge', path: '/a' }]],
    ['no path', [{ op: 'remove' }]],
    ['a path that does not begin with a slash', [{ op: 'remove', path: 'a' }]],
    ['a half escape', [{ op: 'remove', path: '/a~2' }]],
    ['no value', [{ op: 'add', path: '/a' }]],
    ['no from', [{ op: 'copy', path: '/a' }]],
    ['nothing', [null]],
  ])('%s is no JSON Patch', (_what, patch) => {
    expect(() => applyPatch({ a: 1 }, patch)).toThrow('malformed')
  })

  test('what does not fit is named, with its place', () => {
    const patch = [
      { op: 'test', path: '/a', value: 1 },
      { op: 'remove', path: '/b/0' },
    ]
    const refusal = ((): FhirError => {
      try {
        return applyPatch({ a: 1 }, patch) as never
      } catch (error) {
        return error as FhirError
      }
    })()
    expect(refusal.issues[0]?.diagnostics).toBe('Step 1 of the patch, remove at /b/0, does not fit the resource as it is.')
  })

  test('a later step that fails leaves nothing changed', () => {
    const document = { a: 1 }
    expect(() =>
      applyPatch(document, [
        { op: 'replace', path: '/a', value: 2 },
        { op: 'remove', path: '/b' },
      ]),
    ).toThrow('rule')
    expect(document).toEqual({ a: 1 })
  })

  test('a member named __proto__ becomes a member and nothing else', () => {
    const patched = applyPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }]) as object
    expect(Object.hasOwn(patched, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
