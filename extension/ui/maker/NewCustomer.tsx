import { useContext } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { findCustomer } from '#core/workspace/customers.ts'
import { useApp } from '#extension/ui/app.tsx'
import { CustomerForm } from '#extension/ui/CustomerForm.tsx'
import type { CustomerTyped } from '#extension/ui/customerTyped.ts'
import { leave, Scope } from '#extension/ui/unsaved.ts'

/** Adds a customer on the way to an offer. */
export function NewCustomer({
  onClose,
  onAdded,
  kept,
  onTyped,
}: {
  onClose: () => void
  onAdded: (customer: Customer) => void
  kept: CustomerTyped | null
  onTyped: (form: CustomerTyped) => void
}) {
  const { db } = useApp()
  const added = async (id: string) => {
    const customer = await findCustomer(db, id)
    if (customer) onAdded(customer)
  }
  const scope = useContext(Scope)
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Only this form: the offer that it is for stays open.
        event.preventDefault()
        event.stopPropagation()
        leave(onClose, scope)
      }}
    >
      <CustomerForm
        customer={null}
        brief
        kept={kept}
        onTyped={onTyped}
        onClose={onClose}
        onSaved={(id) => void added(id)}
      />
    </div>
  )
}
