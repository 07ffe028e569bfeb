import { createParser } from 'nuqs/server'

/** So many projects at most are read for one campaign; more would ask GitLab for too much at once. */
export const maxProjects = 50

const minDays = 1
const maxDays = 3650

/** `1,2`: project ids, each once; what is no id is dropped. */
const projectsParser = createParser<number[]>({
  parse(value) {
    const ids = value.split(',').filter((part) => /^[1-9]\d{0,14}$/.test(part))
    return [...new Set(ids.map(Number))].slice(0, maxProjects)
  },
  serialize: (ids) => ids.join(','),
  eq: (a, b) => a.join() === b.join(),
})

const daysParser = createParser<number>({
  parse: (value) => (isDays(value) ? Number(value) : null),
  serialize: String,
})

/** Whether a text is a number of days that a campaign can have. */
export const isDays = (text: string): boolean =>
  /^\d{1,4}$/.test(text) && Number(text) >= minDays && Number(text) <= maxDays

/** `?projects=1,2&days=180`: whose agents, and which tokens are too old. */
export const campaignUrl = {
  projects: projectsParser.withDefault([]),
  days: daysParser.withDefault(180),
}
