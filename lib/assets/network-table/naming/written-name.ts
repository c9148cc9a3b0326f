/**
 * Returns a registered name as people write it: no registry handle, no legal form, no shouting. It is empty if the
 * registry holds no name but an address, or a note of its own.
 */
export function writtenName(registered: string): string {
  const name = withoutHandle(saidOnce(tidy(registered)))
  if (isNoName(name)) return ''
  const plain = marked(bare(brand(name)), registered)
  return isShouted(plain) ? inWords(plain) : plain
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
}

/** Undoes what forms and databases did to a name. */
const tidy = (name: string): string =>
  name
    .replace(/&(?:amp|quot|lt|gt|#39);/g, (entity) => entities[entity] ?? entity)
    .replaceAll(/["“”„«»]{2,}/g, '"')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Fields of the registries' databases end here, and long names in mid-word. */
const fieldLengths = [79, 80]

/** Marks a name of which the registry cut the end. */
function marked(name: string, registered: string): string {
  const isCut = fieldLengths.includes(registered.length) && /[\p{L}\d]$/u.test(registered)
  return isCut && registered.endsWith(name.slice(-4)) ? `${name}…` : name
}

/** `CFAO - CFAO` is CFAO, and so is one of which the second half is cut. */
function saidOnce(name: string): string {
  const halves = /^(.{3,}?) - (.{3,})$/.exec(name)
  if (halves === null) return name
  const [first = '', second = ''] = halves.slice(1)
  const isSame = first.toLowerCase().startsWith(second.toLowerCase())
  return isSame && (second.length > 9 || second.length === first.length) ? first : name
}

/**
 * `LDOPL-AS-AP - LEASE PACKET DATACENTER` is a handle and a name, and so is `b2c2 B2C2 Ltd.`; `GOLDMAN-SACHS-AS1` is a
 * handle, its hyphens spaces.
 */
function withoutHandle(name: string): string {
  const named = withoutHandleBeside(
    name.replace(/^(?:[A-Z0-9][A-Z0-9._-]*|\S+-AS(?:-\S+)?|AS\d+\S*) - (?=\S)/, ''),
  )
  const plain = named.replace(/^AS-([A-Z])/, '$1').replace(/[-_ ]ASN?\d*$/, '')
  return plain !== named && !plain.includes(' ') ? plain.replaceAll(/[-_]/g, ' ') : plain
}

function withoutHandleBeside(name: string): string {
  const [, handle = '', rest = ''] = /^(\S+) (\S.+)$/.exec(name) ?? []
  const isHandle = /_|-asn?(?:-?\d+)?$|^asn?-|-asn?-/i.test(handle)
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')
  const isRepeated =
    handle.length > 2 && /[a-z_-]/.test(handle[0] ?? '') && letters(rest).startsWith(letters(handle))
  return (isHandle && rest.length > 2) || isRepeated ? rest : name
}

/** An address begins with a number, a floor or a room and goes on with a street or a building. */
const addressStart =
  /^(?:no\.? ?\S*\d|\d+\S*,? |(?:suite|room|rm|level|floor|unit|plot|flat|sector|block)\b\.? ?(?:no\.?)? ?\d)/i
const addressWord =
  /\b(?:road|rd|street|st|avenue|ave|floor|suite|tower|building|bldg|jalan|jln|plaza|ward|landmark|hunter|lane|house|wing|city|(?:level|sector|floor|plot) \d+\S*)\b|\d\/?F\b/i

const isNoName = (name: string): boolean =>
  /^-?reserved\b|^(?:private|unknown|n\/a)$/i.test(name) ||
  (addressStart.test(name) && addressWord.test(name))

/** Who trades as somebody is known by that name. */
const brand = (name: string): string =>
  name.replace(
    /^.{2,}?[\s,]\(?(?:trading as|t\/a|d[./]?b[./]?a\.?|doing business as|trading under the name)\)?:? +(?=\S{2})/i,
    '',
  )

/** Without legal forms before and after the name, nor quotes around it. */
const bare = (name: string): string => {
  const once = withoutQuotes(withoutLegalForm(withoutLeadingForm(withoutLegalForm(name))))
  return once === name ? name : bare(once)
}

const leadingForms = new RegExp(
  `^(?:${[
    'PT\\.?|CV\\.?|Perum|UAB|AB(?= ["“„])|SIA|SARL|Soc(?:iete|iété)? (?:a|à) responsabilit[eé] limit[eé]e',
    '[OZPN]?AO|OOO|ODO|TOO|TOV|NVTOV|PrAT|PAT|FOP|CHP|SPD|PE|PP(?= ["«“„\'])|(?:individual|private) entrepreneur|private enterprise|FLP|IP(?= \\p{Lu}\\p{Ll}+ \\p{Lu})',
    '(?:[POC]?J)?SC|FE|LLC|LLP|LTD|LLP|LLC FE',
    '(?:(?:open|closed|public|private|foreign|additional)[- ])?(?:joint[- ]stock company|limited liability company|limited company|stock company)|company(?= ["«“„\'])|firma(?= ["«“„\'])',
  ].join('|')})\\.?,?\\s+(?=["'«“„\\p{L}\\d])`,
  'iu',
)

/** `OOO "Romashka"` is Romashka. */
function withoutLeadingForm(name: string): string {
  return withoutQuotes(name.replace(leadingForms, ''))
}

/** Quotes around the whole name go, and so does one that has no other. */
function withoutQuotes(name: string): string {
  const inner = name.replace(/^["'«“„‘]([^"'«»“”„’]+|[^"«»“”„]*[^"«»“”„s]'\p{L}[^"«»“”„]*)["'»”“’]$/u, '$1')
  const marks = inner.match(/["“”„«»]/g) ?? []
  return marks.length % 2 === 1 ? inner.replace(/["“”„«»]/, '').trim() : inner
}

/** Forms of one country, or of several that share a language, in a row. */
const formsAfter = [
  'incorporated|inc|l\\.?l\\.?c|ltd|limited|corp|corporation|co|company|plc|p\\.l\\.c|pcl|l\\.?l\\.?p|lp|l\\.p|pllc|p\\.c|public|public company|public limited company|limited liability company|joint[- ]stock company|joint[- ]stock|unlimited company|uc|co\\.,? ?ltd|dac|clg',
  'pty|proprietary|p/l|pvt|pvt\\.? ?ltd|private|pte|opc|\\(?smc[- ]pvt\\)?|c\\.?c(?=\\.?$)|soc|rf|npc|sdn|bhd|berhad|tbk|\\(?persero\\)?',
  'gmbh(?: & co\\.? kgaa?)?|ggmbh|mbh|& co\\.? ?kg(?:aa)?|\\+ co\\.? ?kg|& co\\.? ?ohg|ag|se|kg|kgaa|ohg|gbr|e\\.?v|e\\.?k|e\\.? ?u|e\\.?g|ug|\\(?haftungsbeschr(?:ae|ä)nkt\\)?|aktiengesellschaft|gesellschaft mbh',
  's\\.? ?a\\.? ?s\\.?u?|s\\.? ?a|s\\/a|s\\.?a\\.?r\\.?l|eurl|snc|s\\.?c\\.?a|sci|scop|bvba|b\\.v\\.b\\.a|sprl|s\\.p\\.r\\.l|cvba|scrl|vof|v\\.o\\.f|nv|n\\.v|bv|b\\.v|c\\.v|srl-?d?',
  's\\.?r\\.?l\\.?s?|s\\.?p\\.?a|s\\.?n\\.?c|s\\.?a\\.?p\\.?a|sl|s\\.?l\\.?[uln]|s\\.?l\\.?n\\.?e|s\\.?a\\.?u|s\\.?l|s\\.? ?coop(?: and)?|sociedad limitada|sociedad an[oó]nima(?: de capital variable| cerrada)?|sociedade an[oô]nima',
  'ltda|limitada|ltda[ .-]*me|ltda[ .-]*epp|eireli|e\\.?i\\.?r\\.?l|epp|mei?|lda|unipessoal|s\\.?a\\.?c|s\\.?a\\.?a|s\\.?p\\.?a|c\\.?a|c\\. ?por ?a|e\\.s\\.p|e\\.i\\.c\\.e|s\\.? ?de ?r\\.?l|de r\\.?l|r\\.l|de c\\.?v|sa de cv|s\\.?a\\.?p\\.?i|c[ií]a|& cia|e cia|y c[ií]a|s\\. en c|sociedad de responsabilidad limitada',
  'a\\.?s|a\\/s|i\\/s|k\\/s|p\\/s|aps|as|asa|da|ans|ba|ab|hb|kb|oy|oyj|abp|ehf|hf|ohf|o[uü]|aktiebolag|osakeyhti[oö]|a\\.m\\.b\\.a',
  's\\.? ?r\\.? ?o|spol\\.? s r\\.?o|a\\.? ?s|v\\.?o\\.?s|akciov[aá] spole[cč]nost|k\\.?s|kft|zrt|nyrt|bt|d\\.? ?o\\.? ?o|d\\.?o\\.?o\\.?(?:el)?|doo(?:el)?,? (?:beograd|skopje|zagreb|sarajevo|podgorica|nis|novi sad|banja luka|ljubljana)|d\\.? ?d|j\\.?d\\.?o\\.?o|a\\.d\\.?(?: (?:beograd|skopje))?|ad (?:beograd|skopje)|k\\.?d|e?ood|o\\.o\\.d|e?ad|sh\\.?p\\.?k|sh\\.?a|sal|s\\.a\\.l',
  'sp\\. ?z ?o\\.? ?o|sp\\. ?k|sp\\. ?j|s\\.?c|sp(?:o|ó)[lł]ka z o\\.?o|sp[oó][lł]ka akcyjna|sp[oó][lł]ka jawna|sp[oó][lł]ka cywilna|sp[oó][lł]ka komandytowa|sp[oó][lł]ka z ograniczon[aą] odpowiedzialno[sś]ci[aą]|spolka z ograniczona',
  'ltd\\.? [sş]ti|(?:limited|anonim|ltd)\\.? [sş]irketi|a\\.? ?[sş]|san(?:ayi)?\\.?(?: ve| &)? tic(?:aret)?|tic(?:aret)?|sanayi|sti',
  'sia|uab|ooo|[pcoz]?ao|[pco]?jsc|too|p\\.?j\\.?s|pjsc|s\\.?a\\.?e|w\\.?l\\.?l|k\\.?s\\.?c\\.?c?|q\\.?s\\.?c|f\\.?z\\.?e|fz[- ]?co|fz[- ]?llc|dmcc|xk|mchj|k\\.?k|g\\.?k|godo kaisha|kabushiki kaisha|i\\.?k\\.?e|e\\.?p\\.?e|a\\.?b\\.?e\\.?e|o\\.?e|e\\.?e',
]

/** `& Co.` alone is part of the name, as in Tiffany & Co. Before a `-`, as in `PADARIA - ME`, the form is separate. */
const legalForms = new RegExp(`(?<!&)[\\s,-]*[\\s,](?:\\(?(?:${formsAfter.join('|')})\\.?\\)?\\.?)$`, 'iu')

/** Names of two or three letters, such as SK or BT, are no forms. */
function withoutLegalForm(name: string): string {
  const shorter = name.replace(legalForms, '').replace(/[\s,(-]+$/, '')
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
