/**
 * List prices of us-east-1 in dollars, each with AWS's own page. Checked in November 2026 without the live web, against
 * stored copies of these pages and of others that quote them; check again before quoting where it says unchecked. What
 * AWS gives every account every month for ever stands beside them; the first year's and other credits are left out.
 */
export const pricesOf = 'November 2026'

export interface Price {
  readonly name: string
  readonly page: string
  /** What a price buys, such as `million requests`, and how many single ones that is. */
  readonly unit: string
  readonly unitSize: number
  /** In single units a month; the last tier has no end. */
  readonly tiers: readonly { readonly upTo: number; readonly dollars: number }[]
  /** Single units a month that every account has free of charge, always. */
  readonly alwaysFree: number
}

const million = 1e6
const gigabyte = 1e9
const terabyte = 1e12
const flat = (dollars: number) => [{ upTo: Number.POSITIVE_INFINITY, dollars }]

export const prices = {
  apiRequests: {
    name: 'HTTP API, requests',
    page: 'https://aws.amazon.com/api-gateway/pricing/',
    unit: 'million requests', // of at most 512 KB
    unitSize: million,
    tiers: [
      { upTo: 300 * million, dollars: 1 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 0.9 },
    ],
    alwaysFree: 0, // a million a month, but in the first year only
  },
  lambdaRequests: {
    name: 'Lambda, requests',
    page: 'https://aws.amazon.com/lambda/pricing/',
    unit: 'million requests',
    unitSize: million,
    tiers: flat(0.2),
    alwaysFree: million,
  },
  lambdaDuration: {
    name: 'Lambda, arm64 duration',
    // Init is billed like the rest since August 2025: https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
    page: 'https://aws.amazon.com/lambda/pricing/',
    unit: 'million GB-s',
    unitSize: million,
    tiers: [
      { upTo: 7.5e9, dollars: 13.3334 },
      { upTo: 18.75e9, dollars: 12.0001 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 10.6667 }, // unchecked; from 18.75 G GB-s a month
    ],
    alwaysFree: 400_000,
  },
  writes: {
    name: 'DynamoDB, write units on demand',
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    unit: 'million units', // of 1 KB
    unitSize: million,
    tiers: flat(0.625),
    alwaysFree: 0, // the 25 units a second are for provisioned tables
  },
  reads: {
    name: 'DynamoDB, read units on demand',
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    unit: 'million units', // of 4 KB read consistently, or 8 KB
    unitSize: million,
    tiers: flat(0.125),
    alwaysFree: 0,
  },
  storage: {
    name: 'DynamoDB, storage',
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    unit: 'GB-month',
    unitSize: gigabyte,
    tiers: [
      { upTo: 25 * gigabyte, dollars: 0 }, // in the price list itself
      { upTo: Number.POSITIVE_INFINITY, dollars: 0.25 },
    ],
    alwaysFree: 0,
  },
  recovery: {
    name: 'DynamoDB, point-in-time recovery',
    page: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    unit: 'GB-month', // of the table, without its global indexes
    unitSize: gigabyte,
    tiers: flat(0.2),
    alwaysFree: 0,
  },
  logs: {
    name: 'CloudWatch Logs, written, infrequent access',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    unit: 'GB',
    unitSize: gigabyte,
    // Half of the standard class: https://aws.amazon.com/blogs/aws/new-amazon-cloudwatch-log-class-for-infrequent-access-logs-at-a-reduced-price/
    tiers: flat(0.25),
    alwaysFree: 0, // unchecked: whether the 5 GB of the standard class hold for this one
  },
  logsKept: {
    name: 'CloudWatch Logs, kept',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    unit: 'GB-month', // compressed; counted here as if it were not
    unitSize: gigabyte,
    tiers: flat(0.03),
    alwaysFree: 0, // as above
  },
  schedules: {
    name: 'EventBridge Scheduler, runs',
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    unit: 'million runs',
    unitSize: million,
    tiers: flat(1),
    alwaysFree: 14 * million,
  },
  alarms: {
    name: 'CloudWatch, alarms',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    unit: 'alarm-month',
    unitSize: 1,
    tiers: flat(0.1),
    alwaysFree: 10,
  },
  topicMails: {
    name: 'SNS, e-mail',
    page: 'https://aws.amazon.com/sns/pricing/',
    unit: 'thousand mails',
    unitSize: 1000,
    tiers: flat(0.02),
    alwaysFree: 1000,
  },
  mails: {
    name: 'SES, e-mail',
    page: 'https://aws.amazon.com/ses/pricing/',
    unit: 'thousand mails', // their bytes come on top only with attachments
    unitSize: 1000,
    tiers: flat(0.1),
    alwaysFree: 0, // 3,000 a month, but in the first year only
  },
  metricRequests: {
    name: 'CloudWatch, requests for metrics',
    page: 'https://aws.amazon.com/cloudwatch/pricing/',
    unit: 'million requests',
    unitSize: million,
    tiers: flat(10),
    alwaysFree: million,
  },
  archivePuts: {
    name: 'S3, puts and lists',
    page: 'https://aws.amazon.com/s3/pricing/',
    unit: 'million requests',
    unitSize: million,
    tiers: flat(5),
    alwaysFree: 0, // 2,000 a month, but in the first year only
  },
  archiveKept: {
    name: 'S3, storage',
    page: 'https://aws.amazon.com/s3/pricing/',
    unit: 'GB-month',
    unitSize: gigabyte,
    tiers: flat(0.023), // less from 50 TB
    alwaysFree: 0,
  },
  streamed: {
    name: 'Firehose, direct put, with conversion to Parquet',
    page: 'https://aws.amazon.com/firehose/pricing/',
    unit: 'GB', // each record counts as a multiple of 5 KB
    unitSize: gigabyte,
    tiers: flat(0.029 + 0.018), // unchecked; less from 500 TB on
    alwaysFree: 0,
  },
  sparkCpu: {
    name: 'EMR Serverless, CPU',
    page: 'https://aws.amazon.com/emr/pricing/',
    unit: 'vCPU-hour',
    unitSize: 3600,
    tiers: flat(0.052624), // unchecked; of single seconds
    alwaysFree: 0,
  },
  sparkMemory: {
    name: 'EMR Serverless, memory',
    page: 'https://aws.amazon.com/emr/pricing/',
    unit: 'GB-hour',
    unitSize: 3600,
    tiers: flat(0.0057785), // unchecked; of single seconds
    alwaysFree: 0,
  },
  zones: {
    name: 'Route 53, hosted zones',
    page: 'https://aws.amazon.com/route53/pricing/',
    unit: 'zone-month', // questions come on top, $0.40 a million; those for names of AWS's own are free
    unitSize: 1,
    tiers: flat(0.5),
    alwaysFree: 0,
  },
  edgeRequests: {
    name: 'CloudFront, HTTPS requests',
    page: 'https://aws.amazon.com/cloudfront/pricing/',
    unit: 'million requests', // in North America and Europe; $0.90 to $2.20 elsewhere
    unitSize: million,
    tiers: flat(1),
    alwaysFree: 10 * million,
  },
  edgeOut: {
    name: 'CloudFront, data out to browsers',
    page: 'https://aws.amazon.com/cloudfront/pricing/',
    unit: 'GB',
    unitSize: gigabyte,
    tiers: flat(0.085), // less from 10 TB a month
    alwaysFree: terabyte,
  },
  edgeToOrigin: {
    name: 'CloudFront, data to the API',
    page: 'https://aws.amazon.com/cloudfront/pricing/',
    unit: 'GB',
    unitSize: gigabyte,
    tiers: flat(0.02), // unchecked
    alwaysFree: 0,
  },
  dataOut: {
    name: 'data out of the API',
    page: 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer', // where the API's own page points to
    unit: 'GB',
    unitSize: gigabyte,
    tiers: flat(0.09), // less from 10 TB a month
    alwaysFree: 100 * gigabyte,
  },
} as const satisfies Record<string, Price>

/** The list price in dollars of this many single units in a month. */
export function listPrice({ tiers, unitSize }: Price, quantity: number): number {
  let dollars = 0
  let from = 0
  for (const tier of tiers) {
    dollars += (Math.max(0, Math.min(quantity, tier.upTo) - from) / unitSize) * tier.dollars
    from = tier.upTo
  }
  return dollars
}

/** The same after what every account always has free; the account is taken to have nothing else that uses it up. */
export const billedPrice = (price: Price, quantity: number): number =>
  listPrice(price, Math.max(0, quantity - price.alwaysFree))
