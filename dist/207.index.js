export const id = 207;
export const ids = [207,994];
export const modules = {

/***/ 4207:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1073);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1966);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6565);
/* harmony import */ var _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9994);
/* harmony import */ var _src_evidence_given_file_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1469);
/* harmony import */ var _src_evidence_signing_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(855);
/* harmony import */ var _src_evidence_verifiable_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8325);
/* harmony import */ var _src_evidence_verify_artifact_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2393);
/* harmony import */ var _src_github_github_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(3395);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(5499);
/* harmony import */ var _src_report_verify_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(9475);
















await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_5__/* .run */ .e)(async () => {
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_14__/* .openJob */ .I)();
    const { context, edge, roots } = job;
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
        ...(await (0,_src_evidence_verifiable_js__WEBPACK_IMPORTED_MODULE_11__/* .readVerifiable */ .s)(artifact, workspace)),
        bundles: bundle && (await (0,_src_evidence_given_file_js__WEBPACK_IMPORTED_MODULE_9__/* .readGivenFile */ .M)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, bundle), bundle, _src_evidence_verify_artifact_js__WEBPACK_IMPORTED_MODULE_12__/* .bundleFileLimit */ .cC)).toString(),
        predicateType: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('predicate-type'),
        trust: (0,_src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__.trustOf)(await expectedSigner(job), context),
        roots: await (0,_src_evidence_signing_js__WEBPACK_IMPORTED_MODULE_10__/* .readTrustMaterial */ .EZ)((0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('custom-trusted-root'), workspace, roots),
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
        key: key && (0,_src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__/* .parseKey */ .Do)(await (0,_src_evidence_signing_js__WEBPACK_IMPORTED_MODULE_10__/* .readKeyText */ .ju)(key, signing)),
        repo: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('repo', _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__/* .parseRepositoryName */ .$M),
        owner: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('owner', _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__/* .parseOwner */ .pZ),
        certIdentity: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cert-identity'),
        certIdentityRegex: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cert-identity-regex', _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__/* .parseIdentityPattern */ .sh),
        certOidcIssuer: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cert-oidc-issuer'),
        signerWorkflow: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('signer-workflow', _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__/* .parseWorkflow */ .hM),
        signerRepo: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('signer-repo', _src_evidence_expected_signer_js__WEBPACK_IMPORTED_MODULE_8__/* .parseRepositoryName */ .$M),
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

/***/ 9639:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ writeTemporary)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Writes a file that outlives the step but not the job; returns its path. */
async function writeTemporary(name, content, { runnerTemp }) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runnerTemp, name.replace(/[^\w.-]+/g, '-'));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, content);
    return path;
}


/***/ }),

/***/ 9994:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $M: () => (/* binding */ parseRepositoryName),
/* harmony export */   Do: () => (/* binding */ parseKey),
/* harmony export */   hM: () => (/* binding */ parseWorkflow),
/* harmony export */   pZ: () => (/* binding */ parseOwner),
/* harmony export */   sh: () => (/* binding */ parseIdentityPattern),
/* harmony export */   trustOf: () => (/* binding */ trustOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4617);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3234);



/**
 * Says whom to trust. Where nobody is named, it is a workflow of the asking repository. The source repository is
 * compared in any case: a workflow that many repositories call signs for all of them.
 */
function trustOf(expected, asker) {
    const { key, certIdentity, certIdentityRegex, sourceRef, sourceDigest } = expected;
    const trust = {
        issuer: ownIssuer(expected),
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
/** Reads `owner/repository`. */
function parseRepositoryName(text) {
    if (/^[^/\s]+\/[^/\s]+$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is not owner/repository`);
}
/** Reads the name of an owner. */
function parseOwner(text) {
    if (/^[^/\s]+$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is not the name of an owner; a repository is given as repo`);
}
/** Reads `owner/repository/path.yml`, with `@ref` or without. */
function parseWorkflow(text) {
    // No owner has a dot in its name, but every host.
    if (/^[^/\s@.:]+\/[^/\s@]+\/[^\s@]+\.ya?ml(@\S+)?$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is no workflow; wanted owner/repository/.github/workflows/file.yml, with @ref if it must be that one`);
}
/** Reads a pattern of identities. */
function parseIdentityPattern(text) {
    (0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePattern */ .EY)(text);
    return text;
}
/** Reads the PEM text of the key that must have signed. */
function parseKey(pem) {
    (0,_key_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePublicKey */ .ee)(pem);
    return pem;
}
// GitHub's issuer is what is written where nobody wrote another: on other servers, as in gh, it means theirs.
function ownIssuer({ certOidcIssuer }) {
    return certOidcIssuer === _identity_js__WEBPACK_IMPORTED_MODULE_1__/* .githubIssuer */ .rV ? undefined : certOidcIssuer;
}
function sourceOf(expected, asker) {
    const { repo, owner, certIdentity, certIdentityRegex } = expected;
    if (repo !== undefined) {
        return same(repo, asker.repository) ? { name: repo, id: String(asker.repositoryId) } : { name: repo };
    }
    if (owner !== undefined)
        return same(owner, asker.owner) ? { owner, ownerId: String(asker.ownerId) } : { owner };
    // Who is certified by another issuer than GitHub, a person say, has no repository to compare.
    const elsewhere = ownIssuer(expected) !== undefined && (certIdentity ?? certIdentityRegex) !== undefined;
    return elsewhere ? undefined : { name: asker.repository, id: String(asker.repositoryId) };
}
function same(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}


/***/ }),

/***/ 4494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ hashFile),
/* harmony export */   K: () => (/* binding */ readSubjects)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);
/* harmony import */ var _given_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1469);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7218);







/** Names the artifacts that a statement is about; files are hashed. */
async function readSubjects(source, workspace) {
    const { image, paths, checksums, name, digest } = source;
    const given = [
        image !== undefined,
        paths.length > 0,
        checksums !== undefined,
        (name ?? digest) !== undefined,
    ];
    const ways = given.filter(Boolean).length;
    if (ways !== 1) {
        const wanted = 'wanted exactly one of image, subject-path, subject-checksums, or subject-name with subject-digest';
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `${ways === 0 ? 'nothing' : 'more than one artifact'} is named; ${wanted}`);
    }
    if (image !== undefined)
        return [(0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .subjectOf */ .et)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(image), image.digest)];
    if (paths.length > 0)
        return readFileSubjects(paths, workspace);
    if (checksums !== undefined)
        return parseChecksums(await readChecksums(checksums, workspace));
    if (name === undefined || digest === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', 'subject-name and subject-digest are given together, or not at all');
    }
    return [(0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .subjectOf */ .et)(name, digest)];
}
/** Hashes a file as it streams by. */
async function hashFile(path, named = path) {
    const hash = (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .hashing */ .zE)();
    await (0,_given_file_js__WEBPACK_IMPORTED_MODULE_5__/* .streamGivenFile */ .O)(path, (chunk) => hash.update(chunk), named);
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
async function readChecksums(given, workspace) {
    if (/^\\?[0-9a-f]{32,}[ \t]|\n/i.test(given))
        return given;
    return (await (0,_given_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readGivenFile */ .M)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, given), given)).toString('utf8');
}
/**
 * Reads what `sha256sum` writes: a digest, a space, a mark for how the file was read, and its name.
 * https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
 */
function parseChecksums(text) {
    const subjects = new Map();
    for (const [number, line] of text.split(/\r?\n/).entries()) {
        if (line.trim() === '')
            continue;
        const [, escaped, hex = '', name = ''] = /^(\\?)([0-9a-f]+) [ *]?(.+)$/i.exec(line) ?? [];
        const digest = `sha256:${hex.toLowerCase()}`;
        if (!(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest)) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `line ${number + 1} of subject-checksums is "${line.slice(0, 80)}"; wanted a sha256 digest and a name, as sha256sum writes`);
        }
        const subject = (0,_statement_js__WEBPACK_IMPORTED_MODULE_6__/* .subjectOf */ .et)(escaped ? withoutEscapes(name) : name, digest);
        subjects.set(`${digest} ${subject.name}`, subject);
    }
    if (subjects.size === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', 'subject-checksums names no file');
    return [...subjects.values()];
}
// A line with such a name begins with a backslash.
function withoutEscapes(name) {
    return name.replace(/\\([nr\\])/g, (_, letter) => ({ n: '\n', r: '\r' })[String(letter)] ?? '\\');
}
async function expand(pattern, workspace) {
    if (!/[*?[{]/.test(pattern))
        return [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, pattern)];
    const entries = await Array.fromAsync((0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.glob)(pattern, { cwd: workspace, withFileTypes: true }));
    return entries.filter((entry) => entry.isFile()).map((entry) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(entry.parentPath, entry.name));
}


/***/ }),

/***/ 8325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ readVerifiable)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _given_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);
/* harmony import */ var _subjects_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4494);




/** Takes the one artifact that is to be verified; a file is hashed as it streams by. */
async function readVerifiable({ image, path, digest }, workspace) {
    const ways = [image, path, digest].filter((way) => way !== undefined).length;
    const subject = image?.digest ?? digest;
    if (ways === 1 && path !== undefined) {
        const file = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path);
        return { subject: await (0,_subjects_js__WEBPACK_IMPORTED_MODULE_3__/* .hashFile */ .D)(file, path), readContent: () => (0,_given_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readGivenFile */ .M)(file, path) };
    }
    if (ways === 1 && subject !== undefined)
        return { subject };
    const found = ways === 0 ? 'none of them' : 'more than one';
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `wanted exactly one of image, subject-path and subject-digest, found ${found}`);
}


/***/ }),

/***/ 2393:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OO: () => (/* binding */ formatStatements),
/* harmony export */   YT: () => (/* binding */ requireVerified),
/* harmony export */   cC: () => (/* binding */ bundleFileLimit),
/* harmony export */   oc: () => (/* binding */ verifyArtifact)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2653);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6329);
/* harmony import */ var _judge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3512);
/* harmony import */ var _simple_signing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4623);





/** As much as may be kept about one artifact elsewhere. */
const bundleFileLimit = 256 * 1024 * 1024;
/** Finds what is said about an artifact and verifies each; what does not hold is told with its reason. */
async function verifyArtifact(request, stores) {
    const { subject, readContent, image, bundles, trust, roots } = request;
    const asksFor = typesOf(request);
    const signatures = asksFor(_simple_signing_js__WEBPACK_IMPORTED_MODULE_4__/* .signatureType */ .c);
    const found = bundles === undefined ? (0,_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findBundles */ .n)(subject, image, stores, { signatures }) : readBundles(bundles);
    const { accepted, ...judged } = await (0,_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeAll */ .T)(found, {
        subject,
        trustFor: (type) => (asksFor(type) ? [trust] : []),
        roots,
        readContent,
    });
    return { subject, statements: accepted, ...judged };
}
// Of a file a plain signature says all that a statement of any type could: that it is the one that was signed.
function typesOf({ predicateType, readContent }) {
    return (type) => predicateType === undefined ||
        type === predicateType ||
        (type === _simple_signing_js__WEBPACK_IMPORTED_MODULE_4__/* .signatureType */ .c && readContent !== undefined);
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
function readBundles(content) {
    const documents = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readDocuments */ .r)(content, 'the bundle');
    const found = documents.map((document, index) => {
        const source = `bundle ${index + 1}`;
        return 'reason' in document ? { source, reason: document.reason } : { json: document.value, source };
    });
    if (found.some((bundle) => 'json' in bundle))
        return found;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', 'the bundle file holds no JSON; wanted one Sigstore bundle, a list of them, or one in each line');
}


/***/ }),

/***/ 9475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ verifySummary)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75);

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
