/** What a visit and a month take, each with where it comes from. Change them here; `bench/cost/estimate.ts` multiplies. */
export const assumptions = {
  daysOfMonth: 30.4,
  hoursOfMonth: 730,

  // The record function, measured at the CPU of its memory and rounded up as it is billed.
  recordGigabytes: 256 / 1024, // lib/visitbook-function.ts
  recordWarmMs: 8, // bench/RESULTS.md, memory, 256 MB: 7.34 (6.84–8.09), of which the table takes 4
  recordColdMs: 118, // the same: init and first visit 118 (97.5–173)
  coldShare: 0.01, // "under 1 %": https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/

  // The table. Units and bytes by bench/RESULTS.md, capacity, over the real log.
  unitsOfVisit: 1,
  // Counted before the importer took 304 and PDFs for views: 75 of the real log's 720 views by browsers. Of all its 2,047 it is 601, but 364 of these are Google's crawlers, and
  // the crawlers of a server's log do not run a beacon.
  indexedShare: 0.104,
  busiestOrganisation: 0.178, // Google: 364 of 2,047 visits
  bytesOfVisit: 333,
  bytesOfEngagement: 80, // assumed: the totals, four sections and a link; 400 at most, lambda/store/items/engagement-attributes.ts
  bytesAddedToStoredItem: 100, // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
  markersAndSaltsOfDay: 24, // 96 in the log's four days
  monthsKept: 12, // retentionDays: 365

  // The API. A visit of the beacon needs no preflight, for its body is text/plain; nor does its report. A browser with
  // fetchLater sends one report a visit; others may send two.
  bytesOfLogLine: 38 + 26, // the line of lib/visit-api.ts as filled in, and what CloudWatch adds to an event
  bytesOfAnswer: 190, // 204 and its headers, the API's own among them, as HTTP/1.1 writes them
  bytesOfRequest: 900, // body of 400, headers of a browser
  bytesOfScript: 2_700, // the beacon's 2,173 B, gzipped, and headers
  // The beacon is cached for a day, so a browser fetches it once a day: of the real log's 720 views by browsers
  // (isbot) 452 were the first of their address and user agent on that day.
  scriptFetches: 0.63,

  // What strangers may send at worst, see bench/cost/worst-day.ts.
  queryGigabytes: 512 / 1024, // lib/visitbook.ts
  strangerMs: 3, // assumed: nothing is read
  bytesOfLargestVisit: 1024, // lambda/store/items/visit-item.ts
  bytesOfDashboard: 222_000, // asked without compression

  // The rollup: each hour is closed once and each day once, and each reads its visits.
  rollupGigabytes: 768 / 1024, // lib/visitbook.ts
  rollupStartMs: 470, // the SDK, measured at 512 MB: 170 to 260 of init and 352 of first call, the latter with half as much CPU again; an hourly run starts cold
  rollupPageMs: 40, // assumed for 1 MB from DynamoDB
  rollupVisitUs: 60, // CPU of a visit, bench/RESULTS.md, reports: 59 to 60
  pageBytes: 2 ** 20, // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
  readUnitBytes: 4096, // consistent; 8192 otherwise
  readingsOfVisit: 2,
  itemsOfHour: 12, // lambda/store/items/rollup-item.ts: eleven dimensions and the totals
  itemsOfDay: 14,
  itemsOfReading: 4, // of a day on which pages reported what was read
  // The archive of one site: a day is put once and its files are listed before. Bytes and CPU by `npm run bench -- archive`: counting takes 1.67 as much with it.
  requestsOfArchivedDay: 2,
  bytesOfArchivedVisit: 40,
  archivedVisitUs: 65,
  // At most 500 values in pages, referrers, countries and organisations; deflated, an item of 300 pages, for people and
  // for bots, has 3.7 KB: about 10 B for a value and its counts. The rest fits one unit.
  largeItems: 4,
  valuesOfLargeItem: 500,
  bytesOfValue: 10,

  // Messages. Lambda reads the table's stream free of charge: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CostOptimization_StreamsUsage.html
  notifyGigabytes: 512 / 1024, // lib/notify/notify.ts
  notifyWarmMs: 30, // assumed: three questions to the table, one after the other
  notifyHourMs: 500, // assumed, of an hourly look: the SDK as above, and the network table; it starts cold
  notifyReadsOfCall: 1, // the owner's corrections
  notifyReadsOfVisit: 1, // whether its organisation was told of, unless the function remembers
  notifyReadsOfHour: 3, // what is due, and whether the digest was sent
  // Assumed: an organisation is new once, and a site of a million visits a month has met most of its kind before.
  newOrganisations: 1_000,
  readsOfNewOrganisation: 100, // the visit, earlier ones, and all first-seen dates of the site: 60 B of 12,000 networks, half a unit for 4 KB
  writesOfMessage: 12, // told, its place in the hour, its entry three times with its index, its name
  digestsOfMonth: 30.4,
  unitsOfDigest: 250, // assumed: the rollups of a day or week and of that before, and the entry

  // Beyond one function: bench/sharding/scale.ts.
  lambdaWholeCpuMb: 1769, // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: a whole CPU
  visitsOfPart: 100_000, // lambda/archive/day-writer.ts
  // Partial counts of a shard of 250,000 visits, 300 pages and 5,000 networks, its hours too: 3.3 MB deflated. Reading and adding
  // one took 0.94 s of CPU, one of 50,000 visits 0.52 s: measured on 29 November 2026.
  bytesOfPartialVisit: 13.2,
  addShardMs: 420,
  addVisitUs: 2.1,
  // CPU of the process that counts, 50 on a busy box, of 100,000 odd visits (29 November 2026); and of Spark, which reads
  // files, gives a visitor's visits to one process and writes them as JSON, assumed.
  sparkVisitUs: 50 + 20,
  sparkStartSeconds: 120, // assumed, of a job with four CPUs
  sparkCpus: 4,
  sparkGigabytesOfCpu: 4,
  bytesOfStreamedRecord: 5_000, // each record counts as a multiple of 5 KB: https://aws.amazon.com/firehose/pricing/
} as const

/** The most write units of the items of an hour or a day with this many visits: as if every visit had values of its own. */
export function rollupUnits(items: number, visits: number): number {
  const { largeItems, valuesOfLargeItem, bytesOfValue } = assumptions
  const large = Math.ceil((Math.min(visits, valuesOfLargeItem) * bytesOfValue) / 1024)
  return largeItems * Math.max(1, large) + (items - largeItems)
}
