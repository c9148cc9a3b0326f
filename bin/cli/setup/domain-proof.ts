import { setTimeout as sleep } from 'node:timers/promises'
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation'

/** A record of DNS. */
export interface DnsRecord {
  readonly name: string
  readonly type: string
  readonly value: string
}

/** As CloudFormation words it while a certificate waits. */
const asked = /Content of DNS Record is: \{Name: ([^,\s]+),\s*Type: (\w+),\s*Value: ([^}\s]+)\}/

/**
 * Tells which record proves that a host is the owner's, each once, as soon as a deploy waits for it. What cannot be asked
 * is not told: the deploy itself says what is wrong.
 *
 * @param ended when the deploy is over
 */
export async function tellProof(
  stack: string,
  ended: AbortSignal,
  { since = new Date(), pollMs = 5000 }: { readonly since?: Date; readonly pollMs?: number } = {},
): Promise<void> {
  const client = new CloudFormationClient()
  const told = new Set<string>()
  while (!ended.aborted) {
    const records = await askedRecords(client, stack, since)
    for (const record of records.filter(({ name }) => !told.has(name))) console.error(textOf(record))
    for (const { name } of records) told.add(name)
    await sleep(pollMs, undefined, { signal: ended }).catch(() => {})
  }
  client.destroy()
}

async function askedRecords(client: CloudFormationClient, stack: string, since: Date): Promise<DnsRecord[]> {
  const { StackEvents = [] } = await client
    .send(new DescribeStackEventsCommand({ StackName: stack }))
    .catch(() => ({ StackEvents: [] }))
  return StackEvents.flatMap(({ Timestamp, ResourceStatusReason = '' }) => {
    const [, name, type, value] = asked.exec(ResourceStatusReason) ?? []
    const isNew = Timestamp !== undefined && Timestamp >= since
    return isNew && name && type && value ? [{ name, type, value }] : []
  })
}

const textOf = ({ name, type, value }: DnsRecord): string => `
Put this record into your DNS and leave it there; the deploy goes on once AWS has seen it:

  ${name}  ${type}  ${value}
`
