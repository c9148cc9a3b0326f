import { linksIn, linksText, sectionsIn, sectionsText } from '../../../../lambda/domain/visit/engagement'
import { parseEngagementReport } from '../../../../lambda/domain/visit/engagement-report'
import { allowing, parsedJson, promise, promiseStorable } from '../../promise'

export const seeds = [
  '{"seconds":12,"reach":60,"acted":true,"sections":{"intro":5,"talks":7},"links":{"https://acme.com/jobs":1,"#name":1,"mailto:a@b.c":1,"/cv.pdf":1}}',
  '{"site":"you.github.io","seconds":0,"reach":0,"links":{"https://you.github.io/cv.pdf?x=1":1,"tel:+41":1}}',
]

function tryText(text: string): void {
  const body = parsedJson(text)
  if (body === undefined) return
  const report = allowing(['InvalidInput'], () => parseEngagementReport(body, 'you.github.io'))
  if (report === null) return
  const { seconds, reach, sections, links } = report.engagement
  promise(
    Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_700,
    'seconds are not in a day:',
    seconds,
  )
  promise(reach >= 0 && reach <= 100, 'reach is not a share:', reach)
  promise(
    sections.length <= 20 && links.length <= 20,
    'more than 20 are kept:',
    sections.length,
    links.length,
  )
  for (const { name } of sections) promiseStorable('a section', name, 40)
  for (const link of links) promiseStorable('a link', link, 100)
  same('sections', sections, sectionsIn(sectionsText(sections)))
  same('links', links, linksIn(linksText(links)))
}

/** What is stored as one text is read as it was. */
const same = (name: string, given: unknown, read: unknown) =>
  promise(
    JSON.stringify(given) === JSON.stringify(read),
    `${name} are read otherwise than written:`,
    given,
    read,
  )

export { tryText as try }
