import { parseSync } from '@swc/core'
import { type Node, nodesOf } from './source'

export interface FunctionLength {
  /** The first line, numbered from 1. */
  readonly line: number
  /** Lines from the first to the last, blank ones left out. */
  readonly length: number
}

const functionTypes: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'ClassMethod',
  'Constructor',
  'FunctionDeclaration',
  'FunctionExpression',
  'GetterProperty',
  'MethodProperty',
  'PrivateMethod',
  'SetterProperty',
])

/** Every function of a source file, those inside others included. */
export function functionLengths(code: string, { tsx = false } = {}): FunctionLength[] {
  const text = `;${code.replace(/^#!/, '//')}` // the parser counts from the first token, so there is one at the start
  const bytes = Buffer.from(text)
  const module = parseSync(text, { syntax: 'typescript', tsx })
  const slice = (from: number, to: number) => bytes.subarray(from, to).toString()
  return [...nodesOf(module)].filter(isFunction).map(({ span: { start, end } }) => ({
    line: slice(0, start - module.span.start).split('\n').length,
    length: slice(start - module.span.start, end - module.span.start)
      .split('\n')
      .filter((line) => line.trim() !== '').length,
  }))
}

interface FunctionNode extends Node {
  readonly span: { readonly start: number; readonly end: number }
}

const isFunction = (node: Node): node is FunctionNode => functionTypes.has(node.type)
