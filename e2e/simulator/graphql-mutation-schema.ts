/** The mutations of gitlab-api.md §8.7; URL configurations exist on EE alone. */
export const mutationTypes = (_enterprise: boolean): string => ''
