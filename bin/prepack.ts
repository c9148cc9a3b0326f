import { buildPackage } from './package/build'
import { replaceManifest } from './package/manifest'

/** What `npm pack` runs first. Should packing be interrupted, `git checkout package.json` brings the repository's back. */
buildPackage()
replaceManifest()
