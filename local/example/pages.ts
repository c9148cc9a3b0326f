/** A page of the résumé, and what can be read and used on it. */
export interface Page {
  readonly path: string
  readonly title: string
  readonly sections: readonly string[]
  /** Links that people use, as the beacon tells of them. */
  readonly links: readonly string[]
}

/** The first is where most people begin, the next where they go on. */
export const pages: readonly Page[] = [
  {
    path: '/',
    title: 'Ada Example',
    sections: ['about', 'experience', 'contact'],
    links: ['/cv.pdf', 'mailto:ada@ada.example', 'https://github.com/ada-example'],
  },
  {
    path: '/cv',
    title: 'Curriculum vitae',
    sections: ['experience', 'education', 'skills', 'references'],
    links: ['/cv.pdf', '/cv.pdf', 'https://www.linkedin.com/in/ada-example'],
  },
  {
    path: '/publications',
    title: 'Publications',
    sections: ['papers', 'theses'],
    links: ['/papers/queues.pdf', '/papers/looms.pdf', 'https://doi.org/10.0000/example'],
  },
  {
    path: '/projects/compiler',
    title: 'A small compiler',
    sections: ['why', 'how', 'try-it'],
    links: ['https://github.com/ada-example/compiler'],
  },
  { path: '/talks', title: 'Talks', sections: ['keynotes', 'workshops'], links: ['/talks/looms.pdf'] },
  { path: '/notes/why-queues-fill', title: 'Why queues fill', sections: ['notes'], links: [] },
  { path: '/contact', title: 'Contact', sections: ['contact'], links: ['mailto:ada@ada.example'] },
]

/** Where people come from; null where no browser says. */
export const referrers: readonly (string | null)[] = [
  null,
  null,
  null,
  null,
  'https://www.google.com/',
  'https://www.google.com/',
  'https://www.linkedin.com/',
  'https://github.com/',
  'https://news.ycombinator.com/',
  'https://chatgpt.com/',
  'https://duckduckgo.com/',
]
