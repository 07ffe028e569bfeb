'use client'
'use no memo'
import type { ReactNode } from 'react'
import {
  type Control,
  type FieldPathByValue,
  type FieldValues,
  useController,
} from 'react-hook-form'
import { Input, type InputProps } from '#components/ui/input.tsx'
import { Field, type FieldWords } from './field.tsx'
import { useFieldId } from './form.tsx'

interface TextFieldProps<T extends FieldValues>
  extends FieldWords,
    Pick<InputProps, 'mono' | 'placeholder' | 'inputMode'> {
  control: Control<T>
  name: FieldPathByValue<T, string>
  after?: ReactNode
}

/** One line of text. */
export function TextField<T extends FieldValues>({
  control,
  name,
  after,
  mono,
  placeholder,
  inputMode,
  ...words
}: TextFieldProps<T>) {
  const { field, fieldState } = useController({ control, name })
  const id = useFieldId(name)
  return (
    <Field {...words} id={id} error={fieldState.error?.message} after={after}>
      {(describedBy) => (
        <Input
          {...field}
          id={id}
          mono={mono}
          placeholder={placeholder}
          inputMode={inputMode}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          readOnly={words.locked !== undefined}
          required={!words.optional}
          invalid={fieldState.invalid}
          aria-describedby={describedBy}
          className="read-only:border-line read-only:bg-hover read-only:text-text-soft"
        />
      )}
    </Field>
  )
}
