/** Wide tables run in full where VISITBOOK_TESTS=all is set, and in a few rows of each kind otherwise. */
export const isFull = process.env.VISITBOOK_TESTS === 'all'
