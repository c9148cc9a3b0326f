import { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { applyEdits, modify } from 'jsonc-parser'
import { givenSettings } from '../../../lib/settings/given-settings'
import { InvalidSettings } from '../../../lib/settings/invalid-settings'
import { type GivenSettings, parseSettingsText, settingsFileName } from '../../../lib/settings/settings-file'
import { Failure } from '../failure'

/** The folder of package.json, cdk.json and visitbook.json. */
export const projectFolder = join(__dirname, '../../..')

const cdkFile = 'cdk.json'

/** Where the owner's settings are: all of `visitbook.json`, or `visitbook` in the context of `cdk.json`. */
export interface SettingsPlace {
  readonly file: string
  readonly path: readonly string[]
}

export const placeIn = (file: string): SettingsPlace => ({
  file,
  path: basename(file) === cdkFile ? ['context', 'visitbook'] : [],
})

/** The place that commands change: visitbook.json, unless there is none and cdk.json has settings. */
export function placeOfSettings(folder: string): SettingsPlace {
  const own = placeIn(join(folder, settingsFileName))
  const cdk = placeIn(join(folder, cdkFile))
  return !existsSync(own.file) && existsSync(cdk.file) && isUsed(readPlace(cdk)) ? cdk : own
}

/** Whether anything is set. Empty lists stood in cdk.json to be filled in. */
const isUsed = (settings: GivenSettings): boolean =>
  Object.values(settings).some((value) => !Array.isArray(value) || value.length > 0)

/** The settings of a folder as the stack takes them: those of visitbook.json win. @throws Failure */
export function settingsIn(folder: string): GivenSettings {
  const files = [cdkFile, settingsFileName].map((name) => placeIn(join(folder, name)))
  const [cdk = {}, own = {}] = files.map((place) => (existsSync(place.file) ? readPlace(place) : {}))
  return givenSettings({ visitbook: cdk }, own) as GivenSettings
}

/** @throws Failure when the file is not there, or not JSON */
export function readPlace({ file, path }: SettingsPlace): GivenSettings {
  const settings = path.reduce<unknown>((value, key) => memberOf(value, key), parsed(file, readText(file)))
  return typeof settings === 'object' && settings !== null ? (settings as GivenSettings) : {}
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as GivenSettings)[key] : undefined

/** Sets members and touches nothing else. A reader sees the old file or the new one, never half of one. */
export function writePlace({ file, path }: SettingsPlace, members: GivenSettings): void {
  const before = readText(file)
  parsed(file, before)
  const text = Object.entries(members).reduce(
    (edited, [name, value]) => withMember(edited, [...path, name], value),
    before,
  )
  const isNew = !existsSync(file)
  const target = isNew ? file : realpathSync(file)
  const half = `${target}.${process.pid}.tmp`
  writeFileSync(half, text, { mode: existsSync(target) ? statSync(target).mode : 0o644 })
  renameSync(half, target)
  if (isNew && dirname(file) === projectFolder) console.error(ignored)
}

/** Said once: what is in no commit is in no clone. */
const ignored = `${settingsFileName} is new, and git ignores it: keep a copy elsewhere.`

function withMember(text: string, path: string[], value: unknown): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 }
  return applyEdits(text, modify(text, path, value, { formattingOptions }))
}

/** A visitbook.json that is not there is empty; any other file must be there. */
function readText(file: string): string {
  if (basename(file) === settingsFileName && !existsSync(file) && existsSync(dirname(file))) return '{}\n'
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as Error).message}`, 1, { cause: error })
  }
}

function parsed(file: string, text: string): GivenSettings {
  try {
    return parseSettingsText(file, text)
  } catch (error) {
    if (error instanceof InvalidSettings) throw new Failure(error.message, 1, { cause: error })
    throw error
  }
}
