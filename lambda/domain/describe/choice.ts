/** What becomes of visits that reports and lists leave out by themselves. */
export const choices = ['exclude', 'include', 'only'] as const
export type Choice = (typeof choices)[number]

/** Whether a choice lets pass what is, or is not, of the sort in question. */
export const allows = (choice: Choice, is: boolean): boolean =>
  choice === 'include' || is === (choice === 'only')
