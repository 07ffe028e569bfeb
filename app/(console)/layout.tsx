import { LeaveGuard } from '#components/form/leave-guard.tsx'
import { ReauthPanel } from '#components/layout/reauth-panel.tsx'
import { SessionEndPanel } from '#components/layout/session-end-panel.tsx'
import { Shell } from '#components/layout/shell.tsx'
import { LeaveModal } from '#components/modal/leave-modal.tsx'

/** The frame holds no data: it renders before anyone is known. */
export default function ConsoleLayout({ children }: LayoutProps<'/'>) {
  return (
    <LeaveGuard>
      <Shell>
        {children}
        <SessionEndPanel />
        <ReauthPanel />
      </Shell>
      <LeaveModal />
    </LeaveGuard>
  )
}
