import { type Command, InvalidArgumentError, Option } from 'commander'
import { defaults, type IpSetting, ipSettings } from '../../../lambda/contract'
import { dataOption, stackOption } from '../place-options'

/** What every import is told of the table, and of how long visits are kept in it. */
export interface TableOptions {
  readonly stack?: string
  readonly data?: string
  readonly retentionDays: number
  readonly dryRun?: true
  readonly json?: true
}

/** The options of an import of one site, of whose visitors no address is known. */
export interface SiteOptions extends TableOptions {
  readonly site: string
}

/** What is told of visits that come with an address. */
export interface AddressOptions {
  readonly ip: IpSetting
  readonly reverseDns?: true
}

export const addTableOptions = (command: Command): Command =>
  command
    .addOption(stackOption())
    .addOption(dataOption())
    .addOption(
      new Option('--retention-days <n>', 'days to keep them').argParser(days).default(defaults.retentionDays),
    )
    .option('--dry-run', 'count only')
    .option('--json', 'print the counts as JSON on stdout')

export const addAddressOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--ip <how>', 'how much of the addresses to keep').choices(ipSettings).default(defaults.ip),
    )
    .option('--reverse-dns', 'ask DNS who is behind an ISP, as the setting reverseDns does')

function days(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= 3650) return Number(text)
  throw new InvalidArgumentError('Write a whole number from 1 to 3650.')
}
