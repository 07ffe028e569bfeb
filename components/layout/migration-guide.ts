/** GitLab's own page on why the integration is deprecated and how to move to the agent. */
export const migrationGuideUrl =
  'https://docs.gitlab.com/user/infrastructure/clusters/migrate_to_gitlab_agent/'
