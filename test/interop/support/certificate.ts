import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testEdge } from '../../support/edge.ts'

/** The paths of a certificate and its private key, both in PEM. */
export type Certificate = { certificate: string; key: string }

export type CertificateOptions = {
  /** As OpenSSL writes it: `/O=acme/CN=root`. */
  subject: string
  /** As OpenSSL's `-addext` takes them. */
  extensions: readonly string[]
  /** Who signs it; itself unless told. */
  by?: Certificate
}

const { exec } = testEdge()

/** Makes a key and a certificate for it, which is valid from now on. */
export async function certify(
  folder: string,
  name: string,
  { subject, extensions, by }: CertificateOptions,
): Promise<Certificate> {
  const made = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
  // OpenSSL's own would add extensions.
  const config = join(folder, `${name}.cnf`)
  writeFileSync(config, '[req]\ndistinguished_name = subject\n[subject]\n')
  await exec('openssl', [
    ...['req', '-x509', '-new', '-config', config, '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ...['-noenc', '-days', '2', '-sha256', '-subj', subject, '-keyout', made.key, '-out', made.certificate],
    ...extensions.flatMap((extension) => ['-addext', extension]),
    ...(by === undefined ? [] : ['-CA', by.certificate, '-CAkey', by.key]),
  ])
  return made
}

/** What an authority's certificate says of it. */
export const authority = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
]
