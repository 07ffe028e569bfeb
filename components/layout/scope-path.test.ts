import { expect, test } from 'vitest'
import { isAgentsPath, scopeOfPath } from './scope-path.ts'

const scopes: [path: string, scope: ReturnType<typeof scopeOfPath>][] = [
  ['/instance/clusters', { kind: 'instance' }],
  ['/group-42/clusters/7', { kind: 'group', id: 42 }],
  ['/project-7/clusters', { kind: 'project', id: 7 }],
  ['/projects/7/agents', { kind: 'project', id: 7 }],
  ['/projects/7/agents/3/rotation', { kind: 'project', id: 7 }],
  ['/projects/x/agents', null],
  ['/projects/07/agents', null],
  ['/projects', null],
  ['/settings', null],
  ['/', null],
]
test.each(scopes)('the scope of %s', (path, scope) => {
  expect(scopeOfPath(path)).toEqual(scope)
})

const agents: [path: string, is: boolean][] = [
  ['/projects/7/agents', true],
  ['/projects/7/agents/3', true],
  ['/projects/7/agentsx', false],
  ['/project-7/clusters', false],
]
test.each(agents)('whether %s is a page of agents', (path, is) => {
  expect(isAgentsPath(path)).toBe(is)
})
