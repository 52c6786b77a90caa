export const id = 81;
export const ids = [81];
export const modules = {

/***/ 8068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ subjectsOf),
/* harmony export */   f: () => (/* binding */ fetchCoveredImages)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7218);


/**
 * Finds an image and, if it is an index, what it holds for each platform: whoever pulls by a platform's digest asks
 * for what is said about that.
 */
async function fetchCoveredImages(image, registry) {
    const { manifest } = await registry.fetchManifest(image);
    const children = manifest.kind === 'index' ? manifest.manifests.filter(isForPlatform) : [];
    const digests = new Set([image.digest, ...children.map(({ digest }) => digest)]);
    return [...digests].map((digest) => (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .withDigest */ .hQ)(image, digest));
}
/** Names images as the subjects of one statement. */
function subjectsOf(images) {
    return images.map((image) => (0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectOf */ .et)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(image), image.digest));
}
// BuildKit's attestations stand in the index beside the images, for no platform.
function isForPlatform({ platform }) {
    return platform !== undefined && platform.os !== 'unknown';
}


/***/ }),

/***/ 393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cq: () => (/* binding */ buildCosignVulnerabilities),
/* harmony export */   gT: () => (/* binding */ cosignVulnerabilitiesType),
/* harmony export */   u3: () => (/* binding */ checkCosignVulnerabilities)
/* harmony export */ });
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2218);

/** https://github.com/sigstore/cosign/blob/v3.0.0/specs/COSIGN_VULN_ATTESTATION_SPEC.md */
const cosignVulnerabilitiesType = 'https://cosign.sigstore.dev/attestation/vuln/v1';
/** Tells in cosign's form what a scanner found. */
function buildCosignVulnerabilities(scan) {
    const { uri, version = '', db } = scan.scanner;
    return {
        invocation: { parameters: [], uri: scan.run, event_id: '', 'builder.id': '' },
        scanner: { uri, version, db: { version: '', ...db }, result: scan.result },
        metadata: {
            scanStartedOn: scan.startedAt.toISOString(),
            scanFinishedOn: scan.finishedAt.toISOString(),
        },
    };
}
/** Reads findings in cosign's form, whose result is what the scanner wrote. */
function checkCosignVulnerabilities(predicate) {
    (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({
        // Scanners leave its fields empty, and the specification lets them.
        invocation: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ uri: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .anything */ .D8 }),
        scanner: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ uri: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, version: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .anything */ .D8, result: present }),
        metadata: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ scanStartedOn: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB, scanFinishedOn: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB }),
    })(predicate, 'vulnerabilities');
}
const present = (value, at) => (Array.isArray(value) ? value : (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({})(value, at));


/***/ }),

/***/ 5606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YH: () => (/* binding */ openVexType),
/* harmony export */   gA: () => (/* binding */ buildOpenVex),
/* harmony export */   lu: () => (/* binding */ openVexTypes),
/* harmony export */   ss: () => (/* binding */ checkOpenVex)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);


/** As cosign and vexctl write it; some add the version. https://github.com/openvex/spec/blob/main/ATTESTING.md */
const openVexTypes = /^https:\/\/openvex\.dev\/ns(\/v0\.\d+\.\d+)?$/;
/** How we write it, as cosign does. */
const openVexType = 'https://openvex.dev/ns';
/**
 * Reads a VEX document for what one must have.
 * https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
function checkOpenVex(predicate) {
    return (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
        '@context': context,
        '@id': _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
        author: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
        timestamp: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB,
        last_updated: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB),
        version: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .integer */ .nd,
        statements: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(statement),
    })(predicate, 'OpenVEX');
}
/** Assembles a document, whose name follows from what it says and so is the same for the same statements. */
function buildOpenVex(said) {
    return {
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': said.id,
        author: said.author,
        timestamp: said.timestamp.toISOString(),
        version: 1,
        statements: [...said.statements],
    };
}
const context = (value, at) => {
    const found = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(value, at);
    if (found.startsWith('https://openvex.dev/ns'))
        return found;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `${at}: wanted "https://openvex.dev/ns/v0.2.0", found "${found}"`);
};
const vulnerability = (value, at) => (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value) ? (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq, '@id': _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .anything */ .D8, aliases: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .anything */ .D8 })(value, at) : (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(value, at);
const statement = (value, at) => {
    const said = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
        vulnerability,
        timestamp: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB),
        products: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .anything */ .D8)),
        status: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(['not_affected', 'affected', 'fixed', 'under_investigation']),
        justification: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
        impact_statement: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
        action_statement: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    })(value, at);
    if (said.status === 'not_affected' && (said.justification ?? said.impact_statement) === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `${at}: "not_affected" needs a justification or an impact_statement`);
    }
    return said;
};


/***/ }),

/***/ 4874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ signArtifact)
});

// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/evidence/bundle.js
var evidence_bundle = __webpack_require__(4731);
// EXTERNAL MODULE: ./build/src/evidence/identity-token.js
var identity_token = __webpack_require__(3281);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var evidence_key = __webpack_require__(3234);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/evidence/predicate/cosign-vulnerabilities.js
var cosign_vulnerabilities = __webpack_require__(393);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/evidence/predicate/cyclonedx.js

/**
 * Reads a CycloneDX document for what one must have.
 * https://cyclonedx.org/docs/1.7/json/
 */
function checkCycloneDx(predicate) {
    (0,shape/* open */.ho)({
        bomFormat: (0,shape/* oneOf */.yL)(['CycloneDX']),
        specVersion: shape/* text */.Qq,
        components: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ type: shape/* text */.Qq, name: shape/* text */.Qq }))),
        metadata: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ component: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ type: shape/* text */.Qq, name: shape/* text */.Qq })), timestamp: shape/* anything */.D8 })),
    })(predicate, 'CycloneDX');
}

// EXTERNAL MODULE: ./build/src/evidence/predicate/openvex.js
var openvex = __webpack_require__(5606);
// EXTERNAL MODULE: ./build/src/evidence/predicate/promotion.js
var promotion = __webpack_require__(804);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
;// CONCATENATED MODULE: ./build/src/evidence/predicate/spdx2.js

/**
 * Reads an SPDX 2 document for what one must have.
 * https://spdx.github.io/spdx-spec/v2.3/document-creation-information/
 */
function checkSpdx2(predicate) {
    (0,shape/* open */.ho)({
        spdxVersion: shape/* text */.Qq,
        dataLicense: shape/* text */.Qq,
        SPDXID: (0,shape/* oneOf */.yL)(['SPDXRef-DOCUMENT']),
        name: shape/* text */.Qq,
        documentNamespace: shape/* text */.Qq,
        creationInfo: (0,shape/* open */.ho)({ created: shape/* time */.kB, creators: (0,shape/* list */.p_)(shape/* text */.Qq) }),
    })(predicate, 'SPDX');
}

// EXTERNAL MODULE: ./build/src/evidence/predicate/spdx3.js
var spdx3 = __webpack_require__(8185);
;// CONCATENATED MODULE: ./build/src/evidence/predicate/test-result.js

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';
/** Reads the result of tests. */
function checkTestResult(predicate) {
    (0,shape/* open */.ho)({
        result: (0,shape/* oneOf */.yL)(['PASSED', 'WARNED', 'FAILED']),
        configuration: (0,shape/* list */.p_)((0,shape/* open */.ho)({ name: shape/* anything */.D8, uri: shape/* anything */.D8, digest: shape/* anything */.D8 })),
        url: (0,shape/* optional */.lq)(shape/* text */.Qq),
        passedTests: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
        warnedTests: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
        failedTests: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
    })(predicate, 'test result');
}

// EXTERNAL MODULE: ./build/src/evidence/predicate/verification-summary.js
var verification_summary = __webpack_require__(3115);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
;// CONCATENATED MODULE: ./build/src/evidence/predicate/index.js













/** Refuses a predicate of a type that is known here and that it is not, with the place that is wrong. */
function checkPredicate(type, predicate, subjects) {
    const check = knownTypes.find(([known]) => known instanceof RegExp ? known.test(type) : known === type)?.[1];
    try {
        check?.(predicate, subjects, type);
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        throw new failure/* Failure */.HR('invalid-input', `the predicate is no "${type}": ${error.message}`, { cause: error });
    }
}
const knownTypes = [
    [provenance/* provenanceType */.wy, provenance/* parseProvenance */.X6],
    [/^https:\/\/(spdx\.dev\/Document|cyclonedx\.org\/bom)(\/|$)/, checkSbom],
    [vulnerabilities/* vulnerabilitiesType */.Fy, vulnerabilities/* parseVulnerabilities */.gs],
    [cosign_vulnerabilities/* cosignVulnerabilitiesType */.gT, cosign_vulnerabilities/* checkCosignVulnerabilities */.u3],
    [openvex/* openVexTypes */.lu, openvex/* checkOpenVex */.ss],
    [testResultType, checkTestResult],
    [verification_summary/* verificationSummaryType */.an, verification_summary/* parseVerificationSummary */.t4],
    [promotion/* promotionType */.MS, checkPromotion],
];
function checkSbom(predicate, _, type) {
    const { predicateType } = (0,sbom/* parseSbom */.rl)(type, predicate);
    // The type of an attached SBOM need not name the version.
    if (predicateType.startsWith(sbom/* cycloneDxType */.qv))
        checkCycloneDx(predicate);
    else if ('spdxVersion' in Object(predicate))
        checkSpdx2(predicate);
    else
        (0,spdx3/* checkSpdx3 */.t4)(predicate);
}
function checkPromotion(predicate, subjects) {
    const { digest } = (0,promotion/* parsePromotion */.Hr)(predicate);
    if (subjects.some((subject) => subject.digest.sha256 === (0,artifact_digest/* hexOf */.ZD)(digest)))
        return;
    const wanted = subjects.map((subject) => `sha256:${subject.digest.sha256}`).join(', ');
    throw new failure/* Failure */.HR('mismatch', `it is about ${digest}; the subject is ${wanted}`);
}

// EXTERNAL MODULE: ./build/src/evidence/sign.js + 4 modules
var sign = __webpack_require__(5761);
// EXTERNAL MODULE: ./build/src/evidence/find.js + 1 modules
var find = __webpack_require__(2653);
// EXTERNAL MODULE: ./build/src/evidence/verify.js + 6 modules
var verify = __webpack_require__(6687);
;// CONCATENATED MODULE: ./build/src/evidence/signed-before.js







/**
 * Finds what an earlier attempt of this run has signed: the same statement by the same signer at the same commit.
 * Another run says it anew, because when something was said counts too.
 */
async function findSignedBefore(wanted, stores, edge) {
    try {
        const { statement, images } = wanted;
        const subject = `sha256:${statement.subject[0]?.digest.sha256}`;
        const atGitHub = await findSame(statement, (0,find/* findBundles */.n)(subject, undefined, { github: stores.github }));
        const beside = await findSame(statement, (0,find/* findBundles */.n)(subject, images[0], { registry: stores.registry }));
        for (const [digest, { json }] of [...beside, ...atGitHub]) {
            if (!(await isOurs(json, subject, wanted)))
                continue;
            const { bundle } = await readBundle(json);
            const referrers = await findReferrers(digest, wanted, stores);
            return { bundle, digest, referrers, atGitHub: atGitHub.has(digest) };
        }
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        // A statement that is there twice does no harm; one that is not signed would.
        edge.log.info(`what was signed before cannot be told: ${error.message}`);
    }
    return undefined;
}
async function findSame(statement, bundles) {
    const canonical = await canonicalOf(statement);
    const same = new Map();
    for await (const found of bundles) {
        const peeked = 'json' in found ? await peek(found.json) : undefined;
        if (peeked === undefined || !('json' in found))
            continue;
        if ((await canonicalOf(peeked.statement)) === canonical)
            same.set(peeked.digest, found);
    }
    return same;
}
async function findReferrers(digest, { statement, images }, { registry }) {
    const referrers = new Map();
    for (const image of images) {
        const found = await findSame(statement, (0,find/* findBundles */.n)(image.digest, image, { registry }));
        const source = found.get(digest)?.source;
        if (source !== undefined)
            referrers.set((0,reference/* formatReference */.FH)(image), source);
    }
    return referrers;
}
async function isOurs(json, subject, wanted) {
    const { trust, roots } = wanted;
    try {
        return isOfThisRun(await (0,verify/* verifyBundle */.IF)(json, { subject, trust, roots }), wanted);
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error) || error.code === 'unavailable')
            throw error;
        // Somebody else's, or nobody's.
        return false;
    }
}
function isOfThisRun({ signer, predicateType, signedAt }, { claims, serverUrl, notBefore }) {
    if (notBefore !== undefined && signedAt < notBefore)
        return false;
    // A key names no run, but provenance does, and it is the same.
    if (signer.kind === 'key' || claims === undefined)
        return predicateType === provenance/* provenanceType */.wy;
    const run = `${serverUrl}/${claims.repository}/actions/runs/${claims.run_id}/attempts/`;
    return signer.runInvocationUri?.startsWith(run) === true;
}
async function peek(json) {
    try {
        return await (0,evidence_bundle/* peekStatement */.JB)(json);
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        return undefined;
    }
}
async function readBundle(json) {
    const { bundleFromJSON, bundleToJSON } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
    return { bundle: bundleToJSON(bundleFromJSON(json)) };
}
async function canonicalOf({ subject, predicateType, predicate }) {
    const { default: canonicalize } = await __webpack_require__.e(/* import() */ 799).then(__webpack_require__.bind(__webpack_require__, 8799));
    const digests = subject.map(({ digest }) => canonicalize(digest) ?? '').toSorted();
    // When a scan looked makes no difference to what it found.
    const what = predicateType === vulnerabilities/* vulnerabilitiesType */.Fy ? (0,vulnerabilities/* withoutTimes */.lX)(predicate) : predicate;
    const said = canonicalize(what) ?? '';
    return [
        predicateType,
        ...digests,
        // Which attempt of a run it was makes no difference to what was built.
        predicateType === provenance/* provenanceType */.wy ? said.replace(/("invocationId":"[^"]*)\/attempts\/\d+"/, '$1"') : said,
    ].join('\n');
}

// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
// EXTERNAL MODULE: ./build/src/evidence/statement.js
var evidence_statement = __webpack_require__(7218);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
;// CONCATENATED MODULE: ./build/src/evidence/sign-artifact.js













/** Signs a statement about artifacts, checks it as a verifier would, and keeps it where it will be looked for. */
async function signArtifact(request, stores, edge) {
    const { subjects, predicate, signing, context } = request;
    if (predicate !== undefined)
        checkPredicate(predicate.type, predicate.value, subjects);
    const { identity, by, reason, claims } = await (0,evidence_signing/* resolveSigning */.mV)(signing, context, edge);
    const said = predicate ?? {
        type: provenance/* provenanceType */.wy,
        value: (0,provenance/* buildProvenance */.Sw)(claims ?? (await provenanceClaims(context, edge)), context.serverUrl),
    };
    const statement = (0,evidence_statement/* buildStatement */.Y5)(subjects, said.type, said.value);
    const wanted = {
        statement,
        images: stores.registry === undefined ? [] : request.images,
        trust: ownTrust({ identity, claims }, context.serverUrl),
        ...(claims !== undefined && { claims }),
        serverUrl: context.serverUrl,
        roots: await (0,evidence_signing/* readTrustMaterial */.EZ)(signing.trustedRoot, context.workspace, request.roots),
        ...(request.notBefore !== undefined && { notBefore: request.notBefore }),
    };
    const before = await findBefore(wanted, request, stores, edge);
    const bundle = before?.bundle ?? (await (0,sign/* signStatement */.f)(statement, identity, edge));
    if (before === undefined && signing.trustedRoot !== undefined)
        await checkOwnBundle(bundle, wanted);
    const { digest } = await (0,evidence_bundle/* peekStatement */.JB)(bundle);
    return {
        statement: before === undefined ? statement : (await (0,evidence_bundle/* peekStatement */.JB)(bundle)).statement,
        bundle,
        digest,
        by,
        ...(reason !== undefined && { reason }),
        reused: before !== undefined,
        ...(await attach(bundle, before, wanted.images, stores, edge)),
        ...(await storeAtGitHub(bundle, before, request, stores, edge)),
        storageRecordIds: await recordStorage(request, stores, edge),
    };
}
async function findBefore(wanted, { attestationsApi }, { registry, github }, edge) {
    const stores = { registry, ...(attestationsApi !== 'false' && { github }) };
    const before = await findSignedBefore(wanted, stores, edge);
    if (before !== undefined)
        edge.log.info('an earlier attempt of this run has signed this statement already');
    return before;
}
/** Attaches the bundle to each image that does not carry it; the first one's referrer is told. */
async function attach(bundle, before, images, { registry }, edge) {
    const referrers = [];
    for (const image of images) {
        const known = before?.referrers.get((0,reference/* formatReference */.FH)(image));
        const stored = known === undefined ? await (0,store/* storeBundle */.A)(image, bundle, { registry }, edge) : undefined;
        const digest = stored?.referrer?.digest;
        const referrer = known ?? (digest && (0,reference/* formatReference */.FH)((0,reference/* withDigest */.hQ)(image, digest)));
        if (referrer !== undefined)
            referrers.push(referrer);
    }
    const [referrer] = referrers;
    return referrer === undefined ? {} : { referrer };
}
async function storeAtGitHub(bundle, before, { attestationsApi, images }, { github }, edge) {
    if (attestationsApi === 'false' || before?.atGitHub)
        return {};
    const attestation = await github.createAttestation(bundle);
    if (attestation === undefined && attestationsApi === 'true') {
        throw new failure/* Failure */.HR('denied', 'this repository has no store of attestations; set attestations-api to auto or false');
    }
    if (attestation === undefined) {
        const kept = images.length > 0 ? 'beside the image' : 'in the file of bundle-path';
        edge.log.notice(`this repository has no store of attestations at GitHub; the statement is kept ${kept}`);
    }
    return attestation?.id === undefined ? {} : { attestationId: attestation.id };
}
/** Tells the organisation where the image is kept. It is a list for people: without it everything else holds. */
async function recordStorage({ images: [image], storageRecord }, { registry, github }, edge) {
    if (storageRecord === 'false' || image === undefined || registry === undefined)
        return [];
    const { digest } = image;
    try {
        const registryUrl = `https://${image.registry}`;
        const record = await github.createStorageRecord({ name: (0,reference/* formatRepository */.Sh)(image), digest, registryUrl });
        return record?.ids ?? [];
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        const message = `the organisation was not told where the image is kept: ${error.message}`;
        // Whoever has not asked for it need not hear of it with every run.
        if (storageRecord === 'auto' && error.code === 'unauthorized')
            edge.log.info(message);
        else
            edge.log.warning(`${message}; where none is wanted, set create-storage-record to false`);
        return [];
    }
}
// Better here than where it is needed: a service that was given wrongly is noticed by who can set it right.
async function checkOwnBundle(bundle, { statement, trust, roots }) {
    await (0,verify/* verifyBundle */.IF)(bundle, { subject: `sha256:${statement.subject[0]?.digest.sha256}`, trust, roots });
}
function ownTrust({ identity, claims }, serverUrl) {
    const { certified, key } = identity;
    if (certified === undefined || claims === undefined)
        return { key: (0,evidence_key/* formatPublicKey */.et)(key.publicKey) };
    const { certIdentity } = certified;
    return { certIdentity, issuer: claims.iss, sourceDigest: claims.sha, serverUrl };
}
// Under a key there may be no token to ask; what the runner says is then vouched for by the key alone.
async function provenanceClaims({ identityToken, env }, edge) {
    if (identityToken.url && identityToken.token)
        return (await (0,identity_token/* fetchIdentityToken */.GD)(identityToken, edge)).claims;
    const said = (name) => {
        const value = env[name];
        if (!value)
            throw new failure/* Failure */.HR('invalid-input', `${name} is not set; give id-token: write or a predicate`);
        return value;
    };
    return {
        repository: said('GITHUB_REPOSITORY'),
        repository_id: said('GITHUB_REPOSITORY_ID'),
        repository_owner_id: said('GITHUB_REPOSITORY_OWNER_ID'),
        ref: said('GITHUB_REF'),
        sha: said('GITHUB_SHA'),
        event_name: said('GITHUB_EVENT_NAME'),
        workflow_ref: said('GITHUB_WORKFLOW_REF'),
        job_workflow_ref: said('GITHUB_WORKFLOW_REF'),
        run_id: said('GITHUB_RUN_ID'),
        run_attempt: said('GITHUB_RUN_ATTEMPT'),
        runner_environment: said('RUNNER_ENVIRONMENT'),
    };
}


/***/ })

};
