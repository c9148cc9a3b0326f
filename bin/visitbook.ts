import { main } from './cli/program'

// Eight lines of the SDK's on Node 20, which are for us to act on, and not at each command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0) // the reader has had enough, as `head` does
  throw error
})

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
