import { preferencesOf } from './preference'

/** Returns the language of ours that `Accept-Language` wants most, by its first part: `de` for `de-AT`. The first where none is. */
export function languageFor<Language extends string>(
  ours: readonly [Language, ...Language[]],
  acceptLanguage = '',
): Language {
  const wanted = preferencesOf(acceptLanguage)
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ name }) => ours.find((one) => one === name.split('-')[0]) ?? [])
  return wanted[0] ?? ours[0]
}
