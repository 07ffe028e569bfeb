import { Skeleton } from '#components/ui/skeleton.tsx'

/** The place of the page while the record is read: header, facts, form, in their final sizes. */
export function ClusterDetailSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="pb-4">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="mt-1 h-4 w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-[minmax(0,40rem)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,40rem)_minmax(18rem,24rem)]">
        <div className="order-2 space-y-6 xl:order-1">
          {['name', 'scope', 'domain', 'url', 'ca', 'token'].map((field) => (
            <div key={field} className="space-y-2">
              <Skeleton className="h-4 w-32" />
              <Skeleton className={field === 'ca' ? 'h-32 w-full' : 'h-8 w-full'} />
            </div>
          ))}
        </div>
        <div className="order-1 space-y-px xl:order-2">
          {['type', 'provider', 'created', 'by', 'ca', 'project', 'id'].map((fact) => (
            <Skeleton key={fact} className="h-9 w-full" />
          ))}
        </div>
      </div>
    </div>
  )
}
