// Halden Freight, an invented company: every person, name and host below is made up.

type Names = readonly [string, ...string[]]

export interface Department {
  name: string
  path: string
  description: string
  visibility: 'private' | 'internal' | 'public'
  subgroups: readonly string[]
  /** What its projects are about. */
  subjects: Names
}

/** Twelve top-level groups with 48 subgroups; a `/` makes a second level. */
export const departments: readonly Department[] = [
  {
    name: 'Platform',
    path: 'platform',
    description: 'Clusters, pipelines and everything below them',
    visibility: 'private',
    subgroups: [
      'Runtime',
      'Delivery',
      'Observability',
      'Runtime/Edge',
      'Runtime/Images',
      'Tooling',
    ],
    subjects: ['cluster', 'ingress', 'registry', 'runner', 'secrets', 'backup', 'dns', 'quota'],
  },
  {
    name: 'Payments',
    path: 'payments',
    description: 'Invoices, cards, refunds',
    visibility: 'private',
    subgroups: ['Billing', 'Cards', 'Ledger', 'Fraud', 'Billing/Invoices'],
    subjects: ['invoice', 'refund', 'card', 'ledger', 'payout', 'tax', 'dunning'],
  },
  {
    name: 'Storefront',
    path: 'storefront',
    description: 'What customers see when they book',
    visibility: 'private',
    subgroups: ['Web', 'Checkout', 'Search', 'Content'],
    subjects: ['booking', 'basket', 'search', 'offer', 'banner', 'review', 'wishlist'],
  },
  {
    name: 'Routing',
    path: 'routing',
    description: 'From here to there, in time',
    visibility: 'private',
    subgroups: ['Planner', 'Traffic', 'Maps', 'Planner/Solver'],
    subjects: ['route', 'tour', 'traffic', 'geocode', 'tile', 'toll', 'eta'],
  },
  {
    name: 'Warehouse',
    path: 'warehouse',
    description: 'Stock, docks and robots',
    visibility: 'private',
    subgroups: ['Inventory', 'Docks', 'Robotics', 'Robotics/Fleet', 'Labels'],
    subjects: ['stock', 'dock', 'pallet', 'picker', 'scanner', 'label', 'conveyor'],
  },
  {
    name: 'Data',
    path: 'data',
    description: 'Pipelines, models and reports',
    visibility: 'internal',
    subgroups: ['Ingest', 'Lake', 'Models', 'Reports', 'Models/Forecast'],
    subjects: ['ingest', 'catalog', 'feature', 'forecast', 'report', 'lineage', 'metric'],
  },
  {
    name: 'Identity',
    path: 'identity',
    description: 'Who is who, and may what',
    visibility: 'private',
    subgroups: ['Accounts', 'Access', 'Directory'],
    subjects: ['account', 'session', 'consent', 'directory', 'role', 'token'],
  },
  {
    name: 'Mobile',
    path: 'mobile',
    description: 'Driver and customer apps',
    visibility: 'private',
    subgroups: ['Driver', 'Customer', 'Push'],
    subjects: ['driver', 'customer', 'push', 'camera', 'signature', 'offline'],
  },
  {
    name: 'Security',
    path: 'security',
    description: 'Finding it before others do',
    visibility: 'private',
    subgroups: ['Scanning', 'Response', 'Policies'],
    subjects: ['scan', 'policy', 'incident', 'vault', 'audit', 'sbom'],
  },
  {
    name: 'Partners',
    path: 'partners',
    description: 'Carriers, customs and ports',
    visibility: 'private',
    subgroups: ['Carriers', 'Customs', 'Ports', 'Carriers/EDI'],
    subjects: ['carrier', 'customs', 'manifest', 'port', 'tariff', 'edi'],
  },
  {
    name: 'Research',
    path: 'research',
    description: 'What may come next',
    visibility: 'private',
    subgroups: ['Autonomy', 'Simulation', 'Simulation/Twin'],
    subjects: ['autonomy', 'twin', 'battery', 'vision', 'depot'],
  },
  {
    name: 'Open Source',
    path: 'open-source',
    description: 'What we give away',
    visibility: 'public',
    subgroups: ['Charts', 'Libraries', 'Docs'],
    subjects: ['chart', 'client', 'operator', 'linter', 'handbook'],
  },
]

export const projectKinds: Names = [
  'api',
  'worker',
  'gateway',
  'events',
  'ui',
  'sync',
  'batch',
  'admin',
  'stream',
  'export',
]

/** Colleagues beside the seven people of world `standard`; ids follow on from theirs. */
export const colleagues: readonly (readonly [username: string, name: string])[] = [
  ['i.bergstad', 'Ingrid Bergstad'],
  ['t.okonjo', 'Tunde Okonjo'],
  ['l.marchetti', 'Livia Marchetti'],
  ['h.sato', 'Haruki Sato'],
  ['p.vandijk', 'Pieter van Dijk'],
  ['a.rahmani', 'Anahita Rahmani'],
]

export const regions: Names = ['eu-north-1', 'eu-west-1', 'eu-central-1', 'us-east-1', 'ap-south-1']

export const hostOf = (name: string) => `https://${name}.k8s.halden-freight.example:6443`
