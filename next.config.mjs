import { readFileSync } from 'node:fs'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin({ requestConfig: './lib/server/locale.ts' })

/** The few words of the page for the case that nothing else works; it may neither load a catalog nor weigh on others. */
function lastResortWords(locale) {
  const file = new URL(`./lib/messages/${locale}.json`, import.meta.url)
  const { common, errors } = JSON.parse(readFileSync(file, 'utf8'))
  return { appName: common.appName, retry: common.retry, ...errors.unexpected }
}

const common = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Origin-Agent-Cluster', value: '?1' },
  { key: 'X-Frame-Options', value: 'DENY' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)',
  },
]

const apiPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  agentRules: false,
  devIndicators: false,
  // In one copy for all routes: bundled it stood in each route's file, 40 MB of source text in memory (decisions/0065).
  serverExternalPackages: ['undici'],
  env: {
    LAST_RESORT_WORDS: JSON.stringify({
      en: lastResortWords('en'),
      'zh-CN': lastResortWords('zh-CN'),
    }),
  },
  // No image is ever resized: without this anybody could make the server fetch its own addresses.
  // Its cache would be made in a folder that cannot be written to, which ended the process (e2e/image.spec.ts).
  images: { unoptimized: true, maximumDiskCacheSize: 0 },
  // What proxy.ts sees of a body is held in memory; the pages it stands before take none.
  // Pages hold nothing of GitLab: what was fetched of one is as good five minutes later, and saves a wait on the way back.
  experimental: { proxyClientMaxBodySize: '64kb', staleTimes: { dynamic: 300 } },
  headers: async () => [
    { source: '/:path*', headers: common },
    {
      source: '/:path((?!_next/static/).*)',
      headers: [{ key: 'Cache-Control', value: 'no-store' }],
    },
    {
      // A stream: whoever packs it on the way holds its lines back.
      source: '/api/fleet',
      headers: [{ key: 'Cache-Control', value: 'no-store, no-transform' }],
    },
    ...['/api/:path*', '/auth/logout'].map((source) => ({
      source,
      headers: [{ key: 'Content-Security-Policy', value: apiPolicy }],
    })),
  ],
}

export default withNextIntl(config)
