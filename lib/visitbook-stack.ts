import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { EdgeSecrets } from './settings/edge'
import type { Settings } from './settings/settings'
import { Visitbook } from './visitbook'

/** A stack's own properties, such as `env`, `tags` and `terminationProtection`, and those of Visitbook. */
export interface VisitbookStackProps extends StackProps {
  readonly settings: Settings
  /** Folder of the bundled functions. */
  readonly bundles: string
  readonly edgeSecrets: EdgeSecrets | null
}

/** A Visitbook by itself. */
export class VisitbookStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { settings, bundles, edgeSecrets, tags, ...props }: VisitbookStackProps,
  ) {
    super(scope, id, {
      description: 'Visitbook: which organisations looked at your page, and when',
      tags: { visitbook: id, ...tags }, // as a cost allocation tag it names the stack on the bill
      ...props,
    })
    new Visitbook(this, 'Default', { ...settings, bundles, edgeSecrets }) // this id keeps logical ids without a prefix
  }
}
