import { type Answer, answerListeners } from './person.ts'
import { baselineFaults, throughNginx } from './security/baseline.ts'
import { leaksIn, ownSecrets, type Told } from './security/leaks.ts'
import { beginToObserve, lookBack } from './started.ts'

/** What is known while a test runs. */
export interface Watch {
  /** Every answer of this test so far. */
  answers: readonly Told[]
  /** Values that may be nowhere but where they belong; what a test brings itself is added by it. */
  secrets: Set<string>
}

/** What a test left behind at every console that ran meanwhile; each list is empty when all is well. */
interface Aftermath {
  /** Answers, and how many of them lack a part of the baseline. */
  answers: number
  lacking: number
  baseline: string[]
  /** Forms of secrets that were looked for. */
  forms: number
  leaks: string[]
  /** Consoles that ended unasked or are not well. */
  unwell: string[]
}

async function lookAt(answers: readonly Told[], brought: Iterable<string>): Promise<Aftermath> {
  const { consoles, secrets, addresses } = await lookBack()
  const origins = new Set(consoles.map(({ origin }) => origin))
  // The address that people use, unless it is a console’s own, is that of an nginx.
  const fronts = new Set(consoles.map(({ env }) => env.APP_ORIGIN ?? ''))
  const ours = answers.filter(({ url }) => {
    const { origin } = new URL(url)
    return origins.has(origin) || fronts.has(origin)
  })
  const faults = ours.map(({ url, answer }) =>
    baselineFaults(url, origins.has(new URL(url).origin) ? answer : throughNginx(answer)),
  )
  const { leaks, forms } = leaksIn(
    { answers: ours, log: consoles.map(({ printed }) => printed).join('\n'), addresses },
    [...brought, ...secrets, ...consoles.flatMap(({ env }) => ownSecrets(env))],
  )
  return {
    answers: ours.length,
    lacking: faults.filter(({ length }) => length > 0).length,
    baseline: [...new Set(faults.flat())],
    forms,
    leaks,
    unwell: consoles.flatMap(({ trouble }) => trouble ?? []),
  }
}

/**
 * Runs a test and looks at what it left behind (security design 3.1): at every console that ran meanwhile, whoever started it,
 * and at every answer that `answerListeners` are told of.
 */
export async function watched(run: (watch: Watch) => Promise<void>): Promise<Aftermath> {
  const answers: Told[] = []
  const secrets = new Set<string>()
  const listen = (method: string, url: string, answer: Answer) =>
    answers.push({ method, url, answer })
  await beginToObserve()
  answerListeners.add(listen)
  try {
    await run({ answers, secrets })
  } finally {
    answerListeners.delete(listen)
  }
  return lookAt(answers, secrets)
}
