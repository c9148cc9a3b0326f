import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import type { Correction } from '../../domain/organisation/organisation'
import type { CorrectionStore } from '../correction-store'
import { correctionKey, correctionsPartition, type Key, readNetworkId } from '../keys'
import { putIf, translateErrors } from './client'
import { queryAll } from './query-pages'

/** A correction as the table holds it. It does not expire. */
type CorrectionItem = Key &
  Omit<Correction, 'subject' | 'muted' | 'star' | 'note'> & {
    /** Left out where it is false. */
    readonly muted?: boolean
    readonly star?: boolean
    readonly note?: string
  }

/** Keeps the owner's corrections in one partition and reads it whole: there are only as many as a person makes. */
export function dynamoCorrectionStore(client: DynamoDBDocumentClient, TableName: string): CorrectionStore {
  const query: QueryCommandInput = {
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': correctionsPartition },
    ConsistentRead: true, // a correction applies at once
  }
  return {
    async corrections() {
      return (await queryAll<CorrectionItem>(client, query)).map(fromItem)
    },

    async correct(correction) {
      await translateErrors(client.send(new PutCommand({ TableName, Item: toItem(correction) })))
    },

    async removeCorrection(subject) {
      const Key = correctionKey(subject)
      return putIf(
        client.send(new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_exists(pk)' })),
      )
    },
  }
}

const toItem = ({ subject, muted, star, note, ...word }: Correction): CorrectionItem => ({
  ...correctionKey(subject),
  ...word,
  ...(muted && { muted }),
  ...(star && { star }),
  ...(note !== null && { note }),
})

function fromItem({ name, kind, domain, mine, ...item }: CorrectionItem): Correction {
  const { muted = false, star = false, note = null, ...key } = item
  return { subject: readNetworkId(key), name, kind, domain, mine, muted, star, note }
}
