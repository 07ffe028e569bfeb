import { type FieldValues, get, type Path, type UseFormReturn } from 'react-hook-form'
import { ProblemError } from '#lib/client/problem-error.ts'
import { fieldError, fieldErrorKey } from '#lib/contract/field-error.ts'

/**
 * Puts the messages of a failed write on the fields they belong to, by path; what fits no field goes to the form
 * itself (`root`). Gives whether there was anything to show: other failures are told by a toast.
 */
export function applyProblem<T extends FieldValues>(
  form: Pick<UseFormReturn<T>, 'getValues' | 'setError'>,
  error: Error,
): boolean {
  if (!(error instanceof ProblemError)) return false
  const unplaced: string[] = []
  const entries = Object.entries(error.problem.errors ?? {})
  for (const [path, messages] of entries) {
    const value: unknown = get(form.getValues(), path)
    if (value === undefined || isGroup(value)) unplaced.push(...messages)
    // A path at which the form holds a value is a path of the form.
    else form.setError(path as Path<T>, { type: 'server', message: placed(messages) })
  }
  // Refused without a word: the form says so, because nobody else does.
  const isMute = entries.length === 0 && error.problem.code === 'validation_failed'
  if (isMute) unplaced.push(fieldError('refused_by_gitlab'))
  if (unplaced.length > 0) form.setError('root', { type: 'server', message: unplaced.join('\n') })
  return entries.length > 0 || isMute
}

const isGroup = (value: unknown) => typeof value === 'object' && value !== null

/** A key of the catalog can only be translated alone; GitLab says the rest of it in other words. */
const placed = (messages: string[]) =>
  messages.find((message) => fieldErrorKey(message) !== null) ?? messages.join(' ')
