import { anything, list, oneOf, open, optional, text } from '../shape.ts'

/**
 * Reads a CycloneDX document for what one must have.
 * https://cyclonedx.org/docs/1.7/json/
 */
export function checkCycloneDx(predicate: unknown): void {
  open({
    bomFormat: oneOf(['CycloneDX']),
    specVersion: text,
    components: optional(list(open({ type: text, name: text }))),
    metadata: optional(open({ component: optional(open({ type: text, name: text })), timestamp: anything })),
  })(predicate, 'CycloneDX')
}
