/** What is known of the installation that commands are made for. */
export interface Installation {
  agentName: string
  /** Where agents reach GitLab's agent server; null when GitLab did not tell. */
  kasAddress: string | null
  /** The version of GitLab's agent server, which agents should have too; null when GitLab did not tell. */
  version: string | null
  /** GitLab reaches the agent, not the other way round; with JWT its public key is given, with mTLS it is null. */
  receptive: { publicKey: string | null } | null
}

/** Stands where GitLab did not tell the address; no shell takes it for something else. */
const unknownKasAddress = 'KAS_ADDRESS'

/** GitLab's own names for release and namespace; both end where Kubernetes' and Helm's limits do (gitlab-api.md §6.6). */
function places(agentName: string) {
  const release = agentName.slice(0, 50).replace(/-+$/, '')
  return { release, namespace: `gitlab-agent-${release}`, secret: `${release}-gitlab-agent-token` }
}

/** A word as a shell takes it literally. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

const tag = (version: string) => `v${version.replace(/^v/, '')}`

/** Values that say how agent and GitLab find each other, as `[path, value]`. */
function connection({ kasAddress, receptive }: Installation): [string, string][] {
  if (receptive === null) return [['config.kasAddress', kasAddress ?? unknownKasAddress]]
  const key: [string, string][] =
    receptive.publicKey === null ? [] : [['config.api.jwtPublicKey', receptive.publicKey]]
  return [['config.receptive.enabled', 'true'], ...key]
}

const continued = (lines: readonly string[]) => lines.join(' \\\n    ')

/** Asks for the token without showing it, so that it is neither in the history nor in the list of processes. */
const readToken = 'read -rs AGENT_TOKEN'
const piped = `printf %s "$AGENT_TOKEN" |`
const forgetToken = 'unset AGENT_TOKEN'

/** Keeps the token in a file that nobody else can read. */
export const fileCommand = (agentName: string) =>
  [
    readToken,
    `(umask 077; printf %s "$AGENT_TOKEN" > ${places(agentName).release}-agent-token)`,
    forgetToken,
  ].join('\n')

const helmUpgrade = (installation: Installation, own: readonly string[]) => {
  const { release, namespace } = places(installation.agentName)
  const { version } = installation
  return [
    `helm upgrade --install ${release} gitlab/gitlab-agent`,
    `--namespace ${namespace}`,
    '--create-namespace',
    ...(version === null ? [] : [`--set image.tag=${shellWord(tag(version))}`]),
    ...connection(installation).map(([path, value]) => `--set ${shellWord(`${path}=${value}`)}`),
    ...own,
  ]
}

const charts = ['helm repo add gitlab https://charts.gitlab.io', 'helm repo update gitlab']

/** Helm keeps the token in the release; it is read from standard input. */
export const helmCommands = (installation: Installation) => ({
  charts: charts.join('\n'),
  install: [
    readToken,
    `${piped} ${continued([...helmUpgrade(installation, ['--set-file config.token=/dev/stdin'])])}`,
    forgetToken,
  ].join('\n'),
})

/** The token in a secret of its own, which the chart is told the name of; nothing else knows it. */
export function secretCommands(installation: Installation) {
  const { release, namespace, secret } = places(installation.agentName)
  const inNamespace = `--namespace ${namespace}`
  return {
    namespace: continued([
      `kubectl create namespace ${namespace} --dry-run=client --output yaml`,
      '| kubectl apply --filename -',
    ]),
    secret: [
      readToken,
      `${piped} ${continued([
        `kubectl create secret generic ${secret}`,
        inNamespace,
        '--from-file=token=/dev/stdin',
        '--dry-run=client --output yaml',
        '| kubectl apply --filename -',
      ])}`,
      forgetToken,
    ].join('\n'),
    install: [
      ...charts,
      continued(helmUpgrade(installation, [`--set config.secretName=${secret}`])),
    ].join('\n'),
    restart: continued([
      'kubectl rollout restart deployment',
      inNamespace,
      `--selector app.kubernetes.io/instance=${release}`,
    ]),
  }
}

const yamlText = (text: string) => JSON.stringify(text)

/** Manifests for Flux, which installs the chart and reads the token from the secret; the secret is not among them. */
export function fluxManifest(installation: Installation): string {
  const { release, namespace, secret } = places(installation.agentName)
  const { version, kasAddress, receptive } = installation
  const config =
    receptive === null
      ? [`kasAddress: ${yamlText(kasAddress ?? unknownKasAddress)}`]
      : [
          'receptive:',
          '  enabled: true',
          ...(receptive.publicKey === null
            ? []
            : ['api:', `  jwtPublicKey: ${yamlText(receptive.publicKey)}`]),
        ]
  return [
    'apiVersion: source.toolkit.fluxcd.io/v1',
    'kind: HelmRepository',
    'metadata:',
    '  name: gitlab-agent',
    `  namespace: ${namespace}`,
    'spec:',
    '  interval: 1h',
    '  url: https://charts.gitlab.io',
    '---',
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata:',
    `  name: ${release}`,
    `  namespace: ${namespace}`,
    'spec:',
    '  interval: 1h',
    '  chart:',
    '    spec:',
    '      chart: gitlab-agent',
    '      sourceRef:',
    '        kind: HelmRepository',
    '        name: gitlab-agent',
    '  values:',
    ...(version === null ? [] : ['    image:', `      tag: ${yamlText(tag(version))}`]),
    '    config:',
    `      secretName: ${secret}`,
    ...config.map((line) => `      ${line}`),
  ].join('\n')
}

/** GitLab's own tool does all of it at once, with a token that it makes itself. */
export const bootstrapCommand = (agentName: string) => `glab cluster agent bootstrap ${agentName}`
