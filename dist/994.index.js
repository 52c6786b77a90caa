export const id = 994;
export const ids = [994];
export const modules = {

/***/ 9994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $M: () => (/* binding */ parseRepositoryName),
/* harmony export */   Do: () => (/* binding */ parseKey),
/* harmony export */   hM: () => (/* binding */ parseWorkflow),
/* harmony export */   pZ: () => (/* binding */ parseOwner),
/* harmony export */   sh: () => (/* binding */ parseIdentityPattern),
/* harmony export */   trustOf: () => (/* binding */ trustOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4617);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3234);



/**
 * Says whom to trust. Where nobody is named, it is a workflow of the asking repository. The source repository is
 * compared in any case: a workflow that many repositories call signs for all of them.
 */
function trustOf(expected, asker) {
    const { key, certIdentity, certIdentityRegex, sourceRef, sourceDigest } = expected;
    const trust = {
        issuer: ownIssuer(expected),
        serverUrl: asker.serverUrl,
        denySelfHostedRunners: expected.denySelfHostedRunners,
        sourceRepository: sourceOf(expected, asker),
        key,
        certIdentity,
        certIdentityRegex,
        signerWorkflow: expected.signerWorkflow,
        signerRepository: expected.signerRepo,
        signerDigest: expected.signerDigest,
        sourceRef,
        sourceDigest,
    };
    return Object.fromEntries(Object.entries(trust).filter(([, value]) => value !== undefined));
}
/** Reads `owner/repository`. */
function parseRepositoryName(text) {
    if (/^[^/\s]+\/[^/\s]+$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is not owner/repository`);
}
/** Reads the name of an owner. */
function parseOwner(text) {
    if (/^[^/\s]+$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is not the name of an owner; a repository is given as repo`);
}
/** Reads `owner/repository/path.yml`, with `@ref` or without. */
function parseWorkflow(text) {
    // No owner has a dot in its name, but every host.
    if (/^[^/\s@.:]+\/[^/\s@]+\/[^\s@]+\.ya?ml(@\S+)?$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is no workflow; wanted owner/repository/.github/workflows/file.yml, with @ref if it must be that one`);
}
/** Reads a pattern of identities. */
function parseIdentityPattern(text) {
    (0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePattern */ .EY)(text);
    return text;
}
/** Reads the PEM text of the key that must have signed. */
function parseKey(pem) {
    (0,_key_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePublicKey */ .ee)(pem);
    return pem;
}
// GitHub's issuer is what is written where nobody wrote another: on other servers, as in gh, it means theirs.
function ownIssuer({ certOidcIssuer }) {
    return certOidcIssuer === _identity_js__WEBPACK_IMPORTED_MODULE_1__/* .githubIssuer */ .rV ? undefined : certOidcIssuer;
}
function sourceOf(expected, asker) {
    const { repo, owner, certIdentity, certIdentityRegex } = expected;
    if (repo !== undefined) {
        return same(repo, asker.repository) ? { name: repo, id: String(asker.repositoryId) } : { name: repo };
    }
    if (owner !== undefined)
        return same(owner, asker.owner) ? { owner, ownerId: String(asker.ownerId) } : { owner };
    // Who is certified by another issuer than GitHub, a person say, has no repository to compare.
    const elsewhere = ownIssuer(expected) !== undefined && (certIdentity ?? certIdentityRegex) !== undefined;
    return elsewhere ? undefined : { name: asker.repository, id: String(asker.repositoryId) };
}
function same(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}


/***/ })

};
