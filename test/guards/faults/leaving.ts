import { faultsIn } from '../fault'

const posts = 'test/messages/ways/guarded-post.test.ts'

/** Of what leaves the service: files, pages, lines of a terminal, calls of other hosts. */
export const leavingFaults = [
  ...faultsIn('lambda/http/csv.ts', [
    {
      name: 'A spreadsheet runs what a stranger wrote',
      from: 'escape_formulas: true',
      to: 'escape_formulas: false',
      foundBy: {
        suite: 'test/api/visit-format.test.ts',
        test: 'no cell of a file plain begins with a formula, whatever separator it is read with',
      },
    },
    {
      name: 'A spreadsheet runs what stands after another separator',
      from: `text.replace(formulas[separator], "$1'")`,
      to: 'text.slice(0, formulas[separator].source.length * 1e6)',
      foundBy: {
        suite: 'test/api/visit-format.test.ts',
        test: 'no cell of a file for Excel, with semicolons begins with a formula, whatever separator it is read with',
      },
    },
  ]),
  ...faultsIn('lambda/domain/html-text.ts', [
    {
      name: 'A mail has the tags that a title has',
      from: "'<': '&lt;'",
      to: "'<': '<'",
      foundBy: {
        suite: 'test/domain/message/writing/hostile.test.ts',
        test: '"<img src=https://evil.example/x onerror=alert(1)> in a message about organisation stays text in HTML',
      },
    },
  ]),
  ...faultsIn('lambda/domain/printable.ts', [
    {
      name: 'A terminal obeys what a title says',
      from: String.raw`/[\p{Cc}\p{Cf}`,
      to: String.raw`/[\p{Cf}`,
      foundBy: {
        suite: 'test/bin/visits/visit-table.test.ts',
        test: 'escape sequences cannot reach the terminal',
      },
    },
  ]),
  ...faultsIn('lambda/messages/ways/reachable-address.ts', [
    {
      name: 'A webhook may be the metadata of the machine',
      from: ", '169.254.0.0/16'",
      to: '',
      foundBy: { suite: posts, test: '169.254.169.254 is not reached' },
    },
  ]),
  ...faultsIn('lambda/messages/ways/guarded-post.ts', [
    {
      name: 'A webhook’s name may lead to a hidden address',
      from: 'const hidden = found?.find(({ address }) => !isReachable(address, reach))',
      to: 'const hidden = found?.find(({ address }) => address === null && !isReachable(address, reach))',
      foundBy: { suite: posts, test: 'https://hooks.example/ at ["169.254.169.254"] is not called' },
    },
  ]),
  ...faultsIn('lambda/messages/ways/signature.ts', [
    {
      name: 'The signature of a webhook does not cover its time',
      from: 'timestamp}.',
      to: '0}.',
      foundBy: {
        suite: 'test/messages/ways/webhook.test.ts',
        test: 'its signature verifies by the newer secret',
      },
    },
  ]),
]
