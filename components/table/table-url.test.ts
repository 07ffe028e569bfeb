import { createLoader, createSerializer, type inferParserType } from 'nuqs/server'
import { describe, expect, it } from 'vitest'
import { tableUrl } from './table-url.ts'

const url = tableUrl({
  hideable: ['status', 'ca', 'id'],
  hiddenAtFirst: ['id'],
  sortable: ['name', 'ca'],
  facets: {
    status: ['enabled', 'disabled'],
    ca: ['expired', 'fine'],
    creator: 'values',
    token_age: 'number',
  },
  sort: { id: 'name', desc: false },
  groups: ['creator'],
})
const read = createLoader({ ...url.view, ...url.facets })
const writeView = createSerializer(url.view)
const writeFacets = createSerializer(url.facets)

const first = {
  q: '',
  sort: { id: 'name', desc: false },
  columns: null,
  page: 1,
  size: '50',
  status: [],
  ca: [],
  creator: [],
  token_age: [],
  group: null,
}

describe('reading', () => {
  it.each([
    ['nothing', '', {}],
    ['a search', '?q=prod%20eu', { q: 'prod eu' }],
    ['a sort', '?sort=ca', { sort: { id: 'ca', desc: false } }],
    ['a descending sort', '?sort=-ca', { sort: { id: 'ca', desc: true } }],
    ['a sort by a column that cannot sort', '?sort=status', {}],
    ['a sort by no column', '?sort=nothing', {}],
    ['one value of a facet', '?status=disabled', { status: ['disabled'] }],
    [
      'two facets',
      '?status=enabled,disabled&ca=fine',
      {
        status: ['enabled', 'disabled'],
        ca: ['fine'],
      },
    ],
    ['a value that does not exist', '?status=asleep,enabled', { status: ['enabled'] }],
    ['values that the rows tell', '?creator=root,a%252Cb', { creator: ['root', 'a,b'] }],
    ['a number', '?token_age=180', { token_age: ['180'] }],
    ['a number that is none', '?token_age=old', {}],
    ['a group', '?group=creator', { group: 'creator' }],
    ['a group by what cannot be grouped by', '?group=name', {}],
    ['other columns', '?columns=id,ca', { columns: ['id', 'ca'] }],
    ['columns that do not exist', '?columns=x,id', { columns: ['id'] }],
    ['no columns but the first', '?columns=', { columns: [] }],
    ['a page', '?page=3', { page: 3 }],
    ['page 0', '?page=0', {}],
    ['a page that is no number', '?page=2x', {}],
    ['a page size', '?size=all', { size: 'all' }],
    ['a page size not offered', '?size=51', {}],
  ])('%s', (_name, query, expected) => {
    expect(read(query)).toEqual({ ...first, ...expected })
  })
})

describe('writing', () => {
  it.each<[string, Partial<inferParserType<typeof url.view>>, string]>([
    ['first values leave nothing', { q: '', page: 1, size: '50', columns: null }, ''],
    ['the first sort', { sort: { id: 'name', desc: false } }, ''],
    ['a descending sort', { sort: { id: 'ca', desc: true } }, '?sort=-ca'],
    ['columns', { columns: ['id'] }, '?columns=id'],
    ['the usual columns, chosen', { columns: ['status', 'ca'] }, '?columns=status,ca'],
    ['no columns', { columns: [] }, '?columns='],
    ['a search on a page', { q: 'a b', page: 2, size: '100' }, '?q=a+b&page=2&size=100'],
  ])('%s', (_name, view, expected) => {
    expect(writeView(view)).toBe(expected)
  })

  it.each([
    [{ status: ['enabled', 'disabled'] }, '?status=enabled,disabled'],
    [{ status: [], ca: ['fine'] }, '?ca=fine'],
    [{ creator: ['root', 'a,b'], token_age: ['90'] }, '?creator=root,a%252Cb&token_age=90'],
  ])('facets %j', (facets, expected) => {
    expect(writeFacets(facets)).toBe(expected)
  })
})
