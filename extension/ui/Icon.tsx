/** Line drawings on a 16 × 16 grid, in the colour of the text around them. */
const paths = {
  copy: 'M5.5 4.5v-2a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-3M2.5 4.5h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1z',
  settings: 'M2 4.5h6M12 4.5h2M8 2.5v4h4v-4zM2 11.5h2M8 11.5h6M4 9.5v4h4v-4z',
  expand: 'M9.5 2h4.5v4.5M14 2 9 7M6.5 14H2V9.5M2 14l5-5',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  back: 'M13.5 8h-11M7 3.5 2.5 8 7 12.5',
  next: 'M6 3.5 10.5 8 6 12.5',
} as const

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
