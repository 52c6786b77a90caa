import { signingInputs } from '../../src/action/common-inputs.ts'
import { choice, flag, lines, optional, required } from '../../src/action/inputs.ts'
import { setOutputs, summary } from '../../src/action/outputs.ts'
import { run } from '../../src/action/run.ts'
import { parseDigestReference, parseRepository } from '../../src/artifact/reference.ts'
import { parseDuration } from '../../src/duration.ts'
import { openJob } from '../../src/job/job.ts'
import { requireLive } from '../../src/job/live.ts'
import { scanOutputs } from '../../src/job/outputs.ts'
import { openPolicy } from '../../src/job/policy.ts'
import { defaultPolicyFile } from '../../src/job/policy-file.ts'
import { scanInJob } from '../../src/job/scan.ts'
import { outputFormatNames } from '../../src/report/scan-formats.ts'
import { severityCutoffs } from '../../src/scan/gate.ts'
import { scannerNames } from '../../src/scan/index.ts'
import { parseOsvUrl } from '../../src/scan/osv.ts'
import { parseToolVersion } from '../../src/scan/tool.ts'
import { parseChecksum } from '../../src/scan/tool-archive.ts'
import { parseWeaknessKinds } from '../../src/scan/weakness.ts'

await run(async () => {
  const job = openJob()
  const policy = openPolicy(job, optional('policy') ?? defaultPolicyFile)
  const environment = optional('environment')
  const named = environment === undefined ? optional('image', parseDigestReference) : undefined
  const failBuild = flag('fail-build', true)
  const request = {
    policy,
    sbomPath: optional('sbom'),
    scanner: choice('scanner', scannerNames, 'osv'),
    osvUrl: optional('osv-url', parseOsvUrl),
    tool: {
      path: optional('scanner-path'),
      version: optional('scanner-version', parseToolVersion),
      checksum: optional('scanner-checksum', parseChecksum),
      timeout: optional('scanner-timeout', parseDuration),
    },
    weaknesses: optional('scanners', parseWeaknessKinds),
    databaseMaxAge: optional('database-max-age', parseDuration),
    gate: {
      severityCutoff: choice('severity-cutoff', severityCutoffs, 'high'),
      onlyFixed: flag('only-fixed'),
      secretCutoff: choice('secret-cutoff', severityCutoffs),
      misconfigurationCutoff: choice('misconfiguration-cutoff', severityCutoffs),
    },
    exceptions: optional('exceptions'),
    vex: lines('vex'),
    baseline: optional('baseline'),
    outputFormat: choice('output-format', outputFormatNames, 'json'),
    outputFile: optional('output-file'),
    uploadSarif: flag('upload-sarif'),
    attest: flag('attest', true),
    cosign: flag('cosign-vuln'),
    signing: signingInputs(),
  }
  const image =
    environment === undefined
      ? named
      : await requireLive(environment, required('image', parseRepository), policy, job)

  const outcome = await scanInJob({ ...request, image }, job, summary)

  setOutputs(scanOutputs(outcome))
  if (failBuild && outcome.refusal !== undefined) throw outcome.refusal
})
