import { useState } from 'preact/hooks'
import { staff } from '#core/workspace/staff.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Unlock } from '#extension/ui/Unlock.tsx'

/** Who works here now. Where several people do, one's own passphrase switches to oneself. */
export function Person() {
  const { t, db } = useApp()
  const { user } = useSession()
  const [asking, setAsking] = useState(false)
  const others =
    useLive(
      async () =>
        (await staff(db)).filter((each) => each.user.active && each.hasPassphrase && each.user.id !== user.id)
          .length,
      [db, user.id],
    ) ?? 0
  if (!others) return <span class="person">{user.name}</span>
  return (
    <>
      <button
        type="button"
        class="person more"
        title={t('person.switch')}
        data-id="switch-person"
        onClick={() => setAsking(true)}
      >
        {user.name}
      </button>
      {asking && (
        <Unlock
          title={t('person.switch')}
          why={t('person.switchWhy')}
          onClose={() => setAsking(false)}
          onOpen={() => setAsking(false)}
        />
      )}
    </>
  )
}
