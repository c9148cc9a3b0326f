import { Names, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

/** What the CDK leaves out of names that it makes. */
const hidden = 'Default'

/** The longest name of an API, and of a stack. */
const maxLength = 128

/**
 * A Visitbook's name, for what CloudFormation gives none, such as its API and the namespace of its metrics. It is the
 * stack's name where the construct has the id `Default`, and otherwise unique in the account and region.
 */
export const nameOf = (visitbook: Construct): string =>
  Names.uniqueResourceName(visitbook, { separator: '-', allowedSpecialCharacters: '-', maxLength })

/** How its outputs begin, which tells those of a stack's several Visitbooks apart; nothing for the id `Default`. */
export function outputPrefix(visitbook: Construct): string {
  const { scopes } = visitbook.node
  const below = scopes.slice(scopes.indexOf(Stack.of(visitbook)) + 1).map(({ node }) => node.id)
  return below
    .filter((id) => id !== hidden)
    .join('')
    .replace(/[^a-z0-9]/gi, '')
}
