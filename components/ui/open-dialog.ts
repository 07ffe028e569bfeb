/**
 * Whether a dialog stands over the page; one that fades out counts no more. A toast has the role of a dialog too, but stands
 * beside the page and hinders nobody.
 */
export const isDialogOpen = (): boolean =>
  document.querySelector(
    ':is([role=dialog], [role=alertdialog]):not([data-closed], [role=region][aria-live] *)',
  ) !== null
