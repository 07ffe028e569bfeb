import type { Combobox } from '@base-ui/react/combobox'

/**
 * For the input of a combobox. Escape closes its list, and with the list closed it is meant for what stands around: Base
 * UI would take everything that was chosen away.
 */
export const keepChoice: NonNullable<Combobox.Input.Props['onKeyDown']> = (event) => {
  const isOpen = event.currentTarget.getAttribute('aria-expanded') === 'true'
  if (event.key === 'Escape' && !isOpen) event.preventBaseUIHandler()
}
