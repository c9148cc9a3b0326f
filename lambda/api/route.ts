import type * as v from 'valibot'
import type { ProblemStatus } from '../http/status'

/** A query string, or the parameters of a path, described one by one. */
export type QuerySchema = v.ObjectSchema<v.ObjectEntries, undefined>

/** What a route answers when all is well. */
export interface Answering<S extends v.GenericSchema | null = v.GenericSchema | null> {
  readonly status: 200 | 202 | 204 | 302
  readonly description: string
  /** The body of a JSON answer; null where it has none, or another type. */
  readonly schema: S
  /** Media types of the body besides, or instead of, JSON. */
  readonly types: readonly string[]
  /** Headers that carry information, and what each means. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Everything about a route except what it does. */
export interface Route<Q extends QuerySchema = QuerySchema, A extends Answering = Answering> {
  /** The group in which it is listed. */
  readonly tag: Tag
  /** Its name for clients generated from the description: one word, a verb first. */
  readonly operation: string
  readonly summary: string
  readonly description?: string
  /** The token that it takes: `stats` or `feed` means that a token for that alone will do. Null where anybody may ask. */
  readonly token: 'all' | 'stats' | 'feed' | null
  readonly query: Q
  readonly answer: A
  /** The parameters in the path, by name. */
  readonly params?: QuerySchema
  /** The schema of the body that it takes. */
  readonly body?: v.GenericSchema
  /** Media types of that body; JSON when left out. */
  readonly bodyTypes?: readonly string[]
  /** Problems besides those that follow from the rest: a query, a token or a body can always be wrong. */
  readonly fails?: readonly ProblemStatus[]
  /** Problems that people are told by a page, because a browser's address bar asks. */
  readonly pages?: readonly ProblemStatus[]
  /** Whether `If-None-Match` may be answered by 304. */
  readonly isKept?: boolean
}

export const tags = {
  Visits: 'Single visits: listed, looked up, erased.',
  Organisations: 'Who came, and the owner’s corrections.',
  Recipients: 'Links that you hand out, and who opened them.',
  Messages: 'What you were told of by yourself: listed, sent again, tried.',
  Reports: 'How many, by what, and what was turned away.',
  Service: 'The sites, and the state of the service.',
  Recording: 'What pages send. Open to the pages of listed sites.',
} as const
export type Tag = keyof typeof tags

/** Returns a row as it is, with the types of its query and its answer. */
export const route = <Q extends QuerySchema, A extends Answering>(row: Route<Q, A>): Route<Q, A> => row

export const jsonAnswer = <S extends v.GenericSchema>(
  schema: S,
  description: string,
  more: { readonly types?: readonly string[]; readonly headers?: Readonly<Record<string, string>> } = {},
): Answering<S> => ({ status: 200, description, schema, types: [], ...more })

/** Makes an answer of what is done later. */
export const acceptedAnswer = <S extends v.GenericSchema>(schema: S, description: string): Answering<S> => ({
  ...jsonAnswer(schema, description),
  status: 202,
})

/** Makes an answer of another type, or of headers alone when no type is given. */
export const otherAnswer = (description: string, ...types: string[]): Answering<null> => ({
  status: 200,
  description,
  schema: null,
  types,
})

/** Leads elsewhere, by the header Location. */
export const redirectAnswer = (description: string): Answering<null> => ({
  status: 302,
  description,
  schema: null,
  types: [],
  headers: { Location: 'Where it leads to.' },
})

export const emptyAnswer = (description: string): Answering<null> => ({
  status: 204,
  description,
  schema: null,
  types: [],
})
