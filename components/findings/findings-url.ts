import { parseAsString, parseAsStringLiteral } from 'nuqs/server'

const views = ['findings', 'duplicates', 'people'] as const

/** `?view=duplicates`, `?person=ann`: a named person is always shown among the people. */
export const findingsUrl = {
  view: parseAsStringLiteral(views).withDefault('findings'),
  person: parseAsString,
}
