/** A message in words. Strangers' texts are in it as text, whatever they contain. */
export interface WrittenMessage {
  /** ASCII, under 100 characters, one line: what SNS takes. */
  readonly subject: string
  /** The same in full, one line. */
  readonly title: string
  /** Lines of 72 columns at most, but for addresses. The title is the first paragraph, `url` the last line. */
  readonly text: string
  /** A whole document that loads nothing. */
  readonly html: string
  /** Where the dashboard shows what it is about. */
  readonly url: string
}
