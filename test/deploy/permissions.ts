import { callAws } from './aws'
import type { Emulator } from './emulator'

interface Statement {
  Action: string | string[]
}

/** Takes one action from the inline policy of a role, and returns what gives it back. */
export async function takeAction(
  emulator: Emulator,
  { role, policy, action }: { role: string; policy: string; action: string },
): Promise<() => Promise<void>> {
  const named = { RoleName: role, PolicyName: policy, Version: '2010-05-08' }
  const text = await callIam(emulator, { Action: 'GetRolePolicy', ...named })
  const [, encoded = ''] = /<PolicyDocument>(.*?)<\/PolicyDocument>/s.exec(text) ?? []
  const before = decodeURIComponent(encoded).replaceAll('&quot;', '"').replaceAll('&#34;', '"')
  const document = JSON.parse(before) as { Statement: Statement[] }
  const put = async (PolicyDocument: string) => {
    await callIam(emulator, { Action: 'PutRolePolicy', ...named, PolicyDocument })
  }
  await put(JSON.stringify({ ...document, Statement: document.Statement.map((one) => without(one, action)) }))
  return () => put(before)
}

/** Another action stands where it was, because a statement may not be empty. */
const without = (statement: Statement, action: string): Statement => ({
  ...statement,
  Action: [statement.Action].flat().map((one) => (one === action ? 'dynamodb:DescribeEndpoints' : one)),
})

const callIam = (emulator: Emulator, form: Record<string, string>): Promise<string> =>
  callAws(emulator, { service: 'iam', body: new URLSearchParams(form).toString() })
