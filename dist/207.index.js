export const id = 207;
export const ids = [207,994];
export const modules = {

/***/ 44207:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1073);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58509);
/* harmony import */ var _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(71966);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26565);
/* harmony import */ var _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(39994);
/* harmony import */ var _src_evidence_given_file_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(31469);
/* harmony import */ var _src_evidence_signing_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(17594);
/* harmony import */ var _src_evidence_subjects_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(44494);
/* harmony import */ var _src_evidence_verify_artifact_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(22393);
/* harmony import */ var _src_github_github_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(15107);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2739);
/* harmony import */ var _src_report_verify_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(69475);
















await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_5__/* .run */ .e)(async () => {
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_14__/* .openJob */ .I)();
    const { context, edge } = job;
    const { workspace } = context;
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseDigestReference */ .Dn);
    const artifact = {
        image,
        path: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('subject-path'),
        digest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('subject-digest', _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_6__/* .parseDigest */ .m),
    };
    const bundle = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('bundle');
    const request = {
        image,
        ...(await (0,_src_evidence_subjects_js__WEBPACK_IMPORTED_MODULE_11__/* .readVerifiable */ .sJ)(artifact, workspace)),
        bundles: bundle === undefined ? undefined : (await (0,_src_evidence_given_file_js__WEBPACK_IMPORTED_MODULE_9__/* .readGivenFile */ .M)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, bundle), bundle)).toString(),
        predicateType: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('predicate-type'),
        trust: (0,_src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__.trustOf)(await expectedSigner(job), context),
        roots: await (0,_src_evidence_signing_js__WEBPACK_IMPORTED_MODULE_10__/* .readTrustMaterial */ .EZ)((0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('custom-trusted-root'), workspace),
    };
    const registry = image === undefined ? undefined : job.registryOf(image);
    const github = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('bundle-from-oci') ? undefined : githubOf((0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('repo'), job);
    const verification = await (0,_src_evidence_verify_artifact_js__WEBPACK_IMPORTED_MODULE_12__/* .verifyArtifact */ .oc)(request, { registry, github });
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .summary */ .z)((0,_src_report_verify_js__WEBPACK_IMPORTED_MODULE_15__/* .verifySummary */ .I)(verification));
    const count = verification.statements.length + verification.signatures.length;
    const path = await (0,_src_action_files_js__WEBPACK_IMPORTED_MODULE_2__/* .writeTemporary */ .b)(`${request.subject}.json`, (0,_src_evidence_verify_artifact_js__WEBPACK_IMPORTED_MODULE_12__/* .formatStatements */ .OO)(verification), context);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_4__/* .setOutputs */ .n0)({ verified: count > 0, count, 'statements-path': path });
    (0,_src_evidence_verify_artifact_js__WEBPACK_IMPORTED_MODULE_12__/* .requireVerified */ .YT)(verification, edge.log);
});
async function expectedSigner({ signing }) {
    const key = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('key');
    return {
        key: key && (await (0,_src_evidence_signing_js__WEBPACK_IMPORTED_MODULE_10__/* .readKeyText */ .ju)(key, signing)),
        repo: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('repo'),
        owner: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('owner'),
        certIdentity: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cert-identity'),
        certIdentityRegex: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cert-identity-regex'),
        certOidcIssuer: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cert-oidc-issuer'),
        signerWorkflow: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('signer-workflow'),
        signerRepo: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('signer-repo'),
        signerDigest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('signer-digest'),
        sourceRef: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('source-ref'),
        sourceDigest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('source-digest'),
        denySelfHostedRunners: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .flag */ .Jt)('deny-self-hosted-runners'),
    };
}
// Attestations are kept by the repository that the artifact was built from.
function githubOf(repository, { github, context: { apiUrl }, edge }) {
    return repository === undefined ? github : (0,_src_github_github_js__WEBPACK_IMPORTED_MODULE_13__/* .connectGitHub */ .U)({ ...(0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .githubInputs */ .dN)(), apiUrl, repository }, edge);
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

/***/ 22393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OO: () => (/* binding */ formatStatements),
/* harmony export */   YT: () => (/* binding */ requireVerified),
/* harmony export */   oc: () => (/* binding */ verifyArtifact)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72218);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37022);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2070);




/** Finds what is said about an artifact and verifies each; what does not hold is told with its reason. */
async function verifyArtifact(request, stores) {
    const { subject, image, bytes, bundles, predicateType, trust, roots } = request;
    const found = bundles === undefined ? (0,_store_js__WEBPACK_IMPORTED_MODULE_2__/* .findBundles */ .nc)(subject, image, stores) : readBundles(bundles);
    const plain = [];
    const other = bytes === undefined ? found : setPlainAside(found, plain);
    const trustFor = (type) => (predicateType === undefined || type === predicateType ? [trust] : []);
    const { accepted, rejected, passedOver } = await (0,_store_js__WEBPACK_IMPORTED_MODULE_2__/* .verifyAll */ .Vf)(other, subject, trustFor, roots);
    const signed = await verifyBlobs(plain, bytes ?? new Uint8Array(), trust, roots);
    return {
        subject,
        statements: accepted,
        signatures: signed.signatures,
        rejected: [...rejected, ...signed.rejected],
        passedOver,
    };
}
/** Writes verified statements with their signers as JSON. */
function formatStatements({ statements, signatures }) {
    const verified = statements.map(({ statement, signer, signedAt, subject, digest, source }) => {
        return { statement, signer, signedAt, subject, bundle: digest, source };
    });
    const plain = signatures.map(({ digest, ...signature }) => ({
        statement: null,
        ...signature,
        bundle: digest,
    }));
    return JSON.stringify([...verified, ...plain], null, 2);
}
/** Tells each statement that holds and each bundle that does not; fails unless there is one that does. */
function requireVerified(verification, log) {
    const { statements, signatures, rejected, passedOver } = verification;
    for (const { predicateType, signer, source } of statements) {
        log.info(`verified ${predicateType} by ${nameOf(signer)} in ${source}`);
    }
    for (const { signer, source } of signatures)
        log.info(`verified a signature by ${nameOf(signer)} in ${source}`);
    for (const { source, reason } of rejected)
        log.info(`rejected ${source}: ${reason}`);
    for (const { source, predicateType } of passedOver)
        log.info(`passed over ${source}: it is a ${predicateType}`);
    if (statements.length + signatures.length > 0)
        return;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('denied', refusalOf(verification), {
        problems: rejected.map(({ source, reason }) => ({ message: `${source}: ${reason}` })),
    });
}
function refusalOf({ subject, rejected, passedOver }) {
    if (rejected.length + passedOver.length === 0) {
        return `nothing is said about ${subject} where it was looked for; sign it first, or give its bundle`;
    }
    const types = [...new Set(passedOver.map(({ predicateType }) => predicateType))].join(', ');
    const found = types === '' ? '' : `; found statements of other types: ${types}`;
    return `nothing that is said about ${subject} holds${found}`;
}
function nameOf(signer) {
    return signer.kind === 'key' ? `key ${signer.fingerprint}` : signer.subjectAlternativeName;
}
async function verifyBlobs(found, bytes, trust, roots) {
    const signatures = [];
    const rejected = [];
    for (const { json, source } of found) {
        try {
            signatures.push(await (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBlob */ .tB)(json, { bytes, trust, roots, source }));
        }
        catch (error) {
            if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error) || error.code === 'unavailable' || error.code === 'invalid-input')
                throw error;
            rejected.push({ source, reason: error.message });
        }
    }
    return { signatures, rejected };
}
function readBundles(content) {
    return (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .parseJsonOrLines */ .gw)(content, 'the bundle').map((json, index) => ({
        json,
        source: `bundle ${index + 1}`,
    }));
}
// What is set aside is complete when the others have been taken.
async function* setPlainAside(found, plain) {
    for await (const bundle of found) {
        if ('json' in bundle && isPlainSignature(bundle))
            plain.push(bundle);
        else
            yield bundle;
    }
}
function isPlainSignature({ json }) {
    return (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(json) && 'messageSignature' in json;
}


/***/ }),

/***/ 69475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ verifySummary)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70075);

/** Tells which statements hold, by whom, and why others do not. */
function verifySummary({ subject, statements, signatures, rejected, passedOver, }) {
    const count = statements.length + signatures.length;
    const title = count > 0 ? `✅ Verified: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(count, 'statement')}` : '❌ Not verified';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .heading */ .R_)(2, title), `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(subject)} · ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(subject)}`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['Statement', 'Signed by', 'Signed', 'Found in'], [
        ...statements.map((one) => [
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(one.predicateType),
            signerCell(one.signer),
            timeCell(one.signedAt),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(one.source),
        ]),
        ...signatures.map((one) => [
            'a signature over the file',
            signerCell(one.signer),
            timeCell(one.signedAt),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(one.source),
        ]),
    ]), count > 0 ? undefined : rejections(rejected), count > 0 ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rejected.length, 'rejected bundle'), rejections(rejected)) : undefined, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .details */ .zH)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(passedOver.length, 'statement of another type', 'statements of another type'), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(passedOver.map(({ source, predicateType }) => `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(predicateType)} in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(source)}`))));
}
function rejections(rejected) {
    const shown = rejected.map(({ source, predicateType, reason }) => {
        const type = predicateType === undefined ? '' : ` (${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(predicateType)})`;
        return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(source)}${type}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(reason)}`;
    });
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(shown);
}
function signerCell(signer) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(signer.kind === 'key' ? `key ${signer.fingerprint}` : signer.subjectAlternativeName);
}
// A key's signature over a statement that says no time counts as the oldest there is.
function timeCell(signedAt) {
    return signedAt.getTime() === 0 ? 'at an unknown time' : signedAt.toISOString();
}


/***/ })

};
