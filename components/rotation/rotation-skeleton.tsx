import { Skeleton } from '#components/ui/skeleton.tsx'

/** The place of the wizard while the agent and its tokens are read. */
export function RotationSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="pb-4">
        <Skeleton className="h-7 w-72 max-w-full" />
        <Skeleton className="mt-1 h-4 w-56 max-w-full" />
      </div>
      <div className="grid grid-cols-[minmax(0,40rem)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,40rem)_minmax(18rem,22rem)]">
        <div className="space-y-5">
          {['look', 'create', 'install', 'watch', 'revoke'].map((step) => (
            <div key={step} className="flex gap-3">
              <Skeleton className="size-6 rounded-full" />
              <div className="flex-1 space-y-2 pt-0.5">
                <Skeleton className="h-5 w-48" />
                {step === 'create' && <Skeleton className="h-24 w-full" />}
              </div>
            </div>
          ))}
        </div>
        <div className="space-y-3">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-32 w-full" />
        </div>
      </div>
    </div>
  )
}
