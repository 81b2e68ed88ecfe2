import { needDebian } from '#scripts/debian.ts'

/** The path of nginx, behind which the pages are tried. @throws Error when there is none and none can be installed */
export const needNginx = (): string => needDebian('nginx', 'nginx')
