/** A kubeconfig with two contexts: `prod` with everything that GitLab needs, `test` with a login program. */
export const kubeconfigText = (caCert: string, token: string) => `
apiVersion: v1
kind: Config
current-context: prod
contexts:
- {name: prod, context: {cluster: eu-prod, user: gitlab}}
- {name: test, context: {cluster: eu-test, user: somebody}}
clusters:
- name: eu-prod
  cluster:
    server: https://eu-prod.example.test:6443
    certificate-authority-data: ${Buffer.from(caCert).toString('base64')}
- name: eu-test
  cluster: {server: https://eu-test.example.test:6443}
users:
- {name: gitlab, user: {token: ${token}}}
- {name: somebody, user: {exec: {command: aws}}}
`
