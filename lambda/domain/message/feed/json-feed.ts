import type { Feed } from './feed'

/** Writes a feed as JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/. Like Atom's, it names no address of its own. */
export const jsonFeed = ({ title, home, items }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: home,
    language: 'en',
    authors: [{ name: title }],
    items: items.map(({ id, time, title, text, url }) => ({
      ...{ id, url, title },
      content_text: text,
      date_published: time,
    })),
  })
