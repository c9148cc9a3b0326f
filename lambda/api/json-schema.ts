import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type * as v from 'valibot'

export type Json = Readonly<Record<string, unknown>>

/** The description of what a schema with a fallback accepts besides. */
const odd = { description: 'Anything else counts as left out.' } as const

const place = (name: string) => `#/components/schemas/${name}`

/** A reference to a schema of the description, by its name. */
export const reference = (name: string): Json => ({ $ref: place(name) })

export type NamedSchemas = Readonly<Record<string, v.GenericSchema>>

/**
 * Describes what is sent, before `transform` steps, or with `output` what those make of it: JSON Schema cannot say
 * both. A schema in `named`, or one within it, becomes a reference.
 */
export function jsonSchema(
  schema: v.GenericSchema,
  { typeMode = 'input', named = {} }: { typeMode?: 'input' | 'output'; named?: NamedSchemas } = {},
): Json {
  const {
    $schema: _,
    $defs: __,
    ...described
  } = toJsonSchema(schema, { ...config, typeMode, definitions: named })
  return described as Json
}

/** Each of them itself, with references to those within it. */
export const jsonSchemas = (named: NamedSchemas): Readonly<Record<string, Json>> =>
  toJsonSchemaDefs(named, { ...config, typeMode: 'input' }) as Readonly<Record<string, Json>>

const config: ConversionConfig = {
  target: 'draft-2020-12',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }) => place(referenceId),
  overrideSchema: ({ valibotSchema, jsonSchema: { anyOf, ...expected } }) =>
    'fallback' in valibotSchema ? { ...expected, anyOf: [...(anyOf ?? []), odd] } : undefined,
}
