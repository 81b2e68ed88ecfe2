import { needDebian } from '#scripts/debian.ts'

/** The path of Hugo, which only a benchmark compares with. @throws Error when there is none and none can be installed */
export const needHugo = (): string => needDebian('hugo', 'hugo')
