import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kinds } from '../../../../../lambda/domain/organisation/organisation'
import {
  classifier,
  parseLabels,
  parseRules,
} from '../../../../../lib/assets/network-table/naming/classifier'
import { parseLabelFiles } from '../../../../../lib/assets/network-table/naming/label-files'
import { keptSources } from '../../../../support/source/kept-sources'

const folder = join(__dirname, '../../../../../lib/assets/network-table/data')
const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const files = kinds.map((kind) => `${kind}.tsv`)
const labels = parseLabelFiles(files.map((file) => ({ file, text: read(file) })))
const rules = parseRules('rules.tsv', read('rules.tsv'))

describe('labels and rules', () => {
  test.each([
    ['', []],
    ['# a remark\n\n', []],
    [
      'Acme\tacme.com\t1 2',
      [{ kind: 'isp', name: 'Acme', domain: 'acme.com', asns: [1, 2], place: 'isp.tsv:1' }],
    ],
    ['Acme\t-\t1', [{ kind: 'isp', name: 'Acme', domain: null, asns: [1], place: 'isp.tsv:1' }]],
  ])('%j is read', (text, read) => {
    expect(parseLabels('isp', 'isp.tsv', text)).toEqual(read)
  })

  test.each([
    ['Acme acme.com 1', 1],
    ['# a remark\n\nAcme\tacme.com\tAS1', 3],
    ['Acme\tacme.com\t1\nAcme\tacme.com\t0', 2],
    ['Acme\tacme.com\t', 1],
    ['\tacme.com\t1', 1],
    ['Acme\t\t1', 1],
  ])('%j is refused with its file and line', (text, line) => {
    const message = `isp.tsv:${line}: expected name, domain or -, AS numbers, with tabs between`
    expect(() => parseLabels('isp', 'isp.tsv', text)).toThrow(message)
  })

  test.each([
    ['bank\tbank\tbank\tCity Bank\tBanker', 1],
    ['# a remark\nbusiness\tbank', 2],
    ['business\tbank\tbank\tCity Bank', 1],
    ['business\tbank\tbank\t\tBanker', 1],
  ])('the rule %j is refused with its file and line', (text, line) => {
    const message = `rules.tsv:${line}: expected kind, word, pattern, a name that it takes`
    expect(() => parseRules('rules.tsv', text)).toThrow(message)
  })
})

describe('a network', () => {
  const classify = classifier(
    [{ kind: 'business', name: 'Acme', domain: 'acme.com', asns: [1], place: 'business.tsv:1' }],
    parseRules('rules.tsv', 'education\tcollege\tcollege\tA College\tB\nbusiness\tbank\tbank\tA Bank\tB'),
  )
  test.each([
    [1, 'ACME COLLEGE', 'Acme', 'acme.com', 'business', 'high', 'label'],
    [2, 'College Savings Bank, Inc.', 'College Savings Bank', null, 'education', 'medium', 'rule: college'],
    [2, 'CITY BANK LTD', 'City Bank', null, 'business', 'medium', 'rule: bank'],
    [2, 'Globex LLC', 'Globex', null, 'unknown', 'low', 'no rule'],
  ])('AS%i, %s, is told with its evidence', (asn, registered, name, domain, kind, confidence, evidence) => {
    expect(classify(asn, registered)).toMatchObject({ asn, name, domain, kind, confidence, evidence })
  })

  test('takes the label of one that is registered under the same name, at medium confidence', () => {
    const names = new Map([
      [3, 'Acme Rockets, Inc.'],
      [4, 'ACME ROCKETS INC'],
    ])
    const labels = parseLabels('business', 'business.tsv', 'Acme\tacme.com\t3')
    expect(classifier(labels, [], names)(4, 'ACME ROCKETS INC')).toMatchObject({
      asn: 4,
      name: 'Acme',
      domain: 'acme.com',
      kind: 'business',
      confidence: 'medium',
      evidence: 'label: same name',
    })
  })

  test('is perhaps a firm where neither label nor rule tells, if the script found it', () => {
    const perhaps = classifier([], rules, new Map(), new Set([2, 3]))
    expect(perhaps(2, 'Globex LLC')).toMatchObject({
      kind: 'business',
      confidence: 'low',
      evidence: 'perhaps a firm',
    })
    expect(perhaps(3, 'Globex Broadband LLC').evidence).toBe('rule: internet')
    expect(perhaps(4, 'Globex LLC').evidence).toBe('no rule')
  })

  test('is named by its number where the registry holds no name', () => {
    expect(classify(64500, '-Reserved AS-').name).toBe('AS64500')
  })
})

describe('the data', () => {
  test('every file has labels', () => {
    expect(files.filter((file) => !labels.some(({ place }) => place.startsWith(file)))).toEqual([])
  })

  test('names have no space around them, nor two within', () => {
    expect(labels.filter(({ name }) => name !== name.trim() || /\s{2}/.test(name))).toEqual([])
  })

  test('one name has one domain, but for two who share theirs', () => {
    const pairs = new Set(
      labels.flatMap(({ name, domain }) => (domain === null ? [] : [`${name}\t${domain}`])),
    )
    expect(repeated([...pairs].map((pair) => pair.split('\t')[0] as string))).toEqual(['Citadel', 'Nova'])
  })

  test.each(rules)('$kind: $word takes $takes, as the first of the rules', (rule) => {
    expect(rules.find(({ pattern }) => pattern.test(rule.takes))).toBe(rule)
  })

  test.each(rules)('$kind: $word leaves $leaves alone', ({ pattern, leaves }) => {
    expect(pattern.test(leaves)).toBe(false)
  })

  test('a rule matches no empty name', () => {
    expect(rules.filter(({ pattern }) => pattern.test(''))).toEqual([])
  })
})

describe('measured on the source', () => {
  const rows = readFileSync(keptSources().files['asn-ipv4'], 'utf8').trimEnd().split('\n')
  const names = new Map<number, string>()
  const sizes = new Map<number, number>()
  for (const row of rows) {
    const [start, end, number, ...name] = row.split(',')
    const asn = Number(number)
    names.set(asn, name.join(',').replace(/^"|"$/g, ''))
    sizes.set(asn, (sizes.get(asn) ?? 0) + Number(end) - Number(start) + 1)
  }
  const sizeOf = (asns: readonly number[]) => asns.reduce((sum, asn) => sum + (sizes.get(asn) ?? 0), 0)

  test('the 1,500 networks with the most IPv4 addresses are labelled', () => {
    const labelled = new Set(labels.flatMap(({ asns }) => asns))
    const largest = [...sizes].toSorted(([, a], [, b]) => b - a).slice(0, 1500)
    expect(largest.map(([asn]) => asn).filter((asn) => !labelled.has(asn))).toEqual([])
  })

  test('the rules alone would take less than 1 % of the addresses of access networks for those of firms', () => {
    const byRules = classifier([], rules)
    const access = labels
      .filter(({ kind }) => kind === 'isp' || kind === 'mobile')
      .flatMap(({ asns }) => asns)
    const mistaken = access.filter((asn) => byRules(asn, names.get(asn) ?? '').kind === 'business')
    const share = sizeOf(mistaken) / sizeOf(access)
    const millions = (sizeOf(access) / 1e6).toFixed(0)
    process.stdout.write(
      `isp and mobile taken for business by rules alone: ${(share * 100).toFixed(2)} % of ${millions} million addresses, ${mistaken.length} of ${access.length} networks\n`,
    )
    expect(sizeOf(access)).toBeGreaterThan(1e9)
    expect(share).toBeLessThan(0.01)
  })
})

function repeated<T>(items: readonly T[]): T[] {
  const seen = new Set<T>()
  return items.filter((item) => seen.has(item) || !seen.add(item))
}
