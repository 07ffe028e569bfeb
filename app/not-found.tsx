import { NotFoundView } from '#components/layout/not-found-view.tsx'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col justify-center">
      <NotFoundView />
    </main>
  )
}
