/** Milliseconds: no replica and no index lags for longer. */
export const longestLag = 2000
