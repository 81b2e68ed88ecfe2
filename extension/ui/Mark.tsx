/** Tilbud's mark: a letter T that is a ribbon, handed over. The same drawing as icons/mark.svg. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0d5e55" />
      <path d="M6 7h20v6H6z" fill="#ffffff" />
      <path d="M12.5 13h7v13.5L16 23.2l-3.5 3.3z" fill="#f2b34b" />
    </svg>
  )
}
