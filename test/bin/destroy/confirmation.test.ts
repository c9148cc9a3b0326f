import { requireSiteTyped } from '../../../bin/cli/destroy/confirmation'

const settings = { sites: ['you.github.io', 'www.you.dev'] }

test.each(settings.sites)('data is deleted once the name of a site is given: %s', async (site) => {
  await expect(requireSiteTyped(site, settings)).resolves.toBeUndefined()
})

test.each([
  ['YOU', settings, 'YOU is none of you.github.io, www.you.dev: nothing was destroyed'],
  ['', settings, ' is none of you.github.io, www.you.dev: nothing was destroyed'],
  [undefined, settings, 'there is nobody to ask: add --confirm you.github.io'],
  ['you.github.io', {}, 'the settings list no site whose name could be typed'],
])('%j is not enough', async (given, settings, message) => {
  await expect(requireSiteTyped(given, settings)).rejects.toThrow(message)
})
