import { randomBytes } from 'node:crypto'

/**
 * A complete configuration against a simulated GitLab, with keys that live as long as the process.
 * @param gitlabUrl origin of the simulated GitLab
 * @param port the console's port on localhost
 * @param store path of the SQLite file
 */
export function demoEnv(gitlabUrl: string, port: number, store: string): Record<string, string> {
  return {
    APP_ORIGIN: `http://localhost:${port}`,
    GITLAB_URL: gitlabUrl,
    AUTH_MODE: 'oauth',
    GITLAB_OAUTH_CLIENT_ID: 'console',
    GITLAB_OAUTH_CLIENT_SECRET: 'console-secret',
    SESSION_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    AUDIT_KEY: randomBytes(32).toString('base64'),
    STORE_URL: `sqlite:${store}`,
    PORT: String(port),
    // Nothing stands in front of it that would have to notice.
    DRAIN_S: '0',
  }
}
