import { type Command, Option } from 'commander'

/** By whose clock times are told and read. */
export interface ClockOptions {
  readonly zone?: string
  readonly utc?: true
}

export const addClockOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--zone <name>',
        'time zone of times, such as Europe/Berlin (default: the setting zone, or this machine’s)',
      ),
    )
    .addOption(new Option('--utc', 'tell and read times by UTC').conflicts('zone'))
