import type { Answer } from '../person.ts'

/** The directives of a content security policy, each with its values. */
export function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy
      .split(';')
      .map((directive): [string, string[]] => {
        const [name = '', ...values] = directive.trim().split(/\s+/)
        return [name, values]
      })
      .filter(([name]) => name !== ''),
  )
}

/** The nonce of `script-src`; null when there is none of at least 128 bits. */
export const nonceOf = (policy: string): string | null =>
  /^'nonce-([A-Za-z0-9+/]{22,}={0,2})'$/.exec(
    directives(policy).get('script-src')?.[0] ?? '',
  )?.[1] ?? null

/** The policy that an answer came with. */
export const policyOf = ({ headers }: Answer): string => String(headers['content-security-policy'])

/** How many `<script>` elements of a page lack the nonce of its policy. */
export function bareScripts(answer: Answer): number {
  const nonce = nonceOf(policyOf(answer))
  return [...answer.text.matchAll(/<script([^>]*)>/g)].filter(
    ([, attributes = '']) => !attributes.includes(`nonce="${nonce}"`),
  ).length
}
