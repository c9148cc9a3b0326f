/** The name of a value; the value itself where it has none, since the address bar may hold any text. */
export const named = (names: Readonly<Record<string, string>>, value: string): string =>
  (Object.hasOwn(names, value) && names[value]) || value
