interface RemedyLine {
  /** The setting in it, such as `"sites": ["you.dev"]`. */
  readonly setting?: string | undefined
  /** The command in it. */
  readonly command?: string | undefined
}

/** What is to be copied of a remedy, as the API says it. Hosts contain no quotes; one that is an address has brackets. */
export const remedyLine = (text: string): RemedyLine => ({
  setting: /"sites": \[(?:"[^"]*"(?:, )?)+\]/.exec(text)?.[0],
  command: /VISITBOOK_SITES='[^']*' npm start/.exec(text)?.[0],
})
