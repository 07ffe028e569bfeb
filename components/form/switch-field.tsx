'use client'
'use no memo'
import type { ReactNode } from 'react'
import {
  type Control,
  type FieldPathByValue,
  type FieldValues,
  useController,
} from 'react-hook-form'
import { Switch } from '#components/ui/switch.tsx'
import { useErrorText } from './error-text.ts'
import { useFieldId } from './form.tsx'

interface SwitchFieldProps<T extends FieldValues> {
  control: Control<T>
  name: FieldPathByValue<T, boolean>
  label: string
  help?: ReactNode
}

/** On or off; takes effect with the rest of the form. */
export function SwitchField<T extends FieldValues>({
  control,
  name,
  label,
  help,
}: SwitchFieldProps<T>) {
  const { field, fieldState } = useController({ control, name })
  const errorText = useErrorText()
  const id = useFieldId(name)
  return (
    <div className="space-y-1">
      <Switch
        id={id}
        name={name}
        ref={field.ref}
        checked={field.value}
        onCheckedChange={field.onChange}
        onBlur={field.onBlur}
        label={label}
        description={help}
      />
      {fieldState.error?.message && (
        <p className="text-meta text-bad-text">{errorText(fieldState.error.message)}</p>
      )}
    </div>
  )
}
