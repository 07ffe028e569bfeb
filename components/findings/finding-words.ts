'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { commonName } from '#components/certificates/certificate-facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { dayAndClockStyle } from '#components/ui/time-words.ts'
import type { Finding, FindingRule } from '#lib/contract/findings/finding.ts'

type ExpiryRule = Extract<FindingRule, `${'ca' | 'client'}_expire${string}`>
type PlainRule = Exclude<FindingRule, ExpiryRule>

const isExpiry = (rule: FindingRule): rule is ExpiryRule => /^(?:ca|client)_expire/.test(rule)

/** Rules about the end of a certificate share their words; every other rule has its own. */
function adviceOf(rule: FindingRule): PlainRule | 'ca_expiry' | 'client_expiry' {
  if (!isExpiry(rule)) return rule
  return rule.startsWith('ca_') ? 'ca_expiry' : 'client_expiry'
}

/** The words of a finding: what it is, what it rests on, why it matters and what to do. */
export function useFindingWords() {
  const t = useTranslations('findings')
  const format = useFormatter()
  const day = (iso: string) => format.dateTime(new Date(iso), { dateStyle: 'medium' })
  const moment = (iso: string) => format.dateTime(new Date(iso), dayAndClockStyle)
  const subject = (name: string) => shownName(commonName(name))

  function evidence(finding: Finding): string {
    const { rule, evidence: facts } = finding
    switch (rule) {
      case 'ca_expired':
      case 'client_expired':
        return t('evidence.expired', {
          subject: subject(facts.subject),
          days: facts.days,
          date: day(facts.not_after),
        })
      case 'ca_expires_7':
      case 'ca_expires_30':
      case 'ca_expires_60':
      case 'ca_expires_90':
      case 'client_expires_7':
      case 'client_expires_30':
      case 'client_expires_60':
      case 'client_expires_90':
        return t('evidence.expires', {
          subject: subject(facts.subject),
          days: facts.days,
          date: day(facts.not_after),
        })
      case 'api_url_http':
      case 'ca_missing':
        return t(`evidence.${rule}`, { api_url: facts.api_url })
      case 'ca_unreadable':
      case 'client_unreadable':
        return t(`evidence.${rule}`, { readable: facts.readable })
      case 'ca_not_a_ca':
        return t('evidence.ca_not_a_ca', { subject: subject(facts.subject) })
      case 'weak_key':
        return t('evidence.weak_key', {
          subject: subject(facts.subject),
          key: `${facts.type.toUpperCase()} ${facts.bits ?? ''}`.trim(),
        })
      case 'weak_signature':
        return t('evidence.weak_signature', {
          subject: subject(facts.subject),
          algorithm: facts.algorithm,
        })
      case 'receptive_plaintext':
        return t('evidence.receptive_plaintext', { url: shownName(facts.url) })
      case 'abac':
        return t('evidence.abac')
      case 'instance_wildcard_managed':
        return t('evidence.instance_wildcard_managed', {
          environment_scope: facts.environment_scope,
        })
      case 'management_project':
        return t('evidence.management_project', { path: shownName(facts.path) })
      case 'cluster_disabled':
      case 'never_connected':
        return t(`evidence.${rule}`, { days: facts.days })
      case 'not_connected':
        return t('evidence.not_connected', { date: moment(facts.last_used_at) })
      case 'no_token':
        return t('evidence.no_token', { date: day(facts.created_at) })
      case 'token_unused':
      case 'token_old':
        return t(`evidence.${rule}`, {
          name: shownName(facts.name),
          id: String(facts.id),
          days: facts.days,
        })
      case 'version_behind':
        return t('evidence.version_behind', { version: facts.version, server: facts.server })
      case 'version_mismatch':
        return t('evidence.version_mismatch', { versions: format.list(facts.versions) })
      case 'creator_inactive': {
        const who = { user: shownName(facts.user.username), state: facts.state }
        const { token } = facts
        if (token === null)
          return t(`evidence.creator_inactive_${facts.what}`, { ...who, name: '', id: '' })
        return t('evidence.creator_inactive_token', {
          ...who,
          name: shownName(token.name),
          id: String(token.id),
        })
      }
      case 'duplicate_api_url':
        return t('evidence.duplicate_api_url', {
          api_url: shownName(facts.api_url),
          count: facts.count,
        })
      case 'duplicate_ca':
        return t('evidence.duplicate_ca', {
          subject: subject(facts.subject),
          count: facts.count,
          urls: facts.urls,
        })
      case 'duplicate_agent_name':
        return t('evidence.duplicate_agent_name', {
          name: shownName(facts.name),
          count: facts.count,
        })
      case 'certificate_clusters':
        return t('evidence.certificate_clusters', { count: facts.count })
    }
  }

  return {
    evidence,
    rule: (rule: FindingRule) => t(`rules.${rule}`),
    advice(rule: FindingRule) {
      const advice = adviceOf(rule)
      return { why: t(`advice.${advice}.why`), fix: t(`advice.${advice}.fix`) }
    },
  }
}
