import { printable } from '../../../lambda/domain/printable'
import { parseAddressRange } from '../../../lambda/domain/visit/address-range'
import { type ApiClient, apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { wrongUsage } from '../failure'
import { organisationKey } from '../organisations/organisation-name'
import { write } from '../terminal/output'
import type { CorrectionOptions, CorrectOptions } from './correct-command'

/** Corrects what is known of somebody, or takes a correction back. */
export async function correct(
  who: string,
  { url, undo, json, note, ...said }: CorrectOptions,
): Promise<void> {
  const body: CorrectionOptions = {
    ...said,
    ...(note !== undefined && { note: note === false ? null : note }),
  }
  if (!undo && Object.values(body).every((value) => value === undefined))
    throw wrongUsage('say what: --name, --kind, --domain, --mine, --muted, --star, --note or --undo')
  const ask = apiClient(serverOf(url, process.env))
  const id = await subjectOf(ask, who)
  if (undo) return takeBack(ask, who, id)
  const { correction, ...now } = await ask('PATCH /organisations/{key}', {}, { id, body })
  if (json) return write(process.stdout, `${JSON.stringify({ ...now, correction })}\n`)
  await write(process.stdout, `${printable(now.name)}, ${now.kind}, key ${printable(now.key)}\n`)
}

async function takeBack(ask: ApiClient, who: string, id: string): Promise<void> {
  await ask('DELETE /organisations/{key}', {}, { id })
  console.error(`What you said of ${printable(who)} is taken back.`)
}

/** The subject as a path has it, where a slash would separate. */
async function subjectOf(ask: ApiClient, who: string): Promise<string> {
  if (isRange(who)) return who.replace('/', '-')
  return /^(as)?\d+$/i.test(who) ? who : organisationKey(ask, who)
}

function isRange(text: string): boolean {
  if (!text.includes('/')) return false
  try {
    parseAddressRange(text)
    return true
  } catch {
    return false
  }
}
