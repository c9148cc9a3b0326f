import { main } from './cli/program'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0) // the reader has had enough, as `head` does
  throw error
})

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
