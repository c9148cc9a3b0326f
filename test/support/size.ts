/**
 * Whether the tests run in full, as once a week and before a release. Otherwise long random models, soaks and the widest
 * tables are shorter, so that nobody waits half an hour for a change; every kind of case stays in.
 */
export const isFull = process.env.VISITBOOK_TESTS === 'all'

/** `npm run test:unit`, between two edits: of the slowest tables a few rows are enough. */
const isFew = process.env.VISITBOOK_TESTS === 'few'

/** The size of a test: how many seeds, how many seconds, which rows. */
export const inFull = <T>(full: T, small: T, few: T = small): T => (isFull ? full : isFew ? few : small)
