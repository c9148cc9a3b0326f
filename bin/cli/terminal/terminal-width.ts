/** The columns of the terminal that tables are printed to; null where there is none, or where it does not know its width. */
export const terminalWidth = (): number | null => (process.stdout.isTTY && process.stdout.columns) || null
