import { shownName } from '#components/ui/shown-name.ts'

/** A word of machines, such as an id. */
export const Mono = ({ children }: { children: string }) => (
  <span className="font-mono text-table break-all">{shownName(children)}</span>
)
