import { join } from 'node:path'
import { InvalidSettings } from '../lib/settings/invalid-settings'
import { settingsFileName } from '../lib/settings/settings-file'
import { VisitbookApp } from '../lib/visitbook-app'

try {
  new VisitbookApp({ settingsFile: join(__dirname, '..', settingsFileName) })
} catch (error) {
  if (!(error instanceof InvalidSettings)) throw error
  console.error(error.message) // the owner's to mend; a stack trace would bury it
  process.exit(1)
}
