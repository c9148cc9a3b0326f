import type { Engagement } from '../../lambda/domain/visit/engagement'

/** What the beacon of a page on `host` reports, so that the engagement is kept as given. */
export const reportOf = (
  { sections, links, ...rest }: Engagement,
  host = 'you.github.io',
): Readonly<Record<string, unknown>> => ({
  ...rest,
  sections: Object.fromEntries(sections.map(({ name, seconds }) => [name, seconds])),
  links: Object.fromEntries(links.map((link) => [addressOf(link, host), 1])),
})

function addressOf(link: string, host: string): string {
  if (/^(#|mailto:|tel:)/.test(link)) return link
  return link.startsWith('/') ? `https://${host}${link}` : `https://${link}`
}
