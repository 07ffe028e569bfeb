import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#lib/cli/process.ts'
import { foldersOf, instructionsOf, lastStage } from './dockerfile.fixture.ts'

const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')

const stage = (...lines: string[]) =>
  ['FROM a AS build', 'RUN npm run assemble -- /app', ...lines].join('\n')

test('a folder that is there already keeps its owner, whatever is copied into it', () => {
  const folders = foldersOf(
    stage(
      'RUN mkdir -m 0700 /app/data',
      'FROM b',
      'COPY --from=build /app /app',
      'COPY --from=build --chown=7:7 /app/data /app/data',
    ),
  )
  expect(folders.get('/app/data')).toEqual({ user: 0, mode: 0o700 })
})

test.each([
  ['a folder that is made for it: its owner, an ordinary mode', '/new', '/new', '/app/data', 0o755],
  ['a folder of what is copied: its owner, and its mode', '/new/data', '/new/', '/app/', 0o700],
])('%s', (_name, made, source, target, mode) => {
  const folders = foldersOf(
    stage(
      `RUN mkdir -p -m 0700 ${made}`,
      'FROM b',
      'COPY --from=build /app /app',
      `COPY --from=build --chown=7:7 ${source} ${target}`,
    ),
  )
  expect(folders.get('/app/data')).toEqual({ user: 7, mode })
  expect(folders.get('/app')).toEqual({ user: 0, mode: 0o755 })
})

test('the volume of the image is for its user alone, and nothing else is that one’s', () => {
  const last = lastStage(instructionsOf(dockerfile))
  const values = (wanted: string) =>
    last.filter(({ name }) => name === wanted).map(({ value }) => value)
  const user = Number(values('USER')[0]?.split(':')[0])
  expect(user).toBeGreaterThan(0)
  const folders = foldersOf(dockerfile)
  const volumes = values('VOLUME').flatMap((value) => JSON.parse(value) as string[])
  expect(volumes).not.toEqual([])
  for (const volume of volumes) expect(folders.get(volume), volume).toEqual({ user, mode: 0o700 })
  const own = [...folders].filter(([, folder]) => folder.user === user).map(([path]) => path)
  expect(own).toEqual(volumes)
})
