export const id = 479;
export const ids = [479];
export const modules = {

/***/ 9479:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(551);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1073);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3991);
/* harmony import */ var _src_action_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8194);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6565);
/* harmony import */ var _src_build_image_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3939);
/* harmony import */ var _src_build_source_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3053);
/* harmony import */ var _src_build_tags_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2845);
/* harmony import */ var _src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(9271);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(1048);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5499);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2555);
/* harmony import */ var _src_job_pipeline_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(4079);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(9442);
/* harmony import */ var _src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(473);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(6956);
/* harmony import */ var _src_report_build_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(2056);
/* harmony import */ var _src_report_promotion_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(9493);
/* harmony import */ var _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(2964);
/* harmony import */ var _src_scan_index_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(8458);
/* harmony import */ var _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(9514);
























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
        scanner: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('scanner', _src_scan_index_js__WEBPACK_IMPORTED_MODULE_22__/* .scannerNames */ .tN),
        scan: {
            gate: {
                severityCutoff: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('severity-cutoff', _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_21__/* .severityCutoffs */ .io, 'high'),
                onlyFixed: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('only-fixed'),
            },
            osvUrl: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('osv-url', _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_23__/* .parseOsvUrl */ .$),
            exceptions: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('exceptions'),
            vex: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('vex'),
            baseline: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('baseline'),
            uploadSarif: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('upload-sarif'),
        },
    };
    const environmentUrl = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('environment-url', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_12__/* .parseEnvironmentUrl */ .Mk);
    const allowDowngrade = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('allow-downgrade');
    const built = await (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .group */ .Os)('Build', () => (0,_src_job_pipeline_js__WEBPACK_IMPORTED_MODULE_15__/* .buildImage */ ._)(request, job));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z)((0,_src_report_build_js__WEBPACK_IMPORTED_MODULE_19__/* .buildSummary */ .f)(built));
    // What is pushed is told, whatever becomes of it.
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_14__/* .buildOutputs */ .JZ)(built));
    (0,_src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__/* .declareArtifact */ .L)((0,_src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatReference */ .FH)(built.image));
    await (0,_src_job_pipeline_js__WEBPACK_IMPORTED_MODULE_15__/* .attestImage */ .D)(request, built, job, _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z);
    const release = { [_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_12__/* .soleService */ .PU]: built.image };
    const outcome = await (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .group */ .Os)('Promote', () => (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__/* .promoteInJob */ .N3)({ environment, release, environmentUrl, allowDowngrade }, world, job));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z)((0,_src_report_promotion_js__WEBPACK_IMPORTED_MODULE_20__/* .promotionSummary */ .w)(outcome, world.repository, job.github.calls()));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_14__/* .promotionOutputs */ .aK)(outcome, await (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__/* .writeRecord */ .rh)(outcome, job)));
    const refusal = (0,_src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_11__/* .refusalOf */ .Of)(outcome);
    if (refusal !== undefined)
        throw refusal;
}, () => (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_17__/* .endUnfinished */ .rw)(open));
function open() {
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseRepository */ .SU);
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)('environment');
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_16__/* .defaultPolicyFile */ .k;
    const signing = (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .signerInputs */ .C5)();
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_13__/* .openJob */ .I)();
    return { job, image, environment, policy, signing, world: (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_18__.openWorld)(job, image, policy, signing) };
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ attestImage),
/* harmony export */   _: () => (/* binding */ buildImage)
/* harmony export */ });
/* harmony import */ var _action_log_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8194);
/* harmony import */ var _build_build_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4766);
/* harmony import */ var _evidence_covered_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8068);
/* harmony import */ var _evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4874);
/* harmony import */ var _report_sign_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7595);
/* harmony import */ var _scan_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8458);
/* harmony import */ var _policy_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8887);
/* harmony import */ var _scan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61);
/* harmony import */ var _services_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(428);









/** Builds the artifact of this commit, or finds it. */
async function buildImage({ image, policy, recipe, ifTagExists }, job) {
    const { context, edge } = job;
    const source = `${context.serverUrl}/${context.repository}`;
    const tokenCommit = await (0,_services_js__WEBPACK_IMPORTED_MODULE_8__/* .fetchTokenCommit */ .n$)(job);
    const request = { image, builder: 'auto', recipe, tags: [], ifTagExists, source, tokenCommit };
    return (0,_build_build_js__WEBPACK_IMPORTED_MODULE_1__/* .build */ .j)({ ...request, temporary: context.runnerTemp }, (0,_services_js__WEBPACK_IMPORTED_MODULE_8__/* .openBuildServices */ .V7)(job, image, policy), edge);
}
/** Signs and scans what was built, telling of each in the job's summary; what fails ends it there. */
async function attestImage(request, built, job, tell) {
    // What is reused carries verified provenance for this commit already.
    if (!built.reused)
        tell(await (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os)('Sign', () => signImage(request, built, job)));
    const { sbom, scanner } = request;
    const scans = sbom !== undefined || (scanner !== undefined && (0,_scan_index_js__WEBPACK_IMPORTED_MODULE_5__/* .scannerOf */ .u_)(scanner).readsImages);
    // A policy that demands a scan refuses later.
    if (scans)
        await (0,_action_log_js__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os)('Scan', () => scanImage(request, built, job, tell));
}
async function signImage({ signing }, { image }, job) {
    const { github, context, edge, registryOf } = job;
    const registry = registryOf(image);
    const images = await (0,_evidence_covered_images_js__WEBPACK_IMPORTED_MODULE_2__/* .fetchCoveredImages */ .f)(image, registry);
    const kept = { attestationsApi: 'auto', storageRecord: 'false' };
    const request = { subjects: (0,_evidence_covered_images_js__WEBPACK_IMPORTED_MODULE_2__/* .subjectsOf */ .Z)(images), images, signing, context: job.signing, ...kept };
    const signed = await (0,_evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_3__/* .signArtifact */ .o)(request, { registry, github }, edge);
    const { attestationId } = signed;
    const page = `${context.serverUrl}/${context.repository}/attestations/${attestationId}`;
    return (0,_report_sign_js__WEBPACK_IMPORTED_MODULE_4__/* .signSummary */ .I)(signed, attestationId === undefined ? {} : { attestationUrl: page });
}
async function scanImage({ sbom, scanner = 'osv', scan, policy, signing }, { image }, job, tell) {
    const report = { outputFormat: 'json', attest: true, cosign: false };
    const what = { image, sbomPath: sbom, scanner, signing, policy: (0,_policy_js__WEBPACK_IMPORTED_MODULE_6__/* .openPolicy */ .t)(job, policy) };
    const { refusal } = await (0,_scan_js__WEBPACK_IMPORTED_MODULE_7__/* .scanInJob */ .y)({ ...what, ...scan, ...report }, job, tell);
    if (refusal !== undefined)
        throw refusal;
}


/***/ }),

/***/ 7595:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ signSummary)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75);

/** Tells what was signed, by whom, and where it is kept. */
function signSummary({ statement, by, reason, reused, referrer, attestationId, storageRecordIds }, { attestationUrl }) {
    const kept = [
        referrer === undefined ? undefined : ['Registry', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(referrer)],
        attestationId === undefined
            ? undefined
            : ['GitHub', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(`attestation ${attestationId}`, attestationUrl)],
        storageRecordIds.length === 0 ? undefined : ['Linked artifact', `record ${storageRecordIds.join(', ')}`],
    ].filter((row) => row !== undefined);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .heading */ .R_)(2, `✍️ Signed: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(statement.predicateType)}`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', ''], [
        ['Signed by', reason === undefined ? signers[by] : `${signers[by]} (${reason})`],
        ...(reused ? [['When', 'by an earlier attempt of this run; nothing was signed again']] : []),
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
