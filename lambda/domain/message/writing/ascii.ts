/** What has no decomposition, or a better one. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '×': 'x',
  '·': '-',
}

const notAscii = /[^ -~]/gu

/** Returns text in ASCII: without accents, and `?` for each run of what it has no letters for. */
export const asciiOf = (text: string): string =>
  text
    .replace(notAscii, (one) => spelled[one] ?? one)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(notAscii, (one) => spelled[one] ?? '\0')
    .replace(/\0+/g, '?')
    .replace(/ +/g, ' ')
    .trim()

/** Returns a name in ASCII, or what stands for it where too little of it is left to know it by. */
export const asciiName = (name: string, otherwise: string): string => {
  const text = asciiOf(name)
  const [kept, lost] = [text.replace(/[^a-z0-9]/gi, '').length, [...name.replace(/[ -~\p{M}]/gu, '')].length]
  return kept < 2 || (text.includes('?') && lost > kept) ? otherwise : text
}

/** The most characters of a subject: Amazon SNS takes fewer than 100. */
const longest = 99

/** Returns a subject that every way takes. */
export const subjectOf = (text: string): string => {
  const subject = asciiOf(text)
  return subject.length <= longest ? subject : `${subject.slice(0, longest - 3)}...`
}
