/** A body that scrolls is reached by keyboard, though nothing in it may take the focus; one that does not is no stop. */
export function reachWhereItScrolls(body: HTMLElement | null) {
  if (body === null) return
  const tell = () => {
    if (body.scrollHeight > body.clientHeight) body.tabIndex = 0
    else body.removeAttribute('tabindex')
  }
  const observer = new ResizeObserver(tell)
  observer.observe(body)
  if (body.firstElementChild) observer.observe(body.firstElementChild)
  return () => observer.disconnect()
}
