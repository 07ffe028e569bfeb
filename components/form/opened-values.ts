'use client'
'use no memo'
import { type Control, type FieldValues, useFormState } from 'react-hook-form'

/** The values that a form was opened with or reset to last. */
export function useOpenedValues<T extends FieldValues>(control: Control<T>): T {
  // Forms of this console have complete default values; the library's type allows for others.
  return useFormState({ control }).defaultValues as T
}
