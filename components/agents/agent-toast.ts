/** One toast an agent: what was done to it last replaces what was done before. */
export const agentToast = (projectId: number, id: number) => `agent ${projectId} ${id}`
