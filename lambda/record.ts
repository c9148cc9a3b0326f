import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { networkTableName } from './contract'
import { dayOf } from './domain/day'
import { readRecordEnvironment } from './environment'
import { beaconOf } from './handlers/get-beacon'
import { recordRoutes } from './handlers/record-routes'
import { api } from './http/api'
import { readableBy } from './http/cors'
import { laterReverseDns } from './network/later-reverse-dns'
import { openNetworks } from './network/networks'
import { identifier } from './network/visitor'
import { dynamoClient } from './store/dynamo-client'
import { dynamoRecordStore } from './store/dynamo-record-store'
import { dynamoSaltStore } from './store/dynamo-salt-store'

const {
  tableName,
  sites,
  retentionDays,
  reverseDns: asksDns,
  ...privacy
} = readRecordEnvironment(process.env)
const client = dynamoClient({ patience: 2000 }) // three tries end before the function's own 10 seconds
const now = () => new Date()
const salts = dynamoSaltStore(client, tableName)
const networks = openNetworks(join(__dirname, networkTableName))
const askDns = asksDns ? laterReverseDns(now) : null

export const handler = api(
  recordRoutes({
    store: dynamoRecordStore({ client, tableName, retentionDays, now, isIndexed: networks.isIndexed }),
    identify: identifier({
      ...privacy,
      salts,
      networks,
      reverseDns: askDns,
      saltDay: () => dayOf(now().toISOString()),
    }),
    beacon: beaconOf(readFileSync(join(__dirname, 'beacon.js'), 'utf8')),
    sites,
    now,
  }),
  readableBy(sites),
)
