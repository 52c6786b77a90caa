export const id = 994;
export const ids = [994];
export const modules = {

/***/ 39994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   trustOf: () => (/* binding */ trustOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44617);


/**
 * Says whom to trust. Where nobody is named, it is a workflow of the asking repository. The source repository is
 * compared in any case: a workflow that many repositories call signs for all of them.
 */
function trustOf(expected, asker) {
    const { key, certIdentity, certIdentityRegex, certOidcIssuer = _identity_js__WEBPACK_IMPORTED_MODULE_1__/* .githubIssuer */ .rV, sourceRef, sourceDigest, } = expected;
    const trust = {
        issuer: certOidcIssuer,
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
function sourceOf({ repo, owner, certIdentity, certIdentityRegex, certOidcIssuer = _identity_js__WEBPACK_IMPORTED_MODULE_1__/* .githubIssuer */ .rV }, asker) {
    if (repo !== undefined) {
        if (!/^[^/\s]+\/[^/\s]+$/.test(repo)) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `input "repo": "${repo}" is not owner/repository`);
        }
        return same(repo, asker.repository) ? { name: repo, id: String(asker.repositoryId) } : { name: repo };
    }
    if (owner !== undefined)
        return same(owner, asker.owner) ? { owner, ownerId: String(asker.ownerId) } : { owner };
    // Who is certified by another issuer than GitHub, a person say, has no repository to compare.
    const elsewhere = certOidcIssuer !== _identity_js__WEBPACK_IMPORTED_MODULE_1__/* .githubIssuer */ .rV && (certIdentity ?? certIdentityRegex) !== undefined;
    return elsewhere ? undefined : { name: asker.repository, id: String(asker.repositoryId) };
}
function same(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}


/***/ })

};
