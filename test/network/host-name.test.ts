import { hostName } from '../../lambda/network/host-name'

const label = (length: number) => 'a'.repeat(length)
const longest = `${Array(4).fill(label(60)).join('.')}.abcde.ch` // 252 characters

test.each([
  ['gw1.corp.siemens.com', 'gw1.corp', 'siemens.com', 'com'],
  ['GW1.Siemens.COM.', 'gw1', 'siemens.com', 'com'],
  ['siemens.com', '', 'siemens.com', 'com'],
  ['fw.dept.cam.ac.uk', 'fw.dept', 'cam.ac.uk', 'ac.uk'],
  ['gw.corp.bmw', 'gw', 'corp.bmw', 'bmw'],
  ['proxy.xn--bcher-kva.ch', 'proxy', 'xn--bcher-kva.ch', 'ch'],
  [`${label(63)}.roche.com`, label(63), 'roche.com', 'com'],
  [longest, longest.slice(0, -9), 'abcde.ch', 'ch'],
  [`a${longest}`.replace('.', 'a.'), null, null, null],
  [`x.${longest}`, null, null, null],
  [`${label(64)}.roche.com`, null, null, null],
  ['', null, null, null],
  ['.', null, null, null],
  ['com', null, null, null],
  ['co.uk', null, null, null],
  ['localhost', null, null, null],
  ['printer.local', null, null, null],
  ['ip-10-0-0-1.ec2.internal', null, null, null],
  ['router.lan', null, null, null],
  ['203.0.113.77', null, null, null],
  ['2001:db8::4d', null, null, null],
  ['77.113.0.203.in-addr.arpa', null, null, null],
  ['d.4.ip6.arpa', null, null, null],
  ['host.home.arpa', null, null, null],
  ['ec2-203-0-113-77.compute-1.amazonaws.com', null, null, null],
  ['bank.myfritz.net', null, null, null],
  ['you.github.io', null, null, null],
  ['gw_1.siemens.com', null, null, null],
  ['-gw.siemens.com', null, null, null],
  ['gw-.siemens.com', null, null, null],
  ['gw..siemens.com', null, null, null],
  ['gw.siemens.com/x', null, null, null],
  ['gw.siemens.com:443', null, null, null],
  ['user@siemens.com', null, null, null],
  ['bücher.ch', null, null, null],
  ['gw siemens.com', null, null, null],
])('%s is %s before %s', (text, subdomain, domain, suffix) => {
  const host = hostName(text)
  expect([host?.subdomain ?? null, host?.domain ?? null, host?.suffix ?? null]).toEqual([
    subdomain,
    domain,
    suffix,
  ])
})
