import { beaconTag, inlineBeaconTag } from '../../../lambda/domain/visit/beacon-tag'

const src = 'https://api.example/visitbook.js'

test.each([
  [{ src, engagement: true }, `<script defer src="${src}"></script>`],
  [{ src, engagement: false }, `<script defer src="${src}" data-engagement="off"></script>`],
  [{ src, isLocal: true, engagement: true }, `<script defer src="${src}" data-local></script>`],
  [
    { src, integrity: 'sha384-A', engagement: false },
    `<script defer src="${src}" integrity="sha384-A" crossorigin="anonymous" data-engagement="off"></script>`,
  ],
])('%j is pasted as %s', (tag, text) => {
  expect(beaconTag(tag)).toBe(text)
})

test.each([
  [true, '<script data-service="https://api.example">send()</script>'],
  [false, '<script data-service="https://api.example" data-engagement="off">send()</script>'],
])('a beacon in the page, with engagement %s, is pasted as %s', (engagement, text) => {
  expect(inlineBeaconTag('https://api.example', 'send()', engagement)).toBe(text)
})
