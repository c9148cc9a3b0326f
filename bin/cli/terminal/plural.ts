/** A number of things in words: `1 day`, `2 days`. */
export const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
