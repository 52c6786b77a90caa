import { describe, expect, it } from 'vitest'
import {
  describeUnready,
  diagnose,
  isReady,
  type RolloutLook,
} from '../../../src/target/kubernetes/diagnose.ts'
import captured from '../../fixtures/kubernetes/rollouts.json' with { type: 'json' }

const look = (name: keyof typeof captured) => captured[name] as unknown as RolloutLook

describe('what the objects of a rollout say', () => {
  it.each([
    ['ImagePullBackOff', 'now', 'container "web": ImagePullBackOff: Back-off pulling image'],
    ['CrashLoopBackOff', 'now', 'container "web": CrashLoopBackOff, it ended with 1 (Error)'],
    ['quota', 'again', 'exceeded quota: few'],
    ['quota of a StatefulSet', 'again', 'exceeded quota: few'],
    ['Unschedulable', 'pending', 'no node takes a pod: 0/1 nodes are available'],
    ['progress deadline', 'now', 'its progress deadline is exceeded'],
  ] as const)('%s counts %s', (name, counts, text) => {
    const reasons = diagnose(look(name))
    expect(reasons).toContainEqual(expect.objectContaining({ counts, text: expect.stringContaining(text) }))
  })

  it('is nothing where it is complete', () => {
    expect(diagnose(look('complete'))).toEqual([])
    expect(look('complete').pods.every(isReady)).toBe(true)
  })

  it('names the container that crashed, so that its last words can be asked for', () => {
    const [reason] = diagnose(look('CrashLoopBackOff'))
    expect(reason?.crashed).toMatchObject({ container: 'web' })
  })

  it('is told once, however many pods say it', () => {
    const { pods, ...rest } = look('ImagePullBackOff')
    expect(diagnose({ ...rest, pods: [...pods, ...pods, ...pods] })).toHaveLength(1)
  })

  it('is not that of a pod that is going', () => {
    const { pods, ...rest } = look('ImagePullBackOff')
    const going = pods.map((pod) => {
      return { ...pod, metadata: { ...pod.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }
    })
    expect(diagnose({ ...rest, pods: going })).toEqual([])
  })

  it('is not what a controller said before it saw the change', () => {
    const { workload, ...rest } = look('progress deadline')
    const changed = { ...workload, metadata: { ...workload.metadata, generation: 99 } }
    expect(diagnose({ ...rest, workload: changed, pods: [] })).toEqual([])
  })

  it('counts the pods that are not ready, with what a probe got', () => {
    const event = {
      reason: 'Unhealthy',
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    }
    expect(describeUnready({ ...look('progress deadline'), events: [event] })).toBe(
      '1 of 1 pods are not ready: Readiness probe failed: HTTP probe failed with statuscode: 503',
    )
  })
})
