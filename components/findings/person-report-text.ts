import type { Holdings } from '#lib/contract/findings/offboarding.ts'

interface ReportWords {
  title: string
  state: string
  asOf: string
  clusters: string
  agents: string
  tokens: string
  none: string
  instance: string
  tokenOf: (name: string, id: string, agent: string) => string
}

const day = (iso: string) => iso.slice(0, 10)

/** The report as plain text, for a ticket or a mail; days are in UTC. */
export function personReportText(
  { clusters, agents, tokens }: Holdings,
  words: ReportWords,
): string {
  const placeOf = ({ path }: { path: string | null }) => path ?? words.instance
  const section = (title: string, lines: string[]) =>
    [
      `${title} (${lines.length})`,
      ...(lines.length === 0 ? [`- ${words.none}`] : lines.map((line) => `- ${line}`)),
    ].join('\n')
  return `${[
    [words.title, words.state, words.asOf].filter((line) => line !== '').join('\n'),
    section(
      words.clusters,
      clusters.map(
        ({ id, name, scope, platform_kubernetes }) =>
          `${name} #${id} · ${placeOf(scope)} · ${platform_kubernetes.api_url}`,
      ),
    ),
    section(
      words.agents,
      agents.map(({ id, name, scope }) => `${name} #${id} · ${placeOf(scope)}`),
    ),
    section(
      words.tokens,
      tokens.map(({ agent, token }) =>
        [
          words.tokenOf(token.name, String(token.id), agent.name),
          placeOf(agent.scope),
          day(token.created_at),
        ].join(' · '),
      ),
    ),
  ].join('\n\n')}\n`
}
