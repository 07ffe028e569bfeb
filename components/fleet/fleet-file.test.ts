import { expect, it } from 'vitest'
import { fleetAgent, fleetCluster } from '#lib/contract/fleet.fixture.ts'
import { fleetFile } from './fleet-file.ts'
import { fleetItems } from './fleet-item.ts'

const now = Date.UTC(2026, 10, 20, 12)
const items = fleetItems([
  fleetAgent(1, { name: '=cmd()', created_by: null }),
  fleetCluster(2, { name: 'a,b' }),
])

it('a CSV file has a line a row, and no cell that a spreadsheet would run', () => {
  const { name, type, text } = fleetFile('csv', items, now)
  expect([name, type]).toEqual(['fleet-2026-11-20T120000Z.csv', 'text/csv;charset=utf-8'])
  const [head, first, second, end] = text.split('\r\n')
  expect(head?.split(',')).toHaveLength(18)
  expect(first).toMatch(/^agent,1,'=cmd\(\),connected,project,101,platform\/team\/app-1,/)
  expect(second).toMatch(/^cluster,2,"a,b",enabled,project,202,shop\/web-2,/)
  expect(end).toBe('')
})

it('a JSON file holds the rows as the console told them', () => {
  const { name, text } = fleetFile('json', items, now)
  expect(name).toBe('fleet-2026-11-20T120000Z.json')
  expect(JSON.parse(text)).toEqual(items.map(({ row }) => row))
})
