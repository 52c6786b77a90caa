import { kubernetesContract } from './support/kubernetes-contract.ts'

kubernetesContract('by a selector', { options: { manifests: ['web.yaml'], service: 'web' } })
