export const id = 126;
export const ids = [126];
export const modules = {

/***/ 8653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AW: () => (/* binding */ appendValue),
/* harmony export */   Lb: () => (/* binding */ issueCommand),
/* harmony export */   n: () => (/* binding */ printText)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);




// The runner's protocol, as @actions/core writes it; a test compares the bytes of the two. The package itself is
// not loaded because it brings an HTTP client: 100 ms in every step, for one that no action uses.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
/** Writes a workflow command to standard output: `::name key=value::message`. */
function issueCommand(name, message = '', properties = {}) {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
    const list = given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
    process.stdout.write(`::${name}${list === '' ? '' : ` ${list}`}::${escapeData(message)}${node_os__WEBPACK_IMPORTED_MODULE_2__.EOL}`);
}
/** Writes lines to standard output that the runner takes for nothing but text. */
function printText(text) {
    process.stdout.write(`${disarm(text)}${node_os__WEBPACK_IMPORTED_MODULE_2__.EOL}`);
}
/** Appends a name and its value to one of the runner's files, such as `GITHUB_OUTPUT`. */
function appendValue(file, name, value) {
    // Unguessable, so that a value cannot end itself and go on with a name of its own.
    const delimiter = `ghadelimiter_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.appendFileSync)(commandFile(file), `${name}<<${delimiter}${node_os__WEBPACK_IMPORTED_MODULE_2__.EOL}${value}${node_os__WEBPACK_IMPORTED_MODULE_2__.EOL}${delimiter}${node_os__WEBPACK_IMPORTED_MODULE_2__.EOL}`);
}
function commandFile(name) {
    const path = process.env[name];
    if (path === undefined || path === '') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `${name} is not set; actions are started by a GitHub Actions runner`);
    }
    return path;
}
/**
 * Breaks what the runner would take for a command, in text that may come from elsewhere: a registry's error, say.
 * It looks for `::` at the start of a line and for the older `##[` anywhere; its lines end at \r too.
 */
function disarm(text) {
    return text
        .split(/\r\n|\r|\n/)
        .map((line) => line.replace(/^([\s\u0085\u200b]*):(?=:)/, '$1: ').replaceAll('##[', '## ['))
        .join(node_os__WEBPACK_IMPORTED_MODULE_2__.EOL);
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}


/***/ }),

/***/ 1073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C5: () => (/* binding */ signerInputs),
/* harmony export */   P4: () => (/* binding */ registryInputs),
/* harmony export */   dN: () => (/* binding */ githubInputs),
/* harmony export */   eA: () => (/* binding */ overrideInputs),
/* harmony export */   hY: () => (/* binding */ signingInputs)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8194);



/** Reads `registry-username`, `registry-password` and `insecure-registries`. */
function registryInputs() {
    const username = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('registry-username');
    const password = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .secret */ .rJ)('registry-password');
    const insecureRegistries = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .lines */ .Mn)('insecure-registries');
    if (username === undefined && password === undefined)
        return { insecureRegistries };
    if (username !== undefined && password !== undefined) {
        return { credentials: { username, password }, insecureRegistries };
    }
    const missing = username === undefined ? 'registry-username' : 'registry-password';
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `input "${missing}" is missing; give both it and its other half, or neither`);
}
/** Reads `github-token`. */
function githubInputs() {
    const token = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('github-token');
    (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .maskSecret */ .$l)(token);
    return { token };
}
/** Reads `override` and `override-reason`: a freeze is passed by name, and never without saying why. */
function overrideInputs() {
    const name = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('override');
    const reason = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('override-reason');
    if (name === undefined && reason === undefined)
        return undefined;
    if (name !== undefined && reason !== undefined)
        return { name, reason };
    const missing = name === undefined ? 'override' : 'override-reason';
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `input "${missing}" is missing; give both "override" and "override-reason", or neither`);
}
/** Reads who signs and by which services: of an action whose trust the policy says. */
function signerInputs() {
    return given({
        key: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('key'),
        keyPassword: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .secret */ .rJ)('key-password'),
        instance: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('instance', ['auto', 'public-good', 'github']),
        signingConfig: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('signing-config'),
        fulcioUrl: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('fulcio-url', parseUrl),
        rekorUrl: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('rekor-url', parseUrl),
        tsaUrl: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('tsa-url', parseUrl),
    });
}
/** Reads the signer's inputs and `trusted-root`: of an action that works without a policy. */
function signingInputs() {
    return { ...signerInputs(), ...given({ trustedRoot: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('trusted-root') }) };
}
// Left out rather than undefined, so that the result can be spread over defaults.
function given(values) {
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
}
function parseUrl(text) {
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
        return text.replace(/\/+$/, '');
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is not an http or https address`);
}


/***/ }),

/***/ 9323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ runnerContext),
/* harmony export */   n: () => (/* binding */ cacheAccess)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);


/** Reads the runner's context. The check run is in no variable: an action has it as a defaulted input. */
function runnerContext() {
    const checkRunId = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('check-run-id', parseId);
    return {
        repository: variable('GITHUB_REPOSITORY'),
        repositoryId: idVariable('GITHUB_REPOSITORY_ID'),
        owner: variable('GITHUB_REPOSITORY_OWNER'),
        ownerId: idVariable('GITHUB_REPOSITORY_OWNER_ID'),
        sha: variable('GITHUB_SHA'),
        ref: variable('GITHUB_REF'),
        runId: idVariable('GITHUB_RUN_ID'),
        runAttempt: idVariable('GITHUB_RUN_ATTEMPT'),
        actor: variable('GITHUB_ACTOR'),
        eventName: variable('GITHUB_EVENT_NAME'),
        serverUrl: variable('GITHUB_SERVER_URL'),
        apiUrl: variable('GITHUB_API_URL'),
        workspace: variable('GITHUB_WORKSPACE'),
        job: variable('GITHUB_JOB'),
        runnerTemp: variable('RUNNER_TEMP'),
        workflowRef: variable('GITHUB_WORKFLOW_REF'),
        ...(checkRunId !== undefined && { checkRunId }),
        ...(process.env.RUNNER_TOOL_CACHE && { runnerToolCache: process.env.RUNNER_TOOL_CACHE }),
    };
}
/** Reads the variables by which BuildKit reaches the runner's cache, with the token that opens it. */
function cacheAccess() {
    const names = [
        'ACTIONS_CACHE_URL',
        'ACTIONS_RESULTS_URL',
        'ACTIONS_CACHE_SERVICE_V2',
        'ACTIONS_RUNTIME_TOKEN',
    ];
    return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
function variable(name) {
    const value = process.env[name];
    if (value !== undefined && value !== '')
        return value;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `${name} is not set; actions are started by a GitHub Actions runner`);
}
function idVariable(name) {
    try {
        return parseId(variable(name));
    }
    catch (error) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `${name} is not a number: "${process.env[name]}"`, { cause: error });
    }
}
function parseId(text) {
    const id = Number(text);
    if (/^[0-9]+$/.test(text) && Number.isSafeInteger(id))
        return id;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `not a number: "${text}"`);
}


/***/ }),

/***/ 3991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   mw: () => (/* binding */ required),
/* harmony export */   rJ: () => (/* binding */ secret)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8194);


function required(name, parse) {
    const text = inputText(name);
    if (text === undefined)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `input "${name}" is required and was not given`);
    return parse === undefined ? text : parsed(name, text, parse);
}
function optional(name, parse) {
    const text = inputText(name);
    return text === undefined || parse === undefined ? text : parsed(name, text, parse);
}
/** Reads a secret: the runner masks it from now on, even if it was not stored as a secret. */
function secret(name) {
    const text = inputText(name);
    if (text !== undefined)
        (0,_log_js__WEBPACK_IMPORTED_MODULE_1__/* .maskSecret */ .$l)(text);
    return text;
}
/** Reads a yes or no, spelled as YAML spells it. */
function flag(name, fallback = false) {
    const text = inputText(name);
    if (text === undefined)
        return fallback;
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE'].includes(text))
        return false;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `input "${name}": "${text}" is neither true nor false`);
}
function lines(name, parse) {
    const entries = (inputText(name) ?? '')
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return parse === undefined ? entries : entries.map((entry) => parsed(name, entry, parse));
}
function choice(name, values, fallback) {
    const text = inputText(name);
    if (text === undefined)
        return fallback;
    const value = values.find((known) => known === text);
    if (value !== undefined)
        return value;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `input "${name}": "${text}" is none of ${values.join(', ')}`);
}
function parsed(name, text, parse) {
    try {
        return parse(text);
    }
    catch (error) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
            throw error;
        const { code, message, problems, cause } = error;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `input "${name}": ${message}`, { problems, cause });
    }
}
// The runner sets an input that was left out without a default to nothing at all, or to an empty text.
function inputText(name) {
    const text = process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim();
    return text === '' ? undefined : text;
}


/***/ }),

/***/ 8194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ maskSecret),
/* harmony export */   Os: () => (/* binding */ group),
/* harmony export */   fz: () => (/* binding */ annotate),
/* harmony export */   t1: () => (/* binding */ runnerLog)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8653);

/** Opens the step's log: lines, and annotations that may point at a file of the repository. */
function runnerLog() {
    return {
        debug: (message) => (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .issueCommand */ .Lb)('debug', message),
        info: _command_js__WEBPACK_IMPORTED_MODULE_0__/* .printText */ .n,
        notice: (message, place) => annotate('notice', message, place),
        warning: (message, place) => annotate('warning', message, place),
    };
}
/** Writes an annotation; the runner shows the first ten of each kind beside the run, and all in the log. */
function annotate(kind, message, place) {
    (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .issueCommand */ .Lb)(kind, message, { file: place?.file, line: place?.line });
}
/** Folds what is logged meanwhile under a title. */
async function group(title, work) {
    (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .issueCommand */ .Lb)('group', title);
    try {
        return await work();
    }
    finally {
        (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .issueCommand */ .Lb)('endgroup');
    }
}
/** Keeps a value out of everything the runner shows from now on. */
function maskSecret(value) {
    if (value !== '')
        (0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .issueCommand */ .Lb)('add-mask', value);
}


/***/ }),

/***/ 3406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   n0: () => (/* binding */ setOutputs),
/* harmony export */   un: () => (/* binding */ readState),
/* harmony export */   z: () => (/* binding */ summary)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8653);


/** Sets the step's outputs; a list has one line per entry. */
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs)) {
        (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .appendValue */ .AW)('GITHUB_OUTPUT', name, Array.isArray(value) ? value.join('\n') : String(value ?? ''));
    }
}
/** Adds Markdown to the job's summary. What exceeds the limit is cut, and said to be. */
function summary(markdown) {
    const file = process.env.GITHUB_STEP_SUMMARY;
    // An older GitHub Enterprise Server has none. The summary tells nothing that the log and outputs do not.
    if (file === undefined || file === '')
        return;
    const written = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file) : Buffer.of();
    if (written.toString().endsWith(cutNote))
        return;
    const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, cutToFit(text, summaryLimit - written.length));
}
/** Keeps a value for the post step of the same action. */
function saveState(name, value) {
    (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .appendValue */ .AW)('GITHUB_STATE', name, value);
}
/** Reads in the post step what the main step kept. */
function readState(name) {
    const value = process.env[`STATE_${name}`];
    return value === '' ? undefined : value;
}
// A larger file is not shown at all.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const summaryLimit = 1024 * 1024;
const cutNote = '\n\n_The rest is cut off: a job summary holds 1 MiB._\n';
function cutToFit(markdown, room) {
    const bytes = Buffer.from(markdown);
    const kept = room - Buffer.byteLength(cutNote);
    // Room for the note is kept until the end, so that it can always be written.
    if (bytes.length <= kept)
        return markdown;
    // At a line's end, so that neither a character nor a table's row is torn.
    const end = bytes.subarray(0, kept).lastIndexOf('\n');
    return bytes.subarray(0, Math.max(end, 0)).toString() + cutNote;
}


/***/ }),

/***/ 8509:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ run)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8653);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8194);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);




/**
 * Runs an action's main step or, once that was started, its post step; the only place that reports an error.
 *
 * Signals are left alone. A cancelled job gets SIGINT, SIGTERM 7.5 s later and is killed after another 2.5 s: less
 * than a revert needs. So the main step just ends, and what it left half done is finished or reverted by the post
 * step, which GitHub runs for a cancelled job too, or by whoever comes next.
 */
async function run(main, post) {
    process.on('uncaughtException', fail);
    try {
        await ((0,_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readState */ .un)('started') === undefined ? runMain(main, post !== undefined) : post?.());
    }
    catch (error) {
        reportError(error);
    }
}
async function runMain(main, hasPost) {
    if (hasPost)
        (0,_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .saveState */ .LZ)('started', 'true');
    await main();
}
// Thrown outside of what was awaited, a rejected promise included: the state is unknown, so nothing goes on.
function fail(error) {
    reportError(error);
    process.exit(1);
}
function reportError(error) {
    process.exitCode = 1;
    if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
        reportFailure(error);
    else
        reportBug(error);
}
// The runner keeps ten annotations of a kind; the rest would be lost there, but not in the log.
const annotationLimit = 10;
function reportFailure(failure) {
    const [only, ...others] = failure.problems;
    // A single problem that the message tells already only says where.
    const isTold = only !== undefined && others.length === 0 && failure.message.includes(only.message);
    const problems = isTold ? [] : failure.problems;
    const shown = problems.slice(0, annotationLimit - 1);
    (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .annotate */ .fz)('error', failure.message, isTold ? only.place : undefined);
    for (const { message, place } of shown)
        (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .annotate */ .fz)('error', message, place);
    for (const { message, place } of problems.slice(shown.length)) {
        (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .printText */ .n)(place === undefined ? message : `${place.file}:${place.line ?? 1}: ${message}`);
    }
    for (const cause of causesOf(failure))
        (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)('debug', `because of: ${cause}`);
}
function reportBug(error) {
    (0,_log_js__WEBPACK_IMPORTED_MODULE_2__/* .annotate */ .fz)('error', `this is a bug in Immutable Deploy: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
    if (error instanceof Error && error.stack !== undefined)
        (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .printText */ .n)(error.stack);
    for (const cause of causesOf(error))
        (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .printText */ .n)(`because of: ${cause}`);
}
function causesOf(error) {
    if (!(error instanceof Error) || error.cause === undefined)
        return [];
    return [(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error.cause), ...causesOf(error.cause)];
}


/***/ }),

/***/ 1966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   ZD: () => (/* binding */ hexOf),
/* harmony export */   _q: () => (/* binding */ formatShortDigest),
/* harmony export */   m: () => (/* binding */ parseDigest),
/* harmony export */   ol: () => (/* binding */ digestOf),
/* harmony export */   zE: () => (/* binding */ hashing)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


function isDigest(text) {
    return /^sha256:[0-9a-f]{64}$/.test(text);
}
function parseDigest(text) {
    if (isDigest(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `not a digest: "${text}"; wanted sha256: and 64 hexadecimal digits`);
}
function digestOf(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
function hexOf(digest) {
    return digest.slice('sha256:'.length);
}
/** Shortens a digest for people: 12 hexadecimal digits, as Docker shows them. Never parsed back. */
function formatShortDigest(digest) {
    return hexOf(digest).slice(0, 12);
}
/** A digest under construction, for bytes that pass by in chunks. */
function hashing() {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    return {
        update: (chunk) => void hash.update(chunk),
        digest: () => `sha256:${hash.digest('hex')}`,
    };
}


/***/ }),

/***/ 467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ manifestMediaTypes),
/* harmony export */   Gh: () => (/* binding */ artifactTypeOf),
/* harmony export */   L_: () => (/* binding */ formatManifest),
/* harmony export */   Ng: () => (/* binding */ parseManifest)
/* harmony export */ });
/* unused harmony export parseDescriptor */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _inert_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7297);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1966);
/* harmony import */ var _media_type_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6477);




const indexTypes = [_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.imageIndex, _media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.dockerIndex];
const manifestTypes = [_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.imageManifest, _media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.dockerManifest];
/** The media types by which a manifest is asked for. */
const manifestMediaTypes = [...manifestTypes, ...indexTypes];
/** Reads a manifest or an index; `declared` is the media type of the descriptor or header that led here. */
function parseManifest(bytes, declared) {
    const content = parseObject(bytes);
    const said = optionalString(content.mediaType, 'mediaType');
    if (said !== undefined && declared !== undefined && said !== declared) {
        throw malformed(`it says mediaType "${(0,_inert_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .t)(said)}" where "${(0,_inert_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .t)(declared)}" was declared`);
    }
    const common = {
        mediaType: said ?? declared ?? '',
        artifactType: optionalString(content.artifactType, 'artifactType'),
        subject: content.subject === undefined ? undefined : parseDescriptor(content.subject, 'subject'),
        annotations: parseAnnotations(content.annotations, 'annotations'),
    };
    if (indexTypes.includes(common.mediaType)) {
        // An index with layers, or a manifest with children, is read differently by different clients.
        if ('layers' in content || 'config' in content)
            throw malformed('an index has "layers" or "config"');
        return { kind: 'index', ...common, manifests: parseDescriptors(content.manifests, 'manifests') };
    }
    if (manifestTypes.includes(common.mediaType)) {
        if ('manifests' in content)
            throw malformed('an image manifest has "manifests"');
        return {
            kind: 'manifest',
            ...common,
            config: parseDescriptor(content.config, 'config'),
            layers: parseDescriptors(content.layers, 'layers'),
        };
    }
    throw malformed(`its media type is "${(0,_inert_js__WEBPACK_IMPORTED_MODULE_3__/* .inert */ .t)(common.mediaType)}"; wanted an OCI or Docker manifest or index`);
}
/** Writes a manifest in the field order of the specification: the same value gives the same bytes. */
function formatManifest(manifest) {
    const { mediaType, artifactType, subject, annotations } = manifest;
    const content = manifest.kind === 'index'
        ? { manifests: manifest.manifests }
        : { config: manifest.config, layers: manifest.layers };
    return new TextEncoder().encode(JSON.stringify({ schemaVersion: 2, mediaType, artifactType, ...content, subject, annotations }));
}
/** What an artifact is of: its own type, or that of its configuration. */
function artifactTypeOf(manifest) {
    return manifest.artifactType ?? (manifest.kind === 'manifest' ? manifest.config.mediaType : undefined);
}
function parseDescriptor(value, at) {
    if (!isObject(value))
        throw malformed(`"${at}" is not a descriptor`);
    const { mediaType, digest, size, platform } = value;
    if (typeof mediaType !== 'string' || mediaType === '')
        throw malformed(`"${at}.mediaType" is missing`);
    if (typeof digest !== 'string' || !(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest))
        throw malformed(`"${at}.digest" is not a sha256 digest`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
        throw malformed(`"${at}.size" is not a size`);
    const artifactType = optionalString(value.artifactType, `${at}.artifactType`);
    const annotations = parseAnnotations(value.annotations, `${at}.annotations`);
    return {
        mediaType,
        digest,
        size,
        ...(artifactType !== undefined && { artifactType }),
        ...(annotations !== undefined && { annotations }),
        ...(platform !== undefined && { platform: parsePlatform(platform, `${at}.platform`) }),
    };
}
function parseDescriptors(value, at) {
    if (!Array.isArray(value))
        throw malformed(`"${at}" is not a list`);
    return value.map((entry, index) => parseDescriptor(entry, `${at}[${index}]`));
}
function parsePlatform(value, at) {
    if (!isObject(value))
        throw malformed(`"${at}" is not a platform`);
    const variant = optionalString(value.variant, `${at}.variant`);
    return {
        os: optionalString(value.os, `${at}.os`) ?? 'unknown',
        architecture: optionalString(value.architecture, `${at}.architecture`) ?? 'unknown',
        ...(variant !== undefined && { variant }),
    };
}
function parseAnnotations(value, at) {
    if (value === undefined || value === null)
        return undefined;
    if (!isObject(value) || Object.values(value).some((text) => typeof text !== 'string')) {
        throw malformed(`"${at}" does not map strings to strings`);
    }
    return value;
}
function optionalString(value, at) {
    if (value === undefined)
        return undefined;
    if (typeof value !== 'string')
        throw malformed(`"${at}" is not a string`);
    return value;
}
function parseObject(bytes) {
    let content;
    try {
        content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', 'not a manifest: it is not JSON', { cause });
    }
    if (!isObject(content))
        throw malformed('it is not a JSON object');
    return content;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function malformed(reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `not a manifest: ${reason}`);
}


/***/ }),

/***/ 6477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mediaType)
/* harmony export */ });
/** Media types as their specifications spell them. */
const mediaType = {
    imageManifest: 'application/vnd.oci.image.manifest.v1+json',
    imageIndex: 'application/vnd.oci.image.index.v1+json',
    imageConfig: 'application/vnd.oci.image.config.v1+json',
    layerTar: 'application/vnd.oci.image.layer.v1.tar',
    layerTarGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
    layerTarZstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerConfig: 'application/vnd.docker.container.image.v1+json',
    dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    sigstoreBundle: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    inToto: 'application/vnd.in-toto+json',
};


/***/ }),

/***/ 6565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dn: () => (/* binding */ parseDigestReference),
/* harmony export */   ED: () => (/* binding */ parseTag),
/* harmony export */   FH: () => (/* binding */ formatReference),
/* harmony export */   Rd: () => (/* binding */ withTag),
/* harmony export */   SU: () => (/* binding */ parseRepository),
/* harmony export */   Sh: () => (/* binding */ formatRepository),
/* harmony export */   VG: () => (/* binding */ commitTagOf),
/* harmony export */   hQ: () => (/* binding */ withDigest)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1966);


// The grammar of the distribution specification v1.1.1, "Pulling manifests":
// https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-manifests
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const repositoryPattern = new RegExp(`^${component}(?:/${component})*$`);
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const registryPattern = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?$/;
/** Reads `registry/repository`, without a tag or a digest. */
function parseRepository(text) {
    const { name, tag, digest } = split(text);
    if (digest !== undefined || tag !== undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" names one image; wanted a repository without tag and digest`);
    }
    return repositoryOf(name, text);
}
/** Reads `registry/repository@sha256:…`; a tag in place of the digest is refused. */
function parseDigestReference(text) {
    const { name, tag, digest } = split(text);
    if (digest === undefined) {
        const found = tag === undefined ? 'names no digest' : 'names a tag';
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" ${found}; use ${name || 'registry/repository'}@sha256:…`);
    }
    if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" has no sha256 digest; wanted @sha256: and 64 hexadecimal digits`);
    }
    return { ...repositoryOf(name, text), digest };
}
function parseTag(text) {
    if (tagPattern.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is not a tag; wanted at most 128 letters, digits, ".", "_" or "-", not starting with "." or "-"`);
}
function formatRepository({ registry, repository }) {
    return `${registry}/${repository}`;
}
function formatReference(reference) {
    const name = formatRepository(reference);
    return 'digest' in reference ? `${name}@${reference.digest}` : `${name}:${reference.tag}`;
}
/** Names the same repository with another digest. */
function withDigest({ registry, repository }, digest) {
    return { registry, repository, digest };
}
/** Names the tag of a commit's artifact. */
function commitTagOf(commit) {
    return `sha-${commit}`;
}
function withTag({ registry, repository }, tag) {
    return { registry, repository, tag: parseTag(tag) };
}
function split(text) {
    const at = text.indexOf('@');
    const digest = at < 0 ? undefined : text.slice(at + 1);
    const rest = at < 0 ? text : text.slice(0, at);
    const colon = rest.lastIndexOf(':');
    // A colon before the last slash belongs to the registry's port.
    if (colon < 0 || colon < rest.lastIndexOf('/'))
        return { name: rest, digest };
    return { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}
function repositoryOf(name, text) {
    const slash = name.indexOf('/');
    const registry = name.slice(0, Math.max(slash, 0));
    const repository = name.slice(slash + 1);
    // Docker's shorthand ("nginx", "library/nginx") is not guessed at: the host must be written out.
    if (!registryPattern.test(registry) || !/[.:]|^localhost$/.test(registry)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" names no registry; wanted registry/repository, as in ghcr.io/acme/shop`);
    }
    if (!repositoryPattern.test(repository) || repository.length > 255) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" has no valid repository; wanted lower-case path components`);
    }
    return { registry, repository };
}


/***/ }),

/***/ 8279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ mapConcurrently)
/* harmony export */ });
/** Maps with at most `limit` at work; what comes out is in order. After a failure nothing more is begun. */
async function mapConcurrently(items, limit, map) {
    const results = [];
    const entries = items.entries();
    let failed = false;
    const worker = async () => {
        // The workers share one iterator, so that each takes the next item that nobody has.
        for (const [index, item] of entries) {
            if (failed)
                return;
            results[index] = await map(item).catch((error) => {
                failed = true;
                throw error;
            });
        }
    };
    await Promise.all(Array.from({ length: limit }, worker));
    return results;
}


/***/ }),

/***/ 2297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   US: () => (/* binding */ wantedDuration),
/* harmony export */   W$: () => (/* binding */ millisecondsOf),
/* harmony export */   Zq: () => (/* binding */ durationPattern),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   a5: () => (/* binding */ longestTimer)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** The longest that a timer of Node's can wait; one that is set to more ends at once. Milliseconds. */
const longestTimer = 2 ** 31 - 1;
const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
const durationPattern = /^[0-9]{1,6}[smhd]$/;
const wantedDuration = 'wanted a duration such as 30s, 10m, 2h or 7d';
/** Reads a length of time from an input. Milliseconds. */
function parseDuration(text) {
    if (durationPattern.test(text))
        return millisecondsOf(text);
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is none; ${wantedDuration}`);
}
/** Writes milliseconds in the largest unit that divides them: `90m` rather than `1.5h`. */
function formatDuration(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds === 0)
        return '0s';
    if (seconds % 86_400 === 0)
        return `${seconds / 86_400}d`;
    if (seconds % 3600 === 0)
        return `${seconds / 3600}h`;
    return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
function millisecondsOf(text) {
    const unit = text.slice(-1);
    return unit in units ? Number(text.slice(0, -1)) * units[unit] : Number.NaN;
}


/***/ }),

/***/ 4731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ge: () => (/* binding */ envelopeOf),
/* harmony export */   JB: () => (/* binding */ peekStatement),
/* harmony export */   JC: () => (/* binding */ preAuthEncoding),
/* harmony export */   QN: () => (/* binding */ parseBundle),
/* harmony export */   mc: () => (/* binding */ bundleMediaTypes),
/* harmony export */   x$: () => (/* binding */ isPlainSignature)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6477);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2218);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7218);





/** https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto */
const bundleMediaTypes = [
    _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.sigstoreBundle,
    'application/vnd.dev.sigstore.bundle+json;version=0.1',
    'application/vnd.dev.sigstore.bundle+json;version=0.2',
    'application/vnd.dev.sigstore.bundle+json;version=0.3',
];
/** Reads the JSON of a Sigstore bundle, v0.1 to v0.3. */
async function parseBundle(json) {
    const type = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(json) ? json.mediaType : undefined;
    if (typeof type !== 'string' || !bundleMediaTypes.includes(type)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `not a Sigstore bundle v0.1 to v0.3: its media type is "${String(type)}"`);
    }
    const sigstore = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
    const { Bundle } = await __webpack_require__.e(/* import() */ 654).then(__webpack_require__.t.bind(__webpack_require__, 9654, 19));
    const { default: canonicalize } = await __webpack_require__.e(/* import() */ 799).then(__webpack_require__.bind(__webpack_require__, 8799));
    try {
        const bundle = Bundle.fromJSON(json);
        // v0.3 asks for what v0.2 does. Only under the public-good instance must it have one certificate in place of a
        // chain; what else a chain holds is not looked at.
        if (type.endsWith('version=0.1'))
            sigstore.assertBundleV01(bundle);
        else
            sigstore.assertBundleV02(bundle);
        return { bundle, digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(canonicalize(Bundle.toJSON(bundle)) ?? '') };
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `not a Sigstore bundle: ${problemsOf(cause)}`, { cause });
    }
}
/** Takes the one signed in-toto envelope out of a bundle. */
function envelopeOf({ content }) {
    if (content.$case !== 'dsseEnvelope') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', 'the bundle signs a blob; wanted a statement in a DSSE envelope');
    }
    const { payloadType, payload, signatures } = content.dsseEnvelope;
    const [signature, ...others] = signatures;
    if (signature === undefined || others.length > 0) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `the envelope has ${signatures.length} signatures; wanted one`);
    }
    // Signed too, and all that keeps another kind of document from being read as a statement.
    if (payloadType !== _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.inToto) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `the payload's type is "${payloadType}"; wanted "${_artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.inToto}"`);
    }
    return { payloadType, payload, signature: signature.sig };
}
/** Reads what a bundle says before anyone has verified it: to choose whom it must be from, and nothing else. */
async function peekStatement(json) {
    const { bundle, digest } = await parseBundle(json);
    return { statement: (0,_statement_js__WEBPACK_IMPORTED_MODULE_4__/* .parseStatement */ .By)(envelopeOf(bundle).payload), digest };
}
/** Says whether a bundle holds a signature alone, over bytes that are elsewhere. */
function isPlainSignature(json) {
    return (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(json) && 'messageSignature' in json;
}
/**
 * The bytes that are signed.
 * https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md#signature-definition
 */
function preAuthEncoding({ payloadType, payload }) {
    const start = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
    return Buffer.concat([Buffer.from(start), payload]);
}
function problemsOf(error) {
    const fields = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(error) && Array.isArray(error.fields) ? `: ${error.fields.join(', ')}` : '';
    return `${(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}${fields}`;
}


/***/ }),

/***/ 6970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ commitOf)
/* harmony export */ });
/* harmony import */ var _predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2898);

/** Finds the commit an artifact was built from: by the certificate or, under a key, by the signed statement. */
function commitOf({ predicateType, predicate, signer }) {
    if (predicateType !== _predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceType */ .wy)
        return undefined;
    return signer.kind === 'certificate' ? signer.sourceDigest : (0,_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOf */ .vz)((0,_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProvenance */ .X6)(predicate))?.commit;
}


/***/ }),

/***/ 2653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ findBundles)
});

// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(6477);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/evidence/bundle.js
var bundle = __webpack_require__(4731);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/evidence/json.js
var json = __webpack_require__(6329);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/evidence/cosign-tags.js






/** Finds what is under the tag where cosign kept it before registries had referrers: `sha256-<hex>.att`, `.sig`. */
async function resolveCosignTag(image, suffix, registry) {
    const found = await registry.resolve((0,reference/* withTag */.Rd)(image, `sha256-${(0,artifact_digest/* hexOf */.ZD)(image.digest)}.${suffix}`));
    return found && (0,reference/* withDigest */.hQ)(image, found.digest);
}
/** Lists the layers of such a manifest that are of its kind; each is signed for itself. */
async function listCosignLayers(manifest, suffix, registry) {
    const fetched = await registry.fetchManifest(manifest);
    const layers = fetched.manifest.kind === 'manifest' ? fetched.manifest.layers : [];
    return layers.filter(({ mediaType }) => mediaType === layerTypes[suffix]);
}
/** Puts a layer and what is signed beside it into the form of a bundle, so that one verifier judges all. */
function buildFoundBundle(bytes, { digest, annotations = {} }, manifest, suffix) {
    const source = `${(0,reference/* formatReference */.FH)(manifest)} (${suffix} ${digest})`;
    try {
        const verificationMaterial = materialOf(annotations);
        if (suffix === 'att') {
            const dsseEnvelope = (0,json/* parseStrictJson */.R)(bytes, 'the envelope');
            return { json: { mediaType: bundleType, verificationMaterial, dsseEnvelope }, source };
        }
        const messageSignature = {
            messageDigest: { algorithm: 'SHA2_256', digest: base64Of((0,artifact_digest/* digestOf */.ol)(bytes)) },
            signature: annotations['dev.cosignproject.cosign/signature'] ?? '',
        };
        return {
            json: { mediaType: bundleType, verificationMaterial, messageSignature },
            source,
            document: bytes,
        };
    }
    catch (error) {
        return { source, reason: (0,failure/* messageOf */.bD)(error) };
    }
}
const layerTypes = {
    att: 'application/vnd.dsse.envelope.v1+json',
    sig: 'application/vnd.dev.cosign.simplesigning.v1+json',
};
// The one version whose log entries may have a promise of inclusion and no proof: cosign kept no more.
const bundleType = 'application/vnd.dev.sigstore.bundle+json;version=0.1';
// https://github.com/sigstore/cosign/blob/v3.1.3/pkg/oci/static/options.go. The chain is not taken: what a certificate
// is issued by, the trusted root knows.
function materialOf(annotations) {
    const pem = annotations['dev.sigstore.cosign/certificate'];
    const entry = annotations['dev.sigstore.cosign/bundle'];
    const stamp = annotations['dev.sigstore.cosign/rfc3161timestamp'];
    return {
        ...(pem ? { certificate: { rawBytes: derOf(pem) } } : { publicKey: { hint: '' } }),
        tlogEntries: entry ? [logEntryOf(entry)] : [],
        timestampVerificationData: { rfc3161Timestamps: stamp ? [timestampOf(stamp)] : [] },
    };
}
function derOf(pem) {
    try {
        return new external_node_crypto_.X509Certificate(pem).raw.toString('base64');
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `not a certificate: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
function logEntryOf(annotation) {
    const what = 'the log entry';
    const { SignedEntryTimestamp, Payload } = readRekorBundle((0,json/* parseStrictJson */.R)(annotation, what), what);
    const body = (0,json/* parseStrictJson */.R)(Buffer.from(Payload.body, 'base64'), `${what}'s body`);
    const { kind, apiVersion } = readKind(body, `${what}'s body`);
    return {
        logIndex: String(Payload.logIndex),
        logId: { keyId: Buffer.from(Payload.logID, 'hex').toString('base64') },
        kindVersion: { kind, version: apiVersion },
        integratedTime: String(Payload.integratedTime),
        inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
        canonicalizedBody: Payload.body,
    };
}
function timestampOf(annotation) {
    const stamp = (0,json/* parseStrictJson */.R)(annotation, 'the timestamp');
    const signedTimestamp = (0,shape/* isObject */.Gv)(stamp) ? stamp.SignedRFC3161Timestamp : undefined;
    return { signedTimestamp: (0,shape/* text */.Qq)(signedTimestamp, 'the timestamp') };
}
const readRekorBundle = (0,shape/* open */.ho)({
    SignedEntryTimestamp: shape/* text */.Qq,
    Payload: (0,shape/* open */.ho)({ body: shape/* text */.Qq, integratedTime: shape/* integer */.nd, logIndex: shape/* integer */.nd, logID: shape/* text */.Qq }),
});
const readKind = (0,shape/* open */.ho)({ kind: shape/* text */.Qq, apiVersion: shape/* text */.Qq });
function base64Of(digest) {
    return Buffer.from((0,artifact_digest/* hexOf */.ZD)(digest), 'hex').toString('base64');
}

;// CONCATENATED MODULE: ./build/src/evidence/find.js







/** A predicate of 16 MiB in base64, and the rest of its bundle. */
const bundleLimit = 24 * 1024 * 1024;
/** More is no evidence but an attempt to keep us busy, and to read only some may miss what speaks against. */
const countLimit = 1000;
const bytesLimit = 256 * 1024 * 1024;
/** How many bundles are read, and so held, at once. */
const batchSize = 8;
/**
 * Finds bundles about an artifact wherever they are kept, each read as it is asked for, so that few are held at
 * once; those that cannot be read are told. Plain signatures are looked for only where somebody asks about them.
 */
async function* findBundles(digest, image, { registry, github }, { signatures = false } = {}) {
    const spend = budgetFor(image === undefined ? digest : (0,reference/* formatReference */.FH)(image));
    if (image !== undefined && registry !== undefined) {
        yield* findInRegistry(image, registry, signatures ? ['att', 'sig'] : ['att'], spend);
    }
    if (github !== undefined)
        yield* findAtGitHub(digest, github, spend);
}
function budgetFor(subject) {
    let left = bytesLimit;
    return (bytes) => {
        left -= bytes;
        if (left < 0)
            throw tooMany(subject, `${bytesLimit / 1024 / 1024} MiB of bundles`);
    };
}
async function* findInRegistry(image, registry, suffixes, spend) {
    const [referrers, ...tagged] = await Promise.all([
        listBundleReferrers(image, registry),
        ...suffixes.map(async (suffix) => ({
            suffix,
            manifest: await resolveCosignTag(image, suffix, registry),
        })),
    ]);
    yield* inBatches(referrers, (referrer) => readReferrer(image, referrer, registry), spend);
    for (const { suffix, manifest } of tagged) {
        if (manifest !== undefined)
            yield* findUnderTag(manifest, suffix, registry, spend);
    }
}
async function listBundleReferrers(image, registry) {
    const referrers = (await registry.listReferrers(image)).filter(mayHoldBundle);
    if (referrers.length > countLimit)
        throw tooMany((0,reference/* formatReference */.FH)(image), `${countLimit} bundles`);
    return referrers;
}
async function* findUnderTag(manifest, suffix, registry, spend) {
    const source = (0,reference/* formatReference */.FH)(manifest);
    const layers = await unlessBad(source, () => listCosignLayers(manifest, suffix, registry));
    if ('reason' in layers)
        return yield layers;
    if (layers.length > countLimit)
        throw tooMany(source, `${countLimit} bundles`);
    const read = (layer) => unlessBad(source, async () => {
        const bytes = await registry.readBlob(manifest, layer, bundleLimit);
        return { bytes, found: buildFoundBundle(bytes, layer, manifest, suffix) };
    });
    yield* inBatches(layers, read, spend);
}
async function* inBatches(items, read, spend) {
    for (let start = 0; start < items.length; start += batchSize) {
        const batch = items.slice(start, start + batchSize);
        for (const result of await (0,concurrently/* mapConcurrently */.X)(batch, batchSize, read)) {
            if (result === undefined)
                continue;
            if ('bytes' in result)
                spend(result.bytes.length);
            yield 'bytes' in result ? result.found : result;
        }
    }
}
async function* findAtGitHub(digest, github, spend) {
    let count = 0;
    for await (const stored of github.listAttestations(digest)) {
        if (++count > countLimit)
            throw tooMany(digest, `${countLimit} bundles`);
        const source = `attestation ${count} of the repository`;
        if ('fault' in stored) {
            yield { source, reason: stored.fault };
            continue;
        }
        spend(JSON.stringify(stored.bundle).length);
        yield { json: stored.bundle, source };
    }
}
// Some registries list a referrer under its configuration's type, the empty one.
function mayHoldBundle({ artifactType }) {
    return artifactType === undefined || artifactType === media_type/* mediaType */.J.empty || isBundleType(artifactType);
}
function isBundleType(type) {
    return bundle/* bundleMediaTypes */.mc.includes(type) || type.startsWith('application/vnd.dev.sigstore.bundle');
}
async function readReferrer(image, referrer, registry) {
    const source = (0,reference/* formatReference */.FH)((0,reference/* withDigest */.hQ)(image, referrer.digest));
    return unlessBad(source, async () => {
        const layer = await fetchBundleLayer(image, referrer, registry);
        if (layer === undefined)
            return undefined;
        const bytes = await registry.readBlob(image, layer, bundleLimit);
        return { bytes, found: parseFound(bytes, source) };
    });
}
// An answer that is wrong is a bad bundle. None at all may hide a good one, or a recall.
async function unlessBad(source, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error) || error.code === 'unavailable' || error.code === 'unauthorized')
            throw error;
        return { source, reason: error.message };
    }
}
/** Finds a referrer's bundle; undefined where it never said to be one, and holds none. */
async function fetchBundleLayer(image, { digest, artifactType = '' }, registry) {
    const { manifest } = await registry.fetchManifest((0,reference/* withDigest */.hQ)(image, digest));
    const layers = manifest.kind === 'manifest' ? manifest.layers : [];
    const [bundle, ...others] = layers.filter((layer) => isBundleType(layer.mediaType));
    if (bundle === undefined && !isBundleType(artifactType))
        return undefined;
    if (bundle !== undefined && others.length === 0)
        return bundle;
    const count = bundle === undefined ? 0 : others.length + 1;
    throw new failure/* Failure */.HR('mismatch', `the referrer holds ${count} bundles; wanted one`);
}
function parseFound(bytes, source) {
    try {
        return { json: (0,json/* parseStrictJson */.R)(bytes, 'the bundle'), source };
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        return { source, reason: error.message };
    }
}
function tooMany(subject, amount) {
    return new failure/* Failure */.HR('denied', `${subject} carries more than ${amount}; remove those that nobody needs`);
}


/***/ }),

/***/ 1469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readGivenFile),
/* harmony export */   O: () => (/* binding */ streamGivenFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);



/** Reads a file that an input names, if it has no more bytes than `limit`; `named` is how its author wrote it. */
async function readGivenFile(path, named = path, limit = Infinity) {
    return onlyFile(path, named, () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path), limit);
}
/** Passes the bytes of a file that an input names to a reader, chunk by chunk. */
async function streamGivenFile(path, take, named = path) {
    await onlyFile(path, named, async () => {
        for await (const chunk of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(path))
            take(chunk);
    });
}
// Whoever opens a named pipe waits until somebody writes, which may be never.
async function onlyFile(path, named, read, limit = Infinity) {
    try {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path);
        if (found.size > limit) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${named}" has ${found.size} bytes; wanted at most ${limit}`);
        }
        if (found.isFile())
            return await read();
    }
    catch (cause) {
        if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(cause))
            throw cause;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${named}" cannot be read: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause)}`, { cause });
    }
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${named}" is not a regular file`);
}


/***/ }),

/***/ 3281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ fetchIdentityToken),
/* harmony export */   KC: () => (/* binding */ assertMayIdentify)
/* harmony export */ });
/* unused harmony export parseIdentityToken */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);


/** The audience that every Fulcio asks for. */
const fulcioAudience = 'sigstore';
/** Fetches the token that says which job of which workflow we are. */
async function fetchIdentityToken(request, edge) {
    assertMayIdentify(request);
    const { url, token, audience = fulcioAudience } = request;
    const address = new URL(url);
    address.searchParams.set('audience', audience);
    const answer = await edge.fetch(address, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    if (!answer.ok) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(answer.status < 500 ? 'unauthorized' : 'unavailable', `the identity token service answered ${answer.status}; wanted a token for audience "${audience}"`);
    }
    const body = await answer.json().catch(() => undefined);
    if (!(0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(body) || typeof body.value !== 'string') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', 'the identity token service answered without a token');
    }
    return parseIdentityToken(body.value, audience, edge.now());
}
/** Refuses a job that GitHub tells no identity. */
function assertMayIdentify(request) {
    if (request.url && request.token)
        return;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unauthorized', 'missing permission id-token: write; add it to the job that calls this action');
}
/**
 * Reads the claims of a token that came straight from its issuer. Its signature is not checked here: Fulcio
 * checks it, and what we say by it is compared with Fulcio's certificate by everyone who verifies.
 */
function parseIdentityToken(raw, audience, now) {
    const payload = decodePayload(raw);
    const audiences = [payload.aud].flat();
    if (!audiences.includes(audience)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `the identity token is for audience "${audiences.join()}"; wanted "${audience}"`);
    }
    if (typeof payload.exp !== 'number' || payload.exp * 1000 <= now.getTime()) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unauthorized', 'the identity token has expired; run the job again');
    }
    return { raw, claims: readClaims(payload, 'identity token'), expiresAt: new Date(payload.exp * 1000) };
}
function decodePayload(raw) {
    const [, payload = '', signature] = raw.split('.');
    let value;
    try {
        value = JSON.parse(Buffer.from(payload, 'base64url').toString());
    }
    catch {
        value = undefined;
    }
    // The token itself never goes into a message.
    if (!(0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value) || !signature)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', 'the identity token is not a JWT');
    return value;
}
const readClaims = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
    iss: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    sub: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    repository: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    repository_id: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    repository_owner: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    repository_owner_id: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    repository_visibility: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    ref: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    sha: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    event_name: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    workflow_ref: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    job_workflow_ref: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    job_workflow_sha: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    run_id: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    run_attempt: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    runner_environment: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    environment: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
});


/***/ }),

/***/ 4617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ checkSource),
/* harmony export */   EY: () => (/* binding */ parsePattern),
/* harmony export */   Z0: () => (/* binding */ checkIdentity),
/* harmony export */   fT: () => (/* binding */ namesIdentity),
/* harmony export */   rV: () => (/* binding */ githubIssuer)
/* harmony export */ });
/* unused harmony export issuerOf */
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(714);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


const githubIssuer = 'https://token.actions.githubusercontent.com';
/** Whose tokens jobs have on a server: GitHub's, those of a tenant at ghe.com, or those of GitHub Enterprise Server. */
function issuerOf(serverUrl) {
    const { host } = new URL(serverUrl);
    if (host === 'github.com')
        return githubIssuer;
    return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}
/** Says whether a certificate must name somebody; a repository alone counts unless a key stands in for it. */
function namesIdentity(trust) {
    const { signerWorkflow, signerRepository, certIdentity, certIdentityRegex, sourceRepository, key } = trust;
    if (signerWorkflow ?? signerRepository ?? certIdentity ?? certIdentityRegex)
        return true;
    return key === undefined && Object.values(sourceRepository ?? {}).some((part) => part !== undefined);
}
/** Compares a certificate with whom we trust, exactly; every difference is told. */
function checkIdentity(signer, trust) {
    refuse([
        issuerDiffers(trust.issuer ?? issuerOf(serverOf(trust)), signer.issuer),
        ...checkSubject(signer, trust),
        differs('commit of the signing workflow', trust.signerDigest, signer.buildSignerDigest),
        ...sourceProblems(signer, trust),
    ]);
}
/** Compares what is said of a build's source with what we trust. */
function checkSource(source, trust) {
    refuse(sourceProblems(source, trust));
}
function refuse(reasons) {
    const found = reasons.filter((reason) => reason !== undefined);
    if (found.length > 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', `the signer is not trusted: ${found.join('; ')}`);
}
function checkSubject(signer, trust) {
    const { signerWorkflow, signerRepository, certIdentity, certIdentityRegex } = trust;
    const subject = signer.subjectAlternativeName;
    const found = `found "${subject}"`;
    if (signerWorkflow ?? signerRepository ?? certIdentity ?? certIdentityRegex) {
        return [
            differs('identity', certIdentity, subject),
            certIdentityRegex !== undefined && !matches(subject, certIdentityRegex)
                ? `wanted an identity that matches "${certIdentityRegex}", ${found}`
                : undefined,
            signerWorkflow !== undefined && !isWorkflow(subject, signerWorkflow, trust)
                ? `wanted the workflow "${signerWorkflow}", ${found}`
                : undefined,
            signerRepository !== undefined && !isIn(subject, `${serverOf(trust)}/${signerRepository}`)
                ? `wanted a workflow of "${signerRepository}", ${found}`
                : undefined,
        ];
    }
    // A repository was named and no signer: then one of its own workflows.
    const { name, id, owner, ownerId } = trust.sourceRepository ?? {};
    const home = (name ?? id) ? signer.sourceRepository : (owner ?? ownerId) ? signer.sourceRepositoryOwner : undefined;
    return [
        home !== undefined && isIn(subject, home)
            ? undefined
            : `wanted a workflow of the source repository, ${found}`,
    ];
}
function sourceProblems(source, trust) {
    const { sourceRepository = {}, events } = trust;
    const server = serverOf(trust);
    return [
        repositoryDiffers('source repository', source.sourceRepositoryId, source.sourceRepository, {
            id: sourceRepository.id,
            uri: sourceRepository.name && `${server}/${sourceRepository.name}`,
        }),
        repositoryDiffers('owner of the source repository', source.sourceRepositoryOwnerId, source.sourceRepositoryOwner, {
            id: sourceRepository.ownerId,
            uri: sourceRepository.owner && `${server}/${sourceRepository.owner}`,
        }),
        differs('source ref', trust.sourceRef, source.sourceRef),
        differs('source commit', trust.sourceDigest, source.sourceDigest),
        events === undefined || events.includes(source.buildTrigger ?? '')
            ? undefined
            : `wanted a build started by ${events.join(' or ')}, found "${source.buildTrigger ?? ''}"`,
        trust.denySelfHostedRunners ? differs('runner', 'github-hosted', source.runnerEnvironment) : undefined,
    ];
}
function issuerDiffers(wanted, found) {
    const reason = differs('issuer', wanted, found);
    const isEnterprise = found.startsWith(`${wanted}/`);
    return isEnterprise ? `${reason}, which an enterprise has of its own: give it as cert-oidc-issuer` : reason;
}
function repositoryDiffers(what, id, uri, wanted) {
    if (wanted.id !== undefined && id !== undefined)
        return differs(`${what}'s id`, wanted.id, id);
    if (wanted.uri !== undefined) {
        // Owners and repositories are named without regard to case.
        const same = uri?.toLowerCase() === wanted.uri.toLowerCase();
        return same ? undefined : `wanted ${what} "${wanted.uri}", found "${uri ?? ''}"`;
    }
    return wanted.id === undefined ? undefined : `wanted ${what}'s id "${wanted.id}", found none`;
}
function differs(what, wanted, found) {
    return wanted === undefined || wanted === found
        ? undefined
        : `wanted ${what} "${wanted}", found "${found ?? ''}"`;
}
function serverOf({ serverUrl = 'https://github.com' }) {
    return serverUrl.replace(/\/+$/, '');
}
function isIn(subject, repository) {
    return subject.toLowerCase().startsWith(`${repository.toLowerCase()}/`);
}
// Owner and repository without regard to case, path and ref exactly: as gh compares them. What is behind the first "@"
// is the ref: a branch may be called "main@refs/heads/other", and is not main.
function isWorkflow(subject, workflow, trust) {
    const [path = '', ref] = split(workflow, '@');
    const [owner = '', repository = '', ...file] = path.split('/');
    const start = `${serverOf(trust)}/${owner}/${repository}/`;
    const [subjectPath = '', subjectRef] = split(subject, '@');
    return (file.length > 0 &&
        subjectPath.slice(0, start.length).toLowerCase() === start.toLowerCase() &&
        subjectPath.slice(start.length) === file.join('/') &&
        subjectRef !== undefined &&
        (ref === undefined || ref === subjectRef));
}
function split(text, separator) {
    const at = text.indexOf(separator);
    return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
/** Reads a pattern that must match from end to end. */
function parsePattern(pattern) {
    // RE2's way to ignore case, which gh and cosign users write; here it is a flag.
    const [, ignoreCase, rest = ''] = /^(\(\?i\))?(.*)$/s.exec(pattern) ?? [];
    try {
        // On its own first: an unbalanced one would close the group that anchors it.
        new RegExp(rest);
        return new RegExp(`^(?:${rest})$`, ignoreCase === undefined ? '' : 'i');
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${pattern}" is not a regular expression`, { cause });
    }
}
/** Milliseconds; a pattern that is not made to explode takes none. */
const patternTime = 500;
// A name is as long and as odd as whoever chose a branch wants it, and some patterns take years for some names.
function matches(subject, pattern) {
    const context = { pattern: parsePattern(pattern), subject };
    try {
        return (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('pattern.test(subject)', context, { timeout: patternTime }) === true;
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', `"${pattern}" takes too long for the identity "${subject}"; simplify it`, {
            cause,
        });
    }
}


/***/ }),

/***/ 6329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ parseStrictJson),
/* harmony export */   r: () => (/* binding */ readDocuments)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** Deeper than any document that is signed, and shallow enough for whatever walks through it. */
const depthLimit = 200;
/**
 * Reads JSON that says the same to every reader. Of a name that an object has twice, some parsers take the first and
 * others the last: whoever verifies would see something else than whoever reads it later.
 */
function parseStrictJson(content, what) {
    const text = typeof content === 'string' ? content : decode(content, what);
    const value = parse(text, what);
    if (namesIn(value, what) !== namesWritten(text)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `${what} has the same name twice in one object`);
    }
    return value;
}
function decode(bytes, what) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `${what} is not JSON: it is not UTF-8`, { cause });
    }
}
function parse(text, what) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `${what} is not JSON`, { cause });
    }
}
/** Counts the names that were read: of one that was written twice, only the last. */
function namesIn(value, what, depth = 0) {
    if (typeof value !== 'object' || value === null)
        return 0;
    if (depth === depthLimit)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `${what} is nested deeper than ${depthLimit} levels`);
    const parts = Object.values(value);
    const own = Array.isArray(value) ? 0 : parts.length;
    return parts.reduce((count, part) => count + namesIn(part, what, depth + 1), own);
}
/** Counts the names in a well-formed text: the strings that a colon follows. */
function namesWritten(text) {
    let count = 0;
    let start = text.indexOf('"');
    while (start >= 0) {
        const end = endOfString(text, start);
        colon.lastIndex = end + 1;
        if (colon.test(text))
            count++;
        start = text.indexOf('"', end + 1);
    }
    return count;
}
const colon = /[ \t\n\r]*:/y;
function endOfString(text, start) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end))
        end = text.indexOf('"', end + 1);
    return end;
}
function isEscaped(text, at) {
    let start = at;
    while (text[start - 1] === '\\')
        start--;
    return (at - start) % 2 === 1;
}
/** Reads a file that holds one JSON document, a list of them, or one in each line; one that is bad spoils no other. */
function readDocuments(content, what) {
    const texts = isJson(content) ? [content] : content.split('\n').filter((line) => line.trim() !== '');
    return texts.flatMap((text) => readDocument(text, what));
}
function readDocument(text, what) {
    try {
        const value = parseStrictJson(text, what);
        return Array.isArray(value) ? value.map((entry) => ({ value: entry })) : [{ value }];
    }
    catch (error) {
        return [{ reason: (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) }];
    }
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        // Then it is one document in each line, or none at all, which is told of each.
        return false;
    }
}


/***/ }),

/***/ 3512:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ judgeAll)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4731);
/* harmony import */ var _simple_signing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4623);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6687);




/** Verifies bundles, each once. A bad one is a rejection with its reason and never keeps a good one out. */
async function judgeAll(found, judgement) {
    const judged = new Map();
    for await (const bundle of found) {
        const peeked = 'reason' in bundle ? bundle : await peek(bundle);
        // The same bundle from the registry and from GitHub is one.
        const identity = 'reason' in peeked ? `${peeked.source}: ${peeked.reason}` : peeked.digest;
        if (judged.has(identity))
            continue;
        judged.set(identity, 'reason' in peeked ? peeked : await judge(peeked, judgement));
    }
    const verdicts = [...judged.values()];
    return {
        accepted: verdicts.filter((verdict) => 'statement' in verdict),
        signatures: verdicts.filter((verdict) => isSignature(verdict)),
        rejected: verdicts.filter((verdict) => 'reason' in verdict),
        passedOver: verdicts.filter((verdict) => 'passedOver' in verdict),
    };
}
function isSignature(verdict) {
    return 'signer' in verdict && !('statement' in verdict);
}
async function peek(bundle) {
    try {
        if ((0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isPlainSignature */ .x$)(bundle.json)) {
            return { ...bundle, digest: (await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .parseBundle */ .QN)(bundle.json)).digest, predicateType: _simple_signing_js__WEBPACK_IMPORTED_MODULE_2__/* .signatureType */ .c };
        }
        const { statement, digest } = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .peekStatement */ .JB)(bundle.json);
        return { ...bundle, digest, predicateType: statement.predicateType };
    }
    catch (error) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
            throw error;
        return { source: bundle.source, reason: error.message };
    }
}
async function judge(peeked, judgement) {
    const { source, predicateType } = peeked;
    const trusted = judgement.trustFor(predicateType);
    if (trusted.length === 0)
        return { source, predicateType, passedOver: true };
    const reasons = new Set();
    for (const trust of trusted) {
        try {
            return await verify(peeked, trust, judgement);
        }
        catch (error) {
            // A trusted root that cannot be had, or a policy that cannot be read, is nobody's bad bundle.
            if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error) || error.code === 'unavailable' || error.code === 'invalid-input')
                throw error;
            reasons.add(error.message);
        }
    }
    return { source, predicateType, reason: [...reasons].join('; or ') };
}
async function verify({ json, source, document }, trust, { subject, roots, readContent }) {
    const options = { subject, trust, roots, source };
    if (!(0,_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .isPlainSignature */ .x$)(json))
        return (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBundle */ .IF)(json, options);
    if (document !== undefined)
        return (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyImageSignature */ .r3)(json, { ...options, document });
    if (readContent !== undefined)
        return (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyBlob */ .tB)(json, { ...options, bytes: await readContent() });
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', 'a signature over bytes that are not here; wanted a statement that names its subject');
}


/***/ }),

/***/ 3234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bb: () => (/* binding */ checkedKey),
  ax: () => (/* binding */ fingerprintOf),
  et: () => (/* binding */ formatPublicKey),
  qQ: () => (/* binding */ hashOf),
  $z: () => (/* binding */ hintOf),
  s3: () => (/* binding */ isSignedBy),
  QW: () => (/* binding */ parsePrivateKey),
  ee: () => (/* binding */ parsePublicKey),
  ij: () => (/* binding */ publicKeyBytes),
  b_: () => (/* binding */ signBytes)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/evidence/cosign-key.js




/** Says whether PEM holds a private key as cosign writes it, encrypted in a way of its own. */
function isCosignKey(pem) {
    return body.test(pem);
}
/**
 * Opens a private key of cosign: PKCS #8 in a NaCl secret box, whose key scrypt makes of the password.
 * https://github.com/secure-systems-lab/go-securesystemslib/blob/v0.9.0/encrypted/encrypted.go
 */
async function decryptCosignKey(pem, password) {
    const { kdf, cipher, ciphertext } = readEnvelope(parseEnvelope(pem), "cosign's key");
    const { N, r, p } = kdf.params;
    if (N > largestCost || r > 32 || p > 16) {
        throw new failure/* Failure */.HR('invalid-input', `opening the key would take scrypt with N ${N}, r ${r} and p ${p}`);
    }
    const options = { N, r, p, maxmem: 256 * N * r };
    const key = await deriveKey(password, Buffer.from(kdf.salt, 'base64'), options);
    const { default: nacl } = await __webpack_require__.e(/* import() */ 668).then(__webpack_require__.t.bind(__webpack_require__, 668, 19));
    const [box, nonce] = [ciphertext, cipher.nonce].map((part) => new Uint8Array(Buffer.from(part, 'base64')));
    if (nonce?.length !== nacl.secretbox.nonceLength || box === undefined) {
        throw new failure/* Failure */.HR('invalid-input', 'the key is damaged: its nonce has the wrong length');
    }
    const der = nacl.secretbox.open(box, nonce, key);
    if (der === null)
        throw new failure/* Failure */.HR('invalid-input', 'the password does not open the key');
    try {
        return (0,external_node_crypto_.createPrivateKey)({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    }
    catch (cause) {
        throw new failure/* Failure */.HR('invalid-input', `the key is not PKCS #8 inside: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
const body = /-----BEGIN ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY-----([\s\S]*?)-----END/;
/** Eight times what cosign takes itself, which is 2^16. */
const largestCost = 2 ** 19;
const deriveKey = (0,external_node_util_.promisify)((password, salt, options, done) => (0,external_node_crypto_.scrypt)(password, salt, 32, options, (error, key) => done(error, new Uint8Array(key ?? []))));
const readEnvelope = (0,shape/* open */.ho)({
    kdf: (0,shape/* open */.ho)({
        name: (0,shape/* oneOf */.yL)(['scrypt']),
        params: (0,shape/* open */.ho)({ N: shape/* integer */.nd, r: shape/* integer */.nd, p: shape/* integer */.nd }),
        salt: shape/* text */.Qq,
    }),
    cipher: (0,shape/* open */.ho)({ name: (0,shape/* oneOf */.yL)(['nacl/secretbox']), nonce: shape/* text */.Qq }),
    ciphertext: shape/* text */.Qq,
});
function parseEnvelope(pem) {
    const [, base64 = ''] = body.exec(pem) ?? [];
    try {
        return JSON.parse(Buffer.from(base64, 'base64').toString());
    }
    catch (cause) {
        throw new failure/* Failure */.HR('invalid-input', 'the key is damaged: there is no JSON inside', { cause });
    }
}

;// CONCATENATED MODULE: ./build/src/evidence/key.js




/** Reads a public key, or the public half of a private one, in PEM. */
function parsePublicKey(pem) {
    try {
        return checkedKey((0,external_node_crypto_.createPublicKey)(pem));
    }
    catch (cause) {
        if (cause instanceof failure/* Failure */.HR)
            throw cause;
        throw new failure/* Failure */.HR('invalid-input', `not a public key in PEM: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
/** Reads a private key in PEM, opening it with the password where it is encrypted. An empty password is one. */
async function parsePrivateKey(pem, password) {
    const encrypted = /ENCRYPTED/.test(pem);
    if (/BEGIN (RSA |EC )?PUBLIC KEY|BEGIN CERTIFICATE/.test(pem)) {
        throw new failure/* Failure */.HR('invalid-input', 'the key is a public one; wanted the private key that belongs to it');
    }
    if (!/BEGIN [A-Z ]*PRIVATE KEY/.test(pem)) {
        throw new failure/* Failure */.HR('invalid-input', 'not a private key in PEM: there is no "BEGIN … PRIVATE KEY" in it');
    }
    if (encrypted && password === undefined) {
        throw new failure/* Failure */.HR('invalid-input', 'the key is encrypted and no password was given; set the variable COSIGN_PASSWORD, empty where it has none');
    }
    if (isCosignKey(pem))
        return checkedKey(await decryptCosignKey(pem, password ?? ''));
    try {
        return checkedKey((0,external_node_crypto_.createPrivateKey)({ key: pem, ...(encrypted && { passphrase: password }) }));
    }
    catch (cause) {
        if (cause instanceof failure/* Failure */.HR)
            throw cause;
        // OpenSSL's own words name its routines, never the key.
        const reason = encrypted ? 'the password does not open the key' : 'not a private key in PEM';
        throw new failure/* Failure */.HR('invalid-input', `${reason}: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
/**
 * Signs with SHA-256, whatever the curve: by a key, cosign and Sigstore's own library verify with nothing else (even
 * what cosign itself has signed with SHA-384). Ed25519 has a hash of its own.
 */
function signBytes(bytes, key) {
    return (0,external_node_crypto_.sign)(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, key);
}
/** Says whether a signature over the bytes is by this key. */
function isSignedBy(bytes, signature, key) {
    return hashesOf(key).some((hash) => {
        try {
            return (0,external_node_crypto_.verify)(hash, bytes, key, signature);
        }
        catch {
            // A signature of the wrong form is simply not one by this key.
            return false;
        }
    });
}
/** The hash that belongs to a kind of key; Ed25519 signs the whole message. */
function hashOf(key) {
    return hashesOf(key)[0] ?? undefined;
}
/** The bytes of its public half, as X.509 has it. */
function publicKeyBytes(key) {
    const half = key.type === 'private' ? (0,external_node_crypto_.createPublicKey)(key) : key;
    return half.export({ format: 'der', type: 'spki' });
}
/** Its public half in PEM. */
function formatPublicKey(key) {
    const half = key.type === 'private' ? (0,external_node_crypto_.createPublicKey)(key) : key;
    return half.export({ format: 'pem', type: 'spki' }).toString();
}
function fingerprintOf(key) {
    return (0,digest/* digestOf */.ol)(publicKeyBytes(key));
}
/** How a bundle hints at the key that signed it: Sigstore's own clients write it so. */
function hintOf(key) {
    return Buffer.from(fingerprintOf(key).slice('sha256:'.length), 'hex').toString('base64');
}
/** Passes a key that Sigstore's clients can verify, or fails. */
function checkedKey(key) {
    const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
    if (hashesOf(key).length === 0) {
        const kind = namedCurve ?? key.asymmetricKeyType ?? key.type;
        throw new failure/* Failure */.HR('invalid-input', `a key of kind "${kind}"; wanted ECDSA P-256/P-384/P-521, Ed25519 or RSA`);
    }
    if (modulusLength !== undefined && modulusLength < 2048) {
        throw new failure/* Failure */.HR('invalid-input', `an RSA key of ${modulusLength} bits; wanted at least 2048`);
    }
    return key;
}
// The first belongs to the curve: https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/algorithm_registry.go
// The others are what is signed with all the same.
const curves = {
    prime256v1: ['sha256'],
    secp384r1: ['sha384', 'sha256'],
    secp521r1: ['sha512', 'sha256'],
};
function hashesOf(key) {
    switch (key.asymmetricKeyType) {
        case 'ed25519':
            return [null];
        case 'rsa':
            return ['sha256'];
        case 'ec':
            return curves[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? [];
        default:
            return [];
    }
}


/***/ }),

/***/ 804:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hr: () => (/* binding */ parsePromotion),
/* harmony export */   MS: () => (/* binding */ promotionType),
/* harmony export */   sn: () => (/* binding */ buildPromotion)
/* harmony export */ });
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2218);

/** The record of one promotion that was seen to its end. Our own type: in-toto has none for deployments. */
const promotionType = 'https://immutable-deploy.dev/promotion/v1';
const phases = ['staged', 'shifting', 'serving'];
/** Assembles a record; it is read back at once, so that nobody signs what nobody could read. */
function buildPromotion(promotion) {
    return parsePromotion({ ...promotion, observedAt: promotion.observedAt.toISOString() });
}
function parsePromotion(predicate) {
    return readPromotion(predicate, 'promotion');
}
const readPromotion = (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({
    repository: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, id: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq }),
    environment: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    target: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ kind: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, digest: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .digest */ .br }),
    service: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
    digest: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .digest */ .br,
    previous: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .digest */ .br),
    deployment: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ id: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd, nodeId: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq }),
    plan: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .digest */ .br),
    policy: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ commit: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, digest: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .digest */ .br }),
    release: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .mapOf */ .A7)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq),
    observedAt: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB,
    run: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ id: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd, attempt: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd }),
    rollback: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ by: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, reason: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq })),
    hold: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ by: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, reason: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq })),
    override: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, by: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, reason: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq })),
    checks: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .closed */ .$h)({ kind: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, phase: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .oneOf */ .yL)(phases), passed: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .truth */ .Im, reason: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq })),
});


/***/ }),

/***/ 2898:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ workflowOf),
/* harmony export */   Sw: () => (/* binding */ buildProvenance),
/* harmony export */   Wy: () => (/* binding */ workflowBuildType),
/* harmony export */   X6: () => (/* binding */ parseProvenance),
/* harmony export */   cz: () => (/* binding */ isWorkflowBuild),
/* harmony export */   vz: () => (/* binding */ sourceOf),
/* harmony export */   wy: () => (/* binding */ provenanceType)
/* harmony export */ });
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2218);

/** https://slsa.dev/spec/v1.2/build-provenance */
const provenanceType = 'https://slsa.dev/provenance/v1';
/** https://actions.github.io/buildtypes/workflow/v1 */
const workflowBuildType = 'https://actions.github.io/buildtypes/workflow/v1';
// What GitHub wrote until 2024: the same, but for the builder, which was the runner.
const formerBuildType = 'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1';
/** Tells how an artifact came to be, from what the identity token says: as actions/attest tells it. */
function buildProvenance(claims, serverUrl, base) {
    const repository = `${serverUrl}/${claims.repository}`;
    // acme/shop/.github/workflows/deploy.yml@refs/heads/main
    const [path = ''] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@');
    return {
        buildDefinition: {
            buildType: workflowBuildType,
            externalParameters: { workflow: { ref: claims.ref, repository, path } },
            internalParameters: {
                github: {
                    event_name: claims.event_name,
                    repository_id: claims.repository_id,
                    repository_owner_id: claims.repository_owner_id,
                    runner_environment: claims.runner_environment,
                },
            },
            resolvedDependencies: [
                { uri: `git+${repository}@${claims.ref}`, digest: { gitCommit: claims.sha } },
                ...(base === undefined ? [] : [{ uri: base.uri, digest: { sha256: base.digest.slice(7) } }]),
            ],
        },
        runDetails: {
            builder: { id: `${serverUrl}/${claims.job_workflow_ref}` },
            metadata: {
                invocationId: `${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`,
            },
        },
    };
}
/** Reads build provenance of any build type. */
function parseProvenance(predicate) {
    return readProvenance(predicate, 'provenance');
}
/** The commit and where it is from, as provenance of any build type names it: its first git dependency. */
function sourceOf({ buildDefinition }) {
    for (const { uri, digest } of buildDefinition.resolvedDependencies ?? []) {
        const commit = digest?.gitCommit ?? digest?.sha1;
        if (uri?.startsWith('git+') && commit !== undefined)
            return { uri: uri.slice('git+'.length), commit };
    }
    return undefined;
}
/** Says whether provenance is laid out as GitHub's own build type is. */
function isWorkflowBuild({ buildDefinition: { buildType } }) {
    return buildType === workflowBuildType || buildType === formerBuildType;
}
/** Reads the external parameters of GitHub's own build type. */
function workflowOf({ buildDefinition }) {
    return (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ workflow: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ ref: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, repository: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, path: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq }) })(buildDefinition.externalParameters, 'provenance.buildDefinition.externalParameters').workflow;
}
const readProvenance = (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({
    buildDefinition: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({
        buildType: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
        externalParameters: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .anything */ .D8,
        internalParameters: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .anything */ .D8,
        resolvedDependencies: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ uri: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq), digest: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .mapOf */ .A7)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)) }))),
    }),
    runDetails: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({
        builder: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ id: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq }),
        metadata: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ invocationId: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq), startedOn: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq), finishedOn: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq) })),
    }),
});


/***/ }),

/***/ 4012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Md: () => (/* binding */ isSbomType),
/* harmony export */   qv: () => (/* binding */ cycloneDxType),
/* harmony export */   rl: () => (/* binding */ parseSbom),
/* harmony export */   s2: () => (/* binding */ buildSbom)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _spdx3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8185);



/** https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
const cycloneDxType = 'https://cyclonedx.org/bom';
/**
 * Every type by which an SBOM is attached: tools differ in whether they write SPDX's version.
 * https://github.com/in-toto/attestation/blob/main/spec/predicates/spdx2.md
 */
const sbomTypes = [
    /^https:\/\/cyclonedx\.org\/bom(\/v\d+(\.\d+)?)?$/,
    /^https:\/\/spdx\.dev\/Document(\/v\d+(\.\d+)*)?$/,
];
function isSbomType(predicateType) {
    return sbomTypes.some((pattern) => pattern.test(predicateType));
}
/** Finds out what kind of SBOM a document is, and so its predicate type. */
function buildSbom(document) {
    if ((0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(document)) {
        if (document.bomFormat === 'CycloneDX')
            return sbomOf(cycloneDxType, document);
        if (typeof document.spdxVersion === 'string') {
            const version = /^SPDX-(2\.[23])$/.exec(document.spdxVersion)?.[1];
            if (version !== undefined)
                return sbomOf(`https://spdx.dev/Document/v${version}`, document);
            throw unknownKind(`its spdxVersion is "${document.spdxVersion}"`);
        }
        if ((0,_spdx3_js__WEBPACK_IMPORTED_MODULE_2__/* .isSpdx3 */ .$Y)(document))
            return sbomOf(_spdx3_js__WEBPACK_IMPORTED_MODULE_2__/* .spdx3Type */ .F$, document);
    }
    throw unknownKind('it has neither "bomFormat" nor "spdxVersion", nor the "@context" of SPDX 3');
}
/** Reads an SBOM's predicate; a type that says one format and holds another is refused. */
function parseSbom(predicateType, predicate) {
    const sbom = buildSbom(predicate);
    const family = predicateType.startsWith('https://spdx.dev/') ? 'https://spdx.dev/' : cycloneDxType;
    if (!isSbomType(predicateType) || !sbom.predicateType.startsWith(family)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `the SBOM says "${predicateType}" and is "${sbom.predicateType}"`);
    }
    return { ...sbom, predicateType };
}
function sbomOf(predicateType, predicate) {
    const about = aboutOf(predicateType, predicate);
    const created = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(about) ? (about.timestamp ?? about.created) : undefined;
    const createdAt = typeof created === 'string' ? new Date(created) : undefined;
    const known = createdAt !== undefined && !Number.isNaN(createdAt.getTime());
    return { predicateType, predicate, ...(known && { createdAt }) };
}
function aboutOf(predicateType, predicate) {
    if (predicateType === cycloneDxType)
        return predicate.metadata;
    return predicateType === _spdx3_js__WEBPACK_IMPORTED_MODULE_2__/* .spdx3Type */ .F$ ? (0,_spdx3_js__WEBPACK_IMPORTED_MODULE_2__/* .creationInfoOf */ .HN)(predicate) : predicate.creationInfo;
}
function unknownKind(found) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `not an SBOM that is understood: ${found}; wanted CycloneDX, SPDX 2.2/2.3 or SPDX 3 as JSON`);
}


/***/ }),

/***/ 8185:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Y: () => (/* binding */ isSpdx3),
/* harmony export */   DT: () => (/* binding */ packagesOf),
/* harmony export */   F$: () => (/* binding */ spdx3Type),
/* harmony export */   HN: () => (/* binding */ creationInfoOf),
/* harmony export */   t4: () => (/* binding */ checkSpdx3)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);


/** https://spdx.github.io/spdx-spec/v3.0.1/attestation/ */
const spdx3Type = 'https://spdx.dev/Document/v3';
/** Says whether a document is SPDX 3, which names itself by its JSON-LD context. */
function isSpdx3(document) {
    return [document['@context']].flat().some((context) => String(context).includes('spdx.org/rdf/3.'));
}
/** Finds who made a document and when; each element may refer to it. */
function creationInfoOf(document) {
    return elementsOf(document).find(({ type }) => type === 'CreationInfo');
}
/** Counts the packages that a document lists. */
function packagesOf(document) {
    return elementsOf(document).filter(({ type }) => type === 'software_Package').length;
}
/** Reads a document for what one must have: who made it, and which element is the document. */
function checkSpdx3(predicate) {
    const { '@graph': graph } = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ '@graph': (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(element) })(predicate, 'SPDX 3');
    if (!graph.some((type) => type === 'SpdxDocument')) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', 'SPDX 3.@graph: wanted an element of type "SpdxDocument", found none');
    }
    const info = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(predicate) ? creationInfoOf(predicate) : undefined;
    (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ specVersion: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq, created: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB })(info, 'SPDX 3.@graph: the element of type "CreationInfo"');
}
const element = (value, at) => (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ type: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq })(value, at).type;
function elementsOf(document) {
    const graph = document['@graph'];
    return Array.isArray(graph) ? graph.filter(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv) : [];
}


/***/ }),

/***/ 3115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SG: () => (/* binding */ buildVerificationSummary),
/* harmony export */   an: () => (/* binding */ verificationSummaryType),
/* harmony export */   t4: () => (/* binding */ parseVerificationSummary)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);


/** https://slsa.dev/spec/v1.2/verification_summary */
const verificationSummaryType = 'https://slsa.dev/verification_summary/v1';
/** Who judged, in summaries of ours. Consumers trust the pair of this and the signer. */
const verifierId = 'https://immutable-deploy.dev/verifier/v1';
const slsaVersion = '1.2';
/** Tells that an artifact was judged by a policy, on which evidence, and how. */
function buildVerificationSummary(summary) {
    const { verifiedAt, resourceUri, policy, inputAttestations, passed, verifiedLevels, verifierVersion } = summary;
    return {
        verifier: {
            id: verifierId,
            ...(verifierVersion !== undefined && { version: { 'immutable-deploy': verifierVersion } }),
        },
        timeVerified: verifiedAt.toISOString(),
        resourceUri,
        policy: { uri: policy.uri, digest: { sha256: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(policy.digest) } },
        inputAttestations: inputAttestations.map(({ uri, digest }) => ({
            uri,
            digest: { sha256: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(digest) },
        })),
        verificationResult: passed ? 'PASSED' : 'FAILED',
        verifiedLevels: passed ? [...verifiedLevels] : ['FAILED'],
        slsaVersion,
    };
}
function parseVerificationSummary(predicate) {
    return readVerificationSummary(predicate, 'verification summary');
}
const readVerificationSummary = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
    verifier: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ id: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq, version: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .mapOf */ .A7)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)) }),
    timeVerified: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .time */ .kB),
    resourceUri: _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    policy: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ uri: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq), digest: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .mapOf */ .A7)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)) }),
    inputAttestations: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ uri: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq), digest: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .mapOf */ .A7)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq) }))),
    verificationResult: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(['PASSED', 'FAILED']),
    verifiedLevels: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
    slsaVersion: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq),
});


/***/ }),

/***/ 9175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fy: () => (/* binding */ vulnerabilitiesType),
/* harmony export */   dC: () => (/* binding */ reachesCutoff),
/* harmony export */   gO: () => (/* binding */ severities),
/* harmony export */   gs: () => (/* binding */ parseVulnerabilities),
/* harmony export */   j4: () => (/* binding */ buildVulnerabilities),
/* harmony export */   lX: () => (/* binding */ withoutTimes),
/* harmony export */   p2: () => (/* binding */ ratingMethod),
/* harmony export */   xJ: () => (/* binding */ severityOf),
/* harmony export */   zK: () => (/* binding */ compareSeverity)
/* harmony export */ });
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2218);

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vulns_02.md */
const vulnerabilitiesType = 'https://in-toto.io/attestation/vulns/v0.2';
/** From the least to the worst. What nobody has rated is `unknown`, which may be anything. */
const severities = ['unknown', 'negligible', 'low', 'medium', 'high', 'critical'];
/** How a severity is marked that is the scanner's own word for it, rather than a score. */
const ratingMethod = 'rating';
/** Tells what a scanner found, and when it looked. */
function buildVulnerabilities(scan) {
    return {
        scanner: { ...scan.scanner, result: [...scan.result] },
        metadata: {
            scanStartedOn: scan.startedAt.toISOString(),
            scanFinishedOn: scan.finishedAt.toISOString(),
        },
    };
}
function parseVulnerabilities(predicate) {
    return readVulnerabilities(predicate, 'vulnerabilities');
}
/** What a scan found and by which database, without when it looked. */
function withoutTimes(predicate) {
    if (!(0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(predicate) || !(0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(predicate.scanner))
        return predicate;
    const { db } = predicate.scanner;
    const named = (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(db) ? { uri: db.uri, version: db.version } : {};
    return { scanner: { ...predicate.scanner, db: named } };
}
/** Orders severities: negative when a is less severe than b. */
function compareSeverity(a, b) {
    return severities.indexOf(a) - severities.indexOf(b);
}
/** Says whether a severity reaches a cutoff. An unknown one does: it is not known to be harmless. */
function reachesCutoff(severity, cutoff) {
    return severity === 'unknown' || compareSeverity(severity, cutoff) >= 0;
}
/** Reads one severity out of a finding's scores: the worst of them, words before numbers. */
function severityOf(scores) {
    const rated = scores.map(({ score }) => ratingOf(score)).sort(compareSeverity);
    return rated.at(-1) ?? 'unknown';
}
// The words of GitHub, Debian, Red Hat and NVD for the same scale.
const words = {
    none: 'negligible',
    negligible: 'negligible',
    unimportant: 'negligible',
    low: 'low',
    medium: 'medium',
    moderate: 'medium',
    high: 'high',
    important: 'high',
    critical: 'critical',
};
function ratingOf(score) {
    const word = words[score.trim().toLowerCase()];
    if (word !== undefined)
        return word;
    const number = /^\d+(\.\d+)?$/.test(score.trim()) ? Number(score) : Number.NaN;
    // https://www.first.org/cvss/v4.0/specification-document#Qualitative-Severity-Rating-Scale
    if (number > 10 || Number.isNaN(number))
        return 'unknown';
    if (number >= 9)
        return 'critical';
    if (number >= 7)
        return 'high';
    if (number >= 4)
        return 'medium';
    return number > 0 ? 'low' : 'negligible';
}
const readVulnerabilities = (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({
    scanner: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({
        uri: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq,
        version: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq),
        db: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ uri: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq), version: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq), lastUpdate: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq) })),
        result: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ id: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, severity: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)((0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ method: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq, score: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq })), annotations: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .anything */ .D8 })),
    }),
    metadata: (0,_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)({ scanStartedOn: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB, scanFinishedOn: _shape_js__WEBPACK_IMPORTED_MODULE_0__/* .time */ .kB }),
});


/***/ }),

/***/ 2218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $h: () => (/* binding */ closed),
/* harmony export */   A7: () => (/* binding */ mapOf),
/* harmony export */   D8: () => (/* binding */ anything),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   Im: () => (/* binding */ truth),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   br: () => (/* binding */ digest),
/* harmony export */   ho: () => (/* binding */ open),
/* harmony export */   kB: () => (/* binding */ time),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


const text = (value, at) => {
    if (typeof value === 'string' && value !== '')
        return value;
    throw misshapen(at, 'a text', value);
};
const integer = (value, at) => {
    if (typeof value === 'number' && Number.isSafeInteger(value))
        return value;
    throw misshapen(at, 'a whole number', value);
};
const truth = (value, at) => {
    if (typeof value === 'boolean')
        return value;
    throw misshapen(at, 'true or false', value);
};
const digest = (value, at) => {
    if (typeof value === 'string' && (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value))
        return value;
    throw misshapen(at, 'a sha256 digest', value);
};
// RFC 3339 with a zone: a local time means another instant to each reader.
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** A point in time, kept as it was written. */
const time = (value, at) => {
    if (typeof value === 'string' && timePattern.test(value) && !Number.isNaN(Date.parse(value)))
        return value;
    throw misshapen(at, 'a time as in 2026-01-31T12:00:00Z', value);
};
/** Anything at all, also nothing. */
const anything = (value) => value;
function oneOf(values) {
    return (value, at) => {
        const found = values.find((known) => known === value);
        if (found !== undefined)
            return found;
        throw misshapen(at, values.map((known) => `"${known}"`).join(' or '), value);
    };
}
function list(item) {
    return (value, at) => {
        if (!Array.isArray(value))
            throw misshapen(at, 'a list', value);
        return value.map((entry, index) => item(entry, `${at}[${index}]`));
    };
}
/** A map from any name to a T. */
function mapOf(item) {
    return (value, at) => {
        if (!isObject(value))
            throw misshapen(at, 'an object', value);
        return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, item(entry, `${at}.${name}`)]));
    };
}
function optional(shape) {
    return (value, at) => (value === undefined ? undefined : shape(value, at));
}
/** An object with these fields; what else it has is left out, as in-toto asks of its readers. */
function open(fields) {
    return (value, at) => {
        if (!isObject(value))
            throw misshapen(at, 'an object', value);
        const entries = Object.entries(fields).map(([name, shape]) => [name, shape(value[name], `${at}.${name}`)]);
        return Object.fromEntries(entries.filter(([, read]) => read !== undefined));
    };
}
/** An object with these fields and no other: for our own types, where an unknown field may change the meaning. */
function closed(fields) {
    const read = open(fields);
    return (value, at) => {
        const unknown = isObject(value)
            ? Object.keys(value).find((name) => !Object.hasOwn(fields, name))
            : undefined;
        if (unknown !== undefined)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('mismatch', `${at} has an unknown field "${unknown}"`);
        return read(value, at);
    };
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function misshapen(at, wanted, value) {
    const found = value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value).slice(0, 80);
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('mismatch', `${at}: wanted ${wanted}, found ${found}`);
}


/***/ }),

/***/ 855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A2: () => (/* binding */ assertCanSign),
  bc: () => (/* binding */ openSigningKey),
  ju: () => (/* reexport */ readKeyText),
  EZ: () => (/* binding */ readTrustMaterial),
  mV: () => (/* binding */ resolveSigning)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/evidence/given-file.js
var given_file = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/src/evidence/identity-token.js
var identity_token = __webpack_require__(3281);
;// CONCATENATED MODULE: ./build/src/evidence/instance.js

/**
 * Chooses as GitHub's own attest action does: a public repository signs by the public-good instance, whose log
 * anyone can read, any other by GitHub's, which has no log. Services that are given replace both.
 * https://github.com/actions/toolkit/blob/main/packages/attest/src/endpoints.ts
 */
function chooseInstance(repository, urls = {}, choice = 'auto') {
    const { fulcioUrl } = urls;
    const given = witnessesOf(urls);
    if (fulcioUrl !== undefined) {
        return { name: nameOf({ fulcioUrl }), reason: 'fulcio-url names it', fulcioUrl, ...given };
    }
    const isPublic = repository.visibility === 'public';
    const reason = choice === 'auto' ? `the repository is ${repository.visibility}` : `instance is "${choice}"`;
    if (choice === 'public-good' || (choice === 'auto' && isPublic)) {
        const logs = given.logs.length > 0 ? given.logs : [publicLog];
        return { name: 'public-good', reason, fulcioUrl: 'https://fulcio.sigstore.dev', ...given, logs };
    }
    const host = githubServices(repository.serverUrl);
    const tsaUrls = given.tsaUrls.length > 0 ? given.tsaUrls : [`https://timestamp.${host}`];
    return { name: 'github', reason, fulcioUrl: `https://fulcio.${host}`, ...given, tsaUrls };
}
/** Names the instance that somebody gave by its address. */
function nameOf({ fulcioUrl }) {
    return fulcioUrl !== undefined && isPublicGood(fulcioUrl) ? 'public-good' : 'private';
}
/** Reads the addresses of witnesses. A Rekor v2 is told by its path: nothing else in an address says so. */
function witnessesOf({ rekorUrl, tsaUrl }) {
    return {
        logs: rekorUrl === undefined ? [] : [parseLog(rekorUrl)],
        tsaUrls: tsaUrl === undefined ? [] : [tsaUrl],
    };
}
/** Refuses to tell of a repository in a log that anyone can read, unless that is what somebody said. */
function assertDiscreet({ fulcioUrl, logs }, { visibility }, choice = 'auto') {
    if (visibility === 'public' || choice === 'public-good')
        return;
    const open = [fulcioUrl, ...logs.map(({ url }) => url)].find((url) => url !== undefined && isPublicGood(url));
    if (open === undefined)
        return;
    throw new failure/* Failure */.HR('denied', `the repository is ${visibility}, and ${open} writes to a log that anyone can read; if that is meant, set instance: public-good`);
}
const publicLog = { url: 'https://rekor.sigstore.dev', version: 1 };
function parseLog(url) {
    const [, base = url, version = '1'] = /^(.*)\/api\/v([12])$/.exec(url) ?? [];
    return { url: base, version: version === '2' ? 2 : 1 };
}
function isPublicGood(url) {
    return /(^|\.)sigstore\.dev$/.test(new URL(url).hostname);
}
function githubServices(serverUrl) {
    const { hostname } = new URL(serverUrl);
    if (hostname === 'github.com')
        return 'githubapp.com';
    if (hostname.endsWith('.ghe.com'))
        return hostname;
    throw new failure/* Failure */.HR('invalid-input', `"${hostname}" has no Sigstore of its own; give fulcio-url and tsa-url or rekor-url, or sign with key`);
}

// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/evidence/signing-config.js


/**
 * Chooses from a signing config, as cosign writes it, what to sign with now.
 * https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_trustroot.proto
 */
function selectServices(json, now) {
    const config = parseSigningConfig(json);
    const [authority] = usable(config.caUrls ?? [], [1], now);
    const logs = signing_config_select('log', config.rekorTlogUrls ?? [], config.rekorTlogConfig, [1, 2], now);
    const authorities = signing_config_select('timestamp authority', config.tsaUrls ?? [], config.tsaConfig, [1], now);
    return {
        ...(authority !== undefined && { fulcioUrl: trimmed(authority.url) }),
        logs: logs.map(({ url, majorApiVersion }) => ({
            url: trimmed(url),
            version: majorApiVersion === 2 ? 2 : 1,
        })),
        tsaUrls: authorities.map(({ url }) => url),
    };
}
const configType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
function parseSigningConfig(json) {
    let value;
    try {
        value = JSON.parse(json);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('invalid-input', `the signing config is not JSON: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    const type = (0,shape/* isObject */.Gv)(value) ? value.mediaType : undefined;
    if (type !== configType) {
        throw new failure/* Failure */.HR('invalid-input', `the signing config is of type "${String(type)}"; wanted "${configType}"`);
    }
    return readConfig(value, 'signing config');
}
const readServices = (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({
    url: (value, at) => {
        const url = (0,shape/* text */.Qq)(value, at);
        if (/^https?:\/\//.test(url) && URL.canParse(url))
            return url;
        throw new failure/* Failure */.HR('mismatch', `${at}: wanted an http or https address, found "${url}"`);
    },
    majorApiVersion: (0,shape/* optional */.lq)(shape/* integer */.nd),
    validFor: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ start: (0,shape/* optional */.lq)(shape/* time */.kB), end: (0,shape/* optional */.lq)(shape/* time */.kB) })),
    operator: (0,shape/* optional */.lq)(shape/* text */.Qq),
})));
const readChoice = (0,shape/* optional */.lq)((0,shape/* open */.ho)({
    selector: (0,shape/* optional */.lq)((0,shape/* oneOf */.yL)(['SERVICE_SELECTOR_UNDEFINED', 'ANY', 'EXACT', 'ALL'])),
    count: (0,shape/* optional */.lq)(shape/* integer */.nd),
}));
const readConfig = (0,shape/* open */.ho)({
    caUrls: readServices,
    rekorTlogUrls: readServices,
    rekorTlogConfig: readChoice,
    tsaUrls: readServices,
    tsaConfig: readChoice,
});
/** Without a selector nothing is asked for: so cosign writes a config without such services. */
function signing_config_select(what, services, { selector = 'SERVICE_SELECTOR_UNDEFINED', count = 0 } = {}, versions, now) {
    if (selector === 'SERVICE_SELECTOR_UNDEFINED') {
        if (services.length === 0)
            return [];
        throw new failure/* Failure */.HR('invalid-input', `the signing config names a ${what} and not how many are wanted; give a selector: ANY, ALL or EXACT`);
    }
    const found = usable(services, versions, now);
    const wanted = selector === 'EXACT' ? count : selector === 'ANY' ? 1 : found.length;
    if (found.length >= wanted && wanted > 0)
        return found.slice(0, wanted);
    throw new failure/* Failure */.HR('invalid-input', `the signing config asks for ${selector === 'EXACT' ? count : 1} ${what}, and ${found.length} can be used now`);
}
/** Those that are valid now, in a version that we speak: one of each operator, the newest first. */
function usable(services, versions, now) {
    const byAge = services
        .filter(({ majorApiVersion = 0 }) => versions.includes(majorApiVersion))
        .filter(({ validFor: { start, end } = {} }) => {
        return (start === undefined || new Date(start) <= now) && (end === undefined || now <= new Date(end));
    })
        .toSorted((a, b) => (b.majorApiVersion ?? 0) - (a.majorApiVersion ?? 0) || startOf(b) - startOf(a));
    const operators = new Set();
    return byAge.filter(({ operator, url }) => {
        const name = operator ?? url;
        if (operators.has(name))
            return false;
        operators.add(name);
        return true;
    });
}
function startOf({ validFor }) {
    return validFor?.start === undefined ? 0 : Date.parse(validFor.start);
}
function trimmed(url) {
    return url.replace(/\/+$/, '');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var evidence_key = __webpack_require__(3234);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/evidence/kms/key-service.js







/** Splits a key's name by the pattern of its service, or says how one is named. */
function splitLocation(location, pattern, form) {
    const parts = pattern.exec(location)?.slice(1);
    if (parts !== undefined)
        return parts.map((part) => part ?? '');
    throw new failure/* Failure */.HR('invalid-input', `"${location}" names no key; wanted ${form}`);
}
/** Finds the hash by whose digest a key signs. */
function digestHashOf(key, location) {
    const hash = (0,evidence_key/* hashOf */.qQ)(key);
    if (hash !== undefined)
        return hash;
    throw new failure/* Failure */.HR('invalid-input', `${location} is an ${key.asymmetricKeyType} key, which signs no digest; wanted ECDSA or RSA`);
}
function hashed(bytes, hash) {
    return (0,external_node_crypto_.createHash)(hash).update(bytes).digest();
}
/** Runs a vendor's program; what it says when it fails is told with the key it was about. */
async function runFor(location, program, args, { exec }) {
    try {
        return (await exec(program, args, { timeout: programTimeout })).stdout;
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        throw new failure/* Failure */.HR(error.code, `key ${location}: ${error.message}`, { cause: error });
    }
}
/** Runs a program that answers with one JSON object. */
async function askFor(location, program, args, edge) {
    const output = await runFor(location, program, args, edge);
    try {
        const answer = JSON.parse(output);
        if ((0,shape/* isObject */.Gv)(answer))
            return answer;
    }
    catch {
        // Told below: it is not what was asked for.
    }
    throw new failure/* Failure */.HR('mismatch', `key ${location}: ${program} did not answer with a JSON object`);
}
/** Takes a text out of an answer. */
function textIn(answer, name, location) {
    const value = answer[name];
    if (typeof value === 'string' && value !== '')
        return value;
    throw new failure/* Failure */.HR('mismatch', `key ${location}: the answer has no "${name}"`);
}
/** Gives programs that only read and write files a folder, and removes it. */
async function withFolder(use) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'signing-'));
    try {
        return await use(folder);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
const programTimeout = 60_000;

;// CONCATENATED MODULE: ./build/src/evidence/kms/aws.js





/** https://docs.aws.amazon.com/cli/latest/reference/kms/sign.html */
const awsKms = {
    form: 'awskms://[endpoint]/<key id, alias/name or ARN>',
    open: async (location, _env, edge) => {
        const [endpoint = '', id = ''] = splitLocation(location, pattern, awsKms.form);
        const [, region] = /^arn:[^:]+:kms:([^:]+):/.exec(id) ?? [];
        const where = [
            ...(region === undefined ? [] : ['--region', region]),
            ...(endpoint === '' ? [] : ['--endpoint-url', `${schemeOf(endpoint)}://${endpoint}`]),
            '--output',
            'json',
        ];
        const key = ['--key-id', id];
        const answer = await askFor(location, 'aws', ['kms', 'get-public-key', ...key, ...where], edge);
        const der = Buffer.from(textIn(answer, 'PublicKey', location), 'base64');
        const publicKey = (0,evidence_key/* checkedKey */.bb)((0,external_node_crypto_.createPublicKey)({ key: der, format: 'der', type: 'spki' }));
        const hash = digestHashOf(publicKey, location);
        const algorithm = `${publicKey.asymmetricKeyType === 'rsa' ? 'RSASSA_PKCS1_V1_5' : 'ECDSA'}_${names[hash]}`;
        return {
            publicKey,
            sign: (bytes) => 
            // A file, because versions 1 and 2 of the program read the same argument differently.
            withFolder(async (folder) => {
                const digest = (0,external_node_path_.join)(folder, 'digest');
                await (0,promises_.writeFile)(digest, hashed(bytes, hash));
                const message = ['--message', `fileb://${digest}`, '--message-type', 'DIGEST'];
                const args = ['kms', 'sign', ...key, ...message, '--signing-algorithm', algorithm, ...where];
                return Buffer.from(textIn(await askFor(location, 'aws', args, edge), 'Signature', location), 'base64');
            }),
        };
    },
};
// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/aws/client.go
const pattern = /^awskms:\/\/([^/]*)\/((?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/.+|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/.+)$/i;
const names = { sha256: 'SHA_256', sha384: 'SHA_384', sha512: 'SHA_512' };
// An emulator on this machine speaks no TLS; everything else does.
function schemeOf(endpoint) {
    return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(endpoint) ? 'http' : 'https';
}

;// CONCATENATED MODULE: ./build/src/evidence/kms/azure.js





/** https://learn.microsoft.com/en-us/cli/azure/keyvault/key#az-keyvault-key-sign */
const azureKms = {
    form: 'azurekms://<vault>.vault.azure.net/<key>[/<version>]',
    open: async (location, _env, edge) => {
        const [vault, name, version = ''] = splitLocation(location, azure_pattern, azureKms.form);
        const id = `https://${vault}/keys/${name}${version}`;
        const show = ['keyvault', 'key', 'show', '--id', id, '--output', 'json', '--only-show-errors'];
        const { key } = await askFor(location, 'az', show, edge);
        if (!(0,shape/* isObject */.Gv)(key))
            throw new failure/* Failure */.HR('mismatch', `key ${location}: the answer has no "key"`);
        const publicKey = parseWebKey(key, location);
        // By its version, lest another one signs once the key was rotated.
        const kid = textIn(key, 'kid', location);
        const hash = digestHashOf(publicKey, location);
        const algorithm = `${publicKey.asymmetricKeyType === 'rsa' ? 'RS' : 'ES'}${hash.slice('sha'.length)}`;
        return {
            publicKey,
            sign: async (bytes) => {
                const digest = hashed(bytes, hash).toString('base64');
                const what = ['--id', kid, '--algorithm', algorithm, '--digest', digest];
                const args = ['keyvault', 'key', 'sign', ...what, '--output', 'json', '--only-show-errors'];
                const signature = textIn(await askFor(location, 'az', args, edge), 'signature', location);
                const raw = Buffer.from(signature, 'base64');
                return publicKey.asymmetricKeyType === 'rsa' ? raw : derOf(raw);
            },
        };
    },
};
// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/azure/client.go
const azure_pattern = /^azurekms:\/\/([a-z0-9.-]+\.[a-z0-9.-]+)\/([a-z0-9-]+)(\/[a-z0-9]+)?$/i;
/** Keys in hardware are told by another name. */
const kinds = { EC: 'EC', 'EC-HSM': 'EC', RSA: 'RSA', 'RSA-HSM': 'RSA' };
// The program writes plain base64 where a JSON Web Key has the one for URLs.
function parseWebKey(key, location) {
    const numbers = ['n', 'e', 'x', 'y'].flatMap((name) => {
        const value = key[name];
        return typeof value === 'string' ? [[name, Buffer.from(value, 'base64').toString('base64url')]] : [];
    });
    const webKey = {
        kty: kinds[String(key.kty)] ?? String(key.kty),
        ...(typeof key.crv === 'string' && { crv: key.crv }),
        ...Object.fromEntries(numbers),
    };
    try {
        return (0,evidence_key/* checkedKey */.bb)((0,external_node_crypto_.createPublicKey)({ key: webKey, format: 'jwk' }));
    }
    catch (cause) {
        if (cause instanceof failure/* Failure */.HR)
            throw cause;
        throw new failure/* Failure */.HR('mismatch', `key ${location}: not a public key: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
/**
 * Writes the two numbers of an ECDSA signature as ASN.1, as everybody else does.
 * https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3
 */
function derOf(raw) {
    const half = raw.length / 2;
    return tagged(0x30, Buffer.concat([integerOf(raw.subarray(0, half)), integerOf(raw.subarray(half))]));
}
function integerOf(bytes) {
    const start = bytes.findIndex((byte) => byte !== 0);
    const digits = bytes.subarray(start < 0 ? bytes.length - 1 : start);
    // The highest bit would make it negative.
    return tagged(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}
function tagged(tag, content) {
    const length = content.length < 0x80 ? [content.length] : [0x81, content.length];
    return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

;// CONCATENATED MODULE: ./build/src/evidence/kms/gcp.js





/** https://cloud.google.com/sdk/gcloud/reference/kms/asymmetric-sign */
const gcpKms = {
    form: 'gcpkms://projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>/cryptoKeyVersions/<number>',
    open: async (location, _env, edge) => {
        const [project = '', place = '', ring = '', key = '', version = ''] = splitLocation(location, gcp_pattern, gcpKms.form);
        const names = ['--key', key, '--keyring', ring, '--location', place, '--project', project, '--quiet'];
        const publicKey = await withFolder(async (folder) => {
            const file = (0,external_node_path_.join)(folder, 'key.pem');
            const args = ['kms', 'keys', 'versions', 'get-public-key', version, ...names, '--output-file', file];
            await runFor(location, 'gcloud', args, edge);
            return (0,evidence_key/* checkedKey */.bb)((0,external_node_crypto_.createPublicKey)(await (0,promises_.readFile)(file, 'utf8')));
        });
        const hash = digestHashOf(publicKey, location);
        return {
            publicKey,
            sign: (bytes) => withFolder(async (folder) => {
                const [input, output] = [(0,external_node_path_.join)(folder, 'input'), (0,external_node_path_.join)(folder, 'signature')];
                await (0,promises_.writeFile)(input, bytes);
                // It hashes the file itself, and sends the digest.
                const files = ['--digest-algorithm', hash, '--input-file', input, '--signature-file', output];
                const args = ['kms', 'asymmetric-sign', '--version', version, ...names, ...files];
                await runFor(location, 'gcloud', args, edge);
                return await (0,promises_.readFile)(output);
            }),
        };
    },
};
// The version is wanted, because each version of a key is another key.
// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/gcp/client.go
const gcp_pattern = /^gcpkms:\/\/projects\/([^/]+)\/locations\/([^/]+)\/keyRings\/([^/]+)\/cryptoKeys\/([^/]+)\/(?:cryptoKeyVersions|versions)\/(\d+)$/;

;// CONCATENATED MODULE: ./build/src/evidence/kms/vault.js




/**
 * The transit engine of HashiCorp Vault, or of OpenBao where that is called `vault`.
 * https://developer.hashicorp.com/vault/api-docs/secret/transit#sign-data
 */
const vaultTransit = {
    form: 'hashivault://<key>',
    open: async (location, env, edge) => {
        const [name = ''] = splitLocation(location, vault_pattern, vaultTransit.form);
        // As Sigstore's own clients call it.
        const engine = (env.TRANSIT_SECRET_ENGINE_PATH || 'transit').replace(/^\/+|\/+$/g, '');
        const ask = async (...args) => {
            const { data } = await askFor(location, 'vault', args, edge);
            if ((0,shape/* isObject */.Gv)(data))
                return data;
            throw new failure/* Failure */.HR('mismatch', `key ${location}: the answer has no "data"`);
        };
        const version = latestOf(await ask('read', '-format=json', `${engine}/keys/${name}`), location);
        const hash = digestHashOf(version.publicKey, location);
        return {
            publicKey: version.publicKey,
            sign: async (bytes) => {
                const { signature } = await ask('write', '-format=json', `${engine}/sign/${name}/${vault_names[hash]}`, `input=${hashed(bytes, hash).toString('base64')}`, 'prehashed=true', `key_version=${version.number}`, 
                // Vault's own choice for RSA is PSS.
                version.publicKey.asymmetricKeyType === 'rsa'
                    ? 'signature_algorithm=pkcs1v15'
                    : 'marshaling_algorithm=asn1');
                return Buffer.from(String(signature).replace(/^vault:v\d+:/, ''), 'base64');
            },
        };
    },
};
// https://github.com/sigstore/sigstore/blob/v1.9.5/pkg/signature/kms/hashivault/client.go
const vault_pattern = /^hashivault:\/\/(\w(?:[\w.-]*\w)?)$/;
const vault_names = { sha256: 'sha2-256', sha384: 'sha2-384', sha512: 'sha2-512' };
function latestOf({ latest_version: number, keys, type }, location) {
    const latest = (0,shape/* isObject */.Gv)(keys) ? keys[String(number)] : undefined;
    if (!(0,shape/* isObject */.Gv)(latest))
        throw new failure/* Failure */.HR('mismatch', `key ${location}: the answer has no latest version`);
    const text = textIn(latest, 'public_key', location);
    if (!text.includes('BEGIN PUBLIC KEY')) {
        throw new failure/* Failure */.HR('invalid-input', `${location} is a key of type "${String(type)}"; wanted ECDSA or RSA`);
    }
    return { number: String(number), publicKey: (0,evidence_key/* parsePublicKey */.ee)(text) };
}

;// CONCATENATED MODULE: ./build/src/evidence/kms/index.js




/** By the scheme of a key's name. */
const keyServices = new Map([
    ['awskms', awsKms],
    ['gcpkms', gcpKms],
    ['azurekms', azureKms],
    ['hashivault', vaultTransit],
]);

;// CONCATENATED MODULE: ./build/src/evidence/signing-key.js






/** Opens a private key: in a PEM file, in a variable by `env://NAME`, or in a key management service. */
async function openKey(location, store, edge) {
    const service = keyServices.get(signing_key_schemeOf(location) ?? '');
    if (service === undefined) {
        return localKey(await (0,evidence_key/* parsePrivateKey */.QW)(await readKeyText(location, store), store.password));
    }
    const key = await service.open(location, store.env, edge);
    return { ...key, sign: (bytes) => signChecked(bytes, key, location) };
}
/** Takes a private key that is in this process. */
function localKey(privateKey) {
    return {
        publicKey: (0,external_node_crypto_.createPublicKey)(privateKey),
        sign: async (bytes) => (0,evidence_key/* signBytes */.b_)(bytes, privateKey),
    };
}
/** Makes a key for one signature, which nobody keeps. */
function newKey() {
    return localKey((0,external_node_crypto_.generateKeyPairSync)('ec', { namedCurve: 'P-256' }).privateKey);
}
/** Reads the PEM text of a key: from a file, or from a variable by `env://NAME`. */
async function readKeyText(location, { workspace, env }) {
    const scheme = signing_key_schemeOf(location);
    if (scheme === undefined)
        return (await (0,given_file/* readGivenFile */.M)((0,external_node_path_.resolve)(workspace, location))).toString('utf8');
    if (scheme !== 'env') {
        const known = ['env', ...keyServices.keys()].map((name) => `${name}://`).join(', ');
        throw new failure/* Failure */.HR('invalid-input', `keys by "${scheme}://" are not known; wanted a PEM file, or ${known}`);
    }
    const name = location.slice('env://'.length);
    const pem = env[name];
    if (!pem)
        throw new failure/* Failure */.HR('invalid-input', `the variable "${name}" of the key is not set`);
    return pem;
}
function signing_key_schemeOf(location) {
    return /^([a-z0-9+.-]+):\/\//i.exec(location)?.[1];
}
// A key that was made for another algorithm signs as well, and nobody could verify it.
async function signChecked(bytes, key, location) {
    const signature = await key.sign(bytes);
    if ((0,evidence_key/* isSignedBy */.s3)(bytes, signature, key.publicKey))
        return signature;
    throw new failure/* Failure */.HR('mismatch', `the signature of ${location} does not verify by its public key; an RSA key must sign by PKCS #1 v1.5 with SHA-256`);
}

;// CONCATENATED MODULE: ./build/src/evidence/signing.js









/** Decides who signs: a key where one is given, certified by Fulcio if that is given too; else this job. */
async function resolveSigning(settings, context, edge) {
    const { key: location, fulcioUrl, signingConfig, instance } = settings;
    assertOneSource(settings);
    const key = location === undefined ? undefined : await openSigningKey(location, settings, context, edge);
    const config = signingConfig === undefined ? undefined : await readSigningConfig(signingConfig, context, edge.now());
    if (key !== undefined && fulcioUrl === undefined) {
        const { logs, tsaUrls } = config ?? witnessesOf(settings);
        if (logs.length > 0)
            assertDiscreet({ logs }, { visibility: await fetchVisibility(context) }, instance);
        return { identity: { key, logs, tsaUrls }, by: 'key' };
    }
    const token = await (0,identity_token/* fetchIdentityToken */.GD)(context.identityToken, edge);
    const { name, reason, ...services } = await chooseServices(settings, config, token.claims, context);
    edge.log.info(`signing by the Sigstore "${name}" at ${services.fulcioUrl}: ${reason}`);
    return {
        identity: certify(key ?? newKey(), services, token, context),
        by: name,
        reason,
        claims: token.claims,
    };
}
/** Refuses at once what could not sign once it is time to: a key that cannot be read, or a job without an identity. */
async function assertCanSign(settings, context, edge) {
    const { key, fulcioUrl, signingConfig } = settings;
    assertOneSource(settings);
    if (key !== undefined)
        await openSigningKey(key, settings, context, edge);
    if (signingConfig !== undefined)
        await readSigningConfig(signingConfig, context, edge.now());
    if (key === undefined || fulcioUrl !== undefined)
        (0,identity_token/* assertMayIdentify */.KC)(context.identityToken);
}
/** Opens the key that signs, from where it is kept. */
async function openSigningKey(location, { keyPassword }, { workspace, env }, edge) {
    const password = keyPassword ?? env.COSIGN_PASSWORD;
    return openKey(location, { workspace, env, ...(password !== undefined && { password }) }, edge);
}
/** Takes the trust roots from a file, or those of the public-good and GitHub's own instance. */
async function readTrustMaterial(path, workspace, known = { kind: 'known' }) {
    if (path === undefined)
        return known;
    return { kind: 'file', json: (await (0,given_file/* readGivenFile */.M)((0,external_node_path_.resolve)(workspace, path), path)).toString() };
}
function assertOneSource({ signingConfig, fulcioUrl, rekorUrl, tsaUrl, instance }) {
    const urls = { 'fulcio-url': fulcioUrl, 'rekor-url': rekorUrl, 'tsa-url': tsaUrl };
    const [name] = Object.entries(urls).find(([, url]) => url !== undefined) ?? [];
    if (signingConfig !== undefined && name !== undefined) {
        throw new failure/* Failure */.HR('invalid-input', `both signing-config and ${name} name services; keep one of them`);
    }
    if (instance === 'github' && (signingConfig ?? fulcioUrl) !== undefined) {
        const other = signingConfig === undefined ? 'fulcio-url' : 'signing-config';
        throw new failure/* Failure */.HR('invalid-input', `instance is "github" and ${other} names another; keep one of them`);
    }
}
async function chooseServices(settings, config, claims, { serverUrl }) {
    // A token that does not say so is taken for a private repository's: what is in a public log stays there.
    const repository = { visibility: claims.repository_visibility ?? 'private', serverUrl };
    const chosen = config === undefined
        ? chooseInstance(repository, settings, settings.instance)
        : { ...config, name: nameOf(config), reason: 'signing-config names it' };
    assertDiscreet(chosen, repository, settings.instance);
    const { fulcioUrl } = chosen;
    if (fulcioUrl !== undefined)
        return { ...chosen, fulcioUrl };
    throw new failure/* Failure */.HR('invalid-input', 'the signing config names no certificate authority that can be used now; sign with key, or add one');
}
function certify(key, { fulcioUrl, logs, tsaUrls }, { raw, claims }, { serverUrl }) {
    return {
        key,
        certified: {
            fulcioUrl,
            identityToken: raw,
            tokenSubject: claims.sub,
            certIdentity: `${serverUrl}/${claims.job_workflow_ref}`,
        },
        logs,
        tsaUrls,
    };
}
async function readSigningConfig(path, { workspace }, now) {
    return selectServices(await readText((0,external_node_path_.resolve)(workspace, path)), now);
}
// Under a key there may be no token, so what started the run has to say it.
async function fetchVisibility({ env }) {
    const payload = await readEvent(env.GITHUB_EVENT_PATH);
    const { repository } = payload;
    const visibility = (0,shape/* isObject */.Gv)(repository) ? repository.visibility : undefined;
    return typeof visibility === 'string' ? visibility : 'private';
}
async function readEvent(path = '') {
    try {
        const payload = JSON.parse(await readText(path));
        return (0,shape/* isObject */.Gv)(payload) ? payload : {};
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error) && !(error instanceof SyntaxError))
            throw error;
        // Whatever is not said to be public is not.
        return {};
    }
}
async function readText(path) {
    return (await (0,given_file/* readGivenFile */.M)(path)).toString('utf8');
}


/***/ }),

/***/ 4623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ parseSimpleSigning),
/* harmony export */   c: () => (/* binding */ signatureType)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6329);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);


/** The type of the statement that `cosign sign` makes since v3, and by which its older signatures are asked for too. */
const signatureType = 'https://sigstore.dev/cosign/sign/v1';
/**
 * Reads which image a document of "simple signing" names. The name that it gives the image is not looked at, for
 * copies of an image have others.
 * https://github.com/sigstore/cosign/blob/v3.1.3/specs/SIGNATURE_SPEC.md#payload
 */
function parseSimpleSigning(document) {
    const { critical } = readDocument((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseStrictJson */ .R)(document, 'the signed document'), 'the signed document');
    return critical.image['docker-manifest-digest'];
}
const readDocument = (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
    critical: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
        type: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(['cosign container image signature']),
        image: (0,_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ 'docker-manifest-digest': _shape_js__WEBPACK_IMPORTED_MODULE_1__/* .digest */ .br }),
    }),
});


/***/ }),

/***/ 7218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ parseStatement),
/* harmony export */   KH: () => (/* binding */ isAbout),
/* harmony export */   Y5: () => (/* binding */ buildStatement),
/* harmony export */   et: () => (/* binding */ subjectOf)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6329);
/* harmony import */ var _shape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2218);




const statementType = 'https://in-toto.io/Statement/v1';
// cosign still writes v0.1 for every predicate; the two differ only in name.
const statementTypes = [statementType, 'https://in-toto.io/Statement/v0.1'];
/** The limits of GitHub's own attest action: what is beyond them, other tools refuse. */
const subjectLimit = 1024;
const predicateLimit = 16 * 1024 * 1024;
/** Names an artifact as the subject of a statement. */
function subjectOf(name, digest) {
    return { name, digest: { sha256: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(digest) } };
}
/** Assembles a statement, refusing what other tools could not read. */
function buildStatement(subjects, predicateType, predicate) {
    if (subjects.length === 0 || subjects.length > subjectLimit) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `${subjects.length} subjects; wanted 1 to ${subjectLimit}, so sign them in several steps`);
    }
    const size = Buffer.byteLength(JSON.stringify(predicate) ?? '');
    if (size > predicateLimit) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `the predicate has ${size} bytes; wanted at most ${predicateLimit}`);
    }
    return { _type: statementType, subject: [...subjects], predicateType, predicate };
}
/** Reads the payload of an envelope as a statement. */
function parseStatement(bytes) {
    const statement = readStatement((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStrictJson */ .R)(bytes, 'the signed payload'), 'statement');
    if (statement.subject.length === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('mismatch', 'the statement names no subject');
    return { ...statement, predicate: statement.predicate };
}
/** Says whether a statement is about an artifact. */
function isAbout(statement, digest) {
    return statement.subject.some((subject) => subject.digest.sha256 === (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(digest));
}
const readStatement = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .open */ .ho)({
    _type: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(statementTypes),
    subject: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .list */ .p_)((value, at) => {
        // The name is optional in v1: what counts is the digest.
        const { name, digest } = (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .open */ .ho)({ name: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .anything */ .D8, digest: (0,_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .mapOf */ .A7)(_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq) })(value, at);
        return { name: typeof name === 'string' ? name : '', digest };
    }),
    predicateType: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq,
    predicate: _shape_js__WEBPACK_IMPORTED_MODULE_3__/* .anything */ .D8,
});


/***/ }),

/***/ 6687:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tB: () => (/* binding */ verifyBlob),
  IF: () => (/* binding */ verifyBundle),
  r3: () => (/* binding */ verifyImageSignature)
});

// UNUSED EXPORTS: commitOf

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/evidence/bundle.js
var evidence_bundle = __webpack_require__(4731);
// EXTERNAL MODULE: ./build/src/evidence/identity.js
var identity = __webpack_require__(4617);
// EXTERNAL MODULE: ./build/src/evidence/predicate/promotion.js
var promotion = __webpack_require__(804);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var predicate_provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/predicate/verification-summary.js
var verification_summary = __webpack_require__(3115);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/evidence/provenance-claims.js



/**
 * Refuses provenance that says something else than its certificate. The certificate comes from the token that
 * GitHub gave the job; the predicate is only what the job wrote.
 */
function checkClaims(provenance, signer) {
    const claimed = (0,predicate_provenance/* isWorkflowBuild */.cz)(provenance) ? workflowClaims(provenance) : gitClaims(provenance, signer);
    const wrong = Object.entries(claimed).find(([name, value]) => value !== signer[name]);
    if (wrong === undefined)
        return;
    const [name, value] = wrong;
    throw new failure/* Failure */.HR('denied', `the provenance says ${name} "${value}" and its certificate "${signer[name] ?? ''}"`);
}
/** Reads from provenance what a certificate would say; only GitHub's own build type says it all. */
function claimedSource(provenance) {
    if (!(0,predicate_provenance/* isWorkflowBuild */.cz)(provenance))
        return undefined;
    const { sourceRepository, sourceRef, sourceDigest } = workflowClaims(provenance);
    const { internalParameters } = provenance.buildDefinition;
    const github = (0,shape/* isObject */.Gv)(internalParameters) && (0,shape/* isObject */.Gv)(internalParameters.github) ? internalParameters.github : {};
    const said = (name) => (typeof github[name] === 'string' ? github[name] : undefined);
    return {
        sourceRepository,
        sourceRepositoryId: said('repository_id'),
        sourceRepositoryOwner: sourceRepository?.slice(0, sourceRepository.lastIndexOf('/')),
        sourceRepositoryOwnerId: said('repository_owner_id'),
        sourceRef,
        sourceDigest,
        buildTrigger: said('event_name'),
        runnerEnvironment: said('runner_environment'),
    };
}
function workflowClaims(provenance) {
    const workflow = (0,predicate_provenance/* workflowOf */.B4)(provenance);
    const source = (0,predicate_provenance/* sourceOf */.vz)(provenance);
    if (source?.uri !== `${workflow.repository}@${workflow.ref}`) {
        throw new failure/* Failure */.HR('mismatch', 'the provenance names no commit of its own repository and ref');
    }
    return {
        sourceRepository: workflow.repository,
        sourceRef: workflow.ref,
        sourceDigest: source.commit,
        ...(provenance.buildDefinition.buildType === predicate_provenance/* workflowBuildType */.Wy && {
            buildSignerUri: provenance.runDetails.builder.id,
        }),
    };
}
// Other build types have other parameters. What they all may name is the commit, in the signer's repository.
function gitClaims(provenance, { sourceRepository }) {
    const source = (0,predicate_provenance/* sourceOf */.vz)(provenance);
    const repository = source?.uri.replace(/[@#].*$/, '').replace(/\.git$/, '');
    return source !== undefined && repository === sourceRepository ? { sourceDigest: source.commit } : {};
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var evidence_key = __webpack_require__(3234);
// EXTERNAL MODULE: ./build/src/evidence/json.js
var evidence_json = __webpack_require__(6329);
;// CONCATENATED MODULE: ./build/src/evidence/log-entry.js



/**
 * Refuses an entry that the log keeps under another certificate or key: a signature holds under more keys than one, and
 * whoever watches the log for misuse looks for the right one.
 */
function checkLoggedVerifier({ canonicalizedBody }, wanted) {
    const logged = verifierIn((0,evidence_json/* parseStrictJson */.R)(canonicalizedBody, 'the log entry'));
    if (logged !== undefined && Buffer.from(wanted.der).equals(derOf(logged, wanted.kind)))
        return;
    throw new failure/* Failure */.HR('mismatch', `the log entry names another ${wanted.kind} than the bundle`);
}
// https://github.com/sigstore/rekor/tree/v1.5.3/pkg/types and
// https://github.com/sigstore/protobuf-specs/tree/v0.5.1/protos/rekor/v2
const places = {
    'hashedrekord 0.0.1': ['signature.publicKey.content'],
    'dsse 0.0.1': ['signatures.0.verifier'],
    'intoto 0.0.2': ['content.envelope.signatures.0.publicKey'],
    'hashedrekord 0.0.2': verifiersOf('hashedRekordV002.signature.verifier'),
    'dsse 0.0.2': verifiersOf('dsseV002.signatures.0.verifier'),
};
function verifiersOf(place) {
    return [`${place}.x509Certificate.rawBytes`, `${place}.publicKey.rawBytes`];
}
function verifierIn(entry) {
    const at = (place) => place.split('.').reduce((value, name) => Reflect.get(Object(value), name), entry);
    const found = (places[`${at('kind')} ${at('apiVersion')}`] ?? []).map((place) => at(`spec.${place}`));
    const [text, ...others] = found.filter((value) => typeof value === 'string');
    return text === undefined || others.length > 0 ? undefined : Buffer.from(text, 'base64');
}
// Rekor v1 keeps PEM, v2 DER.
function derOf(logged, kind) {
    const isPem = logged.includes('-----BEGIN');
    try {
        if (kind === 'certificate')
            return new external_node_crypto_.X509Certificate(logged).raw;
        const key = isPem ? logged.toString() : { key: logged, format: 'der', type: 'spki' };
        return (0,external_node_crypto_.createPublicKey)(key).export({ format: 'der', type: 'spki' });
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `the log entry names no ${kind}`, { cause });
    }
}

;// CONCATENATED MODULE: ./build/src/evidence/signer.js

/**
 * Fulcio's extensions, 1.3.6.1.4.1.57264.1.N, each a DER UTF8String.
 * https://github.com/sigstore/fulcio/blob/v1.8.0/docs/oid-info.md
 */
const extensions = {
    9: 'buildSignerUri',
    10: 'buildSignerDigest',
    11: 'runnerEnvironment',
    12: 'sourceRepository',
    13: 'sourceDigest',
    14: 'sourceRef',
    15: 'sourceRepositoryId',
    16: 'sourceRepositoryOwner',
    17: 'sourceRepositoryOwnerId',
    18: 'buildConfigUri',
    19: 'buildConfigDigest',
    20: 'buildTrigger',
    21: 'runInvocationUri',
    22: 'sourceRepositoryVisibility',
    23: 'deploymentEnvironment',
    24: 'tokenSubject',
};
const fulcioArc = '1.3.6.1.4.1.57264.1.';
/** Reads a verified certificate's name and extensions. */
function readCertificateSigner(subjectAlternativeName, found) {
    const values = new Map();
    for (const { id, value } of found) {
        const oid = id.join('.');
        if (!oid.startsWith(fulcioArc))
            continue;
        const number = Number(oid.slice(fulcioArc.length));
        // Which of two would count is for nobody to guess.
        if (values.has(number))
            throw new failure/* Failure */.HR('mismatch', `the certificate has extension ${oid} twice`);
        values.set(number, value);
    }
    const issuer = values.has(8) ? decodeUtf8String(values.get(8)) : decode(values.get(1));
    if (issuer === undefined || subjectAlternativeName === undefined) {
        throw new failure/* Failure */.HR('mismatch', 'the certificate names no issuer or no subject');
    }
    const read = Object.entries(extensions).map(([number, name]) => [
        name,
        decodeUtf8String(values.get(Number(number))),
    ]);
    return {
        kind: 'certificate',
        issuer,
        subjectAlternativeName,
        ...Object.fromEntries(read.filter(([, value]) => value !== undefined)),
    };
}
function decodeUtf8String(der) {
    if (der === undefined)
        return undefined;
    const [tag, length = 0, ...rest] = der;
    // The long form gives the number of length bytes in the low bits.
    const lengthBytes = length < 0x80 ? 0 : length & 0x7f;
    const long = rest.slice(0, lengthBytes).reduce((size, byte) => size * 256 + byte, 0);
    const size = lengthBytes === 0 ? length : long;
    const content = der.subarray(2 + lengthBytes);
    if (tag !== 0x0c || content.length !== size || der.length !== 2 + lengthBytes + size) {
        throw new failure/* Failure */.HR('mismatch', 'an extension of the certificate is not a UTF8String');
    }
    return decode(content);
}
function decode(bytes) {
    if (bytes === undefined)
        return undefined;
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', 'an extension of the certificate is not UTF-8', { cause });
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/src/evidence/tuf.js





/** Those that everyone knows. */
const tufRepositories = {
    'public-good': {
        mirrorUrl: 'https://tuf-repo-cdn.sigstore.dev',
        readRoot: async () => seeded((await publicGoodSeed())['root.json']),
        readCopy: async () => seeded((await publicGoodSeed()).targets['trusted_root.json']),
    },
    github: {
        mirrorUrl: 'https://tuf-repo.github.com',
        readRoot: async () => (await __webpack_require__.e(/* import() */ 262).then(__webpack_require__.bind(__webpack_require__, 5262))).githubTufRoot,
        readCopy: async () => (await __webpack_require__.e(/* import() */ 97).then(__webpack_require__.bind(__webpack_require__, 9097))).githubTrustedRoot,
    },
};
/** Fetches the trusted root of an instance, or takes the copy that we carry where its repository cannot be reached. */
function fetchTrustedRoot(instance, options) {
    const { cachePath, ...rest } = options;
    const folder = cachePath === undefined ? {} : { cachePath: (0,external_node_path_.join)(cachePath, instance) };
    return fetchFrom(tufRepositories[instance], `the ${instance} trusted root`, { ...rest, ...folder });
}
/**
 * What answers and does not verify, by its signatures, its versions or its dates, is refused: an old answer may hide
 * that a key was withdrawn. No answer at all is the weather, and then our own copy is as old as this release.
 */
async function fetchFrom(repository, what, { cachePath, warn }) {
    try {
        return await inFolder(cachePath, (folder) => download(repository, folder));
    }
    catch (cause) {
        const reason = reasonOf(cause);
        if (!isUnreachable(cause)) {
            const way = 'give the trusted root as a file';
            throw new failure/* Failure */.HR('unavailable', `${what}: ${reason}; where that stays so, ${way}`, { cause });
        }
        warn?.(`${repository.mirrorUrl} cannot be reached (${reason}): ${what} is the copy of this release, which does not know of keys that were withdrawn since`);
        return repository.readCopy();
    }
}
async function download({ mirrorUrl, readRoot }, folder) {
    const { initTUF } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(694)]).then(__webpack_require__.t.bind(__webpack_require__, 4423, 19));
    const rootPath = (0,external_node_path_.join)(folder, `first-root-${process.pid}.json`);
    await (0,promises_.writeFile)(rootPath, await readRoot());
    const client = await initTUF({
        mirrorURL: mirrorUrl,
        rootPath,
        cachePath: folder,
        // What is there is taken without asking until its timestamp expires, which is within days.
        forceCache: true,
        retry: { retries: 2, minTimeout: 500 },
        timeout: 10_000,
    });
    return client.getTarget('trusted_root.json');
}
// What was fetched is put in place whole, so that no other step of the job finds half of it.
async function inFolder(cachePath, use) {
    if (cachePath !== undefined && (await isFolder(cachePath)))
        return use(cachePath);
    const parent = cachePath === undefined ? (0,external_node_os_.tmpdir)() : (0,external_node_path_.dirname)(cachePath);
    await (0,promises_.mkdir)(parent, { recursive: true, mode: 0o700 });
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'tuf-'));
    try {
        const result = await use(folder);
        // Another step may have been faster; then its folder stays.
        if (cachePath !== undefined)
            await (0,promises_.rename)(folder, cachePath).catch(() => { });
        return result;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
async function isFolder(path) {
    return (0,promises_.stat)(path).then((found) => found.isDirectory(), () => false);
}
// A status, a connection's error code, or a time-out: everything but metadata that does not verify.
function isUnreachable(error) {
    if (!(error instanceof Error))
        return false;
    return 'statusCode' in error || error.name === 'TimeoutError' || codeOf(error) !== undefined;
}
function reasonOf(error) {
    const status = (0,shape/* isObject */.Gv)(error) && 'statusCode' in error ? ` (status ${error.statusCode})` : '';
    const code = error instanceof Error ? codeOf(error) : undefined;
    return `${(0,failure/* messageOf */.bD)(error)}${status}${code === undefined ? '' : `: ${code}`}`;
}
function codeOf({ cause }) {
    return (0,shape/* isObject */.Gv)(cause) && typeof cause.code === 'string' ? cause.code : undefined;
}
/** What the client of TUF carries of the public-good instance. */
async function publicGoodSeed() {
    const { default: seeds } = await __webpack_require__.e(/* import() */ 32).then(__webpack_require__.t.bind(__webpack_require__, 8032, 17));
    return seeds['https://tuf-repo-cdn.sigstore.dev'];
}
function seeded(base64) {
    return Buffer.from(base64, 'base64').toString();
}

;// CONCATENATED MODULE: ./build/src/evidence/trust.js





/** The root that vouches for nobody. */
const noRoot = {
    material: { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] },
    thresholds: { ctlogThreshold: 1, tlogThreshold: 1, timestampThreshold: 1 },
    authorities: [],
};
// Read once for each source, which is itself the key: a job asks the network once, and parses each key once.
const loaded = new WeakMap();
/** Loads the roots of which any may vouch for a bundle. `issuer` is the certificate's, as X.509 prints it. */
function loadTrustMaterial(source, issuer = '') {
    const kind = source.kind === 'known' ? (/\bO=GitHub\b/.test(issuer) ? 'github' : 'public-good') : source.kind;
    const roots = loaded.get(source) ?? new Map();
    loaded.set(source, roots);
    const known = roots.get(kind);
    if (known !== undefined)
        return known;
    const loading = load(source, kind);
    roots.set(kind, loading);
    return loading;
}
async function load(source, kind) {
    if (source.kind === 'file')
        return parseTrustedRoots(source.json);
    const instance = kind === 'github' ? 'github' : 'public-good';
    return parseTrustedRoots(await fetchTrustedRoot(instance, source));
}
/** Reads a trusted_root.json: one root, or one in each line, as `gh attestation trusted-root` prints them. */
async function parseTrustedRoots(json) {
    const documents = (0,evidence_json/* readDocuments */.r)(json, 'the trusted root');
    if (documents.length === 0)
        throw new failure/* Failure */.HR('invalid-input', 'the trusted root is empty');
    return Promise.all(documents.map(parseTrustedRoot));
}
async function parseTrustedRoot(document) {
    if ('reason' in document)
        throw new failure/* Failure */.HR('invalid-input', document.reason);
    const { value } = document;
    if (!(0,shape/* isObject */.Gv)(value) || !trustedRootTypes.test(String(value.mediaType))) {
        const type = (0,shape/* isObject */.Gv)(value) ? ` with the media type "${String(value.mediaType)}"` : '';
        throw new failure/* Failure */.HR('invalid-input', `not a trusted root: wanted the content of a Sigstore trusted_root.json, found JSON${type}`);
    }
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 654).then(__webpack_require__.t.bind(__webpack_require__, 9654, 19));
    const { toTrustMaterial } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
    try {
        const root = TrustedRoot.fromJSON(value);
        // Reads every key and certificate, so that a broken one is not told of each bundle instead.
        return {
            material: toTrustMaterial(root),
            thresholds: thresholdsOf(root),
            authorities: authoritiesOf(root),
        };
    }
    catch (cause) {
        throw new failure/* Failure */.HR('invalid-input', `not a trusted root: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
/**
 * A certificate always needs a verified time, for it is valid for minutes only. Beyond that a root asks for
 * what it has authorities for: GitHub's has neither logs nor certificate transparency, the public-good both.
 */
function thresholdsOf(root) {
    return {
        ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
        tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
        timestampThreshold: 1,
    };
}
function authoritiesOf(root) {
    const certificates = root.certificateAuthorities.flatMap(({ certChain }) => certChain?.certificates ?? []);
    return [...new Set(certificates.map(({ rawBytes }) => new external_node_crypto_.X509Certificate(rawBytes).subject))];
}
const trustedRootTypes = /^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.[12]|\.v0\.[12]\+json)$/;

;// CONCATENATED MODULE: ./build/src/evidence/signature.js







/** Verifies a signature with all that is beside it, by a key that is trusted or by the roots. */
async function verifySignature(signed, trust, others) {
    const key = trust.key === undefined ? undefined : (0,evidence_key/* parsePublicKey */.ee)(trust.key);
    const { verificationMaterial } = signed.bundle;
    const certificate = certificateOf(signed.bundle);
    checkMaterial(certificate !== undefined, trust);
    const { tlogEntries, timestampVerificationData } = verificationMaterial;
    const witnessed = tlogEntries.length + (timestampVerificationData?.rfc3161Timestamps.length ?? 0) > 0;
    // A key with nothing beside it is verified by itself: no root is needed, and no network.
    const roots = certificate !== undefined || witnessed
        ? await loadTrustMaterial(trust.roots ?? others, certificate?.issuer)
        : [noRoot];
    const verified = await verifyByAny(roots, signed, certificate, key);
    if (certificate === undefined || key === undefined || verified.key.equals(key))
        return verified;
    throw new failure/* Failure */.HR('denied', 'the certificate is for another key than the one that is trusted');
}
/** Says whether this is a digest of the bytes by SHA-256, SHA-384 or SHA-512: which, its length tells. */
function isDigestOf(digest, bytes) {
    const algorithm = { 32: 'sha256', 48: 'sha384', 64: 'sha512' }[digest.length];
    return algorithm !== undefined && (0,external_node_crypto_.createHash)(algorithm).update(bytes).digest().equals(digest);
}
function checkMaterial(certified, trust) {
    if (trust.key === undefined && !(0,identity/* namesIdentity */.fT)(trust)) {
        throw new failure/* Failure */.HR('invalid-input', 'nobody is trusted: name a signing workflow, a repository, an identity or a key');
    }
    if (certified && !(0,identity/* namesIdentity */.fT)(trust)) {
        throw new failure/* Failure */.HR('denied', 'signed with a certificate; wanted a signature by the key that is trusted');
    }
    if (!certified && (0,identity/* namesIdentity */.fT)(trust)) {
        throw new failure/* Failure */.HR('denied', 'signed with a key; wanted a certificate that names the signer');
    }
}
async function verifyByAny(roots, signed, certificate, key) {
    const reasons = new Set();
    for (const root of rootsFor(certificate, roots)) {
        try {
            return await verifyByRoot(root, signed, certificate, key);
        }
        catch (error) {
            // Whatever a forged bundle makes the parsers of certificates and timestamps throw, it is no evidence.
            reasons.add((0,failure/* isFailure */.N6)(error) ? error.message : describe(error));
        }
    }
    throw new failure/* Failure */.HR('mismatch', `not verified: ${[...reasons].join('; ')}`);
}
// By name alone, to tell a root of another instance from a forgery; the signatures decide.
function rootsFor(certificate, roots) {
    if (certificate === undefined)
        return roots;
    const known = roots.filter(({ authorities }) => authorities.includes(certificate.issuer));
    if (known.length > 0)
        return known;
    throw new failure/* Failure */.HR('mismatch', `not verified: certified by "${oneLine(certificate.issuer)}", whom the trusted root does not know; it is of another instance of Sigstore`);
}
async function verifyByRoot({ material, thresholds }, { bundle, bytes, signature }, certificate, trusted) {
    const { toSignedEntity, Verifier } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(187)]).then(__webpack_require__.t.bind(__webpack_require__, 4187, 19));
    const publicKey = () => {
        if (trusted === undefined)
            throw new failure/* Failure */.HR('denied', 'signed with a key, and no key is trusted');
        return { publicKey: trusted, validFor: () => true };
    };
    const entity = toSignedEntity(bundle, Buffer.from(bytes));
    const wanted = certificate === undefined ? noThresholds : thresholds;
    const { key, identity } = new Verifier({ ...material, publicKey }, wanted).verify(withDigestsOfKey(entity, bytes, signature));
    const verifier = certificate === undefined
        ? { kind: 'key', der: key.export({ format: 'der', type: 'spki' }) }
        : { kind: 'certificate', der: certificate.raw };
    for (const entry of entity.tlogEntries)
        checkLoggedVerifier(entry, verifier);
    const signer = certificate === undefined
        ? { kind: 'key', fingerprint: (0,evidence_key/* fingerprintOf */.ax)(key) }
        : readCertificateSigner(identity?.subjectAlternativeName, (identity?.oids ?? []).map(({ oid, value }) => ({ id: oid?.id ?? [], value })));
    return { signer, times: timesOf(entity), key };
}
// The library signs and logs everything with SHA-256; a P-384 key does it with SHA-384.
function withDigestsOfKey(entity, bytes, signature) {
    const content = entity.signature;
    return {
        ...entity,
        signature: {
            signature: content.signature,
            compareSignature: (other) => content.compareSignature(other),
            compareDigest: (digest) => content.compareDigest(digest),
            compareSignedDigest: (digest) => isDigestOf(digest, bytes),
            verifySignature: (key) => (0,evidence_key/* isSignedBy */.s3)(bytes, signature, key) || isPssSignedBy(bytes, signature, key),
        },
    };
}
// How keys of some services sign; cosign's own RSA keys sign as PKCS #1 v1.5 has it.
function isPssSignedBy(bytes, signature, key) {
    const padding = external_node_crypto_.constants.RSA_PKCS1_PSS_PADDING;
    return key.asymmetricKeyType === 'rsa' && (0,external_node_crypto_.verify)('sha256', bytes, { key, padding }, signature);
}
// Asked after the verification, so each of these was verified: a log's time only counts where it was signed.
function timesOf(entity) {
    return entity.timestamps.flatMap((timestamp) => {
        if (timestamp.$case === 'timestamp-authority')
            return [timestamp.timestamp.signingTime];
        const { inclusionPromise, integratedTime } = timestamp.tlogEntry;
        return inclusionPromise === undefined ? [] : [new Date(Number(integratedTime) * 1000)];
    });
}
const noThresholds = {
    ctlogThreshold: 0,
    tlogThreshold: 0,
    timestampThreshold: 0,
};
function certificateOf({ verificationMaterial: { content } }) {
    const certificate = content.$case === 'certificate'
        ? content.certificate
        : content.$case === 'x509CertificateChain'
            ? content.x509CertificateChain.certificates[0]
            : undefined;
    return certificate && parseCertificate(certificate.rawBytes);
}
function parseCertificate(bytes) {
    try {
        const certificate = new external_node_crypto_.X509Certificate(bytes);
        // An authority that signs code may certify other things too, such as clocks.
        if (certificate.keyUsage?.includes(codeSigning))
            return certificate;
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `not a certificate: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    throw new failure/* Failure */.HR('mismatch', 'the certificate is not one for signing code');
}
/** Extended key usage id-kp-codeSigning: https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12 */
const codeSigning = '1.3.6.1.5.5.7.3.3';
function describe(error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
    // No authority was left after those had been put aside that were not valid at the time.
    if ((0,failure/* messageOf */.bD)(error) === 'Failed to verify certificate chain' && cause === undefined) {
        return 'the trusted root has no certificate authority that was valid when it was signed; it may be out of date';
    }
    return cause === undefined ? (0,failure/* messageOf */.bD)(error) : `${(0,failure/* messageOf */.bD)(error)} (${cause})`;
}
function oneLine(name) {
    return name.split('\n').join(', ');
}

// EXTERNAL MODULE: ./build/src/evidence/simple-signing.js
var simple_signing = __webpack_require__(4623);
// EXTERNAL MODULE: ./build/src/evidence/statement.js
var evidence_statement = __webpack_require__(7218);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence = __webpack_require__(6970);
;// CONCATENATED MODULE: ./build/src/evidence/verify.js














/** Verifies that a bundle holds a statement about an artifact by a signer we trust, or fails with the reason. */
async function verifyBundle(json, options) {
    const { subject, trust, roots, source = 'bundle' } = options;
    const { bundle, digest } = await (0,evidence_bundle/* parseBundle */.QN)(json);
    const envelope = (0,evidence_bundle/* envelopeOf */.Ge)(bundle);
    const statement = (0,evidence_statement/* parseStatement */.By)(envelope.payload);
    if (!(0,evidence_statement/* isAbout */.KH)(statement, subject)) {
        throw new failure/* Failure */.HR('mismatch', `the statement is about another artifact; wanted ${subject}`);
    }
    const bytes = (0,evidence_bundle/* preAuthEncoding */.JC)(envelope);
    const { signer, times } = await verifySignature({ bundle, bytes, signature: envelope.signature }, trust, roots);
    checkStatement(statement, signer, trust);
    const { predicateType, predicate } = statement;
    const signedAt = earliest(signer.kind === 'key' ? [...times, ...timesIn(statement)] : times);
    return { statement, predicateType, predicate, subject, signer, signedAt, digest, source };
}
/** Verifies a plain signature over a file's bytes, as `cosign sign-blob` makes it. */
async function verifyBlob(json, { bytes, ...options }) {
    return { subject: (0,artifact_digest/* digestOf */.ol)(bytes), ...(await verifyMessage(json, bytes, options)) };
}
/** Verifies a signature over a document that names an image, as `cosign sign` made them before it made statements. */
async function verifyImageSignature(json, { subject, document, ...options }) {
    if ((0,simple_signing/* parseSimpleSigning */.L)(document) !== subject) {
        throw new failure/* Failure */.HR('mismatch', `the signature is about another artifact; wanted ${subject}`);
    }
    return { subject, ...(await verifyMessage(json, document, options)) };
}
async function verifyMessage(json, bytes, { trust, roots, source = 'bundle' }) {
    const { bundle, digest } = await (0,evidence_bundle/* parseBundle */.QN)(json);
    if (bundle.content.$case !== 'messageSignature') {
        throw new failure/* Failure */.HR('mismatch', 'the bundle holds a statement; wanted a plain signature');
    }
    const { messageDigest, signature } = bundle.content.messageSignature;
    if (!isDigestOf(messageDigest.digest, bytes)) {
        throw new failure/* Failure */.HR('mismatch', `the signature is about another file; wanted ${(0,artifact_digest/* digestOf */.ol)(bytes)}`);
    }
    const { signer, times } = await verifySignature({ bundle, bytes, signature }, trust, roots);
    if (signer.kind === 'certificate')
        (0,identity/* checkIdentity */.Z0)(signer, trust);
    return { signer, signedAt: earliest(times), digest, source };
}
// The earliest, because anyone can have an old signature stamped again to make it look fresh.
function earliest(times) {
    return times.length === 0 ? new Date(0) : new Date(Math.min(...times.map((time) => time.getTime())));
}
function checkStatement(statement, signer, trust) {
    const provenance = statement.predicateType === predicate_provenance/* provenanceType */.wy ? (0,predicate_provenance/* parseProvenance */.X6)(statement.predicate) : undefined;
    if (signer.kind === 'certificate') {
        (0,identity/* checkIdentity */.Z0)(signer, trust);
        if (provenance !== undefined)
            checkClaims(provenance, signer);
    }
    else if (provenance !== undefined) {
        const source = claimedSource(provenance);
        if (source !== undefined)
            (0,identity/* checkSource */.As)(source, trust);
    }
}
function timesIn({ predicateType, predicate }) {
    return ownTimes(predicateType, predicate)
        .filter((time) => time !== undefined)
        .map((time) => new Date(time));
}
function ownTimes(predicateType, predicate) {
    if (predicateType === vulnerabilities/* vulnerabilitiesType */.Fy)
        return [(0,vulnerabilities/* parseVulnerabilities */.gs)(predicate).metadata.scanFinishedOn];
    if (predicateType === verification_summary/* verificationSummaryType */.an)
        return [(0,verification_summary/* parseVerificationSummary */.t4)(predicate).timeVerified];
    if (predicateType === promotion/* promotionType */.MS)
        return [(0,promotion/* parsePromotion */.Hr)(predicate).observedAt];
    if (predicateType === predicate_provenance/* provenanceType */.wy)
        return [(0,predicate_provenance/* parseProvenance */.X6)(predicate).runDetails.metadata?.finishedOn];
    return (0,sbom/* isSbomType */.Md)(predicateType) ? [(0,sbom/* buildSbom */.s2)(predicate).createdAt] : [];
}


/***/ }),

/***/ 7279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   N6: () => (/* binding */ isFailure),
/* harmony export */   bD: () => (/* binding */ messageOf)
/* harmony export */ });
/**
 * An expected failure: what was wanted, what was found and, if there is one, the way out, in one line.
 * Anything else that is thrown is a bug.
 */
class Failure extends Error {
    name = 'Failure';
    code;
    problems;
    constructor(code, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.code = code;
        this.problems = options.problems ?? [];
    }
}
/** Says whether an error is a failure with this code, without looking at its text. */
function isFailure(error, code) {
    return error instanceof Failure && (code === undefined || error.code === code);
}
/** Tells an unknown error in one line. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}


/***/ }),

/***/ 3395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ connectGitHub)
});

// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/github/body.js

/** Reads a stream whole, unless it turns out to be longer than is sensible. */
async function readLimited(body, limit, what) {
    if (!isStream(body))
        return new Uint8Array();
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        size += chunk.length;
        if (size > limit)
            throw new failure/* Failure */.HR('invalid-input', `${what} is larger than ${limit} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
function isStream(body) {
    return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

// EXTERNAL MODULE: ./node_modules/@octokit/request/dist-bundle/index.js + 5 modules
var dist_bundle = __webpack_require__(7359);
// EXTERNAL MODULE: ./build/src/github/refusal.js
var refusal = __webpack_require__(4537);
;// CONCATENATED MODULE: ./build/src/github/connection.js


function openConnection(options, edge) {
    const [owner = '', repo = ''] = options.repository.split('/');
    let calls = 0;
    const counted = (extra) => (url, init) => {
        calls++;
        return edge.fetch(url, { ...init, ...extra });
    };
    const log = { debug: edge.log.debug, info: edge.log.debug, warn: edge.log.debug, error: edge.log.debug };
    const request = dist_bundle/* request */.E.defaults({
        baseUrl: options.apiUrl.replace(/\/+$/, ''),
        headers: {
            authorization: `Bearer ${options.token}`,
            // A later version breaks things; GitHub Enterprise Server knows this one too.
            'x-github-api-version': '2022-11-28',
            'user-agent': 'immutable-deploy',
        },
        request: { fetch: counted({}), log },
    });
    const repeatable = request.defaults({ request: { fetch: counted({ idempotent: true }) } });
    return {
        repository: options.repository,
        repo: { owner, repo },
        calls: () => calls,
        send: async (verb, send) => {
            try {
                return await send(verb.idempotent === true ? repeatable : request);
            }
            catch (error) {
                throw (0,refusal/* refusalOf */.O)(error, verb, options.repository);
            }
        },
    };
}
/** Fetches the pages of a list as they are asked for. */
async function* fetchPages(connection, verb, send) {
    for (let page = 1;; page++) {
        const { data, headers } = await connection.send(verb, (request) => send(request, { per_page: 100, page }));
        yield data;
        if (nextPage(headers.link) === undefined)
            return;
    }
}
/** Finds the address of the next page in a `Link` header. */
function nextPage(link) {
    const address = /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
    return address === undefined ? undefined : new URL(address);
}

;// CONCATENATED MODULE: ./build/src/github/attestations.js




function attestationsOf(connection, edge) {
    return {
        listAttestations: (digest) => listAttestations(connection, digest, edge),
        createAttestation: (bundle) => createAttestation(connection, bundle),
    };
}
// More about one digest is not evidence but an attempt to keep us busy.
const bundlesLimit = 1000;
const pagesLimit = 100;
const bundleLimit = 32 * 1024 * 1024;
/** How many bundles are downloaded, and so held, at once. */
const batchSize = 8;
async function* listAttestations(connection, digest, edge) {
    let count = 0;
    for await (const page of fetchCursorPages(connection, digest)) {
        count += page.length;
        if (count > bundlesLimit)
            throw tooMany(digest, `${bundlesLimit} attestations`);
        for (let start = 0; start < page.length; start += batchSize) {
            const batch = page.slice(start, start + batchSize);
            yield* await (0,concurrently/* mapConcurrently */.X)(batch, batchSize, (stored) => readStored(stored, digest, edge));
        }
    }
}
async function readStored({ bundle, bundle_url: url }, digest, edge) {
    if (bundle)
        return { bundle };
    if (url)
        return downloadBundle(url, digest, edge);
    return { fault: `the stored attestation of ${digest} has neither a bundle nor an address` };
}
async function* fetchCursorPages(connection, digest) {
    const verb = { doing: `list the attestations of ${digest}`, permission: 'attestations: read' };
    let after;
    let pages = 0;
    do {
        if (++pages > pagesLimit)
            throw tooMany(digest, `${pagesLimit} pages of attestations`);
        const page = await noneIfNotFound(connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/attestations/{subject_digest}', {
            ...connection.repo,
            subject_digest: digest,
            per_page: 100,
            ...(after !== undefined && { after }),
        })));
        yield page?.data.attestations ?? [];
        after = nextPage(page?.headers.link)?.searchParams.get('after') ?? undefined;
    } while (after !== undefined);
}
// GitHub answers so where there are none, and where there is no such store.
async function noneIfNotFound(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}
// Whoever has the address may read what is there, so it is in no message; and our token is not for its host.
async function downloadBundle(url, digest, { fetch }) {
    const what = `the stored attestation of ${digest}`;
    const answer = await fetch(url).catch(() => undefined);
    if (answer === undefined)
        throw new failure/* Failure */.HR('unavailable', `${what} cannot be downloaded: no answer`);
    if (!answer.ok) {
        await answer.body?.cancel();
        throw new failure/* Failure */.HR('unavailable', `${what} cannot be downloaded: status ${answer.status}`);
    }
    try {
        return { bundle: await parseSnappy(await readLimited(answer.body, bundleLimit, what), what) };
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error, 'invalid-input'))
            throw error;
        return { fault: error.message };
    }
}
async function parseSnappy(bytes, what) {
    const { default: snappy } = await __webpack_require__.e(/* import() */ 528).then(__webpack_require__.t.bind(__webpack_require__, 4528, 19));
    try {
        return JSON.parse(Buffer.from(snappy.uncompress(bytes, bundleLimit)).toString());
    }
    catch (cause) {
        throw new failure/* Failure */.HR('invalid-input', `${what} is not JSON compressed with snappy`, { cause });
    }
}
function tooMany(digest, amount) {
    const way = 'delete those that nobody needs, or give the bundle as a file';
    return new failure/* Failure */.HR('denied', `${digest} has more than ${amount} at GitHub; ${way}`);
}
async function createAttestation(connection, bundle) {
    const verb = { doing: 'store an attestation', permission: 'attestations: write' };
    if (typeof bundle !== 'object' || bundle === null)
        throw new TypeError('a bundle is an object');
    try {
        const { data } = await connection.send(verb, (send) => send('POST /repos/{owner}/{repo}/attestations', { ...connection.repo, bundle }));
        return { id: String(data.id) };
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'mismatch'))
            return {};
        // A private repository whose plan has none, or GitHub Enterprise Server. A missing permission is "unauthorized".
        if ((0,failure/* isFailure */.N6)(error, 'denied') || (0,failure/* isFailure */.N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/github/code-scanning.js


function codeScanningOf(connection) {
    return {
        uploadSarif: (upload) => uploadSarif(connection, upload),
        fetchSarifStatus: (id) => fetchSarifStatus(connection, id),
    };
}
const way = 'set upload-sarif to false';
async function uploadSarif(connection, upload) {
    const { commit, ref, gzip, startedAt, toolName } = upload;
    const verb = {
        doing: 'upload the findings to code scanning',
        permission: 'security-events: write',
        // The same analysis of the same commit and category takes the place of the one before.
        idempotent: true,
    };
    try {
        const { data } = await connection.send(verb, (send) => send('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
            ...connection.repo,
            commit_sha: commit,
            ref,
            sarif: Buffer.from(gzip).toString('base64'),
            started_at: startedAt.toISOString(),
            tool_name: toolName,
        }));
        if (data.id !== undefined)
            return data.id;
    }
    catch (error) {
        throw refused(error);
    }
    throw new failure/* Failure */.HR('unavailable', `cannot ${verb.doing} in ${connection.repository}: the answer has no id`);
}
// "Code Security must be enabled…", "Code scanning is not enabled…", a fork's token, and a token without permission.
function refused(error) {
    if ((0,failure/* isFailure */.N6)(error, 'unauthorized'))
        return new failure/* Failure */.HR('unauthorized', `${(0,refusal/* missingPermission */.U)('security-events: write').message}, or ${way}: a pull request from a fork never has it`, { cause: error });
    if ((0,failure/* isFailure */.N6)(error, 'denied') || (0,failure/* isFailure */.N6)(error, 'not-found'))
        return new failure/* Failure */.HR(error.code, `${error.message}; enable code scanning in the repository, or ${way}`, {
            cause: error,
        });
    return error;
}
async function fetchSarifStatus(connection, id) {
    const verb = { doing: 'ask what became of the upload', permission: 'security-events: read' };
    const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}', { ...connection.repo, sarif_id: id }));
    return { state: data.processing_status ?? 'pending', errors: data.errors ?? [] };
}

;// CONCATENATED MODULE: ./build/src/github/commits.js


function commitsOf(connection) {
    return {
        compare: async (base, head) => (await fetchComparison(connection, base, head, 1))?.status ?? 'unknown',
        fetchCommitChecks: async (commit) => {
            const checkRuns = await fetchCheckRuns(connection, commit);
            return [...checkRuns, ...(await fetchStatuses(connection, commit))];
        },
    };
}
/** Compares two commits, with the first of those that `head` has more; undefined if GitHub sees no common history. */
async function fetchComparison(connection, base, head, most) {
    const verb = {
        doing: `compare ${base.slice(0, 12)} with ${head.slice(0, 12)}`,
        permission: 'contents: read',
    };
    try {
        const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/compare/{basehead}', {
            ...connection.repo,
            basehead: `${base}...${head}`,
            per_page: most,
            page: 1,
        }));
        return data;
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}
async function fetchCheckRuns(connection, commit) {
    const verb = { doing: `list the checks of ${commit.slice(0, 12)}`, permission: 'checks: read' };
    const pages = fetchPages(connection, verb, (send, page) => send('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
        ...connection.repo,
        ...page,
        ref: commit,
        filter: 'latest',
    }));
    const checks = [];
    for await (const { check_runs } of pages) {
        for (const { name, status, conclusion, started_at, app } of check_runs) {
            const known = { ...startOf(started_at), ...(app?.slug && { app: app.slug }) };
            const [passed, ended] = [conclusion === 'success', status === 'completed'];
            checks.push({ name, passed, state: conclusion ?? status, ended, ...known });
        }
    }
    return checks;
}
async function fetchStatuses(connection, commit) {
    const verb = { doing: `list the statuses of ${commit.slice(0, 12)}`, permission: 'statuses: read' };
    const pages = fetchPages(connection, verb, (send, page) => send('GET /repos/{owner}/{repo}/commits/{ref}/status', { ...connection.repo, ...page, ref: commit }));
    const checks = [];
    for await (const { statuses } of pages) {
        for (const { context, state, created_at } of statuses) {
            const [passed, ended] = [state === 'success', state !== 'pending'];
            checks.push({ name: context, passed, state, ended, ...startOf(created_at) });
        }
    }
    return checks;
}
function startOf(text) {
    const startedAt = new Date(text ?? '');
    return Number.isNaN(startedAt.getTime()) ? {} : { startedAt };
}

;// CONCATENATED MODULE: ./build/src/github/contents.js


// Policies and what they name are small; GitHub itself stops at 100 MB.
const fileLimit = 16 * 1024 * 1024;
function contentsOf(connection) {
    return {
        fetchDefaultHead: () => fetchDefaultHead(connection),
        fetchHead: (paths) => fetchHead(connection, paths),
        fetchFile: (path, commit) => fetchFile(connection, path, commit),
    };
}
async function fetchDefaultHead(connection) {
    const verb = { doing: 'find the head of the default branch', permission: 'contents: read' };
    const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/commits/{ref}', {
        ...connection.repo,
        ref: 'HEAD',
        mediaType: { format: 'sha' },
    }));
    // Typed as the commit, which another media type would be.
    const sha = data;
    if (typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha))
        return sha;
    throw new failure/* Failure */.HR('unavailable', `cannot ${verb.doing} in ${connection.repository}: the answer is no commit`);
}
async function fetchHead(connection, paths) {
    const { queryHead } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(58)]).then(__webpack_require__.bind(__webpack_require__, 9058));
    try {
        return await queryHead(connection, paths);
    }
    catch (error) {
        // GraphQL only saves requests. Where it has no answer, REST has one, or says why not.
        if ((0,failure/* isFailure */.N6)(error))
            return { commit: await fetchDefaultHead(connection), files: new Map() };
        throw error;
    }
}
async function fetchFile(connection, path, commit) {
    const verb = { doing: `read ${path} at ${commit.slice(0, 12)}`, permission: 'contents: read' };
    try {
        const { data, headers } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/contents/{path}', {
            ...connection.repo,
            path,
            ref: commit,
            mediaType: { format: 'raw' },
            // The bytes as they are: Octokit would decode them as text.
            request: { ...send.endpoint.DEFAULTS.request, parseSuccessResponseBody: false },
        }));
        if (/^application\/json/.test(headers['content-type'] ?? '')) {
            throw new failure/* Failure */.HR('invalid-input', `cannot ${verb.doing} in ${connection.repository}: it is a directory`);
        }
        return await readLimited(data, fileLimit, path);
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/github/deployments.js


/** Tells our deployments from those of others, and from GitHub's own. */
const deploymentTask = 'immutable-deploy';
function deploymentsOf(connection) {
    return {
        createDeployment: (request) => createDeployment(connection, request),
        listDeployments: (environment) => listDeployments(connection, environment),
        listJobDeployments: (environment) => listJobDeployments(connection, environment),
        fetchStatuses: (deployments) => deployments_fetchStatuses(connection, deployments),
        fetchStatusesAndListing: (deployments, listing) => fetchStatusesAndListing(connection, deployments, listing),
        fetchDeploymentStatuses: (id) => fetchDeploymentStatuses(connection, id),
        appendStatus: (id, status) => appendStatus(connection, id, status),
    };
}
// Never sent twice by us: of a request whose answer is lost, the twin is found by its nonce.
async function createDeployment(connection, request) {
    const verb = { doing: `create a deployment of "${request.environment}"`, permission: 'deployments: write' };
    const answer = await connection.send(verb, (send) => send('POST /repos/{owner}/{repo}/deployments', {
        ...connection.repo,
        ref: request.sha,
        task: deploymentTask,
        // Else GitHub merges the default branch first, and waits for every status that there is.
        auto_merge: false,
        required_contexts: [],
        payload: JSON.stringify(request.payload),
        environment: request.environment,
        description: cutDescription(request.description),
    }));
    if (answer.status === 201)
        return deploymentOf(answer.data);
    const message = 'message' in answer.data ? answer.data.message : `status ${answer.status}`;
    throw new failure/* Failure */.HR('mismatch', `cannot ${verb.doing} in ${connection.repository}: GitHub made none (${message})`);
}
async function* listDeployments(connection, environment) {
    const verb = { doing: `list the deployments of "${environment}"`, permission: 'deployments: read' };
    const pages = fetchPages(connection, verb, (send, page) => send('GET /repos/{owner}/{repo}/deployments', {
        ...connection.repo,
        ...page,
        environment,
        task: deploymentTask,
    }));
    for await (const deployments of pages)
        yield* deployments.map(deploymentOf);
}
// Those of a job have GitHub's own task, no payload and no description; anyone else may use that task too.
async function listJobDeployments(connection, environment) {
    const verb = { doing: `list the deployments of "${environment}"`, permission: 'deployments: read' };
    const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/deployments', {
        ...connection.repo,
        environment,
        task: 'deploy',
        per_page: 10,
    }));
    return data.map(deploymentOf).filter(({ description }) => description === undefined);
}
async function deployments_fetchStatuses(connection, deployments) {
    // What reads its answer takes longer to load than many an action takes in all.
    const { queryStatuses } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(598)]).then(__webpack_require__.bind(__webpack_require__, 5217));
    const answers = await queryStatuses(connection, deployments.map(({ nodeId }) => nodeId));
    return completed(connection, deployments, answers);
}
async function fetchStatusesAndListing(connection, deployments, listing) {
    const { queryStatusesAndListing } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(598)]).then(__webpack_require__.bind(__webpack_require__, 5217));
    const nodeIds = deployments.map(({ nodeId }) => nodeId);
    const { statuses, listed } = await queryStatusesAndListing(connection, nodeIds, listing);
    const ours = listed.filter(({ task }) => task === deploymentTask);
    return { statuses: await completed(connection, deployments, statuses), listed: ours };
}
/** By the deployments' ids, with what did not fit into the answer. */
async function completed(connection, deployments, answers) {
    const found = new Map();
    for (const { id, nodeId } of deployments) {
        const answer = answers.get(nodeId);
        if (answer === undefined)
            continue;
        found.set(id, answer.complete ? answer.statuses : await fetchDeploymentStatuses(connection, id));
    }
    return found;
}
async function fetchDeploymentStatuses(connection, id) {
    const verb = { doing: `read the statuses of deployment ${id}`, permission: 'deployments: read' };
    const pages = fetchPages(connection, verb, (send, page) => send('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
        ...connection.repo,
        ...page,
        deployment_id: id,
    }));
    const statuses = [];
    for await (const page of pages)
        statuses.push(...page);
    return statuses.sort((one, other) => Number(other.id) - Number(one.id)).map(statusOf);
}
async function appendStatus(connection, id, status) {
    const verb = {
        doing: `add a status to deployment ${id}`,
        permission: 'deployments: write',
        // The same line twice in the journal says nothing new.
        idempotent: true,
    };
    await connection.send(verb, (send) => send('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
        ...connection.repo,
        deployment_id: id,
        state: status.state,
        description: cutDescription(status.description),
        ...(status.environmentUrl !== undefined && { environment_url: status.environmentUrl }),
        ...(status.autoInactive !== undefined && { auto_inactive: status.autoInactive }),
    }));
}
const descriptionLimit = 140;
/** Cuts a text to what GitHub takes as a description, without tearing a character. */
function cutDescription(text) {
    if (text.length <= descriptionLimit)
        return text;
    let kept = '';
    for (const character of text) {
        if (kept.length + character.length > descriptionLimit - 1)
            break;
        kept += character;
    }
    return `${kept}…`;
}
function deploymentOf(answer) {
    return {
        id: Number(answer.id),
        nodeId: answer.node_id,
        sha: answer.sha,
        ref: answer.ref,
        task: answer.task,
        environment: answer.environment,
        payload: payloadOf(answer.payload),
        createdAt: answer.created_at,
        ...(answer.description !== null && answer.description !== '' && { description: answer.description }),
        ...(answer.creator !== null && { creator: answer.creator.login }),
    };
}
// It comes back as it was given: an object or a text, ours or a stranger's.
function payloadOf(payload) {
    if (typeof payload !== 'string')
        return payload;
    try {
        return JSON.parse(payload);
    }
    catch {
        // A stranger's text that is no JSON: whoever reads records refuses it by its shape.
        return payload;
    }
}
function statusOf(answer) {
    return {
        state: answer.state,
        description: answer.description,
        createdAt: answer.created_at,
        ...(answer.environment_url && { environmentUrl: answer.environment_url }),
        ...(answer.log_url && { logUrl: answer.log_url }),
    };
}

;// CONCATENATED MODULE: ./build/src/github/environments.js

const knownRules = ['required_reviewers', 'wait_timer', 'branch_policy'];
function environmentsOf(connection) {
    return { fetchProtection: (environment) => fetchProtection(connection, environment) };
}
async function fetchProtection(connection, environment) {
    const verb = {
        doing: `read the protection of the environment "${environment}"`,
        permission: 'actions: read',
    };
    try {
        const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/environments/{environment_name}', {
            ...connection.repo,
            environment_name: environment,
        }));
        const rules = data.protection_rules ?? [];
        return {
            reviewers: rules.some(({ type }) => type === 'required_reviewers'),
            waitTimer: Math.max(0, ...rules.map(({ wait_timer }) => wait_timer ?? 0)),
            branches: (data.deployment_branch_policy ?? null) !== null,
            custom: rules.some(({ type }) => !knownRules.includes(type)),
        };
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/github/history.js

const rangeLimit = 100;
function historyOf(connection) {
    return {
        fetchRange: (base, head) => fetchRange(connection, base, head),
        fetchPullRequests: async (commits) => {
            // What reads its answer takes longer to load than many an action takes in all.
            const { queryPullRequests } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(368)]).then(__webpack_require__.bind(__webpack_require__, 4368));
            return queryPullRequests(connection, commits.map(({ nodeId }) => nodeId));
        },
    };
}
async function fetchRange(connection, base, head) {
    const compared = await fetchComparison(connection, base, head, rangeLimit);
    if (compared === undefined)
        return undefined;
    const commits = compared.commits.slice(0, rangeLimit).map(({ sha, node_id, commit, author }) => ({
        sha,
        nodeId: node_id,
        subject: commit.message.split('\n', 1)[0] ?? '',
        author: author?.login ?? commit.author?.name ?? 'unknown',
    }));
    return { relation: compared.status, ahead: compared.ahead_by, behind: compared.behind_by, commits };
}

;// CONCATENATED MODULE: ./build/src/github/runs.js

function runsOf(connection) {
    return {
        fetchCheckRun: (id) => orUndefined(fetchCheckRun(connection, id)),
        fetchRun: (id) => orUndefined(fetchRun(connection, id)),
    };
}
async function fetchCheckRun(connection, id) {
    const verb = { doing: `read check run ${id}`, permission: 'checks: read' };
    const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...connection.repo, check_run_id: id }));
    return { status: data.status, ...(data.conclusion !== null && { conclusion: data.conclusion }) };
}
async function fetchRun(connection, id) {
    const verb = { doing: `read workflow run ${id}`, permission: 'actions: read' };
    const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { ...connection.repo, run_id: id }));
    return { status: data.status ?? 'unknown', attempt: data.run_attempt ?? 1 };
}
async function orUndefined(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/src/github/storage-records.js
function storageRecordsOf(connection) {
    return {
        createStorageRecord: async (artifact) => (await isOfOrganization(connection)) ? createStorageRecord(connection, artifact) : undefined,
    };
}
async function isOfOrganization(connection) {
    const verb = { doing: 'read the repository', permission: 'metadata: read' };
    const { data } = await connection.send(verb, (send) => send('GET /repos/{owner}/{repo}', connection.repo));
    return data.owner.type === 'Organization';
}
async function createStorageRecord(connection, { name, digest, registryUrl }) {
    const verb = { doing: `record where ${name}@${digest} is kept`, permission: 'artifact-metadata: write' };
    const { owner, repo } = connection.repo;
    const { data } = await connection.send(verb, (send) => send('POST /orgs/{org}/artifacts/metadata/storage-record', {
        org: owner,
        name,
        digest,
        registry_url: registryUrl,
        github_repository: repo,
    }));
    const records = data.storage_records ?? [];
    return { ids: records.flatMap(({ id }) => (id === undefined ? [] : [String(id)])) };
}

;// CONCATENATED MODULE: ./build/src/github/github.js










/** Connects to a repository's API; nothing is sent until something is asked. */
function connectGitHub(options, edge) {
    const connection = openConnection(options, edge);
    return {
        repository: connection.repository,
        calls: connection.calls,
        ...deploymentsOf(connection),
        ...attestationsOf(connection, edge),
        ...contentsOf(connection),
        ...commitsOf(connection),
        ...historyOf(connection),
        ...environmentsOf(connection),
        ...runsOf(connection),
        ...storageRecordsOf(connection),
        ...codeScanningOf(connection),
    };
}


/***/ }),

/***/ 4537:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ refusalOf),
/* harmony export */   U: () => (/* binding */ missingPermission)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** Turns what went wrong with a request into a failure that says what was asked and what would help. */
function refusalOf(error, verb, repository) {
    if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
        return error;
    const answer = answerOf(error);
    // No answer at all: the edge has said why, and Octokit wrapped it.
    if (answer === undefined)
        return error instanceof Error && (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error.cause) ? error.cause : error;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(...wordsFor(answer, verb, repository));
}
/** The failure for a token without the permission that is needed. */
function missingPermission(permission) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unauthorized', missingPermissionText(permission));
}
function missingPermissionText(permission) {
    return `missing permission ${permission}; add it to the job that calls this action`;
}
function answerOf(error) {
    if (!isRecord(error) || !isRecord(error.response))
        return undefined;
    const { status, headers, data } = error.response;
    if (typeof status !== 'number' || !isRecord(headers))
        return undefined;
    const told = Object.entries(headers).filter(([, value]) => typeof value === 'string');
    return {
        status,
        headers: Object.fromEntries(told.map(([name, value]) => [name, String(value)])),
        message: wordsOf(data, status),
    };
}
// GitHub's message and, for a validation, what it says about each field; in one line.
function wordsOf(data, status) {
    if (!isRecord(data) || typeof data.message !== 'string')
        return `status ${status}`;
    const errors = Array.isArray(data.errors) ? data.errors : [];
    const details = errors.flatMap((error) => {
        if (typeof error === 'string')
            return [error];
        if (!isRecord(error))
            return [];
        const { field, code, message } = error;
        return [typeof message === 'string' ? message : [field, code].filter(isText).join(' ')];
    });
    return [data.message, ...details.filter((detail) => detail !== '')].join(': ').replace(/\s+/g, ' ');
}
function wordsFor(answer, verb, repository) {
    const { status, message } = answer;
    const cannot = `cannot ${verb.doing} in ${repository}`;
    if (status === 401)
        return ['unauthorized', `${cannot}: GitHub does not accept the token (${message})`];
    if (status === 403 || status === 429)
        return refused(answer, verb, cannot);
    if (status === 404)
        return ['not-found', `${cannot}: not there, or the token may not see it`];
    if (status === 409)
        return ['mismatch', `${cannot}: ${message}`];
    if (status === 400 || status === 422)
        return ['invalid-input', `${cannot}: ${message}`];
    if (status >= 500)
        return ['unavailable', `${cannot}: GitHub answered ${message}`];
    return ['denied', `${cannot}: ${message}`];
}
// 403 is the answer to three questions: may this token, may this repository, may it now.
// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
function refused({ status, headers, message }, verb, cannot) {
    if (status === 429 || headers['retry-after'] !== undefined || /rate limit/i.test(message)) {
        return ['unavailable', `${cannot}: ${message.replace(/\.$/, '')}; try again ${limitedUntil(headers)}`];
    }
    // Nothing but its text tells this answer from a refusal for another reason.
    if (/^Resource not accessible/i.test(message)) {
        return ['unauthorized', missingPermissionText(acceptedPermission(headers) ?? verb.permission)];
    }
    return ['denied', `${cannot}: ${message}`];
}
function limitedUntil(headers) {
    const seconds = Number(headers['retry-after']);
    if (Number.isInteger(seconds))
        return `in ${seconds} s`;
    const reset = Number(headers['x-ratelimit-reset']);
    const spent = headers['x-ratelimit-remaining'] === '0';
    // Of a secondary limit GitHub says no more than to wait for a minute.
    return spent && Number.isInteger(reset) ? `at ${new Date(reset * 1000).toISOString()}` : 'in 60 s';
}
// `deployments=write`, or several sets of which one is enough: `a=read,b=read; c=write`.
function acceptedPermission(headers) {
    const [first = ''] = String(headers['x-accepted-github-permissions'] ?? '').split(';');
    const pairs = first.split(',').map((pair) => pair.trim().split('='));
    const spelled = pairs.flatMap(([name = '', access]) => access === undefined ? [] : [`${name.replaceAll('_', '-')}: ${access}`]);
    return spelled.length === 0 ? undefined : spelled.join(', ');
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
function isText(value) {
    return typeof value === 'string';
}


/***/ }),

/***/ 7297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ inert)
/* harmony export */ });
/**
 * Makes foreign text fit for a reason: one line, no terminal sequences, no workflow command, not long. The
 * end is kept, where programs say why they gave up.
 */
function inert(text, limit = 200) {
    const line = text
        .replace(ansiSequence, '')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
        // The runner reads this one as a command wherever it stands in a line.
        .replaceAll('##[', '#[')
        .replace(/^[\s:]+|\s+$/g, '');
    return line.length <= limit ? line : `…${line.slice(-limit + 1)}`;
}
// ECMA-48 control sequences, and the operating system commands of terminals.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ansiSequence = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)/g;


/***/ }),

/***/ 5499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ openGitHubJob),
  I: () => (/* binding */ openJob)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/action/common-inputs.js
var common_inputs = __webpack_require__(1073);
// EXTERNAL MODULE: ./build/src/action/context.js
var action_context = __webpack_require__(9323);
// EXTERNAL MODULE: ./build/src/action/log.js
var log = __webpack_require__(8194);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/edge-response.js


/** How long nothing may come within a body. Milliseconds. */
const bodyTimeout = 60_000;
/** Presents what `node:http` received as `fetch` would. */
function responseOf(message, url, method = 'GET') {
    const { statusCode: status = 0 } = message;
    const isEmpty = method === 'HEAD' || [204, 205, 304].includes(status);
    if (isEmpty)
        message.resume();
    else
        message.setTimeout(bodyTimeout, () => message.destroy(new Error(`nothing came for ${bodyTimeout / 1000} s`)));
    const body = isEmpty ? null : bodyOf(message);
    const bytes = async () => Buffer.concat(await Array.fromAsync(body ?? []));
    const text = async () => new TextDecoder().decode(await bytes());
    return {
        status,
        ok: status >= 200 && status < 300,
        url: url.href,
        headers: headersOf(message),
        certificate: certificateOf(message.socket),
        body,
        text,
        json: async () => JSON.parse(await text()),
        arrayBuffer: async () => new Uint8Array(await bytes()).buffer,
    };
}
/** Of the other side, if the connection is encrypted. */
function certificateOf(socket) {
    if (!(socket instanceof external_node_tls_.TLSSocket))
        return undefined;
    // Not the one as an X509Certificate, which is given out only once.
    const validTo = new Date(socket.getPeerCertificate().valid_to ?? '');
    return Number.isNaN(validTo.getTime()) ? undefined : { validTo };
}
function bodyOf(message) {
    return {
        [Symbol.asyncIterator]: () => chunksOf(message),
        cancel: async () => void message.destroy(),
    };
}
async function* chunksOf(message) {
    try {
        yield* message;
    }
    catch (cause) {
        throw new failure/* Failure */.HR('unavailable', `the connection broke: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    // One that broke before anybody read from it ends as if nothing more had been sent.
    if (!message.complete)
        throw new failure/* Failure */.HR('unavailable', 'the connection broke: the answer is not complete');
}
function headersOf({ headersDistinct }) {
    const entries = Object.entries(headersDistinct).map(([name, values = []]) => [
        name,
        values.join(', '),
    ]);
    const byName = new Map(entries);
    return {
        get: (name) => byName.get(name.toLowerCase()) ?? null,
        has: (name) => byName.has(name.toLowerCase()),
        [Symbol.iterator]: () => byName[Symbol.iterator](),
    };
}

;// CONCATENATED MODULE: ./build/src/edge-request.js



/**
 * Sends one request by `node:http`; a redirect is an answer. Node's own `fetch` takes 25 ms to load, keeps in memory
 * all of what it sends as a stream, and gives up the connection after a HEAD.
 */
function request(url, { method, headers, body, signal, ca }) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const send = url.protocol === 'https:' ? external_node_https_.request : external_node_http_.request;
    const sent = send(url, {
        method,
        // Nothing here unpacks an answer, and without this word a server may pack it.
        headers: { 'accept-encoding': 'identity', ...headers },
        signal: signal ?? undefined,
        ...wholeHandshake,
        ...(ca !== undefined && { ca, rejectUnauthorized: true }),
    });
    sent.once('error', reject);
    sent.once('response', (message) => {
        // An answer that comes before the end of the body is final, and the connection of no more use.
        message.once('close', () => void (sent.writableEnded || sent.destroy()));
        resolve(responseOf(message, url, method));
    });
    writeBody(sent, body).catch((error) => {
        reject(error);
        sent.destroy();
    });
    return promise;
}
/** In place of the session that the agent kept: of one that is taken up again nobody sees the certificate. */
const wholeHandshake = { session: undefined };
function isStream(body) {
    return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
/** Asks for a chunk once the one before is on its way, so that a source may use its memory again. */
async function writeBody(sent, body) {
    if (!isStream(body))
        return void sent.end(body);
    for await (const chunk of body) {
        if (sent.destroyed || sent.listenerCount('response') === 0)
            return;
        await new Promise((resolve, reject) => sent.write(chunk, (error) => (error ? reject(error) : resolve())));
    }
    sent.end();
}

;// CONCATENATED MODULE: ./build/src/edge-fetch.js



const defaultTimeout = 30_000;
const attempts = 4;
/** A server that asks for a longer wait than this gets its answer passed on instead. Milliseconds. */
const longestWait = 60_000;
/** Builds a `fetch` that retries what can be sent twice: 408, 429, 5xx and answers that never came. */
function retryingFetch({ sleep, log }) {
    return async (url, init = {}) => {
        for (let attempt = 1;; attempt++) {
            const last = attempt === attempts || !canSendTwice(init);
            const answer = await fetchOnce(url, init).catch((error) => {
                if (last || init.signal?.aborted)
                    throw error;
                return error;
            });
            if (!(answer instanceof Error)) {
                const pause = pauseOf(answer, attempt);
                if (last || pause === undefined)
                    return answer;
                log.debug(`${requestLine(url, init)} answered ${answer.status}; again in ${pause} ms`);
                await answer.body?.cancel();
                await sleep(pause);
            }
            else {
                log.debug(`${answer.message}; again`);
                await sleep(backOff(attempt));
            }
        }
    };
}
/**
 * Sends all requests of this process through the proxies that the environment names, but for those to this machine.
 * https://nodejs.org/docs/latest-v24.x/api/http.html#httpsetglobalproxyfromenvproxyenv
 */
function useProxies(env) {
    const named = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => env[name]);
    if (!named)
        return;
    const direct = [env.no_proxy ?? env.NO_PROXY, 'localhost', '127.0.0.1', '[::1]', '::1']
        .filter(Boolean)
        .join(',');
    external_node_http_.setGlobalProxyFromEnv({ ...env, no_proxy: direct, NO_PROXY: direct });
}
async function fetchOnce(url, init) {
    const { timeout = defaultTimeout, body, ...rest } = init;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${timeout / 1000} s`)), timeout);
    const signal = init.signal ? AbortSignal.any([init.signal, controller.signal]) : controller.signal;
    try {
        return await follow(new URL(url), { ...rest, body, signal });
    }
    catch (cause) {
        // What the source of a stream fails with is its own to tell.
        if ((0,failure/* isFailure */.N6)(cause))
            throw cause;
        throw new failure/* Failure */.HR('unavailable', `${requestLine(url, init)}: ${reasonOf(cause)}`, { cause });
    }
    finally {
        clearTimeout(timer);
    }
}
/** Follows redirects, unless they are asked for: to another origin without credentials, and never out of https. */
async function follow(start, init) {
    let [url, rest] = [start, init];
    for (let hops = 0;; hops++) {
        const answer = await request(url, rest);
        const location = answer.headers.get('location');
        if (init.redirect === 'manual' || !redirects.includes(answer.status) || location === null)
            return answer;
        await answer.body?.cancel();
        if (hops === redirectLimit)
            throw new failure/* Failure */.HR('unavailable', `redirected more than ${redirectLimit} times`);
        const next = redirectOf(location, url);
        rest = redirected(rest, answer.status, next.origin === url.origin);
        url = next;
    }
}
function redirectOf(location, from) {
    const to = URL.parse(location, from.href);
    if (to !== null && (to.protocol === 'https:' || to.protocol === from.protocol))
        return to;
    throw new failure/* Failure */.HR('unavailable', `redirected to what is not ${from.protocol.slice(0, -1)}`);
}
/** What is sent to where an answer leads. https://fetch.spec.whatwg.org/#http-redirect-fetch */
function redirected(init, status, sameOrigin) {
    const { method = 'GET', headers = {}, body, ...rest } = init;
    const names = Object.keys(headers).filter((name) => sameOrigin || !secretHeaders.includes(name.toLowerCase()));
    const kept = Object.fromEntries(names.map((name) => [name, headers[name] ?? '']));
    const becomesGet = status === 303 || (status < 303 && method.toUpperCase() === 'POST');
    if (becomesGet)
        return { ...rest, method: 'GET', headers: kept };
    if (isStream(body))
        throw new failure/* Failure */.HR('unavailable', 'redirected while a stream was sent, which cannot be sent again');
    return { ...rest, method, headers: kept, ...(body !== undefined && { body }) };
}
const redirects = [301, 302, 303, 307, 308];
const redirectLimit = 5;
const secretHeaders = ['authorization', 'cookie', 'proxy-authorization'];
function canSendTwice({ method = 'GET', body, idempotent, retry }) {
    if (retry === false || isStream(body))
        return false;
    return idempotent ?? ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'].includes(method.toUpperCase());
}
/** Milliseconds to wait before this answer is asked for again; undefined means that it is final. */
function pauseOf(answer, attempt) {
    if (answer.status !== 408 && answer.status !== 429 && answer.status < 500)
        return undefined;
    if (answer.status === 501 || answer.status === 505)
        return undefined;
    const asked = answer.headers.get('retry-after');
    if (asked === null)
        return backOff(attempt);
    const pause = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
    if (Number.isNaN(pause))
        return backOff(attempt);
    return pause > longestWait ? undefined : Math.max(pause, 0);
}
function backOff(attempt) {
    return 500 * 2 ** (attempt - 1);
}
/** Names a request without its query, which may carry a signature. */
function requestLine(url, { method = 'GET' }) {
    const { origin, pathname } = new URL(url);
    return `${method} ${origin}${pathname}`;
}
// Where a name has several addresses, each was refused for a reason of its own; an abort has it as its cause.
function reasonOf(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return (0,failure/* messageOf */.bD)(error.errors[0]);
    const cause = error instanceof Error && error.name === 'AbortError' ? error.cause : undefined;
    return (0,failure/* messageOf */.bD)(cause ?? error) || 'no answer';
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(481);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/src/edge-connect.js






/** Opens a connection, by no proxy, looks whether it holds, and closes it. */
async function connect(address, options) {
    const { timeout, settle } = options;
    const isTls = options.tls !== undefined;
    const signal = AbortSignal.timeout(timeout);
    const socket = isTls ? openTls(address, options.tls) : external_node_net_.connect(address);
    try {
        await (0,external_node_events_.once)(socket, isTls ? 'secureConnect' : 'connect', { signal });
        // Who completes a handshake is there.
        if (!isTls)
            await staysOpen(socket, settle);
        return { certificate: certificateOf(socket) };
    }
    catch (cause) {
        const reason = signal.aborted ? `did not answer within ${timeout} ms` : reasonOf(cause);
        throw new failure/* Failure */.HR('unavailable', reason, { cause });
    }
    finally {
        // What comes after this is nobody's concern.
        socket.on('error', () => { });
        socket.destroy();
    }
}
function openTls({ host, port }, { ca } = {}) {
    // An address is no name: https://www.rfc-editor.org/rfc/rfc6066#section-3
    const name = external_node_net_.isIP(host) === 0 ? { servername: host } : {};
    return external_node_tls_.connect({ host, port, rejectUnauthorized: true, ...name, ...(ca !== undefined && { ca }) });
}
/** Resolves once something is sent, or nothing has happened for a while. */
async function staysOpen(socket, time) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const timer = setTimeout(resolve, time);
    socket.once('data', () => resolve());
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed again at once')));
    try {
        await promise;
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./build/src/edge-node.js







const defaultExecTimeout = 10 * 60_000;
/** How much of a program's output is kept, so that a chatty one cannot fill the memory. Bytes per stream. */
const outputLimit = 64 * 1024 * 1024;
/** How long output may still come after a program has ended. Milliseconds. */
const outputGrace = 2_000;
/** Builds the edge that talks to the real world. */
function nodeEdge(log) {
    const sleep = async (time) => void (await (0,promises_.setTimeout)(Math.min(time, duration/* longestTimer */.a5)));
    return { fetch: retryingFetch({ sleep, log }), connect: connect, exec, spawn, now: () => new Date(), sleep, log };
}
async function exec(command, args, options = {}) {
    const { input, timeout = defaultExecTimeout, allowFailure = false } = options;
    const running = start(command, args, options);
    const stdout = collect(running.child.stdout);
    let timedOut = false;
    const timer = setTimeout(() => {
        timedOut = true;
        running.kill();
    }, Math.min(timeout, duration/* longestTimer */.a5));
    running.child.stdin.end(input);
    try {
        const exitCode = await running.exited;
        // What the program left running must not hold us up, nor be stopped: a reload may well start a daemon.
        clearTimeout(timer);
        const output = await stdout;
        if (timedOut)
            throw new failure/* Failure */.HR('unavailable', `${command} did not end within ${timeout / 1000} s and was stopped`);
        if (exitCode !== 0 && !allowFailure)
            throw exitFailure(command, exitCode, await running.stderr);
        return { exitCode, stdout: output, stderr: await running.stderr };
    }
    finally {
        clearTimeout(timer);
    }
}
function spawn(command, args, options = {}) {
    const running = start(command, args, options);
    const forget = passSignals(running.child.pid);
    const ended = running.exited.finally(forget).then(async (exitCode) => {
        const stderr = await running.stderr;
        if (exitCode !== 0)
            throw exitFailure(command, exitCode, stderr);
    });
    // Whoever stops reading early never looks at the end; that must not be an unhandled rejection.
    ended.catch(() => { });
    return { stdin: running.child.stdin, stdout: running.child.stdout, ended, kill: running.kill };
}
function start(command, args, { cwd, env, inherit, onStderr }) {
    const child = (0,external_node_child_process_.spawn)(command, args, {
        cwd,
        env: { ...childEnvironment(process.env, inherit), ...env },
        stdio: 'pipe',
        // A process group of its own, so that what the program started ends with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
    });
    const stderr = collect(child.stderr);
    if (onStderr !== undefined)
        (0,external_node_readline_.createInterface)({ input: child.stderr }).on('line', onStderr);
    // A program that does not read its input closes the pipe; its exit code tells what is to be told.
    child.stdin.on('error', () => { });
    const exited = new Promise((resolve, reject) => {
        child.once('error', (cause) => reject(startFailure(command, cause)));
        // Not "close", which waits for somebody to read all of the output.
        child.once('exit', (code) => {
            resolve(code ?? 1);
            letGo(child);
        });
    });
    return { child, stderr, exited, kill: () => killGroup(child.pid) };
}
// Output that is on its way is read; that of a daemon, which has inherited the pipes, is not waited for.
function letGo({ stdout, stderr }) {
    const timer = setTimeout(() => {
        stderr.destroy();
        if (stdout.readableFlowing)
            stdout.destroy();
    }, outputGrace);
    timer.unref();
}
/** Lets a program hear what ends us, which its own process group would keep from it; returns how to stop that. */
function passSignals(pid) {
    const pass = (signal) => {
        forget();
        killGroup(pid, signal);
        // Nobody else listens, so this time it ends us.
        process.kill(process.pid, signal);
    };
    const forget = () => {
        for (const signal of endingSignals)
            process.off(signal, pass);
    };
    for (const signal of endingSignals)
        process.on(signal, pass);
    return forget;
}
const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
function killGroup(pid, signal = 'SIGKILL') {
    if (pid === undefined)
        return;
    try {
        process.kill(process.platform === 'win32' ? pid : -pid, signal);
    }
    catch {
        // It has ended already, which is what was wanted.
    }
}
/** Reads all that a program writes; what exceeds the limit is read and forgotten. */
function collect(stream) {
    const chunks = [];
    let size = 0;
    stream.on('data', (chunk) => {
        size += chunk.length;
        if (size <= outputLimit)
            chunks.push(chunk);
    });
    return new Promise((resolve) => {
        stream.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
}
function startFailure(command, cause) {
    if (cause.code === 'ENOENT')
        return new failure/* Failure */.HR('not-found', `program "${command}" was not found on this runner`, { cause });
    return new failure/* Failure */.HR('unavailable', `program "${command}" could not be started: ${cause.message}`, { cause });
}
function exitFailure(command, exitCode, stderr) {
    const lastLine = stderr.trim().split('\n').at(-1) ?? '';
    return new failure/* Failure */.HR('unavailable', `${command} ended with exit code ${exitCode}${lastLine && `: ${lastLine}`}`);
}
/**
 * Leaves out what a child has no need of: the runner's tokens and the inputs of the action; and of the rest all that is
 * not among `inherit`, where a child must know no more than that.
 */
function childEnvironment(env, inherit) {
    const secret = /^(INPUT_|STATE_|ACTIONS_)|^(GITHUB_TOKEN|GH_TOKEN|GH_ENTERPRISE_TOKEN|GITHUB_ENTERPRISE_TOKEN)$/;
    // Windows keeps names in any case, and proxies are named in both.
    const wanted = inherit && new Set(inherit.map((name) => name.toUpperCase()));
    return Object.fromEntries(Object.entries(env).filter(([name]) => !secret.test(name) && (wanted?.has(name.toUpperCase()) ?? true)));
}

// EXTERNAL MODULE: ./build/src/github/github.js + 11 modules
var github = __webpack_require__(3395);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/src/registry/credentials.js



const helperTimeout = 10_000;
/** The user name by which a helper says that the secret is an identity token. */
const tokenUser = '<token>';
/**
 * Finds what `docker login` has left: in Docker's configuration file, or in the helper that it names.
 * https://docs.docker.com/reference/cli/docker/login/#credential-stores
 */
function dockerCredentials({ env, home, exec }) {
    const file = (0,external_node_path_.join)(env.DOCKER_CONFIG || (0,external_node_path_.join)(home, '.docker'), 'config.json');
    let config;
    return async (registry) => {
        config ??= readConfig(file);
        const { auths, credHelpers, credsStore } = await config;
        for (const key of keysOf(registry)) {
            // A helper of this registry goes before the common store, and both before the file, as in Docker.
            const helper = own(credHelpers, key) ?? credsStore;
            const credentials = (helper === undefined ? undefined : await askHelper(String(helper), key, file, exec)) ??
                parseEntry(own(auths, key), key, file);
            if (credentials !== undefined)
                return credentials;
        }
        return undefined;
    };
}
/** Answers for one registry by itself and passes every other one on. */
function withCredentials(source, registry, credentials) {
    return async (asked) => (asked === registry ? credentials : source(asked));
}
/** Under which names Docker keeps a registry: exact hosts, or the old address that stands for Docker Hub. */
function keysOf(registry) {
    if (registry === 'docker.io')
        return ['https://index.docker.io/v1/', 'docker.io', 'registry-1.docker.io'];
    return [registry, `https://${registry}`, `https://${registry}/`];
}
async function readConfig(file) {
    let text;
    try {
        text = await (0,external_node_fs_promises_.readFile)(file, 'utf8');
    }
    catch (cause) {
        if (isMissing(cause))
            return {};
        throw malformed(file, (0,failure/* messageOf */.bD)(cause));
    }
    let config;
    try {
        config = JSON.parse(text);
    }
    catch {
        // Without the parser's message and the cause: they quote the file, which holds secrets.
        throw malformed(file, 'it is not JSON');
    }
    if (!isObject(config))
        throw malformed(file, 'it is not a JSON object');
    const { auths, credHelpers, credsStore } = config;
    if (!isOptionalObject(auths))
        throw malformed(file, '"auths" is not an object');
    if (!isOptionalObject(credHelpers))
        throw malformed(file, '"credHelpers" is not an object');
    return { auths, credHelpers, credsStore: credsStore || undefined };
}
function parseEntry(entry, key, file) {
    if (entry === undefined)
        return undefined;
    if (!isObject(entry))
        throw malformed(file, `"auths.${key}" is not an object`);
    const { identitytoken, username, password, auth } = entry;
    if (isText(identitytoken))
        return { token: identitytoken };
    if (isText(auth))
        return parseAuth(auth, key, file);
    return isText(username) && isText(password) ? { username, password } : undefined;
}
function parseAuth(auth, key, file) {
    const decoded = Buffer.from(auth, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 1)
        throw malformed(file, `"auths.${key}.auth" is not base64 of user:password`);
    return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
/** https://github.com/docker/docker-credential-helpers#development */
async function askHelper(name, key, file, exec) {
    if (!/^[\w.-]+$/.test(name))
        throw malformed(file, `"${name}" is not the name of a credential helper`);
    const program = `docker-credential-${name}`;
    const { exitCode, stdout, stderr } = await exec(program, ['get'], {
        input: key,
        timeout: helperTimeout,
        allowFailure: true,
    });
    if (exitCode === 0)
        return parseHelperAnswer(stdout, program);
    // The protocol's way to say that there are none, on stdout by the book and on stderr by some.
    if (/credentials not found/i.test(stdout + stderr))
        return undefined;
    throw new failure/* Failure */.HR('unauthorized', `${program} gave no credentials for "${key}": it ended with ${exitCode}`);
}
function parseHelperAnswer(stdout, program) {
    let answer;
    try {
        answer = JSON.parse(stdout);
    }
    catch {
        // Without the cause: it would quote the secret.
        throw new failure/* Failure */.HR('unauthorized', `${program} answered something that is not JSON`);
    }
    const { Username: username, Secret: secret } = isObject(answer) ? answer : {};
    if (!isText(secret))
        return undefined;
    if (username === tokenUser)
        return { token: secret };
    return isText(username) ? { username, password: secret } : undefined;
}
function own(table, key) {
    return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
function isText(value) {
    return typeof value === 'string' && value !== '';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isOptionalObject(value) {
    return value === undefined || isObject(value);
}
function isMissing(error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
function malformed(file, reason) {
    return new failure/* Failure */.HR('invalid-input', `Docker's configuration "${file}" cannot be read: ${reason}`);
}

// EXTERNAL MODULE: ./build/src/registry/origin.js
var origin = __webpack_require__(163);
// EXTERNAL MODULE: ./build/src/registry/registry.js + 4 modules
var registry_registry = __webpack_require__(2779);
;// CONCATENATED MODULE: ./build/src/job/job.js












/** Opens what asks GitHub and nobody else. */
function openGitHubJob() {
    const context = (0,action_context/* runnerContext */.c)();
    const { repository, repositoryId, serverUrl, apiUrl, runnerTemp } = context;
    useProxies({ ...process.env });
    const edge = nodeEdge((0,log/* runnerLog */.t1)());
    return {
        context,
        edge,
        github: (0,github/* connectGitHub */.U)({ ...(0,common_inputs/* githubInputs */.dN)(), apiUrl, repository }, edge),
        home: { name: repository, id: String(repositoryId), serverUrl },
        roots: {
            kind: 'known',
            cachePath: (0,external_node_path_.join)(runnerTemp, 'immutable-deploy-roots'),
            warn: edge.log.warning,
        },
    };
}
/** Opens the job with the inputs that every action shares which reads images. */
function openJob() {
    const env = { ...process.env };
    hideKey(env.INPUT_KEY);
    const job = openGitHubJob();
    const { context, edge } = job;
    const { serverUrl, workspace } = context;
    const { credentials, insecureRegistries } = (0,common_inputs/* registryInputs */.P4)();
    const registries = new Map();
    const known = dockerCredentials({ env, home: (0,external_node_os_.homedir)(), exec: edge.exec });
    const sourceFor = ({ registry }) => credentials === undefined ? known : withCredentials(known, registry, credentials);
    return {
        ...job,
        signing: {
            serverUrl,
            workspace,
            env,
            identityToken: { url: env.ACTIONS_ID_TOKEN_REQUEST_URL, token: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN },
        },
        registryOf: (image, pushTo) => {
            const key = [image, pushTo].map((repository) => repository && (0,reference/* formatRepository */.Sh)(repository)).join(' ');
            const options = {
                credentials: sourceFor(image),
                insecureRegistries,
                ...(pushTo !== undefined && { pushTo }),
            };
            const registry = registries.get(key) ?? (0,registry_registry/* connectRegistry */.g)(options, edge);
            registries.set(key, registry);
            return registry;
        },
        accessTo: async (image) => {
            const credentials = await sourceFor(image)(image.registry);
            const insecure = (0,origin/* isPlain */.$i)(image.registry, insecureRegistries);
            return { ...(credentials !== undefined && { credentials }), insecure };
        },
    };
}
// A key that stands in a variable is for signing alone: not for the programs that checks and targets run.
function hideKey(location = '') {
    const [, name] = /^env:\/\/(.+)$/.exec(location.trim()) ?? [];
    if (name !== undefined)
        delete process.env[name];
}


/***/ }),

/***/ 9843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fo: () => (/* binding */ collect),
/* harmony export */   ao: () => (/* binding */ silence),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   ut: () => (/* binding */ answerOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** Bytes. */
const discardLimit = 64 * 1024;
/** Wraps a response; `idle` is how many milliseconds may pass without a byte. */
function answerOf(response, url, idle) {
    const chunks = () => chunksOf(response, idle);
    return {
        status: response.status,
        headers: response.headers,
        url,
        chunks,
        read: (limit) => collect(chunks(), limit),
        discard: () => discard(response, chunks),
    };
}
// Read to its end, a connection serves the next request; a long answer is not worth that.
async function discard({ body, headers }, chunks) {
    const length = headers.get('content-length');
    try {
        if (length === null || Number(length) > discardLimit)
            await body?.cancel();
        else
            await collect(chunks(), discardLimit);
    }
    catch {
        // What nobody wants may break off.
    }
}
/** Says whether an answer tells that something was done. */
function isSuccess({ status }) {
    return status >= 200 && status < 300;
}
/** Puts chunks together, but not more than `limit` bytes. */
async function collect(chunks, limit) {
    const parts = [];
    let size = 0;
    for await (const chunk of chunks) {
        size += chunk.length;
        if (size > limit)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('mismatch', `more than ${limit} bytes came where at most that many may`);
        parts.push(chunk);
    }
    return Buffer.concat(parts);
}
async function* chunksOf(response, idle) {
    if (response.body === null)
        return;
    const chunks = response.body[Symbol.asyncIterator]();
    try {
        for (;;) {
            const { done, value } = await within(chunks.next(), idle);
            if (done)
                return;
            yield value;
        }
    }
    finally {
        // Whoever stops reading early must not keep the connection.
        await response.body.cancel();
    }
}
async function within(promise, idle) {
    const { promise: late, reject } = Promise.withResolvers();
    const timer = setTimeout(() => reject(silence(idle)), idle);
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** The failure of a peer that stopped sending or taking bytes. */
function silence(idle) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unavailable', `nothing came or went for ${idle / 1000} s`);
}


/***/ }),

/***/ 7193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ addressFrom),
  N: () => (/* binding */ connect)
});

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/registry/answer.js
var registry_answer = __webpack_require__(9843);
// EXTERNAL MODULE: ./build/src/registry/refusal.js
var refusal = __webpack_require__(7561);
;// CONCATENATED MODULE: ./build/src/registry/auth.js



/** The name that we give ourselves at token servers. */
const client = 'immutable-deploy';
const tokenLimit = 1024 * 1024;
/** How long a token lives that does not say so, in seconds. */
const defaultLifetime = 60;
/** Builds the login to a registry. */
function loginTo(options) {
    const { registry, credentials } = options;
    const tokens = new Map();
    let known;
    async function tokenFor(need, challenge) {
        const scope = scopeOf(need, challenge);
        const cached = tokens.get(scope);
        if (cached !== undefined) {
            const token = await cached.catch(() => undefined);
            if (token !== undefined && token.expires > performance.now())
                return token.header;
        }
        const fresh = fetchToken(need, challenge, scope, options);
        tokens.set(scope, fresh);
        // A failure is told to whoever waits for it now, and asked anew by the next one.
        fresh.catch(() => tokens.delete(scope));
        return (await fresh).header;
    }
    async function authorize(need) {
        if (known === undefined)
            return undefined;
        return known.scheme === 'basic' ? basic(need, options) : tokenFor(need, known);
    }
    return {
        loggedIn: credentials !== undefined,
        authorize,
        async renew(need, challenge) {
            if (challenge === undefined)
                throw refused(need, options, `${registry} does not say how to log in`);
            if (challenge.scheme === 'bearer')
                tokens.delete(scopeOf(need, challenge));
            known = challenge;
            return (await authorize(need)) ?? basic(need, options);
        },
    };
}
/** Reads the challenges of a 401; Bearer goes before Basic, and of others nothing is known. */
function parseChallenge(header) {
    const challenges = new Map();
    let scheme = '';
    const pattern = /(?:^|[\s,])([\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;
    for (const [, name = '', quoted, bare] of (header ?? '').matchAll(pattern)) {
        const value = quoted?.replace(/\\(.)/g, '$1') ?? bare;
        if (value === undefined)
            scheme = name.toLowerCase();
        challenges.set(scheme, {
            ...challenges.get(scheme),
            ...(value !== undefined && { [name.toLowerCase()]: value }),
        });
    }
    const { realm, service, scope } = challenges.get('bearer') ?? {};
    if (realm !== undefined)
        return { scheme: 'bearer', realm, service, scope };
    return challenges.has('basic') ? { scheme: 'basic' } : undefined;
}
/** https://distribution.github.io/distribution/spec/auth/scope/ */
function scopeOf({ name, access, alsoPull }, { scope }) {
    const source = alsoPull === undefined || alsoPull === name ? '' : ` repository:${alsoPull}:pull`;
    const wanted = `repository:${name}:${access}${source}`;
    // Some registries have scopes of their own (public ECR: "aws"), which are asked for as well.
    return scope === undefined || scope.startsWith('repository:') ? wanted : `${wanted} ${scope}`;
}
function basic(need, options) {
    const { credentials, registry } = options;
    if (credentials === undefined)
        throw refused(need, options, `${registry} wants a login`);
    if ('token' in credentials)
        throw refused(need, options, `${registry} wants a password where there is an identity token`);
    return basicHeader(credentials);
}
function basicHeader({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/** https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/ */
async function fetchToken(need, challenge, scope, options) {
    const { registry, credentials } = options;
    const realm = parseRealm(need, challenge.realm, options);
    const service = challenge.service === undefined ? {} : { service: challenge.service };
    const answer = credentials !== undefined && 'token' in credentials
        ? await postForToken(realm, { ...service, scope, refresh_token: credentials.token }, need, options)
        : await getToken(realm, service, scope, need, options);
    if ((0,registry_answer/* isSuccess */.oJ)(answer))
        return parseToken(await answer.read(tokenLimit), need, options);
    throw await (0,refusal/* refusalOf */.Of)(answer, {
        purpose: { verb: need.purpose.verb, subject: `${need.purpose.subject}: no token for "${scope}"` },
        registry,
        access: need.access,
        loggedIn: credentials !== undefined,
    });
}
async function getToken(realm, service, scope, need, options) {
    const { credentials } = options;
    const url = new URL(realm);
    for (const [name, value] of Object.entries(service))
        url.searchParams.set(name, value);
    for (const part of scope.split(' '))
        url.searchParams.append('scope', part);
    const headers = credentials === undefined || 'token' in credentials ? {} : { authorization: basicHeader(credentials) };
    return ask(url, { headers }, need, options);
}
function postForToken(realm, fields, need, options) {
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: client, ...fields });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return ask(realm, { method: 'POST', headers, body: body.toString(), idempotent: true }, need, options);
}
async function ask(url, init, need, options) {
    const { fetch, timeout } = options;
    try {
        // A token server that redirects could send the password anywhere: its answer is the answer.
        return (0,registry_answer/* answerOf */.ut)(await fetch(url, { ...init, redirect: 'manual', timeout }), url, timeout);
    }
    catch (cause) {
        throw (0,refusal/* failed */.gz)(need.purpose, 'unavailable', (0,failure/* messageOf */.bD)(cause), cause);
    }
}
function parseRealm(need, text, options) {
    const realm = URL.canParse(text) ? new URL(text) : undefined;
    const secure = realm?.protocol === 'https:' || (options.plain && realm?.protocol === 'http:');
    if (realm !== undefined && secure && realm.username === '' && realm.password === '')
        return realm;
    throw refused(need, options, `${options.registry} names a token server without https, which gets no credentials`);
}
function parseToken(bytes, need, { registry }) {
    let body;
    try {
        body = Object(JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
    catch {
        // Without the cause: it would quote the token.
        throw (0,refusal/* failed */.gz)(need.purpose, 'unavailable', `the token server of ${registry} did not answer JSON`);
    }
    const token = body.token || body.access_token;
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
        throw (0,refusal/* failed */.gz)(need.purpose, 'unauthorized', `the token server of ${registry} answered no token`);
    const lifetime = Number(body.expires_in) > 0 ? Number(body.expires_in) : defaultLifetime;
    // A token about to expire might do so on its way.
    return { header: `Bearer ${token}`, expires: performance.now() + lifetime * 800 };
}
function refused(need, options, reason) {
    const loggedIn = options.credentials !== undefined;
    const advice = (0,refusal/* loginAdvice */.MI)({ registry: options.registry, access: need.access, loggedIn });
    return (0,refusal/* failed */.gz)(need.purpose, 'unauthorized', `${reason}; ${advice}`);
}

// EXTERNAL MODULE: ./build/src/registry/origin.js
var registry_origin = __webpack_require__(163);
;// CONCATENATED MODULE: ./build/src/registry/connection.js





const redirects = [301, 302, 303, 307, 308];
const redirectLimit = 5;
/** Opens nothing yet: the first request of each registry finds the credentials for it. */
function connect(options, { fetch }) {
    const { credentials, insecureRegistries, timeout, pushTo } = options;
    const logins = new Map();
    const origin = ({ registry }) => (0,registry_origin/* originOf */.yv)(registry, insecureRegistries);
    async function logIn(registry) {
        const plain = (0,registry_origin/* isPlain */.$i)(registry, insecureRegistries);
        return loginTo({ registry, plain, credentials: await credentials(registry), fetch, timeout });
    }
    async function send(asked) {
        const pushes = asked.access === 'pull' && isSame(asked.repository, pushTo);
        const request = { ...asked, access: pushes ? 'pull,push' : asked.access };
        const { repository, access, purpose, accept = [] } = request;
        const { registry } = repository;
        const known = logins.get(registry) ?? logIn(registry);
        logins.set(registry, known);
        const login = await known;
        const answer = await sendLoggedIn(request, login, { fetch, timeout, origin: origin(repository) });
        if ((0,registry_answer/* isSuccess */.oJ)(answer) || accept.includes(answer.status))
            return answer;
        throw await (0,refusal/* refusalOf */.Of)(answer, { purpose, registry, access, loggedIn: login.loggedIn });
    }
    return { send, origin };
}
function isSame(one, other) {
    return one.registry === other?.registry && one.repository === other.repository;
}
async function sendLoggedIn(request, login, line) {
    const { repository, access, purpose, alsoPull } = request;
    const need = { name: (0,registry_origin/* nameOf */.Vb)(repository), access, purpose, alsoPull };
    const url = new URL(addressOf(request, line.origin));
    // The registry alone gets credentials, not where it sends its uploads to.
    const ours = url.origin === line.origin;
    const answer = await follow(url, request, ours ? await login.authorize(need) : undefined, line);
    if (answer.status !== 401 || answer.url.origin !== line.origin)
        return answer;
    await answer.discard();
    const challenge = parseChallenge(answer.headers.get('www-authenticate'));
    return follow(url, request, await login.renew(need, challenge), line);
}
async function follow(start, request, authorization, line) {
    const { method = 'GET', accept = [], purpose } = request;
    let url = start;
    for (let hops = 0;; hops++) {
        // A redirect to another origin is followed without the credentials.
        const answer = await sendOnce(url, request, url.origin === start.origin ? authorization : undefined, line);
        const location = answer.headers.get('location');
        const followed = redirects.includes(answer.status) && ['GET', 'HEAD'].includes(method);
        if (!followed || accept.includes(answer.status) || location === null)
            return answer;
        await answer.discard();
        if (hops === redirectLimit)
            throw (0,refusal/* failed */.gz)(purpose, 'unavailable', 'the registry redirects without end');
        url = addressFrom(location, url, request, line.origin);
    }
}
async function sendOnce(url, request, authorization, { fetch, timeout }) {
    const { method = 'GET', body, purpose, init } = request;
    const headers = {
        ...request.headers,
        ...(authorization !== undefined && { authorization }),
    };
    const content = typeof body === 'function' ? body() : body && Buffer.from(body);
    try {
        const response = await fetch(url, {
            timeout,
            ...init,
            method,
            headers,
            body: content,
            redirect: 'manual',
        });
        return (0,registry_answer/* answerOf */.ut)(response, url, timeout);
    }
    catch (cause) {
        throw (0,refusal/* failed */.gz)(purpose, (0,failure/* isFailure */.N6)(cause) ? cause.code : 'unavailable', (0,failure/* messageOf */.bD)(cause), cause);
    }
}
/** Reads an address that a registry gave; from https it must not lead to http. */
function addressFrom(location, base, request, origin) {
    if (!URL.canParse(location, base.href))
        throw notFollowed(request, 'to something that is no address');
    const url = new URL(location, base);
    const secure = url.protocol === 'https:' || (url.protocol === 'http:' && origin.startsWith('http:'));
    if (!secure || url.username !== '' || url.password !== '')
        throw notFollowed(request, `to ${url.protocol}//${url.host}, which is not https`);
    return url;
}
function addressOf({ repository, path }, origin) {
    return path instanceof URL ? path : `${origin}/v2/${(0,registry_origin/* nameOf */.Vb)(repository)}/${path}`;
}
function notFollowed({ purpose }, where) {
    return (0,refusal/* failed */.gz)(purpose, 'unavailable', `the registry leads ${where}`);
}


/***/ }),

/***/ 7894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bv: () => (/* binding */ addToFallback),
/* harmony export */   DE: () => (/* binding */ readFallback),
/* harmony export */   eK: () => (/* binding */ purposeOf),
/* harmony export */   fY: () => (/* binding */ missingFrom),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(467);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6477);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4847);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7561);







// Where a registry does not list referrers itself, its clients keep an index of them under a tag of the subject.
// https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema
const fallbackAttempts = 30;
/** Reads the index that lists the referrers of a subject; undefined where there is none. */
async function readFallback(subject, purpose, connection) {
    const found = await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_5__/* .getManifest */ .c2)(fallbackTag(subject), purpose, connection);
    // GitLab's registry answers such a tag with the subject itself.
    if (found === undefined || found.descriptor.digest === subject.digest)
        return undefined;
    const { manifest, etag, descriptor } = found;
    return { ...(manifest.kind === 'index' && { index: manifest }), etag, digest: descriptor.digest };
}
/** Adds entries to the index that lists the referrers of a subject, and sees to it that they stay. */
async function addToFallback(subject, referrers, edge, connection) {
    const purpose = purposeOf('attach to', subject);
    let refused;
    for (let attempt = 1; attempt <= fallbackAttempts; attempt++) {
        const current = await readFallback(subject, purpose, connection);
        const missing = missingFrom(current?.index?.manifests ?? [], referrers);
        if (missing.length === 0)
            return;
        if (current !== undefined && current.index === undefined)
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_6__/* .failed */ .gz)(purpose, 'denied', `tag "${fallbackTag(subject).tag}" is taken by something that is no index`);
        // Refused twice although nobody has changed it: that is no race.
        if (refused !== undefined && refused.digest === current?.digest)
            throw immutable(subject, refused.cause);
        refused = await replaceFallback(subject, missing, current, connection);
        // Whoever read before this write may write after it, where If-Match is not known: so it is read once more.
        await pause(edge);
    }
    throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_6__/* .failed */ .gz)(purpose, 'unavailable', 'others kept changing the list of referrers at the same time');
}
/** Writes the index with these entries more; returns the refusal if the registry did not take it. */
async function replaceFallback(subject, more, current, connection) {
    const index = {
        kind: 'index',
        mediaType: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.imageIndex,
        ...current?.index,
        manifests: [...(current?.index?.manifests ?? []), ...more],
    };
    try {
        const bytes = (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .formatManifest */ .L_)(index);
        await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_5__/* .putManifest */ .RV)(fallbackTag(subject), { mediaType: index.mediaType, bytes }, (0,_manifests_js__WEBPACK_IMPORTED_MODULE_5__/* .ifMatch */ .fm)(current?.etag), connection);
        return undefined;
    }
    catch (cause) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .isFailure */ .N6)(cause, 'denied'))
            throw cause;
        return { digest: current?.digest, cause };
    }
}
/** Waits long enough for others to end what they are at, and not all for the same time. */
function pause({ sleep }) {
    return sleep(500 + Math.random() * 500);
}
/** Names what of a list is wanted and is not there. */
function missingFrom(listed, wanted) {
    return wanted.filter(({ digest }) => !listed.some((known) => known.digest === digest));
}
function immutable(subject, cause) {
    const { tag } = fallbackTag(subject);
    const reason = `the registry does not list referrers itself and refuses to change tag "${tag}"`;
    const way = `leave tags that start with "sha256-" out of tag immutability`;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_6__/* .failed */ .gz)(purposeOf('attach to', subject), 'denied', `${reason} (${(0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(cause)}); ${way}`, cause);
}
function fallbackTag(subject) {
    return (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .withTag */ .Rd)(subject, `sha256-${(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .hexOf */ .ZD)(subject.digest)}`);
}
/** Says what is being done with the referrers of a subject. */
function purposeOf(verb, subject) {
    return { verb, subject: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)(subject) };
}


/***/ }),

/***/ 4847:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ fetchManifest),
/* harmony export */   K9: () => (/* binding */ resolveManifest),
/* harmony export */   OR: () => (/* binding */ fetchWhole),
/* harmony export */   QU: () => (/* binding */ sendManifest),
/* harmony export */   RV: () => (/* binding */ putManifest),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   c2: () => (/* binding */ getManifest),
/* harmony export */   fm: () => (/* binding */ ifMatch),
/* harmony export */   lS: () => (/* binding */ pushedBy),
/* harmony export */   rW: () => (/* binding */ deleteManifest),
/* harmony export */   t7: () => (/* binding */ manifestLimit),
/* harmony export */   y6: () => (/* binding */ pushManifest)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(467);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7561);





/** Asks that what is replaced is still what was read. A weak ETag never matches: https://www.rfc-editor.org/rfc/rfc9110#name-if-match */
function ifMatch(etag) {
    return etag?.startsWith('"') ? { 'if-match': etag } : {};
}
/** Bytes; what the specification asks registries to take at least, and most take at most. */
const manifestLimit = 4 * 1024 * 1024;
/** How often something is asked for whose answer breaks off. */
const attempts = 3;
// Anything else too, as containerd asks: what is of a type that we cannot read is there all the same, and some
// registries answer 404 for what is not asked for.
const acceptManifests = { accept: [..._artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestMediaTypes */ .$P, '*/*'].join(', ') };
/** Finds what a reference stands for, or undefined when it is not there. */
async function resolveManifest(reference, connection) {
    const purpose = { verb: 'resolve', subject: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference) };
    // Some registries know no HEAD; 405 and 501 then mean nothing.
    const answer = await connection.send({
        ...request(reference, purpose),
        method: 'HEAD',
        accept: [404, 405, 501],
    });
    await answer.discard();
    if (answer.status === 404)
        return undefined;
    const descriptor = headDescriptor(answer);
    if (descriptor === undefined)
        return (await getManifest(reference, purpose, connection))?.descriptor;
    if ('digest' in reference)
        assertDigest(purpose, reference.digest, descriptor.digest);
    return descriptor;
}
/** Fetches a manifest whose bytes hash to the digest asked for. */
async function fetchManifest(reference, connection) {
    const purpose = { verb: 'fetch', subject: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference) };
    const fetched = await getManifest(reference, purpose, connection);
    if (fetched === undefined)
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(purpose, 'not-found', 'the registry has no such manifest');
    return fetched;
}
/** Fetches what a tag or a digest stands for, with the ETag by which it can be replaced. */
async function getManifest(reference, purpose, connection, access = 'pull') {
    const asked = { ...request(reference, purpose), access, accept: [404] };
    const found = await fetchWhole(asked, manifestLimit, connection);
    if (found.status === 404)
        return undefined;
    const { bytes, ...answer } = found;
    const digest = (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes);
    if ('digest' in reference)
        assertDigest(purpose, reference.digest, digest);
    assertSaidDigest(purpose, answer, digest);
    try {
        const manifest = (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(bytes, mediaTypeOf(answer));
        const descriptor = { mediaType: manifest.mediaType, digest, size: bytes.length };
        return { descriptor, bytes, manifest, etag: answer.headers.get('etag') ?? undefined };
    }
    catch (cause) {
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(purpose, 'mismatch', (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause), cause);
    }
}
/** Pushes a manifest; a tag that already stands for the same bytes counts as pushed. */
async function pushManifest(reference, manifest, connection) {
    try {
        return await putManifest(reference, manifest, {}, connection);
    }
    catch (cause) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(cause, 'denied'))
            throw cause;
        // A tag that must not move refuses its own manifest too, say when an answer was lost and asked for again.
        // If that cannot be told either, the refusal is what is to be told.
        const present = await resolveManifest(reference, connection).catch(() => undefined);
        if (present?.digest !== (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(manifest.bytes))
            throw cause;
        return { descriptor: present, subjectKnown: false };
    }
}
/** Puts a manifest as it is told; with `If-Match` a lost race is a failure with code `denied`. */
async function putManifest(reference, content, conditions, connection) {
    const answer = await sendManifest(reference, content, { conditions }, connection);
    return pushedBy(answer, reference, content, connection);
}
/** Sends a manifest; `accept` names what else than success is no failure. */
function sendManifest(reference, { mediaType, bytes }, { conditions, accept }, { send }) {
    const purpose = pushOf(reference);
    if ('digest' in reference)
        assertDigest(purpose, reference.digest, (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes));
    return send({
        ...request(reference, purpose),
        access: 'pull,push',
        method: 'PUT',
        headers: { 'content-type': mediaType, ...conditions },
        body: bytes,
        ...(accept !== undefined && { accept }),
    });
}
/** Reads what a registry said to a manifest that it took: it must have these very bytes. */
async function pushedBy(answer, reference, { mediaType, bytes }, connection) {
    const purpose = pushOf(reference);
    const digest = (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes);
    await answer.discard();
    // Without its digest the answer may be anybody's: then it is looked whether the registry has it.
    if (answer.headers.has('docker-content-digest'))
        assertSaidDigest(purpose, answer, digest);
    else
        assertDigest(purpose, digest, (await resolveManifest(reference, connection))?.digest ?? 'nothing');
    const subjectKnown = answer.headers.has('oci-subject');
    return { descriptor: { mediaType, digest, size: bytes.length }, subjectKnown };
}
/**
 * Deletes a manifest, and with it every tag that stands for it; what is not there counts as deleted.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#deleting-manifests
 */
async function deleteManifest(reference, { send }) {
    const purpose = { verb: 'delete', subject: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference) };
    const answer = await send({
        ...request(reference, purpose),
        access: 'delete',
        method: 'DELETE',
        accept: [404],
    });
    await answer.discard();
}
/** Asks for something small, and once more if the connection breaks while it comes. */
async function fetchWhole(request, limit, { send }) {
    for (let attempt = 1;; attempt++) {
        const answer = await send(request);
        try {
            const { status, headers, url } = answer;
            return { status, headers, url, bytes: await readAll(answer, limit, request.purpose) };
        }
        catch (error) {
            if (attempt === attempts || !(0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(error, 'unavailable'))
                throw error;
        }
    }
}
/** Reads a body whole, with a failure that says what was asked for. */
async function readAll(answer, limit, purpose) {
    const declared = answer.headers.get('content-length');
    try {
        const bytes = await answer.read(limit);
        if (declared === null || Number(declared) === bytes.length)
            return bytes;
    }
    catch (cause) {
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(purpose, (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .isFailure */ .N6)(cause) ? cause.code : 'unavailable', (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause), cause);
    }
    throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(purpose, 'mismatch', `${declared} bytes were declared and others came`);
}
/** The media type of an answer without its parameters. */
function mediaTypeOf({ headers }) {
    return headers.get('content-type')?.split(';')[0]?.trim() || undefined;
}
function pushOf(reference) {
    return { verb: 'push', subject: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference) };
}
function request(reference, purpose) {
    const { registry, repository } = reference;
    const path = `manifests/${'digest' in reference ? reference.digest : reference.tag}`;
    return { repository: { registry, repository }, access: 'pull', purpose, path, headers: acceptManifests };
}
/** What a HEAD says, if it says all that a descriptor needs. */
function headDescriptor(answer) {
    const digest = answer.headers.get('docker-content-digest');
    const size = answer.headers.get('content-length');
    const mediaType = mediaTypeOf(answer);
    if (answer.status !== 200 || digest === null || !(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest))
        return undefined;
    if (size === null || mediaType === undefined || !_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestMediaTypes */ .$P.includes(mediaType))
        return undefined;
    return { mediaType, digest, size: Number(size) };
}
function assertSaidDigest(purpose, answer, digest) {
    const said = answer.headers.get('docker-content-digest');
    if (said !== null)
        assertDigest(purpose, digest, said);
}
function assertDigest(purpose, wanted, found) {
    if (found === wanted)
        return;
    throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .failed */ .gz)(purpose, 'mismatch', `wanted ${wanted}, found ${(0,_refusal_js__WEBPACK_IMPORTED_MODULE_4__/* .sanitize */ .aj)(found)}`);
}


/***/ }),

/***/ 163:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ isPlain),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/** Names the scheme, host and port that answer for a registry: http only to loopback or where it was allowed. */
function originOf(registry, insecureRegistries = []) {
    const scheme = isPlain(registry, insecureRegistries) ? 'http' : 'https';
    return new URL(`${scheme}://${hostOf(registry)}`).origin;
}
/** Says whether a registry is spoken to without TLS. */
function isPlain(registry, insecureRegistries = []) {
    return isLoopback(registry) || insecureRegistries.includes(registry);
}
/** Names a repository as the registry's API does. */
function nameOf({ registry, repository }) {
    // Docker Hub's official images live under "library", which nobody writes.
    return registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
}
function hostOf(registry) {
    // Docker Hub is the one registry whose name is not its host.
    return registry === 'docker.io' ? 'registry-1.docker.io' : registry;
}
function isLoopback(registry) {
    return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(registry);
}


/***/ }),

/***/ 433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i4: () => (/* binding */ emptyConfig),
/* harmony export */   uw: () => (/* binding */ buildReferrer),
/* harmony export */   xt: () => (/* binding */ listReferrers),
/* harmony export */   zA: () => (/* binding */ pushReferrers)
/* harmony export */ });
/* unused harmony export parseNextLink */
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(467);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6477);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6565);
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8279);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);
/* harmony import */ var _connection_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7193);
/* harmony import */ var _fallback_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7894);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4847);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7561);










const pageLimit = 100;
const listingAttempts = 6;
/** How many are pushed at the same time. */
const atOnce = 4;
/** The content of a configuration that there is none of. */
const emptyConfig = {
    descriptor: { mediaType: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.empty, digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)('{}'), size: 2 },
    bytes: new TextEncoder().encode('{}'),
};
/** Lists the manifests whose subject an artifact is. */
async function listReferrers(subject, artifactType, connection) {
    const { referrers } = await list(subject, connection);
    if (artifactType === undefined)
        return referrers;
    // Not every registry filters, and some by the wrong type, so none is asked to.
    const typed = await Promise.all(referrers.map((referrer) => withOwnType(subject, referrer, connection)));
    return typed.filter((referrer) => referrer?.artifactType === artifactType).filter(isPresent);
}
/** Lists referrers and says who keeps the list. */
async function list(subject, connection) {
    const known = await listByApi(subject, connection);
    if (known !== undefined)
        return { by: 'api', referrers: known };
    const fallback = await (0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readFallback */ .DE)(subject, (0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .purposeOf */ .eK)('list the referrers of', subject), connection);
    return { by: 'fallback', referrers: fallback?.index?.manifests ?? [] };
}
/** Builds the manifest that attaches a file to its subject. */
function buildReferrer(subject, referrer) {
    const { artifactType, bytes, annotations = {} } = referrer;
    return {
        kind: 'manifest',
        mediaType: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.imageManifest,
        artifactType,
        config: emptyConfig.descriptor,
        layers: [{ mediaType: referrer.mediaType, digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes), size: bytes.length }],
        subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
        ...(Object.keys(annotations).length > 0 && { annotations }),
    };
}
/**
 * Pushes manifests whose subject is this one, and sees to it that they are listed. `overlap` is how many milliseconds
 * others may take that the registry serves at the same time: whoever read the list before may write it after us, where
 * that is no single step. olareg loses entries so.
 */
async function pushReferrers(subject, manifests, overlap, edge, connection) {
    const wanted = manifests.map((content) => ({ ...content, digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(content.bytes) }));
    for (let attempt = 1;; attempt++) {
        const { by, referrers } = await list(subject, connection);
        const missing = (0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .missingFrom */ .fY)(referrers, wanted);
        if (missing.length === 0)
            return wanted.map(entryOf);
        if (attempt > listingAttempts)
            throw unlisted(subject);
        // Put again where the registry took it and lists it not: olareg loses some of those that come at once.
        if (attempt > 2)
            await (0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .pause */ .v7)(edge);
        const pushed = await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_9__/* .mapConcurrently */ .X)(missing, attempt > 1 ? 1 : atOnce, (content) => (0,_manifests_js__WEBPACK_IMPORTED_MODULE_7__/* .putManifest */ .RV)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .withDigest */ .hQ)(subject, content.digest), content, {}, connection));
        // ECR has answered OCI-Subject without having the API, so the header alone proves nothing.
        const unlistedYet = missing.filter((_, index) => by === 'fallback' || !pushed[index]?.subjectKnown);
        if (unlistedYet.length < missing.length)
            await edge.sleep(overlap);
        if (unlistedYet.length === 0)
            continue;
        await (0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .addToFallback */ .Bv)(subject, unlistedYet.map(entryOf), edge, connection);
        if (unlistedYet.length === missing.length)
            return wanted.map(entryOf);
    }
}
/** How a manifest is listed: with its type and its annotations. */
function entryOf({ mediaType, bytes }) {
    const manifest = (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(bytes, mediaType);
    const { annotations } = manifest;
    const artifactType = (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactTypeOf */ .Gh)(manifest);
    return {
        mediaType,
        digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes),
        size: bytes.length,
        ...(artifactType !== undefined && { artifactType }),
        ...(annotations !== undefined && { annotations }),
    };
}
/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers */
async function listByApi(subject, connection) {
    const purpose = (0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .purposeOf */ .eK)('list the referrers of', subject);
    const request = {
        repository: subject,
        access: 'pull',
        purpose,
        path: `referrers/${subject.digest}`,
        headers: { accept: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.imageIndex },
        // 303: GHCR leads to a page for people, which ends in 404 or 429.
        accept: [303, 404, 405, 406, 501],
    };
    const referrers = [];
    for (let page = 0; page < pageLimit; page++) {
        const answer = await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchWhole */ .OR)(request, _manifests_js__WEBPACK_IMPORTED_MODULE_7__/* .manifestLimit */ .t7, connection);
        if (answer.status !== 200 || !isJson((0,_manifests_js__WEBPACK_IMPORTED_MODULE_7__/* .mediaTypeOf */ .c0)(answer))) {
            if (page === 0)
                return undefined;
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_8__/* .failed */ .gz)(purpose, 'unavailable', `page ${page + 1} is not there`);
        }
        referrers.push(...parseIndex(answer.bytes, purpose).manifests);
        const next = parseNextLink(answer.headers.get('link'));
        if (next === undefined)
            return referrers;
        request.path = (0,_connection_js__WEBPACK_IMPORTED_MODULE_5__/* .addressFrom */ .L)(next, answer.url, request, connection.origin(subject));
        if (request.path.origin !== connection.origin(subject))
            throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_8__/* .failed */ .gz)(purpose, 'unavailable', 'the registry leads to another host for the next page');
    }
    throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_8__/* .failed */ .gz)(purpose, 'mismatch', `there are more than ${pageLimit} pages`);
}
/** https://www.rfc-editor.org/rfc/rfc8288#section-3 */
function parseNextLink(header) {
    for (const [, target, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,<]*)?)/g)) {
        if (/;\s*rel\s*=\s*(?:next\b|"(?:[^"]*\s)?next(?:\s[^"]*)?")/i.test(parameters))
            return target;
    }
    return undefined;
}
function parseIndex(bytes, purpose) {
    try {
        const index = (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(bytes, _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.imageIndex);
        if (index.kind === 'index')
            return index;
    }
    catch (cause) {
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_8__/* .failed */ .gz)(purpose, 'mismatch', (0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(cause), cause);
    }
    throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_8__/* .failed */ .gz)(purpose, 'mismatch', 'the registry answered no image index');
}
/** Reads a referrer's type from its manifest where the list does not know it; undefined if it is gone. */
async function withOwnType(subject, referrer, connection) {
    // go-containerregistry's registry lists the type of the configuration, which is that of an empty one.
    if (referrer.artifactType !== undefined && referrer.artifactType !== _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaType */ .J.empty)
        return referrer;
    try {
        const { manifest } = await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_7__/* .fetchManifest */ .Cj)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .withDigest */ .hQ)(subject, referrer.digest), connection);
        return { ...referrer, artifactType: (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .artifactTypeOf */ .Gh)(manifest) };
    }
    catch (error) {
        // The list may be older than what it lists.
        if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .isFailure */ .N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}
function unlisted(subject) {
    const reason = 'the registry took the referrer and does not list it';
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_8__/* .failed */ .gz)((0,_fallback_index_js__WEBPACK_IMPORTED_MODULE_6__/* .purposeOf */ .eK)('attach to', subject), 'unavailable', reason);
}
function isJson(type) {
    return type === 'application/json' || type?.endsWith('+json') === true;
}
function isPresent(value) {
    return value !== undefined;
}


/***/ }),

/***/ 7561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MI: () => (/* binding */ loginAdvice),
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   aj: () => (/* binding */ sanitize),
/* harmony export */   gz: () => (/* binding */ failed)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

const errorLimit = 64 * 1024;
/** Turns an answer that is not the wanted one into the failure that tells it. */
async function refusalOf(answer, request) {
    const said = await readErrors(answer);
    const code = codeOf(answer.status, said);
    const told = [answer.status, said.code].filter((part) => part !== undefined).join(' ');
    const message = said.message ? `: ${said.message}` : '';
    const way = code === 'unauthorized' ? `; ${loginAdvice(request)}` : '';
    return failed(request.purpose, code, `the registry answered ${told}${message}${way}`);
}
/** Builds a failure that names what was asked for. */
function failed(purpose, code, reason, cause) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `cannot ${purpose.verb} ${purpose.subject}: ${reason}`, { cause });
}
/** Says what lets the request pass next time. */
function loginAdvice({ registry, access, loggedIn }) {
    const ways = 'docker login, or registry-username and registry-password';
    if (registry === 'ghcr.io') {
        const permission = `permission packages: ${access === 'pull' ? 'read' : 'write'}`;
        return loggedIn
            ? `give the job ${permission}, and this repository access to the package`
            : `log in to ghcr.io (${ways}) in a job with ${permission}`;
    }
    if (!loggedIn)
        return `log in to ${registry} first: ${ways}`;
    return `check that the login to ${registry} is allowed to ${access === 'pull,push' ? 'push' : access}`;
}
/** Makes foreign text fit for one line of a log: no control characters, no query strings, no credentials. */
function sanitize(text) {
    const line = text
        .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
        .replace(/(https?:\/\/[^\s?#"']*)[?#][^\s"']*/gi, '$1')
        .replace(/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, '$1 ***')
        .trim();
    return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
function codeOf(status, said) {
    if (status === 408 || status === 429 || status >= 500 || status < 400)
        return 'unavailable';
    if (said.code === 'TOOMANYREQUESTS' || /rate limit/i.test(said.message ?? ''))
        return 'unavailable';
    if (isImmutable(said))
        return 'denied';
    if (status === 401 || status === 403)
        return 'unauthorized';
    if (status === 404)
        return 'not-found';
    return said.code === 'DIGEST_INVALID' || said.code === 'SIZE_INVALID' ? 'mismatch' : 'denied';
}
// The specification has no code for a tag that must not move: ECR says TAG_INVALID, the others say it in words.
function isImmutable({ code, message = '' }) {
    return code === 'TAG_INVALID' || /immutab|cannot be overwritten/i.test(message);
}
/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes */
async function readErrors(answer) {
    try {
        const body = JSON.parse(Buffer.from(await answer.read(errorLimit)).toString('utf8'));
        const first = isObject(body) && Array.isArray(body.errors) ? body.errors[0] : body;
        if (!isObject(first))
            return {};
        return {
            code: text(first.code),
            message: text(first.message ?? first.details ?? first.error_description),
        };
    }
    catch {
        // What is no error of the specification (a proxy's page, a cut answer) has nothing to tell but its status.
        return {};
    }
}
function text(value) {
    return typeof value === 'string' && value !== '' ? sanitize(value) : undefined;
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 2779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* reexport */ blobOf),
  g: () => (/* binding */ connectRegistry)
});

// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var artifact_manifest = __webpack_require__(467);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/registry/answer.js
var registry_answer = __webpack_require__(9843);
// EXTERNAL MODULE: ./build/src/registry/refusal.js
var refusal = __webpack_require__(7561);
;// CONCATENATED MODULE: ./build/src/registry/blobs.js





/** A blob whose bytes are at hand. */
function blobOf(descriptor, bytes) {
    return {
        descriptor,
        open: async function* (offset = 0) {
            yield bytes.subarray(offset);
        },
    };
}
/** How often a transfer is taken up again that breaks. */
const attempts = 3;
/**
 * Fetches a blob in chunks, hashed and counted as they pass; a broken transfer goes on where it ended. From an offset
 * on they are only counted.
 */
async function* fetchBlob(repository, descriptor, connection, offset = 0) {
    const purpose = purposeOf('fetch', repository, descriptor);
    const chunks = resumed(repository, descriptor, purpose, connection, offset);
    yield* offset === 0 ? verified(chunks, descriptor, purpose) : chunks;
}
/** Fetches a blob whole. */
async function readBlob(repository, descriptor, limit, connection) {
    if (descriptor.size > limit) {
        const purpose = purposeOf('fetch', repository, descriptor);
        throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `it has ${descriptor.size} bytes where at most ${limit} are read`);
    }
    return (0,registry_answer/* collect */.Fo)(fetchBlob(repository, descriptor, connection), limit);
}
/** Passes chunks on and fails, at the latest after the last one, if they are not what was declared. */
async function* verified(chunks, { digest, size }, purpose) {
    const hash = (0,artifact_digest/* hashing */.zE)();
    let passed = 0;
    for await (const chunk of chunks) {
        passed += chunk.length;
        if (passed > size)
            throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `more than the declared ${size} bytes came`);
        hash.update(chunk);
        yield chunk;
    }
    if (passed < size)
        throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `${passed} of the declared ${size} bytes came`);
    const found = hash.digest();
    if (found !== digest)
        throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `wanted ${digest}, found ${found}`);
}
async function* resumed(repository, descriptor, purpose, { send }, start) {
    let offset = start;
    for (let attempt = 1;; attempt++) {
        const path = `blobs/${descriptor.digest}`;
        const headers = offset > 0 ? { range: `bytes=${offset}-` } : {};
        const answer = await send({ repository, access: 'pull', purpose, path, headers });
        assertLength(answer, answer.status === 206 ? descriptor.size - offset : descriptor.size, purpose);
        try {
            for await (const chunk of fromOffset(answer, offset)) {
                offset += chunk.length;
                yield chunk;
            }
            return;
        }
        catch (cause) {
            if (attempt === attempts || !(0,failure/* isFailure */.N6)(cause, 'unavailable'))
                throw (0,refusal/* failed */.gz)(purpose, (0,failure/* isFailure */.N6)(cause) ? cause.code : 'unavailable', (0,failure/* messageOf */.bD)(cause), cause);
        }
    }
}
/** Skips what has come already if the registry answers the whole for a part. */
async function* fromOffset(answer, offset) {
    let skip = answer.status === 206 ? 0 : offset;
    for await (const chunk of answer.chunks()) {
        if (skip < chunk.length)
            yield skip > 0 ? chunk.subarray(skip) : chunk;
        skip = Math.max(0, skip - chunk.length);
    }
}
function assertLength(answer, wanted, purpose) {
    const declared = answer.headers.get('content-length');
    if (declared === null || Number(declared) === wanted)
        return;
    throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `wanted ${wanted} bytes, the registry declares ${declared}`);
}
/** Says of which blob something is told. */
function purposeOf(verb, repository, { digest }) {
    return { verb, subject: `blob ${(0,artifact_reference/* formatRepository */.Sh)(repository)}@${digest}` };
}

// EXTERNAL MODULE: ./build/src/registry/connection.js + 1 modules
var registry_connection = __webpack_require__(7193);
// EXTERNAL MODULE: ./build/src/registry/manifests.js
var manifests = __webpack_require__(4847);
// EXTERNAL MODULE: ./build/src/registry/referrers.js
var referrers = __webpack_require__(433);
;// CONCATENATED MODULE: ./build/src/registry/tags.js



/** Fetches what a tag stands for; undefined where there is no such tag. */
async function fetchTag(reference, connection) {
    const purpose = { verb: 'fetch', subject: (0,artifact_reference/* formatReference */.FH)(reference) };
    try {
        return await (0,manifests/* getManifest */.c2)(reference, purpose, connection);
    }
    catch (cause) {
        if (!(0,failure/* isFailure */.N6)(cause, 'unauthorized'))
            throw cause;
        // Of a repository that is yet to be made a registry may say nothing to who only pulls.
        return (0,manifests/* getManifest */.c2)(reference, purpose, connection, 'pull,push');
    }
}
/** Puts a manifest under a tag; false where the registry has seen that it is not `from` any more. */
async function moveTag(reference, content, from, connection) {
    const options = { conditions: conditionsFor(from), accept: [412] };
    const answer = await (0,manifests/* sendManifest */.QU)(reference, content, options, connection);
    if (answer.status !== 412)
        await (0,manifests/* pushedBy */.lS)(answer, reference, content, connection);
    else
        await answer.discard();
    return answer.status !== 412;
}
function conditionsFor(from) {
    return from === undefined ? { 'if-none-match': '*' } : (0,manifests/* ifMatch */.fm)(from.etag);
}

// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
// EXTERNAL MODULE: ./build/src/registry/origin.js
var origin = __webpack_require__(163);
;// CONCATENATED MODULE: ./build/src/registry/outgoing.js


/** How many times longer than for a byte is waited for the registry to hash and store what it has. */
const patience = 5;
/** Bytes between two lines about a long upload. */
const progressStep = 64 * 1024 * 1024;
/**
 * Opens a part of a blob as a request's body. The request is ended when nothing was sent for a time (`idle`, in
 * milliseconds), by a registry that takes no more or a source that gives none. That fault, and one of the source, is
 * what is to be told: the connection only says that it was broken off.
 */
function openOutgoing(part, idle, log) {
    const controller = new AbortController();
    let fault;
    let timer;
    let closed = false;
    const touch = (time) => {
        clearTimeout(timer);
        // The answer may be there before the last of the source was asked for.
        if (closed)
            return;
        timer = setTimeout(() => {
            fault = (0,refusal/* failed */.gz)(part.purpose, 'unavailable', (0,registry_answer/* silence */.ao)(time).message);
            controller.abort(fault);
        }, time);
    };
    async function* open() {
        touch(idle);
        try {
            for await (const chunk of reported(slice(part), part, log)) {
                yield chunk;
                touch(idle);
            }
        }
        catch (error) {
            fault ??= error;
            throw error;
        }
        touch(idle * patience);
    }
    return {
        open,
        signal: controller.signal,
        fault: () => fault,
        close: () => {
            closed = true;
            clearTimeout(timer);
        },
    };
}
/** Reads a part of a blob; the registry hashes the whole, so here it is only counted. */
async function* slice({ blob, offset, end, purpose }) {
    const { size } = blob.descriptor;
    let position = offset;
    for await (const chunk of blob.open(offset)) {
        const part = chunk.subarray(0, end - position);
        position += chunk.length;
        if (position > size)
            throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `more than the declared ${size} bytes came`);
        yield part;
        // The end of the whole is read to its end: only there does a source say that all of it was good.
        if (position >= end && end < size)
            return;
    }
    if (position < end)
        throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `${position} of the declared ${size} bytes came`);
}
async function* reported(chunks, { blob, offset, purpose }, log) {
    const { size } = blob.descriptor;
    let sent = offset;
    for await (const chunk of chunks) {
        const before = Math.floor(sent / progressStep);
        sent += chunk.length;
        if (Math.floor(sent / progressStep) > before)
            log.info(`pushing ${purpose.subject}: ${megabytes(sent)} (${Math.floor((100 * sent) / size)} %)`);
        yield chunk;
    }
}
/** Shows a size to people. */
function megabytes(size) {
    return `${Math.round(size / 1_000_000)} MB`;
}

;// CONCATENATED MODULE: ./build/src/registry/upload.js









/** How often an upload is taken up again without having come further. */
const upload_attempts = 4;
/** Bytes of a part once something broke: what a further break costs at most. */
const partSize = 16 * 1024 * 1024;
/** A registry that refuses even that at once takes no uploads. Bytes. */
const leastAtOnce = 1024 * 1024;
/** Pushes a blob unless it is there: mounted from where it is, or else sent. */
async function pushBlob(repository, blob, options, edge) {
    const purpose = purposeOf('push', repository, blob.descriptor);
    const task = { blob, purpose, request: uploadTo(repository, purpose) };
    if (await hasBlob(task, options.connection))
        return { existed: true };
    const session = await mountOrOpen(task, options.connection);
    if (session === 'mounted')
        return { existed: true };
    await upload(task, session, options, edge);
    return { existed: false };
}
/** Begins an upload and leaves it: registries forget those that nobody goes on with. */
async function assertCanPush(repository, connection) {
    const purpose = { verb: 'push to', subject: (0,artifact_reference/* formatRepository */.Sh)(repository) };
    await openSession(uploadTo(repository, purpose), connection);
}
async function hasBlob({ request, blob }, { send, origin }) {
    const elsewhere = [301, 302, 307, 308];
    // Asked for with the rights that the upload needs, so that one token does for both.
    const path = `blobs/${blob.descriptor.digest}`;
    const answer = await send({ ...request, path, method: 'HEAD', accept: [404, 405, ...elsewhere] });
    await answer.discard();
    if (answer.status === 200)
        return isAbout(blob, answer);
    if (!elsewhere.includes(answer.status))
        return false;
    // A registry that leads to its storage has the blob; the signed address may not be made for HEAD.
    const ours = origin(request.repository);
    return (0,registry_connection/* addressFrom */.L)(answer.headers.get('location') ?? '', answer.url, request, ours).origin !== ours;
}
/** Whether an answer tells of this blob, and is not the page of something that stands in between. */
function isAbout({ descriptor }, { headers }) {
    const digest = headers.get('docker-content-digest');
    return digest === null
        ? headers.get('content-length') === String(descriptor.size)
        : digest === descriptor.digest;
}
/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#mounting-a-blob-from-another-repository */
async function mountOrOpen(task, connection) {
    const { blob, request } = task;
    const { mountFrom } = blob;
    if (mountFrom === undefined || mountFrom.registry !== request.repository.registry)
        return openSession(request, connection);
    const from = (0,origin/* nameOf */.Vb)(mountFrom);
    const query = new URLSearchParams({ mount: blob.descriptor.digest, from });
    try {
        const answer = await postUpload({ ...request, path: `blobs/uploads/?${query}`, alsoPull: from }, connection);
        return answer.status === 201 ? 'mounted' : sessionOf(answer, request, connection);
    }
    catch (error) {
        // Whoever may not read there can still send what was read elsewhere, and some registries know no mounts.
        if (!(0,failure/* isFailure */.N6)(error) || error.code === 'unavailable')
            throw error;
        return openSession(request, connection);
    }
}
/**
 * Sends a blob at once, and after a break in parts: what the registry has is asked for, and only the rest is sent.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
async function upload(task, first, options, edge) {
    const { connection } = options;
    let session = first;
    let size = Number.POSITIVE_INFINITY;
    for (let failures = 0;;) {
        try {
            const sent = await sendPart(task, session, size, options, edge);
            if (sent === 'all')
                return;
            if (sent === 'too much')
                size = smallerPart(size, task.purpose);
            session = sent === 'too much' ? await openSession(task.request, connection) : sent;
            failures = 0;
        }
        catch (error) {
            if (!(0,failure/* isFailure */.N6)(error, 'unavailable') || ++failures === upload_attempts)
                throw error;
            size = Math.min(size, partSize);
            edge.log.debug(`${error.message}; again, in parts of ${megabytes(size)}`);
            await edge.sleep(1000 * 2 ** (failures - 1));
            const found = await askProgress(task, session, connection);
            // An upload that is not known any more may have ended well: then only the answer was lost.
            if (found === undefined && (await hasBlob(task, connection)))
                return;
            const { smallestPart } = session;
            session = { ...(found ?? (await openSession(task.request, connection))), smallestPart };
        }
    }
}
function smallerPart(size, purpose) {
    const smaller = Math.min(size / 2, partSize);
    if (smaller >= leastAtOnce)
        return smaller;
    throw (0,refusal/* failed */.gz)(purpose, 'denied', `the registry answered 413 to an upload of ${megabytes(size)} at once`);
}
/** Sends what comes next, at most `size` bytes, until the registry has all and has checked it. */
async function sendPart(task, session, size, options, edge) {
    const { descriptor } = task.blob;
    const isWhole = session.offset === 0 && size >= descriptor.size;
    const isLast = isWhole || session.offset === descriptor.size;
    const end = isLast
        ? descriptor.size
        : Math.min(session.offset + Math.max(size, session.smallestPart), descriptor.size);
    const answer = await sendBytes(task, session, end, isLast ? 'PUT' : 'PATCH', options, edge);
    await answer.discard();
    if (answer.status === 413)
        return 'too much';
    if (answer.status === 429)
        await edge.sleep(retryAfterOf(answer));
    if (!(0,registry_answer/* isSuccess */.oJ)(answer))
        throw (0,refusal/* failed */.gz)(task.purpose, 'unavailable', reasons[answer.status] ?? '');
    if (isLast)
        return assertStored(answer, task);
    const next = sessionOf(answer, task.request, options.connection);
    // Without a range the answer says that all of it was taken.
    const offset = answer.headers.has('range') ? next.offset : end;
    // What an earlier try sent may arrive after all, and be added to what a later one sends.
    if (offset > end || offset <= session.offset)
        throw (0,refusal/* failed */.gz)(task.purpose, 'unavailable', `the registry has ${offset} bytes where ${end} were sent`);
    return { ...next, offset, smallestPart: session.smallestPart };
}
function assertStored({ headers }, { blob, purpose }) {
    const said = headers.get('docker-content-digest');
    if (said === null || said === blob.descriptor.digest)
        return 'all';
    throw (0,refusal/* failed */.gz)(purpose, 'mismatch', `the registry says that it has stored ${(0,refusal/* sanitize */.aj)(said)}`);
}
const reasons = {
    416: 'the registry has lost part of it',
    429: 'the registry answered 429, too many requests',
};
/** Milliseconds, a minute at most. */
function retryAfterOf({ headers }) {
    return Math.min(Number(headers.get('retry-after')) || 0, 60) * 1000;
}
async function sendBytes({ blob, purpose, request }, { address, offset }, end, method, { connection, timeout }, { log }) {
    const { digest } = blob.descriptor;
    const url = new URL(address);
    // What is there is kept as it is written: registries keep signed state in the query.
    if (method === 'PUT')
        url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
    const outgoing = openOutgoing({ blob, offset, end, purpose }, timeout, log);
    try {
        return await connection.send({
            ...request,
            path: url,
            method,
            headers: {
                'content-type': 'application/octet-stream',
                'content-length': String(end - offset),
                ...(method === 'PATCH' && { 'content-range': `${offset}-${end - 1}` }),
            },
            body: end > offset ? outgoing.open : new Uint8Array(),
            accept: [413, 416, 429],
            init: {
                signal: outgoing.signal,
                timeout: end > offset ? duration/* longestTimer */.a5 : timeout * patience,
                retry: false,
            },
        });
    }
    catch (error) {
        throw outgoing.fault() ?? error;
    }
    finally {
        outgoing.close();
    }
}
/** Asks how much of a broken upload has arrived; undefined where nothing can be added to it any more. */
async function askProgress({ request, blob }, { address }, connection) {
    try {
        const answer = await connection.send({ ...request, path: address, method: 'GET' });
        await answer.discard();
        const session = sessionOf(answer, request, connection);
        return session.offset > blob.descriptor.size ? undefined : session;
    }
    catch (error) {
        // Whatever it says, a new upload is what is left to do; if that fails too, its reason is the one to tell.
        if ((0,failure/* isFailure */.N6)(error))
            return undefined;
        throw error;
    }
}
function uploadTo(repository, purpose) {
    return { repository, access: 'pull,push', purpose, path: 'blobs/uploads/' };
}
async function openSession(request, connection) {
    return sessionOf(await postUpload(request, connection), request, connection);
}
async function postUpload(request, { send }) {
    const answer = await send({ ...request, method: 'POST', init: { idempotent: true } });
    await answer.discard();
    return answer;
}
function sessionOf({ headers, url }, request, { origin }) {
    const location = headers.get('location');
    if (location === null)
        throw (0,refusal/* failed */.gz)(request.purpose, 'unavailable', 'the registry names no place to upload to');
    const [, last] = /^(?:bytes=)?0-(\d+)$/.exec(headers.get('range') ?? '') ?? [];
    return {
        address: (0,registry_connection/* addressFrom */.L)(location, url, request, origin(request.repository)),
        // "0-0" is said of one byte and of none; parts have more than one.
        offset: last === undefined || last === '0' ? 0 : Number(last) + 1,
        smallestPart: Number(headers.get('oci-chunk-min-length') ?? 0) || 0,
    };
}

;// CONCATENATED MODULE: ./build/src/registry/registry.js











/** Jobs of one workflow attach to one image at the same time; a copy has it for itself. Milliseconds. */
const overlap = 200;
/** How many blobs are sent at the same time. */
const transfers = 4;
const blobLimit = 16 * 1024 * 1024;
const defaultTimeout = 60_000;
/** Builds the client of all registries; nothing is asked before the first call. */
function connectRegistry({ credentials, insecureRegistries = [], timeout = defaultTimeout, pushTo }, edge) {
    const connection = (0,registry_connection/* connect */.N)({ credentials, insecureRegistries, timeout, pushTo }, edge);
    const inTurn = turns();
    const pushed = new Map();
    /** Pushes a blob unless this client has done so before, or is at it. */
    async function push(repository, blob) {
        const key = (0,artifact_reference/* formatReference */.FH)((0,artifact_reference/* withDigest */.hQ)(repository, blob.descriptor.digest));
        const begun = pushed.get(key);
        // One that failed is told to whoever began it, and tried again by the next.
        const done = begun === undefined ? undefined : await begun.catch(() => undefined);
        if (done !== undefined)
            return { existed: true };
        const pushing = pushBlob(repository, blob, { connection, timeout }, edge);
        pushed.set(key, pushing);
        return pushing;
    }
    async function attach(subject, referrer) {
        const found = await (0,manifests/* resolveManifest */.K9)(subject, connection);
        if (found === undefined)
            throw (0,refusal/* failed */.gz)({ verb: 'attach to', subject: (0,artifact_reference/* formatReference */.FH)(subject) }, 'not-found', 'it is not there');
        const manifest = (0,referrers/* buildReferrer */.uw)(found, referrer);
        await push(subject, blobOf(referrers/* emptyConfig */.i4.descriptor, referrers/* emptyConfig */.i4.bytes));
        for (const descriptor of manifest.layers)
            await push(subject, blobOf(descriptor, referrer.bytes));
        const content = { mediaType: manifest.mediaType, bytes: (0,artifact_manifest/* formatManifest */.L_)(manifest) };
        const [attached = found] = await (0,referrers/* pushReferrers */.zA)(subject, [content], overlap, edge, connection);
        return attached;
    }
    return {
        resolve: (reference) => (0,manifests/* resolveManifest */.K9)(reference, connection),
        fetchManifest: (reference) => (0,manifests/* fetchManifest */.Cj)(reference, connection),
        fetchBlob: (repository, descriptor, offset) => fetchBlob(repository, descriptor, connection, offset),
        readBlob: (repository, descriptor, limit = blobLimit) => readBlob(repository, descriptor, limit, connection),
        pushBlob: push,
        pushBlobs: (repository, blobs) => (0,concurrently/* mapConcurrently */.X)(blobs, transfers, (blob) => push(repository, blob)),
        assertCanPush: (repository) => assertCanPush(repository, connection),
        pushManifest: async (reference, manifest) => (await (0,manifests/* pushManifest */.y6)(reference, manifest, connection)).descriptor,
        fetchTag: (reference) => fetchTag(reference, connection),
        moveTag: (reference, manifest, from) => moveTag(reference, manifest, from, connection),
        deleteManifest: (reference) => (0,manifests/* deleteManifest */.rW)(reference, connection),
        listReferrers: (subject, artifactType) => (0,referrers/* listReferrers */.xt)(subject, artifactType, connection),
        // One after the other for one subject: where the list is an index, they would overwrite each other's entry.
        pushReferrers: (subject, manifests) => inTurn((0,artifact_reference/* formatReference */.FH)(subject), () => (0,referrers/* pushReferrers */.zA)(subject, manifests, 0, edge, connection)),
        attach: (subject, referrer) => inTurn((0,artifact_reference/* formatReference */.FH)(subject), () => attach(subject, referrer)),
    };
}
/** Runs what has the same key one after the other, whether or not the one before failed. */
function turns() {
    const last = new Map();
    return (key, task) => {
        const before = last.get(key) ?? Promise.resolve();
        const turn = before.then(task, task);
        last.set(key, turn);
        return turn;
    };
}


/***/ }),

/***/ 75:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bv: () => (/* binding */ blocks),
/* harmony export */   Cr: () => (/* binding */ bold),
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   xv: () => (/* binding */ truncate),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* unused harmony export escapeHtml */
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);

// Builders for what people read: job summaries, issues and comments, in GitHub's flavour of Markdown.
// https://github.github.com/gfm/
// They take and give Markdown, except where a parameter is called `text`: that is foreign, and escaped here.
/**
 * Escapes text from anywhere so that it shows as it is: no Markdown, no HTML, no mention or reference of an
 * issue, and no workflow command should the result reach a log.
 */
function escapeText(text) {
    return disarm(plain(text))
        .replace(/[\\`*_[\]#~:$]/g, '\\$&')
        .replace(/^[-+=]|^\d+(?=[.)])|www(?=\.)/gi, escapeLast)
        .replace(/[&<>|]/g, entity);
}
/** Shows text as code, on one line, wherever it stands: in a sentence or in a table. */
function code(text) {
    const shown = plain(text);
    if (shown === '')
        return '';
    // A code span has no escapes of its own, and `##[` is a workflow command wherever it stands in a line.
    return /[`|\\]|##\[/.test(shown) ? `<code>${escapeText(shown)}</code>` : `\`${shown}\``;
}
/** Shows a digest as people compare it: its first twelve digits. */
function shortDigest(digest) {
    return code((0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(digest));
}
/** Links text to a page; an address that is not http or https stays without a link. */
function link(text, url) {
    const href = url === undefined ? undefined : webAddress(url);
    return href === undefined ? escapeText(text) : `[${escapeText(text)}](${href})`;
}
function bold(markdown) {
    return markdown === '' ? '' : `**${markdown}**`;
}
function heading(level, markdown) {
    return `${'#'.repeat(level)} ${markdown}`;
}
/** Makes a table of Markdown cells; one without rows is nothing. */
function table(header, rows) {
    if (rows.length === 0)
        return '';
    return [header, header.map(() => '---'), ...rows].map(tableRow).join('\n');
}
function list(items) {
    return items.map((item) => `- ${item.replaceAll('\n', ' ')}`).join('\n');
}
/** Folds Markdown under a line of text; nothing to fold is nothing. */
function details(text, markdown) {
    if (markdown === '')
        return '';
    // Markdown is not read inside <summary>, and is read after it only behind an empty line.
    return `<details><summary>${escapeHtml(text)}</summary>\n\n${markdown}\n\n</details>`;
}
/** Shows text of several lines as it is, with a fence longer than any in it. */
function fence(text, language = '') {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const ticks = '`'.repeat(longest + 1);
    return `${ticks}${language}\n${text.replace(/\n$/, '')}\n${ticks}`;
}
/** Puts blocks under each other; blocks without content leave no gap. */
function blocks(...markdown) {
    return `${markdown.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`;
}
/** Counts things in words: `1 package`, `2 packages`. */
function plural(count, noun, nouns = `${noun}s`) {
    // Not by locale: to load one takes longer than everything else here.
    const grouped = String(count).replace(/\B(?=(\d{3})+$)/g, ',');
    return `${grouped} ${count === 1 ? noun : nouns}`;
}
/** Escapes text for the inside of an HTML element, where Markdown is not read. */
function escapeHtml(text) {
    return disarm(plain(text)).replace(/[&<>|"]|:(?=:)|#(?=#)/g, entity);
}
/** Shortens text for people, with an ellipsis in place of the rest. */
function truncate(text, length) {
    // A character has two units at most, and a stranger's text may be long.
    const characters = [...text.slice(0, 2 * length + 2)];
    return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
function tableRow(cells) {
    return `| ${cells.map((cell) => cell.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |`;
}
// One line, and nothing in it that a reader cannot see: controls, and the characters that reorder text
// (https://trojansource.codes).
function plain(text) {
    return text
        .toWellFormed()
        .replace(/\s+/gu, ' ')
        .replace(/[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '\ufffd')
        .trim();
}
// GitHub looks for @name and #1 in the finished page, where escapes are gone: a word joiner, which takes no
// room, keeps them apart.
function disarm(text) {
    return text.replace(/@(?=[a-z0-9])|#(?=\d)/gi, '$&\u2060');
}
// What counts only at the start of a line, or before a dot: `- item`, `1. item`, `www.`.
function escapeLast(start) {
    return /^\d|^w/i.test(start) ? `${start}\\` : `\\${start}`;
}
function entity(character) {
    return `&#${character.charCodeAt(0)};`;
}
function webAddress(url) {
    const parsed = URL.parse(url);
    if (parsed === null || !['https:', 'http:'].includes(parsed.protocol))
        return undefined;
    // A name and password in an address only serve to make it look like another one.
    if (parsed.username !== '' || parsed.password !== '')
        return undefined;
    return parsed.href.replace(/[()<>[\]|\\`*_~"'\s]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}


/***/ })

};
