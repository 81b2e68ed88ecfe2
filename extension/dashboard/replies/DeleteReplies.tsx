import { useApp } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'

/** Asks before replies are deleted. */
export function DeleteReplies({
  title,
  run,
  onClose,
  children,
}: Pick<Parameters<typeof CommandDialog>[0], 'title' | 'run' | 'onClose'> & { children: string }) {
  const { t } = useApp()
  return (
    <CommandDialog
      title={title}
      run={run}
      done={t('reply.deleted')}
      id="delete"
      action={t('reply.delete')}
      danger
      onClose={onClose}
    >
      <p>{children}</p>
    </CommandDialog>
  )
}
