export const id = 923;
export const ids = [923];
export const modules = {

/***/ 20923:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26565);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2739);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(19442);
/* harmony import */ var _src_job_services_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(10428);
/* harmony import */ var _src_report_scan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(47743);
/* harmony import */ var _src_scan_artifact_scan_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(71787);
/* harmony import */ var _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(82964);
/* harmony import */ var _src_scan_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(30283);
/* harmony import */ var _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(82017);
/* harmony import */ var _src_scan_output_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(15966);














await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(async () => {
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_5__/* .openJob */ .I)();
    const { context, edge } = job;
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDigestReference */ .Dn);
    const failBuild = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('fail-build', true);
    const request = {
        image,
        sbomPath: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('sbom'),
        scanner: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('scanner', _src_scan_index_js__WEBPACK_IMPORTED_MODULE_11__/* .scannerNames */ .t, 'osv'),
        osvUrl: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('osv-url', _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_12__/* .parseOsvUrl */ .$),
        severityCutoff: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('severity-cutoff', _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_10__/* .severityCutoffs */ .io, 'high'),
        onlyFixed: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('only-fixed'),
        outputFormat: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('output-format', _src_scan_output_js__WEBPACK_IMPORTED_MODULE_13__/* .outputFormatNames */ .r, 'json'),
        outputFile: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('output-file'),
        attest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('attest', true),
        workspace: context.workspace,
        temp: context.runnerTemp,
    };
    const testimony = (0,_src_job_services_js__WEBPACK_IMPORTED_MODULE_7__/* .openScanTestimony */ ._9)(job, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_6__/* .defaultPolicyFile */ .k, (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signingInputs */ .hY)());
    const { result, reportPath, sbomPath, bundlePath } = await (0,_src_scan_artifact_scan_js__WEBPACK_IMPORTED_MODULE_9__/* .scanArtifact */ .C)(request, testimony, edge);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .summary */ .z)((0,_src_report_scan_js__WEBPACK_IMPORTED_MODULE_8__/* .scanSummary */ .y)(result, image));
    const { critical, high, medium, low, negligible } = result.counts;
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .setOutputs */ .n0)({
        verdict: result.verdict,
        ...{ critical, high, medium, low, negligible },
        'report-path': reportPath,
        'sbom-path': sbomPath,
        'bundle-path': bundlePath,
    });
    if (failBuild && result.verdict === 'failed')
        throw (0,_src_scan_gate_js__WEBPACK_IMPORTED_MODULE_10__/* .refusalOf */ .Of)(result.failing, result.gate);
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 23626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ attest)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26565);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34731);
/* harmony import */ var _sign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24878);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67218);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37022);





/** Signs a statement about an image and keeps it where it will be looked for: statement, sign, store. */
async function attest(image, { predicateType, predicate, subjects }, { identity, ...stores }, edge) {
    const about = subjects ?? [(0,_statement_js__WEBPACK_IMPORTED_MODULE_3__/* .subjectOf */ .et)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(image), image.digest)];
    const statement = (0,_statement_js__WEBPACK_IMPORTED_MODULE_3__/* .buildStatement */ .Y5)(about, predicateType, predicate);
    const bundle = await (0,_sign_js__WEBPACK_IMPORTED_MODULE_2__/* .signStatement */ .f)(statement, identity, edge);
    const { digest } = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .peekStatement */ .JB)(bundle);
    return { statement, bundle, digest, ...(await (0,_store_js__WEBPACK_IMPORTED_MODULE_4__/* .storeBundle */ .AG)(image, bundle, stores, edge)) };
}


/***/ }),

/***/ 24878:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ signStatement)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16477);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96208);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72218);





/** Signs a statement and has it witnessed. */
async function signStatement(statement, identity, edge) {
    const { DSSEBundleBuilder } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(463), __webpack_require__.e(335), __webpack_require__.e(179)]).then(__webpack_require__.t.bind(__webpack_require__, 15179, 19));
    const { bundleToJSON } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 61040, 19));
    const builder = new DSSEBundleBuilder({
        signer: await signerOf(identity),
        witnesses: await witnessesOf(identity),
    });
    const data = Buffer.from(JSON.stringify(statement));
    edge.log.debug(`signing ${statement.predicateType}, ${data.length} bytes, by ${describe(identity)}`);
    try {
        return withoutKeyId(bundleToJSON(await builder.create({ data, type: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.inToto })));
    }
    catch (error) {
        throw signingFailure(error, identity);
    }
}
// The library repeats a key's hint as the envelope's `keyid`, which cosign compares with an id of its own and then
// refuses. Nothing signs it, and `publicKey.hint` says the same.
function withoutKeyId(bundle) {
    const { dsseEnvelope } = bundle;
    if (dsseEnvelope === undefined)
        return bundle;
    const signatures = dsseEnvelope.signatures.map((signature) => ({ ...signature, keyid: '' }));
    return { ...bundle, dsseEnvelope: { ...dsseEnvelope, signatures } };
}
// The services are asked by the library itself: three more times, for up to 30 s each.
const patience = { timeout: 30_000, retry: { retries: 3, minTimeout: 500, maxTimeout: 5_000 } };
async function signerOf(identity) {
    if (identity.kind === 'key')
        return keySigner(identity.key);
    const { FulcioSigner } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(463), __webpack_require__.e(335), __webpack_require__.e(179)]).then(__webpack_require__.t.bind(__webpack_require__, 15179, 19));
    const { identityToken, fulcioUrl, key } = identity;
    return new FulcioSigner({
        fulcioBaseURL: baseOf(fulcioUrl),
        identityProvider: { getToken: async () => identityToken },
        ...(key !== undefined && { keyHolder: keySigner(key) }),
        ...patience,
    });
}
function keySigner(key) {
    const publicKey = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(key).export({ format: 'pem', type: 'spki' }).toString();
    return {
        sign: async (data) => ({
            signature: (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .signBytes */ .b_)(data, key),
            key: { $case: 'publicKey', publicKey, hint: (0,_key_js__WEBPACK_IMPORTED_MODULE_3__/* .hintOf */ .$z)(key) },
        }),
    };
}
async function witnessesOf({ rekorUrl, tsaUrl }) {
    const { RekorWitness, TSAWitness } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(463), __webpack_require__.e(335), __webpack_require__.e(179)]).then(__webpack_require__.t.bind(__webpack_require__, 15179, 19));
    return [
        ...(rekorUrl === undefined ? [] : [new RekorWitness({ rekorBaseURL: baseOf(rekorUrl), ...patience })]),
        ...(tsaUrl === undefined ? [] : [new TSAWitness({ tsaBaseURL: baseOf(tsaUrl), ...patience })]),
    ];
}
function baseOf(url) {
    return url.replace(/\/+$/, '');
}
function describe(identity) {
    const by = identity.kind === 'key' ? 'a key' : identity.fulcioUrl;
    return [by, identity.rekorUrl, identity.tsaUrl].filter((part) => part !== undefined).join(', ');
}
// https://github.com/sigstore/sigstore-js/blob/main/packages/sign/src/error.ts
const services = {
    CA_CREATE_SIGNING_CERTIFICATE_ERROR: (identity) => (identity.kind === 'keyless' ? identity.fulcioUrl : ''),
    TLOG_CREATE_ENTRY_ERROR: ({ rekorUrl = '' }) => rekorUrl,
    TLOG_FETCH_ENTRY_ERROR: ({ rekorUrl = '' }) => rekorUrl,
    TSA_CREATE_TIMESTAMP_ERROR: ({ tsaUrl = '' }) => tsaUrl,
};
function signingFailure(error, identity) {
    // Its message holds the token.
    if ((0,_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(error) && error.code === 'IDENTITY_TOKEN_PARSE_ERROR') {
        return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('unauthorized', 'the identity token names no subject that can be certified');
    }
    const service = (0,_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(error) ? services[String(error.code)] : undefined;
    // Not one of the services: a bug, told as it is.
    if (service === undefined)
        return error instanceof Error ? error : new Error(String(error));
    const cause = error instanceof Error ? error.cause : undefined;
    const status = (0,_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(cause) && typeof cause.statusCode === 'number' ? cause.statusCode : 0;
    const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
    const reason = `${(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}${status === 0 && cause !== undefined ? ` - ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause)}` : ''}`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(refused ? 'denied' : 'unavailable', `${service(identity)}: ${reason}`, { cause: error });
}


/***/ }),

/***/ 19442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ noPolicyFile),
/* harmony export */   k: () => (/* binding */ defaultPolicyFile)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** Where the policy is looked for unless the input `policy` says otherwise. */
const defaultPolicyFile = '.github/immutable-deploy.yml';
/** Says that a policy file that is needed is not there. */
function noPolicyFile(file) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('not-found', `there is no policy file ${file} on the default branch; add one, or name it by the input "policy"`);
}


/***/ }),

/***/ 10428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n$: () => (/* binding */ fetchTokenCommit),
  V7: () => (/* binding */ openBuildServices),
  _9: () => (/* binding */ openScanTestimony)
});

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(71966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(26565);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence = __webpack_require__(36970);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(32898);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(37022);
;// CONCATENATED MODULE: ./build/src/build/provenance.js





/** Asks the registry and GitHub; whom to trust is asked for only when there is something to be verified. */
function checkProvenance(loadTrusted, { registry, github }, edge) {
    return {
        async verifiedCommitOf(image) {
            const { trustFor, roots } = await loadTrusted();
            const onlyProvenance = (type) => (type === provenance/* provenanceType */.wy ? trustFor(type) : []);
            const { accepted, rejected } = await (0,store/* collectEvidence */.mE)(image, onlyProvenance, { registry, roots, ...(github && { github }) }, edge);
            for (const { source, reason } of rejected)
                edge.log.info(`${source}: not counted, ${reason}`);
            return accepted.map(evidence/* commitOf */.D).find((commit) => commit !== undefined);
        },
        // Anything that was said about an artifact means that somebody relied on it, trusted or not.
        async hasEvidence(image) {
            if ((await registry.listReferrers(image)).length > 0)
                return true;
            for (const suffix of ['sig', 'att', 'sbom']) {
                const tag = `sha256-${(0,digest/* hexOf */.ZD)(image.digest)}.${suffix}`;
                if ((await registry.resolve((0,reference/* withTag */.Rd)(image, tag))) !== undefined)
                    return true;
            }
            for await (const _ of github?.listAttestations(image.digest) ?? [])
                return true;
            return false;
        },
    };
}

// EXTERNAL MODULE: ./build/src/evidence/identity-token.js
var identity_token = __webpack_require__(63281);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/evidence/attest.js
var attest = __webpack_require__(23626);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(34012);
// EXTERNAL MODULE: ./build/src/evidence/signing.js + 1 modules
var evidence_signing = __webpack_require__(17594);
;// CONCATENATED MODULE: ./build/src/scan/testimony.js





/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
function openTestimony(options, edge) {
    const { github, registryOf, signing, context } = options;
    let told = false;
    return {
        collectSboms: async (image) => {
            const { trusted, roots } = await whomToTrust(options);
            const stores = { registry: registryOf(image), github, roots };
            return (0,store/* collectEvidence */.mE)(image, (type) => ((0,sbom/* isSbomType */.Md)(type) ? trusted(type) : []), stores, edge);
        },
        attest: async (image, statement) => {
            const { identity } = await (0,evidence_signing/* resolveSigning */.mV)(signing, context, edge);
            const stores = { identity, registry: registryOf(image), github };
            const { bundle, attestationId } = await (0,attest/* attest */.s)(image, statement, stores, edge);
            if (attestationId === undefined && !told) {
                edge.log.notice('this repository has no attestations at GitHub; the evidence is in the registry only');
                told = true;
            }
            return bundle;
        },
    };
}
/** Without a policy it is this repository's own workflows; and always the key that signs here. */
async function whomToTrust({ home: { name, id, serverUrl }, signing, context, fetchPolicy, }) {
    const policy = await fetchPolicy();
    const own = { sourceRepository: { name, id }, serverUrl };
    const key = signing.key === undefined ? undefined : await publicKeyOf(signing.key, context);
    const given = await (0,evidence_signing/* readTrustMaterial */.EZ)(signing.trustedRoot, context.workspace);
    // Our own key by the root that this job is given, or else by any that the policy trusts here.
    const ourKeys = (others) => {
        if (key === undefined)
            return [];
        if (signing.trustedRoot !== undefined)
            return [{ key, roots: given }];
        return others.map(({ roots }) => ({ key, ...(roots !== undefined && { roots }) }));
    };
    return {
        trusted: (type) => {
            const others = policy?.trustFor(type) ?? [own];
            return [...others, ...ourKeys(others)];
        },
        roots: signing.trustedRoot === undefined && policy !== undefined ? policy.roots : given,
    };
}
async function publicKeyOf(location, context) {
    const key = await (0,evidence_signing/* readPrivateKey */.$k)(location, context);
    return (0,external_node_crypto_.createPublicKey)(key).export({ format: 'pem', type: 'spki' }).toString();
}

// EXTERNAL MODULE: ./build/src/job/policy-file.js
var policy_file = __webpack_require__(19442);
;// CONCATENATED MODULE: ./build/src/job/services.js




/** Connects what a build works with. */
function openBuildServices(job, image, policy) {
    const registry = job.registryOf(image, image);
    const loadTrusted = async () => (await fetchPolicy(job, policy)) ?? ownWorkflows(job);
    return { registry, provenance: checkProvenance(loadTrusted, { registry, github: job.github }, job.edge) };
}
/** Connects what a scan learns from, and says what it has learnt by. */
function openScanTestimony(job, policy, signing) {
    const { edge, github, home, registryOf, signing: context } = job;
    return openTestimony({ github, registryOf, home, signing, context, fetchPolicy: () => fetchPolicy(job, policy) }, edge);
}
/** The commit that this run's provenance will name; undefined where the job may not have a token. */
async function fetchTokenCommit({ edge, signing }) {
    const { identityToken } = signing;
    if (identityToken.url === undefined)
        return undefined;
    // Nobody takes a token for this audience, so it is of no use to anyone but us.
    return (await (0,identity_token/* fetchIdentityToken */.GD)({ ...identityToken, audience: 'nobody' }, edge)).claims.sha;
}
// Loaded only where it is asked for: what reads a policy takes longer to load than many a step takes in all.
async function fetchPolicy({ github, home }, file) {
    const { fetchSettings } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(118), __webpack_require__.e(617)]).then(__webpack_require__.bind(__webpack_require__, 3617));
    const settings = await fetchSettings(github, { file, home });
    // A file that somebody named says whom to trust: without it, more would be trusted than was meant.
    if (settings === undefined && file !== policy_file/* defaultPolicyFile */.k)
        throw (0,policy_file/* noPolicyFile */.M)(file);
    return settings;
}
// Before there is a policy the signer must be a workflow of this repository, and none that a pull request started.
async function ownWorkflows({ context }) {
    const { trustOf } = await __webpack_require__.e(/* import() */ 994).then(__webpack_require__.bind(__webpack_require__, 39994));
    const { defaultEvents } = await __webpack_require__.e(/* import() */ 816).then(__webpack_require__.bind(__webpack_require__, 44816));
    const trust = { ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents };
    return { trustFor: () => [trust], roots: { kind: 'known' } };
}


/***/ })

};
