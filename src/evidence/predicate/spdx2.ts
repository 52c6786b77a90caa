import { list, oneOf, open, text, time } from '../shape.ts'

/**
 * Reads an SPDX 2 document for what one must have.
 * https://spdx.github.io/spdx-spec/v2.3/document-creation-information/
 */
export function checkSpdx2(predicate: unknown): void {
  open({
    spdxVersion: text,
    dataLicense: text,
    SPDXID: oneOf(['SPDXRef-DOCUMENT']),
    name: text,
    documentNamespace: text,
    creationInfo: open({ created: time, creators: list(text) }),
  })(predicate, 'SPDX')
}
