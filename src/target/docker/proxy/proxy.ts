import type { z } from 'zod'
import type { TargetEdge } from '../../target.ts'
import type { Engine } from '../engine.ts'

/** Where a proxy sends a part of the traffic: `host:port`, and a weight among the others. */
export type Route = { address: string; weight: number }

/** What a proxy does with the traffic of one service, and by what it is known not to have moved since. */
export type Routes = { routes: readonly Route[]; revision: string }

/** Where traffic is to go: a container by its name in the network, its address there, and its percent. */
export type Goal = { host: string; ip: string; percent: number }

/** What stands in front of the containers and decides which of them gets a request. */
export interface ReverseProxy {
  /** Reads where the traffic really goes; refuses what was not set by us. */
  read(): Promise<Routes>
  /**
   * Sends the traffic where it is to go and waits until who gets none any more has answered what it was asked.
   * Refuses with `mismatch` if anything moved since `seen`, or once a greater fence was used. No goal: nothing serves.
   */
  write(goals: readonly Goal[], seen: Routes, fence: number): Promise<void>
  /**
   * Swaps in a single step where the goal or the former one has all the traffic (undefined: where nobody has any), and
   * else changes nothing and returns false. For proxies that can find that out themselves.
   */
  swap?(goal: Goal, former: string | undefined, fence: number): Promise<boolean>
  /** Refuses with `mismatch` once a greater fence was used. */
  assertNotLate(fence: number): Promise<void>
}

export type ProxyContext = {
  /** By what the proxy knows the service, unless it is told. */
  name: string
  /** Where containers answer. */
  port: number
  engine: Engine
  edge: TargetEdge
}

/** A kind of proxy: a row of the table in `index.ts`. */
export interface ProxyKind<Shape extends z.ZodObject = z.ZodObject> {
  options: Shape
  /** Whether it can share the traffic between two releases. */
  weights: boolean
  connect(options: z.output<Shape>, context: ProxyContext): ReverseProxy
}
