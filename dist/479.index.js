export const id = 479;
export const ids = [479];
export const modules = {

/***/ 59479:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(551);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1073);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73991);
/* harmony import */ var _src_action_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48194);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26565);
/* harmony import */ var _src_build_image_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23939);
/* harmony import */ var _src_build_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(33053);
/* harmony import */ var _src_build_tags_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2845);
/* harmony import */ var _src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(67468);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(31048);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2739);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(12555);
/* harmony import */ var _src_job_pipeline_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(34079);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(19442);
/* harmony import */ var _src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(8170);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(47384);
/* harmony import */ var _src_report_build_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(42056);
/* harmony import */ var _src_report_promotion_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(39493);
/* harmony import */ var _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(82964);
/* harmony import */ var _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(82017);























await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_6__/* .run */ .e)(async () => {
    const { job, image, environment, policy, signing, world } = open();
    const request = {
        image,
        policy,
        signing,
        recipe: {
            context: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(job.context.workspace),
            files: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('files', (line) => (0,_src_build_source_js__WEBPACK_IMPORTED_MODULE_9__/* .parseFileLine */ .o$)(line, process.platform === 'win32')),
            base: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('base', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseDigestReference */ .Dn),
            artifactType: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('artifact-type', _src_build_image_js__WEBPACK_IMPORTED_MODULE_8__/* .parseArtifactType */ .Wd),
            entrypoint: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('entrypoint', _src_build_image_js__WEBPACK_IMPORTED_MODULE_8__/* .parseCommand */ .RM),
            cmd: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cmd', _src_build_image_js__WEBPACK_IMPORTED_MODULE_8__/* .parseCommand */ .RM),
        },
        ifTagExists: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('if-tag-exists', _src_build_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .ifTagExistsValues */ .c3, 'reuse'),
        sbom: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('sbom'),
        gate: {
            severityCutoff: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('severity-cutoff', _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_21__/* .severityCutoffs */ .io, 'high'),
            onlyFixed: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('only-fixed'),
            osvUrl: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('osv-url', _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_22__/* .parseOsvUrl */ .$),
        },
    };
    const environmentUrl = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('environment-url', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_12__/* .parseEnvironmentUrl */ .Mk);
    const allowDowngrade = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('allow-downgrade');
    const built = await (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .group */ .Os)('Build', () => (0,_src_job_pipeline_js__WEBPACK_IMPORTED_MODULE_15__/* .buildImage */ ._)(request, job));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z)((0,_src_report_build_js__WEBPACK_IMPORTED_MODULE_19__/* .buildSummary */ .f)(built));
    // What is pushed is told, whatever becomes of it.
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_14__/* .buildOutputs */ .J)(built));
    (0,_src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__/* .declareArtifact */ .L)((0,_src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatReference */ .FH)(built.image));
    await (0,_src_job_pipeline_js__WEBPACK_IMPORTED_MODULE_15__/* .attestImage */ .D)(request, built, job, _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z);
    const release = { [_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_12__/* .soleService */ .PU]: built.image };
    const outcome = await (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .group */ .Os)('Promote', () => (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__/* .promoteInJob */ .N3)({ environment, release, environmentUrl, allowDowngrade }, world, job));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z)((0,_src_report_promotion_js__WEBPACK_IMPORTED_MODULE_20__/* .promotionSummary */ .w)(outcome, world.repository, job.github.calls()));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_14__/* .promotionOutputs */ .a)(outcome, await (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__/* .writeRecord */ .rh)(outcome, job)));
    const refusal = (0,_src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_11__/* .refusalOf */ .O)(outcome);
    if (refusal !== undefined)
        throw refusal;
}, () => (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__/* .endUnfinished */ .rw)(open));
function open() {
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseRepository */ .SU);
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)('environment');
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_16__/* .defaultPolicyFile */ .k;
    const signing = (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .signerInputs */ .C5)();
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_13__/* .openJob */ .I)();
    return { job, image, environment, policy, signing, world: (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_18__/* .openWorld */ .H)(job, image, policy, signing) };
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 45149:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ signArtifact)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(34731);
/* harmony import */ var _identity_token_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63281);
/* harmony import */ var _predicate_provenance_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32898);
/* harmony import */ var _sign_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(24878);
/* harmony import */ var _signing_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(17594);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67218);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37022);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2070);










/** Signs a statement about artifacts, checks it as a verifier would, and keeps it where it will be looked for. */
async function signArtifact(request, stores, edge) {
    const { subjects, predicate, signing, context } = request;
    const { identity, by, claims } = await (0,_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .resolveSigning */ .mV)(signing, context, edge);
    const said = predicate ?? {
        type: _predicate_provenance_js__WEBPACK_IMPORTED_MODULE_4__/* .provenanceType */ .wy,
        value: (0,_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_4__/* .buildProvenance */ .Sw)(claims ?? (await provenanceClaims(context, edge)), context.serverUrl),
    };
    const statement = (0,_statement_js__WEBPACK_IMPORTED_MODULE_7__/* .buildStatement */ .Y5)(subjects, said.type, said.value);
    const bundle = await (0,_sign_js__WEBPACK_IMPORTED_MODULE_5__/* .signStatement */ .f)(statement, identity, edge);
    if (signing.trustedRoot !== undefined)
        await checkOwnBundle(bundle, statement, { identity, claims }, request);
    const { digest } = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_2__/* .peekStatement */ .JB)(bundle);
    return { statement, bundle, digest, by, ...(await store(bundle, request, stores, edge)) };
}
async function store(bundle, { image, attestationsApi }, { registry, github }, edge) {
    const beside = image === undefined || registry === undefined ? {} : await (0,_store_js__WEBPACK_IMPORTED_MODULE_8__/* .storeBundle */ .AG)(image, bundle, { registry }, edge);
    const attestation = attestationsApi === 'false' ? undefined : await github.createAttestation(bundle);
    if (attestation === undefined && attestationsApi === 'true') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', 'this repository has no store of attestations; set attestations-api to auto or false');
    }
    if (attestation === undefined && attestationsApi === 'auto') {
        edge.log.notice('this repository has no store of attestations at GitHub; the statement is kept beside the image');
    }
    return {
        ...(beside.referrer !== undefined &&
            image !== undefined && {
            referrer: `${image.registry}/${image.repository}@${beside.referrer.digest}`,
        }),
        ...(attestation !== undefined && { attestationId: attestation.id }),
    };
}
// Better here than where it is needed: a service that was given wrongly is noticed by who can set it right.
async function checkOwnBundle(bundle, statement, { identity, claims }, { signing, context }) {
    const roots = await (0,_signing_js__WEBPACK_IMPORTED_MODULE_6__/* .readTrustMaterial */ .EZ)(signing.trustedRoot, context.workspace);
    await (0,_verify_js__WEBPACK_IMPORTED_MODULE_9__/* .verifyBundle */ .IF)(bundle, {
        subject: `sha256:${statement.subject[0]?.digest.sha256}`,
        trust: ownTrust(identity, claims, context.serverUrl),
        roots,
    });
}
function ownTrust(identity, claims, serverUrl) {
    if (identity.kind === 'key' || claims === undefined) {
        const key = identity.key === undefined ? '' : (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(identity.key).export({ format: 'pem', type: 'spki' });
        return { key: key.toString() };
    }
    return { certIdentity: `${serverUrl}/${claims.job_workflow_ref}`, issuer: claims.iss };
}
// Under a key there may be no token to ask; what the runner says is then vouched for by the key alone.
async function provenanceClaims({ identityToken, env }, edge) {
    if (identityToken.url && identityToken.token)
        return (await (0,_identity_token_js__WEBPACK_IMPORTED_MODULE_3__/* .fetchIdentityToken */ .GD)(identityToken, edge)).claims;
    const said = (name) => {
        const value = env[name];
        if (!value)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `${name} is not set; give id-token: write or a predicate`);
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


/***/ }),

/***/ 34079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ attestImage),
/* harmony export */   _: () => (/* binding */ buildImage)
/* harmony export */ });
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48194);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26565);
/* harmony import */ var _build_build_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44766);
/* harmony import */ var _evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45149);
/* harmony import */ var _evidence_statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67218);
/* harmony import */ var _report_scan_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(47743);
/* harmony import */ var _report_sign_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(47595);
/* harmony import */ var _scan_artifact_scan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(71787);
/* harmony import */ var _scan_gate_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(82964);
/* harmony import */ var _services_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(10428);










/** Builds the artifact of this commit, or finds it. */
async function buildImage({ image, policy, recipe, ifTagExists }, job) {
    const { context, edge } = job;
    const source = `${context.serverUrl}/${context.repository}`;
    const tokenCommit = await (0,_services_js__WEBPACK_IMPORTED_MODULE_9__/* .fetchTokenCommit */ .n$)(job);
    const request = { image, builder: 'auto', recipe, tags: [], ifTagExists, source, tokenCommit };
    return (0,_build_build_js__WEBPACK_IMPORTED_MODULE_2__/* .build */ .j)({ ...request, temporary: context.runnerTemp }, (0,_services_js__WEBPACK_IMPORTED_MODULE_9__/* .openBuildServices */ .V7)(job, image, policy), edge);
}
/** Signs and scans what was built, telling of each in the job's summary; what fails ends it there. */
async function attestImage(request, built, job, tell) {
    // What is reused carries verified provenance for this commit already.
    if (!built.reused)
        tell(await (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os)('Sign', () => signImage(request, built, job)));
    if (request.sbom !== undefined)
        await (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os)('Scan', () => scanImage(request, built, job, tell));
}
async function signImage({ signing }, { image }, job) {
    const { github, context, edge, registryOf } = job;
    const subjects = [(0,_evidence_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .subjectOf */ .et)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(image), image.digest)];
    const request = { subjects, image, signing, context: job.signing, attestationsApi: 'auto' };
    const signed = await (0,_evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_3__/* .signArtifact */ .o)(request, { registry: registryOf(image), github }, edge);
    const { attestationId } = signed;
    const page = `${context.serverUrl}/${context.repository}/attestations/${attestationId}`;
    return (0,_report_sign_js__WEBPACK_IMPORTED_MODULE_6__/* .signSummary */ .I)(signed, attestationId === undefined ? {} : { attestationUrl: page });
}
async function scanImage({ sbom, gate, policy, signing }, { image }, job, tell) {
    const { workspace, runnerTemp } = job.context;
    const report = { outputFormat: 'json', attest: true, workspace, temp: runnerTemp };
    const request = { image, sbomPath: sbom, scanner: 'osv', ...gate, ...report };
    const { result } = await (0,_scan_artifact_scan_js__WEBPACK_IMPORTED_MODULE_7__/* .scanArtifact */ .C)(request, (0,_services_js__WEBPACK_IMPORTED_MODULE_9__/* .openScanTestimony */ ._9)(job, policy, signing), job.edge);
    tell((0,_report_scan_js__WEBPACK_IMPORTED_MODULE_5__/* .scanSummary */ .y)(result, image));
    if (result.verdict === 'failed')
        throw (0,_scan_gate_js__WEBPACK_IMPORTED_MODULE_8__/* .refusalOf */ .Of)(result.failing, result.gate);
}


/***/ }),

/***/ 47595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ signSummary)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70075);

/** Tells what was signed, by whom, and where it is kept. */
function signSummary({ statement, by, referrer, attestationId }, { attestationUrl }) {
    const kept = [
        referrer === undefined ? undefined : ['Registry', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(referrer)],
        attestationId === undefined
            ? undefined
            : ['GitHub', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(`attestation ${attestationId}`, attestationUrl)],
    ].filter((row) => row !== undefined);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .heading */ .R_)(2, `✍️ Signed: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(statement.predicateType)}`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', ''], [
        ['Signed by', signers[by]],
        ...statement.subject.map(({ name, digest }) => [
            'Subject',
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(name)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(`sha256:${digest.sha256}`)}`,
        ]),
        ...(kept.length === 0 ? [['Kept', 'only in the file of `bundle-path`']] : kept),
    ]), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)('The statement', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .fence */ .EU)(JSON.stringify(statement.predicate, null, 2).slice(0, excerptLength), 'json')));
}
const excerptLength = 20_000;
const signers = {
    'public-good': 'this workflow, certified by the public-good Sigstore; its log is public',
    github: "this workflow, certified by GitHub's own Sigstore",
    private: 'this workflow, certified by a private Sigstore',
    key: 'a key',
};


/***/ })

};
