import type { Command } from 'commander'

export interface WhoOptions {
  readonly json?: true
}

const help = `
An address is IPv4 or IPv6, with a zone or without, or what a visit keeps of one, such as 192.0.2.0/24. Without
an argument they are read from stdin, one on each line. Nothing is asked of the Internet: the answer is from
the network table, whose date is said on stderr.

A line tells address, organisation, kind, how sure that is and what says so, AS number and country. --json
prints {"ip","asn","name","kind","country","confidence","evidence"}, one line for each address, in their order.

Examples:
  ./visitbook who 17.253.144.10 2620:149:af0::10
  cut -d' ' -f1 access.log | sort -u | ./visitbook who --json

Data by RouteViews, NRO and DB-IP, CC BY 4.0: https://db-ip.com, see NOTICE.

Exit codes: 0 done, 1 failed, 2 wrong usage (also: something was no address; the others are answered)`

/** `visitbook who` */
export function addWho(program: Command): void {
  program
    .command('who')
    .description('tell whose network an address is in, offline')
    .argument('[ip...]', 'addresses; without any, stdin')
    .option('--json', 'print one line of JSON for each')
    .addHelpText('after', help)
    .action(async (addresses: string[], options: WhoOptions) =>
      (await import('./who')).printWho(addresses, options),
    )
}
