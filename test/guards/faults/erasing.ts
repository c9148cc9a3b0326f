import { faultsIn } from '../fault'

/** Of what erases. */
export const erasingFaults = [
  ...faultsIn('lambda/counting/erasure.ts', [
    {
      name: 'The day of an erased visit is not counted again',
      from: 'await reopen(parts.rollups, visits) // comes first, because the function may be stopped at any moment',
      to: '',
      foundBy: 'the simulator',
    },
    {
      name: 'The day is marked for recounting after its visits are erased',
      from: 'await reopen(parts.rollups, visits) // comes first, because the function may be stopped at any moment',
      to:
        'const many = await eraseUnmarked(parts, visits)\n  await reopen(parts.rollups, visits)\n  return many\n}\n\n' +
        'async function eraseUnmarked(parts: ErasureParts, visits: readonly Visit[]): Promise<number> {',
      foundBy: {
        suite: 'test/counting/roll-up.test.ts',
        test: 'what reopens days the erasure of a visit, before it is erased: so that it may break off',
      },
    },
    {
      name: 'What is erased stays in the archive where its day expires before it is counted again',
      from: 'await archiveMarks?.withdraw(site, day, ids)',
      to: '',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/dynamo/archive-store.ts', [
    {
      name: 'The archive does not know yet what it has just written',
      from: 'ConsistentRead: true,',
      to: '',
      foundBy: {
        suite: 'test/store/archive-store.test.ts',
        test: 'what was noted of the archive is known at once: a file goes unless a mark says that it stays',
      },
    },
  ]),
  ...faultsIn('lambda/store/dynamo/single-visit.ts', [
    {
      name: 'An erased visit leaves no mark behind',
      from: 'new PutCommand({ TableName, Item, ...condition })',
      to: 'new DeleteCommand({ TableName, Key: { pk: Item.pk, sk: Item.sk }, ...condition })',
      foundBy: 'the simulator',
    },
    {
      name: 'A visit is erased in the first shard alone',
      from: 'const keys = visitKeys(site, id, await shardsOn(site, id))',
      to: 'const keys = visitKeys(site, id, await shardsOn(site, id)).slice(0, 1)',
      foundBy: 'the simulator',
    },
  ]),
]
