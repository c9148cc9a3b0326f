import type { TestMessage } from '../message'
import { dashboardAddress } from './dashboard-address'
import { momentText } from './days'
import { type Letter, note, paragraph, type Setting } from './letter'

export const testLetter = ({ at }: TestMessage, { service, zone }: Setting): Letter => ({
  subject: "A test: messages of your visitors' book arrive here",
  title: ['A test: messages of your visitors’ book arrive here'],
  parts: [
    paragraph(
      'Nobody came. When an organisation comes for the first time, or a recipient reads what you sent, you hear of it in this way.',
    ),
    note(`Asked for on ${momentText(at, zone)}`),
  ],
  url: dashboardAddress(service),
  link: 'Open the dashboard',
})
