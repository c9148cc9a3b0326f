/** What becomes of visits that reports and lists leave out by themselves. */
export const inclusions = ['exclude', 'include', 'only'] as const
export type Inclusion = (typeof inclusions)[number]

/** Whether a choice lets pass what is, or is not, of the sort in question. */
export const includes = (choice: Inclusion, is: boolean): boolean =>
  choice === 'include' || is === (choice === 'only')
