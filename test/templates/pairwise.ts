/** Values that each of several names may have. */
export type Choices = Readonly<Record<string, readonly unknown[]>>

export type Combination = Readonly<Record<string, unknown>>

/**
 * Returns combinations such that any two values of two names are together in one of them. All combinations of twenty
 * names would be a million.
 */
export function pairwise(choices: Choices): Combination[] {
  const missing = new Set(pairsOf(choices))
  const combinations: Combination[] = []
  while (missing.size > 0) {
    const next = nextCombination(choices, missing)
    for (const pair of pairsIn(next)) missing.delete(pair)
    combinations.push(valuesOf(choices, next))
  }
  return combinations
}

/** The number of the value of each name that has been chosen so far. */
type Chosen = Readonly<Record<string, number>>

const pairText = (a: string, at: number, b: string, bt: number): string => `${a}=${at} ${b}=${bt}`

function* pairsOf(choices: Choices): Iterable<string> {
  const names = Object.keys(choices)
  for (const [place, a] of names.entries())
    for (const b of names.slice(place + 1))
      for (const at of (choices[a] ?? []).keys())
        for (const bt of (choices[b] ?? []).keys()) yield pairText(a, at, b, bt)
}

function pairsIn(chosen: Chosen): string[] {
  const all = Object.entries(chosen)
  return all.flatMap(([a, at], place) => all.slice(place + 1).map(([b, bt]) => pairText(a, at, b, bt)))
}

/** Begins with a missing pair, then gives each other name the value that brings the most missing ones. */
function nextCombination(choices: Choices, missing: ReadonlySet<string>): Chosen {
  const [pair = ''] = missing
  const first: Chosen = Object.fromEntries(
    pair.split(' ').map((one) => {
      const [name = '', at] = one.split('=')
      return [name, Number(at)]
    }),
  )
  return Object.keys(choices).reduce((chosen, name) => withBest(choices, chosen, name, missing), first)
}

function withBest(choices: Choices, chosen: Chosen, name: string, missing: ReadonlySet<string>): Chosen {
  if (name in chosen) return chosen
  const options = [...(choices[name] ?? []).keys()].map((at) => inOrder(choices, { ...chosen, [name]: at }))
  const gain = (one: Chosen) => pairsIn(one).filter((pair) => missing.has(pair)).length
  return options.reduce((best, one) => (gain(one) > gain(best) ? one : best))
}

/** In the order of the choices, in which pairs are written. */
const inOrder = (choices: Choices, chosen: Chosen): Chosen =>
  Object.fromEntries(
    Object.keys(choices).flatMap((name) => {
      const at = chosen[name]
      return at === undefined ? [] : [[name, at]]
    }),
  )

const valuesOf = (choices: Choices, chosen: Chosen): Combination =>
  Object.fromEntries(Object.entries(chosen).map(([name, at]) => [name, choices[name]?.[at]]))
