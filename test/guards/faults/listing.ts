import { faultsIn } from '../fault'

/** Of what lists visits, and of what they expire by. */
export const listingFaults = [
  ...faultsIn('lambda/domain/visit/listing.ts', [
    {
      name: 'Sites of an earlier day are not opened before the first visit is told',
      from: 'if (opening.length > 0) continue // what they begin with',
      to: '// what they begin with',
      foundBy: 'the simulator',
    },
    {
      name: 'What came since its site was said to end stands out of order',
      from: 'head.position > last) head',
      to: "head.position > '~') head",
      foundBy: {
        suite: 'test/domain/visit/listing.test.ts',
        test: 'what came since a source was said to end is left out where it would come after an older visit',
      },
    },
    {
      name: 'A page that is full leads to the visit after its last one',
      from: '      return { visits, next: positionOf(last) }',
      to: '      return { visits, next: positionOf(visit) }',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/dynamo/visit-lists.ts', [
    {
      name: 'The visit that a page ended with comes again on the next',
      from: 'const visit = visitIn(item)\n    if (positionOf(visit) !== before) yield visit',
      to: 'const visit = visitIn(item)\n    yield visit',
      foundBy: 'the simulator',
    },
    {
      name: 'The last shard of a day is not read',
      from: 'Array.from({ length: shards }, (_, shard)',
      to: 'Array.from({ length: shards - 1 }, (_, shard)',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/items/each-once.ts', [
    {
      name: 'A visit that lies in two shards is listed twice',
      from: 'if (last !== null && positionOf(last) === place) {',
      to: 'if (place === null) {',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/dynamo/item-reader.ts', [
    {
      name: 'Lists have what has expired and is not deleted yet',
      from: '!isExpired(item) && (withErased || !isErased(item))',
      to: 'withErased || !isErased(item)',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/items/retention.ts', [
    {
      name: 'A lowered retention is obeyed by new visits alone',
      from: 'isOver(item) || (isTooOld(item) && obeysSetting(item))',
      to: 'isOver(item)',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/dynamo/query-pages.ts', [
    {
      name: 'A query ends with its first page',
      from: '} while (ExclusiveStartKey !== undefined)',
      to: '} while (ExclusiveStartKey === null)',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/domain/visit/sitting.ts', [
    {
      name: 'A sitting that was told whole goes on on the next page',
      from: "if (positionOf(view) >= (this.told.get(markOf(visitor)) ?? '~')) return",
      to: '',
      foundBy: 'the simulator',
    },
  ]),
]
