import { expect, test } from 'vitest'
import { csvField, csvOf } from './csv.ts'

const fields: [value: string | number | null, field: string][] = [
  [null, ''],
  ['', ''],
  [17, '17'],
  ['prod', 'prod'],
  ['生产', '生产'],
  ['=cmd()', "'=cmd()"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  [-1, "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['a=b', 'a=b'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ["'quoted", "'quoted"],
]

test.each(fields)('%j is written as %j', (value, field) => {
  expect(csvField(value)).toBe(field)
})

test('a file has its names in the first line', () => {
  const columns = [
    ['name', ({ name }: { name: string }) => name],
    ['length', ({ name }: { name: string }) => name.length],
  ] as const
  expect(csvOf(columns, [{ name: 'a,b' }])).toBe('name,length\r\n"a,b",3\r\n')
})
