'use client'
import { type ToastOptions, useToasts } from '#components/ui/toaster.tsx'
import { ProblemFacts, useProblemText } from './problem-text.tsx'

interface ProblemToastOptions extends Pick<ToastOptions, 'id' | 'tone' | 'action'> {
  /** What did not work; the failure's own title then goes before what to do about it. */
  title?: string
  /** Instead of what to do about it. */
  text?: string
}

/** Tells a failure that has no place on the page. One toast a cause: the same failure again replaces it. */
export function useProblemToast(): (error: Error, options?: ProblemToastOptions) => string {
  const toasts = useToasts()
  const textOf = useProblemText()
  return (error, { title, text, ...options } = {}) => {
    const problem = textOf(error)
    const words = text ?? problem.action
    return toasts.add({
      id: `failed ${problem.code}`,
      tone: 'bad',
      ...options,
      title: title ?? problem.title,
      description: (
        <ProblemFacts
          text={title === undefined ? words : `${problem.title}. ${words}`}
          requestId={problem.requestId}
        />
      ),
    })
  }
}
