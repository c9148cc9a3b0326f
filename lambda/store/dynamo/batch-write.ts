import { setTimeout as sleep } from 'node:timers/promises'
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { backOffMs } from '../../domain/back-off'
import { Unavailable } from '../../domain/errors'
import type { Key } from '../keys'
import { translateErrors } from './client'

/** One write of a batch. */
export type Write =
  | { readonly PutRequest: { Item: Key & Readonly<Record<string, unknown>> } }
  | { readonly DeleteRequest: { Key: Key } }

/** The most writes that DynamoDB takes in one batch. */
export const batchSize = 25

/** How many times a batch, or the part of it that DynamoDB left unprocessed, is sent. */
const tries = 8
const backOff = { firstMs: 50 }

/** Writes any number of items, in order. @throws Unavailable when DynamoDB keeps leaving some unprocessed */
export const batchWriter =
  ({ client, tableName: TableName }: { client: DynamoDBDocumentClient; tableName: string }) =>
  async (writes: readonly Write[]): Promise<void> => {
    for (let at = 0; at < writes.length; at += batchSize) {
      let left = writes.slice(at, at + batchSize)
      for (let attempt = 0; left.length > 0; attempt++) {
        if (attempt === tries) throw new Unavailable('DynamoDB: a batch was not all taken')
        if (attempt > 0) await sleep(backOffMs(attempt, backOff))
        const batch = new BatchWriteCommand({ RequestItems: { [TableName]: left } })
        const { UnprocessedItems } = await translateErrors(client.send(batch))
        left = (UnprocessedItems?.[TableName] ?? []) as typeof left
      }
    }
  }
