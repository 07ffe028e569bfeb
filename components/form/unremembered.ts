/** Attributes of a control whose value no spelling service, keyboard or password manager is to keep. */
export const unremembered = {
  spellCheck: false,
  autoComplete: 'off',
  autoCapitalize: 'none',
  'data-1p-ignore': true,
  'data-bwignore': true,
  'data-lpignore': 'true',
} as const
