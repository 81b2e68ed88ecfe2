/**
 * An example's page says its address, as text and as a QR code, and was drawn
 * for the one that `npm start` serves. Elsewhere it says where it is, without
 * the code, which would lead astray.
 */
function sayWhereItIs(): void {
  const said = document.querySelector('.address')
  const here = location.origin + location.pathname
  if (!said || said.textContent === here) return
  said.textContent = here
  document.querySelector('.qr')?.remove()
}

sayWhereItIs()
