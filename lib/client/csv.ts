/** A spreadsheet runs a cell that begins like this as a formula. */
const formula = /^[=+\-@\t\r]/

/** What a cell can hold; null is an empty one. */
export type CsvValue = string | number | null

/** One field by RFC 4180; text that a spreadsheet would run is kept from it by an apostrophe. */
export function csvField(value: CsvValue): string {
  if (value === null) return ''
  const text = String(value)
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csvLine = (values: readonly CsvValue[]) => `${values.map(csvField).join(',')}\r\n`

/** A column of a CSV file: its name in the first line, for tools, and its value in each row. */
export type CsvColumn<T> = readonly [name: string, value: (row: T) => CsvValue]

/** A CSV file of these rows. */
export const csvOf = <T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string =>
  [
    csvLine(columns.map(([name]) => name)),
    ...rows.map((row) => csvLine(columns.map(([, value]) => value(row)))),
  ].join('')
