/** By list price of us-east-1, and the least that is billed of a query: https://aws.amazon.com/athena/pricing/ */
const dollarsOfTerabyte = 5
const leastBytes = 10_000_000

/** What a query costs that reads so many bytes, in cents. */
const centsOf = (bytes: number): number => (Math.max(leastBytes, bytes) / 1e12) * dollarsOfTerabyte * 100

const units = ['B', 'KB', 'MB', 'GB', 'TB']

/** `12.3 MB for 0.006 cents` */
export function priceText(bytes: number): string {
  const unit = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const size = Number((bytes / 1000 ** unit).toPrecision(3))
  return `${size} ${units[unit]} for ${Number(centsOf(bytes).toPrecision(2))} cents`
}
