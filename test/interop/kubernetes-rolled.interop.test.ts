import { kubernetesContract } from './support/kubernetes-contract.ts'
import { deploymentObject } from './support/kubernetes-shop.ts'

kubernetesContract('rolled', {
  options: { deployment: 'web', replicas: 2 },
  objects: [deploymentObject({ replicas: 0 })],
  strategy: 'rolling',
})
