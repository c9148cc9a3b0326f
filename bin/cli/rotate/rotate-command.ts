import { join } from 'node:path'
import { type Command, Option } from 'commander'

const help = `
With the setting edge, CloudFront proves itself to the service by a secret, kept in edge-secret.json beside cdk.json, for
your eyes alone and in no repository: deploy from one machine, or copy the file to the others. After \`rotate edge\` the
new secret and the one before it hold; once the deploy is through, \`rotate edge --end\` drops the one before.

  ./visitbook rotate edge && npm run deploy
  ./visitbook rotate edge --end && npm run deploy

Exit codes: 0 done, 1 failed, 2 wrong usage (also: --end with no secret to drop)`

/** `visitbook rotate` */
export function addRotate(program: Command): void {
  program
    .command('rotate')
    .description('replace a secret of the deployment')
    .command('edge')
    .description('make the secret of the edge, or replace it')
    .addOption(new Option('--end', 'drop the secret before, once the edge sends the new one'))
    .option('--file <file>', 'where it is kept', join(__dirname, '../../../edge-secret.json'))
    .addHelpText('after', help)
    .action(async ({ end, file }: { end?: true; file: string }) => {
      const { endRotation, rotateEdge } = await import('./rotate')
      return end ? endRotation(file) : rotateEdge(file)
    })
}
