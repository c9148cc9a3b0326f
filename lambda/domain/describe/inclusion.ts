/** What to do with visits that reports and lists leave out by default. */
export const inclusions = ['exclude', 'include', 'only'] as const
export type Inclusion = (typeof inclusions)[number]

/** Whether a choice includes something. @param is whether it is of the sort in question */
export const includes = (choice: Inclusion, is: boolean): boolean =>
  choice === 'include' || is === (choice === 'only')
