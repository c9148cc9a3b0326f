import { join } from 'node:path'
import { App, type AppProps, type StackProps, Validations } from 'aws-cdk-lib'
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json'
import { AwsSolutionsChecks } from 'cdk-nag'
import { bundleFunctions } from './assets/bundle'
import { edgeSecretFile, readEdgeSecrets } from './settings/edge-setting'
import { givenSettings } from './settings/given-settings'
import { parseAppSettings } from './settings/settings'
import { readSettingsFile } from './settings/settings-file'
import { VisitbookStack } from './visitbook-stack'

export interface VisitbookAppProps extends AppProps {
  /** Folder in which the functions are bundled; `.build` when left out. */
  readonly buildFolder?: string
  /** Folder in which they are bundled already. */
  readonly bundles?: string
  /** Where `visitbook rotate edge` keeps its secrets; beside cdk.json when left out. */
  readonly secretFile?: string
  /** The owner's settings, which win over `visitbook` in the context; none when left out. */
  readonly settingsFile?: string
  /** What any stack may have, such as `env` and `terminationProtection`. */
  readonly stackProps?: StackProps
}

/**
 * The CDK app: settings from its context, one stack, cdk-nag's AwsSolutions on every synth. CDK's feature flags are
 * those that the pinned aws-cdk-lib recommends, so look at `cdk diff` when upgrading it.
 */
export class VisitbookApp extends App {
  readonly stack: VisitbookStack

  /** @throws InvalidSettings */
  constructor({
    buildFolder = join(__dirname, '../.build'),
    bundles,
    secretFile = join(__dirname, '..', edgeSecretFile),
    settingsFile,
    stackProps,
    ...props
  }: VisitbookAppProps = {}) {
    super({ ...props, context: { ...recommendedFlags, ...props.context } })
    const file = settingsFile === undefined ? {} : readSettingsFile(settingsFile)
    const { stackName, ...settings } = parseAppSettings(givenSettings(this.node.getAllContext(), file))
    this.stack = new VisitbookStack(this, stackName, {
      ...stackProps,
      ...{
        settings,
        bundles: bundles ?? bundleFunctions(buildFolder),
        edgeSecrets: readEdgeSecrets(secretFile),
      },
    })
    Validations.of(this).addPlugins(new AwsSolutionsChecks(this))
  }
}
