import { type Command, Option } from 'commander'

/** How a list is printed: by name, or as JSON by the short name that every list has. */
export const addFormatOptions = (command: Command, formats: readonly string[]): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print').choices(formats).default('table'))
    .addOption(
      new Option('--json', 'the same as --format json').conflicts('format').implies({ format: 'json' }),
    )
