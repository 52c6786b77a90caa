import { Failure } from '../failure.ts'
import type { Source } from './identity.ts'
import {
  isWorkflowBuild,
  type Provenance,
  sourceOf,
  workflowBuildType,
  workflowOf,
} from './predicate/provenance.ts'
import { isObject } from './shape.ts'
import type { CertificateSigner } from './signer.ts'

/**
 * Refuses provenance that says something else than its certificate. The certificate comes from the token that
 * GitHub gave the job; the predicate is only what the job wrote.
 */
export function checkClaims(provenance: Provenance, signer: CertificateSigner): void {
  const claimed = isWorkflowBuild(provenance) ? workflowClaims(provenance) : gitClaims(provenance, signer)
  const wrong = Object.entries(claimed).find(([name, value]) => value !== signer[name as keyof Claimed])
  if (wrong === undefined) return
  const [name, value] = wrong
  throw new Failure(
    'denied',
    `the provenance says ${name} "${value}" and its certificate "${signer[name as keyof Claimed] ?? ''}"`,
  )
}

/** Reads from provenance what a certificate would say; only GitHub's own build type says it all. */
export function claimedSource(provenance: Provenance): Source | undefined {
  if (!isWorkflowBuild(provenance)) return undefined
  const { sourceRepository, sourceRef, sourceDigest } = workflowClaims(provenance)
  const { internalParameters } = provenance.buildDefinition
  const github =
    isObject(internalParameters) && isObject(internalParameters.github) ? internalParameters.github : {}
  const said = (name: string) => (typeof github[name] === 'string' ? github[name] : undefined)
  return {
    sourceRepository,
    sourceRepositoryId: said('repository_id'),
    sourceRepositoryOwner: sourceRepository?.slice(0, sourceRepository.lastIndexOf('/')),
    sourceRepositoryOwnerId: said('repository_owner_id'),
    sourceRef,
    sourceDigest,
    buildTrigger: said('event_name'),
    runnerEnvironment: said('runner_environment'),
  }
}

type Claimed = Pick<CertificateSigner, 'sourceRepository' | 'sourceRef' | 'sourceDigest' | 'buildSignerUri'>

function workflowClaims(provenance: Provenance): Claimed {
  const workflow = workflowOf(provenance)
  const source = sourceOf(provenance)
  if (source?.uri !== `${workflow.repository}@${workflow.ref}`) {
    throw new Failure('mismatch', 'the provenance names no commit of its own repository and ref')
  }
  return {
    sourceRepository: workflow.repository,
    sourceRef: workflow.ref,
    sourceDigest: source.commit,
    ...(provenance.buildDefinition.buildType === workflowBuildType && {
      buildSignerUri: provenance.runDetails.builder.id,
    }),
  }
}

// Other build types have other parameters. What they all may name is the commit, in the signer's repository.
function gitClaims(provenance: Provenance, { sourceRepository }: CertificateSigner): Claimed {
  const source = sourceOf(provenance)
  const repository = source?.uri.replace(/[@#].*$/, '').replace(/\.git$/, '')
  return source !== undefined && repository === sourceRepository ? { sourceDigest: source.commit } : {}
}
