import { type Command, Option } from 'commander'

/** How a list is printed: by name, or as JSON by the short name that every list has. */
export const addFormatOptions = (command: Command, formats: readonly string[]): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print').choices(formats).default('table'))
    .option('--json', 'the same as --format json')
    .hook('preAction', (_, asked) => {
      if (asked.getOptionValue('json') !== true) return
      if (asked.getOptionValueSource('format') === 'cli')
        asked.error("error: option '--json' cannot be used with option '--format <format>'")
      asked.setOptionValue('format', 'json')
    })
