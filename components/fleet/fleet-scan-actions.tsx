'use client'
import { RotateCw, SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuCheckboxItem, MenuHeading } from '#components/ui/menu.tsx'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetOptions, FleetSnapshot } from '#lib/client/fleet-snapshot.ts'

const choices = ['personal', 'thorough'] as const

/** Scans anew, with what is to be looked at beyond the usual. */
export function FleetScanActions({ scan }: { scan: FleetSnapshot }) {
  const t = useTranslations('fleet.scan')
  const [options, setOptions] = useState<FleetOptions>({ personal: false, thorough: false })
  const isBusy = scan.step === 'running' || scan.step === 'waiting' || scan.step === 'asking'
  return (
    <>
      <Menu
        trigger={<IconButton icon={SlidersHorizontal} variant="secondary" label={t('options')} />}
      >
        <MenuHeading>{t('next')}</MenuHeading>
        {choices.map((choice) => (
          <MenuCheckboxItem
            key={choice}
            checked={options[choice]}
            onCheckedChange={(checked) => setOptions({ ...options, [choice]: checked })}
          >
            <span className="max-w-64">
              {t(`${choice}.label`)}
              <span className="block text-meta text-text-soft">{t(`${choice}.text`)}</span>
            </span>
          </MenuCheckboxItem>
        ))}
      </Menu>
      <Button icon={RotateCw} disabled={isBusy} onClick={() => void fleetScan.restart(options)}>
        {t('again')}
      </Button>
    </>
  )
}
