import type { Item } from '../../lambda/store/item-table'
import { visitSortKey, visitsPartition } from '../../lambda/store/keys'

/** A visit's item as the record function makes it, another for each number. */
export const putItem = (number: number): Item => ({
  pk: visitsPartition('you.github.io', '2026-11-22'),
  sk: visitSortKey(`2026-11-22T12:00:00.000Z#${process.pid}-${String(number).padStart(9, '0')}`),
  ttl: 1_900_000_000,
  page: '/cv.html',
  ref: 'www.linkedin.com',
  refPath: '/feed/',
  title: 'Résumé',
  ua: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  asn: 15_169,
  cc: 'US',
  ip: '8.8.8.0/24',
  visitor: '0123456789abcdef01234567',
})

export const onlyNew = { expression: 'attribute_not_exists(pk)' }
