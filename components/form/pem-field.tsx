'use client'
'use no memo'
import clsx from 'clsx'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import {
  type Control,
  type FieldPathByValue,
  type FieldValues,
  useController,
} from 'react-hook-form'
import { Button } from '#components/ui/button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { Field, type FieldWords } from './field.tsx'
import { FileButton } from './file-button.tsx'
import { useFieldId } from './form.tsx'
import { pemFromFile, pemFromText } from './pem.ts'
import { unremembered } from './unremembered.ts'

const maxFileBytes = 1_000_000

const kinds = {
  certificate: {
    fileTypes: '.pem,.crt,.cer,.der,application/x-x509-ca-cert,application/x-pem-file',
    placeholder: '-----BEGIN CERTIFICATE-----',
  },
  key: {
    fileTypes: '.pem,.key,application/x-pem-file',
    placeholder: '-----BEGIN PRIVATE KEY-----',
  },
} as const

interface PemFieldProps<T extends FieldValues> extends FieldWords {
  control: Control<T>
  name: FieldPathByValue<T, string>
  /** A private key is covered while nobody asks to see it, and kept from programs that remember what is typed. */
  kind: keyof typeof kinds
  /** Under the control: what the value says. */
  after?: ReactNode
}

/** PEM by typing, pasting, dropping or choosing a file, which is read in the browser. */
export function PemField<T extends FieldValues>({
  control,
  name,
  kind,
  after,
  ...words
}: PemFieldProps<T>) {
  const t = useTranslations('form.pem')
  const { field, fieldState } = useController({ control, name })
  const [isOver, setOver] = useState(false)
  const [isTooLarge, setTooLarge] = useState(false)
  const [isShown, setShown] = useState(false)
  const id = useFieldId(name)
  const isLocked = words.locked !== undefined
  const isCovered = kind === 'key' && !isShown

  async function take(file: File) {
    if (isLocked) return
    setTooLarge(file.size > maxFileBytes)
    if (file.size > maxFileBytes) return
    field.onChange(pemFromFile(new Uint8Array(await file.arrayBuffer())))
    field.onBlur()
  }

  return (
    <Field {...words} id={id} error={fieldState.error?.message} after={after}>
      {(describedBy) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is extra; the button does the same
        <div
          className="space-y-2"
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            setOver(false)
            const [file] = event.dataTransfer.files
            if (!file) return
            event.preventDefault()
            void take(file)
          }}
        >
          <Textarea
            {...field}
            {...unremembered}
            id={id}
            mono
            rows={kind === 'key' ? 4 : 6}
            onChange={(event) => field.onChange(pemFromText(event.target.value))}
            placeholder={kinds[kind].placeholder}
            readOnly={isLocked}
            invalid={fieldState.invalid}
            aria-describedby={describedBy}
            data-over={isOver || undefined}
            className={clsx(
              'read-only:border-line read-only:bg-hover read-only:text-text-soft data-over:border-accent data-over:bg-accent-soft',
              isCovered && field.value !== '' && '[-webkit-text-security:disc]',
            )}
          />
          {!isLocked && (
            <div className="flex flex-wrap items-center gap-2">
              <FileButton accept={kinds[kind].fileTypes} onFile={(file) => void take(file)}>
                {t('choose')}
              </FileButton>
              <span className="text-meta text-text-faint">{t('drop')}</span>
              {kind === 'key' && field.value !== '' && (
                <span className="ml-auto">
                  <Button
                    size="sm"
                    variant="ghost"
                    icon={isShown ? EyeOff : Eye}
                    onClick={() => setShown(!isShown)}
                  >
                    {t(isShown ? 'hideKey' : 'showKey')}
                  </Button>
                </span>
              )}
            </div>
          )}
          {isTooLarge && <p className="text-meta text-bad-text">{t('fileTooLarge')}</p>}
        </div>
      )}
    </Field>
  )
}
