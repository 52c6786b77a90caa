import { z } from 'zod'

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S

type CamelKeys<T> = { [K in keyof T as K extends string ? CamelCase<K> : K]: T[K] }

/** A map with these keys and no others, spelled in kebab-case by the user and in camelCase by the code. */
export function options<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape).transform(camelKeys)
}

function camelKeys<T extends object>(written: T): CamelKeys<T> {
  const entries = Object.entries(written).map(([key, value]) => [camelCase(key), value])
  return Object.fromEntries(entries) as CamelKeys<T>
}

function camelCase(key: string): string {
  return key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

export const text = z.string().min(1)

/** The path of a file in this repository. */
export const repositoryPath = text.refine(
  (path) => !/^[/~]|\\|^[a-z]+:|[\p{Cc}]/iu.test(path) && !path.split('/').includes('..'),
  'wanted a path inside this repository, such as .github/cosign.pub',
)
