import type { PackerLine } from './packer-output.ts'

/** What the artifact is of that says which machine images a commit became. */
export const machineImageType = 'application/vnd.immutable-deploy.machine-image.v1+json'

/** A machine image and where it is. */
export type MachineImage = {
  /** The build of the template that made it: `shop.amazon-ebs.web`. */
  name: string
  /** Which of Packer's builders or post-processors it comes from: `mitchellh.amazonebs`. */
  builder: string
  provider?: 'aws' | 'azure' | 'google'
  region?: string
  /** By which the provider knows it; where the provider is not known, as Packer tells it. */
  id: string
}

/** Reads which images a build ended with, each once: post-processors tell of it again. */
export function machineImagesOf(lines: readonly PackerLine[]): MachineImage[] {
  const builders = new Map<string, string>()
  const images = new Map<string, MachineImage>()
  for (const { target, type, data } of lines) {
    const [index, key, value = ''] = data
    if (type !== 'artifact') continue
    if (key === 'builder-id') builders.set(`${target} ${index}`, value)
    if (key !== 'id' || value === '') continue
    const builder = builders.get(`${target} ${index}`) ?? ''
    for (const place of placesOf(value, builder)) {
      images.set(`${target} ${place.region} ${place.id}`, { name: target, builder, ...place })
    }
  }
  // Builds run at the same time, so the order in which they end says nothing.
  return [...images].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, image]) => image)
}

/** Writes what an artifact says about its images. */
export function formatMachineImages(images: readonly MachineImage[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: 1, images }))
}

type Place = Pick<MachineImage, 'provider' | 'region' | 'id'>

function placesOf(id: string, builder: string): Place[] {
  // https://developer.hashicorp.com/packer/integrations/hashicorp/amazon: region:ami-…,region:ami-…
  if (/^[a-z0-9-]+:ami-[0-9a-f]+(,[a-z0-9-]+:ami-[0-9a-f]+)*$/.test(id)) {
    return id.split(',').map((place) => {
      const [region = '', ami = ''] = place.split(':')
      return { provider: 'aws' as const, region, id: ami }
    })
  }
  if (/^\/subscriptions\/[^/]+\/resourceGroups\//i.test(id)) return [{ provider: 'azure', id }]
  if (builder === 'packer.googlecompute') return [{ provider: 'google', id }]
  return [{ id }]
}
