import { awsKms } from './aws.ts'
import { azureKms } from './azure.ts'
import { gcpKms } from './gcp.ts'
import type { KeyService } from './key-service.ts'
import { vaultTransit } from './vault.ts'

/** By the scheme of a key's name. */
export const keyServices: ReadonlyMap<string, KeyService> = new Map([
  ['awskms', awsKms],
  ['gcpkms', gcpKms],
  ['azurekms', azureKms],
  ['hashivault', vaultTransit],
])
