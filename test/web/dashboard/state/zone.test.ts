import { zoneFor } from '../../../../web/dashboard/state/zone'

test.each([
  // link, site, reader; zone, named, fallback
  [null, undefined, 'Europe/Berlin', 'Europe/Berlin', null, false],
  [null, 'Asia/Tokyo', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Tokyo', false],
  ['America/New_York', 'Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'America/New_York', false],
  ['America/New_York', undefined, 'Europe/Berlin', 'America/New_York', 'America/New_York', false],
  ['Nowhere/Land', 'Asia/Tokyo', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Tokyo', false],
  ['', undefined, 'Europe/Berlin', 'Europe/Berlin', null, false],
  [null, 'Asia/Tokyo', 'Etc/Unknown', 'Asia/Tokyo', 'Asia/Tokyo', false],
  [null, undefined, 'Etc/Unknown', 'UTC', null, true],
  [null, undefined, '+01:00', 'UTC', null, true],
  [null, undefined, undefined, 'UTC', null, true],
  [null, undefined, 'UTC', 'UTC', null, false],
])(
  'of link %p, site %p and reader %p it is %p, in links %p, a fallback: %p',
  (link, site, reader, name, named, isFallback) => {
    const { zone, ...page } = zoneFor({ link, site, reader })
    expect([zone.name, page]).toEqual([name, { named, isFallback }])
  },
)
