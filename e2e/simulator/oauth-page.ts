import { application } from './oauth-application.ts'
import type { AuthorizationRequest } from './oauth-authorize.ts'
import type { Simulation } from './simulation.ts'
import { ACCESS, type User, type World } from './state.ts'

const STYLE = `
:root { color-scheme: light dark; --page: light-dark(#fbfafd, #18171d); --card: light-dark(#fff, #28272d);
  --line: light-dark(#dcdcde, #434248); --text: light-dark(#28272d, #ececef);
  --muted: light-dark(#626168, #a4a3a8); --accent: light-dark(#0b5cad, #63a6e9) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; padding: 6vh 16px;
  background: var(--page); color: var(--text); font: 14px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 520px }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; text-wrap: balance }
h2 { font-size: 14px; margin: 24px 0 8px }
p { margin: 0; color: var(--muted) }
code { font: 13px ui-monospace, monospace; color: var(--text) }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 24px; margin-top: 16px }
ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 6px }
li { border: 1px solid var(--line); border-radius: 999px; padding: 1px 10px }
.people { display: grid; gap: 8px }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px;
  padding: 9px 14px; text-align: start; cursor: pointer; width: 100% }
button:hover { border-color: var(--accent) }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.person { display: grid }
.person > * { grid-area: 1 / 1 }
.person button { padding-bottom: 31px }
.person span { align-self: end; padding: 0 15px 9px; color: var(--muted); font-size: 13px; pointer-events: none;
  min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
@media (width < 480px) { .card { padding: 16px } .person span { padding-inline: 15px 8px } }
.deny { margin-top: 24px; text-align: center; width: auto }
`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

const page = (title: string, main: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · GitLab (simulated)</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body><main>${main}</main></body>
</html>
`

/** The consent page: who asks, for what, one button per active user, and Deny. No scripts. */
export function authorizePage(sim: Simulation, request: AuthorizationRequest): string {
  const hidden = Object.entries(request.fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  )
  const scopes = request.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`)
  const people = [...sim.world.users.values()]
    .filter(({ state }) => state === 'active')
    .map((user) => personButton(sim.world, user))
  return page(
    `Authorize ${application.name}`,
    `<p>Simulated GitLab</p>
<h1>${escapeHtml(application.name)} is requesting access to your account</h1>
<p>You return to <code>${escapeHtml(new URL(request.redirectUri).origin)}</code>.</p>
<form class="card" method="post" action="/oauth/authorize">
${hidden.join('\n')}
<h2 style="margin-top:0">This application will be able to use</h2>
<ul>${scopes.join('')}</ul>
<h2>Continue as</h2>
<div class="people">${people.join('\n')}</div>
<button class="deny" name="deny" value="1">Deny</button>
</form>`,
  )
}

/** A page for what cannot go back to the client: unknown client, bad redirect URI, blocked user. */
export const errorPage = (message: string) =>
  page(
    'Error',
    `<h1>An error has occurred</h1><div class="card"><p>${escapeHtml(message)}</p></div>`,
  )

function personButton(world: World, user: User): string {
  const username = escapeHtml(user.username)
  const describedBy = `about-${user.id}`
  return `<div class="person">
<button name="username" value="${username}" aria-describedby="${describedBy}">Continue as <b>${username}</b></button>
<span id="${describedBy}">${escapeHtml(user.name)} · ${escapeHtml(roleOf(world, user))}</span>
</div>`
}

const ROLE_NAMES: readonly (readonly [number, string])[] = [
  [ACCESS.owner, 'Owner'],
  [ACCESS.maintainer, 'Maintainer'],
  [ACCESS.developer, 'Developer'],
  [ACCESS.reporter, 'Reporter'],
  [ACCESS.guest, 'Guest'],
]

/** The highest role of a person and where, for the button. */
function roleOf(world: World, user: User): string {
  if (user.isAdmin) return 'all rights'
  const [best] = [...world.members]
    .filter(([key]) => key.endsWith(`:${user.id}`))
    .sort(([, a], [, b]) => b - a)
  if (best === undefined) return 'no membership'
  const [key, level] = best
  const [kind, id] = key.split(':')
  const records = kind === 'group' ? world.groups : world.projects
  const name = ROLE_NAMES.find(([value]) => value <= level)?.[1] ?? 'Member'
  return `${name} in ${records.get(Number(id))?.fullPath ?? 'an unknown place'}`
}
