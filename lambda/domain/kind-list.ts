import { InvalidInput } from './invalid-input'
import { type Kind, kinds } from './organisation'

/** Kinds as they are asked for, `business,education`. @throws InvalidInput naming `kind` */
export function parseKinds(text: string): readonly Kind[] {
  const asked = text.split(',').map((one) => one.trim().toLowerCase())
  const known = kinds.filter((kind) => asked.includes(kind))
  if (known.length === new Set(asked).size) return known
  throw new InvalidInput(`kind must be one or several of ${kinds.join(', ')}, separated by commas`, 'kind')
}
