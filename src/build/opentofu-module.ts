import { join } from 'node:path'
import { readPlain } from './entries.ts'
import { emptyConfig } from './image.ts'
import { type Pack, titled } from './packaging.ts'
import { spoolZip } from './zip.ts'

/**
 * Packs a module as OpenTofu installs it from `oci://`.
 * https://opentofu.org/docs/cli/oci_registries/module-package/
 */
export const packModule: Pack = async (placed, job, edge) => {
  if (!placed.some(({ path }) => /^[^/]+\.(?:tf|tofu)(?:\.json)?$/.test(path))) {
    edge.log.notice(
      'the module package has no configuration at its top: its modules are found below, as in oci://…//directory; with "directory:." in input "files" it would be there',
    )
  }
  const entries = readPlain(placed, job, edge, 'a module package')
  const { digest, size, open } = await spoolZip(entries, join(job.temporary, 'module.zip'))
  const descriptor = { mediaType: 'archive/zip', digest, size, ...titled('module.zip') }
  return { config: emptyConfig, layer: { descriptor, open } }
}
