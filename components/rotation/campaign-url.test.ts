import { describe, expect, test } from 'vitest'
import { campaignUrl, isDays, maxProjects } from './campaign-url.ts'

describe('projects', () => {
  test.each([
    ['1,2', [1, 2]],
    ['2,1,2', [2, 1]],
    ['', []],
    [',', []],
    ['0,-1,a,1.5,1e3,７, 8,9', [9]],
    ['1234567890123456', []],
    ['../1', []],
  ])('%j is %j', (text, ids) => {
    expect(campaignUrl.projects.parse(text)).toEqual(ids)
  })

  test('no more are read than one campaign takes', () => {
    const many = Array.from({ length: maxProjects + 1 }, (_, index) => index + 1)
    expect(campaignUrl.projects.parse(many.join(','))).toEqual(many.slice(0, maxProjects))
  })
})

test.each([
  ['180', true],
  ['1', true],
  ['3650', true],
  ['0', false],
  ['3651', false],
  ['-1', false],
  ['1.5', false],
  ['1e2', false],
  ['', false],
  ['９', false],
])('%j days: %s', (text, isOne) => {
  expect(isDays(text)).toBe(isOne)
  expect(campaignUrl.days.parse(text)).toBe(isOne ? Number(text) : null)
})
