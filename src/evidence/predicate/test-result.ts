import { anything, list, oneOf, open, optional, text } from '../shape.ts'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1'

/** Reads the result of tests. */
export function checkTestResult(predicate: unknown): void {
  open({
    result: oneOf(['PASSED', 'WARNED', 'FAILED']),
    configuration: list(open({ name: anything, uri: anything, digest: anything })),
    url: optional(text),
    passedTests: optional(list(text)),
    warnedTests: optional(list(text)),
    failedTests: optional(list(text)),
  })(predicate, 'test result')
}
