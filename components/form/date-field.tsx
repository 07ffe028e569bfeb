'use client'
'use no memo'
import {
  type Control,
  type FieldPathByValue,
  type FieldValues,
  useController,
} from 'react-hook-form'
import { Input } from '#components/ui/input.tsx'
import { Field, type FieldWords } from './field.tsx'
import { useFieldId } from './form.tsx'

interface DateFieldProps<T extends FieldValues> extends FieldWords {
  control: Control<T>
  name: FieldPathByValue<T, string>
  /** The first and the last day that can be chosen, `2026-12-01`. */
  min: string
  max: string
}

/** A day; the value is `2026-12-01`, empty while none is chosen. */
export function DateField<T extends FieldValues>({
  control,
  name,
  min,
  max,
  ...words
}: DateFieldProps<T>) {
  const { field, fieldState } = useController({ control, name })
  const id = useFieldId(name)
  return (
    <Field {...words} id={id} error={fieldState.error?.message}>
      {(describedBy) => (
        <Input
          {...field}
          id={id}
          type="date"
          min={min}
          max={max}
          required={!words.optional}
          invalid={fieldState.invalid}
          aria-describedby={describedBy}
          className="w-44"
        />
      )}
    </Field>
  )
}
