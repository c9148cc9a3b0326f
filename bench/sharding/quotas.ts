/** Default quotas of an account in a region, and what one run of a function may take. */
export const quotas = {
  apiRate: 10_000, // requests a second: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
  newAccount: 10, // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html says "reduced"; seen as 10
  concurrency: 1_000, // the same page
  ratePerConcurrency: 10, // https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
  timeout: 900, // seconds of one run
  tableWrites: 40_000, // units a second: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
} as const

/** The busiest hour over the mean of the day. One visited from all over the world is flatter, an event is steeper. */
export const peakFactor = 2
