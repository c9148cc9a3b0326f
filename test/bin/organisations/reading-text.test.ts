import { readingText } from '../../../bin/cli/organisations/reading-text'

const section = (name: string, seconds: number) => ({ page: '/cv', name, seconds })
const used = (...links: string[]) => links.map((link) => ({ link, visits: 1 }))

test.each([
  [
    {
      seconds: 247,
      sections: [section('Publications', 150), section('intro', 20)],
      links: used('/files/cv.pdf'),
    },
    '4 min, mostly Publications; took cv.pdf',
  ],
  [{ seconds: 59, sections: [], links: [] }, '59 s'],
  [{ seconds: 60, sections: [], links: [] }, '1 min'],
  [{ seconds: 7199, sections: [], links: [] }, '120 min'],
  [{ seconds: 7200, sections: [], links: [] }, '2 h'],
  [
    { seconds: 0, sections: [], links: used('acme.com/jobs', '/', '/a.zip', '#more') },
    'took /, a.zip; used acme.com/jobs, #more',
  ],
  [{ seconds: 0, sections: [], links: [] }, ''],
])('%j is said as %s', (reading, text) => {
  expect(readingText(reading)).toBe(text)
})
