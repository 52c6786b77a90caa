import { kubernetesContract } from './support/kubernetes-contract.ts'
import { deploymentObject, routeObject, serviceObject } from './support/kubernetes-shop.ts'

kubernetesContract('by a route', {
  options: { deployment: 'web', service: 'web', route: 'web', replicas: 2 },
  objects: [deploymentObject({ replicas: 0 }), serviceObject(), routeObject()],
})
