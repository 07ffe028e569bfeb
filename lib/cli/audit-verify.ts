import { verifyAudit } from '#lib/server/audit/verify.ts'
import { readStoreConfig } from '#lib/server/config.ts'
import { createLink } from '#lib/server/store/audit-chain.ts'
import { createAuditStore } from '#lib/server/store/audit-rows.ts'
import { openDatabase } from '#lib/server/store/store.ts'
import { type OperatorCommand, UsageError } from './operator-command.ts'

async function verify(args: string[]): Promise<number> {
  const noted = args.map((text) => {
    const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
    if (seq === undefined || hash === undefined) {
      throw new UsageError(`"${text}" is no anchor SEQ:HASH`)
    }
    return { seq: Number(seq), hash }
  })
  const { store, auditKey } = readStoreConfig(process.env)
  const database = await openDatabase(store)
  try {
    const link = createLink(auditKey)
    const seen = new Map<number, string>()
    const trail = createAuditStore(database, link)
    const begin = await trail.start()
    seen.set(begin.seq, begin.hash)
    const { rows, anchor, broken } = await verifyAudit(trail, link, (batch) => {
      for (const { seq, hash } of batch)
        if (noted.some((one) => one.seq === seq)) seen.set(seq, hash)
    })
    if (broken !== null) {
      const words = {
        missing_before: 'a row before it is missing',
        not_linked: 'it does not follow the row before it',
        changed: 'it was changed, or AUDIT_KEY is another one',
      }
      console.log(`Row ${broken.seq} does not fit: ${words[broken.fault]}.`)
      return 1
    }
    const lost = noted.find(({ seq, hash }) => seq > begin.seq && seen.get(seq) !== hash)
    if (lost !== undefined) {
      console.log(
        `Row ${lost.seq} is not there as it was noted: the trail was cut off or made anew.`,
      )
      return 1
    }
    console.log(`${rows} rows, whole up to ${anchor.seq}:${anchor.hash}`)
    return 0
  } finally {
    await database.close()
  }
}

/**
 * Follows the chain of the audit trail and names the first row that does not fit. With anchors that were noted before
 * (from the log or the last run) it also tells when rows at the end were cut off.
 */
export const auditVerify: OperatorCommand = {
  takes: '[SEQ:HASH …]',
  does: 'Follows the chain of the audit trail, up to anchors that were noted before.',
  run: verify,
}
