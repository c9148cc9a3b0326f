import { type Command, Option } from 'commander'
import { type AddressPlace, addressPlaces } from '../import-choices'
import { type AddressOptions, addAddressOptions, addTableOptions, type TableOptions } from '../import-options'

export interface LampOptions extends TableOptions, AddressOptions {
  readonly site: string
  readonly tz: string
  readonly address: AddressPlace
}

const help = `
FILE has the table of the first version, which PHP filled: id, info (PHP's $_SERVER as JSON) and create_time. It
is a dump by mysqldump, mariadb-dump or phpMyAdmin, or the table as JSON or CSV; its first bytes tell which; plain,
gzip or (from Node 22.15 on) zstd; - is stdin. A dump may have other tables, which are passed over.

The page is where the call came from (HTTP_REFERER): browsers since 2020 send the origin alone across sites, which
is the page /. Rows of other sites, and what is no JSON, are skipped and counted, by reason, with the numbers of
the first few. A row without an address becomes a visit without organisation and visitor.

create_time is by the clock of --tz. A dump that says that its TIMESTAMP columns are in UTC, as they usually do, is
believed. Where PHP's own note of the time (REQUEST_TIME) is another, most likely the zone is: the report says so.
Try --dry-run first.

Running it again adds nothing, whichever of the formats it is: a visit's id comes from its site, time, the row's id,
address, page and user agent. With another --tz they are other times, and so other visits.

Examples:
  ./visitbook import lamp record.sql --site you.github.io --tz Europe/Berlin --dry-run
  mariadb-dump lamp record | ./visitbook import lamp - --site you.github.io --stack Visitbook

Exit codes: 0 done, 1 failed (run it again; what is recorded stays and is not doubled), 2 wrong usage`

/** `visitbook import lamp` */
export function addLamp(program: Command): void {
  const command = program
    .command('lamp')
    .description('import the table of the first version, a PHP script over MariaDB')
    .argument('<file>', 'the table as SQL, JSON or CSV; - is stdin')
    .requiredOption('--site <host>', 'site whose visits to take, such as you.github.io')
    .option('--tz <zone>', 'time zone of create_time, such as Europe/Berlin', 'UTC')
  addAddressOptions(addTableOptions(command))
    .addOption(
      new Option('--address <place>', 'where the visitor’s address is')
        .choices(addressPlaces)
        .default('client'),
    )
    .addHelpText('after', help)
    .action(async (file: string, options: LampOptions) =>
      (await import('./import-lamp')).importLamp(file, options),
    )
}
