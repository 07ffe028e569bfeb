'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw, UserX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { ListNotices } from '#components/layout/list-notices.tsx'
import { ListProblem, problemInstead } from '#components/layout/list-problem.tsx'
import { useSession } from '#components/layout/session-gate.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { useGuardedSignOut } from '#components/layout/use-guarded-sign-out.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { sessionListQueries } from '#lib/client/sessions.ts'
import { handleOf } from '#lib/contract/session.ts'
import type { SessionEntry } from '#lib/contract/sessions.ts'
import { PersonFilter } from './person-filter.tsx'
import { allSessionTable, ownSessionTable } from './session-columns.tsx'
import { SessionEndModal } from './session-end-modal.tsx'
import { SessionListContext } from './session-list-context.ts'
import { SignOutEverywhere } from './sign-out-everywhere.tsx'
import { useServerTime } from './use-server-time.ts'

const sessionId = ({ id }: SessionEntry) => id

/** Who is signed in to the console: oneself in every browser, for administrators everybody; each can be ended. */
export function SessionsPage() {
  const t = useTranslations('sessions')
  const session = useSession()
  const isAdmin = session?.user.is_admin === true
  const list = useQuery(sessionListQueries.list())
  const now = useServerTime(list.dataUpdatedAt)
  const signOut = useGuardedSignOut()
  const [person, setPerson] = useQueryState(
    'person',
    parseAsString.withOptions({ history: 'push' }),
  )
  const [ending, setEnding] = useState<SessionEntry | null>(null)
  const [isEndOpen, setEndOpen] = useState(false)
  const items = list.data?.items
  const rows = useMemo(
    () => (items && person !== null ? items.filter(({ user }) => user.username === person) : items),
    [items, person],
  )
  const problem = problemInstead(list)
  const chosen = rows?.find(({ user }) => user.username === person)?.user ?? null
  const isOther = chosen !== null && chosen.id !== session?.user.id
  const own = items?.filter(({ user }) => user.id === session?.user.id) ?? []
  // All names are of one kind, the reader's own too.
  const handle = handleOf({ id: session?.user.id ?? '', username: person ?? '' })
  const clear = () => void setPerson(null)

  return (
    <SessionListContext
      value={{
        now,
        onSignOut: signOut,
        onEnd(entry) {
          setEnding(entry)
          setEndOpen(true)
        },
      }}
    >
      <PageHeader
        title={t('title')}
        fact={session && t(isAdmin ? 'factAll' : 'factOwn')}
        actions={
          rows &&
          !problem && (
            <SignOutEverywhere
              key={isOther ? chosen.username : ''}
              person={isOther ? chosen : null}
              count={isOther ? rows.length : own.length}
            />
          )
        }
      />
      {problem ? (
        <ListProblem
          error={problem}
          forbidden={{ title: t('forbidden.title'), text: <p>{t('forbidden.text')}</p> }}
          onRetry={() => void list.refetch()}
          isRetrying={list.isFetching}
        />
      ) : (
        <>
          <ListNotices list={list} incompleteText={(count) => t('incompleteText', { count })} />
          {rows?.length === 0 ? (
            <StatePanel
              icon={UserX}
              title={t('none.title')}
              text={<p>{t('none.text', { person: handle })}</p>}
              actions={<Button onClick={clear}>{t('none.clear')}</Button>}
            />
          ) : (
            <div data-older={list.isError || undefined}>
              <DataTable
                definition={isAdmin ? allSessionTable : ownSessionTable}
                rows={rows ?? null}
                rowId={sessionId}
                name={t('title')}
                toolbarEnd={
                  <>
                    {isAdmin && (
                      <PersonFilter
                        sessions={items ?? []}
                        person={person}
                        onChange={(next) => void setPerson(next)}
                      />
                    )}
                    <IconButton
                      icon={RotateCw}
                      variant="secondary"
                      label={t('refresh')}
                      busy={list.isFetching}
                      onClick={() => void list.refetch()}
                    />
                  </>
                }
              />
            </div>
          )}
        </>
      )}
      {ending && (
        <SessionEndModal
          key={ending.id}
          session={ending}
          open={isEndOpen}
          onClose={() => setEndOpen(false)}
          onEnded={() => setEndOpen(false)}
        />
      )}
    </SessionListContext>
  )
}
