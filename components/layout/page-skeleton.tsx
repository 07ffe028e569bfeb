'use client'
import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** What stands in a page's place until it is known who is there: title, line of fact, a few rows. */
export function PageSkeleton() {
  const t = useTranslations('common')
  return (
    <div role="status">
      <h1 className="sr-only">{t('loading')}</h1>
      <div className="pb-4">
        <Skeleton className="my-1 h-5 w-40" />
        <Skeleton className="mt-2 h-4 w-72 max-w-full" />
      </div>
      <div className="divide-y divide-line border-y border-line">
        {['a', 'b', 'c', 'd', 'e'].map((row) => (
          <div key={row} className="flex h-9 items-center gap-6">
            <Skeleton className="h-3.5 w-44" />
            <Skeleton className="h-3.5 w-20 max-sm:hidden" />
            <Skeleton className="h-3.5 flex-1 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  )
}
