export const id = 923;
export const ids = [923];
export const modules = {

/***/ 923:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6565);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(985);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9442);
/* harmony import */ var _src_job_services_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(428);
/* harmony import */ var _src_report_scan_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7743);
/* harmony import */ var _src_scan_artifact_scan_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1787);
/* harmony import */ var _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2964);
/* harmony import */ var _src_scan_index_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(283);
/* harmony import */ var _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2017);
/* harmony import */ var _src_scan_output_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5966);














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

/***/ 3626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ attest)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4731);
/* harmony import */ var _sign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5761);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7218);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7022);





/** Signs a statement about an image and keeps it where it will be looked for: statement, sign, store. */
async function attest(image, { predicateType, predicate, subjects }, { identity, ...stores }, edge) {
    const about = subjects ?? [(0,_statement_js__WEBPACK_IMPORTED_MODULE_3__/* .subjectOf */ .et)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(image), image.digest)];
    const statement = (0,_statement_js__WEBPACK_IMPORTED_MODULE_3__/* .buildStatement */ .Y5)(about, predicateType, predicate);
    const bundle = await (0,_sign_js__WEBPACK_IMPORTED_MODULE_2__/* .signStatement */ .f)(statement, identity, edge);
    const { digest } = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .peekStatement */ .JB)(bundle);
    return { statement, bundle, digest, ...(await (0,_store_js__WEBPACK_IMPORTED_MODULE_4__/* .storeBundle */ .A)(image, bundle, stores, edge)) };
}


/***/ }),

/***/ 9442:
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

/***/ 428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n$: () => (/* binding */ fetchTokenCommit),
  V7: () => (/* binding */ openBuildServices),
  _9: () => (/* binding */ openScanTestimony)
});

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence = __webpack_require__(6970);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
;// CONCATENATED MODULE: ./build/src/build/provenance.js





/** Asks the registry and GitHub; whom to trust is asked for only when there is something to be verified. */
function checkProvenance(loadTrusted, { registry, github }, edge) {
    return {
        async verifiedCommitOf(image) {
            const { trustFor, roots } = await loadTrusted();
            const onlyProvenance = (type) => (type === provenance/* provenanceType */.wy ? trustFor(type) : []);
            const { accepted, rejected } = await (0,store/* collectEvidence */.m)(image, onlyProvenance, { registry, roots, ...(github && { github }) }, edge);
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
var identity_token = __webpack_require__(3281);
// EXTERNAL MODULE: ./build/src/evidence/attest.js
var attest = __webpack_require__(3626);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var key = __webpack_require__(3234);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
;// CONCATENATED MODULE: ./build/src/scan/testimony.js





/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
function openTestimony(options, edge) {
    const { github, registryOf, signing, context } = options;
    let told = false;
    return {
        collectSboms: async (image) => {
            const { trusted, roots } = await whomToTrust(options, edge);
            const stores = { registry: registryOf(image), github, roots };
            return (0,store/* collectEvidence */.m)(image, (type) => ((0,sbom/* isSbomType */.Md)(type) ? trusted(type) : []), stores, edge);
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
async function whomToTrust({ home: { name, id, serverUrl }, signing, context, roots, fetchPolicy }, edge) {
    const policy = await fetchPolicy();
    const own = { sourceRepository: { name, id }, serverUrl };
    const key = signing.key === undefined ? undefined : await publicKeyOf(signing.key, signing, context, edge);
    const given = await (0,evidence_signing/* readTrustMaterial */.EZ)(signing.trustedRoot, context.workspace, roots);
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
async function publicKeyOf(location, settings, context, edge) {
    const { publicKey } = await (0,evidence_signing/* openSigningKey */.bc)(location, settings, context, edge);
    return (0,key/* formatPublicKey */.et)(publicKey);
}

// EXTERNAL MODULE: ./build/src/job/policy-file.js
var policy_file = __webpack_require__(9442);
;// CONCATENATED MODULE: ./build/src/job/services.js




/** Connects what a build works with. */
function openBuildServices(job, image, policy) {
    const registry = job.registryOf(image, image);
    const loadTrusted = async () => (await fetchPolicy(job, policy)) ?? ownWorkflows(job);
    return { registry, provenance: checkProvenance(loadTrusted, { registry, github: job.github }, job.edge) };
}
/** Connects what a scan learns from, and says what it has learnt by. */
function openScanTestimony(job, policy, signing) {
    const { edge, github, home, registryOf, roots, signing: context } = job;
    return openTestimony({ github, registryOf, home, signing, context, roots, fetchPolicy: () => fetchPolicy(job, policy) }, edge);
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
async function fetchPolicy({ github, home, roots }, file) {
    const { fetchSettings } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(118), __webpack_require__.e(617)]).then(__webpack_require__.bind(__webpack_require__, 3617));
    const settings = await fetchSettings(github, { file, home, roots });
    // A file that somebody named says whom to trust: without it, more would be trusted than was meant.
    if (settings === undefined && file !== policy_file/* defaultPolicyFile */.k)
        throw (0,policy_file/* noPolicyFile */.M)(file);
    return settings;
}
// Before there is a policy the signer must be a workflow of this repository, and none that a pull request started.
async function ownWorkflows({ context, roots }) {
    const { trustOf } = await __webpack_require__.e(/* import() */ 994).then(__webpack_require__.bind(__webpack_require__, 9994));
    const { defaultEvents } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(816)]).then(__webpack_require__.bind(__webpack_require__, 4816));
    const trust = { ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents };
    return { trustFor: () => [trust], roots };
}


/***/ })

};
