import { hostName } from '../../lambda/network/host-name'
import { isSubscriberLine } from '../../lambda/network/subscriber-name'

/** The names that access networks give, in their real shapes, for 203.0.113.77 (cb.00.71.4d), which is nobody's. */
test.each([
  ['United States, Comcast', 'c-203-0-113-77.hsd1.ma.comcast.net'],
  ['United States, Verizon', 'pool-203-0-113-77.nycmny.fios.verizon.net'],
  ['United States, AT&T', '203-0-113-77.lightspeed.irvnca.sbcglobal.net'],
  ['United States, Spectrum', '203-000-113-077.res.spectrum.com'],
  ['United States, Spectrum for firms', 'rrcs-203-0-113-77.nyc.biz.rr.com'],
  ['United States, Cox', 'ip203-0-113-77.oc.oc.cox.net'],
  ['United States, Cox for firms', 'wsip-203-0-113-77.ph.ph.cox.net'],
  ['United States, CenturyLink', '203-0-113-77.hlrn.qwest.net'],
  ['United States, Windstream', 'h77.113.0.203.dynamic.ip.windstream.net'],
  ['United States, T-Mobile', 'mcb00714d.tmodns.net'],
  ['United States, Starlink', 'customer.frntdeu1.pop.starlinkisp.net'],
  ['Canada, Rogers', 'cpe00fc8d8a1b23-cm00fc8d8a1b20.sdns.net.rogers.com'],
  ['Canada, Shaw', 's0106a84e3f12ab34.vc.shawcable.net'],
  ['Canada, Bell', 'bras-base-toroon0812w-grc-05.dsl.bell.ca'],
  ['Canada, Vidéotron', 'modemcable077.113-0-203.mc.videotron.ca'],
  ['Mexico, Infinitum', 'dsl-203-0-113-77-dyn.prod-infinitum.com.mx'],
  ['Brazil, Vivo', '203-0-113-77.dsl.telesp.net.br'],
  ['Brazil, Virtua', 'cb00714d.virtua.com.br'],
  ['Brazil, Oi', '203-0-113-77.user3g.veloxzone.com.br'],
  ['Argentina, Telecom', 'host77.203-0-113.telecom.net.ar'],
  ['Argentina, Fibertel', '77-113-0-203.fibertel.com.ar'],
  ['Chile, VTR', 'pc-77-113-0-203.cm.vtr.net'],
  ['Colombia, ETB', 'dynamic-ip-203011377.cable.net.co'],
  ['United Kingdom, BT', 'host203-0-113-77.range203-0.btcentralplus.com'],
  ['United Kingdom, Virgin', 'cpc1-walt23-2-0-cust412.13-2.cable.virginm.net'],
  ['United Kingdom, Sky', 'cb00714d.skybroadband.com'],
  ['United Kingdom, Plusnet', 'dsl.plus.net.203-0-113-77.plus.net'],
  ['Ireland, eir', '203-0-113-77-dynamic.agg2.bdt.bbh-prp.eircom.net'],
  ['Germany, Telekom', 'pcb00714d.dip0.t-ipconnect.de'],
  ['Germany, Vodafone DSL', 'dslb-203-000-113-077.203.000.pools.vodafone-ip.de'],
  ['Germany, Vodafone cable', 'ip-203-000-113-077.um47.pools.vodafone-ip.de'],
  ['Germany, 1&1', 'icb00714d.versanet.de'],
  ['Germany, M-net', 'ppp-203-0-113-77.dynamic.mnet-online.de'],
  ['Germany, Telefónica', 'dynamic-203-000-113-077.203.0.pool.telefonica.de'],
  ['Austria, A1', '203-0-113-77.adsl.highway.telekom.at'],
  ['Austria, UPC', '203-0-113-77.cgn.dynamic.surfer.at'],
  ['Switzerland, Swisscom', '77.113.0.203.dynamic.wline.res.cust.swisscom.ch'],
  ['Switzerland, Sunrise', 'adsl-203-0-113-77.adslplus.ch'],
  ['France, Orange', 'lfbn-idf1-1-113-77.w203-0.abo.wanadoo.fr'],
  ['France, Free', '203-0-113-77.subs.proxad.net'],
  ['France, SFR', '77.113.0.203.rev.sfr.net'],
  ['Belgium, Telenet', 'dcb00714d.access.telenet.be'],
  ['Belgium, Proximus', '77.113-0-203.adsl-dyn.isp.belgacom.be'],
  ['Netherlands, Ziggo', 'cb00714d.cm-6-5d.dynamic.ziggo.nl'],
  ['Netherlands, KPN', '203-0-113-77.fixed.kpn.net'],
  ['Spain, Telefónica', '77.red-203-0-113.dynamicip.rima-tde.net'],
  ['Spain, Vodafone', 'static-77-113-0-203.ipcom.comunitel.net'],
  ['Portugal, MEO', 'bl12-113-77.dsl.telepac.pt'],
  ['Portugal, NOS', 'a203-0-113-77.cpe.netcabo.pt'],
  ['Italy, TIM', 'host-203-0-113-77.retail.telecomitalia.it'],
  ['Italy, Fastweb', '203-0-113-77.ip.fastwebnet.it'],
  ['Greece, OTE', 'athedsl-4449133.home.otenet.gr'],
  ['Sweden, Bahnhof', 'h-203-0-113-77.a123.priv.bahnhof.se'],
  ['Sweden, Telia', 'host-203-0-113-77.mobileonline.telia.com'],
  ['Norway, Telenor', 'ti0012a400-4711.bb.online.no'],
  ['Denmark, TDC', '0xcb00714d.cpe.ge-0-1-1.tdc.net'],
  ['Finland, Elisa', 'a203-0-113-77.elisa-laajakaista.fi'],
  ['Finland, Telia', 'dsl-hkibng22-cb0071-77.dhcp.inet.fi'],
  ['Poland, Orange', 'aabb12.neoplus.adsl.tpnet.pl'],
  ['Poland, Toya', 'staticline-203-0-113-77.toya.net.pl'],
  ['Czechia, O2', '77.113.broadband3.iol.cz'],
  ['Hungary, Telekom', 'cb00714d.dsl.pool.telekom.hu'],
  ['Romania, Digi', '203-0-113-77.rdsnet.ro'],
  ['Russia, Rostelecom', 'broadband-203-0-113-77.ip.moscow.rt.ru'],
  ['Russia, MTS', 'ppp203-0-113-77.pppoe.mtu-net.ru'],
  ['Ukraine, Kyivstar', '203-0-113-77.broadband.kyivstar.net'],
  ['Turkey, Türk Telekom', '203.0.113.77.dynamic.ttnet.com.tr'],
  ['Israel, Bezeq', 'bzq-203-0-113-77.red.bezeqint.net'],
  ['South Africa, Telkom', 'dsl-203-0-113-77.telkomadsl.co.za'],
  ['India, Airtel', 'abts-north-dynamic-077.113.0.203.airtelbroadband.in'],
  ['India, MTNL', 'triband-mum-203.0.113.77.mtnl.net.in'],
  ['Japan, NTT OCN', 'p4123-ipngn100101marunouchi.tokyo.ocn.ne.jp'],
  ['Japan, SoftBank', 'softbank203000113077.bbtec.net'],
  ['Japan, KDDI', 'kd203000113077.ppp-bb.dion.ne.jp'],
  ['Taiwan, Chunghwa', '203-0-113-77.hinet-ip.hinet.net'],
  ['Hong Kong, PCCW', 'n203000113077.netvigator.com'],
  ['Singapore, StarHub', 'cm77.113.0.203.maxonline.com.sg'],
  ['Thailand, True', 'ppp-203-0-113-77.revip2.asianet.co.th'],
  ['Australia, Telstra', 'cpe-203-0-113-77.lnse1.cht.bigpond.net.au'],
  ['Australia, Internode', 'ppp203-0-113.lns20.syd7.internode.on.net'],
  ['New Zealand, Spark', '203-0-113-77.adsl.xtra.co.nz'],
  ['the address as one number', 'ip3405803853.example.net'],
  ['the address without separators', 'host-203011377.example.net'],
  ['hexadecimal, last octet first', 'x4d7100cb.example.net'],
  ['hexadecimal, set apart', 'cb-00-71-4d.example.net'],
  ['the last two octets', 'host-113-77.example.net'],
  ['the last two octets, backwards', 'h77.113.example.net'],
  ['another address', '198-51-100-9.example.net'],
])('a line of %s: %s', (_, name) => {
  expect(lineOf(name, '203.0.113.77')).toBe(true)
})

/** 2001:db8:a1c0:1b2::4d, the same. */
test.each([
  ['Germany, Telekom', 'p20010db8a1c001b2000000000000004d.dip0.t-ipconnect.de'],
  ['the groups', '2001-db8-a1c0-1b2--4d.example.net'],
  ['the groups in full', '2001-0db8-a1c0-01b2-0000-0000-0000-004d.example.net'],
  ['some of the groups', 'node-db8-a1c0-1b2.example.net'],
  ['the nibbles', 'd.4.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.b.1.0.0.c.1.a.8.b.d.0.1.0.0.2.ip6.example.net'],
  ['United States, Comcast', '2001-db8-a1c0-1b2-0-0-0-4d.hsd1.ma.comcast.net'],
])('a line over IPv6 of %s: %s', (_, name) => {
  expect(lineOf(name, '2001:db8:a1c0:1b2::4d')).toBe(true)
})

test.each([
  'mail.example-bank.com',
  'goldmansachs.com',
  'gw1.corp.siemens.com',
  'proxy-fw2.harvard.edu',
  'nat-eduroam.uni-heidelberg.de',
  'fw-77.roche.com',
  'gw77.ubs.ch',
  'vpn1.nyc2.gs.com',
  'outbound-1-2.proxy.novartis.net',
  'nat-113.dc2.sap.com',
  'proxy3.dc113.bosch.com',
  'internet-gw.zrh.credit-suisse.com',
  'webproxy-emea-01.jpmorgan.com',
  'bluecoat2.lilly.com',
  'extern.airbus.com',
  'mx-a.liverpool.gov.uk',
  'research.mckinsey.com',
  'respons.statoil.com',
  'statistics.destatis.de',
  'customs.dhl.com',
  'dynamics.bmw.com',
  'dynamo.skoda-auto.cz',
  'whirlpool.com',
  'diplomacy.who.int',
  'fw.poolia.se',
  'cableguy.generalcable.com',
  'mobileye.intel.com',
  'clientele.deloitte.com',
  'landslide.usgs.example.org',
  'facade-decade.corbusier.ch',
  'deadbeef.apple.com',
  '3com.com',
  'mail.163.com',
  'fw1.203.com',
  'asa5506-x.acme.co.jp',
  'rtr-2019-03.zeiss.com',
  'xn--bcher-kva.example.ch',
])('a firm: %s', (name) => {
  expect(lineOf(name, '203.0.113.77')).toBe(false)
})

/** Whatever they are called, they are the university's or the authority's. */
test.each([
  'dhcp-203-0-113-77.dyn.mit.edu',
  'eduroam-pool10-113-77.wlan.uni-bonn.de',
  'static-77.wifi.cam.ac.uk',
  'vpn-pool-113-77.anu.edu.au',
  'ip-203-0-113-77.univ-lyon1.fr',
  'dhcp77.nasa.gov',
  'p113-77.tu-berlin.de',
  'wireless-113-77.u-tokyo.ac.jp',
])('an institution: %s', (name) => {
  expect(lineOf(name, '203.0.113.77')).toBe(false)
})

test.each([
  'gw.roche.com',
  'gw-2001.roche.com',
  'fw-4d.db8.roche.com',
  'node-0000.roche.com',
  'cafe.decade.roche.com',
])('a firm over IPv6: %s', (name) => {
  expect(lineOf(name, '2001:db8:a1c0:1b2::4d')).toBe(false)
})

test('zeros of an address are not looked for', () => {
  expect(lineOf('unit-000000.roche.com', '203.0.0.0')).toBe(false)
})

function lineOf(name: string, address: string): boolean | null {
  const host = hostName(name)
  return host === null ? null : isSubscriberLine(host, address)
}
