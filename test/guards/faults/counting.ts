import { faultsIn } from '../fault'

/** Of what counts. */
export const countingFaults = [
  ...faultsIn('lambda/domain/rollup/day-plan.ts', [
    {
      name: 'An hour is counted before its visits are settled',
      from: 'export const settlingTime = 2 * clockTolerance',
      to: 'export const settlingTime = -50 * 60_000 + 0 * clockTolerance',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/counting/owner-marks.ts', [
    {
      name: 'Whose visits are is said, and their day not counted again',
      from: 'await rollups.markForRecount(site, day) // comes first, because the function may be stopped at any moment',
      to: '',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/counting/roll-up.ts', [
    {
      name: 'A day that was marked is counted once, though a run that began before may still put its own',
      from: 'export const reopenedFor = 16 * 60_000',
      to: 'export const reopenedFor = 0 * 60_000',
      foundBy: {
        suite: 'test/counting/roll-up.test.ts',
        test: 'a reopened day is right in the end where an older run puts what it has read before an erasure',
      },
    },
    {
      name: 'Whether a mark is old is decided after the day was read',
      from: 'if (isSettled && reopened !== null) await',
      to: 'if (isSettledBy(new Date(8.64e15), reopened, options)) await',
      foundBy: {
        suite: 'test/counting/roll-up.test.ts',
        test: 'a reopened day a moment before it is read stays so, however long the reading takes',
      },
    },
  ]),
  ...faultsIn('lambda/counting/shards/add-up.ts', [
    {
      name: 'Shards are added up though one is not counted yet',
      from: 'state.round.id !== id || missingShards(state).length > 0',
      to: 'state.round.id !== id',
      foundBy: 'the simulator',
    },
    {
      name: 'Shards are added up that share a visit',
      from: 'if (haveTwins(places)) throw new SharedVisits()',
      to: '',
      foundBy: {
        suite: 'test/counting/shards.test.ts',
        test: 'a message that reached two shards is counted once',
      },
    },
  ]),
  ...faultsIn('lambda/counting/shards/sharding.ts', [
    {
      name: 'Shards are added up though their day was marked meanwhile',
      from: 'return said !== undefined && said > began',
      to: 'return false',
      foundBy: {
        suite: 'test/counting/shards.test.ts',
        test: 'what is erased while shards are counted is in no rollup and no file',
      },
    },
  ]),
  ...faultsIn('lambda/counting/shards/hand-out.ts', [
    {
      name: 'A round that was begun before its day was marked goes on',
      from: '(reopened === null || reopened <= round.began)',
      to: '(reopened === null || reopened <= round.began || true)',
      foundBy: {
        suite: 'test/counting/shards.test.ts',
        test: 'what is erased while shards are counted is in no rollup and no file',
      },
    },
  ]),
  ...faultsIn('lambda/store/dynamo/rollup-store.ts', [
    {
      name: 'A recount mark is cleared though the day was marked again',
      from: "ConditionExpression: 'said = :said',",
      to: "ConditionExpression: 'said <> :said OR said = :said',",
      foundBy: {
        suite: 'test/store/rollup-store.test.ts',
        test: 'the store of rollups on dynoxide a day that is reopened and again in between stays so',
      },
    },
    {
      name: 'The totals of a count are put before the rest',
      from: 'await putAll(items.slice(0, -1))\n    await putAll(items.slice(-1))',
      to: 'await putAll(items.slice(-1))\n    await putAll(items.slice(0, -1))',
      foundBy: {
        suite: 'test/store/rollup-store.test.ts',
        test: 'the store of rollups on dynoxide the totals are put last, when all else is there',
      },
    },
  ]),
  ...faultsIn('lambda/counting/first-seen.ts', [
    {
      name: 'When an organisation was first seen is put by whoever counts last',
      from: 'return before === undefined || first < before || (first !== before && dayOf(before) === day)',
      to: "return before !== first && day !== ''",
      foundBy: {
        suite: 'test/counting/roll-up.test.ts',
        test: 'when networks were first seen is the same by two runs beside each other, and by a run that a later moment overtakes',
      },
    },
  ]),
  ...faultsIn('lambda/store/items/reopening-record-store.ts', [
    {
      name: 'An imported day is not counted again',
      from: 'done: rollups.markForRecount(visit.site, day) }',
      to: 'done: Promise.resolve() }',
      foundBy: {
        suite: 'test/store/reopening-record-store.test.ts',
        test: 'the day of an old visit is marked for recounting before it is put, if at all',
      },
    },
  ]),
  ...faultsIn('lambda/domain/rollup/late-report.ts', [
    {
      name: 'A day is counted again while reports of it still come',
      from: 'endOf(day) + dayLength + settlingTime',
      to: 'endOf(day) + 0 * dayLength + settlingTime',
      foundBy: {
        suite: 'test/counting/late-reports.test.ts',
        test: 'at 2026-11-22T00:09:59.999Z reports of the twentieth are over: false',
      },
    },
  ]),
  ...faultsIn('bin/cli/import/occurrences.ts', [
    {
      name: 'Two views of one second in a log are one',
      from: 'counts.set(key, before + 1)',
      to: 'counts.set(key, before)',
      foundBy: {
        suite: 'test/bin/import/occurrences.test.ts',
        test: 'the same views are counted, other ones apart',
      },
    },
  ]),
]
