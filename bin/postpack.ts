import { restoreManifest } from './package/manifest'

/** What `npm pack` runs last. */
restoreManifest()
