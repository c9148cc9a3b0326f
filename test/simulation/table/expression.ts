/** DynamoDB's expressions, as far as our stores use them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */

export type Attributes = Readonly<Record<string, unknown>>

/** What `#name` and `:value` stand for. */
export interface Placeholders {
  readonly names?: Readonly<Record<string, string>> | undefined
  readonly values?: Readonly<Record<string, unknown>> | undefined
}

/** What is read once is asked often, each time with what its placeholders stand for then. */
type Test = (item: Attributes, placeholders: Placeholders) => boolean
type Operand = (item: Attributes, placeholders: Placeholders) => unknown
type Name = (placeholders: Placeholders) => string

const tokenPattern = /\s*(<=|>=|<>|[()=<>,]|[#:]?\w+)/y

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  tokenPattern.lastIndex = 0
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const [, token] = tokenPattern.exec(text) ?? []
    if (token === undefined) throw new Error(`the model does not know this expression: ${text}`)
    tokens.push(token)
  }
  return tokens
}

/** Reads one expression from its beginning to its end. */
class Reader {
  readonly #tokens: string[]
  #at = 0

  constructor(readonly text: string) {
    this.#tokens = tokensOf(text)
  }

  get next(): string | undefined {
    return this.#tokens[this.#at]
  }

  take(): string {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw new Error(`this expression ends too early: ${this.text}`)
    return token
  }

  has(token: string): boolean {
    if (this.next?.toUpperCase() !== token) return false
    this.#at++
    return true
  }

  expect(token: string): void {
    if (!this.has(token)) throw new Error(`expected ${token} before ${this.next}: ${this.text}`)
  }

  /** The name of an attribute, itself or by its placeholder. */
  name(): Name {
    const token = this.take()
    return token.startsWith('#') ? ({ names }) => standing(names?.[token], token) : () => token
  }

  value(): Operand {
    const token = this.take()
    return (_, { values }) => standing(values?.[token], token)
  }
}

function standing<T>(found: T | undefined, token: string): T {
  if (found === undefined) throw new Error(`${token} stands for nothing`)
  return found
}

const known = new Map<string, Test>()

/** Reads a condition, a filter or a condition on keys. */
export function conditionOf(text: string, placeholders: Placeholders): (item: Attributes) => boolean {
  const test = known.get(text) ?? readCondition(text)
  return (item) => test(item, placeholders)
}

function readCondition(text: string): Test {
  const reader = new Reader(text)
  const test = either(reader)
  if (reader.next !== undefined) throw new Error(`${reader.next} is too much: ${text}`)
  known.set(text, test)
  return test
}

function either(reader: Reader): Test {
  const tests = [both(reader)]
  while (reader.has('OR')) tests.push(both(reader))
  return (...given) => tests.some((test) => test(...given))
}

function both(reader: Reader): Test {
  const tests = [single(reader)]
  while (reader.has('AND')) tests.push(single(reader))
  return (...given) => tests.every((test) => test(...given))
}

function single(reader: Reader): Test {
  if (reader.has('NOT')) {
    const test = single(reader)
    return (...given) => !test(...given)
  }
  if (reader.has('(')) {
    const test = either(reader)
    reader.expect(')')
    return test
  }
  return called(reader) ?? compared(reader)
}

/** A call of a function that is true or false. */
function called(reader: Reader): Test | null {
  const name = reader.next
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    reader.take()
    const [attribute] = inParentheses(reader, (of) => of.name())
    const isWanted = name === 'attribute_exists'
    return (item, placeholders) => (item[attribute(placeholders)] !== undefined) === isWanted
  }
  if (name === 'contains' || name === 'begins_with') {
    reader.take()
    const [of, part] = inParentheses(reader, operand, operand)
    const holds = name === 'contains' ? contains : begins
    return (...given) => holds(of(...given), part(...given))
  }
  return null
}

function compared(reader: Reader): Test {
  const left = operand(reader)
  if (reader.has('BETWEEN')) {
    const from = operand(reader)
    reader.expect('AND')
    const to = operand(reader)
    return (...given) => isOrdered(from(...given), left(...given)) && isOrdered(left(...given), to(...given))
  }
  if (reader.has('IN')) {
    const among = operandsIn(reader)
    return (...given) => among.some((one) => compare('=', left(...given), one(...given)))
  }
  const operator = reader.take()
  if (!operators.has(operator)) throw new Error(`the model does not know ${operator}: ${reader.text}`)
  const right = operand(reader)
  return (...given) => compare(operator, left(...given), right(...given))
}

function operand(reader: Reader): Operand {
  if (reader.next?.startsWith(':')) return reader.value()
  if (reader.has('SIZE')) {
    const [name] = inParentheses(reader, (of) => of.name())
    return (item, placeholders) => sizeOf(item[name(placeholders)])
  }
  const name = reader.name()
  return (item, placeholders) => item[name(placeholders)]
}

/** DynamoDB takes at most a hundred. */
function operandsIn(reader: Reader): Operand[] {
  reader.expect('(')
  const operands = [operand(reader)]
  while (reader.has(',')) operands.push(operand(reader))
  reader.expect(')')
  if (operands.length > 100) throw new Error(`there are more than a hundred: ${reader.text}`)
  return operands
}

function inParentheses<T extends unknown[]>(
  reader: Reader,
  ...parts: { [K in keyof T]: (reader: Reader) => T[K] }
): T {
  reader.expect('(')
  const read = parts.map((part, at) => {
    if (at > 0) reader.expect(',')
    return part(reader)
  })
  reader.expect(')')
  return read as T
}

const operators = new Set(['=', '<>', '<', '<=', '>', '>='])

/** What is not there compares as neither; so do values of two types. */
function compare(operator: string, left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined || typeof left !== typeof right)
    return operator === '<>' && left !== right
  if (operator === '=') return left === right
  if (operator === '<>') return left !== right
  if (operator === '<=') return isOrdered(left, right)
  if (operator === '>=') return isOrdered(right, left)
  if (operator === '<') return !isOrdered(right, left)
  return !isOrdered(left, right)
}

/** Strings are ordered by their UTF-8, which is the order of code points; all of ours that are compared are ASCII. */
const isOrdered = (left: unknown, right: unknown): boolean =>
  typeof left === typeof right && (left as string | number) <= (right as string | number)

const contains = (whole: unknown, part: unknown): boolean =>
  whole instanceof Set ? whole.has(part) : String(whole).includes(String(part))

const begins = (whole: unknown, part: unknown): boolean => String(whole).startsWith(String(part))

const sizeOf = (value: unknown): number | undefined =>
  value instanceof Set ? value.size : (value as string | Uint8Array | undefined)?.length

type Step = (item: Record<string, unknown>, placeholders: Placeholders) => void

/** Reads an update: `SET a = :b, …`, `REMOVE a, …` and `ADD a :set`. */
export function updateOf(text: string, placeholders: Placeholders): (item: Attributes) => Attributes {
  const reader = new Reader(text)
  const steps: Step[] = []
  while (reader.next !== undefined) {
    const clause = reader.take().toUpperCase()
    do steps.push(stepOf(clause, reader))
    while (reader.has(','))
  }
  return (item) => {
    const changed = { ...item }
    for (const step of steps) step(changed, placeholders)
    return changed
  }
}

function stepOf(clause: string, reader: Reader): Step {
  const name = reader.name()
  if (clause === 'REMOVE')
    return (item, placeholders) => {
      delete item[name(placeholders)]
    }
  if (clause === 'SET') reader.expect('=')
  else if (clause !== 'ADD') throw new Error(`the model does not know this: ${reader.text}`)
  const value = reader.value()
  return (item, placeholders) => {
    const [of, given] = [name(placeholders), value(item, placeholders)]
    item[of] = clause === 'SET' ? given : new Set([...setOf(item[of]), ...setOf(given)])
  }
}

const setOf = (value: unknown): ReadonlySet<unknown> => (value instanceof Set ? value : new Set())
