'use client'
import { FileUp } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'

interface FileButtonProps {
  /** Verb and object: "Choose a file". */
  children: string
  accept?: string
  onFile: (file: File) => void
}

/** Chooses one file of the person's machine; it is read in the browser, not sent. */
export function FileButton({ children, accept, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size="sm" icon={FileUp} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file can be chosen again after it was changed on disk.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
