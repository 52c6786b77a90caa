export const id = 175;
export const ids = [175];
export const modules = {

/***/ 9582:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(551);
/* harmony import */ var _src_action_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9323);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3991);
/* harmony import */ var _src_action_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8194);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6565);
/* harmony import */ var _src_build_build_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4766);
/* harmony import */ var _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3939);
/* harmony import */ var _src_build_index_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1195);
/* harmony import */ var _src_build_packer_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3566);
/* harmony import */ var _src_build_placement_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9561);
/* harmony import */ var _src_build_secret_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2980);
/* harmony import */ var _src_build_source_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(3053);
/* harmony import */ var _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(2845);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(985);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(2555);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(9442);
/* harmony import */ var _src_job_services_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(428);
/* harmony import */ var _src_report_build_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(2056);





















await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_6__/* .run */ .e)(async () => {
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseRepository */ .SU);
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_16__/* .openJob */ .I)();
    const { context, edge } = job;
    const request = {
        image,
        builder: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('builder', _src_build_index_js__WEBPACK_IMPORTED_MODULE_10__/* .builderNames */ .k, 'auto'),
        recipe: {
            context: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(context.workspace, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('context') ?? '.'),
            files: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('files', (line) => (0,_src_build_source_js__WEBPACK_IMPORTED_MODULE_14__/* .parseFileLine */ .o$)(line, process.platform === 'win32')),
            base: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('base', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseDigestReference */ .Dn),
            artifactType: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('artifact-type', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseArtifactType */ .Wd),
            platforms: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('platforms', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parsePlatforms */ .qA),
            entrypoint: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('entrypoint', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseCommand */ .RM),
            cmd: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cmd', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseCommand */ .RM),
            env: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('env', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseVariable */ .mO),
            workdir: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('workdir', _src_build_placement_js__WEBPACK_IMPORTED_MODULE_12__/* .parseWorkdir */ .I),
            user: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('user', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseUser */ .tN),
            labels: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('labels', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parsePairs */ .xg),
            annotations: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('annotations', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parsePairs */ .xg),
            file: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('file'),
            target: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('target'),
            buildArgs: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('build-args', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseVariable */ .mO),
            secrets: readSecrets(),
            cacheFrom: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('cache-from'),
            cacheTo: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('cache-to'),
            template: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('template'),
            vars: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('vars', _src_build_packer_js__WEBPACK_IMPORTED_MODULE_11__/* .parseTemplateVariable */ .u),
        },
        tags: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('tags', _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__/* .parseExtraTag */ .a5),
        ifTagExists: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('if-tag-exists', _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__/* .ifTagExistsValues */ .c3, 'reuse'),
        sourceDateEpoch: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('source-date-epoch', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseEpoch */ .Pd),
        source: `${context.serverUrl}/${context.repository}`,
        tokenCommit: await (0,_src_job_services_js__WEBPACK_IMPORTED_MODULE_19__/* .fetchTokenCommit */ .n$)(job),
        cacheAccess: (0,_src_action_context_js__WEBPACK_IMPORTED_MODULE_2__/* .cacheAccess */ .n)(),
        temporary: context.runnerTemp,
    };
    const services = (0,_src_job_services_js__WEBPACK_IMPORTED_MODULE_19__/* .openBuildServices */ .V7)(job, image, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_18__/* .defaultPolicyFile */ .k);
    const built = await (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .group */ .Os)('Build', () => (0,_src_build_build_js__WEBPACK_IMPORTED_MODULE_8__/* .build */ .j)(request, services, edge));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z)((0,_src_report_build_js__WEBPACK_IMPORTED_MODULE_20__/* .buildSummary */ .f)(built));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_17__/* .buildOutputs */ .J)(built));
    (0,_src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__/* .declareArtifact */ .L)((0,_src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatReference */ .FH)(built.image));
});
function readSecrets() {
    const secrets = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('secrets', (text) => (0,_src_build_secret_js__WEBPACK_IMPORTED_MODULE_13__/* .parseSecrets */ .d)(text, process.env)) ?? [];
    for (const secret of secrets)
        if ('value' in secret)
            (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .maskSecret */ .$l)(secret.value);
    return secrets;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatPlatform)
/* harmony export */ });
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, variant].filter(Boolean).join('/');
}


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


/***/ })

};
