import { faultsIn } from '../fault'

/** Of what tells the owner. */
export const messageFaults = [
  ...faultsIn('lambda/domain/message/wanted.ts', [
    {
      name: 'Robots are told of',
      from: 'visit.bot === null && !visit.mine',
      to: '!visit.mine',
      foundBy: 'the simulator',
    },
    {
      name: 'The owner is told of the owner',
      from: 'visit.bot === null && !visit.mine',
      to: 'visit.bot === null',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/dynamo/outbox-store.ts', [
    {
      name: 'A message is decided on again by each who asks',
      from: ' OR #ttl <= :now`, // DynamoDB',
      to: ' OR #ttl <= :now OR #ttl > :now`, // DynamoDB',
      foundBy: {
        suite: 'test/store/outbox-store.test.ts',
        test: 'on dynoxide a function that ended after its first write has lost nothing',
      },
    },
  ]),
  ...faultsIn('lambda/counting/withdraw-messages.ts', [
    {
      name: 'A message stays where its visit was erased',
      from: '=> ids.has(visit.id))',
      to: '=> ids.has(visit.site))',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/store/items/outbox-item.ts', [
    {
      name: 'A message outlives the visit that it tells of',
      from: 'Math.min(Date.parse(message.at) + outboxDays * dayLength, ...ends)',
      to: 'Math.max(Date.parse(message.at) + outboxDays * dayLength, ...ends)',
      foundBy: 'the simulator',
    },
  ]),
  ...faultsIn('lambda/counting/told-erasure.ts', [
    {
      name: 'Who erases looks for messages before the erasure alone',
      from: 'parts.now().getTime() - toldWithin',
      to: 'parts.now().getTime() + toldWithin',
      foundBy: {
        suite: 'test/messages/decide.test.ts',
        test: 'of a visit that is erased while it is told of, nothing stays where whoever erases it has looked for messages before it is told by itself',
      },
    },
  ]),
  ...faultsIn('lambda/messages/decide.ts', [
    {
      name: 'Who tells does not look whether the visit is still there',
      from: '  await withdrawErased(parts, about)\n  await noteTold',
      to: '  await noteTold',
      foundBy: {
        suite: 'test/messages/decide.test.ts',
        test: 'of a visit that is erased while it is told of, nothing stays where it is erased before it is told by itself',
      },
    },
  ]),
]
