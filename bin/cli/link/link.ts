import { writeFileSync } from 'node:fs'
import { linkOf, shortLinkOf } from '../../../lambda/domain/recipient/link'
import { parseLinkCode } from '../../../lambda/domain/visit/recipient-code'
import { qrCode } from '../../../lambda/http/qr-code'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { Failure, wrongUsage } from '../failure'
import { write } from '../terminal/output'
import type { LinkOptions, PlaceOptions } from './link-command'

const apiAt = ({ url }: PlaceOptions) => apiClient(serverOf(url, process.env))

/** Has the service make a link, and prints it. @throws Failure with what the service said */
export async function makeLink(page: string | undefined, options: LinkOptions): Promise<void> {
  const { to: name, short, qr } = options
  if (page === undefined || name === undefined)
    throw wrongUsage('say where it leads and whom it is for: visitbook link URL --to NAME')
  const server = serverOf(options.url, process.env)
  const recipient = await apiClient(server)('POST /recipients', {}, { body: { name, page } })
  const { code } = recipient
  const clicked = { code, scanned: false }
  const link = short ? shortLinkOf(server.url, clicked) : linkOf(recipient, clicked, server.url) // behind an edge the answer names the API's own address
  await write(process.stdout, `${link}\n`)
  console.error(`This is the link for "${recipient.name}", code ${code}.`)
  if (qr === undefined) return
  const scanned = { code, scanned: true }
  writeSvg(qr, qrCode(short ? shortLinkOf(server.url, scanned) : linkOf(recipient, scanned, server.url)))
  console.error(`Its QR code is in ${qr}.`)
}

function writeSvg(file: string, svg: string): void {
  try {
    writeFileSync(file, svg)
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${(error as Error).message}`, 1, { cause: error })
  }
}

/** Says whom a link is for now. */
export async function renameLink(code: string, name: string, options: PlaceOptions): Promise<void> {
  const renamed = await change(code, { name }, options)
  console.error(`Link ${renamed.code} is for "${renamed.name}" now.`)
}

/** Withdraws a link, or takes that back. */
export async function withdrawLink(code: string, withdrawn: boolean, options: PlaceOptions): Promise<void> {
  const changed = await change(code, { withdrawn }, options)
  const what = withdrawn ? 'is withdrawn; it still leads to its page' : 'holds again'
  console.error(`Link ${changed.code} for "${changed.name}" ${what}.`)
}

/** Removes a recipient. */
export async function forgetLink(code: string, options: PlaceOptions): Promise<void> {
  const id = codeIn(code)
  await apiAt(options)('DELETE /recipients/{code}', {}, { id })
  console.error(`Whom link ${id} was for is forgotten. Its visits: ./visitbook erase --recipient ${id}`)
}

const change = (code: string, body: object, options: PlaceOptions) =>
  apiAt(options)('PATCH /recipients/{code}', {}, { id: codeIn(code), body })

function codeIn(text: string): string {
  const link = parseLinkCode(text)
  if (link === null) throw wrongUsage(`${text} is no code of a link; see visitbook link list`)
  return link.code
}
