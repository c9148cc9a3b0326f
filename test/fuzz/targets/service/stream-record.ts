import { changeIn } from '../../../../lambda/store/items/stream-record'
import type { StreamRecord } from '../../../../lambda/store/table-change'
import { allowing, parsedJson } from '../../promise'

const visit =
  '{"dynamodb":{"SequenceNumber":"1","NewImage":{"pk":{"S":"SITE#you.github.io#DAY#2026-11-22#0"},"sk":{"S":"VISIT#2026-11-22T15:45:50.123Z#019aac4c-1b8b-7001-8203-040506070809"},"page":{"S":"/"},"asn":{"N":"64496"}}}}'
export const seeds = [visit, visit.replace('VISIT#', 'MESSAGE#'), '{"dynamodb":{}}', '{}']
export const words = ['SITE#', '#DAY#', 'OUTBOX', '{"BOOL":true}', '{"N":"1"}']

/** DynamoDB sends these, so their form is known; what stands in them may be an earlier or a later version's. */
function tryText(text: string): void {
  const record = parsedJson(text)
  if (!isRecord(record)) return
  allowing(['Error', 'TypeError'], () => changeIn(record)) // whoever reads the stream names the record and goes on
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isRecord(value: unknown): value is StreamRecord {
  if (!isObject(value) || !isObject(value.dynamodb)) return false
  const { NewImage: image } = value.dynamodb
  if (image === undefined) return true
  return isObject(image) && Object.values(image).every(isAttribute)
}

function isAttribute(value: unknown): boolean {
  if (!isObject(value)) return false
  const [name, held] = Object.entries(value)[0] ?? []
  if (Object.keys(value).length !== 1) return false
  return name === 'BOOL' ? typeof held === 'boolean' : typeof held === 'string'
}

export { tryText as try }
