import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { needDebian } from '#scripts/debian.ts'

/** Files of a certificate and its key. */
export type Certificate = Readonly<{ certificate: string; key: string }>

/** Makes a certificate of its own for this machine and some names that lead to it: good for two days and trusted by nobody. */
export function makeCertificate(folder: string, names: readonly string[] = []): Certificate {
  const certificate = join(folder, 'certificate.pem')
  const key = join(folder, 'key.pem')
  const all = ['IP:127.0.0.1', ...['localhost', ...names].map((name) => `DNS:${name}`)]
  const args = ['req', '-x509', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
  execFileSync(
    needDebian('openssl', 'openssl'),
    [...args, ...kind, '-addext', `subjectAltName=${all.join(',')}`, '-keyout', key, '-out', certificate],
    { stdio: 'ignore' },
  )
  return { certificate, key }
}
