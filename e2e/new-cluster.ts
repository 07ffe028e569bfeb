/** What the form of a new certificate-based cluster sends; a fake of everything that is not given. */
export const newCluster = (
  name: string,
  { environmentScope = name, token = 'fake-service-token', caCert = '' } = {},
) => ({
  name,
  enabled: true,
  managed: true,
  namespace_per_environment: true,
  environment_scope: environmentScope,
  domain: '',
  management_project_id: null,
  platform_kubernetes_attributes: {
    api_url: `https://${name}.example.test:6443`,
    token,
    ca_cert: caCert,
    namespace: '',
    authorization_type: 'rbac',
  },
})
