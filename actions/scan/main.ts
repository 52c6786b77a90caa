import { signingInputs } from '../../src/action/common-inputs.ts'
import { choice, flag, optional } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { type DigestReference, parseDigestReference } from '../../src/artifact/reference.ts'
import { parseDuration } from '../../src/duration.ts'
import { openJob } from '../../src/job/job.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { openImageAccess, openScanTestimony, toolFolders } from '../../src/job/services.ts'
import { scanSummary } from '../../src/report/scan.ts'
import { scanArtifact } from '../../src/scan/artifact-scan.ts'
import { refusalOf, severityCutoffs } from '../../src/scan/gate.ts'
import { scannerNames } from '../../src/scan/index.ts'
import { parseOsvUrl } from '../../src/scan/osv.ts'
import { outputFormatNames } from '../../src/scan/output.ts'
import { parseToolVersion } from '../../src/scan/tool.ts'
import { parseChecksum } from '../../src/scan/tool-archive.ts'
import { parseWeaknessKinds } from '../../src/scan/weakness.ts'

await run(async () => {
  const job = openJob()
  const { context, edge } = job
  const image = optional('image', parseDigestReference)
  const failBuild = flag('fail-build', true)
  const request = {
    image,
    sbomPath: optional('sbom'),
    scanner: choice('scanner', scannerNames, 'osv'),
    osvUrl: optional('osv-url', parseOsvUrl),
    tool: {
      path: optional('scanner-path'),
      version: optional('scanner-version', parseToolVersion),
      checksum: optional('scanner-checksum', parseChecksum),
      timeout: optional('scanner-timeout', parseDuration),
      ...toolFolders(context),
    },
    weaknesses: optional('scanners', parseWeaknessKinds),
    databaseMaxAge: optional('database-max-age', parseDuration),
    openImage: (reference: DigestReference) => openImageAccess(job, reference),
    severityCutoff: choice('severity-cutoff', severityCutoffs, 'high'),
    onlyFixed: flag('only-fixed'),
    outputFormat: choice('output-format', outputFormatNames, 'json'),
    outputFile: optional('output-file'),
    attest: flag('attest', true),
    workspace: context.workspace,
    temp: context.runnerTemp,
  }
  const testimony = openScanTestimony(job, optional('policy') ?? defaultPolicyFile, signingInputs())

  const { result, reportPath, sbomPath, bundlePath } = await scanArtifact(request, testimony, edge)

  summary(scanSummary(result, image))

  const { critical, high, medium, low, negligible } = result.counts
  setOutputs({
    verdict: result.verdict,
    ...{ critical, high, medium, low, negligible },
    'report-path': reportPath,
    'sbom-path': sbomPath,
    'bundle-path': bundlePath,
  })
  if (failBuild && result.verdict === 'failed') throw refusalOf(result.failing, result.gate)
})
