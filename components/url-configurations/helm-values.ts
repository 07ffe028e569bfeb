/*
 * What the agent's Helm chart takes for a receptive agent: GitLab's manual, "Installing the agent", option 2, and the
 * chart's README. For mTLS the chart has no values of its own (gitlab-org/charts/gitlab-agent#64): agentk's options
 * `--api-mtls` and `--api-client-ca-cert-file` go through `extraArgs`.
 */

const plain = /^[\w+/=.:-]+$/

/** A word of a shell command as it stands for itself. */
const word = (text: string): string =>
  plain.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A YAML scalar as it stands for itself. */
const scalar = (text: string): string => JSON.stringify(text)

/** Options of `helm upgrade --install`, for an agent that knows GitLab by its public key. */
export const jwtFlags = (publicKey: string): string => `--set config.receptive.enabled=true \\
--set config.api.jwtPublicKey=${word(publicKey)}`

/** The same as a values file. */
export const jwtValues = (publicKey: string): string => `config:
  receptive:
    enabled: true
  api:
    jwtPublicKey: ${scalar(publicKey)}
`

/** Values of an agent that knows GitLab by its client certificate, whose authority is in the secret of {@link mtlsSecret}. */
export const mtlsValues = `config:
  receptive:
    enabled: true
  api:
    tls:
      enabled: true
extraArgs:
  - --api-mtls=true
  - --api-client-ca-cert-file=/etc/agentk/client-ca/ca.crt
extraVolumes:
  - name: client-ca
    secret:
      secretName: agentk-client-ca
extraVolumeMounts:
  - name: client-ca
    mountPath: /etc/agentk/client-ca
    readOnly: true
`

/** The command that makes the secret, in the namespace of GitLab's own install command (gitlab-api.md §6.6). */
export const mtlsSecret = (
  agentName: string,
): string => `kubectl create secret generic agentk-client-ca \\
    --namespace ${word(`gitlab-agent-${agentName.slice(0, 50).replace(/-+$/, '')}`)} \\
    --from-file=ca.crt=client-ca.pem`

/** Options of `helm upgrade --install` that go with the values file. */
export const mtlsFlags = `--values values.yaml \\
--set-file config.api.tls.cert=agent.pem \\
--set-file config.api.tls.key=agent-key.pem`
