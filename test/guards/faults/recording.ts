import { faultsIn } from '../fault'

const recordStore = 'lambda/store/items/record-store.ts'

/** Of what puts visits into the table. */
export const recordingFaults = [
  ...faultsIn(recordStore, [
    {
      name: 'A visit is put where one is already',
      from: 'if (pointer === null) return table.put(item, isNew)',
      to: 'if (pointer === null) return table.put(item)',
      foundBy: 'the simulator',
    },
    {
      name: 'A visit does not wait until its day is marked',
      from: 'await marks.ensure({ site: visit.site, day: dayOf(visit.time), expiry })',
      to: 'void marks.ensure({ site: visit.site, day: dayOf(visit.time), expiry }).catch(() => {})',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/items/first-delivery.ts', [
    {
      name: 'A repetition from a wrong clock becomes a visit of its own',
      from: 'return first === null ? visit : withId(visit, first)',
      to: 'return visit',
      foundBy: 'the simulator',
    },
    {
      name: 'A repetition that comes so late that its clock is believed no more becomes a second visit',
      from: 'if (believed.some((item) => item !== null)) return null',
      to: '',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/domain/visit/visit-id.ts', [
    {
      name: 'The time of any clock is believed',
      from: 'return Math.abs(timeOfId(id) - now.getTime()) <= clockTolerance',
      to: 'return now.getTime() > 0 && timeOfId(id) > 0',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/items/report-store.ts', [
    {
      name: 'What was read is put where no visit is',
      from: 'and({ expression: isThere, values',
      to: 'and({ expression: `(attribute_exists(pk) OR attribute_not_exists(pk))`, values',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/items/day-marks.ts', [
    {
      name: 'Who marks a day does not look whether its site is still listed',
      from: 'await noteDay(parts.table, site, marked) // again',
      to: '// again',
      foundBy: {
        suite: 'test/store/site-removal.test.ts',
        test: 'removing a site on dynoxide where its first visit of a day comes meanwhile, lists it after its item went, and before the day is marked',
      },
    },
  ]),
  ...faultsIn('lambda/store/dynamo/site-removal.ts', [
    {
      name: 'Who removes a site does not look whether a day was marked meanwhile',
      from: 'if (await hasDays(removal, site)) await keepSite(site)',
      to: '',
      foundBy: {
        suite: 'test/store/site-removal.test.ts',
        test: 'removing a site on dynoxide where its first visit of a day comes meanwhile, lists it before its item goes',
      },
    },
  ]),
]
