import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'

export type Json = Readonly<Record<string, unknown>>

/** What a schema with a fallback takes as well. */
const odd = { description: 'Anything else counts as left out.' } as const

const place = (name: string) => `#/components/schemas/${name}`

/** A reference to a schema of the description, by its name. */
export const reference = (name: string): Json => ({ $ref: place(name) })

export type NamedSchemas = Readonly<Record<string, v.GenericSchema>>

/**
 * The schema of what is sent, before `transform` steps, or with `output` of what they make of it: JSON Schema cannot say
 * both. A schema that is one of `named`, or has one within, refers to it.
 */
export function jsonSchema(
  schema: v.GenericSchema,
  { typeMode = 'input', named = {} }: { typeMode?: 'input' | 'output'; named?: NamedSchemas } = {},
): Json {
  const {
    $schema: _,
    $defs: __,
    ...described
  } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode,
    errorMode: 'ignore',
    definitions: named,
    overrideRef: ({ referenceId }) => place(referenceId),
    overrideSchema: ({ valibotSchema, jsonSchema: { anyOf, ...expected } }) =>
      'fallback' in valibotSchema ? { ...expected, anyOf: [...(anyOf ?? []), odd] } : undefined,
  })
  return described as Json
}
