export const id = 617;
export const ids = [617,816];
export const modules = {

/***/ 3455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ checks)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/check/check.js
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

;// CONCATENATED MODULE: ./build/src/check/command.js




const options = schemas/* strictObject */.rej({
    run: schemas/* string */.YjP()
        .regex(/\S/, 'wanted a command')
        .describe('Script that bash runs in the workspace, as a step of a job does; exit code 0 passes.'),
    timeout: duration/* duration */.p.prefault('5m').describe('How long it may take.'),
});
const command = {
    description: 'A command that must succeed; it is told the address and the digest in its environment.',
    options,
    ask: (written, asked, edge) => askCommand(options.parse(written), asked, edge),
};
async function askCommand({ run, timeout }, asked, edge) {
    const name = `"${inert(run.trim().split('\n', 1)[0] ?? '', 1000).slice(0, 60)}"`;
    const start = edge.now().getTime();
    try {
        const result = await runScript(run, { env: environmentOf(asked), timeout, allowFailure: true }, edge);
        const time = `after ${edge.now().getTime() - start} ms`;
        if (result.exitCode === 0)
            return { passed: true, reason: `${name} succeeded ${time}` };
        tell(result, edge);
        const said = lastWords(result);
        return {
            passed: false,
            reason: `${name} ended with exit code ${result.exitCode} ${time}${said && `: ${said}`}`,
        };
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'unavailable'))
            return {
                passed: false,
                reason: `${name} did not end well within ${(0,duration/* formatDuration */.a)(timeout)}: ${inert(error.message, 120)}`,
            };
        throw error;
    }
}
// As GitHub runs a `run` step: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
async function runScript(script, options, { exec }) {
    try {
        return await exec('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options);
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error, 'not-found'))
            throw error;
        return await exec('sh', ['-e', '-c', script], options);
    }
}
function environmentOf({ url, digest, environment, service, phase }) {
    return {
        IMMUTABLE_DEPLOY_URL: url ?? '',
        IMMUTABLE_DEPLOY_DIGEST: digest,
        IMMUTABLE_DEPLOY_ENVIRONMENT: environment,
        IMMUTABLE_DEPLOY_SERVICE: service,
        IMMUTABLE_DEPLOY_PHASE: phase,
    };
}
/** The last lines of what a failed command said, for whoever reads the log. */
function tell({ stdout, stderr }, { log }) {
    for (const line of [...linesOf(stdout).slice(-20), ...linesOf(stderr).slice(-20)]) {
        log.info(`  | ${inert(line)}`);
    }
}
function lastWords({ stdout, stderr }) {
    const lines = linesOf(stderr);
    return inert((lines.length > 0 ? lines : linesOf(stdout)).slice(-3).join(' / '));
}
function linesOf(output) {
    return output.split(/\r?\n/).filter((line) => line.trim() !== '');
}

;// CONCATENATED MODULE: ./build/src/check/http.js




const http_options = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP()
        // A second slash would make it the name of another host.
        .regex(/^\/(?![/\\])/, 'wanted a path that starts with one "/"')
        .optional()
        .describe('Asked of whichever release is looked at, before the swap and after.'),
    url: schemas/* string */.YjP()
        .refine(isAllowedUrl, 'wanted an https address, or http to this machine')
        .optional()
        .describe('Asked only after the swap: before it, the former release would answer.'),
    status: schemas/* int */.Whr()
        .min(100)
        .max(599)
        .default(200)
        .describe('Status that counts as healthy. A redirect within the host is followed to get there.'),
    for: duration/* duration */.p.prefault('0s').describe('How long it must answer so without a break.'),
    timeout: duration/* duration */.p.prefault('60s').describe('How long to wait for that in all.'),
    interval: duration/* duration */.p.prefault('1s').describe('Pause between two requests.'),
    headers: schemas/* record */.g1P(schemas/* string */.YjP().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'wanted the name of a header'), schemas/* string */.YjP())
        .default({})
        .describe('Headers of the request. Never a secret: the file is read by everyone.'),
    body: schemas/* string */.YjP()
        .min(1)
        .refine(isSearch, 'wanted a regular expression between the slashes')
        .optional()
        .describe('Text that the answer contains, or `/expression/` that it matches.'),
})
    .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'wanted either "path" or "url"')
    .refine((check) => check.for < check.timeout, { message: 'must be shorter than "timeout"', path: ['for'] });
/** The longest one request may take, and how often the log says what is waited for. Milliseconds. */
const requestTimeout = 30_000;
const progressInterval = 10_000;
const bodyLimit = 1024 * 1024;
const mostRedirects = 5;
const http = {
    description: 'An HTTP request that must be answered with a status, and with a text if one is named.',
    options: http_options,
    ask: (written, asked, edge) => askHttp(http_options.parse(written), asked, edge),
};
async function askHttp(options, asked, edge) {
    if (options.url !== undefined) {
        if (asked.phase === 'staged')
            return { passed: true, reason: `${options.url} is asked only after the swap` };
        return poll(new URL(options.url), options, edge);
    }
    if (asked.url === undefined) {
        return {
            passed: false,
            reason: `${options.path} cannot be asked: the ${asked.phase} release has no known address; give one, or use a command`,
        };
    }
    return poll(new URL(options.path ?? '/', asked.url), options, edge);
}
/** Asks until the answers have been good for long enough, or the time is up. */
async function poll(url, options, edge) {
    const start = edge.now().getTime();
    const name = inert(`${url.origin}${url.pathname}`, 120);
    let goodSince;
    let told = start;
    for (;;) {
        const asked = edge.now().getTime();
        const left = start + options.timeout - asked;
        const attempt = await request(url, options, Math.max(left, 1), edge);
        const now = edge.now().getTime();
        goodSince = attempt.passed ? (goodSince ?? asked) : undefined;
        if (goodSince !== undefined && now - goodSince >= options.for) {
            const lasting = options.for > 0 ? ` for ${(0,duration/* formatDuration */.a)(now - goodSince)}` : '';
            return { passed: true, reason: `${name} ${attempt.reason} in ${now - asked} ms${lasting}` };
        }
        if (now + options.interval - start >= options.timeout)
            return timedOut(name, attempt, options);
        if (now - told >= progressInterval) {
            edge.log.info(`${name} ${attempt.reason}; asked for ${(0,duration/* formatDuration */.a)(now - start)}`);
            told = now;
        }
        await edge.sleep(options.interval);
    }
}
function timedOut(name, last, { timeout, for: time }) {
    const wanted = last.passed ? ` but not for ${(0,duration/* formatDuration */.a)(time)} without a break` : '';
    return { passed: false, reason: `${name} ${last.reason}${wanted}, after ${(0,duration/* formatDuration */.a)(timeout)}` };
}
/** One request. Whatever goes wrong with it is an answer that did not pass. */
async function request(url, options, left, edge) {
    // The edge's own limit ends with the headers; a body that never ends must not outlast the check either.
    const signal = AbortSignal.timeout(Math.min(left, requestTimeout));
    try {
        const response = await follow(url, options, signal, edge);
        const text = options.body === undefined ? undefined : await readStart(response);
        await response.body?.cancel();
        return judge(response.status, text, options);
    }
    catch (error) {
        if (signal.aborted)
            return { passed: false, reason: `did not answer within ${Math.min(left, requestTimeout)} ms` };
        if ((0,failure/* isFailure */.N6)(error))
            return { passed: false, reason: inert((0,failure/* messageOf */.bD)(error)) };
        throw error;
    }
}
function judge(status, text, { status: wanted, body }) {
    if (status !== wanted)
        return { passed: false, reason: `answered ${status}, wanted ${wanted}` };
    if (body !== undefined && !isFound(body, text ?? ''))
        return { passed: false, reason: `answered ${status} without ${inert(body, 60)} in its body` };
    return { passed: true, reason: `answered ${status}` };
}
/** Follows redirects by hand: to another host, another release could answer, and our headers would leak. */
async function follow(start, { status, headers }, signal, { fetch }) {
    let url = start;
    for (let redirects = 0;; redirects++) {
        const response = await fetch(url, {
            headers,
            redirect: 'manual',
            signal,
            retry: false,
            timeout: requestTimeout,
        });
        const location = response.headers.get('location');
        if (response.status === status || !isRedirect(response.status) || location === null)
            return response;
        await response.body?.cancel();
        if (redirects === mostRedirects)
            throw new failure/* Failure */.HR('mismatch', `redirected more than ${mostRedirects} times`);
        url = redirectOf(location, url);
    }
}
function redirectOf(location, from) {
    const to = URL.parse(location, from.href);
    if (to === null)
        throw new failure/* Failure */.HR('mismatch', 'redirected to something that is no address');
    const weaker = from.protocol === 'https:' && to.protocol !== 'https:';
    if (to.hostname !== from.hostname || weaker)
        throw new failure/* Failure */.HR('mismatch', `redirected to ${to.origin}, which is not followed`);
    return to;
}
function isRedirect(status) {
    return [301, 302, 303, 307, 308].includes(status);
}
async function readStart(response) {
    const decoder = new TextDecoder();
    let text = '';
    let size = 0;
    for await (const chunk of response.body ?? []) {
        size += chunk.length;
        text += decoder.decode(chunk, { stream: true });
        if (size >= bodyLimit)
            break;
    }
    return text;
}
function isFound(search, text) {
    const expression = expressionIn(search);
    return expression === undefined ? text.includes(search) : new RegExp(expression, 'u').test(text);
}
function expressionIn(search) {
    return /^\/(.+)\/$/s.exec(search)?.[1];
}
function isSearch(search) {
    try {
        new RegExp(expressionIn(search) ?? '', 'u');
        return true;
    }
    catch {
        return false; // That it does not compile is what was asked.
    }
}
function isAllowedUrl(text) {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '')
        return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

;// CONCATENATED MODULE: ./build/src/check/index.js


/** The kinds of check, by the word that a policy writes. */
const checks = { http: http, command: command };


/***/ }),

/***/ 3617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchSettings: () => (/* binding */ fetchSettings)
});

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/check/index.js + 3 modules
var check = __webpack_require__(3455);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 1 modules
var policy_policy = __webpack_require__(5873);
// EXTERNAL MODULE: ./build/src/evidence/predicate/promotion.js
var promotion = __webpack_require__(804);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/predicate/verification-summary.js
var verification_summary = __webpack_require__(3115);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
;// CONCATENATED MODULE: ./build/src/policy/trust.js





/**
 * Says whom a policy believes about what. An SBOM may come from the build or from the scan; statements that no
 * rule asks about are passed over.
 */
function trustOf({ trust }, home, { keys, roots }) {
    // One object for each file: a root is read once for each.
    const sources = new Map([...roots].map(([path, json]) => [path, { kind: 'file', json }]));
    const by = (options) => resolve(options, home, keys, sources);
    return (predicateType) => {
        if ((0,sbom/* isSbomType */.Md)(predicateType))
            return [by(trust.build), by(trust.scan)];
        switch (predicateType) {
            case provenance/* provenanceType */.wy:
                return [by(trust.build)];
            case vulnerabilities/* vulnerabilitiesType */.Fy:
                return [by(trust.scan)];
            case promotion/* promotionType */.MS:
            case verification_summary/* verificationSummaryType */.an:
                return [by(trust.promotion)];
            default:
                return [];
        }
    };
}
/** The paths of the keys that a policy names, each once. */
function keyPathsOf({ trust }) {
    return distinct([trust.build.key, trust.scan.key, trust.promotion.key]);
}
/** The paths of the trusted roots that a policy names, each once. */
function rootPathsOf({ trust }) {
    return distinct([trust.build.trustedRoot, trust.scan.trustedRoot, trust.promotion.trustedRoot]);
}
function resolve({ key, certOidcIssuer, trustedRoot, ...options }, home, keys, sources) {
    const pem = fetched(key, keys);
    // Of this kind of statement alone: whoever runs the authority for scans vouches for no build.
    const roots = fetched(trustedRoot, sources);
    return {
        ...options,
        issuer: certOidcIssuer,
        sourceRepository: { name: home.name, id: home.id },
        serverUrl: home.serverUrl,
        ...(pem !== undefined && { key: pem }),
        ...(roots !== undefined && { roots }),
    };
}
function fetched(path, files) {
    const file = path === undefined ? undefined : files.get(path);
    if (path !== undefined && file === undefined)
        throw new TypeError(`"${path}" was not fetched`);
    return file;
}
function distinct(paths) {
    return [...new Set(paths.filter((path) => path !== undefined))];
}

// EXTERNAL MODULE: ./build/src/target/index.js + 7 modules
var target = __webpack_require__(6420);
;// CONCATENATED MODULE: ./build/src/deployment/settings.js






/**
 * Fetches the policy through GitHub's API, at the head of the default branch unless told: neither a branch, nor
 * the re-run of an old run, nor an earlier step of the job chooses its own rules. Undefined: there is no such file.
 */
async function fetchSettings(github, { file, home, commit: wanted, roots: known = { kind: 'known' }, }) {
    const commit = wanted ?? (await github.fetchDefaultHead());
    const bytes = await github.fetchFile(file, commit);
    if (bytes === undefined)
        return undefined;
    const policy = await (0,policy_policy/* parsePolicy */.O)(decode(bytes, file), file, { targets: target/* targets */.z, checks: check/* checks */.A });
    const fetchText = async (path) => [path, decode(await fetchNamed(github, path, file, commit), path)];
    const [keys, roots] = await Promise.all([
        Promise.all(keyPathsOf(policy).map(fetchText)),
        Promise.all(rootPathsOf(policy).map(fetchText)),
    ]);
    return {
        file,
        commit,
        digest: (0,digest/* digestOf */.ol)(bytes),
        policy,
        trustFor: trustOf(policy, home, { keys: new Map(keys), roots: new Map(roots) }),
        roots: known,
    };
}
async function fetchNamed(github, path, file, commit) {
    const bytes = await github.fetchFile(path, commit);
    if (bytes !== undefined)
        return bytes;
    throw new failure/* Failure */.HR('not-found', `policy ${file} names "${path}", which is not there at commit ${commit.slice(0, 12)}`);
}
function decode(bytes, path) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('invalid-input', `"${path}" is not UTF-8 text`, { cause });
    }
}


/***/ }),

/***/ 2297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ formatDuration),
/* harmony export */   p: () => (/* binding */ duration)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3798);

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
const duration = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: 'wanted a duration such as 30s, 10m, 2h or 7d' })
    .regex(/^[0-9]{1,6}[smhd]$/, 'wanted a duration such as 30s, 10m, 2h or 7d')
    .transform(millisecondsOf);
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

/***/ 7340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ loadCompiler)
/* harmony export */ });
/* unused harmony export variables */
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(714);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(395);




/** What an expression may ask about, and what each of it holds. */
const variables = {
    image: 'The artifact: `repository`, `digest`, its `manifest`, and `config`: how it runs, as in `User`, `Env`, `Labels`, `ExposedPorts`. Of an index every image is asked about.',
    provenance: 'The newest verified build provenance: SLSA’s `buildDefinition` and `runDetails`.',
    sbom: 'The newest verified SBOM: its `format` (`cyclonedx` or `spdx`) and how many `packages` it lists.',
    findings: 'The newest verified scan, counted: `critical`, `high`, `medium`, `low`, `negligible`, `unknown`.',
    commit: 'The commit that the provenance names.',
    environment: 'The name of the environment.',
    actor: 'Who started the run.',
    time: 'Now, as a timestamp.',
};
/**
 * How long one answer may take, in milliseconds. An honest expression needs less than one of them; a few lines
 * of nested loops can take years. It bounds what goes wrong, so that no verdict depends on the machine's speed.
 */
const patience = 1000;
/**
 * Loads the evaluator of CEL, which most policies have no need of, and returns its compiler.
 * https://github.com/google/cel-spec/blob/v0.25.1/doc/langdef.md
 */
async function loadCompiler() {
    const cel = await __webpack_require__.e(/* import() */ 890).then(__webpack_require__.bind(__webpack_require__, 8890));
    return (text) => compile(text, cel);
}
function compile(text, cel) {
    const env = cel.celEnv();
    const tree = parseExpression(text, cel);
    const names = new Set();
    survey(tree, new Set(), {
        variable: (name) => void names.add(knownVariable(name)),
        call: (name) => {
            if (!operators.has(name) && env.funcs.find(name) === undefined)
                throw doesNotCompile(`unknown function "${name}"`);
        },
    });
    const answer = cel.plan(env, tree);
    return {
        names,
        evaluate: (bindings) => {
            const result = withPatience(() => answer(inputOf(bindings, cel)));
            if (cel.isCelError(result))
                throw new Error(result.message);
            if (typeof result === 'boolean')
                return result;
            throw new Error(`it gives a value of type ${cel.celType(result).name}, wanted true or false`);
        },
    };
}
function parseExpression(text, cel) {
    try {
        return cel.parse(text).expr;
    }
    catch (cause) {
        if (cause instanceof RangeError)
            throw doesNotCompile('it is nested too deeply');
        // "<input>:1:3: found + but expecting end of input"
        const [, column, reason] = /^<input>:\d+:(\d+): ([^\n]*)/.exec((0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause)) ?? [];
        throw doesNotCompile(reason === undefined ? (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause).replaceAll('\n', ' ') : `${reason}, at character ${column}`);
    }
}
function doesNotCompile(reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `does not compile: ${reason}`);
}
/** Runs code that never waits, and ends it when it takes too long: only the virtual machine can do that. */
function withPatience(evaluate) {
    const scope = {
        evaluate: () => {
            scope.result = evaluate();
        },
    };
    try {
        (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('evaluate()', { evaluate: scope.evaluate }, { timeout: patience });
    }
    catch (cause) {
        // An error of the other context, and so no instance of our Error.
        if ((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(cause) && cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            throw new Error(`it had no answer after ${patience / 1000} s`, { cause });
        throw cause;
    }
    if (scope.result === undefined)
        throw new Error('it had no answer');
    return scope.result;
}
// What the planner does itself, without a function: cel-spec's names of the operators.
const operators = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false']);
// Types are values too: type(image.config) == map.
const types = new Set([
    'bool',
    'bytes',
    'double',
    'int',
    'list',
    'map',
    'null_type',
    'string',
    'type',
    'uint',
]);
/** Visits the names that an expression uses, but those of its own loops. */
function survey(expr, own, visitor) {
    const kind = expr?.exprKind;
    if (kind === undefined)
        return;
    if (kind.case === 'identExpr' && !own.has(kind.value.name) && !types.has(kind.value.name))
        visitor.variable(kind.value.name);
    if (kind.case === 'callExpr')
        visitor.call(kind.value.function);
    for (const part of partsOf(kind))
        survey(part, own, visitor);
    if (kind.case !== 'comprehensionExpr')
        return;
    const { accuVar, iterVar, iterVar2, loopCondition, loopStep, result } = kind.value;
    const inner = new Set([...own, accuVar, iterVar, iterVar2]);
    for (const part of [loopCondition, loopStep, result])
        survey(part, inner, visitor);
}
/** The parts that see the same names as the whole. */
function partsOf(kind) {
    switch (kind.case) {
        case 'selectExpr':
            return [kind.value.operand];
        case 'callExpr':
            return [kind.value.target, ...kind.value.args];
        case 'listExpr':
            return kind.value.elements;
        case 'structExpr':
            return kind.value.entries.flatMap(({ keyKind, value }) => [
                keyKind.case === 'mapKey' ? keyKind.value : undefined,
                value,
            ]);
        case 'comprehensionExpr':
            return [kind.value.iterRange, kind.value.accuInit];
        default:
            return [];
    }
}
function knownVariable(name) {
    if (Object.hasOwn(variables, name))
        return name;
    throw doesNotCompile(`unknown variable "${name}"${(0,_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .pA)(name, Object.keys(variables))}`);
}
function inputOf(bindings, cel) {
    const entries = Object.entries(bindings).filter(([, value]) => value !== undefined);
    // Without a prototype, so that no variable is found that nobody gave.
    return Object.assign(Object.create(null), Object.fromEntries(entries.map(([name, value]) => [name, celInput(value, cel)])));
}
/** JSON and dates as CEL's values: whole numbers are int, so that sizes and counts compare as people expect. */
function celInput(value, cel) {
    if (value instanceof Date)
        return timestamp(value, cel);
    if (Array.isArray(value))
        return value.map((entry) => celInput(entry, cel));
    switch (typeof value) {
        case 'string':
        case 'boolean':
            return value;
        case 'number':
            return Number.isSafeInteger(value) ? BigInt(value) : value;
        case 'object':
            return value === null ? null : celMapOf(value, cel);
        default:
            throw new Error(`a value of type ${typeof value} has no place in an expression`);
    }
}
function celMapOf(value, cel) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return new Map(entries.map(([key, entry]) => [key, celInput(entry, cel)]));
}
// By its own function, since its message type is that of a package we do not depend on.
function timestamp(value, cel) {
    const result = cel.run(`timestamp("${value.toISOString()}")`);
    if (cel.isCelError(result))
        throw new Error(result.message);
    return result;
}


/***/ }),

/***/ 5911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LO: () => (/* binding */ missing),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   X1: () => (/* binding */ evidenceOf)
/* harmony export */ });
/** Finds verified statements of a kind about this very artifact, the newest first. */
function evidenceOf(facts, isType) {
    const { digest } = facts.artifact.reference;
    return facts.evidence
        .filter(({ subject, predicateType }) => subject === digest && isType(predicateType))
        .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime());
}
/** Says that evidence is missing: what was looked for, and why what was there does not count. */
function missing(facts, wanted, isType) {
    const { digest } = facts.artifact.reference;
    // One whose type could not be read might have been what was looked for.
    const rejected = facts.rejected.filter(({ predicateType }) => predicateType === undefined || isType(predicateType));
    const reasons = rejected.slice(0, 3).map(({ source, reason }) => `${source}: ${reason}`);
    const more = rejected.length > reasons.length ? ` (and ${rejected.length - reasons.length} more)` : '';
    const found = reasons.length > 0 ? `found, but not accepted: ${reasons.join('; ')}${more}` : 'found none';
    return oneLine(`no verified ${wanted} for ${digest}; ${found}`);
}
/** Foreign text within a reason: on one line, and no longer than people read. */
function oneLine(text, limit = 1000) {
    const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
    return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}


/***/ }),

/***/ 5873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ environmentOf),
  O: () => (/* binding */ parsePolicy)
});

// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/src/policy/document.js


/** Far more than any policy needs, and little enough to be read at once. Characters. */
const sizeLimit = 1024 * 1024;
/** Open maps, lists and their keys at one place. */
const depthLimit = 100;
/** How often aliases may repeat what they stand for: enough for people, too little for a bomb. */
const aliasLimit = 50;
/** Reads YAML 1.2 of one document; what is wrong with it is collected, with the line. */
function readYaml(text, file) {
    if (text.length > sizeLimit)
        throw new failure/* Failure */.HR('invalid-input', `${file} has ${text.length} characters; wanted at most ${sizeLimit}`);
    if (isTooDeep(text))
        throw new failure/* Failure */.HR('invalid-input', `${file} is nested too deeply to be a policy`);
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    // What follows the first few faults of YAML is mostly their consequence.
    const faults = [...document.errors, ...document.warnings].slice(0, 10);
    const problems = faults.map((error) => ({
        message: firstLine(error.message),
        place: { file, line: lines.linePos(error.pos[0]).line },
    }));
    problems.push(...hostileKeys(document, file, lines));
    const value = problems.length === 0 ? plainValue(document, file, problems) : undefined;
    return { value, problems, lineOf: (path) => lineOf(document, path, lines) };
}
/** Measures how deep the nesting goes, since what reads it afterwards calls itself for every level. */
function isTooDeep(text) {
    const parser = new dist/* Parser */.iX();
    for (const lexeme of new dist/* Lexer */.JG().lex(text)) {
        for (const _ of parser.next(lexeme))
            ;
        if (parser.stack.length > depthLimit)
            return true;
    }
    return false;
}
function plainValue(document, file, problems) {
    try {
        return document.toJS({ maxAliasCount: aliasLimit });
    }
    catch (error) {
        problems.push({ message: firstLine((0,failure/* messageOf */.bD)(error)), place: { file, line: 1 } });
        return undefined;
    }
}
// An object's own "__proto__" is passed over by many readers, ours among them: it must not hide anything.
function hostileKeys(document, file, lines) {
    const problems = [];
    (0,dist/* visit */.YR)(document, {
        Pair(_, { key }) {
            if ((0,dist/* isScalar */.jn)(key) && key.value === '__proto__')
                problems.push({ message: 'unknown key "__proto__"', place: { file, line: lineOfNode(key, lines) } });
        },
    });
    return problems;
}
function lineOf(document, path, lines) {
    let node = document.contents;
    let line = (0,dist/* isNode */.Ll)(node) ? lineOfNode(node, lines) : 1;
    for (const segment of path) {
        const at = (0,dist/* isAlias */.Vj)(node) ? node.resolve(document) : node;
        const found = stepInto(at, segment);
        if (found === undefined)
            return line;
        line = lineOfNode(found.mark, lines);
        node = found.value;
    }
    return line;
}
/** What a path segment leads to, and the node by which people find it: the key, or the list's entry. */
function stepInto(node, segment) {
    if ((0,dist/* isMap */.jh)(node)) {
        const pair = node.items.find(({ key }) => (0,dist/* isScalar */.jn)(key) && key.value === segment);
        return pair && (0,dist/* isScalar */.jn)(pair.key) ? { mark: pair.key, value: pair.value } : undefined;
    }
    const entry = (0,dist/* isSeq */.oP)(node) && typeof segment === 'number' ? node.items[segment] : undefined;
    return (0,dist/* isNode */.Ll)(entry) ? { mark: entry, value: entry } : undefined;
}
function lineOfNode(node, lines) {
    return lines.linePos(node.range?.[0] ?? 0).line;
}
function firstLine(message) {
    return message.split('\n', 1)[0] ?? message;
}

// EXTERNAL MODULE: ./build/src/policy/expression.js
var expression = __webpack_require__(7340);
// EXTERNAL MODULE: ./build/src/policy/problem.js + 1 modules
var problem = __webpack_require__(395);
// EXTERNAL MODULE: ./build/src/policy/rules/index.js + 3 modules
var rules = __webpack_require__(5654);
// EXTERNAL MODULE: ./build/src/policy/schema.js + 1 modules
var schema = __webpack_require__(4816);
;// CONCATENATED MODULE: ./build/src/policy/policy.js







/** Reads a policy file. What is wrong with it is refused all at once, each fault with its line. */
async function parsePolicy(text, file, tables) {
    const yaml = readYaml(text, file);
    if (yaml.problems.length > 0)
        throw refusal(file, yaml.problems);
    const read = (0,schema/* policySchema */.wh)(tables).safeParse(yaml.value, { error: problem/* wording */.z4 });
    const faults = [
        ...(read.error?.issues ?? []).flatMap((issue) => (0,problem/* problemsOf */.GW)(issue, yaml.value)),
        ...orderFaults(yaml.value),
        ...(await ruleFaults(yaml.value)),
    ];
    if (read.success && faults.length === 0)
        return policyOf(read.data, yaml.value);
    throw refusal(file, placed(faults, file, yaml));
}
/** Looks up an environment, which the policy must name. */
function environmentOf(policy, name) {
    const environment = Object.hasOwn(policy.environments, name) ? policy.environments[name] : undefined;
    if (environment !== undefined)
        return environment;
    const known = Object.keys(policy.environments);
    throw new failure/* Failure */.HR('invalid-input', `the policy names no environment "${(0,problem/* shown */.SP)(name)}"; it names ${known.map((known) => `"${known}"`).join(', ')}`);
}
function policyOf({ version, trust, environments }, written) {
    const entries = Object.entries(environments).map(([name, environment]) => [
        name,
        { ...environment, ...asWritten(written, name) },
    ]);
    return { version, trust: trustOf(trust), environments: Object.fromEntries(entries) };
}
/** Takes the options of target and checks as they stand in the file: each adapter reads its own. */
function asWritten(written, name) {
    const environment = mapAt(written, 'environments', name);
    const { kind, ...options } = mapAt(environment, 'target');
    const checks = listAt(environment, 'checks').flatMap((check) => Object.entries(mapAt(check)));
    return {
        target: { kind: String(kind), options },
        checks: checks.map(([kind, options]) => ({ kind, options })),
    };
}
function trustOf({ scan, promotion, ...base }) {
    const build = trustOptions(base);
    // A nightly scan and a nightly repair run by the clock, on the code of the default branch like any other.
    const events = [...new Set([...build.events, 'schedule'])];
    return {
        build,
        scan: trustOptions({ ...base, events, ...scan }),
        promotion: trustOptions({ ...base, events, ...promotion }),
    };
}
function trustOptions({ signerRepo, ...trust }) {
    return {
        ...trust,
        ...(signerRepo !== undefined && { signerRepository: signerRepo }),
        events: trust.events ?? schema.defaultEvents,
        denySelfHostedRunners: trust.denySelfHostedRunners ?? false,
        certOidcIssuer: trust.certOidcIssuer ?? schema/* defaultIssuer */.LV,
    };
}
/** Looks at how environments follow each other, whatever else may be wrong with them. */
function orderFaults(written) {
    const environments = mapAt(written, 'environments');
    const names = Object.keys(environments);
    const afterOf = (name) => mapAt(environments, name).after;
    return names.flatMap((name) => {
        const path = ['environments', name];
        const after = afterOf(name);
        if (after === undefined && mapAt(environments, name).soak !== undefined)
            return [
                {
                    path: [...path, 'soak'],
                    message: `${(0,problem/* formatPath */.jV)([...path, 'soak'])}: needs "after": soaked where?`,
                },
            ];
        if (typeof after !== 'string')
            return [];
        const where = (0,problem/* formatPath */.jV)([...path, 'after']);
        if (!names.includes(after))
            return [
                {
                    path: [...path, 'after'],
                    message: `${where}: no environment "${(0,problem/* shown */.SP)(after)}"${(0,problem/* nearest */.pA)(after, names)}`,
                },
            ];
        const circle = circleFrom(name, afterOf);
        return circle === undefined
            ? []
            : [
                {
                    path: [...path, 'after'],
                    message: `${where}: goes in a circle: ${circle.map(problem/* shown */.SP).join(' after ')}`,
                },
            ];
    });
}
/** Follows `after` from an environment; the way, if it comes back to where it began. */
function circleFrom(start, afterOf) {
    const way = [start];
    for (;;) {
        const next = afterOf(way.at(-1) ?? start);
        if (typeof next !== 'string')
            return undefined;
        if (next === start)
            return [...way, start];
        if (way.includes(next))
            return undefined; // Another circle, told where it is.
        way.push(next);
    }
}
/** Names that verdicts of ours have. */
const ownNames = [...Object.keys(rules/* rules */.a), 'plan', 'order'];
/** Compiles every rule of one's own, and looks for names that stand twice. */
async function ruleFaults(written) {
    const own = Object.keys(mapAt(written, 'environments')).flatMap((name) => {
        const list = listAt(mapAt(written, 'environments', name, 'require'), 'rules');
        return list.map((rule, index) => ({
            rule: mapAt(rule),
            isTaken: ownNames.includes(mapAt(rule).name) ||
                list.findIndex((other) => mapAt(other).name === mapAt(rule).name) < index,
            path: ['environments', name, 'require', 'rules', index],
        }));
    });
    if (own.length === 0)
        return [];
    const compile = await (0,expression/* loadCompiler */.S)();
    return own.flatMap(({ rule, isTaken, path }) => [
        ...(isTaken && typeof rule.name === 'string'
            ? [
                {
                    path: [...path, 'name'],
                    message: `${(0,problem/* formatPath */.jV)([...path, 'name'])}: "${(0,problem/* shown */.SP)(rule.name)}" is taken already`,
                },
            ]
            : []),
        ...compileFaults(rule.expression, [...path, 'expression'], compile),
    ]);
}
function compileFaults(expression, path, compile) {
    if (typeof expression !== 'string' || expression === '')
        return [];
    try {
        compile(expression);
        return [];
    }
    catch (error) {
        return [{ path, message: `${(0,problem/* formatPath */.jV)(path)}: ${(0,failure/* messageOf */.bD)(error)}` }];
    }
}
function placed(faults, file, { lineOf }) {
    return faults
        .map(({ path, message }) => ({ message, place: { file, line: lineOf(path) } }))
        .toSorted((a, b) => a.place.line - b.place.line);
}
function refusal(file, problems) {
    const [first, ...others] = problems;
    const line = first?.place?.line === undefined ? '' : `, line ${first.place.line}`;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return new failure/* Failure */.HR('invalid-input', `policy ${file}${line}: ${first?.message}${more}`, { problems });
}
/** The map at a path of plain values; an empty one where there is none. */
function mapAt(value, ...path) {
    let at = value;
    for (const key of path)
        at = (0,shape/* isObject */.Gv)(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    return (0,shape/* isObject */.Gv)(at) ? at : {};
}
function listAt(value, key) {
    const list = (0,shape/* isObject */.Gv)(value) ? value[key] : undefined;
    return Array.isArray(list) ? list : [];
}


/***/ }),

/***/ 395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jV: () => (/* binding */ formatPath),
  pA: () => (/* binding */ nearest),
  GW: () => (/* binding */ problemsOf),
  SP: () => (/* binding */ shown),
  z4: () => (/* binding */ wording)
});

;// CONCATENATED MODULE: ./node_modules/leven/index.js
const array = [];
const characterCodeCache = [];

function leven(first, second, options) {
	if (first === second) {
		return 0;
	}

	const maxDistance = options?.maxDistance;
	const swap = first;

	// Swapping the strings if `a` is longer than `b` so we know which one is the
	// shortest & which one is the longest
	if (first.length > second.length) {
		first = second;
		second = swap;
	}

	let firstLength = first.length;
	let secondLength = second.length;

	// Performing suffix trimming:
	// We can linearly drop suffix common to both strings since they
	// don't increase distance at all
	// Note: `~-` is the bitwise way to perform a `- 1` operation
	while (firstLength > 0 && (first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength))) {
		firstLength--;
		secondLength--;
	}

	// Performing prefix trimming
	// We can linearly drop prefix common to both strings since they
	// don't increase distance at all
	let start = 0;

	while (start < firstLength && (first.charCodeAt(start) === second.charCodeAt(start))) {
		start++;
	}

	firstLength -= start;
	secondLength -= start;

	// Early termination after trimming: if difference in length exceeds max distance
	if (maxDistance !== undefined && secondLength - firstLength > maxDistance) {
		return maxDistance;
	}

	if (firstLength === 0) {
		return maxDistance !== undefined && secondLength > maxDistance
			? maxDistance
			: secondLength;
	}

	let bCharacterCode;
	let result;
	let temporary;
	let temporary2;
	let index = 0;
	let index2 = 0;

	while (index < firstLength) {
		characterCodeCache[index] = first.charCodeAt(start + index);
		array[index] = ++index;
	}

	while (index2 < secondLength) {
		bCharacterCode = second.charCodeAt(start + index2);
		temporary = index2++;
		result = index2;

		for (index = 0; index < firstLength; index++) {
			temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
			temporary = array[index];
			// eslint-disable-next-line no-multi-assign
			result = array[index] = temporary > result
				? (temporary2 > result ? result + 1 : temporary2)
				: (temporary2 > temporary ? temporary + 1 : temporary2);
		}

		// Early termination: if all values in current row exceed maxDistance
		if (maxDistance !== undefined) {
			let rowMinimum = result;
			for (index = 0; index < firstLength; index++) {
				if (array[index] < rowMinimum) {
					rowMinimum = array[index];
				}
			}

			if (rowMinimum > maxDistance) {
				return maxDistance;
			}
		}
	}

	// Bound arrays to avoid retaining large previous sizes
	array.length = firstLength;
	characterCodeCache.length = firstLength;

	return maxDistance !== undefined && result > maxDistance ? maxDistance : result;
}

function closestMatch(target, candidates, options) {
	if (!Array.isArray(candidates) || candidates.length === 0) {
		return undefined;
	}

	const userMax = options?.maxDistance;
	const targetLength = target.length;

	// Exact match fast-path
	for (const candidate of candidates) {
		if (candidate === target) {
			return candidate;
		}
	}

	if (userMax === 0) {
		return undefined;
	}

	let best;
	let bestDist = Number.POSITIVE_INFINITY;
	const seen = new Set();

	for (const candidate of candidates) {
		if (seen.has(candidate)) {
			continue;
		}

		seen.add(candidate);

		const lengthDiff = Math.abs(candidate.length - targetLength);
		if (lengthDiff >= bestDist) {
			continue;
		}

		if (userMax !== undefined && lengthDiff > userMax) {
			continue;
		}

		const cap = Number.isFinite(bestDist)
			? (userMax === undefined ? bestDist : Math.min(bestDist, userMax))
			: userMax;

		const distance = cap === undefined
			? leven(target, candidate)
			: leven(target, candidate, {maxDistance: cap});

		// Skip candidates that exceed the user's maximum distance
		if (userMax !== undefined && distance > userMax) {
			continue;
		}

		// If we got a capped result that equals the cap, we need the actual distance
		// for accurate comparison, but only if the cap was due to userMax
		let actualD = distance;
		if (cap !== undefined && distance === cap && cap === userMax) {
			actualD = leven(target, candidate);
		}

		if (actualD < bestDist) {
			bestDist = actualD;
			best = candidate;
			if (bestDist === 0) {
				break;
			}
		}
	}

	if (userMax !== undefined && bestDist > userMax) {
		return undefined;
	}

	return best;
}

;// CONCATENATED MODULE: ./build/src/policy/problem.js

/** Words a fault that zod found, one line for each thing to mend; `value` is the whole that was read. */
function problemsOf(issue, value) {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') {
        // The messages were made where the known keys are known; see `wording`.
        const hints = issue.message.split('\n');
        return issue.keys.map((key, index) => ({
            path: [...path, key],
            message: `unknown key "${shown(key)}"${path.length > 0 ? ` in ${formatPath(path)}` : ''}${hints[index] ?? ''}`,
        }));
    }
    const found = valueAt(value, path);
    if (found === undefined && path.length > 0) {
        const key = path.at(-1);
        const parent = formatPath(path.slice(0, -1));
        return [{ path, message: `${parent || 'the policy'} has no "${String(key)}"` }];
    }
    const where = path.length > 0 ? `${formatPath(path)}: ` : '';
    return [
        {
            path,
            message: `${where}${issue.message}${saysFound(issue, found) ? `; found ${describe(found)}` : ''}`,
        },
    ];
}
/** The words of zod's own findings, in the house's form. Given to `safeParse` as its error map. */
const wording = (issue) => {
    switch (issue.code) {
        case 'unrecognized_keys':
            return issue.keys.map((key) => nearest(key, keysOf(issue.inst))).join('\n');
        case 'invalid_type':
            return `wanted ${typeNames[issue.expected] ?? issue.expected}`;
        case 'invalid_value':
            return wantedOneOf(issue.values.map(String), issue.input);
        case 'invalid_union':
            return 'options' in issue && Array.isArray(issue.options)
                ? wantedOneOf(issue.options.map(String), undefined)
                : 'not as described';
        case 'too_small':
            return issue.minimum === 1 && issue.origin !== 'number'
                ? 'must not be empty'
                : `wanted at least ${issue.minimum}`;
        case 'too_big':
            return `wanted at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
        case 'invalid_key':
            return issue.issues[0]?.message ?? 'not a name';
        default:
            return undefined;
    }
};
/** Writes a path as people read it: `environments.production.checks[0].http`. */
function formatPath(path) {
    return path
        .map((segment) => {
        if (typeof segment === 'number')
            return `[${segment}]`;
        const key = shown(String(segment));
        return /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`;
    })
        .join('')
        .replace(/^\./, '');
}
/** Offers the known word that was probably meant; otherwise, of few, names them all. */
function nearest(word, known) {
    const distances = known.map((candidate) => ({
        candidate,
        distance: leven(word, candidate, { maxDistance: 4 }),
    }));
    const [best] = distances.toSorted((a, b) => a.distance - b.distance);
    if (best !== undefined && best.distance <= Math.max(1, Math.min(3, Math.floor(word.length / 2))))
        return `; did you mean "${shown(best.candidate)}"?`;
    return known.length > 0 ? `; known are ${known.map(shown).join(', ')}` : '';
}
const typeNames = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
};
function wantedOneOf(values, input) {
    // A list that is longer than a line helps less than the one word that was meant.
    if (values.length > 10 && typeof input === 'string')
        return `"${shown(input)}" is not known${nearest(input, values)}`;
    return values.length === 1 ? `wanted ${values[0]}` : `wanted one of ${values.join(', ')}`;
}
/** Whether what was found helps: a name that is wrong and a map as a whole have been shown already. */
function saysFound(issue, found) {
    if (issue.code === 'invalid_key' || issue.message.startsWith('"'))
        return false;
    return issue.code !== 'custom' || typeof found !== 'object';
}
function keysOf(schema) {
    const shape = typeof schema === 'object' && schema !== null && 'shape' in schema ? schema.shape : undefined;
    return Object.keys(typeof shape === 'object' && shape !== null ? shape : {});
}
function valueAt(value, path) {
    let at = value;
    for (const segment of path) {
        if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment))
            return undefined;
        at = Reflect.get(at, segment);
    }
    return at;
}
function describe(value) {
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object' && value !== null)
        return 'a map';
    if (value === null || value === undefined)
        return 'nothing';
    return typeof value === 'string' ? `"${shown(value)}"` : String(value);
}
/** Shows foreign text within a message: on one line, and not long. */
function shown(text) {
    const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}


/***/ }),

/***/ 5654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ rules)
});

// EXTERNAL MODULE: ./build/src/policy/facts.js
var facts = __webpack_require__(5911);
;// CONCATENATED MODULE: ./build/src/policy/rules/freeze.js

const freeze = {
    description: 'Nothing is promoted from `from` on, until `until`.',
    timed: true,
    applies: ({ freeze }) => freeze.length > 0,
    evaluate: evaluateFreeze,
};
function evaluateFreeze({ environment, now }) {
    const holding = environment.policy.freeze.filter(({ from, until }) => from <= now && now < until);
    const [last] = holding.toSorted((a, b) => b.until.getTime() - a.until.getTime());
    if (last === undefined)
        return { passed: true, reason: 'no freeze holds' };
    return {
        passed: false,
        reason: (0,facts/* oneLine */.TN)(`frozen: ${holding.map(({ reason }) => reason).join('; ')}`),
        way: `wait until ${last.until.toISOString()}`,
    };
}

// EXTERNAL MODULE: ./build/src/policy/rules/provenance.js
var provenance = __webpack_require__(8825);
// EXTERNAL MODULE: ./build/src/policy/rules/sbom.js
var sbom = __webpack_require__(2451);
// EXTERNAL MODULE: ./build/src/policy/rules/scan.js
var scan = __webpack_require__(2235);
;// CONCATENATED MODULE: ./build/src/policy/rules/status-checks.js

const statusChecks = {
    description: 'The commit’s checks and statuses of these names have passed.',
    timed: true,
    applies: ({ require }) => require.statusChecks.length > 0,
    evaluate: evaluateStatusChecks,
};
function evaluateStatusChecks({ statusChecks, environment, commit }) {
    const { statusChecks: wanted } = environment.policy.require;
    if (commit === undefined)
        return { passed: false, reason: 'no verified provenance says which commit it was built from' };
    const faults = wanted.flatMap((name) => {
        const found = statusChecks.filter((check) => check.name === name);
        // A check and a status may share a name: GitHub asks both, and so do we.
        const failed = found.find(({ passed }) => !passed);
        if (found.length === 0)
            return [`"${name}" was not reported`];
        return failed === undefined ? [] : [`"${name}" is ${failed.state}`];
    });
    const on = `on commit ${commit.slice(0, 12)}`;
    if (faults.length === 0)
        return { passed: true, reason: (0,facts/* oneLine */.TN)(`${wanted.join(', ')} passed ${on}`) };
    return {
        passed: false,
        reason: (0,facts/* oneLine */.TN)(`${faults.join('; ')} ${on}`),
        way: 'let the checks of that commit pass, then run this job again',
    };
}

// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
;// CONCATENATED MODULE: ./build/src/policy/rules/upstream.js

const upstream = {
    description: 'This digest is confirmed in the environment that `after` names, and has been for `soak`.',
    timed: true,
    applies: ({ after }) => after !== undefined,
    evaluate: evaluateUpstream,
};
function evaluateUpstream({ upstream, environment, now, artifact }) {
    const { after, soak = 0 } = environment.policy;
    // The newest: between two promotions of the same digest, another may have served.
    const [newest] = upstream.toSorted((a, b) => b.confirmedAt.getTime() - a.confirmedAt.getTime());
    if (newest === undefined)
        return {
            passed: false,
            reason: `${artifact.reference.digest} was never confirmed in "${after}"`,
            way: `promote it into "${after}" first`,
        };
    const evidence = newest.evidence === undefined ? [] : [newest.evidence];
    const ready = new Date(newest.confirmedAt.getTime() + soak);
    const since = `confirmed in "${after}" since ${newest.confirmedAt.toISOString()}`;
    if (now >= ready)
        return { passed: true, reason: since, evidence };
    return {
        passed: false,
        reason: `${since}, which is less than ${(0,duration/* formatDuration */.a)(soak)} ago`,
        way: `wait until ${ready.toISOString()}`,
        evidence,
    };
}

;// CONCATENATED MODULE: ./build/src/policy/rules/index.js






/**
 * The rules that come with the policy file, by the name that a verdict has. That a plan was approved is not among
 * them: it is a question about all verdicts together, asked when they are there.
 */
const rules = {
    provenance: provenance/* provenance */.a,
    upstream: upstream,
    sbom: sbom/* sbom */.O,
    scan: scan/* scan */.SQ,
    'status-checks': statusChecks,
    freeze: freeze,
};


/***/ }),

/***/ 8825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ isProvenance),
/* harmony export */   a: () => (/* binding */ provenance)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2898);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5911);



const provenance = {
    description: 'The artifact carries verified SLSA build provenance by a trusted signer, from a run that one of `trust.events` started. Always asked.',
    timed: false,
    applies: () => true,
    evaluate: evaluateProvenance,
};
function isProvenance(predicateType) {
    return predicateType === _evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceType */ .wy;
}
function evaluateProvenance(facts) {
    const way = 'sign it with the sign action in the workflow that built it, and check trust in the policy';
    const found = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceOf */ .X1)(facts, isProvenance).map((evidence) => ({
        evidence,
        fault: faultOf(evidence, facts.events),
    }));
    const [good] = found.filter(({ fault }) => fault === undefined);
    if (good !== undefined)
        return { passed: true, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(toldBy(good.evidence)), evidence: [good.evidence.digest] };
    const [bad] = found;
    if (bad === undefined)
        return { passed: false, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .LO)(facts, 'build provenance', isProvenance), way };
    return { passed: false, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(`${bad.fault}`), way, evidence: [bad.evidence.digest] };
}
/** Looks at what started the build: by the certificate, and by the statement where it says so too. */
function faultOf({ signer, predicate }, events) {
    const stated = statedEvent(predicate);
    const triggers = signer.kind === 'certificate' ? [signer.buildTrigger ?? 'unknown', stated] : [stated];
    const bad = triggers.find((trigger) => trigger !== undefined && !events.includes(trigger));
    return bad === undefined
        ? undefined
        : `its build was started by the event "${bad}"; trusted are ${events.join(', ')}`;
}
// https://actions.github.io/buildtypes/workflow/v1; a builder that is not GitHub's knows no such event.
function statedEvent(predicate) {
    const { internalParameters } = (0,_evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProvenance */ .X6)(predicate).buildDefinition;
    const github = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(internalParameters) ? internalParameters.github : undefined;
    const event = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(github) ? github.event_name : undefined;
    return event === undefined ? undefined : String(event);
}
function toldBy({ signer, predicate }) {
    const builder = (0,_evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProvenance */ .X6)(predicate).runDetails.builder.id;
    if (signer.kind === 'key')
        return `built by ${builder}, signed with key ${signer.fingerprint}`;
    const commit = signer.sourceDigest === undefined ? '' : ` from commit ${signer.sourceDigest.slice(0, 12)}`;
    return `built${commit} by ${signer.subjectAlternativeName}`;
}


/***/ }),

/***/ 2451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ sbom),
/* harmony export */   j: () => (/* binding */ summarizeSbom)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4012);
/* harmony import */ var _evidence_predicate_spdx3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8185);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5911);



const sbom = {
    description: 'The artifact carries a verified SBOM, CycloneDX or SPDX.',
    timed: false,
    applies: ({ require }) => require.sbom,
    evaluate: evaluateSbom,
};
/** Tells what kind of SBOM a predicate is, and how many packages it lists. */
function summarizeSbom(predicateType, predicate) {
    const document = (0,_evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSbom */ .rl)(predicateType, predicate).predicate;
    const format = 'bomFormat' in document ? 'cyclonedx' : 'spdx';
    if ((0,_evidence_predicate_spdx3_js__WEBPACK_IMPORTED_MODULE_1__/* .isSpdx3 */ .$Y)(document))
        return { format, packages: (0,_evidence_predicate_spdx3_js__WEBPACK_IMPORTED_MODULE_1__/* .packagesOf */ .DT)(document) };
    const packages = format === 'cyclonedx' ? document.components : document.packages;
    return { format, packages: Array.isArray(packages) ? packages.length : 0 };
}
function evaluateSbom(facts) {
    const [newest] = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceOf */ .X1)(facts, _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .isSbomType */ .Md);
    if (newest === undefined)
        return {
            passed: false,
            reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .LO)(facts, 'SBOM', _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .isSbomType */ .Md),
            way: 'attach one with the scan action, or with the sign action and sbom-path',
        };
    const { format, packages } = summarizeSbom(newest.predicateType, newest.predicate);
    return {
        passed: true,
        reason: `${format} with ${packages} ${packages === 1 ? 'package' : 'packages'}`,
        evidence: [newest.digest],
    };
}


/***/ }),

/***/ 2235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SQ: () => (/* binding */ scan),
/* harmony export */   ng: () => (/* binding */ countSeverities),
/* harmony export */   zm: () => (/* binding */ newestScans)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2297);
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9175);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2218);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5911);




const scan = {
    description: 'The newest verified scan is younger than `max-age` and found nothing from `severity-cutoff` upwards.',
    timed: true,
    applies: ({ require }) => require.scan !== undefined,
    evaluate: (facts) => evaluateScan(facts, facts.environment.policy.require.scan),
};
const way = 'scan it again with the scan action, with attest on';
/** A key may sign with a clock of its own; one that is ahead by more than this would make its scan last. */
const clockTolerance = 10 * 60_000;
/** Finds the newest scans: one, unless several were signed at the same instant. Older ones are not even read. */
function newestScans(facts, scanner) {
    const found = [];
    for (const evidence of (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .evidenceOf */ .X1)(facts, isVulnerabilities)) {
        if (found[0] !== undefined && evidence.signedAt < found[0].evidence.signedAt)
            break;
        const scan = (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVulnerabilities */ .gs)(evidence.predicate);
        if (scanner === undefined || isBy(scan, scanner))
            found.push({ evidence, scan });
    }
    return found;
}
/** Counts findings by severity, over all of several scans of the same instant. */
function countSeverities(scans) {
    const found = scans.flatMap(({ scan }) => scan.scanner.result).map(({ severity }) => (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .severityOf */ .xJ)(severity));
    const count = (severity) => found.filter((one) => one === severity).length;
    return {
        unknown: count('unknown'),
        negligible: count('negligible'),
        low: count('low'),
        medium: count('medium'),
        high: count('high'),
        critical: count('critical'),
    };
}
function evaluateScan(facts, requirement) {
    if (requirement === undefined)
        throw new Error('no scan is required');
    const { scanner, maxAge } = requirement;
    const scans = newestScans(facts, scanner);
    const [newest] = scans;
    if (newest === undefined)
        return { passed: false, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .missing */ .LO)(facts, `scan${by(scanner)}`, isVulnerabilities), way };
    const evidence = scans.map(({ evidence }) => evidence.digest);
    const tooOld = ageFault(newest.evidence.signedAt, facts.now, maxAge);
    if (tooOld !== undefined)
        return { passed: false, reason: tooOld, way, evidence };
    const refusing = scans.flatMap(({ scan }) => scan.scanner.result).filter((one) => refuses(one, requirement));
    if (refusing.length === 0)
        return { passed: true, reason: `${told(scans)}, none refuses`, evidence };
    return {
        passed: false,
        reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .oneLine */ .TN)(`${told(scans)}; ${refusing.length} refuse: ${named(refusing)}`),
        way: 'update what is affected and build again',
        evidence,
    };
}
function ageFault(signedAt, now, maxAge) {
    const age = now.getTime() - signedAt.getTime();
    const scanned = `the newest scan is of ${signedAt.toISOString()}`;
    if (age < -clockTolerance)
        return `${scanned}, which has not come yet`;
    return maxAge !== undefined && age > maxAge
        ? `${scanned}; wanted one of the last ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(maxAge)}`
        : undefined;
}
function refuses(result, { severityCutoff, onlyFixed }) {
    return (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .reachesCutoff */ .dC)((0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .severityOf */ .xJ)(result.severity), severityCutoff) && (!onlyFixed || mayBeFixed(result));
}
/** Says whether a finding has a fix; one that does not say so is not known to have none. */
function mayBeFixed({ annotations }) {
    const notes = Array.isArray(annotations) ? annotations : [annotations];
    const stated = notes.filter(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv).flatMap(({ fixedIn }) => (Array.isArray(fixedIn) ? [fixedIn] : []));
    return stated.length === 0 || stated.some((versions) => versions.length > 0);
}
function isVulnerabilities(predicateType) {
    return predicateType === _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .vulnerabilitiesType */ .Fy;
}
// Scanners name themselves by an address: https://osv.dev, pkg:github/anchore/grype@v0.117.0.
function isBy({ scanner }, name) {
    return scanner.uri
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .includes(name);
}
function by(scanner) {
    return scanner === undefined ? '' : ` by ${scanner}`;
}
function told(scans) {
    const counts = countSeverities(scans);
    const some = _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .severities */ .gO.toReversed().filter((severity) => counts[severity] > 0);
    return some.length === 0
        ? 'no findings'
        : some.map((severity) => `${counts[severity]} ${severity}`).join(', ');
}
function named(results) {
    const shown = [...new Set(results.map(({ id }) => id))];
    return `${shown.slice(0, 5).join(', ')}${shown.length > 5 ? ', …' : ''}`;
}


/***/ }),

/***/ 4816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  defaultEvents: () => (/* binding */ defaultEvents),
  LV: () => (/* binding */ defaultIssuer),
  wh: () => (/* binding */ policySchema)
});

// UNUSED EXPORTS: policyJsonSchema, schemaId

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function datetime(params) {
    return api/* _isoDateTime */.G1(schemas/* ZodISODateTime */.You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __webpack_require__(8532);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/duration.js
var src_duration = __webpack_require__(2297);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/policy/schema.js





/** Whose runs build by default: never code of a pull request, which anyone may write. */
const defaultEvents = ['push', 'release', 'workflow_dispatch'];
/** GitHub's own issuer of identity tokens. */
const defaultIssuer = 'https://token.actions.githubusercontent.com';
/** Where editors find the schema. */
const schemaId = 'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/immutable-deploy.schema.json';
/** Builds the schema of the policy file: kebab-case keys and durations in, camelCase and milliseconds out. */
function policySchema(tables) {
    return options({
        version: schemas/* literal */.euz(1).describe('Version of this format.'),
        trust: trustSchema.prefault({}),
        environments: schemas/* record */.g1P(environmentName, environmentSchema(tables))
            .refine((environments) => Object.keys(environments).length > 0, 'wanted at least one environment')
            .describe('What each environment demands, by the name that GitHub knows it by.'),
    }).describe('The policy of Immutable Deploy: who may speak for an artifact, and what each environment demands.');
}
/** Builds the JSON Schema by which editors complete the policy file. */
function policyJsonSchema(tables) {
    const { $schema, ...schema } = z.toJSONSchema(policySchema(tables), { io: 'input' });
    return { $schema, $id: schemaId, title: 'Immutable Deploy policy', ...schema };
}
/** A map with these keys and no others, spelled in kebab-case by the user and in camelCase by the code. */
function options(shape) {
    return schemas/* strictObject */.rej(shape).transform(camelKeys);
}
function camelKeys(written) {
    const entries = Object.entries(written).map(([key, value]) => [camelCase(key), value]);
    return Object.fromEntries(entries);
}
function camelCase(key) {
    return key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
const schema_text = schemas/* string */.YjP().min(1);
const instant = datetime({ offset: true, error: 'wanted an instant with its zone, such as 2026-12-24T00:00:00Z' })
    .transform((written) => new Date(written));
const repository = schema_text.transform((written, context) => {
    try {
        return (0,reference/* parseRepository */.SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,failure/* messageOf */.bD)(error) });
        return core_core/* NEVER */.tm;
    }
});
const repositoryPath = schema_text.refine((path) => !/^[/~]|\\|^[a-z]+:|[\p{Cc}]/iu.test(path) && !path.split('/').includes('..'), 'wanted a path inside this repository, such as .github/cosign.pub');
// https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
const events = [
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_status',
    'discussion',
    'discussion_comment',
    'fork',
    'gollum',
    'issue_comment',
    'issues',
    'label',
    'merge_group',
    'milestone',
    'page_build',
    'public',
    'push',
    'registry_package',
    'release',
    'repository_dispatch',
    'schedule',
    'status',
    'watch',
    'workflow_dispatch',
    'workflow_run',
];
const schema_event = schemas/* enum */.k5n(events, {
    error: ({ input }) => typeof input === 'string' && input.startsWith('pull_request')
        ? `"${input}" runs code that anyone may propose, and is never trusted`
        : undefined,
});
const identity = {
    'signer-workflow': schemas/* string */.YjP()
        .regex(/^[\w.-]+\/[\w.-]+\/[^@\s]+\.ya?ml(@\S+)?$/, 'wanted owner/repository/path.yml, with or without @ref')
        .optional()
        .describe('Workflow that signs, as in `acme/shop/.github/workflows/deploy.yml`; may carry `@ref`.'),
    'signer-repo': schemas/* string */.YjP()
        .regex(/^[\w.-]+\/[\w.-]+$/, 'wanted owner/repository')
        .optional()
        .describe('Repository whose workflows may sign.'),
    'source-ref': schemas/* string */.YjP()
        .regex(/^refs\/\S+$/, 'wanted a full ref such as refs/heads/main')
        .optional()
        .describe('Ref that the code must come from, as in `refs/heads/main`.'),
    events: schemas/* array */.YOg(schema_event)
        .min(1)
        .optional()
        .meta({ default: defaultEvents })
        .describe('Events whose runs may build. For `scan` and `promotion` they and `schedule` count unless told otherwise.'),
    'deny-self-hosted-runners': schemas/* boolean */.zMY()
        .optional()
        .meta({ default: false })
        .describe('Whether only GitHub-hosted runners may sign.'),
    'cert-identity': schema_text.optional().describe('Subject alternative name that the certificate must have.'),
    'cert-identity-regex': schema_text
        .refine(isRegularExpression, 'wanted a regular expression')
        .optional()
        .describe('Regular expression that the whole subject alternative name must match.'),
    'cert-oidc-issuer': schemas/* url */.OZ5({ protocol: /^https?$/, error: 'wanted the address of an issuer of identity tokens' })
        .optional()
        .meta({ default: defaultIssuer })
        .describe('Issuer of the identity that signs.'),
    key: repositoryPath
        .optional()
        .describe('Public key file. Beside an identity both must hold; alone it replaces the identity.'),
    'trusted-root': repositoryPath
        .optional()
        .describe('Trust root of a private Sigstore; without it, that of GitHub or of the public-good instance.'),
};
const trustSchema = options({
    ...identity,
    scan: options(identity)
        .optional()
        .describe('Other keys for scan results, such as the workflow that scans.'),
    promotion: options(identity).optional().describe('Other keys for promotion records.'),
}).describe('Who may speak for an artifact. Nothing named: any workflow of this repository.');
const cutoffs = vulnerabilities/* severities */.gO.filter((severity) => severity !== 'unknown');
const scanSchema = options({
    'max-age': src_duration/* duration */.p.optional().describe('How old the newest scan may be, by verified time.'),
    'severity-cutoff': schemas/* enum */.k5n(cutoffs)
        .default('high')
        .describe('Least severity that refuses. A finding that nobody has rated refuses too.'),
    'only-fixed': schemas/* boolean */.zMY().default(false).describe('Whether only findings that have a fix refuse.'),
    scanner: schemas/* enum */.k5n(['trivy', 'grype', 'osv'])
        .optional()
        .describe('Scanner whose results count; any if not named.'),
});
const ruleSchema = options({
    name: schemas/* string */.YjP()
        .regex(/^[\w][\w .-]{0,62}$/, 'wanted up to 63 letters, digits, spaces, ".", "_" or "-"')
        .describe('Name under which the verdict is shown.'),
    expression: schema_text.max(10_000).describe('CEL over the facts; `true` passes. https://cel.dev'),
    message: schema_text.optional().describe('What is said when it does not pass.'),
});
const requireSchema = options({
    plan: schemas/* boolean */.zMY().default(false).describe('Whether only what was planned and approved is done.'),
    sbom: schemas/* boolean */.zMY().default(false).describe('Whether a signed SBOM is demanded.'),
    scan: scanSchema.optional().describe('Demands a signed scan without findings that refuse.'),
    'status-checks': schemas/* array */.YOg(schema_text)
        .default([])
        .describe('Checks and statuses that must have passed on the commit.'),
    rules: schemas/* array */.YOg(ruleSchema).default([]).describe('Rules of your own, in CEL over the facts.'),
}).describe('Evidence that is demanded. Verified build provenance always is.');
const freezeSchema = schemas/* strictObject */.rej({
    from: instant.describe('First instant at which nothing is promoted.'),
    until: instant.describe('First instant at which it is again.'),
    reason: schema_text.describe('Why; said in the refusal.'),
})
    .refine(({ from, until }) => until > from, { message: 'must be later than "from"', path: ['until'] });
// GitHub allows nearly any name; these are what can be shown and compared without surprises.
const environmentName = schemas/* string */.YjP()
    .regex(/^[\w.-][\w./ -]{0,253}[\w.-]$|^[\w.-]$/, 'wanted up to 255 letters, digits, spaces, ".", "_", "-" or "/"');
function environmentSchema(tables) {
    return options({
        after: environmentName.optional().describe('Environment in which this digest must be confirmed first.'),
        soak: src_duration/* duration */.p.optional().describe('How long it must have been confirmed there.'),
        registry: repository
            .optional()
            .describe('Repository that it is copied to first, byte for byte, and run from: `ghcr.io/acme/production`.'),
        require: requireSchema.prefault({}),
        freeze: schemas/* array */.YOg(freezeSchema).default([]).describe('Times in which nothing is promoted.'),
        strategy: schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('blue-green').describe('Stage beside, check, swap.') })
            .prefault({ kind: 'blue-green' })
            .describe('How traffic moves to the new release.'),
        watch: src_duration/* duration */.p.prefault('0s').describe('How long it is watched after the swap before it is confirmed.'),
        'on-failure': schemas/* enum */.k5n(['revert', 'stop'])
            .default('revert')
            .describe('What follows a failure after the swap: the former release again, or a person.'),
        retain: schemas/* int */.Whr().min(0).max(50).default(3).describe('Former releases kept for rollback.'),
        checks: schemas/* array */.YOg(checkSchema(tables.checks))
            .default([])
            .describe('Asked of the staged release, at each step, and after the swap.'),
        target: targetSchema(tables.targets).describe('Where it runs.'),
    });
}
function checkSchema(table) {
    const kinds = Object.entries(table).map(([kind, { description, options }]) => [
        kind,
        options.optional().describe(description),
    ]);
    const shape = Object.fromEntries(kinds);
    return schemas/* strictObject */.rej(shape)
        .refine((check) => Object.keys(check).length === 1, {
        error: `wanted one check: ${Object.keys(table).join(' or ')}`,
        // A name that is not known has been told already.
        when: ({ issues }) => issues.length === 0,
    })
        .meta({ minProperties: 1, maxProperties: 1 });
}
function targetSchema(table) {
    const [first, ...others] = Object.entries(table).map(([kind, { description, options }]) => options.safeExtend({ kind: schemas/* literal */.euz(kind).describe(description) }));
    if (first === undefined)
        throw new Error('the table of targets is empty');
    return schemas/* discriminatedUnion */.gMt('kind', [first, ...others]);
}
function isRegularExpression(pattern) {
    try {
        new RegExp(pattern, 'u');
        return true;
    }
    catch {
        return false; // That it does not compile is what was asked.
    }
}


/***/ }),

/***/ 6420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ targets)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/target/directory/files.js


/** Removes what other runs left behind, those that died and those that sleep. */
async function removeLeftovers(folder, prefix, except) {
    for (const name of await (0,promises_.readdir)(folder)) {
        if (name.startsWith(prefix) && name !== except)
            await removeTree((0,external_node_path_.join)(folder, name));
    }
}
/** Removes a tree whose folders are read-only. */
async function removeTree(path) {
    if ((await (0,promises_.lstat)(path).catch(ignoreMissing))?.isDirectory())
        await makeWritable(path);
    await (0,promises_.rm)(path, { recursive: true, force: true });
}
async function exists(path) {
    return (await (0,promises_.lstat)(path).catch(ignoreMissing)) !== undefined;
}
/** For `catch`: what is not there is undefined, and every other error stays one. */
function ignoreMissing(error) {
    if (error.code === 'ENOENT')
        return undefined;
    throw error;
}
async function makeWritable(folder) {
    await (0,promises_.chmod)(folder, 0o755);
    for (const entry of await (0,promises_.readdir)(folder, { withFileTypes: true })) {
        if (entry.isDirectory())
            await makeWritable((0,external_node_path_.join)(folder, entry.name));
    }
}

;// CONCATENATED MODULE: ./build/src/target/directory/current.js






/** The link that a web server follows. */
const current_name = 'current';
/** Where the link leads when nothing is to serve: it is replaced like any other, so that no swap takes two steps. */
const nowhere = 'nothing';
/** Reads which release serves; undefined if the link leads nowhere, or to a release that is gone. */
async function readCurrent(path) {
    const current = (0,external_node_path_.join)(path, current_name);
    const found = await (0,promises_.lstat)(current).catch(ignoreMissing);
    if (found === undefined)
        return undefined;
    const target = found.isSymbolicLink() ? await (0,promises_.readlink)(current) : '';
    if (target === nowhere)
        return undefined;
    const digest = `sha256:${target.replace(/^releases\//, '')}`;
    if ((0,artifact_digest/* isDigest */.Bc)(digest))
        return (await exists((0,external_node_path_.join)(path, target))) ? digest : undefined;
    throw new failure/* Failure */.HR('denied', `"${current}" is not a link to one of our releases; it was made by something else`);
}
/**
 * Replaces the link, if what serves is what is expected. The swap is the rename of a file that every other swap
 * removes, once it has put its own there and before it looks. Of two at once at most one finds its file still there
 * and what serves unmoved; one that wakes up late finds its file gone and changes nothing; one that dies leaves no
 * lock behind. A goal of undefined lets nothing serve.
 */
async function swapCurrent(path, goal, expected) {
    const ticket = `.swap-${(0,external_node_crypto_.randomUUID)()}`;
    await (0,promises_.symlink)(goal === undefined ? nowhere : (0,external_node_path_.join)('releases', (0,artifact_digest/* hexOf */.ZD)(goal)), (0,external_node_path_.join)(path, ticket));
    await removeLeftovers(path, '.swap-', ticket);
    const found = await readCurrent(path);
    if (found !== expected) {
        await (0,promises_.unlink)((0,external_node_path_.join)(path, ticket)).catch(ignoreMissing);
        throw new failure/* Failure */.HR('mismatch', `"${path}" serves ${nameOf(found)}; wanted to replace ${nameOf(expected)}, so nothing was changed`);
    }
    await (0,promises_.rename)((0,external_node_path_.join)(path, ticket), (0,external_node_path_.join)(path, current_name)).catch(refuseLate(path));
}
function refuseLate(path) {
    return (cause) => {
        if (cause.code !== 'ENOENT') {
            throw new failure/* Failure */.HR('unavailable', `"${path}" could not be swapped: ${cause.message}`, { cause });
        }
        throw new failure/* Failure */.HR('mismatch', `another run swapped "${path}" in the meantime; nothing was changed`, {
            cause,
        });
    };
}
function nameOf(digest) {
    return digest === undefined ? 'nothing' : (0,artifact_digest/* formatShortDigest */._q)(digest);
}

;// CONCATENATED MODULE: ./build/src/target/directory/ownership.js




/** The file by which a directory is known as ours, and whose it is. */
const marker = '.immutable-deploy.json';
/** Says whether a directory is ours yet; one that belongs to something else is a failure. */
async function isOurs(path, owner) {
    const found = await (0,promises_.lstat)(path).catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw new failure/* Failure */.HR('invalid-input', `target path "${path}" cannot be read: ${error.message}`, {
            cause: error,
        });
    });
    if (found === undefined)
        return false;
    if (!found.isDirectory())
        throw new failure/* Failure */.HR('invalid-input', `target path "${path}" is not a directory`);
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(path, marker), 'utf8').catch(ignoreMissing);
    if (text === undefined)
        return refuseForeign(path);
    if (text === markerOf(owner))
        return true;
    throw new failure/* Failure */.HR('denied', `target path "${path}" belongs to another environment than "${owner.environment}" of ${owner.owner}, or to another service than "${owner.service}"; see its ${marker}`);
}
async function refuseForeign(path) {
    if ((await (0,promises_.readdir)(path)).length === 0)
        return false;
    throw new failure/* Failure */.HR('denied', `target path "${path}" holds files and no ${marker}, so it is not ours; name an empty or a new directory`);
}
/** Makes an empty or new directory ours. */
async function claim(path, owner) {
    if (process.platform === 'win32') {
        throw new failure/* Failure */.HR('invalid-input', 'target kind "directory" needs symbolic links that can be replaced; use a runner with Linux or macOS');
    }
    const known = await isOurs(path, owner);
    try {
        await (0,promises_.mkdir)(path, { recursive: true });
        // First of all: a directory that holds anything else is not ours.
        if (!known)
            await (0,promises_.writeFile)((0,external_node_path_.join)(path, marker), markerOf(owner));
        await (0,promises_.mkdir)((0,external_node_path_.join)(path, 'releases'), { recursive: true });
        await (0,promises_.access)(path, promises_.constants.W_OK);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('unauthorized', `target path "${path}" is not writable by this runner's user`, {
            cause,
        });
    }
}
function markerOf({ owner, environment, service }) {
    return `${JSON.stringify({ kind: 'directory', repository: owner, environment, service })}\n`;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/src/target/directory/preview.js





const contentTypes = {
    '.css': 'text/css; charset=utf-8',
    '.html': 'text/html; charset=utf-8',
    '.ico': 'image/x-icon',
    '.jpg': 'image/jpeg',
    '.js': 'text/javascript; charset=utf-8',
    '.json': 'application/json',
    '.mjs': 'text/javascript; charset=utf-8',
    '.png': 'image/png',
    '.svg': 'image/svg+xml',
    '.txt': 'text/plain; charset=utf-8',
    '.wasm': 'application/wasm',
    '.webp': 'image/webp',
    '.woff2': 'font/woff2',
    '.xml': 'application/xml',
};
/** Serves a folder on a loopback port of its own, so that a staged release can be asked before the swap. */
async function startPreview(folder) {
    const root = await (0,promises_.realpath)(folder);
    const server = (0,external_node_http_.createServer)((request, response) => {
        answer(root, request, response).catch(() => response.destroy());
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    // What is forgotten must not keep the process alive.
    server.unref();
    return {
        url: `http://127.0.0.1:${server.address().port}`,
        [Symbol.asyncDispose]: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
async function answer(root, request, response) {
    const file = request.method === 'GET' || request.method === 'HEAD' ? await find(root, request.url ?? '/') : undefined;
    if (file === undefined)
        return void response.writeHead(404).end('not found\n');
    const type = contentTypes[(0,external_node_path_.extname)(file.path).toLowerCase()] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': file.size });
    if (request.method === 'HEAD')
        return void response.end();
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file.path), response);
}
async function find(root, url) {
    try {
        const wanted = (0,external_node_path_.join)(root, decodeURIComponent(new URL(url, 'http://release').pathname));
        const isFolder = (await (0,promises_.stat)(wanted)).isDirectory();
        const path = await (0,promises_.realpath)(isFolder ? (0,external_node_path_.join)(wanted, 'index.html') : wanted);
        const found = await (0,promises_.stat)(path);
        return found.isFile() && path.startsWith(root + external_node_path_.sep) ? { path, size: found.size } : undefined;
    }
    catch {
        // Not there, or no path at all: both are "not found" to whoever asks.
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(6477);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./build/src/target/directory/unpack.js










/** What one release may hold in all. A layer that unpacks to more is an attack or a mistake. */
const limits = { entries: 1_000_000, bytes: 32 * 1024 ** 3 };
/**
 * Unpacks one layer into a folder, on top of the layers before it, and returns the digest of the tar itself.
 * Nothing is written outside of the folder, whatever the tar says.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md
 */
async function unpackLayer(layer, type, folder, unpacked) {
    const hash = (0,artifact_digest/* hashing */.zE)();
    const tar = (0,tar_stream.extract)();
    const entries = (async () => {
        for await (const entry of tar) {
            count(entry.header, unpacked);
            await unpackEntry(entry.header, entry, folder);
            entry.resume();
        }
    })();
    const hashed = async function* (chunks) {
        for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
        }
    };
    const source = external_node_stream_.Readable.from(layer, { objectMode: false });
    const decompress = decompressorOf(type);
    const written = decompress === undefined ? (0,external_node_stream_promises_.pipeline)(source, hashed, tar) : (0,external_node_stream_promises_.pipeline)(source, decompress, hashed, tar);
    await Promise.all([written, entries]).catch((error) => {
        tar.destroy();
        throw error instanceof failure/* Failure */.HR
            ? error
            : new failure/* Failure */.HR('mismatch', `layer cannot be unpacked: ${error.message}`, { cause: error });
    });
    return hash.digest();
}
function decompressorOf(type) {
    switch (type) {
        case media_type/* mediaType */.J.layerTar:
            return undefined;
        case media_type/* mediaType */.J.layerTarGzip:
        case media_type/* mediaType */.J.dockerLayer:
            return (0,external_node_zlib_.createGunzip)();
        case media_type/* mediaType */.J.layerTarZstd:
            return (0,external_node_zlib_.createZstdDecompress)();
        default:
            throw new failure/* Failure */.HR('mismatch', `a layer of type "${type}" cannot be unpacked; wanted a tar, plain or compressed by gzip or zstd`);
    }
}
function count({ name, size }, unpacked) {
    unpacked.entries += 1;
    unpacked.bytes += size ?? 0;
    if (unpacked.entries > limits.entries || unpacked.bytes > limits.bytes) {
        throw new failure/* Failure */.HR('denied', `release is too large to unpack: at "${name}" it passed ${limits.entries} entries or ${limits.bytes} bytes`);
    }
}
async function unpackEntry(header, content, folder) {
    const name = insideOf(header.name, header.name);
    if (name === '.')
        return;
    const path = `${folder}/${name}`;
    await enterParents(folder, name);
    if (await applyWhiteout(path))
        return;
    if (header.type !== 'directory')
        await (0,promises_.rm)(path, { recursive: true, force: true });
    switch (header.type) {
        case 'directory':
            return makeDirectory(path);
        case 'file':
        case 'contiguous-file':
            await (0,external_node_stream_promises_.pipeline)(content, (0,external_node_fs_.createWriteStream)(path, { flags: 'wx' }));
            return (0,promises_.chmod)(path, (header.mode ?? 0) & 0o111 ? 0o555 : 0o444);
        case 'symlink':
            return (0,promises_.symlink)(targetInside(name, header.linkname ?? ''), path);
        case 'link':
            return linkFile(name, header.linkname ?? '', folder);
        default:
            throw new failure/* Failure */.HR('denied', `layer holds "${header.name}", a ${header.type}; wanted only files, folders and links`);
    }
}
/** Gives a file of the release another name; another name of a link would lead elsewhere than that link does. */
async function linkFile(name, linkname, folder) {
    const original = insideOf(linkname, name);
    await enterParents(folder, original);
    const found = await (0,promises_.lstat)(`${folder}/${original}`).catch(() => undefined);
    if (found?.isFile())
        return (0,promises_.link)(`${folder}/${original}`, `${folder}/${name}`);
    const what = found === undefined ? 'not there before it' : 'not a file';
    throw new failure/* Failure */.HR('denied', `layer holds "${name}", another name of "${linkname}", which is ${what}`);
}
async function makeDirectory(path) {
    const found = await (0,promises_.lstat)(path).catch(() => undefined);
    if (found?.isDirectory())
        return;
    await (0,promises_.rm)(path, { force: true });
    await (0,promises_.mkdir)(path);
}
/** Normalises a path of a tar and refuses one that leaves the folder. */
function insideOf(path, entry) {
    const normal = external_node_path_.posix.normalize(path.replace(/^\.\//, '')).replace(/\/$/, '');
    if (path === '' ||
        path.includes('\0') ||
        external_node_path_.posix.isAbsolute(normal) ||
        normal === '..' ||
        normal.startsWith('../')) {
        throw new failure/* Failure */.HR('denied', `layer holds "${entry}", which leaves the release: "${path}"`);
    }
    return normal;
}
/** Refuses a symbolic link that points out of the folder; returns its target as it was written. */
function targetInside(name, target) {
    if (target === '' || external_node_path_.posix.isAbsolute(target)) {
        throw new failure/* Failure */.HR('denied', `layer holds the link "${name}" to "${target}"; wanted a relative target inside the release`);
    }
    insideOf(external_node_path_.posix.join(external_node_path_.posix.dirname(name), target), name);
    return target;
}
/** Creates missing parents; refuses to write through a link, which may lead anywhere by the time it is used. */
async function enterParents(folder, name) {
    let path = folder;
    for (const part of name.split('/').slice(0, -1)) {
        path = `${path}/${part}`;
        const found = await (0,promises_.lstat)(path).catch(() => undefined);
        if (found === undefined)
            await (0,promises_.mkdir)(path);
        else if (!found.isDirectory()) {
            const what = found.isSymbolicLink() ? `a link to "${await (0,promises_.readlink)(path)}"` : 'not a folder';
            throw new failure/* Failure */.HR('denied', `layer holds "${name}" below "${part}", which is ${what}`);
        }
    }
}
/** A `.wh.` entry removes what a layer below put there. */
async function applyWhiteout(path) {
    const { dir, base } = external_node_path_.posix.parse(path);
    if (!base.startsWith('.wh.'))
        return false;
    if (base === '.wh..wh..opq') {
        for (const name of await (0,promises_.readdir)(dir))
            await (0,promises_.rm)(`${dir}/${name}`, { recursive: true, force: true });
    }
    else {
        const removed = base.slice('.wh.'.length);
        if (removed === '' || removed === '.' || removed === '..')
            throw new failure/* Failure */.HR('denied', `layer holds the whiteout "${base}"`);
        await (0,promises_.rm)(`${dir}/${removed}`, { recursive: true, force: true });
    }
    return true;
}

;// CONCATENATED MODULE: ./build/src/target/directory/release.js






/** Unpacks an image or an OCI artifact into a folder and makes it read-only. */
async function unpackRelease(registry, artifact, folder) {
    const { manifest } = await registry.fetchManifest(artifact);
    if (manifest.kind === 'index') {
        throw new failure/* Failure */.HR('invalid-input', `${(0,reference/* formatReference */.FH)(artifact)} is an index of several platforms; a directory takes one image or artifact`);
    }
    const diffIds = await fetchDiffIds(registry, artifact, manifest);
    const unpacked = { entries: 0, bytes: 0 };
    for (const [index, layer] of manifest.layers.entries()) {
        const digest = await unpackLayer(registry.fetchBlob(artifact, layer), layer.mediaType, folder, unpacked);
        if (diffIds !== undefined && diffIds[index] !== digest) {
            throw new failure/* Failure */.HR('mismatch', `layer ${index + 1} of ${(0,reference/* formatReference */.FH)(artifact)} unpacks to ${digest}; its config says ${diffIds[index]}`);
        }
    }
    await seal(folder);
}
/** An image's config names the digest of each layer as it is unpacked; an artifact has none. */
async function fetchDiffIds(registry, artifact, { config }) {
    if (config.mediaType !== media_type/* mediaType */.J.imageConfig && config.mediaType !== media_type/* mediaType */.J.dockerConfig)
        return undefined;
    const text = new TextDecoder().decode(await registry.readBlob(artifact, config));
    const parsed = JSON.parse(text);
    if (!Array.isArray(parsed.rootfs?.diff_ids)) {
        throw new failure/* Failure */.HR('mismatch', `the config of ${(0,reference/* formatReference */.FH)(artifact)} has no rootfs.diff_ids`);
    }
    return parsed.rootfs.diff_ids.map(String);
}
/** Takes the write permission from every folder, and refuses a link by which a reader would leave the release. */
async function seal(root, folder = root) {
    for (const entry of await (0,promises_.readdir)(folder, { withFileTypes: true })) {
        const path = (0,external_node_path_.join)(folder, entry.name);
        if (entry.isDirectory())
            await seal(root, path);
        if (entry.isSymbolicLink())
            await refuseEscape(root, path);
    }
    await (0,promises_.chmod)(folder, 0o555);
}
/** As many links as Linux follows in one path. */
const longestChain = 40;
// Followed by hand, through every other link: only all of them together say where one leads, and one that leads
// out may do so to something that is not there yet.
async function refuseEscape(root, link) {
    const escapes = (reason) => new failure/* Failure */.HR('denied', `the release holds the link "${(0,external_node_path_.relative)(root, link)}", which ${reason}`);
    let at = root;
    const rest = (0,external_node_path_.relative)(root, link).split(external_node_path_.sep);
    for (let followed = 0; rest.length > 0;) {
        const part = rest.shift() ?? '';
        const next = part === '..' ? (0,external_node_path_.dirname)(at) : (0,external_node_path_.join)(at, part);
        if (next !== root && !next.startsWith(root + external_node_path_.sep))
            throw escapes('leads out of the release');
        const target = part === '..' ? undefined : await (0,promises_.readlink)(next).catch(() => undefined);
        if (target === undefined)
            at = next;
        else {
            if (++followed > longestChain)
                throw escapes('leads in a circle');
            if ((0,external_node_path_.isAbsolute)(target))
                throw escapes('leads out of the release');
            rest.unshift(...target.split('/').filter((name) => name !== '' && name !== '.'));
        }
    }
}

;// CONCATENATED MODULE: ./build/src/target/directory/directory.js












const options = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP()
        .refine(external_node_path_.isAbsolute, 'wanted an absolute path')
        .describe('Absolute path of the directory; it holds `releases/<hex>` and the link `current`.'),
    root: schemas/* string */.YjP()
        .regex(/^(?!\/)(?!.*\.\.)/, 'wanted a relative path without ".."')
        .default('.')
        .describe('Folder inside a release that is served, as in `srv/www`.'),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ })
        .optional()
        .describe('Where the directory is served; asked by checks after the swap.'),
    reload: schemas/* string */.YjP()
        .min(1)
        .optional()
        .describe('Command run after each swap, as in `systemctl reload nginx`.'),
});
/**
 * A directory on this machine: each release is unpacked read-only to `releases/<hex>`, and the link `current`,
 * replaced by one rename, is what serves. A web server that follows the link needs to know nothing more.
 */
const directory = {
    description: 'A directory on the runner’s machine, swapped by a symbolic link',
    options,
    can: { preview: true, weights: false },
    connect: (written, context, edge) => connectDirectory(options.parse(written), context, edge),
};
function connectDirectory(options, context, edge) {
    const { path, url } = options;
    return {
        observe: async () => (await isOurs(path, context)) ? observe(path, url) : { serving: [], standing: [], url },
        stage: async (artifact) => {
            await claim(path, context);
            const release = (0,external_node_path_.join)(path, 'releases', (0,artifact_digest/* hexOf */.ZD)(artifact.digest));
            if (!(await exists(release)))
                await stageRelease(artifact, path, release, context, edge);
            return preview(release, options);
        },
        shift: (digest, percent, expected) => shift(options, { digest, percent, expected }, edge),
        discard: (digest) => discard(path, digest),
    };
}
async function observe(path, url) {
    const [digest, standing] = await Promise.all([readCurrent(path), standingIn(path)]);
    return { serving: digest === undefined ? [] : [{ digest, percent: 100 }], standing, url };
}
async function standingIn(path) {
    const names = await (0,promises_.readdir)((0,external_node_path_.join)(path, 'releases')).catch(ignoreMissing);
    return (names ?? [])
        .map((name) => `sha256:${name}`)
        .filter(artifact_digest/* isDigest */.Bc)
        .sort();
}
// Unpacked under another name first: a release folder is complete from the moment it has its name.
async function stageRelease(artifact, path, release, { registry }, { log }) {
    const releases = (0,external_node_path_.join)(path, 'releases');
    await removeLeftovers(releases, '.');
    const partial = (0,external_node_path_.join)(releases, `.stage-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.mkdir)(partial);
    log.info(`unpacking ${(0,reference/* formatReference */.FH)(artifact)}`);
    try {
        await unpackRelease(registry, artifact, partial);
        await (0,promises_.rename)(partial, release);
    }
    catch (error) {
        await removeTree(partial);
        throw error;
    }
}
async function preview(release, { root }) {
    return startPreview((0,external_node_path_.join)(release, root)).catch((cause) => {
        throw new failure/* Failure */.HR('mismatch', `the release has no folder "${root}", which the policy names as root`, {
            cause,
        });
    });
}
async function shift({ path, reload }, { digest, percent, expected }, edge) {
    if (percent !== 0 && percent !== 100) {
        throw new failure/* Failure */.HR('invalid-input', `a directory serves one release; wanted a shift to 100 or 0 percent, found ${percent}`);
    }
    if (percent === 100 && !(await exists((0,external_node_path_.join)(path, 'releases', (0,artifact_digest/* hexOf */.ZD)(digest))))) {
        throw new failure/* Failure */.HR('not-found', `release ${(0,artifact_digest/* formatShortDigest */._q)(digest)} does not stand in "${path}"; stage it first`);
    }
    const goal = percent === 100 ? digest : undefined;
    if ((await readCurrent(path)) !== goal)
        await swapCurrent(path, goal, expected);
    // Also where the link was there already: whoever put it there may have died before this.
    if (reload !== undefined)
        await edge.exec('sh', ['-c', reload], { cwd: path });
}
async function discard(path, digest) {
    const release = (0,external_node_path_.join)(path, 'releases', (0,artifact_digest/* hexOf */.ZD)(digest));
    if (!(await exists(release)))
        return;
    if ((await readCurrent(path)) === digest) {
        throw new failure/* Failure */.HR('denied', `release ${(0,artifact_digest/* formatShortDigest */._q)(digest)} serves from "${path}"; it is not discarded`);
    }
    // Renamed first: a folder that has its name is complete, also while it is being removed.
    const removed = (0,external_node_path_.join)(path, 'releases', `.discard-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.rename)(release, removed);
    await removeTree(removed);
}

;// CONCATENATED MODULE: ./build/src/target/index.js

/** The kinds of target, by the word that a policy writes. */
const targets = { directory: directory };


/***/ })

};
