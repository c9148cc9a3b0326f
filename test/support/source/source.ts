import { parseSync } from '@swc/core'

export interface Node {
  readonly type: string
  readonly [name: string]: unknown
}

/** What a source file takes from elsewhere and what it writes, read from its syntax tree; comments are not in it. */
export interface Source {
  /** Modules by the names under which they are imported: static, type, re-exported, dynamic, required. `?` where that is computed. */
  readonly imports: readonly string[]
  /** Those of them that are there at run time, too: not imported as types alone. */
  readonly values: readonly string[]
  /** String literals and the fixed parts of templates. */
  readonly texts: readonly string[]
}

export function sourceOf(code: string, { tsx = false } = {}): Source {
  const imports: string[] = []
  const values: string[] = []
  const texts: string[] = []
  for (const node of nodesOf(parseSync(code, { syntax: 'typescript', tsx }))) {
    const module = moduleOf(node)
    if (module !== undefined) {
      const name = textOf(module) ?? '?'
      imports.push(name)
      if (node.typeOnly !== true && node.type !== 'TsImportType') values.push(name)
    }
    if (node.type === 'StringLiteral') texts.push(String(node.value))
    if (node.type === 'TemplateElement') texts.push(String(node.cooked))
  }
  return { imports, values, texts }
}

export function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && typeof value.type === 'string') yield value as Node
  for (const inner of Object.values(value)) yield* nodesOf(inner)
}

/** The node that names a module, where this one imports any. */
function moduleOf(node: Node): unknown {
  if (node.type === 'TsImportType') return node.argument
  if (node.type === 'TsExternalModuleReference') return node.expression
  if (node.type === 'CallExpression' && loads(node.callee as Node)) {
    return (node.arguments as { expression: unknown }[])[0]?.expression ?? null
  }
  return /^(Import|Export\w*)Declaration$/.test(node.type) ? (node.source ?? undefined) : undefined
}

/** `import(…)`, `require(…)` and `require.resolve(…)`. */
function loads({ type, value, object }: Node): boolean {
  if (type === 'MemberExpression') return loads(object as Node)
  return type === 'Import' || (type === 'Identifier' && value === 'require')
}

/** The text of a string literal, or of a template without gaps; null for any other node. */
function textOf(node: unknown): string | null {
  const { type, value, expressions, quasis } = (node ?? {}) as Node
  if (type === 'StringLiteral') return String(value)
  if (type !== 'TemplateLiteral' || (expressions as unknown[]).length > 0) return null
  return String((quasis as { cooked: unknown }[])[0]?.cooked)
}
