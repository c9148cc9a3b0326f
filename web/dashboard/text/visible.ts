/** Characters that turn round the text beside them. */
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text from strangers in which what would turn the line round is seen instead: `[U+202E]`. */
export const visible = (text: string): string =>
  text.replace(bidi, (one) => `[U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
