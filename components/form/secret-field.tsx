'use client'
'use no memo'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import {
  type Control,
  type FieldPathByValue,
  type FieldValues,
  useController,
} from 'react-hook-form'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Field, type FieldWords } from './field.tsx'
import { useFieldId } from './form.tsx'
import { unremembered } from './unremembered.ts'

interface SecretFieldProps<T extends FieldValues> extends FieldWords {
  control: Control<T>
  name: FieldPathByValue<T, string>
  placeholder?: string
  after?: ReactNode
}

/** A secret that is written and never read back: hidden while typed, out of reach of password managers. */
export function SecretField<T extends FieldValues>({
  control,
  name,
  placeholder,
  after,
  ...words
}: SecretFieldProps<T>) {
  const t = useTranslations('form')
  const { field, fieldState } = useController({ control, name })
  const [isShown, setShown] = useState(false)
  const id = useFieldId(name)
  const isLocked = words.locked !== undefined
  return (
    <Field {...words} id={id} error={fieldState.error?.message} after={after}>
      {(describedBy) => (
        <div className="relative">
          <Input
            {...field}
            {...unremembered}
            id={id}
            mono
            type={isShown ? 'text' : 'password'}
            placeholder={placeholder}
            readOnly={isLocked}
            required={!words.optional}
            invalid={fieldState.invalid}
            aria-describedby={describedBy}
            className="pr-9 read-only:border-line read-only:bg-hover"
          />
          {!isLocked && (
            <IconButton
              icon={isShown ? EyeOff : Eye}
              label={isShown ? t('hideSecret') : t('showSecret')}
              size="sm"
              disabled={field.value === ''}
              onClick={() => setShown(!isShown)}
              className="absolute! top-0.5 right-0.5"
            />
          )}
        </div>
      )}
    </Field>
  )
}
