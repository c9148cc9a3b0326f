import { Option } from 'commander'

/** Which deployed stack to work on; without it, this machine. */
export const stackOption = (): Option =>
  new Option('--stack <name>', 'deployed stack, such as Visitbook; Web/Blog for one of several').conflicts(
    'data',
  )

export const dataOption = (): Option =>
  new Option('--data <folder>', 'data folder of the local table (default: VISITBOOK_DATA, or .visitbook)')
