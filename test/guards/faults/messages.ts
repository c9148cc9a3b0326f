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
]
