import { stackTest } from '../fixtures.ts'
import { startSsoStack } from '../sso-stack.ts'

/** The cases of group K: a console behind an SSO, with settings that a file may change. */
export const test = stackTest.extend<object, { ssoEnv: Record<string, string> }>({
  ssoEnv: [{}, { option: true, scope: 'worker' }],
  stack: [
    async ({ engine, ssoEnv }, use) => {
      const stack = await startSsoStack(ssoEnv, engine)
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})
export { expect } from '../fixtures.ts'
