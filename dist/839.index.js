export const id = 839;
export const ids = [839];
export const modules = {

/***/ 5839:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1966);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6565);
/* harmony import */ var _src_evidence_covered_images_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8068);
/* harmony import */ var _src_evidence_predicate_source_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3758);
/* harmony import */ var _src_evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4874);
/* harmony import */ var _src_evidence_subjects_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4494);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5499);
/* harmony import */ var _src_report_sign_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(7595);













await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(async () => {
    const { context, edge, github, registryOf, signing } = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_11__/* .openJob */ .I)();
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseDigestReference */ .Dn);
    const said = {
        type: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('predicate-type'),
        text: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('predicate'),
        path: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('predicate-path'),
        sbomPath: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('sbom-path'),
    };
    const predicate = await (0,_src_evidence_predicate_source_js__WEBPACK_IMPORTED_MODULE_8__/* .readPredicate */ .u)(said, context.workspace);
    const subject = {
        image,
        paths: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .lines */ .Mn)('subject-path'),
        checksums: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('subject-checksums'),
        name: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('subject-name'),
        digest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('subject-digest', _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseDigest */ .m),
    };
    const subjects = await (0,_src_evidence_subjects_js__WEBPACK_IMPORTED_MODULE_10__/* .readSubjects */ .K)(subject, context.workspace);
    const recursive = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('recursive', ['auto', 'true', 'false'], 'auto');
    // How it was built is as true of each of them; an SBOM is of the one that it was made from.
    const covers = recursive === 'true' || (recursive === 'auto' && predicate === undefined);
    const registry = image && registryOf(image);
    const images = image && registry && covers ? await (0,_src_evidence_covered_images_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchCoveredImages */ .f)(image, registry) : [image ?? []].flat();
    const request = {
        images,
        subjects: image === undefined ? subjects : (0,_src_evidence_covered_images_js__WEBPACK_IMPORTED_MODULE_7__/* .subjectsOf */ .Z)(images),
        predicate,
        signing: (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signingInputs */ .hY)(),
        attestationsApi: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('attestations-api', ['auto', 'true', 'false'], 'auto'),
        storageRecord: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .choice */ .Yq)('create-storage-record', ['auto', 'true', 'false'], 'auto'),
        context: signing,
    };
    const stores = { registry: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt)('push-to-registry', true) ? registry : undefined, github };
    const outcome = await (0,_src_evidence_sign_artifact_js__WEBPACK_IMPORTED_MODULE_9__/* .signArtifact */ .o)(request, stores, edge);
    const attestationUrl = outcome.attestationId === undefined
        ? undefined
        : `${context.serverUrl}/${context.repository}/attestations/${outcome.attestationId}`;
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z)((0,_src_report_sign_js__WEBPACK_IMPORTED_MODULE_12__/* .signSummary */ .I)(outcome, { attestationUrl }));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutputs */ .n0)({
        'bundle-path': await (0,_src_action_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTemporary */ .b)(bundleName(outcome), JSON.stringify(outcome.bundle), context),
        'attestation-id': outcome.attestationId,
        'attestation-url': attestationUrl,
        'predicate-type': outcome.statement.predicateType,
        reused: outcome.reused,
        'storage-record-ids': outcome.storageRecordIds.join(','),
    });
});
// A job may sign several statements; each has a file of its own.
function bundleName({ digest }) {
    return `${digest}.sigstore.json`;
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

/***/ 3758:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ readPredicate)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _given_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);
/* harmony import */ var _predicate_sbom_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4012);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2218);





/** Reads what a statement is to say; undefined means that none was given: then it is provenance. */
async function readPredicate({ type, text, path, sbomPath }, workspace) {
    const given = [text, path, sbomPath].filter((way) => way !== undefined);
    if (given.length > 1) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', 'wanted at most one of predicate, predicate-path and sbom-path');
    }
    if (sbomPath !== undefined) {
        const { predicateType, predicate } = (0,_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_3__/* .buildSbom */ .s2)(await readDocument(sbomPath, workspace));
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
        value: path === undefined ? parseDocument(text ?? '', 'predicate') : await readDocument(path, workspace),
    };
}
async function readDocument(path, workspace) {
    return parseDocument((await (0,_given_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readGivenFile */ .M)((0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(workspace, path), path)).toString('utf8'), path);
}
function parseDocument(text, name) {
    const value = parseJson(text, name);
    if (!(0,_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(value)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${name}" is not a JSON object, as a predicate has to be`);
    }
    const twice = repeatedKey(text);
    if (twice !== undefined) {
        // Which of the two counts is different from reader to reader.
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${name}" has the key "${twice}" twice`);
    }
    refuseStatement(value, name);
    return value;
}
function parseJson(text, name) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${name}" is not JSON: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(cause)}`, { cause });
    }
}
function refuseStatement(value, name) {
    const { _type: type, subject } = value;
    if (typeof type !== 'string' || !type.startsWith('https://in-toto.io/Statement/'))
        return;
    const [first] = Array.isArray(subject) ? subject : [];
    const about = (0,_shape_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(first) ? ` about ${JSON.stringify(first).slice(0, 160)}` : '';
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${name}" is a whole statement${about}; give only its "predicate"`);
}
/** Finds a key that the outermost object of a valid JSON document has twice; JSON.parse keeps the last. */
function repeatedKey(text) {
    const keys = new Set();
    let depth = 0;
    for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*(:)?|[{}[\]]/g)) {
        if (string === undefined)
            depth += token === '{' || token === '[' ? 1 : -1;
        if (string === undefined || colon === undefined || depth !== 1)
            continue;
        const key = String(JSON.parse(string));
        if (keys.has(key))
            return key;
        keys.add(key);
    }
    return undefined;
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
