export const id = 175;
export const ids = [175];
export const modules = {

/***/ 59582:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(551);
/* harmony import */ var _src_action_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9323);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73991);
/* harmony import */ var _src_action_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(48194);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26565);
/* harmony import */ var _src_build_build_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(44766);
/* harmony import */ var _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(23939);
/* harmony import */ var _src_build_index_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(71195);
/* harmony import */ var _src_build_packer_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(93566);
/* harmony import */ var _src_build_placement_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(99561);
/* harmony import */ var _src_build_secret_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(12980);
/* harmony import */ var _src_build_source_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(33053);
/* harmony import */ var _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(2845);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(2739);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(12555);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(19442);
/* harmony import */ var _src_job_services_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(10428);
/* harmony import */ var _src_report_build_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(42056);





















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

/***/ 55279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatPlatform)
/* harmony export */ });
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, variant].filter(Boolean).join('/');
}


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


/***/ })

};
