import { startSsoStack } from '../sso-stack.ts'
import { test as watched } from './watched.ts'

/** The cases of group K: a console behind an SSO, with settings that a file may change, watched as the rest of the suite. */
export const test = watched.extend<object, { ssoEnv: Record<string, string> }>({
  ssoEnv: [{}, { option: true, scope: 'worker' }],
  stack: [
    async ({ engine, ssoEnv }, use) => {
      const stack = await startSsoStack({ LOG_LEVEL: 'debug', ...ssoEnv }, engine)
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})
export { expect } from './watched.ts'
