/** Returns a registered name as people write it: no registry handle, no legal form, no shouting. */
export function writtenName(registered: string): string {
  const plain = withoutQuotes(withoutLegalForm(withoutLeadingForm(withoutHandle(registered.trim()))))
  return isShouted(plain) ? inWords(plain) : plain
}

/** `LDOPL-AS-AP - LEASE PACKET DATACENTER` is a handle and a name; `GOLDMAN-SACHS-AS1` a handle, its hyphens spaces. */
function withoutHandle(name: string): string {
  const named = name.replace(/^[A-Z0-9][A-Z0-9._-]* - (?=\S)/, '')
  const bare = named.replace(/^AS-([A-Z])/, '$1').replace(/[-_ ]ASN?\d*$/, '')
  return bare !== named && !bare.includes(' ') ? bare.replaceAll(/[-_]/g, ' ') : bare
}

const leadingForms =
  /^(?:PT\.?|CV\.?|OOO|OAO|ZAO|PAO|AO|TOO|LLC|JSC|PJSC|CJSC|OJSC|UAB|SIA|LTD|SARL|((open|closed|public|private) )?joint[- ]stock company|limited liability company|limited company)\s+(?=["'«\p{L}])/iu

/** `OOO "Romashka"` is Romashka. */
function withoutLeadingForm(name: string): string {
  return withoutQuotes(name.replace(leadingForms, ''))
}

const withoutQuotes = (name: string): string => name.replace(/^["'«“„]([^"'«»“”„]+)["'»”“]$/, '$1')

/** `& Co.` alone is part of the name, as in Tiffany & Co. Before a `-`, as in `PADARIA - ME`, the form is separate. */
const legalForms =
  /(?<!&)[\s,-]*[\s,](?:\(?(?:incorporated|inc|llc|l\.l\.c|ltd|limited|ltda|corp|corporation|co|company|gmbh(?: & co\.? kgaa?)?|& co\.? kg(?:aa)?|ag|se|kg|kgaa|ohg|e\.?v|e\.?k|ug|s\.?a\.?s|s\.?a|s\/a|s\.?a\.?r\.?l|s\.?r\.?l|s\.?r\.?o|s\.?p\.?a|spa|sl|s\.?l\.?u|s\.?l|a\.?s|a\/s|i\/s|aps|as|ab|oy|oyj|abp|nv|n\.v|bv|b\.v|plc|p\.l\.c|pty|proprietary|pvt|pte|private|public company|ltd\.? [sş]ti|(?:limited|anonim) [sş]irketi|kft|zrt|nyrt|d\.?o\.?o|d\.?d|ooo|jsc|pjsc|cjsc|ojsc|oao|zao|pao|llp|lp|l\.p|sdn|bhd|berhad|tbk|eireli|epp|mei?|c\.?a|s\.?de r\.?l|de c\.?v|sp\. ?z ?o\.? ?o|sp\. ?k|spolka z o\.?o|sh\.?p\.?k|akciov[aá] spole[cč]nost|limitada|sociedad an[oó]nima|s\.?a\.?p\.?i|aktiengesellschaft|aktiebolag|osakeyhti[oö]|sa de cv|co\.,? ?ltd|k\.?k|unipessoal|lda)\)?\.?)$/i

function withoutLegalForm(name: string): string {
  const shorter = name.replace(legalForms, '').replace(/[\s,]+$/, '')
  return shorter === name || shorter.length < 2 ? name : withoutLegalForm(shorter)
}

const isShouted = (name: string): boolean =>
  name.length > 5 && name === name.toUpperCase() && /[A-Z]{4}/.test(name)

const small = new Set([
  'of',
  'and',
  'the',
  'for',
  'de',
  'do',
  'da',
  'del',
  'di',
  'la',
  'du',
  'des',
  'dos',
  'das',
  'e',
  'und',
  've',
  'y',
  'et',
])

/** Words that stay in capitals although they have a vowel. */
const abbreviations = new Set(['IT', 'IP', 'ISP', 'USA', 'UK', 'EU', 'UAE', 'NEC'])

/**
 * Leaves capitals only at the beginning of words. A word without a vowel, or with a digit, is an abbreviation and stays
 * as it is.
 */
function inWords(name: string): string {
  return name
    .split(/(?<=[\s_/-])/)
    .map((part, at) => {
      const word = part.toLowerCase()
      if (at > 0 && small.has(word.trim())) return word
      if (abbreviations.has(part.replace(/[\s_/-]$/, ''))) return part
      if (/\d/.test(part) || !/[AEIOUY]/.test(part) || /^(?:[A-Z]\.)+/.test(part)) return part
      return word.replace(/\p{L}/u, (letter) => letter.toUpperCase())
    })
    .join('')
    .replaceAll('_', ' ')
}
