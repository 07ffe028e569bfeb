import type { Stack } from './stack.ts'

/** GitLab does not tell what a member of project 1 may do: the console offers it, and GitLab refuses. */
export const withholdRights = ({ control }: Stack['gitlab']) =>
  control.fault({
    method: 'GET',
    path: '/api/v4/projects/1/members/all/:id',
    mode: 'status',
    status: 500,
    times: 99,
  })
