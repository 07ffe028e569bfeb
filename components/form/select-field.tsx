'use client'
'use no memo'
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { Select, type SelectOption } from '#components/ui/select.tsx'
import { Field, type FieldWords } from './field.tsx'
import { useFieldId } from './form.tsx'

interface SelectFieldProps<T extends FieldValues> extends FieldWords {
  control: Control<T>
  name: FieldPath<T>
  options: readonly SelectOption<string>[]
}

/** One of a few fixed choices. */
export function SelectField<T extends FieldValues>({
  control,
  name,
  options,
  ...words
}: SelectFieldProps<T>) {
  const { field, fieldState } = useController({ control, name })
  const id = useFieldId(name)
  return (
    <Field {...words} id={id} error={fieldState.error?.message}>
      {(describedBy) => (
        <Select
          id={id}
          ref={field.ref}
          value={field.value}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
          options={options}
          invalid={fieldState.invalid}
          aria-describedby={describedBy}
        />
      )}
    </Field>
  )
}
