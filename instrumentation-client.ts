import { config } from 'zod'

// The policy of a page lets nothing compile code. zod would try once, and every browser would report a violation.
config({ jitless: true })
