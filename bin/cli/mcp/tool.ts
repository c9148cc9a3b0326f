import * as v from 'valibot'
import { type Json, jsonSchema } from '../../../lambda/api/json-schema'
import { limitQuery } from '../../../lambda/api/schema'
import { validate } from '../../../lambda/domain/validate'
import type { ApiClient } from '../api/api-client'
import { type Arguments, queryText } from './arguments'

/** The most rows of an answer: an assistant has to read them all. */
export const mostRows = 200

/** Returns how many rows a tool takes: as many as the route where nobody says, and fewer at most. */
export const limitFor = (ofRoute: v.GenericSchema<string | undefined, number>) =>
  limitQuery('Rows', { most: mostRows, otherwise: v.parse(ofRoute, undefined) })

/** Something that an assistant may ask, and what it is told about it. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  /** What it takes, as JSON Schema. */
  readonly takes: Json
  /** Fields of the answer with text that strangers chose. */
  readonly strangers: readonly string[]
  /** @throws InvalidInput naming the argument at fault; Failure with what the service said */
  answer(client: ApiClient, given: Arguments): Promise<object>
}

type Parameters = Readonly<Record<string, v.GenericSchema<string | undefined, unknown>>>

interface Parts<P extends Parameters> extends Pick<Tool, 'name' | 'strangers'> {
  /** The API's own words about the route. */
  readonly route: { readonly summary: string; readonly description?: string }
  /** What an assistant should know besides. */
  readonly hint: string
  /** Parameters of the route, by the API's own schemas. */
  readonly parameters: P
  /** @param query valid, and text as in a query string */
  ask(client: ApiClient, query: v.InferInput<v.ObjectSchema<P, undefined>>): Promise<object>
}

/** Makes a tool of a route. Its arguments are checked by the API's schemas before anything is asked. */
export function tool<const P extends Parameters>(parts: Parts<P>): Tool {
  const { name, strangers, route, hint, parameters, ask } = parts
  const names = Object.keys(parameters).join(', ')
  const schema = v.strictObject(parameters, `is not a parameter here; there are ${names}`)
  return {
    name,
    strangers,
    title: route.summary,
    description: [route.description, hint].filter(Boolean).join(' '),
    takes: argumentSchema(schema),
    async answer(client, given) {
      const query = queryText(given)
      validate(schema, query)
      return ask(client, query as v.InferInput<typeof schema>)
    },
  }
}

/**
 * The schema as /openapi.json has it, in what every model takes: some refuse all tools for one format, pattern or anyOf that they
 * do not know. The descriptions say as much, and so does what is answered to a wrong value.
 */
function argumentSchema(schema: v.GenericSchema): Json {
  const { properties, ...rest } = jsonSchema(schema, { typeMode: 'output' }) as {
    properties: Record<string, Json>
  }
  const plain = Object.entries(properties).map(([name, { pattern: _, format: __, anyOf: ___, ...one }]) => [
    name,
    { type: 'string', ...one },
  ])
  return { ...rest, properties: Object.fromEntries(plain) }
}
