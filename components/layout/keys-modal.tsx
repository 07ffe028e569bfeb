'use client'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { Modal } from '#components/modal/modal.tsx'
import { Kbd } from '#components/ui/kbd.tsx'

const rows = [
  { id: 'palette', keys: ['Ctrl', 'K'] },
  { id: 'search', keys: ['/'] },
  { id: 'help', keys: ['?'] },
  { id: 'close', keys: ['Esc'] },
  { id: 'move', keys: ['↑', '↓'] },
  { id: 'choose', keys: ['Enter'] },
  { id: 'toasts', keys: ['F6'] },
] as const

/** The list of keys, opened by `?`. */
export function KeysModal({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations('keys')
  return (
    <Modal open={open} onClose={onClose} title={t('title')}>
      <dl className="divide-y divide-line">
        {rows.map(({ id, keys }) => (
          <div key={id} className="flex items-center justify-between gap-4 py-2">
            <dt>{t(id)}</dt>
            <dd className="flex shrink-0 items-center gap-1 text-meta text-text-faint">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && keys[0] === 'Ctrl' && '+'}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
