/** A text to be saved by the person; `type` is its media type. */
export interface TextFile {
  name: string
  type: string
  text: string
}

/** The browser has taken the file by then. */
const revokeMs = 10_000

/** Gives a text to the person as a file. */
export function download({ name, type, text }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), revokeMs)
}

/** A moment (epoch milliseconds) as it stands in names of files. */
export const fileStamp = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z`
