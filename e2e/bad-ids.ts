/** What stands in no path as an id: GitLab would read some of it as another number, or as another path. */
export const badIds = [
  '0',
  '-1',
  '1.5',
  '1e3',
  '0x1',
  '01',
  '+1',
  '%201',
  '9'.repeat(16),
  '１',
  'NaN',
  '1%2F2',
  '1%2F..',
]
