export const id = 839;
export const ids = [839];
export const modules = {

/***/ 25839:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58509);
/* harmony import */ var _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71966);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(26565);
/* harmony import */ var _src_evidence_predicate_source_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(43758);
/* harmony import */ var _src_evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(45149);
/* harmony import */ var _src_evidence_subjects_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(44494);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2739);
/* harmony import */ var _src_report_sign_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(47595);












await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(async () => {
    const { context, edge, github, registryOf, signing } = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_10__/* .openJob */ .I)();
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseDigestReference */ .Dn);
    const subject = {
        image,
        paths: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .lines */ .Mn)('subject-path'),
        name: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('subject-name'),
        digest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('subject-digest', _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseDigest */ .m),
    };
    const said = {
        type: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('predicate-type'),
        text: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('predicate'),
        path: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('predicate-path'),
        sbomPath: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('sbom-path'),
    };
    const request = {
        image,
        subjects: await (0,_src_evidence_subjects_js__WEBPACK_IMPORTED_MODULE_9__/* .readSubjects */ .Km)(subject, context.workspace),
        predicate: await (0,_src_evidence_predicate_source_js__WEBPACK_IMPORTED_MODULE_7__/* .readPredicate */ .u)(said, context.workspace),
        signing: (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signingInputs */ .hY)(),
        attestationsApi: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('attestations-api', ['auto', 'true', 'false'], 'auto'),
        context: signing,
    };
    const registry = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt)('push-to-registry', true) && image !== undefined ? registryOf(image) : undefined;
    const outcome = await (0,_src_evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_8__/* .signArtifact */ .o)(request, { registry, github }, edge);
    const attestationUrl = outcome.attestationId === undefined
        ? undefined
        : `${context.serverUrl}/${context.repository}/attestations/${outcome.attestationId}`;
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z)((0,_src_report_sign_js__WEBPACK_IMPORTED_MODULE_11__/* .signSummary */ .I)(outcome, { attestationUrl }));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutputs */ .n0)({
        'bundle-path': await (0,_src_action_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTemporary */ .b)(bundleName(outcome), JSON.stringify(outcome.bundle), context),
        'attestation-id': outcome.attestationId,
        'attestation-url': attestationUrl,
        'predicate-type': outcome.statement.predicateType,
    });
});
// A job may sign several statements; each has a file of its own.
function bundleName({ digest }) {
    return `${digest}.sigstore.json`;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 49639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ writeTemporary)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** Writes a file that outlives the step but not the job; returns its path. */
async function writeTemporary(name, content, { runnerTemp }) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runnerTemp, name.replace(/[^\w.-]+/g, '-'));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, content);
    return path;
}


/***/ }),

/***/ 43758:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readPredicate)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _given_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31469);
/* harmony import */ var _predicate_sbom_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34012);




/** Reads what a statement is to say; undefined means that none was given: then it is provenance. */
async function readPredicate({ type, text, path, sbomPath }, workspace) {
    const given = [text, path, sbomPath].filter((way) => way !== undefined);
    if (given.length > 1) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', 'wanted at most one of predicate, predicate-path and sbom-path');
    }
    if (sbomPath !== undefined) {
        const { predicateType, predicate } = (0,_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_3__/* .buildSbom */ .s2)(await readJson(sbomPath, workspace));
        return { type: type ?? predicateType, value: predicate };
    }
    if (given.length === 0 && type === undefined)
        return undefined;
    if (given.length === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `predicate-type "${type}" was given without a predicate`);
    if (type === undefined || !URL.canParse(type)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `predicate-type "${type ?? ''}" is not a URI; a predicate needs one`);
    }
    return {
        type,
        value: path === undefined ? parseJson(text ?? '', 'predicate') : await readJson(path, workspace),
    };
}
async function readJson(path, workspace) {
    return parseJson((await (0,_given_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readGivenFile */ .M)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path), path)).toString('utf8'), path);
}
function parseJson(text, name) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${name}" is not JSON: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`, { cause });
    }
}


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

/***/ 44494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Km: () => (/* binding */ readSubjects),
/* harmony export */   sJ: () => (/* binding */ readVerifiable)
/* harmony export */ });
/* unused harmony export hashFile */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);
/* harmony import */ var _given_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31469);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(67218);







/** Names the artifacts that a statement is about; files are hashed. */
async function readSubjects(source, workspace) {
    const { image, paths, name, digest } = source;
    const ways = [image !== undefined, paths.length > 0, (name ?? digest) !== undefined].filter(Boolean).length;
    if (ways !== 1) {
        const wanted = 'wanted exactly one of image, subject-path, or subject-name with subject-digest';
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `${ways === 0 ? 'nothing' : 'more than one artifact'} is named; ${wanted}`);
    }
    if (image !== undefined)
        return [(0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .subjectOf */ .et)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(image), image.digest)];
    if (paths.length > 0)
        return readFileSubjects(paths, workspace);
    if (name === undefined || digest === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', 'subject-name and subject-digest are given together, or not at all');
    }
    return [(0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .subjectOf */ .et)(name, digest)];
}
/** Takes the one artifact that is to be verified; of a file also its bytes, over which it may be signed plainly. */
async function readVerifiable({ image, path, digest }, workspace) {
    const ways = [image, path, digest].filter((way) => way !== undefined).length;
    if (ways !== 1) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', 'wanted exactly one of image, subject-path and subject-digest');
    }
    if (path !== undefined) {
        const bytes = await (0,_given_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readGivenFile */ .M)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path));
        return { subject: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestOf */ .ol)(bytes), bytes };
    }
    const subject = image?.digest ?? digest;
    if (subject === undefined)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', 'no artifact is named');
    return { subject };
}
/** Hashes a file as it streams by. */
async function hashFile(path) {
    const hash = (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hashing */ .zE)();
    await (0,_given_file_js__WEBPACK_IMPORTED_MODULE_5__/* .streamGivenFile */ .O)(path, (chunk) => hash.update(chunk));
    return hash.digest();
}
async function readFileSubjects(patterns, workspace) {
    const subjects = [];
    for (const pattern of patterns) {
        const paths = (await expand(pattern, workspace)).toSorted();
        if (paths.length === 0)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `"${pattern}" names no file`);
        for (const path of paths)
            subjects.push((0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .subjectOf */ .et)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path), await hashFile(path)));
    }
    return subjects;
}
async function expand(pattern, workspace) {
    if (!/[*?[{]/.test(pattern))
        return [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, pattern)];
    const entries = await Array.fromAsync((0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.glob)(pattern, { cwd: workspace, withFileTypes: true }));
    return entries.filter((entry) => entry.isFile()).map((entry) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(entry.parentPath, entry.name));
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
