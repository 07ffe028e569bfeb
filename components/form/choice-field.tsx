'use client'
'use no memo'
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form'
import { useFieldId } from './form.tsx'

interface ChoiceFieldProps<T extends FieldValues> {
  control: Control<T>
  name: FieldPath<T>
  label: string
  options: readonly { value: string; label: string; about: string }[]
  /** Called after the choice was taken over. */
  onChosen?: () => void
}

/** One of a few ways, each with what it means, all in sight. */
export function ChoiceField<T extends FieldValues>({
  control,
  name,
  label,
  options,
  onChosen,
}: ChoiceFieldProps<T>) {
  const { field } = useController({ control, name })
  const id = useFieldId(name)
  return (
    <fieldset className="space-y-2">
      <legend className="mb-2 font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${id}-${option.value}`}
          className="flex items-start gap-2.5 rounded-control border border-line px-3 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            id={`${id}-${option.value}`}
            name={id}
            checked={field.value === option.value}
            aria-describedby={`${id}-${option.value}-about`}
            onChange={() => {
              field.onChange(option.value)
              onChosen?.()
            }}
            onBlur={field.onBlur}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{option.label}</span>
            <span
              id={`${id}-${option.value}-about`}
              className="block text-meta text-pretty text-text-soft"
            >
              {option.about}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
