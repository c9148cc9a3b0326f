import { once } from 'node:events'
import { connect } from 'node:net'
import { readRecordEnvironment } from '../../lambda/environment'
import { dynamoOf } from '../../lambda/store/light/environment'
import { putInput } from '../../lambda/store/light/item-table'
import { onlyNew, putItem } from './put-item'

/**
 * The lower bound of any put over Node's sockets: bytes made in advance, but for a number, are written and answered.
 * Nothing is validated, hashed, signed or parsed; the engine looks at no signature.
 */
const { tableName } = readRecordEnvironment(process.env)
const { host, hostname, port } = new URL(dynamoOf(process.env).endpoint)
const socket = connect({ host: hostname, port: Number(port), noDelay: true })
const body = JSON.stringify(putInput(tableName, putItem(0), onlyNew))
const authorization = `AWS4-HMAC-SHA256 Credential=bench/20261122/eu-central-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`
const head = [
  'POST / HTTP/1.1',
  `host: ${host}`,
  'content-type: application/x-amz-json-1.0',
  `authorization: ${authorization}`,
  'x-amz-date: 20261122T120000Z',
  'x-amz-target: DynamoDB_20120810.PutItem',
  `content-length: ${Buffer.byteLength(body)}`,
]
const [before, after] = `${head.join('\r\n')}\r\n\r\n${body}`.split('-000000000') as [string, string]
let made = 0

export async function handler(): Promise<{ statusCode: number }> {
  socket.ref().write(`${before}-${String(++made).padStart(9, '0')}${after}`)
  const [answer] = await once(socket, 'data')
  socket.unref() // keeps no process alive
  return { statusCode: answer.latin1Slice(0, 12) === 'HTTP/1.1 200' ? 204 : 500 }
}
