'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { Form } from '#components/form/form.tsx'
import { FormProblem } from '#components/form/form-problem.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { useSession } from '#components/layout/session-gate.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { agentQueries, useRegisterAgent } from '#lib/client/agents.ts'
import { isOutcomeUnknown } from '#lib/client/failure-rules.ts'
import { type AgentSummary, agentRegisterSchema } from '#lib/contract/agent.ts'
import { fieldError } from '#lib/contract/field-error.ts'
import { AgentRegisterUnknown } from './agent-register-unknown.tsx'

interface AgentRegisterModalProps {
  projectId: number
  open: boolean
  onClose: () => void
  /** Called with the agent once it is there, never twice for one attempt. */
  onRegistered: (agent: AgentSummary) => void
}

/** Asks for the name of a new agent and registers it. Every failure stays in the dialog. */
export function AgentRegisterModal({
  projectId,
  open,
  onClose,
  onRegistered,
}: AgentRegisterModalProps) {
  const t = useTranslations('agents.register')
  const common = useTranslations('common')
  const formId = useId()
  const register = useRegisterAgent(projectId)
  const isBusy = register.isPending

  function close() {
    register.reset()
    onClose()
  }

  return (
    <Modal
      open={open}
      onClose={close}
      onCloseRequest={() => !isBusy}
      title={t('title')}
      description={t('text')}
      footer={
        <>
          <Button onClick={close} disabled={isBusy}>
            {common('cancel')}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={isBusy}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <RegisterForm
        projectId={projectId}
        formId={formId}
        register={register}
        onRegistered={(agent) => {
          close()
          onRegistered(agent)
        }}
      />
    </Modal>
  )
}

interface RegisterFormProps extends Pick<AgentRegisterModalProps, 'projectId' | 'onRegistered'> {
  formId: string
  register: ReturnType<typeof useRegisterAgent>
}

function RegisterForm({ projectId, formId, register, onRegistered }: RegisterFormProps) {
  const t = useTranslations('agents.register')
  const session = useSession()
  const list = useQuery(agentQueries.list(projectId))
  const agents = list.data?.items ?? []
  const isTaken = (name: string) => agents.some((agent) => agent.name === name)
  const form = useForm({
    resolver: zodResolver(
      agentRegisterSchema.refine(({ name }) => !isTaken(name), {
        path: ['name'],
        error: fieldError('agent_name_taken'),
      }),
    ),
    defaultValues: { name: '' },
    mode: 'onChange',
  })
  const name = useWatch({ control: form.control, name: 'name' })
  const tried = register.variables?.name
  // Behind an SSO everything is made by one account of GitLab; the name was free before.
  const isMine = (agent: AgentSummary) =>
    agent.name === tried &&
    (session?.mode === 'proxy-jwt' || String(agent.created_by_user_id) === session?.user.id)

  async function send(values: { name: string }) {
    try {
      onRegistered(await register.mutateAsync(values))
    } catch (error) {
      if (error instanceof Error) applyProblem(form, error)
    }
  }

  return (
    <Form id={formId} label={t('title')} onSubmit={(event) => form.handleSubmit(send)(event)}>
      {isOutcomeUnknown(register.error) && tried !== undefined ? (
        <AgentRegisterUnknown
          name={tried}
          found={agents.find(isMine) ?? null}
          onContinue={onRegistered}
          onLookAgain={() => void list.refetch()}
          isReading={list.isFetching}
        />
      ) : (
        <FormProblem error={register.error} />
      )}
      <TextField
        control={form.control}
        name="name"
        label={t('name')}
        help={t('nameHelp')}
        placeholder="prod"
        mono
        after={
          <p className="text-meta text-text-faint">
            {t.rich('configFile', {
              path: () => (
                <code className="break-all">
                  .gitlab/agents/{name || t('nameStandIn')}/config.yaml
                </code>
              ),
            })}
          </p>
        }
      />
    </Form>
  )
}
