import { registrationIn } from '../../../../lambda/network/rdap-answer'
import { parsedJson, promise, promisePrintable } from '../../promise'

export const seeds = [
  '{"startAddress":"203.0.113.0","endAddress":"203.0.113.255","entities":[{"roles":["registrant"],"vcardArray":["vcard",[["kind",{},"text","org"],["fn",{},"text","Acme Ltd"]]]}]}',
  '{"startAddress":"::","endAddress":"ffff::","entities":[]}',
]
export const words = ['"registrant"', '"org"', '["fn",{},"text","']

function tryText(text: string): void {
  const body = parsedJson(text)
  if (body === undefined) return
  for (const asked of ['203.0.113.7', '2001:db8::7']) {
    const found = registrationIn(body, asked)
    if (found === null) continue
    promise(found.first <= found.last, 'its range is none:', found)
    promisePrintable('the registrant', found.registrant, 100)
    promise(found.registrant?.trim() !== '', 'an empty name is none')
  }
}

export { tryText as try }
