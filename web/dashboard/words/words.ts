import type * as en from './en'

/** What every language has: the same words as English, of the same shape. */
export type Words = { readonly [Name in keyof typeof en]: Loose<(typeof en)[Name]> }

type Loose<Word> = Word extends string
  ? string
  : Word extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof Word]: string }
