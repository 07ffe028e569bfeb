let shown: string | null = null

/**
 * Whose data this page shows: whoever was there first. A page never changes hands, another person gets a fresh one;
 * until then every call says whom it is made for, and the server refuses those that would run as somebody else.
 */
export const pagePerson = {
  id: () => shown,
  enter(id: string) {
    shown ??= id
  },
}
