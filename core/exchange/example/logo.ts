/** The example partner's logo. */
export const exampleLogo = ''
