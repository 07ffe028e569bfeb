import 'server-only'

/**
 * An HTTP date with milliseconds: `Fri, 20 Nov 2026 23:18:05.120 GMT`. GitLab's `Time.parse` and JavaScript's
 * `Date.parse` read them. Whole seconds would not do: cut off, a record looks changed in the second it was made; rounded
 * up, a change by somebody else goes unnoticed.
 */
export const preciseHttpDate = (date: Date): string =>
  date.toUTCString().replace(' GMT', `.${String(date.getUTCMilliseconds()).padStart(3, '0')} GMT`)
