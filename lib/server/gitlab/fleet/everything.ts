import 'server-only'
import { unlessRefused } from '../attempt.ts'
import { getCurrentUser } from '../user.ts'
import { AgentPhase } from './agent-phase.ts'
import { UnreadParts } from './agent-unread.ts'
import { ClusterLists } from './cluster-lists.ts'
import { ClusterFinder } from './clusters.ts'
import { type Gap, inScan, type ScanContext } from './context.ts'
import { detectFeatures } from './features.ts'
import { orEverything } from './gap.ts'
import { listGroups } from './group-list.ts'
import type { Project } from './places.ts'
import { listMaintainedProjects, listProjects } from './project-list.ts'
import { readUrlConfigurations } from './url-configurations.ts'

/** Reads the clusters of the instance, and learns from that whether GitLab takes this person as an administrator. */
async function readInstance(scan: ScanContext, lists: ClusterLists): Promise<void> {
  scan.tally.expect('instance', 1)
  const answer = await lists.readInstance()
  scan.isElevated = answer === 'read'
  if (answer === null) {
    const { value } = await unlessRefused(scan.call((gitlab) => getCurrentUser(gitlab, inScan)))
    scan.isElevated = value?.is_admin ?? false
  }
  scan.tally.done('instance')
}

async function readPersonal(
  scan: ScanContext,
  lists: ClusterLists,
  projects: readonly Project[],
): Promise<void> {
  if (!scan.options.personal) return scan.skip('personal')
  const personal = projects.filter(({ groupId }) => groupId === null)
  await lists.read(
    personal.map((place) => ({ kind: 'project', place })),
    'personal',
  )
}

const places = (place: string): Gap => ({ what: 'places', place, scope: null })

/**
 * The phases of a scan, each begun as soon as what it builds on is known (decisions/0063). What fails leaves a gap; throws
 * only what ends the scan.
 */
export async function readEverything(scan: ScanContext): Promise<void> {
  const { tally } = scan
  const lists = new ClusterLists(scan)
  const unread = new UnreadParts()
  tally.open('groups', 'projects', 'agents', 'clusters')
  await Promise.all([
    readInstance(scan, lists),
    orEverything(scan, { what: 'url_configurations', place: 'schema', scope: null }, () =>
      detectFeatures(scan),
    ),
  ])
  const early: Project[] = []
  let take = (projects: Project[]): Promise<void> | void => void early.push(...projects)
  const listed = orEverything(scan, places('projects'), () =>
    listProjects(scan, (projects) => take(projects)),
  )
  listed.catch(() => undefined)
  const [hasGroups] = await Promise.all([
    orEverything(scan, places('groups'), () => listGroups(scan)),
    orEverything(scan, places('maintained projects'), () => listMaintainedProjects(scan)),
  ])
  tally.close('groups')
  const agents = new AgentPhase(scan, unread)
  agents.add(early)
  take = (projects) => agents.add(projects)
  const finder = new ClusterFinder(scan, lists, listed)
  await Promise.all([
    listed.then(() => {
      tally.close('projects')
      scan.knowsProjects()
    }),
    agents.read(listed).then(() => readUrlConfigurations(scan)),
    hasGroups ? finder.readAll() : tally.close('clusters'),
    listed.then(() => readPersonal(scan, lists, [...scan.places.projects.values()])),
  ])
  lists.tellSilent()
  // A range of projects that is read again later brings places that nothing has looked into yet.
  take = async (projects) => {
    const late = new AgentPhase(scan, unread, { late: true })
    late.add(projects)
    await Promise.all([
      late.read(Promise.resolve()),
      finder.readUncovered(projects),
      readPersonal(scan, lists, projects),
    ])
    lists.tellSilent()
  }
}
