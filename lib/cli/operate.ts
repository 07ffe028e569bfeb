import { auditArchive } from './audit-archive.ts'
import { auditVerify } from './audit-verify.ts'
import { backup } from './backup.ts'
import { checkConfig } from './check-config.ts'
import { migrate } from './migrate.ts'
import { type OperatorCommand, UsageError } from './operator-command.ts'
import { sessionsKill, sessionsKillAll, sessionsKillUser, sessionsList } from './sessions.ts'

/*
 * What an operator does beside the running console, with its environment: `npm run operate -- NAME …` here,
 * `node operate.js NAME …` in the image.
 */
const commands: Readonly<Record<string, OperatorCommand>> = {
  'check-config': checkConfig,
  migrate,
  backup,
  'audit verify': auditVerify,
  'audit archive': auditArchive,
  'sessions list': sessionsList,
  'sessions kill': sessionsKill,
  'sessions kill-user': sessionsKillUser,
  'sessions kill-all': sessionsKillAll,
}

const help = [
  'Usage: operate COMMAND, with the environment of the console.',
  '',
  ...Object.entries(commands).map(
    ([name, { takes, does }]) => `  ${`${name} ${takes}`.trim()}\n      ${does}`,
  ),
  '',
  'Ends with 0 when it is done, 1 when something is not as it should be, 2 when this line is wrong.',
].join('\n')

const args = process.argv.slice(2)
const found = Object.entries(commands).find(([name]) =>
  name.split(' ').every((word, index) => args[index] === word),
)

/** What went wrong and its cause, in words; never a value of the configuration. */
const inWords = (error: unknown) =>
  [error, error instanceof Error ? error.cause : undefined]
    .flatMap((one) => (one instanceof Error ? [one.message] : []))
    .join(': ')

async function main(): Promise<number> {
  if (args.length === 0 || args.some((arg) => ['help', '--help', '-h'].includes(arg))) {
    console.log(help)
    return args.length === 0 ? 2 : 0
  }
  if (found === undefined) {
    console.error(`There is no command "${args.join(' ')}". See: operate help`)
    return 2
  }
  const [name, command] = found
  try {
    return await command.run(args.slice(name.split(' ').length))
  } catch (error) {
    console.error(inWords(error))
    if (!(error instanceof UsageError)) return 1
    console.error(`Usage: operate ${name} ${command.takes}`.trim())
    return 2
  }
}

process.exitCode = await main()
