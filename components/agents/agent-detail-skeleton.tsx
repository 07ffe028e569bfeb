import { Skeleton } from '#components/ui/skeleton.tsx'

/** The place of the page while the agent is read: header, features, facts, in their final sizes. */
export function AgentDetailSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      <h1 className="sr-only">{label}</h1>
      <div className="pb-4">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="mt-1.5 h-5 w-96 max-w-full" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(18rem,22rem)]">
        <div className="max-w-4xl space-y-10">
          {['tokens', 'url'].map((section) => (
            <div key={section} className="space-y-3">
              <Skeleton className="h-5 w-40" />
              <Skeleton className="h-44 w-full" />
            </div>
          ))}
        </div>
        <div className="space-y-px">
          {['contact', 'registered', 'by', 'project', 'file', 'receptive', 'id'].map((fact) => (
            <Skeleton key={fact} className="h-9 w-full" />
          ))}
        </div>
      </div>
    </div>
  )
}
