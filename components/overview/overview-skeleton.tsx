import { Skeleton } from '#components/ui/skeleton.tsx'

/** The frame of the overview until it is known what there is. */
export function OverviewSkeleton() {
  return (
    <div aria-hidden>
      <Skeleton className="mb-3 h-5 w-56" />
      <div className="mb-6 divide-y divide-line border-y border-line">
        {['a', 'b', 'c', 'd', 'e'].map((row) => (
          <div key={row} className="flex h-10 items-center gap-6">
            <Skeleton className="h-3.5 w-20" />
            <Skeleton className="h-3.5 w-52 max-sm:flex-1" />
            <Skeleton className="h-3.5 flex-1 max-sm:hidden" />
          </div>
        ))}
      </div>
      <div className="grid gap-x-10 lg:grid-cols-2">
        {['a', 'b', 'c', 'd'].map((figure) => (
          <div key={figure} className="border-t border-line pt-4 pb-6">
            <Skeleton className="h-5 w-44" />
            <Skeleton className="mt-4 h-36 w-full" />
          </div>
        ))}
      </div>
    </div>
  )
}
