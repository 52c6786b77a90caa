export const id = 617;
export const ids = [617];
export const modules = {

/***/ 9315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ command),
/* harmony export */   r: () => (/* binding */ askCommand)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3798);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2297);
/* harmony import */ var _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4669);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _script_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3666);
/* harmony import */ var _check_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7297);
/* harmony import */ var _poll_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2649);







const options = zod__WEBPACK_IMPORTED_MODULE_5__/* .strictObject */ .rej({
    run: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()
        .regex(/\S/, 'wanted a command')
        .describe('Script that bash runs in the workspace, as a step of a job does; exit code 0 passes.'),
    timeout: _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p.prefault('5m').describe('How long it may take; with `interval`, all runs together.'),
    interval: _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p
        .optional()
        .describe('Pause before it is run again while it does not succeed; without one it is run once.'),
    'run-timeout': _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p
        .optional()
        .describe('How long a single run may take where it is run again; what is left of `timeout` unless told.'),
})
    .refine(({ timeout }) => timeout > 0, { message: 'must be longer than 0s', path: ['timeout'] })
    .refine((check) => check['run-timeout'] === undefined || check['run-timeout'] > 0, {
    message: 'must be longer than 0s',
    path: ['run-timeout'],
})
    .refine((check) => check['run-timeout'] === undefined || check.interval !== undefined, {
    message: 'needs "interval": a single run is limited by "timeout"',
    path: ['run-timeout'],
});
const command = {
    description: 'A command that must succeed; it is told the address and the digest in its environment.',
    options,
    ask: (written, asked, edge) => askAgain(options.parse(written), asked, edge),
};
async function askAgain({ run, timeout, interval, 'run-timeout': most = timeout }, asked, edge) {
    const given = { env: environmentOf(asked) };
    let last;
    const attempt = async (left) => {
        const { result, ...answer } = await runOnce({ run, timeout: Math.min(left, most) }, given, edge);
        last = result;
        return { ...answer, settled: answer.passed || interval === undefined };
    };
    const answer = await (0,_poll_js__WEBPACK_IMPORTED_MODULE_4__/* .poll */ .w)({ timeout, interval: interval ?? 0 }, attempt, edge);
    if (!answer.passed && last)
        (0,_script_js__WEBPACK_IMPORTED_MODULE_3__/* .tellOutput */ .l9)(last, edge);
    return answer;
}
/** Runs a script and tells how it ended; `given` is its environment and what it reads from its standard input. */
async function askCommand(script, given, edge) {
    const { result, ...answer } = await runOnce(script, given, edge);
    if (!answer.passed && result)
        (0,_script_js__WEBPACK_IMPORTED_MODULE_3__/* .tellOutput */ .l9)(result, edge);
    return answer;
}
/** One run; without a result it did not end by itself. */
async function runOnce({ run, timeout }, given, edge) {
    const name = `"${(0,_check_js__WEBPACK_IMPORTED_MODULE_6__/* .inert */ .t)(run.trim().split('\n', 1)[0] ?? '', 1000).slice(0, 60)}"`;
    const start = edge.now().getTime();
    try {
        const result = await (0,_script_js__WEBPACK_IMPORTED_MODULE_3__/* .runScript */ .j3)(run, { ...given, timeout }, edge);
        const time = `after ${edge.now().getTime() - start} ms`;
        if (result.exitCode === 0)
            return { passed: true, reason: `${name} succeeded ${time}`, result };
        const said = (0,_script_js__WEBPACK_IMPORTED_MODULE_3__/* .lastWords */ .aN)(result);
        const reason = `${name} ended with exit code ${result.exitCode} ${time}${said && `: ${said}`}`;
        return { passed: false, reason, result };
    }
    catch (error) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error, 'unavailable'))
            throw error;
        const reason = `${name} did not end well within ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(timeout)}: ${(0,_check_js__WEBPACK_IMPORTED_MODULE_6__/* .inert */ .t)(error.message, 120)}`;
        return { passed: false, reason };
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


/***/ }),

/***/ 9942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ checks)
});

// EXTERNAL MODULE: ./build/src/check/command.js
var command = __webpack_require__(9315);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./build/src/duration-schema.js
var duration_schema = __webpack_require__(4669);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/inert.js
var inert = __webpack_require__(7297);
// EXTERNAL MODULE: ./build/src/check/poll.js
var poll = __webpack_require__(2649);
;// CONCATENATED MODULE: ./build/src/check/github-checks.js





const options = schemas/* strictObject */.rej({
    names: schemas/* array */.YOg(schemas/* string */.YjP().regex(/\S/, 'wanted the name of a check run or the context of a commit status'))
        .min(1)
        .max(50)
        .describe('Check runs and commit statuses, by their name, all of which must succeed.'),
    app: schemas/* string */.YjP()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wanted the slug of a GitHub App, such as github-actions')
        .optional()
        .describe('GitHub App, by its slug, whose check runs alone count; commit statuses then do not.'),
    since: schemas/* enum */.k5n(['deployment', 'commit'])
        .default('deployment')
        .describe('`deployment`: only what began after this promotion did counts. `commit`: whatever was reported on the commit.'),
    staged: schemas/* boolean */.zMY()
        .default(true)
        .describe('Whether it is asked before the swap too, when the release has no traffic.'),
    timeout: duration_schema/* duration */.p.prefault('15m').describe('How long to wait for all of them to end.'),
    interval: duration_schema/* duration */.p
        .refine((time) => time >= 5000, 'wanted at least 5s: GitHub counts the requests of a repository')
        .prefault('30s')
        .describe('Pause between two looks; each takes two requests of GitHub’s API.'),
})
    .refine(({ timeout }) => timeout > 0, { message: 'must be longer than 0s', path: ['timeout'] });
const githubChecks = {
    description: 'Check runs and commit statuses that must succeed on the commit, reported since the promotion began.',
    options,
    ask: (written, asked, edge) => askGitHub(options.parse(written), asked, edge),
};
async function askGitHub(options, asked, edge) {
    const { commit, phase } = asked;
    if (phase === 'staged' && !options.staged)
        return { passed: true, reason: 'asked only once the release has traffic' };
    if (commit === undefined)
        return { passed: false, reason: 'no verified provenance says which commit it was built from' };
    const attempt = async () => {
        try {
            return judge(await edge.fetchCommitChecks(commit), { ...asked, commit }, options);
        }
        catch (error) {
            if (!(0,failure/* isFailure */.N6)(error))
                throw error;
            return { passed: false, reason: (0,inert/* inert */.t)(error.message), settled: error.code !== 'unavailable' };
        }
    };
    return (0,poll/* poll */.w)(options, attempt, edge);
}
function judge(checks, { commit, since }, options) {
    const { names, app } = options;
    const counted = checks.filter((check) => {
        if (app !== undefined && check.app !== app)
            return false;
        // What began before may have looked at another environment, or at an earlier try.
        return options.since === 'commit' || (check.startedAt !== undefined && check.startedAt >= since);
    });
    const late = options.since === 'commit' ? '' : ' since this promotion began';
    const absent = `was not reported${app === undefined ? '' : ` by ${app}`}${late}`;
    const missed = names.flatMap((name) => {
        const found = counted.filter((check) => check.name === name);
        if (found.length === 0)
            return [{ ended: false, reason: `"${(0,inert/* inert */.t)(name, 60)}" ${absent}` }];
        const one = missedIn(found);
        if (one === undefined)
            return [];
        return [{ ended: one.ended, reason: `"${(0,inert/* inert */.t)(name, 60)}" is ${(0,inert/* inert */.t)(one.state, 40)}` }];
    });
    const on = `on commit ${commit.slice(0, 12)}`;
    if (missed.length === 0)
        return { passed: true, settled: true, reason: `${(0,inert/* inert */.t)(names.join(', '))} succeeded ${on}` };
    const settled = missed.some(({ ended }) => ended);
    return { passed: false, settled, reason: `${missed.map(({ reason }) => reason).join('; ')} ${on}` };
}
/** Of all that share a name, the one for which it does not pass; rather one of which nothing more will come. */
function missedIn(found) {
    const missed = found.filter(({ passed }) => !passed);
    return missed.find(({ ended }) => ended) ?? missed[0];
}

;// CONCATENATED MODULE: ./build/src/check/address.js
/** An address that a check may be told to ask: `https`, or `http` to this machine, and no login in it. */
function isAllowedUrl(text) {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '')
        return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/src/check/certificate.js


/** The options of a check that may be asked over TLS. */
const overTls = {
    ca: schemas/* string */.YjP()
        .refine(isPem, 'wanted certificates in PEM')
        .optional()
        .describe('Certificates in PEM: the only authorities whose word counts over TLS, in place of the usual ones.'),
    'certificate-days': schemas/* int */.Whr()
        .min(1)
        .max(3650)
        .optional()
        .describe('For how many days more its certificate must be valid.'),
};
const day = 86_400_000;
/** Says what is wrong with a certificate that was verified already: it ends too soon. */
function certificateFault(certificate, days, now) {
    if (days === undefined)
        return undefined;
    if (certificate === undefined)
        return 'with no certificate that could be read';
    if (certificate.validTo.getTime() - now.getTime() >= days * day)
        return undefined;
    const end = certificate.validTo.toISOString().slice(0, 10);
    return `with a certificate that ends on ${end}, wanted ${days} days more`;
}
function isPem(text) {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    const rest = blocks.reduce((rest, block) => rest.replace(block, ''), text);
    if (blocks.length === 0 || /-----/.test(rest))
        return false;
    try {
        for (const block of blocks)
            new external_node_crypto_.X509Certificate(block);
        return true;
    }
    catch {
        return false; // That it is none is what was asked.
    }
}

// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
;// CONCATENATED MODULE: ./build/src/check/lasting.js




/** The options of a check that is asked until it has been good for long enough, and often enough. */
const lasting = {
    for: duration_schema/* duration */.p.prefault('0s').describe('How long it must answer so without a break.'),
    successes: schemas/* int */.Whr()
        .min(1)
        .max(1000)
        .default(1)
        .describe('How many times it must answer so without a break.'),
    timeout: duration_schema/* duration */.p.prefault('60s').describe('How long to wait for that in all.'),
    interval: duration_schema/* duration */.p.prefault('1s').describe('Pause between two attempts.'),
};
/** Tells what of these options could never be met. */
function unmetIn(options) {
    const { successes, interval, timeout } = options;
    return [
        ...(options.for < timeout ? [] : [{ path: ['for'], message: 'must be shorter than "timeout"' }]),
        ...((successes - 1) * interval < timeout
            ? []
            : [{ path: ['successes'], message: 'with this "interval" they take longer than "timeout"' }]),
    ];
}
/** Asks until the answers have been good for long enough, and often enough, or the time is up. */
function pollLasting(options, ask, edge) {
    let good;
    const attempt = async (left) => {
        const start = edge.now().getTime();
        const { passed, reason } = await ask(left);
        good = passed ? { since: good?.since ?? start, count: (good?.count ?? 0) + 1 } : undefined;
        const { settled, words } = lasting_judge(good, edge.now().getTime(), options);
        return { passed, settled, reason: `${reason}${words}` };
    };
    return (0,poll/* poll */.w)(options, attempt, edge);
}
function lasting_judge(good, now, { for: long, successes }) {
    if (good === undefined)
        return { settled: false, words: '' };
    const time = now - good.since;
    if (time < long)
        return { settled: false, words: ` but not for ${(0,duration/* formatDuration */.a3)(long)} without a break` };
    if (good.count < successes)
        return { settled: false, words: ` but not ${successes} times without a break` };
    const lasted = long > 0 ? ` for ${(0,duration/* formatDuration */.a3)(time)}` : '';
    return { settled: true, words: `${lasted}${successes > 1 ? `, ${good.count} times` : ''}` };
}

;// CONCATENATED MODULE: ./build/src/check/search.js

/** Text that is looked for, or an expression between slashes. */
const search = schemas/* string */.YjP().min(1).refine(compiles, 'wanted a regular expression between the slashes');
/** Says whether a text contains what is looked for, or matches it. */
function isFound(search, text) {
    const expression = expressionIn(search);
    return expression === undefined ? text.includes(search) : new RegExp(expression, 'u').test(text);
}
function expressionIn(search) {
    return /^\/(.+)\/$/s.exec(search)?.[1];
}
function compiles(search) {
    try {
        new RegExp(expressionIn(search) ?? '', 'u');
        return true;
    }
    catch {
        return false; // That it does not compile is what was asked.
    }
}

;// CONCATENATED MODULE: ./build/src/check/status.js

const wanted = 'wanted a status such as 204, several such as 2xx or 200-399, or a list of these';
const one = schemas/* int */.Whr().min(100).max(599);
const several = schemas/* string */.YjP()
    .regex(/^([1-5]xx|[1-5][0-9]{2}-[1-5][0-9]{2})$/, wanted)
    .refine((text) => rangeOf(text).from <= rangeOf(text).to, wanted);
const range = schemas/* union */.KCZ([one, several], { error: wanted });
/** What a policy may say of the status of an answer: one, several, or a list of these. */
const statuses = schemas/* union */.KCZ([range.transform((only) => [only]), schemas/* array */.YOg(range).min(1)], { error: wanted })
    .transform((written) => written.map(rangeOf));
function rangeOf(written) {
    const text = String(written);
    const [from = '', to = from] = text.endsWith('xx') ? [`${text[0]}00`, `${text[0]}99`] : text.split('-');
    return { from: Number(from), to: Number(to), written: text };
}
function isWanted(status, ranges) {
    return ranges.some(({ from, to }) => status >= from && status <= to);
}
function formatStatuses(ranges) {
    return ranges.map(({ written }) => written).join(', ');
}

;// CONCATENATED MODULE: ./build/src/check/http-options.js






const headerName = schemas/* string */.YjP().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'wanted the name of a header');
const shortTime = schemas/* string */.YjP()
    .regex(/^[0-9]{1,6}(ms|s)$/, 'wanted a time such as 500ms or 2s')
    .transform((text) => Number.parseInt(text, 10) * (text.endsWith('ms') ? 1 : 1000));
const http_options_options = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP()
        // A second slash would make it the name of another host.
        .regex(/^\/(?![/\\])/, 'wanted a path that starts with one "/"')
        .optional()
        .describe('Asked of whichever release is looked at, before the swap and after.'),
    url: schemas/* string */.YjP()
        .refine(isAllowedUrl, 'wanted an https address, or http to this machine')
        .optional()
        .describe('Asked only after the swap: before it, the former release would answer.'),
    status: statuses
        .prefault(200)
        .describe('Status that counts as healthy: `204`, `2xx`, `200-399`, or a list of these. A redirect within the host is followed to get there.'),
    'response-headers': schemas/* record */.g1P(headerName, search)
        .default({})
        .describe('Headers that the answer has, each with a text that it contains or an `/expression/`.'),
    body: search.optional().describe('Text that the answer contains, or `/expression/` that it matches.'),
    latency: shortTime
        .optional()
        .describe('The slowest that an answer may be and still count as healthy: `500ms` or `2s`.'),
    ...overTls,
    ...lasting,
    headers: schemas/* record */.g1P(headerName, schemas/* string */.YjP())
        .default({})
        .describe('Headers of the request. Never a secret: the file is read by everyone.'),
})
    .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'wanted either "path" or "url"')
    .superRefine((check, context) => {
    for (const unmet of unmetIn(check))
        context.addIssue({ code: 'custom', ...unmet });
    if (check['certificate-days'] === undefined || check.url?.startsWith('https:'))
        return;
    const message = 'needs a "url" with https: a staged release is asked without';
    context.addIssue({ code: 'custom', path: ['certificate-days'], message });
});

;// CONCATENATED MODULE: ./build/src/check/body.js
const bodyLimit = 1024 * 1024;
/** The first MiB of an answer as text: nobody who is asked can fill the memory. */
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

;// CONCATENATED MODULE: ./build/src/check/http-request.js






/** The longest one request may take. Milliseconds. */
const requestTimeout = 30_000;
const mostRedirects = 5;
/** One request. Whatever goes wrong with it is an answer that did not pass. */
async function request(url, options, left, edge) {
    // The edge's own limit ends with the headers; a body that never ends must not outlast the check either.
    const signal = AbortSignal.timeout(Math.min(left, requestTimeout));
    const start = edge.now().getTime();
    try {
        const response = await follow(url, options, signal, edge);
        const text = options.body === undefined ? '' : await readStart(response);
        await response.body?.cancel();
        const time = edge.now().getTime() - start;
        const seen = { text, time, now: edge.now() };
        const fault = faultOf(response, seen, options);
        return {
            passed: fault === undefined,
            reason: `answered ${response.status}${fault ?? ` in ${time} ms`}`,
        };
    }
    catch (error) {
        if (signal.aborted)
            return { passed: false, reason: `did not answer within ${Math.min(left, requestTimeout)} ms` };
        if ((0,failure/* isFailure */.N6)(error))
            return { passed: false, reason: (0,inert/* inert */.t)((0,failure/* messageOf */.bD)(error)) };
        throw error;
    }
}
/** What an answer lacks to count as healthy. */
function faultOf({ status, headers, certificate }, { text, time, now }, { status: wanted, body, latency, ...options }) {
    if (!isWanted(status, wanted))
        return `, wanted ${formatStatuses(wanted)}`;
    for (const [name, search] of Object.entries(options['response-headers'])) {
        const value = headers.get(name);
        if (value === null)
            return ` without the header ${(0,inert/* inert */.t)(name, 60)}`;
        if (!isFound(search, value))
            return ` without ${(0,inert/* inert */.t)(search, 60)} in its header ${(0,inert/* inert */.t)(name, 60)}`;
    }
    if (body !== undefined && !isFound(body, text))
        return ` without ${(0,inert/* inert */.t)(body, 60)} in its body`;
    if (latency !== undefined && time > latency)
        return ` in ${time} ms, wanted at most ${latency} ms`;
    const fault = certificateFault(certificate, options['certificate-days'], now);
    return fault && ` ${fault}`;
}
/** Follows redirects by hand: to another host, another release could answer, and our headers would leak. */
async function follow(start, { status, headers, ca }, signal, { fetch }) {
    let url = start;
    for (let redirects = 0;; redirects++) {
        const response = await fetch(url, {
            headers,
            ca,
            redirect: 'manual',
            signal,
            retry: false,
            timeout: requestTimeout,
        });
        const location = response.headers.get('location');
        if (isWanted(response.status, status) || !isRedirect(response.status) || location === null)
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

;// CONCATENATED MODULE: ./build/src/check/http.js




const http = {
    description: 'An HTTP request that must be answered with a status, and with headers, a text or in a time if they are named.',
    options: http_options_options,
    preview: { option: 'path', instead: 'url' },
    ask: (written, asked, edge) => askHttp(http_options_options.parse(written), asked, edge),
};
async function askHttp(options, asked, edge) {
    if (options.url !== undefined) {
        if (asked.phase === 'staged')
            return { passed: true, reason: `${options.url} is asked only after the swap` };
        return askAt(new URL(options.url), options, edge);
    }
    if (asked.url === undefined) {
        return {
            passed: false,
            reason: `${options.path} cannot be asked: the ${asked.phase} release has no known address; give one, or use a command`,
        };
    }
    return askAt(new URL(options.path ?? '/', asked.url), options, edge);
}
function askAt(url, options, edge) {
    const name = (0,inert/* inert */.t)(`${url.origin}${url.pathname}`, 120);
    const ask = async (left) => {
        const { passed, reason } = await request(url, options, left, edge);
        return { passed, reason: `${name} ${reason}` };
    };
    return pollLasting(options, ask, edge);
}

;// CONCATENATED MODULE: ./build/src/check/prometheus-query.js





/** An address longer than this is refused by some servers and proxies; then the query goes in the body. */
const addressLimit = 2000;
// https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
const value = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* string */.YjP()]);
const answerSchema = schemas/* union */.KCZ([
    schemas/* object */.Ikc({ status: schemas/* literal */.euz('error'), errorType: schemas/* string */.YjP(), error: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({
        status: schemas/* literal */.euz('success'),
        data: schemas/* object */.Ikc({ resultType: schemas/* string */.YjP(), result: schemas/* unknown */.L5J() }),
        warnings: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    }),
]);
// A native histogram has no `value`, and is refused by that.
const vectorSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ metric: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()), value }));
/**
 * Asks once. What may be otherwise a little later (no answer, no data, no number) is a `Failure` with code
 * `unavailable`; what stays as it is has another code.
 */
async function fetchSamples(asked, edge) {
    const { status, text } = await prometheus_query_request(asked, edge);
    const answer = parseAnswer(text);
    if (answer?.status === 'error') {
        const said = `${answer.errorType}: ${answer.error}`;
        throw new failure/* Failure */.HR(codeOf(status), `answered ${status}: ${(0,inert/* inert */.t)(withoutToken(said, asked))}`);
    }
    if (status !== 200)
        throw new failure/* Failure */.HR(codeOf(status), `answered ${status}`);
    if (answer === undefined)
        throw new failure/* Failure */.HR('mismatch', 'answered what is no answer of the Prometheus API');
    for (const warning of answer.warnings ?? [])
        edge.log.warning(`prometheus: ${(0,inert/* inert */.t)(withoutToken(warning, asked))}`);
    return samplesOf(answer.data);
}
async function prometheus_query_request({ url, query, token, timeout }, { fetch }) {
    // The edge's own limit ends with the headers.
    const signal = AbortSignal.timeout(Math.min(timeout, duration/* longestTimer */.a5));
    const address = new URL(`${url.replace(/\/+$/, '')}/api/v1/query`);
    const form = new URLSearchParams({ query }).toString();
    const isLong = address.href.length + form.length > addressLimit;
    if (!isLong)
        address.search = form;
    const headers = {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(isLong && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    try {
        const response = await fetch(address, {
            headers,
            ...(isLong && { method: 'POST', body: form }),
            // Whoever is elsewhere is not who was asked, and must not get the token.
            redirect: 'manual',
            retry: false,
            signal,
            timeout,
        });
        const text = await readStart(response);
        await response.body?.cancel();
        return { status: response.status, text };
    }
    catch (error) {
        if (signal.aborted)
            throw new failure/* Failure */.HR('unavailable', `did not answer within ${timeout} ms`);
        throw error;
    }
}
function parseAnswer(text) {
    try {
        return answerSchema.safeParse(JSON.parse(text)).data;
    }
    catch {
        return undefined; // A page of a proxy, or cut off: the caller says what it wanted.
    }
}
function codeOf(status) {
    return status >= 500 || status === 408 || status === 429 ? 'unavailable' : 'mismatch';
}
function samplesOf({ resultType, result }) {
    const series = seriesOf(resultType, result);
    if (series === undefined)
        throw new failure/* Failure */.HR('mismatch', `answered with a ${(0,inert/* inert */.t)(resultType, 40)} that has no plain numbers; wanted a vector or a scalar`);
    if (series.length === 0)
        throw new failure/* Failure */.HR('unavailable', 'has no data');
    return series.map(({ metric, value: [, text] }) => {
        const number = text.trim() === '' ? Number.NaN : Number(text);
        // 0/0 where nothing was asked of the release: that is no measure of it.
        if (!Number.isFinite(number))
            throw new failure/* Failure */.HR('unavailable', `${formatLabels(metric)} is ${(0,inert/* inert */.t)(text, 40)}, which is no number`);
        return { labels: metric, value: number };
    });
}
function seriesOf(resultType, result) {
    if (resultType === 'vector')
        return vectorSchema.safeParse(result).data;
    if (resultType !== 'scalar')
        return undefined;
    const scalar = value.safeParse(result).data;
    return scalar && [{ metric: {}, value: scalar }];
}
/** The name of a series as PromQL writes it, inert. */
function formatLabels(labels) {
    const pairs = Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`);
    return pairs.length === 0 ? 'the value' : (0,inert/* inert */.t)(`{${pairs.join(', ')}}`, 160);
}
function withoutToken(text, { token }) {
    return token === undefined ? text : text.replaceAll(token, '***');
}

;// CONCATENATED MODULE: ./build/src/check/prometheus.js







const placeholder = /\{\{(digest|former|service|environment)\}\}/g;
const prometheus_options = schemas/* strictObject */.rej({
    url: schemas/* string */.YjP()
        .refine(isBase, 'wanted an https address, or http to this machine, without "?" and "#"')
        .describe('Where its API is, without `/api/v1/query`.'),
    query: schemas/* string */.YjP()
        .regex(/\S/, 'wanted a query')
        .refine((query) => !query.replace(placeholder, '').includes('{{'), {
        message: 'wanted no other placeholders than {{digest}}, {{former}}, {{service}} and {{environment}}',
    })
        .describe('PromQL, asked as an instant query. `{{digest}}`, `{{former}}`, `{{service}}` and `{{environment}}` are put in, for use between quotes.'),
    min: schemas/* number */.aig().optional().describe('The least that every series may be.'),
    max: schemas/* number */.aig().optional().describe('The most that every series may be.'),
    'max-ratio': schemas/* number */.aig()
        .positive()
        .optional()
        .describe('How many times the value of the former release it may be: the query is asked again with the former digest as `{{digest}}`.'),
    'token-env': schemas/* string */.YjP()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
        .refine((name) => !/^(INPUT|STATE|ACTIONS|GITHUB|GH|RUNNER)_/i.test(name), {
        message: "wanted a variable of your own, none of the runner's",
    })
        .optional()
        .describe('Variable of the job that holds a bearer token.'),
    staged: schemas/* boolean */.zMY()
        .default(false)
        .describe('Whether it is asked before the swap too, when the release has no traffic.'),
    timeout: duration_schema/* duration */.p.prefault('60s').describe('How long to wait for data, and for an answer.'),
    interval: duration_schema/* duration */.p.prefault('5s').describe('Pause between two queries while there is none.'),
})
    .refine((check) => [check.min, check.max, check['max-ratio']].some((limit) => limit !== undefined), {
    message: 'wanted "min", "max" or "max-ratio"',
})
    .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
    message: 'must not be more than "max"',
    path: ['min'],
})
    .refine((check) => check['max-ratio'] === undefined || isComparable(check.query), {
    message: 'needs a query with {{digest}} and without {{former}}',
    path: ['max-ratio'],
})
    .refine(({ timeout }) => timeout > 0, { message: 'must be longer than 0s', path: ['timeout'] });
/** The longest one query may take. Milliseconds. */
const prometheus_requestTimeout = 30_000;
const prometheus = {
    description: 'A query of Prometheus whose every series must be within limits; no data fails.',
    options: prometheus_options,
    ask: (written, asked, edge) => askPrometheus(prometheus_options.parse(written), asked, edge),
};
/** Asks until there is data, or the time is up. What there is then counts: a bad value is not waited away. */
async function askPrometheus(options, asked, edge) {
    if (asked.phase === 'staged' && !options.staged)
        return { passed: true, reason: 'asked only once the release has traffic' };
    return (0,poll/* poll */.w)(options, async (left) => {
        try {
            return { ...(await measure(options, asked, left, edge)), settled: true };
        }
        catch (error) {
            if (!(0,failure/* isFailure */.N6)(error))
                throw error;
            const reason = `${nameOf(options)} ${(0,inert/* inert */.t)(error.message)}`;
            return { passed: false, reason, settled: error.code !== 'unavailable' };
        }
    }, edge);
}
async function measure(options, asked, left, edge) {
    const until = edge.now().getTime() + left;
    const fetch = (query) => {
        const timeout = Math.min(Math.max(until - edge.now().getTime(), 1), prometheus_requestTimeout);
        return fetchSamples({ url: options.url, query, token: tokenOf(options), timeout }, edge);
    };
    const samples = await fetch(filled(options.query, asked));
    const within = prometheus_judge(samples, options);
    const ratio = options['max-ratio'];
    if (!within.passed || ratio === undefined)
        return within;
    if (asked.former === undefined)
        return { passed: true, reason: `${within.reason}; it replaces nothing, so there is nothing to compare` };
    const former = await fetch(filled(options.query, { ...asked, digest: asked.former }));
    return compare(onlyOne(samples, 'the release'), onlyOne(former, 'the former release'), ratio);
}
function prometheus_judge(samples, { min = -Infinity, max = Infinity }) {
    const bad = samples.filter(({ value }) => !(value >= min && value <= max));
    const wanted = [
        ...(min === -Infinity ? [] : [`at least ${min}`]),
        ...(max === Infinity ? [] : [`at most ${max}`]),
    ].join(' and ');
    const told = tell(bad.length > 0 ? bad : samples);
    return { passed: bad.length === 0, reason: wanted === '' ? told : `${told}; wanted ${wanted}` };
}
// By multiplication: where the former release had no errors, the new one may have none either.
function compare(value, former, ratio) {
    if (former < 0 || value < 0)
        throw new failure/* Failure */.HR('mismatch', `gives ${value} and ${former}; a ratio needs values that are not negative`);
    return {
        passed: value <= former * ratio,
        reason: `${value} against ${former} of the former release; wanted at most ${ratio} times as much`,
    };
}
function onlyOne(samples, whose) {
    const [sample, ...others] = samples;
    if (sample !== undefined && others.length === 0)
        return sample.value;
    throw new failure/* Failure */.HR('mismatch', `gives ${samples.length} series for ${whose}; wanted one to compare, as sum() gives it`);
}
function tell(samples) {
    const shown = samples.slice(0, 3).map(({ labels, value }) => `${formatLabels(labels)} is ${value}`);
    const more = samples.length - shown.length;
    return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
function filled(query, asked) {
    return query.replace(placeholder, (_, name) => {
        const text = asked[name];
        if (text === undefined)
            throw new failure/* Failure */.HR('mismatch', 'cannot be asked: nothing is replaced, so {{former}} has no value');
        return escaped(text);
    });
}
// By numbers: between quotes of one kind, Prometheus refuses an escaped one of the other.
// https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
function escaped(text) {
    return text.replace(/[\\"'`\n]/g, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
function tokenOf({ 'token-env': name }) {
    if (name === undefined)
        return undefined;
    const token = process.env[name]?.trim() ?? '';
    if (/^[\x21-\x7e]+$/.test(token))
        return token;
    const found = token === '' ? 'which the job does not set' : 'which holds no token';
    throw new failure/* Failure */.HR('invalid-input', `needs ${name}, ${found}; give it under "env" of the step`);
}
function nameOf({ url }) {
    const { origin, pathname } = new URL(url);
    return (0,inert/* inert */.t)(`the query to ${origin}${pathname === '/' ? '' : pathname}`, 120);
}
function isBase(text) {
    return isAllowedUrl(text) && !/[?#]/.test(text);
}
function isComparable(query) {
    return query.includes('{{digest}}') && !query.includes('{{former}}');
}

;// CONCATENATED MODULE: ./build/src/check/tcp.js





const pattern = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)):(?<port>[0-9]{1,5})$/i;
const tcp_options = schemas/* strictObject */.rej({
    address: schemas/* string */.YjP()
        .refine((text) => addressIn(text) !== undefined, 'wanted a host and a port, such as db.example.com:5432 or [::1]:5432')
        .describe('Host and port, asked only after the swap: before it, the former release would answer.'),
    tls: schemas/* boolean */.zMY().default(false).describe('Whether it must speak TLS, with a certificate for that host.'),
    ...overTls,
    ...lasting,
})
    .superRefine((check, context) => {
    for (const unmet of unmetIn(check))
        context.addIssue({ code: 'custom', ...unmet });
    const named = ['ca', 'certificate-days'].filter((key) => check[key] !== undefined);
    if (check.tls)
        return;
    for (const key of named)
        context.addIssue({ code: 'custom', path: [key], message: 'needs "tls: true"' });
});
/** The longest one attempt may take, and how long a connection must stay open. Milliseconds. */
const attemptTimeout = 10_000;
const settle = 1000;
const tcp = {
    description: 'A port that must accept a connection, and over TLS have a good certificate.',
    options: tcp_options,
    ask: (written, asked, edge) => askTcp(tcp_options.parse(written), asked, edge),
};
async function askTcp(options, { phase }, edge) {
    const name = (0,inert/* inert */.t)(options.address, 120);
    if (phase === 'staged')
        return { passed: true, reason: `${name} is asked only after the swap` };
    return pollLasting(options, (left) => attempt(name, options, left, edge), edge);
}
async function attempt(name, { address, tls, ca, 'certificate-days': days }, left, { connect, now }) {
    const { host, port } = addressIn(address) ?? { host: '', port: 0 };
    try {
        const timeout = Math.min(left, attemptTimeout);
        const { certificate } = await connect({ host, port }, { timeout, settle, tls: tls ? { ca } : undefined });
        const fault = certificateFault(certificate, days, now());
        if (fault !== undefined)
            return { passed: false, reason: `${name} accepted a connection ${fault}` };
        return { passed: true, reason: `${name} accepted a connection` };
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'unavailable'))
            return { passed: false, reason: `${name}: ${(0,inert/* inert */.t)(error.message)}` };
        throw error;
    }
}
function addressIn(text) {
    const { v6, name, port } = pattern.exec(text)?.groups ?? {};
    const host = v6 ?? name;
    const number = Number(port);
    return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
}

;// CONCATENATED MODULE: ./build/src/check/index.js





/** The kinds of check, by the word that a policy writes. */
const checks = { http: http, tcp: tcp, command: command/* command */.G, prometheus: prometheus, 'github-checks': githubChecks };


/***/ }),

/***/ 2649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ poll)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2297);

/** How often the log says what is waited for. Milliseconds. */
const progressInterval = 10_000;
/** Asks again and again, until an answer is settled or the time is up. An attempt is told how much of it is left. */
async function poll({ timeout, interval }, attempt, { now, sleep, log }) {
    const start = now().getTime();
    const passed = () => now().getTime() - start;
    let told = 0;
    for (;;) {
        const { settled, ...answer } = await attempt(Math.max(timeout - passed(), 1));
        if (settled)
            return answer;
        const time = passed();
        if (time + interval >= timeout)
            return { passed: false, reason: `${answer.reason}, after ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(timeout)}` };
        if (time - told >= progressInterval) {
            log.info(`${answer.reason}; asked for ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(time)}`);
            told = time;
        }
        await sleep(interval);
    }
}


/***/ }),

/***/ 3617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchExceptions: () => (/* binding */ fetchExceptions),
  fetchSettings: () => (/* binding */ fetchSettings)
});

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/check/index.js + 13 modules
var check = __webpack_require__(9942);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/gate/exceptions.js
var gate_exceptions = __webpack_require__(1491);
// EXTERNAL MODULE: ./build/src/gate/exceptions-file.js + 1 modules
var exceptions_file = __webpack_require__(278);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
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

// EXTERNAL MODULE: ./build/src/target/index.js + 78 modules
var target = __webpack_require__(7822);
;// CONCATENATED MODULE: ./build/src/deployment/settings.js








/**
 * Fetches the policy through GitHub's API, at the head of the default branch unless told: neither a branch, nor
 * the re-run of an old run, nor an earlier step of the job chooses its own rules. Undefined: there is no such file.
 */
async function fetchSettings(github, { file, home, commit: wanted, roots: known = { kind: 'known' }, tables = { targets: target/* targets */.z, checks: check/* checks */.A }, }) {
    const { commit, files } = wanted === undefined
        ? await github.fetchHead([file, gate_exceptions/* defaultExceptionsFile */.wm])
        : { commit: wanted, files: new Map() };
    const source = {
        fetchFile: async (path, at) => files.has(path) ? files.get(path) : github.fetchFile(path, at),
    };
    const bytes = await source.fetchFile(file, commit);
    if (bytes === undefined)
        return undefined;
    const policy = await (0,policy_policy/* parsePolicy */.O)(decode(bytes, file), file, tables);
    const fetchText = async (path) => [path, decode(await fetchNamed(source, path, file, commit), path)];
    const scans = Object.values(policy.environments).some(({ require }) => require.scan !== undefined);
    const [keys, roots, exceptions] = await Promise.all([
        Promise.all(keyPathsOf(policy).map(fetchText)),
        Promise.all(rootPathsOf(policy).map(fetchText)),
        scans ? fetchExceptions(source, policy.exceptions, commit) : undefined,
    ]);
    return {
        file,
        commit,
        digest: (0,digest/* digestOf */.ol)(bytes),
        policy,
        trustFor: trustOf(policy, home, { keys: new Map(keys), roots: new Map(roots) }),
        ...(exceptions !== undefined && { exceptions }),
        roots: known,
    };
}
/** Fetches the exceptions as they were at a commit; undefined where nobody named a file, and there is none. */
async function fetchExceptions(github, named, commit) {
    const file = named ?? gate_exceptions/* defaultExceptionsFile */.wm;
    const bytes = await github.fetchFile(file, commit);
    if (bytes !== undefined)
        return (0,exceptions_file.parseExceptions)(decode(bytes, file), file);
    if (named === undefined)
        return undefined;
    throw new failure/* Failure */.HR('not-found', `there is no file of exceptions ${file} at commit ${commit.slice(0, 12)} of the default branch`);
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

/***/ 278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assertTerms: () => (/* binding */ assertTerms),
  parseExceptions: () => (/* binding */ parseExceptions)
});

// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/yaml/document.js
var yaml_document = __webpack_require__(2532);
// EXTERNAL MODULE: ./build/src/yaml/fault.js
var fault = __webpack_require__(5793);
// EXTERNAL MODULE: ./build/src/yaml/problem.js
var problem = __webpack_require__(7202);
// EXTERNAL MODULE: ./build/src/gate/exceptions.js
var exceptions = __webpack_require__(1491);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/gate/purl.js
var purl = __webpack_require__(4432);
;// CONCATENATED MODULE: ./build/src/gate/exceptions-schema.js




/** Why what is found does no harm, in OpenVEX's words. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
const justifications = [
    'component_not_present',
    'vulnerable_code_not_present',
    'vulnerable_code_not_in_execute_path',
    'vulnerable_code_cannot_be_controlled_by_adversary',
    'inline_mitigations_already_exist',
];
const exceptions_schema_text = schemas/* string */.YjP().trim().min(1);
const exceptions_schema_image = exceptions_schema_text.transform((written, context) => {
    try {
        return (0,reference/* parseRepository */.SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,failure/* messageOf */.bD)(error) });
        return core/* NEVER */.tm;
    }
});
const day = schemas/* string */.YjP({ error: 'wanted a day such as 2027-03-01' })
    .refine(isDay, 'wanted a day such as 2027-03-01')
    .transform((written) => new Date(`${written}T00:00:00Z`));
const exception = schemas/* strictObject */.rej({
    id: exceptions_schema_text
        .regex(/^\S+$/, 'wanted one name without spaces, such as CVE-2026-12345')
        .describe('Name of the vulnerability, or an alias of it; of a secret or misconfiguration, its rule.'),
    package: exceptions_schema_text
        .refine((written) => !written.startsWith('pkg:') || (0,purl/* parsePurl */.$l)(written) !== undefined, 'not a purl')
        .optional()
        .describe('Package that it is about: its name, or its purl with or without a version. Without it, any of `image`.'),
    image: exceptions_schema_image
        .optional()
        .describe('Repository that it is about, such as `ghcr.io/acme/shop`. Without it, any.'),
    path: exceptions_schema_text.optional().describe('Where in the image a secret or misconfiguration is excepted.'),
    reason: exceptions_schema_text.describe('Why it may be there.'),
    owner: exceptions_schema_text.describe('Who answers for it.'),
    expires: day.describe('First day on which it does not hold any more, in UTC; at most a year ahead: `2027-03-01`.'),
    justification: schemas/* enum */.k5n(justifications)
        .optional()
        .describe('Why the image is not affected. With it the VEX document says `not_affected`, else `affected`.'),
})
    .refine((written) => (written.package ?? written.image ?? written.path) !== undefined, {
    message: 'excepts everything everywhere; wanted "package", "image" or "path" as well',
})
    .refine((written) => written.package === undefined || written.path === undefined, {
    message: 'names a package and a path; wanted a package for a vulnerability, or a path for anything else',
})
    .meta({ anyOf: [{ required: ['package'] }, { required: ['image'] }, { required: ['path'] }] });
const exceptionsSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).describe('Version of this format.'),
    exceptions: schemas/* array */.YOg(exception).describe('Findings that somebody answers for, each until a day.'),
})
    .describe('Findings that do not fail a scan or a promotion, for a reason and until a day.');
/** Where editors find the schema. */
const schemaId = 'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/vulnerability-exceptions.schema.json';
/** Builds the JSON Schema by which editors complete the file of exceptions. */
function exceptionsJsonSchema() {
    const { $schema, ...schema } = z.toJSONSchema(exceptionsSchema, { io: 'input' });
    return { $schema, $id: schemaId, title: 'Immutable Deploy vulnerability exceptions', ...schema };
}
function isDay(written) {
    if (!/^\d{4}-\d\d-\d\d$/.test(written))
        return false;
    const date = new Date(`${written}T00:00:00Z`);
    // 2027-02-30 would be in March.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
}

;// CONCATENATED MODULE: ./build/src/gate/exceptions-file.js






/** Reads a file of exceptions. What is wrong with it is refused all at once, each fault with its line. */
function parseExceptions(text, file) {
    const yaml = (0,yaml_document/* readYaml */.g)(text, file);
    if (yaml.problems.length > 0)
        throw (0,fault/* refusal */.x5)('exceptions', file, yaml.problems);
    const read = exceptionsSchema.safeParse(yaml.value, { error: problem/* wording */.z4 });
    const list = (read.data?.exceptions ?? []).map((exception, index) => ({
        ...exception,
        line: yaml.lineOf(['exceptions', index]),
    }));
    const faults = [...(0,fault/* faultsOf */.xm)(read.error, yaml.value, 'the file'), ...repetitions(list)];
    if (faults.length > 0)
        throw (0,fault/* refusal */.x5)('exceptions', file, (0,fault/* placed */.GS)(faults, file, yaml));
    return { file, list };
}
/** Refuses exceptions that were made for longer than a year. */
function assertTerms({ file, list }, now) {
    const problems = list
        .filter((exception) => (0,exceptions/* termOf */.iP)(exception, now) === 'too-long')
        .map(({ id, expires, line }) => ({
        message: `exception of ${id} expires on ${(0,exceptions/* formatDay */.im)(expires)}; wanted a day at most a year ahead`,
        place: { file, line },
    }));
    if (problems.length > 0)
        throw (0,fault/* refusal */.x5)('exceptions', file, problems);
}
// Two that say the same may differ in when they expire, and then nobody knows which holds.
function repetitions(list) {
    const seen = new Map();
    return list.flatMap((exception, index) => {
        const scope = scopeOf(exception);
        const before = seen.get(scope);
        seen.set(scope, before ?? exception.line);
        if (before === undefined)
            return [];
        const path = ['exceptions', index];
        return [{ path, message: `${(0,problem/* formatPath */.jV)(path)}: stands twice; the first is on line ${before}` }];
    });
}
function scopeOf({ id, package: name, image, path }) {
    return JSON.stringify([id.toLowerCase(), name, image && (0,reference/* formatRepository */.Sh)(image), path]);
}


/***/ }),

/***/ 3666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   ix: () => (/* binding */ byShell),
/* harmony export */   j3: () => (/* binding */ runScript),
/* harmony export */   l9: () => (/* binding */ tellOutput)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _inert_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7297);


/** Runs a script of the policy to its end, whatever its exit code is. */
function runScript(script, options, { exec }) {
    return byShell(script, (shell, args) => exec(shell, args, { ...options, allowFailure: true }));
}
/**
 * Starts a script as GitHub runs a `run` step: by bash and, where there is none, by sh.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
async function byShell(script, start) {
    try {
        return await start('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script]);
    }
    catch (error) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error, 'not-found'))
            throw error;
        return await start('sh', ['-e', '-c', script]);
    }
}
/** Logs the last lines of what a script said, for whoever reads the log. */
function tellOutput({ stdout, stderr }, { log }) {
    for (const line of [...linesOf(stdout).slice(-20), ...linesOf(stderr).slice(-20)]) {
        log.info(`  | ${(0,_inert_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .t)(line)}`);
    }
}
/** What a script said at last, which is where programs say why they gave up, in one line. */
function lastWords({ stdout, stderr }) {
    const lines = linesOf(stderr);
    return (0,_inert_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .t)((lines.length > 0 ? lines : linesOf(stdout)).slice(-3).join(' / '));
}
function linesOf(output) {
    return output.split(/\r?\n/).filter((line) => line.trim() !== '');
}


/***/ }),

/***/ 7822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ targets)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var src_failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/target/guarded.js


/**
 * Takes from a target what it should never be asked: a digest that is none (digests become paths, tags and arguments
 * of programs), a share of the traffic that is none, or one that it cannot give.
 */
function guarded(target, { weights }) {
    return {
        observe: () => target.observe(),
        stage: async (artifact, origin) => {
            assertDigest(artifact.digest);
            if (origin?.plan !== undefined)
                assertDigest(origin.plan);
            return await target.stage(artifact, origin);
        },
        shift: async (digest, percent, expected, fence) => {
            assertDigest(digest);
            if (expected !== undefined)
                assertDigest(expected);
            assertFence(fence);
            assertShare(percent, weights);
            await target.shift(digest, percent, expected, fence);
        },
        discard: async (digest, fence) => {
            assertDigest(digest);
            assertFence(fence);
            await target.discard(digest, fence);
        },
    };
}
function assertDigest(text) {
    if (!(0,artifact_digest/* isDigest */.Bc)(text))
        throw new src_failure/* Failure */.HR('invalid-input', `a target was given the digest ${JSON.stringify(text)}`);
}
function assertFence(fence) {
    if (!Number.isSafeInteger(fence) || fence < 0)
        throw new src_failure/* Failure */.HR('invalid-input', `a target was given the fence ${fence}; wanted the id of a deployment`);
}
function assertShare(percent, weights) {
    const isShare = Number.isInteger(percent) && percent >= 0 && percent <= 100;
    if (isShare && (weights || percent === 0 || percent === 100))
        return;
    const wanted = weights ? 'wanted a whole number from 0 to 100' : 'one release serves: wanted 0 or 100';
    throw new src_failure/* Failure */.HR('invalid-input', `a target was told to shift ${percent} percent; ${wanted}`);
}

;// CONCATENATED MODULE: ./build/src/target/shift.js


/** Who is to serve, and how much: what the one does not get is the other's, where there is another. */
function goalOf({ digest, percent, expected }) {
    const shares = [{ digest, percent }];
    if (expected !== undefined && expected !== digest)
        shares.push({ digest: expected, percent: 100 - percent });
    else if (percent !== 100 && percent !== 0)
        throw new src_failure/* Failure */.HR('invalid-input', `${percent} percent of the traffic was to move, and nobody is named for the rest`);
    return shares.filter((share) => share.percent > 0);
}
/** The failure of who finds that something else serves; `found` says where and what. */
function moved(found, expected) {
    const replaced = expected === undefined ? 'nothing' : (0,artifact_digest/* formatShortDigest */._q)(expected);
    return new src_failure/* Failure */.HR('mismatch', `${found}; wanted to replace ${replaced}, so nothing was changed`);
}
/** The failure of who comes after a deployment with a greater fence; `way` is for where fences begin anew. */
function late(where, fence, greatest, way) {
    const anew = way === undefined ? '' : ` (where the repository moved to another GitHub, ${way})`;
    return new src_failure/* Failure */.HR('mismatch', `${where} was moved for deployment ${greatest} since; deployment ${fence} comes too late, and nothing was changed${anew}`);
}

// EXTERNAL MODULE: ./build/src/target/target.js
var target = __webpack_require__(9478);
// EXTERNAL MODULE: ./build/src/needed-variables.js
var needed_variables = __webpack_require__(188);
;// CONCATENATED MODULE: ./build/src/target/passed-on.js

/** The values of the job's variables that are passed on; one that is not set would silently be left out. */
function passedOn(names) {
    const missing = names.filter((name) => process.env[name] === undefined);
    if (missing.length > 0)
        throw new src_failure/* Failure */.HR('invalid-input', `"env-from" names ${missing.join(', ')}, which the job does not set; give it under "env" of the step`);
    return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}

;// CONCATENATED MODULE: ./build/src/target/command/environment.js


/** Where programs look for their settings and may write; credentials have to be named. */
const homeVariables = [
    ...['HOME', 'USER', 'LOGNAME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'LC_CTYPE'],
    ...['TMPDIR', 'TEMP', 'TMP', 'RUNNER_TEMP', 'GITHUB_WORKSPACE', 'CI'],
];
/** The environment of a script: what every program needs, what the policy names, and what it is told. */
function environmentOf(options, { owner, environment, service }, told) {
    const all = { REPOSITORY: owner, ENVIRONMENT: environment, SERVICE: service, ...told };
    const ours = Object.entries(all).map(([name, value]) => [`IMMUTABLE_DEPLOY_${name}`, value]);
    return {
        inherit: [...needed_variables/* neededVariables */.N, ...homeVariables],
        env: { ...passedOn(options['env-from']), ...Object.fromEntries(ours) },
    };
}
/** Nothing shorter is a secret, and much that is shorter stands in every text. */
const shortestSecret = 8;
/** Takes the values of variables that were passed on out of a text: what we repeat may be shown to everyone. */
function withoutPassedOn(text, options) {
    const lines = Object.values(passedOn(options['env-from'])).flatMap((value) => value.split(/\s*\n\s*/));
    const secrets = lines.filter((line) => line.length >= shortestSecret);
    const longestFirst = secrets.toSorted((one, other) => other.length - one.length);
    return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
}

;// CONCATENATED MODULE: ./build/src/target/command/judge.js



/** Refuses where anything else serves than the release itself and the one that it replaces. */
function assertUnmoved({ serving }, { digest, expected }) {
    if (serving.every((one) => one.digest === digest || one.digest === expected))
        return;
    throw moved(`${nameOf(serving)} serves`, expected);
}
function assertStands({ standing }, digest, way = 'stage it first') {
    if (standing.includes(digest))
        return;
    throw new src_failure/* Failure */.HR('not-found', `release ${(0,artifact_digest/* formatShortDigest */._q)(digest)} does not stand there; ${way}`);
}
/** Refuses where what is seen to serve after a shift is not what was asked for. */
function assertShared({ serving, rounded = false }, goal) {
    const isThere = goal.every(({ digest, percent }) => {
        const has = serving.find((one) => one.digest === digest)?.percent ?? 0;
        return rounded && percent < 100 ? has > 0 : has === percent;
    });
    if (isThere && serving.length === goal.length)
        return;
    throw new src_failure/* Failure */.HR('mismatch', `"shift" ended well, but ${nameOf(serving)} serves; wanted ${nameOf(goal)}`);
}
function nameOf(shares) {
    const names = shares.map(({ digest, percent }) => `${(0,artifact_digest/* formatShortDigest */._q)(digest)} with ${percent} percent`);
    return names.join(', ') || 'nothing';
}

// EXTERNAL MODULE: ./build/src/inert.js
var inert = __webpack_require__(7297);
;// CONCATENATED MODULE: ./build/src/target/command/observation.js




/** More than any host has to say. Bytes. */
const longest = 1024 * 1024;
const example = '{"serving":[{"digest":"sha256:…","percent":100}],"standing":["sha256:…"]}';
const digest = schemas/* custom */.IeY((value) => typeof value === 'string' && (0,artifact_digest/* isDigest */.Bc)(value), {
    error: ({ input }) => `wanted sha256: and 64 hexadecimal digits, found ${shown(input)}`,
});
const observation_document = schemas/* strictObject */.rej({
    serving: schemas/* array */.YOg(schemas/* strictObject */.rej({
        digest,
        percent: schemas/* int */.Whr().min(1).max(100),
    })),
    standing: schemas/* array */.YOg(digest),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ }).optional(),
    rounded: schemas/* boolean */.zMY().optional(),
    fence: schemas/* int */.Whr().min(0).optional(),
});
/**
 * Reads what `observe` printed. What is not understood in full is not known, and what is not known is a failure, which
 * tells of `repeatable`: the same text without what is not to be repeated.
 */
function parseSeen(text, repeatable) {
    try {
        return read(text);
    }
    catch (error) {
        if (repeatable === text)
            throw error;
        read(repeatable);
        throw misprinted('what is not to be repeated', example);
    }
}
function read(text) {
    const size = Buffer.byteLength(text);
    if (size > longest)
        throw misprinted(`${size} bytes`, 'at most 1 MiB');
    if (text.trim() === '')
        throw misprinted('nothing', example);
    const { data, error } = observation_document.safeParse(parseJson(text));
    if (error !== undefined)
        throw misprinted(...faultOf(error));
    assertAgreeing(data);
    const { url, rounded, fence, ...seen } = data;
    return {
        ...seen,
        ...(url !== undefined && { url }),
        ...(rounded !== undefined && { rounded }),
        ...(fence !== undefined && { fence }),
    };
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw misprinted(`no JSON but ${shown(text)}`, `one document such as ${example}`);
    }
}
function faultOf({ issues: [issue] }) {
    const path = issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)) ?? [];
    const where = path.join('').replace(/^\./, '') || 'the document';
    return [`JSON that is none of ours: ${(0,inert/* inert */.t)(`${where}: ${issue?.message}`)}`, example];
}
function assertAgreeing({ serving, standing }) {
    const digests = serving.map(({ digest }) => digest);
    const twice = digests.find((one, index) => digests.indexOf(one) !== index);
    if (twice !== undefined)
        throw misprinted(`${(0,artifact_digest/* formatShortDigest */._q)(twice)} twice as serving`, 'each once');
    const sum = serving.reduce((total, { percent }) => total + percent, 0);
    if (serving.length > 0 && sum !== 100)
        throw misprinted(`percents that add up to ${sum}`, '100, or nothing serving');
    const absent = digests.find((one) => !standing.includes(one));
    if (absent !== undefined)
        throw misprinted(`${(0,artifact_digest/* formatShortDigest */._q)(absent)} as serving and not as standing`, 'what serves in both');
}
function misprinted(found, wanted) {
    return new src_failure/* Failure */.HR('mismatch', `"observe" printed ${found}${wanted === undefined ? '' : `; wanted ${wanted}`}`);
}
function shown(value) {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value);
    return `"${(0,inert/* inert */.t)(text.slice(0, 500)).slice(0, 80)}"`;
}

// EXTERNAL MODULE: ./build/src/duration-schema.js
var duration_schema = __webpack_require__(4669);
;// CONCATENATED MODULE: ./build/src/target/command/options.js


const script = schemas/* string */.YjP().regex(/\S/, 'wanted a command');
const variableName = schemas/* string */.YjP()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
    // Those that no child ever gets (edge-node.ts), and ours, which would not be what the script is told.
    .refine((name) => !/^(INPUT|STATE|ACTIONS|IMMUTABLE_DEPLOY)_|^(GITHUB|GH)_(ENTERPRISE_)?TOKEN$/i.test(name), 'wanted a variable of your own: the runner\'s tokens and inputs are never passed on; give a token another name under "env" of the step');
const options = schemas/* strictObject */.rej({
    observe: script.describe('Script that prints what serves and what stands, as one JSON document, on its standard output. Bash runs it in the workspace, like all of these.'),
    stage: script.describe('Script that starts `$IMMUTABLE_DEPLOY_IMAGE` beside what serves, without traffic.'),
    shift: script.describe('Script that makes the releases in `$IMMUTABLE_DEPLOY_GOAL` serve, and nothing else; exit code 75 says that somebody else moved traffic.'),
    discard: script.describe('Script that stops and removes the release `$IMMUTABLE_DEPLOY_DIGEST`, which does not serve; exit code 75 as for `shift`.'),
    preview: script
        .optional()
        .describe('Script that prints the address of the staged release `$IMMUTABLE_DEPLOY_DIGEST` as its first line; it may go on, as a tunnel does, and is ended after the checks.'),
    weights: schemas/* boolean */.zMY()
        .default(false)
        .describe('Whether `shift` can share traffic between two releases, as `canary` asks.'),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ })
        .optional()
        .describe('Where it serves, unless `observe` says so; asked by checks after the swap.'),
    'env-from': schemas/* array */.YOg(variableName)
        .default([])
        .describe('Names of variables of the job that the scripts get, such as those of credentials.'),
    timeout: duration_schema/* duration */.p.prefault('10m').describe('How long each of `stage`, `shift` and `discard` may take.'),
    'observe-timeout': duration_schema/* duration */.p
        .prefault('1m')
        .describe('How long `observe` may take, and `preview` until it has printed the address.'),
});

// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(481);
// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
// EXTERNAL MODULE: ./build/src/script.js
var src_script = __webpack_require__(3666);
;// CONCATENATED MODULE: ./build/src/target/command/preview.js







const address = schemas/* url */.OZ5({ protocol: /^https?$/ });
/** Lets a script say where the staged release is asked; what it keeps open, such as a tunnel, ends with the look. */
function openPreview(script, told, options, context, { spawn }) {
    return (0,src_script/* byShell */.ix)(script, async (shell, args) => {
        const said = [];
        const running = spawn(shell, args, {
            ...environmentOf(options, context, told),
            onStderr: (line) => void said.push(line),
        });
        running.stdin.end();
        const end = async () => {
            running.kill();
            return await running.ended.catch((error) => error);
        };
        const line = await firstLine(running.stdout, options['observe-timeout']);
        const { data: url } = address.safeParse(line?.trim());
        if (url !== undefined)
            return { url, [Symbol.asyncDispose]: async () => void (await end()) };
        const cause = await end();
        if ((0,src_failure/* isFailure */.N6)(cause, 'not-found'))
            throw cause;
        const repeatable = (text) => withoutPassedOn(text, options);
        throw silent(line && repeatable(line), repeatable(said.join('\n')), options);
    });
}
/** What a script prints first; undefined where it ends, or the time is up, without a line. */
function firstLine(stdout, timeout) {
    return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), Math.min(timeout, duration/* longestTimer */.a5));
        const tell = (line) => {
            clearTimeout(timer);
            resolve(line);
        };
        // It is read to its end, so that whoever goes on talking is not held up.
        (0,external_node_readline_.createInterface)({ input: stdout }).on('line', tell);
        stdout.once('close', () => tell());
    });
}
function silent(line, stderr, { 'observe-timeout': timeout }) {
    const found = line === undefined ? 'nothing' : `"${(0,inert/* inert */.t)(line).slice(0, 80)}"`;
    const words = (0,src_script/* lastWords */.aN)({ stdout: '', stderr });
    return new src_failure/* Failure */.HR('unavailable', `"preview" printed ${found} as its first line within ${(0,duration/* formatDuration */.a3)(timeout)}; wanted the address of the staged release, as in http://127.0.0.1:18080${words && `: ${words}`}`);
}

;// CONCATENATED MODULE: ./build/src/target/command/program.js




/**
 * By this exit code a program says that somebody else moved traffic: EX_TEMPFAIL, "try again later". `flock` can end
 * with it too, where the lock is not to be had.
 * https://man.freebsd.org/cgi/man.cgi?query=sysexits
 */
const movedByOthers = 75;
/** What a shell ends with where a program may not be run, or is not there. */
const notRun = [126, 127];
function programOf(options, context, edge) {
    return async (verb, told = {}) => {
        const result = await run(verb, told, options, context, edge);
        const said = {
            stdout: withoutPassedOn(result.stdout, options),
            stderr: withoutPassedOn(result.stderr, options),
        };
        if (result.exitCode !== 0 || verb !== 'observe')
            (0,src_script/* tellOutput */.l9)(said, edge);
        if (result.exitCode === 0)
            return result.stdout;
        throw failureOf(verb, result.exitCode, (0,src_script/* lastWords */.aN)(said));
    };
}
async function run(verb, told, options, context, edge) {
    const timeout = verb === 'observe' ? options['observe-timeout'] : options.timeout;
    if (verb !== 'observe')
        edge.log.info(`running "${verb}"`);
    try {
        return await (0,src_script/* runScript */.j3)(options[verb], { ...environmentOf(options, context, told), timeout }, edge);
    }
    catch (error) {
        if (!(0,src_failure/* isFailure */.N6)(error, 'unavailable'))
            throw error;
        const message = `"${verb}" did not end well within ${(0,duration/* formatDuration */.a3)(timeout)}: ${error.message}`;
        throw new src_failure/* Failure */.HR('unavailable', message, { cause: error });
    }
}
function failureOf(verb, exitCode, words) {
    const ended = `"${verb}" ended with exit code ${exitCode}`;
    const said = words && `: ${words}`;
    if (exitCode === movedByOthers && (verb === 'shift' || verb === 'discard'))
        return new src_failure/* Failure */.HR('mismatch', `${ended}, somebody else moved traffic or is about to${said}`);
    const way = notRun.includes(exitCode) ? '; is it installed, and is the workspace checked out?' : '';
    return new src_failure/* Failure */.HR('unavailable', `${ended}${said}${way}`);
}

;// CONCATENATED MODULE: ./build/src/target/command/command.js













/**
 * Whatever a program can reach. It does as it is told, and what it says that it sees is judged here: before each change,
 * so that a program needs no judgement of its own, and after it, so that none is taken at its word.
 */
const command = {
    description: 'Anything with a program: scripts of your own, given the digest',
    options: options,
    can: { preview: true, weights: true },
    canWith,
    connect: (written, context, edge) => {
        const parsed = options.parse(written);
        return guarded(connectCommand(parsed, context, edge), canWith(parsed));
    },
};
/** Options that are not to be read are told elsewhere. */
function canWith(written) {
    const { data } = abilities.safeParse(written);
    return { preview: data?.preview !== undefined, weights: data?.weights === true };
}
const abilities = schemas/* object */.Ikc({ preview: schemas/* string */.YjP().optional(), weights: schemas/* boolean */.zMY().optional() });
function connectCommand(options, context, edge) {
    const program = programOf(options, context, edge);
    const look = async () => {
        const text = await program('observe');
        return parseSeen(text, withoutPassedOn(text, options));
    };
    const host = { program, look };
    return {
        observe: async () => {
            const { fence: _, url = options.url, ...seen } = await look();
            return { ...seen, ...(url !== undefined && { url }) };
        },
        stage: async (artifact, origin) => {
            await stage(artifact, host, origin);
            if (options.preview === undefined)
                return { [Symbol.asyncDispose]: async () => { } };
            return openPreview(options.preview, { DIGEST: artifact.digest }, options, context, edge);
        },
        shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, host),
        discard: (digest, fence) => discard(digest, fence, host),
    };
}
async function stage(artifact, { program, look }, { plan } = {}) {
    const { digest } = artifact;
    const before = await look();
    await program('stage', { DIGEST: digest, IMAGE: (0,artifact_reference/* formatReference */.FH)(artifact), PLAN: plan ?? '' });
    const after = await look();
    assertStands(after, digest, '"observe" must say so once "stage" ended well');
    // Checks before the swap would be asked in vain.
    if ((0,target/* shareOf */.t)(after, digest) > (0,target/* shareOf */.t)(before, digest))
        throw new src_failure/* Failure */.HR('mismatch', `"stage" gave traffic to ${(0,artifact_digest/* formatShortDigest */._q)(digest)}; wanted it to stand beside what serves until "shift"`);
}
/** A program is asked also where it serves so already: who did that may have died before all was done. */
async function shift(wanted, { program, look }) {
    const { digest, percent, expected, fence } = wanted;
    const goal = goalOf(wanted);
    const before = await look();
    assertNotLate(before, fence);
    assertUnmoved(before, wanted);
    for (const share of goal)
        assertStands(before, share.digest);
    await program('shift', {
        GOAL: formatGoal(goal),
        DIGEST: digest,
        PERCENT: String(percent),
        EXPECTED: expected ?? '',
        FENCE: String(fence),
    });
    const after = await look();
    assertNotLate(after, fence);
    assertShared(after, goal);
    if (after.fence !== undefined && after.fence < fence)
        throw new src_failure/* Failure */.HR('mismatch', `"observe" says fence ${after.fence} after a "shift" with fence ${fence}; wanted the greatest that "shift" was given`);
}
async function discard(digest, fence, { program, look }) {
    const before = await look();
    if (!before.standing.includes(digest))
        return;
    if ((0,target/* shareOf */.t)(before, digest) > 0)
        throw new src_failure/* Failure */.HR('denied', `release ${(0,artifact_digest/* formatShortDigest */._q)(digest)} serves; it is not discarded`);
    assertNotLate(before, fence);
    await program('discard', { DIGEST: digest, FENCE: String(fence) });
    if ((await look()).standing.includes(digest))
        throw new src_failure/* Failure */.HR('mismatch', `"discard" ended well, but ${(0,artifact_digest/* formatShortDigest */._q)(digest)} still stands`);
}
/** One line for each release that is to serve; none where nothing is. */
function formatGoal(goal) {
    return goal.map(({ digest, percent }) => `${digest} ${percent}`).join('\n');
}
function assertNotLate({ fence: greatest = 0 }, fence) {
    if (greatest > fence)
        throw late('traffic', fence, greatest, 'let the program forget its fence');
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/src/target/directory/files.js


/** Removes what other runs left behind, those that died and those that sleep. */
async function removeLeftovers(folder, prefix, { except, olderThan } = {}) {
    for (const name of await (0,promises_.readdir)(folder)) {
        if (!name.startsWith(prefix) || name === except)
            continue;
        const path = (0,external_node_path_.join)(folder, name);
        if (olderThan === undefined || (await isOlder(path, olderThan)))
            await removeTree(path);
    }
}
async function isOlder(path, age) {
    const found = await (0,promises_.lstat)(path).catch(ignoreMissing);
    return found !== undefined && Date.now() - found.mtimeMs >= age;
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

;// CONCATENATED MODULE: ./build/src/target/directory/marker.js
/** The file by which a directory is known as ours, and whose it is. */
const markerName = '.immutable-deploy.json';
function formatMarker({ owner, environment, service }) {
    return `${JSON.stringify({ kind: 'directory', repository: owner, environment, service })}\n`;
}

;// CONCATENATED MODULE: ./build/src/target/directory/refusal.js




/** What a directory is refused for, in the same words on this machine and over ssh. `where` names it. */
const refusal = {
    notDirectory: (where) => new src_failure/* Failure */.HR('invalid-input', `target path "${where}" is not a directory`),
    unreadable: (where, reason, cause) => new src_failure/* Failure */.HR('invalid-input', `target path "${where}" cannot be read: ${reason}`, { cause }),
    foreign: (where) => new src_failure/* Failure */.HR('denied', `target path "${where}" holds files and no ${markerName}, so it is not ours; name an empty or a new directory`),
    ofAnother: (where, { owner, environment, service }) => new src_failure/* Failure */.HR('denied', `target path "${where}" belongs to another environment than "${environment}" of ${owner}, or to another service than "${service}"; see its ${markerName}`),
    missing: (where, cause) => new src_failure/* Failure */.HR('not-found', `target path "${where}" is not there; stage a release first`, { cause }),
    unchangeable: (where, reason, cause) => new src_failure/* Failure */.HR('unauthorized', `target path "${where}" cannot be changed: ${reason}`, { cause }),
    notOurLink: (where) => new src_failure/* Failure */.HR('denied', `"${where}/current" is not a link to one of our releases; it was made by something else`),
    late: (where, fence, greatest) => late(`"${where}"`, fence, greatest, `remove .fence-${greatest}`),
    moved: (where, found, expected) => moved(`"${where}" serves ${refusal_nameOf(found)}`, expected),
    notStanding: (where, digest) => new src_failure/* Failure */.HR('not-found', `release ${refusal_nameOf(digest)} does not stand in "${where}"; stage it first`),
    swappedMeanwhile: (where, cause) => new src_failure/* Failure */.HR('mismatch', `another run swapped "${where}" in the meantime; nothing was changed`, { cause }),
    notSwapped: (where, reason, cause) => new src_failure/* Failure */.HR('unavailable', `"${where}" could not be swapped: ${reason}`, { cause }),
    serves: (where, digest) => new src_failure/* Failure */.HR('denied', `release ${refusal_nameOf(digest)} serves from "${where}"; it is not discarded`),
};
function refusal_nameOf(digest) {
    return digest === undefined ? 'nothing' : (0,artifact_digest/* formatShortDigest */._q)(digest);
}

;// CONCATENATED MODULE: ./build/src/target/directory/fence.js




/** A file of this name for the greatest fence: to make one is a single step, and which is greatest needs no order. */
const prefix = '.fence-';
/** Leaves word that a swap with this fence was begun; lower ones are of no use any more. */
async function raiseFence(path, fence) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(path, `${prefix}${fence}`), '');
    const lower = (await fencesIn(path)).filter((other) => other < fence);
    await Promise.all(lower.map((other) => (0,promises_.rm)((0,external_node_path_.join)(path, `${prefix}${other}`), { force: true })));
}
/** Refuses whoever comes after a swap with a greater fence. */
async function fence_assertNotLate(path, fence) {
    const greatest = Math.max(...(await fencesIn(path)));
    if (greatest <= fence)
        return;
    throw refusal.late(path, fence, greatest);
}
async function fencesIn(path) {
    const names = (await (0,promises_.readdir)(path).catch(ignoreMissing)) ?? [];
    return names.filter((name) => /^\.fence-\d+$/.test(name)).map((name) => Number(name.slice(prefix.length)));
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
    throw refusal.notOurLink(path);
}
/**
 * Replaces the link, if what serves is what is expected and nobody with a greater fence was here. The swap is the
 * rename of a file that every other swap removes, once it has put its own there and raised the fence, and before it
 * looks. Of two at once at most one finds its file still there and what serves unmoved. One that wakes up late finds
 * its file gone, or, if it had none yet, the fence raised, and changes nothing; one that dies leaves no lock behind.
 */
async function swapCurrent(path, { goal, expected, fence }) {
    await fence_assertNotLate(path, fence);
    const ticket = `.swap-${(0,external_node_crypto_.randomUUID)()}`;
    await (0,promises_.symlink)(goal === undefined ? nowhere : (0,external_node_path_.join)('releases', (0,artifact_digest/* hexOf */.ZD)(goal)), (0,external_node_path_.join)(path, ticket)).catch(refuseMissing(path));
    await raiseFence(path, fence);
    await removeLeftovers(path, '.swap-', { except: ticket });
    try {
        await fence_assertNotLate(path, fence);
        await assertServes(path, goal, expected);
        if (goal !== undefined)
            await current_assertStands(path, goal);
    }
    catch (error) {
        await (0,promises_.unlink)((0,external_node_path_.join)(path, ticket)).catch(ignoreMissing);
        throw error;
    }
    await (0,promises_.rename)((0,external_node_path_.join)(path, ticket), (0,external_node_path_.join)(path, current_name)).catch(refuseLate(path));
}
// What serves already is put there once more: whoever is late with another swap must find its file gone.
async function assertServes(path, goal, expected) {
    const found = await readCurrent(path);
    if (found === expected || found === goal)
        return;
    throw refusal.moved(path, found, expected);
}
async function current_assertStands(path, digest) {
    if (await exists((0,external_node_path_.join)(path, 'releases', (0,artifact_digest/* hexOf */.ZD)(digest))))
        return;
    throw refusal.notStanding(path, digest);
}
function refuseLate(path) {
    return (cause) => {
        if (cause.code !== 'ENOENT')
            throw refusal.notSwapped(path, cause.message, cause);
        throw refusal.swappedMeanwhile(path, cause);
    };
}
function refuseMissing(path) {
    return (cause) => {
        if (cause.code === 'ENOENT')
            throw refusal.missing(path, cause);
        throw refusal.unchangeable(path, cause.message, cause);
    };
}

;// CONCATENATED MODULE: ./build/src/target/directory/ownership.js







/** Says whether a directory is ours yet; one that belongs to something else is a failure. */
async function isOurs(path, owner) {
    const found = await (0,promises_.lstat)(path).catch((error) => {
        if (error.code === 'ENOENT')
            return undefined;
        throw refusal.unreadable(path, error.message, error);
    });
    if (found === undefined)
        return false;
    if (!found.isDirectory())
        throw refusal.notDirectory(path);
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(path, markerName), 'utf8').catch(ignoreMissing);
    if (text === undefined)
        return isClaimedSince(path, owner);
    if (text === formatMarker(owner))
        return true;
    throw refusal.ofAnother(path, owner);
}
/** Looks into a directory that had no marker a moment ago. */
async function isClaimedSince(path, owner) {
    const names = await (0,promises_.readdir)(path);
    // One that is about to be claimed holds the beginning of a marker, or several.
    if (names.every((name) => name.startsWith(`${markerName}.`)))
        return false;
    if (names.includes(markerName))
        return isOurs(path, owner);
    throw refusal.foreign(path);
}
/** Makes an empty or new directory ours. */
async function claim(path, owner) {
    refuseWindows();
    const known = await isOurs(path, owner);
    try {
        await (0,promises_.mkdir)(path, { recursive: true });
        // First of all: a directory that holds anything else is not ours.
        if (!known)
            await writeMarker(path, owner);
        await (0,promises_.mkdir)((0,external_node_path_.join)(path, 'releases'), { recursive: true });
        await (0,promises_.access)(path, promises_.constants.W_OK);
    }
    catch (cause) {
        throw new src_failure/* Failure */.HR('unauthorized', `target path "${path}" is not writable by this runner's user`, {
            cause,
        });
    }
    // Of two who claim it at once, one is refused.
    if (!known)
        await isOurs(path, owner);
}
/** Releases hold links and permissions that Windows does not have. */
function refuseWindows() {
    if (process.platform !== 'win32')
        return;
    throw new src_failure/* Failure */.HR('invalid-input', 'target kind "directory" needs symbolic links that can be replaced; use a runner with Linux or macOS');
}
/** Puts a marker there whole, unless there is one. */
async function writeMarker(path, owner) {
    const begun = (0,external_node_path_.join)(path, `${markerName}.${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.writeFile)(begun, formatMarker(owner));
    try {
        await (0,promises_.link)(begun, (0,external_node_path_.join)(path, markerName));
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
    }
    finally {
        await (0,promises_.rm)(begun, { force: true });
    }
}

;// CONCATENATED MODULE: ./build/src/target/directory/local.js










/** A folder that was begun is of a run that died once it is as old as this. Milliseconds. */
const longestStage = 60 * 60_000;
/** A directory on this machine. */
function localPlace(path, context, { exec }) {
    const releases = (0,external_node_path_.join)(path, 'releases');
    const folderOf = (digest) => (0,external_node_path_.join)(releases, (0,artifact_digest/* hexOf */.ZD)(digest));
    return {
        observe: async () => {
            if (!(await isOurs(path, context)))
                return { serving: undefined, standing: [] };
            const [serving, standing] = await Promise.all([readCurrent(path), standingIn(releases)]);
            return { serving, standing };
        },
        claim: () => claim(path, context),
        holds: (digest, folder = '.') => isFolder((0,external_node_path_.join)(folderOf(digest), folder)),
        add: (digest, unpack) => add(releases, folderOf(digest), unpack),
        swap: (swap) => swapCurrent(path, swap),
        discard: (digest, fence) => local_discard(path, folderOf(digest), digest, fence),
        run: async (command) => void (await exec('sh', ['-c', command], { cwd: path })),
        read: (digest, name) => local_read(folderOf(digest), name),
    };
}
async function standingIn(releases) {
    const names = await (0,promises_.readdir)(releases).catch(ignoreMissing);
    return (names ?? [])
        .map((name) => `sha256:${name}`)
        .filter(artifact_digest/* isDigest */.Bc)
        .sort();
}
async function isFolder(path) {
    return (await (0,promises_.stat)(path).catch(() => undefined))?.isDirectory() ?? false;
}
// Unpacked under another name first: a release folder is complete from the moment it has its name.
async function add(releases, release, unpack) {
    await removeLeftovers(releases, '.', { olderThan: longestStage });
    const partial = (0,external_node_path_.join)(releases, `.stage-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.mkdir)(partial);
    try {
        await unpack(partial);
        await (0,promises_.rename)(partial, release);
    }
    catch (error) {
        await removeTree(partial);
        // Another run has put the same there in the meantime.
        if (isTaken(error) && (await exists(release)))
            return;
        throw error;
    }
}
function isTaken(error) {
    return ['ENOTEMPTY', 'EEXIST'].includes(error.code ?? '');
}
async function local_discard(path, release, digest, fence) {
    if (!(await exists(release)))
        return;
    await fence_assertNotLate(path, fence);
    if ((await readCurrent(path)) === digest)
        throw refusal.serves(path, digest);
    // Renamed first: a folder that has its name is complete, also while it is being removed.
    const removed = (0,external_node_path_.join)(path, 'releases', `.discard-${(0,external_node_crypto_.randomUUID)()}`);
    const found = await (0,promises_.rename)(release, removed).then(() => true, ignoreMissing);
    if (found)
        await removeTree(removed);
}
async function local_read(release, name) {
    try {
        const root = await (0,promises_.realpath)(release);
        const wanted = (0,external_node_path_.join)(root, name);
        const path = await (0,promises_.realpath)((await isFolder(wanted)) ? (0,external_node_path_.join)(wanted, 'index.html') : wanted);
        const found = await (0,promises_.stat)(path);
        if (!found.isFile() || !path.startsWith(root + external_node_path_.sep))
            return undefined;
        return { name: (0,external_node_path_.basename)(path), size: found.size, open: () => (0,external_node_fs_.createReadStream)(path) };
    }
    catch {
        // Not there, or no path at all: both are "not found" to whoever asks.
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/src/target/loopback.js
/** Listens on a port of this machine that is free; returns its address. Nobody else's machine reaches it. */
async function listenOnLoopback(server) {
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    // What is forgotten must not keep the process alive.
    server.unref();
    return `http://127.0.0.1:${server.address().port}`;
}

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
/** Serves files on a loopback port of its own, so that a staged release can be asked before the swap. */
async function startPreview(find) {
    const server = (0,external_node_http_.createServer)((request, response) => {
        answer(find, request, response).catch(() => response.destroy());
    });
    return {
        url: await listenOnLoopback(server),
        [Symbol.asyncDispose]: async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
async function answer(find, request, response) {
    const path = pathOf(request);
    const file = path === undefined ? undefined : await find(path);
    if (file === undefined)
        return void response.writeHead(404).end('not found\n');
    const type = contentTypes[(0,external_node_path_.extname)(file.name).toLowerCase()] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': file.size });
    if (request.method === 'HEAD')
        return void response.end();
    await (0,external_node_stream_promises_.pipeline)(file.open(), response);
}
function pathOf({ method, url = '/' }) {
    if (method !== 'GET' && method !== 'HEAD')
        return undefined;
    try {
        const path = decodeURIComponent(new URL(url, 'http://release').pathname);
        return path.includes('\0') || path.split('/').includes('..') ? undefined : path;
    }
    catch {
        // No path that anybody could have a file under.
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
        throw error instanceof src_failure/* Failure */.HR
            ? error
            : new src_failure/* Failure */.HR('mismatch', `layer cannot be unpacked: ${error.message}`, { cause: error });
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
            throw new src_failure/* Failure */.HR('mismatch', `a layer of type "${type}" cannot be unpacked; wanted a tar, plain or compressed by gzip or zstd`);
    }
}
function count({ name, size }, unpacked) {
    unpacked.entries += 1;
    unpacked.bytes += size ?? 0;
    if (unpacked.entries > limits.entries || unpacked.bytes > limits.bytes) {
        throw new src_failure/* Failure */.HR('denied', `release is too large to unpack: at "${name}" it passed ${limits.entries} entries or ${limits.bytes} bytes`);
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
            throw new src_failure/* Failure */.HR('denied', `layer holds "${header.name}", a ${header.type}; wanted only files, folders and links`);
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
    throw new src_failure/* Failure */.HR('denied', `layer holds "${name}", another name of "${linkname}", which is ${what}`);
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
        throw new src_failure/* Failure */.HR('denied', `layer holds "${entry}", which leaves the release: "${path}"`);
    }
    return normal;
}
/** Refuses a symbolic link that points out of the folder; returns its target as it was written. */
function targetInside(name, target) {
    if (target === '' || external_node_path_.posix.isAbsolute(target)) {
        throw new src_failure/* Failure */.HR('denied', `layer holds the link "${name}" to "${target}"; wanted a relative target inside the release`);
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
            throw new src_failure/* Failure */.HR('denied', `layer holds "${name}" below "${part}", which is ${what}`);
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
            throw new src_failure/* Failure */.HR('denied', `layer holds the whiteout "${base}"`);
        await (0,promises_.rm)(`${dir}/${removed}`, { recursive: true, force: true });
    }
    return true;
}

;// CONCATENATED MODULE: ./build/src/target/directory/release.js






/** Unpacks an image or an OCI artifact into a folder and makes it read-only. */
async function unpackRelease(registry, artifact, folder) {
    const { manifest } = await registry.fetchManifest(artifact);
    if (manifest.kind === 'index') {
        throw new src_failure/* Failure */.HR('invalid-input', `${(0,artifact_reference/* formatReference */.FH)(artifact)} is an index of several platforms; a directory takes one image or artifact`);
    }
    const diffIds = await fetchDiffIds(registry, artifact, manifest);
    const unpacked = { entries: 0, bytes: 0 };
    for (const [index, layer] of manifest.layers.entries()) {
        const digest = await unpackLayer(registry.fetchBlob(artifact, layer), layer.mediaType, folder, unpacked);
        if (diffIds !== undefined && diffIds[index] !== digest) {
            throw new src_failure/* Failure */.HR('mismatch', `layer ${index + 1} of ${(0,artifact_reference/* formatReference */.FH)(artifact)} unpacks to ${digest}; its config says ${diffIds[index]}`);
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
        throw new src_failure/* Failure */.HR('mismatch', `the config of ${(0,artifact_reference/* formatReference */.FH)(artifact)} has no rootfs.diff_ids`);
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
    const escapes = (reason) => new src_failure/* Failure */.HR('denied', `the release holds the link "${(0,external_node_path_.relative)(root, link)}", which ${reason}`);
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

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/src/target/directory/ssh-options.js


const hostName = schemas/* string */.YjP()
    .max(253)
    .refine((name) => (0,external_node_net_.isIP)(name) > 0 || /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(name), 'wanted the name or the address of a host');
const user = schemas/* string */.YjP().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/, 'wanted the name of a user');
const port = schemas/* int */.Whr().min(1).max(65535);
// As sshd(8) has them: names, the type of the key, the key; an authority or a revoked key is marked.
const knownHost = schemas/* string */.YjP()
    .regex(/^(@(cert-authority|revoked) )?[^\s#@]\S* [a-z0-9@.-]+ [A-Za-z0-9+/]{40,}={0,3}( [^\p{Cc}]*)?$/u, 'wanted a line of known_hosts, such as "web1.example.com ssh-ed25519 AAAA…"');
const jump = schemas/* strictObject */.rej({
    host: hostName.describe('Host to go through.'),
    port: port.default(22).describe('Port of its ssh server.'),
    user: user.optional().describe('User to log in as there, if another.'),
});
const sshOptions = schemas/* strictObject */.rej({
    host: hostName.describe('Host that the directory is on.'),
    port: port.default(22).describe('Port of its ssh server.'),
    user: user.describe('User to log in as; the directory is its own.'),
    'known-hosts': schemas/* array */.YOg(knownHost)
        .min(1)
        .describe('Keys by which the host is known, as lines of `known_hosts`. Another key is always refused.'),
    'key-env': schemas/* string */.YjP()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
        .optional()
        .describe('Variable of the job that holds the private key; without it, an ssh agent’s or the machine’s own keys.'),
    jump: jump.optional().describe('Host to go through, with the same keys: `host`, `port`, `user`.'),
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/target/directory/ssh-configuration.js




/**
 * Writes a configuration of our own into a folder that nobody else reads: ssh reads none of the machine's, and knows no
 * host but those of the policy.
 */
async function openConfiguration(options) {
    const key = keyOf(options);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'ssh-'));
    const files = {
        config: (0,external_node_path_.join)(folder, 'config'),
        knownHosts: (0,external_node_path_.join)(folder, 'known_hosts'),
        key: (0,external_node_path_.join)(folder, 'key'),
    };
    const remove = () => (0,promises_.rm)(folder, { recursive: true, force: true });
    try {
        const mode = 0o600;
        await (0,promises_.writeFile)(files.knownHosts, `${options['known-hosts'].join('\n')}\n`, { mode });
        if (key !== undefined)
            await (0,promises_.writeFile)(files.key, key, { mode });
        const lines = [
            ...settings,
            `UserKnownHostsFile ${quote(files.knownHosts)}`,
            ...(key === undefined
                ? []
                : ['IdentityAgent none', 'IdentitiesOnly yes', `IdentityFile ${quote(files.key)}`]),
            ...hostLines(options),
        ];
        await (0,promises_.writeFile)(files.config, `${lines.join('\n')}\n`, { mode });
    }
    catch (error) {
        await remove();
        throw error;
    }
    return { args: ['-F', files.config, alias], [Symbol.asyncDispose]: remove };
}
/** What the command line calls the host: neither its name nor the user's is an argument. */
const alias = 'directory';
// https://man.openbsd.org/ssh_config
const settings = [
    'BatchMode yes',
    'StrictHostKeyChecking yes',
    'GlobalKnownHostsFile /dev/null',
    'UpdateHostKeys no',
    'VerifyHostKeyDNS no',
    'CheckHostIP no',
    'CanonicalizeHostname no',
    'PreferredAuthentications publickey',
    'ForwardAgent no',
    'ForwardX11 no',
    'PermitLocalCommand no',
    'RequestTTY no',
    'ControlMaster no',
    'ControlPath none',
    'ConnectTimeout 15',
    'ServerAliveInterval 15',
    'ServerAliveCountMax 4',
    'LogLevel ERROR',
];
function hostLines({ host, port, user, jump }) {
    const own = [`Host ${alias}`, `HostName ${host}`, `Port ${port}`, `User ${user}`];
    if (jump === undefined)
        return own;
    const there = jump.host.includes(':') ? `[${jump.host}]` : jump.host;
    return [...own, `ProxyJump ${jump.user ?? user}@${there}:${jump.port}`];
}
/** Ssh expands what follows a percent sign. */
function quote(path) {
    return `"${path.replaceAll('%', '%%')}"`;
}
const taken = new Map();
/** Takes a key out of the environment, so that commands of the policy, which get what the job has, do not get it. */
function take(name) {
    const text = process.env[name] ?? taken.get(name) ?? '';
    if (text !== '')
        taken.set(name, text);
    delete process.env[name];
    return text;
}
function keyOf({ 'key-env': name }) {
    if (name === undefined)
        return undefined;
    const text = take(name).replaceAll('\r\n', '\n').trim();
    const refuse = (found) => new src_failure/* Failure */.HR('invalid-input', `"key-env" names ${name}, ${found}`);
    if (text === '')
        throw refuse('which the job does not set; give it under "env" of the step');
    const [, body] = /^-----BEGIN [A-Z ]*PRIVATE KEY-----\n([\s\S]+)\n-----END [A-Z ]*PRIVATE KEY-----$/.exec(text) ?? [];
    if (body === undefined)
        throw refuse('which holds no private key; wanted all lines of one, from BEGIN to END, as ssh-keygen writes it');
    if (isEncrypted(text, body))
        throw refuse('which holds a key with a passphrase, for which nobody can be asked; load it into an ssh agent instead');
    return `${text}\n`;
}
/** A key in OpenSSH's own format names early on how its passphrase is used. */
function isEncrypted(text, body) {
    return text.includes('ENCRYPTED') || Buffer.from(body, 'base64').subarray(0, 64).includes('bcrypt');
}

;// CONCATENATED MODULE: ./build/src/target/directory/ssh-failure.js


// Ssh ends with the same exit code whatever went wrong: its words are all there is. What is not known here counts as
// unavailable.
const reasons = [
    {
        says: /Host key for .* has changed|REMOTE HOST IDENTIFICATION HAS CHANGED|host key .*revoked/i,
        code: 'denied',
        way: (options, said) => `it shows another key than "known-hosts" has: somebody may stand between; if the host was made anew, take the new line from the host itself, as in ${lineOf(nameIn(said) ?? ssh_failure_nameOf(options))}`,
    },
    {
        says: /No .* host key is known for|Host key verification failed/i,
        code: 'denied',
        way: (options, said) => `its key is not in "known-hosts", and an unknown one is never taken; add the line ${lineOf(nameIn(said) ?? ssh_failure_nameOf(options))}`,
    },
    {
        says: /Load key .*(invalid format|error in libcrypto|incorrect passphrase)/i,
        code: 'invalid-input',
        way: ({ 'key-env': name }) => `the key in ${name ?? 'use'} cannot be read by ssh`,
    },
    {
        says: /Permission denied \(|Too many authentication failures/i,
        code: 'unauthorized',
        way: ({ user, 'key-env': name }) => `it takes no key of ours for user "${user}"; let its authorized_keys have the public half of ${name === undefined ? "a key that the ssh agent (SSH_AUTH_SOCK) or this machine's user has" : `the key in ${name}`}`,
    },
    {
        says: /Could not resolve hostname/i,
        code: 'unavailable',
        way: () => 'is the name right, and known where this job runs?',
    },
    {
        says: /Connection (refused|timed out|reset|closed)|No route to host|Network is unreachable|kex_exchange_identification/i,
        code: 'unavailable',
        way: () => 'does its ssh server run, and may this machine reach it?',
    },
];
/** Names a host as known_hosts does. */
function ssh_failure_nameOf({ host, port }) {
    return port === 22 ? host : `[${host}]:${port}`;
}
/** The failure of a script that did not begin. */
function connectionFailure(options, { stdout, stderr }) {
    const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !/^@+/.test(line));
    const reason = reasons.find(({ says }) => says.test(stderr));
    // Behind another host, what that one says comes first, and then only that it ended.
    const said = (0,inert/* inert */.t)(lines.find((line) => reason?.says.test(line)) ?? lines.at(-1) ?? '');
    const where = `host ${ssh_failure_nameOf(options)} cannot be reached by ssh`;
    if (reason !== undefined)
        return new src_failure/* Failure */.HR(reason.code, `${where}: ${said}; ${reason.way(options, said)}`);
    if (lines.length > 0)
        return new src_failure/* Failure */.HR('unavailable', `${where}: ${said}`);
    const noise = (0,inert/* inert */.t)(stdout);
    return new src_failure/* Failure */.HR('mismatch', `host ${ssh_failure_nameOf(options)} did not run a script for user "${options.user}"; wanted a login shell that runs sh${noise && `, found: ${noise}`}`);
}
/** The failure of a script that began and gave no answer. */
function brokenOff(options, { stderr }) {
    const said = (0,inert/* inert */.t)(stderr.trim().split('\n').at(-1) ?? '');
    return new src_failure/* Failure */.HR('unavailable', `the connection to host ${ssh_failure_nameOf(options)} broke before it had answered${said && `: ${said}`}`);
}
/** The host whose key it is about, as known_hosts names it: the one to go through has a key as well. */
function nameIn(said) {
    return /host key (?:is known )?for (\S+)/i.exec(said)?.[1];
}
/** What a line of known_hosts begins with, and where the rest is to be had. */
function lineOf(name) {
    return `"${name} ssh-ed25519 AAAA…", whose key is in /etc/ssh/ssh_host_ed25519_key.pub there`;
}

;// CONCATENATED MODULE: ./build/src/target/directory/ssh.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/** How long a script may take, and how long nothing may move where something is sent. Milliseconds. */
const ssh_longest = 10 * 60_000;
const attempts = 3;
/** How much a login shell may say before the script begins. Bytes. */
const mostNoise = 1024 * 1024;
/** All that ssh gets of the job's environment: where the agent is, and no token. */
const inherit = ['PATH', 'SSH_AUTH_SOCK'];
function connectSsh(options, edge) {
    const persist = async (attempt) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const configuration = __addDisposableResource(env_1, await openConfiguration(options), true);
            for (let count = 1;; count++) {
                const heard = await attempt(configuration.args);
                if (heard.answer !== undefined)
                    return heard.answer;
                if (heard.begun)
                    throw brokenOff(options, heard);
                const failure = connectionFailure(options, heard);
                // Nothing has begun there, so it can be tried once more.
                if (failure.code !== 'unavailable' || count === attempts)
                    throw failure;
                edge.log.debug(`${failure.message}; again`);
                await edge.sleep(1000 * 2 ** count);
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    };
    return {
        ask: (script, timeout = ssh_longest) => persist((args) => askOnce(args, script, timeout, edge)),
        send: (script, open) => persist((args) => sendOnce(args, script, open(), edge)),
        receive: (script) => receive(options, script, edge),
    };
}
async function askOnce(args, script, timeout, { exec }) {
    const { command, input, mark } = compose(script);
    const ended = await exec('ssh', [...args, command], { inherit, input, timeout, allowFailure: true });
    return hear(mark, ended.stdout, ended.stderr);
}
async function sendOnce(args, script, source, { spawn }) {
    const { command, input, mark } = compose(script);
    const stderr = [];
    const running = spawn('ssh', [...args, command], { inherit, onStderr: (line) => stderr.push(line) });
    const [stdout] = await Promise.all([
        textOf(running.stdout),
        feed(running, input, source),
        running.ended.catch(refuseUnstarted),
    ]);
    return hear(mark, stdout, stderr.join('\n'));
}
/** Feeds a script and its input. Where the host reads no more, its answer says why; what fails here is told here. */
async function feed({ stdin, ended, kill }, script, source) {
    let failure;
    const stalled = setTimeout(() => {
        failure = new src_failure/* Failure */.HR('unavailable', `nothing was taken by the host for ${ssh_longest / 60_000} minutes`);
        kill();
    }, ssh_longest);
    const all = async function* () {
        try {
            yield script;
            for await (const chunk of source) {
                stalled.refresh();
                yield chunk;
            }
        }
        catch (error) {
            failure ??= error;
            throw error;
        }
    };
    await (0,external_node_stream_promises_.pipeline)(all, stdin).catch(() => { });
    await ended.catch(() => { });
    clearTimeout(stalled);
    if (failure !== undefined)
        throw failure;
}
async function* receive(options, script, { spawn }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const configuration = __addDisposableResource(env_2, await openConfiguration(options), true);
        const { command, input, mark } = compose(script);
        const running = spawn('ssh', [...configuration.args, command], { inherit });
        const stalled = setTimeout(running.kill, ssh_longest);
        try {
            running.stdin.end(input);
            yield* after(`\n${mark} begin\n`, running.stdout);
            await running.ended;
        }
        finally {
            clearTimeout(stalled);
            running.kill();
        }
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Leaves out all that comes before a line, and the line. */
async function* after(line, stream) {
    let before = Buffer.alloc(0);
    for await (const chunk of stream) {
        if (before === undefined)
            yield chunk;
        else {
            before = Buffer.concat([before, chunk]);
            const found = before.indexOf(line);
            if (found < 0 && before.length > mostNoise)
                throw new src_failure/* Failure */.HR('mismatch', 'the login shell said too much before the script began');
            if (found < 0)
                continue;
            yield before.subarray(found + line.length);
            before = undefined;
        }
    }
}
/**
 * The whole script goes over standard input, so that nothing of it is seen by the login shell, which may be any: all
 * that this one runs is a line that reads as many bytes as the script has. What follows is the script's own input. What
 * the login shell says besides is told apart by a mark that it cannot know.
 */
function compose({ text, variables, args }) {
    const id = (0,external_node_crypto_.randomUUID)();
    const mark = `immutable-deploy ${id}`;
    const assigned = Object.entries({ ...variables, mark, id }).map(([name, value]) => `${name}=${ssh_quote(value)}`);
    const lines = [
        ...assigned,
        `set -- ${args.map(ssh_quote).join(' ')}`,
        'answer() { printf \'\\n%s end %s\\n\' "$mark" "$(printf %s "$*" | tr \'\\n\' \' \')"; exit 0; }',
        'printf \'\\n%s begin\\n\' "$mark"',
        text,
    ];
    const input = Buffer.from(lines.join('\n'));
    return { command: `exec sh -c 'eval "$(dd bs=1 count=${input.length} 2>/dev/null)"'`, input, mark };
}
/** Quotes for POSIX shell. */
function ssh_quote(text) {
    if (text.includes('\0'))
        throw new src_failure/* Failure */.HR('invalid-input', 'a path or a command holds a NUL');
    return `'${text.replaceAll("'", "'\\''")}'`;
}
function hear(mark, stdout, stderr) {
    const begin = `\n${mark} begin\n`;
    const at = stdout.indexOf(begin);
    if (at < 0)
        return { begun: false, stdout, stderr };
    const said = stdout.slice(at + begin.length);
    const end = said.lastIndexOf(`\n${mark} end `);
    const [, word, rest = ''] = /^([a-z-]+)(?: ([^\n]*))?\n/.exec(said.slice(end + `\n${mark} end `.length)) ?? [];
    if (end < 0 || word === undefined)
        return { begun: true, stdout, stderr };
    return { begun: true, answer: { word, rest, body: said.slice(0, end) }, stdout, stderr };
}
async function textOf(stream) {
    return Buffer.concat(await Array.fromAsync(stream)).toString('utf8');
}
/** That ssh ended badly is told by what was heard; that it is not there is not. */
function refuseUnstarted(error) {
    if ((0,src_failure/* isFailure */.N6)(error, 'not-found'))
        throw error;
}

;// CONCATENATED MODULE: ./build/src/target/directory/ssh-answer.js




/** Turns the answer of a script that did not do what was asked into a failure. */
function ssh_answer_failureOf({ word, rest }, about) {
    const said = (0,inert/* inert */.t)(rest);
    const known = failures[word];
    if (known !== undefined)
        return known(said, about);
    return new src_failure/* Failure */.HR('mismatch', `"${about.where}" gave the answer "${(0,inert/* inert */.t)(word)}", which nobody knows`);
}
const failures = {
    'not-directory': (_, { where }) => refusal.notDirectory(where),
    unreadable: (said, { where }) => refusal.unreadable(where, said),
    unchangeable: (said, { where }) => full(said, where) ?? refusal.unchangeable(where, said),
    foreign: (_, { where }) => refusal.foreign(where),
    'of-another': (_, { where, owner }) => refusal.ofAnother(where, owner),
    missing: (_, { where }) => refusal.missing(where),
    'not-our-link': (_, { where }) => refusal.notOurLink(where),
    late: (said, { where, fence = 0 }) => refusal.late(where, fence, said),
    moved: (said, { where, expected }) => refusal.moved(where, digestIn(said), expected),
    'not-standing': (_, { where, digest }) => refusal.notStanding(where, digest),
    'not-swapped': (said, { where }) => refusal.notSwapped(where, said),
    'swapped-meanwhile': (_, { where }) => refusal.swappedMeanwhile(where),
    serves: (_, { where, digest }) => refusal.serves(where, digest),
    lacks: (said, { where }) => new src_failure/* Failure */.HR('not-found', `the host of "${where}" lacks "${said}"; wanted the programs of GNU, or BusyBox 1.33 or newer`),
    'not-unpacked': (said, { where }) => full(said, where) ?? new src_failure/* Failure */.HR('unavailable', `the release was not unpacked in "${where}": ${said}`),
    incomplete: (said, { where }) => new src_failure/* Failure */.HR('mismatch', `the release did not arrive whole in "${where}": there are ${said}`),
    failed: (said, { where }) => {
        const [, code, last = ''] = /^(\d+) ?(.*)$/.exec(said) ?? [];
        return new src_failure/* Failure */.HR('unavailable', `the command to reload "${where}" ended with exit code ${code}${last && `: ${last}`}`);
    },
};
// GNU tar may say no more than how much of a block it has written.
function full(said, where) {
    if (!/no space left|quota exceeded|wrote only \d+ of/i.test(said))
        return undefined;
    return new src_failure/* Failure */.HR('unavailable', `there is no space for "${where}": ${said}; free some on its host`);
}
function digestIn(hex) {
    const digest = `sha256:${hex}`;
    return (0,artifact_digest/* isDigest */.Bc)(digest) ? digest : undefined;
}

;// CONCATENATED MODULE: ./build/src/target/directory/ssh-scripts.js
/**
 * What is done on a host that is reached over ssh, in the shell of POSIX with the programs of GNU or BusyBox. Each
 * script is one verb of `place.ts`, done on the same files and in the same steps as on this machine: `current.ts`,
 * `fence.ts` and `ownership.ts` say why. It begins with `$path`, `$marker` (what the marker holds) and `$id` (of this
 * one call), and ends by `answer`, in a word and what belongs to it.
 */
const common = `export LC_ALL=C
umask 022
exists() { [ -e "$1" ] || [ -L "$1" ]; }
is_hex() { [ \${#1} -eq 64 ] || return 1; case $1 in *[!0-9a-f]*) return 1;; esac; }
remove() { # a tree whose folders are read-only
  find "$1" -type d -exec chmod u+rwx {} + 2>/dev/null
  rm -rf "$1" 2>/dev/null
  ! exists "$1"
}
enter() { # says whether the directory is ours yet, and goes there
  [ ! -L "$path" ] || answer not-directory
  if [ ! -e "$path" ] && ! reason=$(ls -d "$path" 2>&1); then
    case $reason in *"No such file"*) return 1;; esac
    answer unreadable "$reason"
  fi
  [ -d "$path" ] || answer not-directory
  reason=$(cd "$path" 2>&1 && ls -A 2>&1 >/dev/null) || answer unreadable "$reason"
  cd "$path" || answer unreadable
  if [ ! -e .immutable-deploy.json ]; then
    others=$(ls -A | grep -v '^\\.immutable-deploy\\.json\\.')
    [ -n "$others" ] || return 1
    # Another run may have claimed it since.
    [ -e .immutable-deploy.json ] || answer foreign
  fi
  [ "$(cat .immutable-deploy.json)" = "$marker" ] || answer of-another
}
not_late() {
  greatest=$1
  for file in .fence-*; do
    number=\${file#.fence-}
    case $number in '' | *[!0-9]*) continue;; esac
    # More digits than a shell can count, and than any deployment has.
    [ \${#number} -le 18 ] || answer late "$number"
    [ "$number" -le "$greatest" ] || greatest=$number
  done
  [ "$greatest" -le "$1" ] || answer late "$greatest"
}
read_current() {
  serving=
  if ! to=$(readlink current 2>/dev/null); then
    exists current || return 0
    # Another run may have made it since.
    to=$(readlink current 2>/dev/null) || answer not-our-link
  fi
  [ "$to" != nothing ] || return 0
  is_hex "\${to#releases/}" || answer not-our-link
  ! exists "$to" || serving=\${to#releases/}
}
`;
const observe = `${common}
enter || answer absent
read_current
echo "$serving"
for release in releases/*; do ! is_hex "\${release#releases/}" || echo "\${release#releases/}"; done
answer seen`;
const ssh_scripts_claim = `${common}
for program in cat chmod find grep ln ls mkdir mv readlink rm tail tar tr wc; do
  command -v "$program" >/dev/null || answer lacks "$program"
done
case $(mv -T 2>&1) in *"invalid option"* | *"illegal option"* | *"unrecognized option"*) answer lacks 'mv -T';; esac
enter || {
  reason=$(mkdir -p "$path" 2>&1) || answer unchangeable "$reason"
  cd "$path" || answer unchangeable
  reason=$( { printf '%s\\n' "$marker" > ".immutable-deploy.json.$id"; } 2>&1) || answer unchangeable "$reason"
  ln ".immutable-deploy.json.$id" .immutable-deploy.json 2>/dev/null || [ -e .immutable-deploy.json ] ||
    mv ".immutable-deploy.json.$id" .immutable-deploy.json
  rm -f ".immutable-deploy.json.$id"
  # Of two who claim it at once, one is refused.
  enter || answer unchangeable "the marker is gone again"
}
reason=$(mkdir -p releases 2>&1) || answer unchangeable "$reason"
answer done`;
/** Arguments: a release, a folder of it. */
const holds = `[ ! -d "$path/releases/$1/$2" ] || answer yes
answer no`;
/**
 * Arguments: a release, its entries, its bytes. Reads it as tar. What other runs began and have left is removed: that
 * in which nothing has changed for an hour.
 */
const ssh_scripts_add = `${common}
enter || answer missing
cd releases || answer missing
for left in .[!.]*; do
  exists "$left" || continue
  [ -n "$(find "$left" -mmin -60 2>/dev/null)" ] || remove "$left"
done
partial=.stage-$id
fail() { cd "$path/releases" && remove "$partial"; answer "$@"; }
reason=$(mkdir "$partial" 2>&1) || answer unchangeable "$reason"
cd "$partial" || answer unchangeable
reason=$(tar -x -o -m -p -f - 2>&1) || fail not-unpacked "$reason"
entries=$(find . -exec sh -c 'printf %c "$@"' sh {} + | wc -c)
bytes=$(find . -type f -exec cat {} + | wc -c)
[ "$entries" -eq "$2" ] && [ "$bytes" -eq "$3" ] || fail incomplete "$((entries)) entries and $((bytes)) bytes"
find . -type d -exec chmod 555 {} + || fail not-unpacked 'its folders cannot be made read-only'
cd .. || fail unchangeable
mv -T "$partial" "$1" 2>/dev/null && answer done
# Another run has put the same there in the meantime.
[ ! -d "$1" ] || fail done
fail unchangeable 'a release cannot be given its name'`;
/** Arguments: the release that is to serve, that which is expected to, the fence. Nothing is an empty one. */
const swap = `${common}
enter || answer missing
not_late "$3"
ticket=.swap-$id
trap 'rm -f "$ticket"' EXIT
to=nothing; [ -z "$1" ] || to=releases/$1
reason=$(ln -s "$to" "$ticket" 2>&1) || answer unchangeable "$reason"
reason=$( { true > ".fence-$3"; } 2>&1) || answer unchangeable "$reason"
for file in .fence-*; do
  number=\${file#.fence-}
  case $number in '' | *[!0-9]*) continue;; esac
  [ \${#number} -gt 18 ] || [ "$number" -ge "$3" ] || rm -f "$file"
done
for other in .swap-*; do [ "$other" = "$ticket" ] || remove "$other"; done
not_late "$3"
read_current
[ "$serving" = "$2" ] || [ "$serving" = "$1" ] || answer moved "$serving"
[ -z "$1" ] || exists "releases/$1" || answer not-standing
reason=$(mv -T -f "$ticket" current 2>&1) && answer done
! exists "$ticket" || answer not-swapped "$reason"
answer swapped-meanwhile`;
/** Arguments: a release, the fence. */
const ssh_scripts_discard = `${common}
enter || answer done
exists "releases/$1" || answer done
not_late "$2"
read_current
[ "$serving" != "$1" ] || answer serves
# Renamed first: a folder that has its name is complete, also while it is being removed.
reason=$(mv -T "releases/$1" "releases/.discard-$id" 2>&1) || {
  ! exists "releases/$1" || answer unchangeable "$reason"
  answer done
}
remove "releases/.discard-$id" || answer unchangeable 'a release cannot be removed'
answer done`;
/** Argument: a command. What it leaves running has no pipe of ours, and holds nobody up. */
const ssh_scripts_run = `cd "$path" || answer missing
said=releases/.reload-$id
(exec sh -c "$1") </dev/null >/dev/null 2>"$said"
code=$?
last=$(tail -n 1 "$said")
rm -f "$said"
[ "$code" -eq 0 ] || answer failed "$code $last"
answer done`;
/** Arguments: a release, the path of a file or folder in it. Tells where the file is, its name and its size. */
const find = `${common}
root=$(readlink -f "$path/releases/$1") || answer none
file=$root/$2
[ ! -d "$file" ] || file=$file/index.html
file=$(readlink -f "$file") || answer none
case $file in "$root"/*) ;; *) answer none;; esac
[ -f "$file" ] && [ -r "$file" ] || answer none
size=$(wc -c < "$file") || answer none
printf '%s\\n%s\\n' "$((size))" "\${file#"$root"/}"
answer found`;
/** Arguments: a release, the path of a file in it. Writes the file. */
const cat = `exec cat "$path/releases/$1/$2"`;

;// CONCATENATED MODULE: ./build/src/target/directory/tar.js




async function sizeOf(folder) {
    const size = { entries: 1, bytes: 0 };
    for await (const { type, path } of walk(folder)) {
        size.entries += 1;
        if (type === 'file')
            size.bytes += (await (0,promises_.lstat)(path)).size;
    }
    return size;
}
/**
 * Packs what a folder holds as tar. Folders may be written to while they are filled; owners and times are nobody's.
 * Long names are in headers of pax, which GNU and BusyBox both read.
 */
async function* packFolder(folder) {
    const archive = (0,tar_stream.pack)();
    fill(archive, folder).then(() => archive.finalize(), (error) => archive.destroy(error));
    for await (const chunk of archive)
        yield chunk;
}
async function fill(archive, folder) {
    const known = new Map();
    for await (const { name, type, path } of walk(folder)) {
        if (type === 'directory')
            await put(archive, { name: `${name}/`, type, mode: 0o755 });
        else if (type === 'symlink')
            await put(archive, { name, type, mode: 0o777, linkname: await (0,promises_.readlink)(path) });
        else {
            const { dev, ino, nlink, mode, size } = await (0,promises_.lstat)(path);
            const original = known.get(`${dev} ${ino}`);
            if (nlink > 1)
                known.set(`${dev} ${ino}`, original ?? name);
            if (original !== undefined)
                await put(archive, { name, type: 'link', mode, linkname: original });
            else
                await put(archive, { name, type, mode, size }, path);
        }
    }
}
function put(archive, header, path) {
    return new Promise((resolve, reject) => {
        const done = (error) => (error ? reject(error) : resolve());
        const entry = archive.entry({ ...header, mtime: new Date(0), uid: 0, gid: 0 }, done);
        if (path !== undefined)
            (0,external_node_fs_.createReadStream)(path).on('error', reject).pipe(entry);
    });
}
async function* walk(root, below = '') {
    for (const entry of await (0,promises_.readdir)((0,external_node_path_.join)(root, below), { withFileTypes: true })) {
        const name = below === '' ? entry.name : `${below}/${entry.name}`;
        const type = entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'symlink' : 'file';
        yield { name, path: (0,external_node_path_.join)(root, name), type };
        if (type === 'directory')
            yield* walk(root, name);
    }
}

;// CONCATENATED MODULE: ./build/src/target/directory/ssh-place.js













/** How long a question may take that changes nothing. Milliseconds. */
const questionTimeout = 60_000;
/** A directory on a host that is reached over ssh. */
function sshPlace(path, options, context, edge) {
    const ssh = connectSsh(options, edge);
    const host = ssh_failure_nameOf(options);
    const here = { where: `${host}:${path}`, owner: context };
    const variables = { path, marker: formatMarker(context).trimEnd() };
    const script = (text, ...args) => ({ text, variables, args });
    const question = (...wanted) => ssh.ask(script(...wanted), questionTimeout);
    const change = async (wanted, about = {}) => {
        const answer = await ssh.ask(wanted);
        if (answer.word !== 'done')
            throw ssh_answer_failureOf(answer, { ...here, ...about });
    };
    return {
        observe: async () => {
            const answer = await question(observe);
            if (answer.word === 'absent')
                return { serving: undefined, standing: [] };
            if (answer.word !== 'seen')
                throw ssh_answer_failureOf(answer, here);
            const [serving = '', ...standing] = answer.body.split('\n').map((hex) => `sha256:${hex}`);
            return { serving: (0,artifact_digest/* isDigest */.Bc)(serving) ? serving : undefined, standing: standing.filter(artifact_digest/* isDigest */.Bc).sort() };
        },
        claim: async () => {
            refuseWindows();
            await change(script(ssh_scripts_claim));
        },
        holds: async (digest, folder = '.') => {
            const answer = await question(holds, (0,artifact_digest/* hexOf */.ZD)(digest), folder);
            return answer.word === 'yes';
        },
        add: (digest, unpack) => withFolder(async (folder) => {
            await unpack(folder);
            const { entries, bytes } = await sizeOf(folder);
            edge.log.info(`sending ${entries - 1} files and folders, ${bytes} bytes, to ${host}`);
            const wanted = script(ssh_scripts_add, (0,artifact_digest/* hexOf */.ZD)(digest), String(entries), String(bytes));
            const answer = await ssh.send(wanted, () => packFolder(folder));
            if (answer.word !== 'done')
                throw ssh_answer_failureOf(answer, here);
        }),
        swap: async ({ goal, expected, fence }) => {
            const [to, from] = [goal, expected].map((digest) => (digest === undefined ? '' : (0,artifact_digest/* hexOf */.ZD)(digest)));
            const about = { digest: goal, expected, fence };
            await change(script(swap, to ?? '', from ?? '', String(fence)), about);
        },
        discard: (digest, fence) => change(script(ssh_scripts_discard, (0,artifact_digest/* hexOf */.ZD)(digest), String(fence)), { digest, fence }),
        run: (command) => change(script(ssh_scripts_run, command)),
        read: async (digest, name) => {
            const answer = await question(find, (0,artifact_digest/* hexOf */.ZD)(digest), name);
            if (answer.word !== 'found')
                return undefined;
            const [size, found = ''] = answer.body.split('\n');
            const wanted = script(cat, (0,artifact_digest/* hexOf */.ZD)(digest), found);
            const open = () => external_node_stream_.Readable.from(ssh.receive(wanted), { objectMode: false });
            return { name: (0,external_node_path_.basename)(found), size: Number(size), open };
        },
    };
}
/** Unpacked here first, so that nothing reaches the host that was not verified and looked through. */
async function withFolder(use) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'release-'));
    try {
        await use(folder);
    }
    finally {
        await removeTree(folder);
    }
}

;// CONCATENATED MODULE: ./build/src/target/directory/directory.js











const directory_options = schemas/* strictObject */.rej({
    path: schemas/* string */.YjP()
        .refine(external_node_path_.isAbsolute, 'wanted an absolute path')
        .regex(/^\P{Cc}*$/u, 'wanted a path without line breaks and the like')
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
        .describe('Command run there after each swap, as in `systemctl reload nginx`.'),
    ssh: sshOptions.optional().describe('Host that it is on, if not the machine of the job.'),
});
const can = { preview: true, weights: false };
/**
 * A directory: each release is unpacked read-only to `releases/<hex>`, and the link `current`, replaced by one rename,
 * is what serves. A web server that follows the link needs to know nothing more.
 */
const directory = {
    description: 'A directory, on the machine of the job or over ssh, swapped by a symbolic link',
    options: directory_options,
    can,
    connect: (written, context, edge) => {
        const parsed = directory_options.parse(written);
        const { path, ssh } = parsed;
        const place = ssh === undefined ? localPlace(path, context, edge) : sshPlace(path, ssh, context, edge);
        return guarded(connectDirectory(parsed, place, context, edge), can);
    },
};
function connectDirectory({ root, url, reload }, place, { registry }, { log }) {
    return {
        observe: async () => {
            const { serving, standing } = await place.observe();
            return { serving: serving === undefined ? [] : [{ digest: serving, percent: 100 }], standing, url };
        },
        stage: async (artifact) => {
            await place.claim();
            if (!(await place.holds(artifact.digest))) {
                log.info(`unpacking ${(0,artifact_reference/* formatReference */.FH)(artifact)}`);
                await place.add(artifact.digest, (folder) => unpackRelease(registry, artifact, folder));
            }
            return preview(place, artifact.digest, root);
        },
        shift: async (digest, percent, expected, fence) => {
            const goal = goalOf({ digest, percent, expected })[0]?.digest;
            await place.swap({ goal, expected: percent === 0 ? digest : expected, fence });
            // Also where the link was there already: whoever put it there may have died before this.
            if (reload !== undefined)
                await place.run(reload);
        },
        discard: (digest, fence) => place.discard(digest, fence),
    };
}
async function preview(place, digest, root) {
    if (!(await place.holds(digest, root))) {
        throw new src_failure/* Failure */.HR('mismatch', `the release has no folder "${root}", which the policy names as root`);
    }
    return startPreview((path) => place.read(digest, `${root}${path}`));
}

;// CONCATENATED MODULE: ./build/src/target/shares.js
/**
 * Turns weights into whole percents that add up to 100: what is left over goes where most was cut off. Whatever has any
 * weight has one percent at least, so that nothing is seen to have all that shares with others.
 */
function sharesOf(weights) {
    const sums = new Map();
    for (const [digest, weight] of weights)
        if (weight > 0)
            sums.set(digest, (sums.get(digest) ?? 0) + weight);
    const total = [...sums.values()].reduce((sum, weight) => sum + weight, 0);
    const parts = [...sums].map(([digest, weight]) => {
        const exact = (100 * weight) / total;
        return { digest, percent: Math.floor(exact), rest: exact % 1 };
    });
    const left = 100 - parts.reduce((sum, { percent }) => sum + percent, 0);
    for (const part of parts.toSorted((one, other) => other.rest - one.rest).slice(0, left))
        part.percent += 1;
    for (const part of parts.filter(({ percent }) => percent === 0)) {
        const most = parts.reduce((one, other) => (other.percent > one.percent ? other : one));
        most.percent -= 1;
        part.percent += 1;
    }
    return parts.map(({ digest, percent }) => ({ digest, percent }));
}

;// CONCATENATED MODULE: ./build/src/target/docker/container.js


/** Reads what `docker container inspect` writes. */
function parseContainers(text) {
    try {
        const values = JSON.parse(text);
        if (!Array.isArray(values))
            throw new Error('it is not a list');
        return values.map(containerOf);
    }
    catch (cause) {
        throw new src_failure/* Failure */.HR('mismatch', `docker container inspect wrote what cannot be read: ${(0,src_failure/* messageOf */.bD)(cause)}`, {
            cause,
        });
    }
}
function containerOf(value) {
    const { Id, Name, Created, Image, RestartCount = 0, Config, State, NetworkSettings } = value;
    const networks = Object.entries(NetworkSettings.Networks ?? {});
    const health = healthOf(State.Health?.Status);
    return {
        id: Id,
        name: Name.replace(/^\//, ''),
        labels: Config.Labels ?? {},
        image: Config.Image,
        imageId: Image,
        created: new Date(Created),
        status: State.Status,
        running: State.Running && !State.Restarting && State.Paused !== true,
        exitCode: State.ExitCode,
        outOfMemory: State.OOMKilled === true,
        restarts: RestartCount,
        ...(health !== undefined && { health }),
        addresses: Object.fromEntries(networks.map(([name, { IPAddress = '' }]) => [name, IPAddress])),
    };
}
// An unknown word is not healthy.
function healthOf(status) {
    if (status === undefined || status === 'none' || status === '')
        return undefined;
    return status === 'starting' || status === 'healthy' ? status : 'unhealthy';
}
/** Says whether it can answer requests now, as far as the engine knows. */
function isAlive({ running, health }) {
    return running && health !== 'unhealthy';
}
const container_prefix = 'io.github.immutable-deploy';
const label = {
    owner: `${container_prefix}.owner`,
    environment: `${container_prefix}.environment`,
    service: `${container_prefix}.service`,
    digest: `${container_prefix}.digest`,
    imageId: `${container_prefix}.image-id`,
    settings: `${container_prefix}.settings`,
    configuration: `${container_prefix}.configuration`,
    commit: `${container_prefix}.commit`,
    plan: `${container_prefix}.plan`,
};
/** The labels by which containers of one service are found. */
function ownerLabels({ owner, environment, service }) {
    return { [label.owner]: owner, [label.environment]: environment, [label.service]: service };
}
/**
 * Recognises a container of ours. Labels alone do not make one: what it was made from, and what it runs, must be what
 * they say, which they are not where another tool has made it anew with another image.
 */
function releaseOf(container, owner) {
    const { labels, image, imageId } = container;
    const digest = labels[label.digest] ?? '';
    const isOurs = Object.entries(ownerLabels(owner)).every(([name, value]) => labels[name] === value);
    if (!isOurs || !(0,artifact_digest/* isDigest */.Bc)(digest) || !image.endsWith(`@${digest}`) || labels[label.imageId] !== imageId)
        return undefined;
    return { ...container, digest, settings: labels[label.settings] ?? '' };
}
/** How the containers of a service are named before their digest, where the policy does not say. */
function defaultName({ owner, environment, service }) {
    const repository = owner.slice(owner.indexOf('/') + 1);
    const slug = `${repository}-${environment}-${service}`
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 50);
    return slug.replace(/^-+|-+$/g, '') || 'release';
}

;// CONCATENATED MODULE: ./build/src/target/docker/engine-refusal.js


// The client ends with the same exit code whatever went wrong: its words are all there is. What is not known here is
// told as it is, and counts as unavailable.
const engine_refusal_reasons = [
    {
        says: /permission denied while trying to connect|dial unix .*permission denied/i,
        code: 'unauthorized',
        way: 'let the user of this job use the engine: add it to the group "docker", or give the target a host by ssh',
    },
    {
        says: /Permission denied \(publickey|Host key verification failed/i,
        code: 'unauthorized',
        way: 'load the key of the deploy user into an ssh agent, and add the host to known_hosts',
    },
    {
        says: /client must upgrade|is too (old|new)|client version .* is too/i,
        code: 'mismatch',
        way: 'use a Docker client that the engine understands',
    },
    {
        says: /cannot connect to the docker daemon|error during connect|connection refused|no such host|i\/o timeout|failed to connect/i,
        code: 'unavailable',
        away: true,
        way: 'is Docker Engine running there, and does the target’s host, or DOCKER_HOST, lead to it?',
    },
    {
        says: /tls: |x509: /i,
        code: 'unauthorized',
        away: true,
        way: 'check the certificates in DOCKER_CERT_PATH',
    },
    {
        says: /no space left on device/i,
        code: 'unavailable',
        way: 'free space on the Docker host, for one by "docker image prune"',
    },
    {
        says: /no matching manifest for|does not match the (specified|detected) (host )?platform|exec format error/i,
        code: 'mismatch',
        way: 'build the image for the platform of the engine',
    },
    {
        says: /pull access denied|unauthorized|authentication required|no basic auth credentials|denied: /i,
        code: 'unauthorized',
        way: 'log in to the registry by "docker login" in a step before',
    },
    { says: /manifest unknown|manifest for .* not found|no such image/i, code: 'not-found' },
    {
        says: /port is already allocated|address already in use/i,
        code: 'unavailable',
        way: 'two releases stand at once, so neither can have a port of the host to itself: name a range, or no port of the host, under "publish"',
    },
    { says: /is already in use by container|Conflict\. The container name/i, code: 'denied' },
    {
        says: /network .* not found/i,
        code: 'not-found',
        way: 'make it by "docker network create", and connect the proxy with it',
    },
    { says: /bind source path does not exist|no such file or directory/i, code: 'not-found' },
    { says: /no such container|is not running/i, code: 'not-found' },
];
/** How the client begins what the engine has answered. */
const engine_refusal_answer = /^(docker: )?Error response from daemon: /;
/** Turns what the client wrote on its standard error into a failure. */
function refusalOf(wanted, stderr, host) {
    const lines = stderr
        .split('\n')
        .filter((line) => line.trim() !== '' && !/^See 'docker|^Run 'docker/.test(line));
    const answered = lines.find((line) => engine_refusal_answer.test(line));
    const said = (0,inert/* inert */.t)((answered ?? lines.at(-1) ?? '').replace(engine_refusal_answer, '').replace(/^Error: /, ''), 300);
    const reason = engine_refusal_reasons.find(({ says, away }) => says.test(stderr) && !(away && answered !== undefined));
    const where = host === undefined ? '' : ` on ${(0,inert/* inert */.t)(host)}`;
    const way = reason?.way === undefined ? '' : `; ${reason.way}`;
    return new src_failure/* Failure */.HR(reason?.code ?? 'unavailable', `${wanted}${where}: ${said || 'it gave no reason'}${way}`);
}

;// CONCATENATED MODULE: ./build/src/target/docker/engine.js


/** How long a question may take. Milliseconds. */
const timeout = 60_000;
function connectEngine({ host, context }, edge) {
    const place = host !== undefined ? ['--host', host] : context !== undefined ? ['--context', context] : [];
    const attempt = (args, options = {}) => edge.exec('docker', [...place, ...args], { timeout, ...options, allowFailure: true });
    const refusal = (wanted, stderr) => refusalOf(wanted, stderr, host);
    const run = async (args, options = {}) => {
        const { exitCode, stdout, stderr } = await attempt(args, options);
        if (exitCode !== 0)
            throw refusal(`docker ${args[0]} failed`, stderr);
        return stdout;
    };
    return {
        run,
        try: attempt,
        stream: (args) => edge.spawn('docker', [...place, ...args]),
        inspect: async (names) => {
            if (names.length === 0)
                return [];
            const { exitCode, stdout, stderr } = await attempt(['container', 'inspect', ...names]);
            // Of several it writes those that are there, and complains about the others.
            const others = stderr
                .split('\n')
                .filter((line) => line.trim() !== '' && !/no such container/i.test(line));
            if (exitCode !== 0 && others.length > 0)
                throw refusal('docker container inspect failed', stderr);
            return parseContainers(stdout);
        },
        refusal,
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
;// CONCATENATED MODULE: ./build/src/target/docker/proxy/inside.js




/**
 * Lets the container of a proxy reach a port: with nc where there is one (Alpine), else with Bash (Debian, Ubuntu).
 * Bytes go both ways until the other side closes.
 */
const connect = `connect() {
  if command -v nc >/dev/null; then nc "$1" "$2"; return; fi
  bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 1; cat <&0 >&3 & cat <&3; kill $! 2>/dev/null; exit 0' "$1" "$2"
}
`;
// The lock is the kernel's: it ends with who holds it, and what is compared cannot move before it is changed. Whoever
// waited too long for it gives up: nobody waits for its answer any more.
const prologue = `
[ -w /tmp ] || exit 84
exec 9>>"$1.lock"
begun=$(date +%s)
flock 9 || exit 84
[ $(($(date +%s) - begun)) -le 60 ] || exit 83
last=$(cat "$1" 2>/dev/null)
[ "$2" -ge "\${last:-0}" ] || { printf %s "$last"; exit 80; }
printf %s "$2" > "$1.new" && mv "$1.new" "$1" || exit 84
shift 2
`;
function inside_insideOf(container, service, engine) {
    const file = `/tmp/immutable-deploy-${(0,external_node_crypto_.createHash)('sha256').update(service).digest('hex').slice(0, 16)}`;
    const run = async (script, args, timeout, fence = 0) => {
        const { exitCode, stdout, stderr } = await engine.try(['exec', container, 'sh', '-c', script, 'sh', ...args], { timeout });
        if (exitCode !== 0)
            throw inside_refusalOf(container, service, { exitCode, stdout, stderr }, fence, engine);
        return stdout;
    };
    return {
        ask: (script, args = []) => run(script, args, 60_000),
        change: (fence, script, args, timeout = 0) => run(prologue + script, [file, String(fence), ...args], timeout + 120_000, fence),
    };
}
function inside_refusalOf(container, service, ended, fence, engine) {
    const { exitCode, stdout, stderr } = ended;
    const said = (0,inert/* inert */.t)(stderr.trim() || stdout.trim());
    const name = `"${service}" in proxy "${container}"`;
    switch (exitCode) {
        case 80:
            return late(name, fence, (0,inert/* inert */.t)(stdout), 'make the container of the proxy anew');
        case 81:
            return new src_failure/* Failure */.HR('mismatch', `${name} was moved by somebody else in the meantime; nothing was changed`);
        case 83:
            return new src_failure/* Failure */.HR('unavailable', `${name} was busy for more than 60 s; nothing was changed`);
        case 84:
            return new src_failure/* Failure */.HR('unavailable', `proxy "${container}" cannot be locked: wanted "flock" and a /tmp that may be written to${said && `: ${said}`}`);
        case 85:
            return new src_failure/* Failure */.HR('unavailable', `${name} could not be changed: ${said}`);
        case 126:
        case 127:
            return new src_failure/* Failure */.HR('not-found', `proxy "${container}" lacks a program that is needed there: ${said}`);
        default:
            return engine.refusal(`proxy "${container}" cannot be asked`, stderr || stdout);
    }
}
/** Says in one line why an answer of a proxy cannot be read. */
function unreadable(container, cause) {
    return new src_failure/* Failure */.HR('mismatch', `proxy "${container}" gave an answer that cannot be read: ${(0,inert/* inert */.t)((0,src_failure/* messageOf */.bD)(cause))}`, {
        cause,
    });
}

;// CONCATENATED MODULE: ./build/src/target/docker/proxy/caddy.js





const caddy_options = schemas/* strictObject */.rej({
    container: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted the name of a container')
        .default('caddy')
        .describe('Container in which it runs.'),
    id: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9_.-]+$/, 'wanted letters, digits, "_", "." or "-"')
        .describe('`@id` of the `reverse_proxy` handler that it may set.'),
    admin: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9.-]+:[0-9]{1,5}$/, 'wanted host:port')
        .default('localhost:2019')
        .describe('Where its admin API listens inside the container.'),
    'drain-timeout': duration_schema/* duration */.p.prefault('30s').describe('How long requests under way are waited for.'),
});
/** https://caddyserver.com/docs/api */
const caddy = {
    options: caddy_options,
    weights: true,
    connect: connectCaddy,
};
const talk = `${connect}printf '%s' "$2" | connect "\${1%:*}" "\${1##*:}" 9<&-`;
function connectCaddy(options, { port, engine, edge }) {
    const { container, id, admin } = options;
    const inside = inside_insideOf(container, id, engine);
    const get = async (path) => parseAnswer(await inside.ask(talk, [admin, formatRequest('GET', path, admin)]), container);
    const readHandler = async () => {
        const { status, etag, body } = await get(`/id/${id}`);
        if (status !== 200 || etag === undefined)
            throw new src_failure/* Failure */.HR('not-found', `Caddy has no handler with "@id": "${id}": ${(0,inert/* inert */.t)(body)}`);
        return { handler: parseHandler(body, id, container), revision: etag };
    };
    return {
        read: async () => {
            const { handler, revision } = await readHandler();
            return { routes: routesOf(handler), revision };
        },
        write: async (goals, seen, fence) => {
            const before = await readHandler();
            const body = JSON.stringify(handlerFor(before.handler, goals, port));
            const request = formatRequest('PATCH', `/id/${id}`, admin, { body, match: seen.revision });
            const { status, body: said } = parseAnswer(await inside.change(fence, talk, [admin, request]), container);
            if (status === 412)
                throw new src_failure/* Failure */.HR('mismatch', `handler "${id}" of Caddy was moved by somebody else in the meantime`);
            if (status !== 200)
                throw new src_failure/* Failure */.HR('unavailable', `Caddy refused the change of "${id}": ${(0,inert/* inert */.t)(said)}`);
            const kept = goals.map(({ host }) => `${host}:${port}`);
            await drained(routesOf(before.handler).filter(({ address }) => !kept.includes(address)));
        },
        assertNotLate: async (fence) => void (await inside.change(fence, 'exit 0', [])),
    };
    /** Waits until nobody waits for an answer of those who get no more requests. */
    async function drained(left) {
        const until = edge.now().getTime() + options['drain-timeout'];
        while (left.length > 0 && edge.now().getTime() < until) {
            const { body } = await get('/reverse_proxy/upstreams');
            const upstreams = caddy_parseJson(body, container);
            const busy = upstreams.some((one) => (one.num_requests ?? 0) > 0 && left.some(({ address }) => address === one.address));
            if (!busy)
                return;
            await edge.sleep(250);
        }
    }
}
/** A request in HTTP/1.0, whose answer is whole when the connection ends. */
function formatRequest(method, path, host, { body, match } = {}) {
    const lines = [
        `${method} ${path} HTTP/1.0`,
        `Host: ${host}`,
        ...(match === undefined ? [] : [`If-Match: ${match}`]),
        ...(body === undefined
            ? []
            : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
    ];
    return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
function parseAnswer(text, container) {
    const end = text.indexOf('\r\n\r\n');
    const [statusLine = '', ...headers] = text.slice(0, Math.max(end, 0)).split('\r\n');
    const status = /^HTTP\/1\.[01] ([0-9]{3})/.exec(statusLine)?.[1];
    if (status === undefined)
        throw unreadable(container, new Error((0,inert/* inert */.t)(text) || 'it said nothing'));
    const etag = headers.find((header) => /^etag:/i.test(header))?.replace(/^etag:\s*/i, '');
    return { status: Number(status), ...(etag !== undefined && { etag }), body: text.slice(end + 4) };
}
function parseHandler(body, id, container) {
    const handler = caddy_parseJson(body, container);
    if (handler?.handler !== 'reverse_proxy' || handler.dynamic_upstreams !== undefined)
        throw new src_failure/* Failure */.HR('invalid-input', `"@id": "${id}" of Caddy is not a reverse_proxy with upstreams of its own`);
    return handler;
}
function caddy_parseJson(text, container) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw unreadable(container, cause);
    }
}
/** Where a handler sends its requests: without weights of its own it is even-handed. */
function routesOf({ upstreams = [], load_balancing }) {
    const { policy, weights = [] } = load_balancing?.selection_policy ?? {};
    const weighted = policy === 'weighted_round_robin' && upstreams.length > 1;
    return upstreams
        .map(({ dial = '' }, index) => ({ address: dial, weight: weighted ? (weights[index] ?? 0) : 1 }))
        .filter(({ weight }) => weight > 0);
}
/** The handler with other upstreams and weights, and everything else as it was. */
function handlerFor(handler, goals, port) {
    const { selection_policy: _, ...balancing } = handler.load_balancing ?? {};
    const policy = { policy: 'weighted_round_robin', weights: goals.map(({ percent }) => percent) };
    const load_balancing = goals.length > 1 ? { ...balancing, selection_policy: policy } : balancing;
    const { load_balancing: __, ...rest } = handler;
    return {
        ...rest,
        upstreams: goals.map(({ host }) => ({ dial: `${host}:${port}` })),
        ...(Object.keys(load_balancing).length > 0 && { load_balancing }),
    };
}

;// CONCATENATED MODULE: ./build/src/target/docker/proxy/haproxy.js





const haproxy_options = schemas/* strictObject */.rej({
    container: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted the name of a container')
        .default('haproxy')
        .describe('Container in which it runs.'),
    backend: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.:-]*$/, 'wanted the name of a backend')
        .describe('Backend whose servers it may set; a `server-template` with two servers or more.'),
    api: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9.-]+:[0-9]{1,5}$/, 'wanted host:port')
        .default('127.0.0.1:9999')
        .describe('Where its runtime API listens inside the container, at level admin.'),
    'state-file': schemas/* string */.YjP()
        .regex(/^\/[^\s"']+$/, 'wanted an absolute path')
        .optional()
        .describe('File in the container to which the state is saved after each change, so that a restart keeps it.'),
    'drain-timeout': duration_schema/* duration */.p.prefault('30s').describe('How long requests under way are waited for.'),
});
/** https://docs.haproxy.org/2.6/management.html#9.3 */
const haproxy = {
    options: haproxy_options,
    weights: true,
    connect: connectHaproxy,
};
// Forced and inherited maintenance and drain, and maintenance for want of an address. Maintenance by configuration
// stays set for a server that was made ready since.
const setAside = 0x01 | 0x02 | 0x08 | 0x10 | 0x20;
const helpers = `${connect}
host=\${1%:*} port=\${1##*:} backend=$2
ask() { printf '%s\\n' "$1" | connect "$host" "$port" 9<&-; }
state() { ask "show servers state $backend" | grep "^[0-9][0-9]* $backend "; }
`;
const readScript = `${helpers}ask "show servers state $backend"`;
// Raises before it lowers: with all weights at 0 there would be a moment without a server.
const writeScript = `${helpers}revision=$3 setup=$4 await=$5 weights=$6 drain=$7 aside=$8 file=$9
shift 9; limit=$1
[ "$(state | cut -d' ' -f4,8,18)" = "$revision" ] || exit 81
until_or() { # seconds, command
  end=$(($(date +%s) + $1)); shift
  until "$@"; do [ "$(date +%s)" -lt "$end" ] || return 1; sleep 0.1; done
}
[ -z "$setup" ] || ask "$setup" || exit 85
is_up() { state | grep -q " $1 $2 2 "; }
for one in $await; do
  until_or 30 is_up "\${one%=*}" "\${one#*=}" || { echo "server \${one%=*} did not come up at \${one#*=}" >&2; exit 85; }
done
[ -z "$weights" ] || ask "$weights" || exit 85
used() { ask "show servers conn $backend" | grep "^$backend/$1 " | cut -d' ' -f7; }
is_idle() { [ "$(used "$1")" = 0 ]; }
for one in $drain; do until_or "$limit" is_idle "$one"; done
[ -z "$aside" ] || ask "$aside" || exit 85
[ -z "$file" ] || { ask "show servers state" > "$file.new" && mv "$file.new" "$file"; } || exit 85
ask "show servers state $backend"`;
function connectHaproxy(options, { port, engine }) {
    const { container, backend, api } = options;
    const inside = inside_insideOf(container, backend, engine);
    const limit = options['drain-timeout'];
    const routesIn = (text) => {
        const servers = parseServers(text, backend);
        return { routes: haproxy_routesOf(servers), revision: revisionOf(servers) };
    };
    return {
        read: async () => routesIn(await inside.ask(readScript, [api, backend])),
        write: async (goals, seen, fence) => {
            const servers = parseServers(await inside.ask(readScript, [api, backend]), backend);
            if (revisionOf(servers) !== seen.revision)
                throw new src_failure/* Failure */.HR('mismatch', `backend "${backend}" of HAProxy was moved by somebody else in the meantime`);
            const { setup, awaited, weights, drained, aside } = planServers(servers, goals, { backend, port });
            const steps = [
                setup.join('; '),
                awaited.join(' '),
                weights.join('; '),
                drained.join(' '),
                aside.join('; '),
            ];
            const args = [api, backend, seen.revision, ...steps, options['state-file'] ?? '', String(limit / 1000)];
            assertGoals(await inside.change(fence, writeScript, args, limit + 30_000), goals, { backend, port });
        },
        assertNotLate: async (fence) => void (await inside.change(fence, 'exit 0', [])),
    };
}
/** Reads `show servers state`, version 1. */
function parseServers(text, backend) {
    const lines = text.split('\n').map((line) => line.trim().split(' '));
    const servers = lines.filter(([id = '', name]) => /^[0-9]+$/.test(id) && name === backend);
    if (servers.length === 0)
        throw new src_failure/* Failure */.HR('mismatch', `HAProxy tells no servers of backend "${backend}": ${(0,inert/* inert */.t)(text) || 'it said nothing'}`);
    return servers.map((fields) => {
        const [, , , name = '', address = '', operation, admin, weight] = fields;
        const [host = '', port = ''] = [fields[17], fields[18]];
        if (fields.length < 19 || ![operation, admin, weight].every((field) => /^[0-9]+$/.test(field ?? '')))
            throw new src_failure/* Failure */.HR('mismatch', `HAProxy tells a server in a form that is not known: ${(0,inert/* inert */.t)(fields.join(' '))}`);
        const ready = (Number(admin) & setAside) === 0;
        return {
            name,
            address,
            host: host === '-' ? address : host,
            port,
            weight: Number(weight),
            ready,
            up: operation === '2',
        };
    });
}
/** What of the state must not move between a look and a change. */
function revisionOf(servers) {
    return servers
        .map(({ name, weight, host, address }) => `${name} ${weight} ${host === address ? '-' : host}`)
        .join('\n');
}
/** Where the traffic goes: a server that is down gets none, and the others get its share. */
function haproxy_routesOf(servers) {
    return servers
        .filter(({ ready, weight, up }) => ready && up && weight > 0)
        .map(({ host, port, weight }) => ({ address: `${host}:${port}`, weight }));
}
/** Decides what is told to HAProxy so that the traffic goes where it should. A weight is a percent. */
function planServers(servers, goals, { backend, port }) {
    const plan = { setup: [], awaited: [], weights: [], drained: [], aside: [] };
    const raised = [];
    const taken = new Set();
    for (const goal of goals) {
        const server = serverFor(goal, servers, goals, taken, backend);
        taken.add(server);
        if (server.port !== String(port))
            throw new src_failure/* Failure */.HR('invalid-input', `servers of backend "${backend}" have port ${server.port}; wanted ${port}, which is the target's`);
        const path = `${backend}/${server.name}`;
        const serves = server.host === goal.host && server.ready && server.weight > 0;
        if (!serves)
            plan.setup.push(`set server ${path} fqdn ${goal.host}; set server ${path} weight 0; set server ${path} state ready`);
        plan.awaited.push(`${server.name}=${goal.ip}`);
        const raises = !serves || goal.percent > server.weight;
        const list = raises ? raised : plan.weights;
        list.push(`set server ${path} weight ${goal.percent}`);
    }
    for (const server of servers) {
        if (taken.has(server) || !server.ready)
            continue;
        plan.weights.push(`set server ${backend}/${server.name} weight 0`);
        plan.drained.push(server.name);
        plan.aside.push(`set server ${backend}/${server.name} state maint`);
    }
    return { ...plan, weights: [...raised, ...plan.weights] };
}
function serverFor({ host }, servers, goals, taken, backend) {
    const own = servers.find((server) => server.host === host && !taken.has(server));
    const free = servers.find((server) => !taken.has(server) &&
        !(server.ready && server.weight > 0) &&
        !goals.some((goal) => goal.host === server.host));
    const found = own ?? free;
    if (found !== undefined)
        return found;
    throw new src_failure/* Failure */.HR('unavailable', `backend "${backend}" of HAProxy has no server to spare among its ${servers.length}; raise the number of its server-template`);
}
/** HAProxy says nothing when all is well, and anything when it is not: what counts is what it does. */
function assertGoals(text, goals, { backend, port }) {
    const found = haproxy_routesOf(parseServers(text.slice(text.lastIndexOf('# be_id')), backend));
    const wanted = new Map(goals.map(({ host, percent }) => [`${host}:${port}`, percent]));
    if (found.length === wanted.size && found.every(({ address, weight }) => wanted.get(address) === weight))
        return;
    throw new src_failure/* Failure */.HR('unavailable', `backend "${backend}" of HAProxy did not do what it was told: ${(0,inert/* inert */.t)(text)}`);
}

;// CONCATENATED MODULE: ./build/src/target/docker/proxy/kamal-proxy.js





const container = schemas/* string */.YjP()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted the name of a container')
    .default('kamal-proxy')
    .describe('Container in which it runs.');
const kamal_proxy_options = schemas/* strictObject */.rej({
    container,
    service: schemas/* string */.YjP()
        .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, 'wanted letters, digits, "_", "." or "-"')
        .optional()
        .describe('Name of the service there; by default that of the containers.'),
    hosts: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^(\*\.)?[a-zA-Z0-9.-]+$/, 'wanted the name of a host'))
        .default([])
        .describe('Hosts whose requests it gets; none named: all.'),
    'path-prefix': schemas/* string */.YjP()
        .regex(/^\/[^\s,]*$/, 'wanted a path')
        .optional()
        .describe('Path below which it is served; it is taken away before the request goes on.'),
    tls: schemas/* boolean */.zMY().default(false).describe('Whether kamal-proxy gets a certificate for the hosts.'),
    'health-check-path': schemas/* string */.YjP()
        .regex(/^\/\S*$/, 'wanted a path')
        .default('/up')
        .describe('Asked until it answers 200, before each swap.'),
    'deploy-timeout': duration_schema/* duration */.p.prefault('30s').describe('How long that may take.'),
    'drain-timeout': duration_schema/* duration */.p
        .prefault('30s')
        .describe('How long requests under way may take before they are ended.'),
    'target-timeout': duration_schema/* duration */.p.prefault('30s').describe('How long a request may wait for its answer.'),
    'forward-headers': schemas/* boolean */.zMY()
        .optional()
        .describe('Whether X-Forwarded headers of the client are passed on; by default only without `tls`.'),
});
/** https://github.com/basecamp/kamal-proxy/blob/v0.9.2/README.md */
const kamalProxy = {
    options: kamal_proxy_options,
    // Its own "rollout" looks at a cookie: whoever has none always gets the former release.
    weights: false,
    connect: connectKamalProxy,
};
// A row of its table, which it pads and colours: only the spaces are made one.
const row = `row() {
  all=$(kamal-proxy list) || return $?
  printf '%s\\n' "$all" | tr -s ' ' | grep -F "34m$1$(printf '\\033')[0m" || true
}
`;
const kamal_proxy_readScript = `${row}row "$1" || exit $?
echo ---
cat ~/.config/kamal-proxy/kamal-proxy.state 2>/dev/null || true`;
const kamal_proxy_writeScript = `${row}now=$(row "$1") || exit $?
[ "$now" = "$2" ] || exit 81
shift 2
[ $# = 0 ] || kamal-proxy "$@" 9<&- || exit 85`;
const swapScript = `${row}now=$(row "$1") || exit $?
running() { case "$now" in *"[m$1$(printf '\\033')[0m "*"[mrunning"*) return 0; esac; return 1; }
if [ -z "$now" ]; then [ -z "$3" ] || { echo moved; exit 0; }
else running "$2" || { [ -n "$3" ] && running "$3"; } || { echo moved; exit 0; }
fi
shift 3
kamal-proxy "$@" 9<&- || exit 85`;
function connectKamalProxy(options, { name, port, engine }) {
    const service = options.service ?? name;
    const inside = inside_insideOf(options.container, service, engine);
    const timeout = options['deploy-timeout'] + options['drain-timeout'];
    return {
        read: async () => parseService(await inside.ask(kamal_proxy_readScript, [service]), service),
        write: async (goals, { routes, revision }, fence) => {
            // What it does not know it does not remove.
            const isDone = goals.length === 0 && routes.length === 0;
            const command = isDone ? [] : commandOf(service, goals, port, options);
            await inside.change(fence, kamal_proxy_writeScript, [service, revision, ...command], timeout);
        },
        swap: async (goal, former, fence) => {
            const addresses = [goal.host, former].map((host) => (host === undefined ? '' : `${host}:${port}`));
            const command = commandOf(service, [goal], port, options);
            return ((await inside.change(fence, swapScript, [service, ...addresses, ...command], timeout)) !== 'moved\n');
        },
        assertNotLate: async (fence) => void (await inside.change(fence, 'exit 0', [])),
    };
}
/** The arguments by which kamal-proxy sends a service to one container, or to none. */
function commandOf(service, goals, port, options) {
    const [goal, ...others] = goals;
    if (goal === undefined)
        return ['remove', service];
    if (others.length > 0)
        throw new src_failure/* Failure */.HR('invalid-input', 'kamal-proxy shares no traffic between two releases; use haproxy for it');
    const { hosts, tls } = options;
    const prefix = options['path-prefix'];
    const forward = options['forward-headers'];
    return [
        ...['deploy', service, '--target', `${goal.host}:${port}`],
        ...hosts.flatMap((host) => ['--host', host]),
        ...(prefix === undefined ? [] : ['--path-prefix', prefix]),
        ...(tls ? ['--tls'] : []),
        ...(forward === undefined ? [] : [`--forward-headers=${forward}`]),
        ...['--health-check-path', options['health-check-path'], '--health-check-interval', '250ms'],
        ...['--deploy-timeout', seconds(options['deploy-timeout'])],
        ...['--drain-timeout', seconds(options['drain-timeout'])],
        ...['--target-timeout', seconds(options['target-timeout'])],
    ];
}
function seconds(milliseconds) {
    return `${milliseconds / 1000}s`;
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: the table is coloured
const colour = /\u001B\[[0-9;]*m/g;
/** Reads the row of a service, and of the state file what the table does not show. */
function parseService(text, service) {
    const [listed = '', saved = ''] = text.split(/^---\n/m);
    const revision = listed.replace(/\n$/, '');
    if (revision === '')
        return { routes: [], revision };
    const cells = revision.replace(colour, '').trim().split(' ');
    const [name, , , target, state] = cells;
    if (cells.length !== 6 || name !== service || target === undefined)
        throw new src_failure/* Failure */.HR('mismatch', `kamal-proxy listed "${service}" in a form that is not known: ${(0,inert/* inert */.t)(revision)}`);
    if (state !== 'running') {
        throw new src_failure/* Failure */.HR('mismatch', `service "${service}" of kamal-proxy is ${(0,inert/* inert */.t)(state ?? '')}; let it serve by "kamal-proxy resume ${service}"`);
    }
    if (isSplit(saved, service)) {
        throw new src_failure/* Failure */.HR('mismatch', `service "${service}" of kamal-proxy is split by a cookie; end that by "kamal-proxy rollout stop ${service}"`);
    }
    return { routes: target.split(',').map((address) => ({ address, weight: 1 })), revision };
}
// The file is rewritten in place at each change, so it may be cut off; and where kamal-proxy keeps it elsewhere, nothing
// is known of splits. The table, which it is read with, comes from the process itself.
function isSplit(saved, service) {
    try {
        const services = JSON.parse(saved);
        return services.some((one) => one.name === service && one.rollout_controller && (one.rollout_targets ?? []).length > 0);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/src/target/docker/proxy/index.js




/** The kinds of proxy, by the word that a policy writes. */
const proxies = { 'kamal-proxy': kamalProxy, haproxy: haproxy, caddy: caddy };
const proxyOptions = schemas/* discriminatedUnion */.gMt('kind', [
    kamalProxy.options.safeExtend({
        kind: schemas/* literal */.euz('kamal-proxy').describe('kamal-proxy: swaps without losing a request.'),
    }),
    haproxy.options.safeExtend({
        kind: schemas/* literal */.euz('haproxy')
            .describe('HAProxy by its runtime API: loses no request, and shares traffic by weights.'),
    }),
    caddy.options.safeExtend({
        kind: schemas/* literal */.euz('caddy')
            .describe('Caddy by its admin API: shares traffic by weights. Each change resets a few open connections.'),
    }),
])
    .prefault({ kind: 'kamal-proxy' })
    .describe('What stands in front of the containers.');
function connectProxy(options, context) {
    switch (options.kind) {
        case 'kamal-proxy':
            return kamalProxy.connect(options, context);
        case 'haproxy':
            return haproxy.connect(options, context);
        case 'caddy':
            return caddy.connect(options, context);
    }
}

;// CONCATENATED MODULE: ./build/src/target/docker/options.js





const absolutePath = schemas/* string */.YjP()
    // The engine's options separate by these; a path that has one would be read as two.
    .regex(/^\/[^:,"\p{Cc}]*$/u, 'wanted an absolute path without ":", "," and quotes');
const options_variableName = schemas/* string */.YjP().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable');
const engineName = schemas/* string */.YjP()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/, 'wanted up to 63 letters, digits, "_", "." or "-"');
const secretName = schemas/* string */.YjP().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/, 'wanted the name of a file');
const size = schemas/* string */.YjP().regex(/^[1-9][0-9]*[kmg]$/, 'wanted a size such as 512m or 2g');
const digestReference = schemas/* string */.YjP().transform((written, context) => {
    try {
        return (0,artifact_reference/* parseDigestReference */.Dn)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,src_failure/* messageOf */.bD)(error) });
        return core/* NEVER */.tm;
    }
});
const health = schemas/* strictObject */.rej({
    command: schemas/* string */.YjP().min(1).describe('Command that the image’s shell runs; exit code 0 is healthy.'),
    interval: duration_schema/* duration */.p.prefault('5s').describe('Pause between two runs.'),
    timeout: duration_schema/* duration */.p.prefault('5s').describe('How long one may take.'),
    retries: schemas/* int */.Whr().min(1).max(100).default(3).describe('Failures in a row that make it unhealthy.'),
    'start-period': duration_schema/* duration */.p.prefault('0s').describe('Time at first in which failures do not count.'),
});
const configuration = schemas/* strictObject */.rej({
    image: digestReference.describe('Artifact with the files, as in `ghcr.io/acme/shop-config@sha256:…`.'),
    path: absolutePath.describe('Where they are mounted, read-only.'),
})
    .describe('Configuration as an artifact of its own.');
const where = {
    host: schemas/* string */.YjP()
        .regex(/^(unix|tcp|ssh|npipe):\/\/[^\s"]+$/, 'wanted unix://…, tcp://… or ssh://…')
        .optional()
        .describe('Engine, as in `ssh://deploy@shop.example.com`; without it, what `DOCKER_HOST` or the context says.'),
    context: engineName.optional().describe('Docker context, instead of `host`.'),
};
const traffic = {
    port: schemas/* int */.Whr().min(1).max(65535).describe('Port on which the container answers HTTP.'),
    network: engineName
        .refine((name) => !['bridge', 'host', 'none'].includes(name), 'wanted a network of its own: in this one nothing has a name')
        .describe('Network that the containers share with the proxy; made by `docker network create`.'),
    networks: schemas/* array */.YOg(engineName).default([]).describe('More networks, such as that of the database.'),
    publish: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[0-9a-fA-F.:[\]-]*[0-9]+(\/(tcp|udp))?$/, 'wanted [address:][port or range:]port'))
        .default([])
        .describe('Ports of the host, as for `docker run`. Two releases stand at once: give a range, or no port of the host.'),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ })
        .optional()
        .describe('Where the proxy serves it; asked by checks after the swap.'),
    proxy: proxyOptions,
};
const hardening = {
    user: schemas/* string */.YjP()
        .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/, 'wanted user or user:group')
        .optional()
        .describe('User, if not the image’s own. An image that runs as root is refused unless this says so.'),
    'read-only': schemas/* boolean */.zMY().default(true).describe('Whether the container’s root file system is read-only.'),
    tmpfs: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^\/[^,"\s]*$/, 'wanted a path, with or without options, as in /tmp:size=64m'))
        .default([])
        .describe('Folders in memory that may be written to.'),
    'cap-add': schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[A-Z_]+$/, 'wanted a capability such as NET_BIND_SERVICE'))
        .default([])
        .describe('Capabilities that it keeps; all others are dropped.'),
    memory: size.optional().describe('Most memory that it may use.'),
    cpus: schemas/* number */.aig()
        .positive()
        .max(1024)
        .optional()
        .describe('Most processors that it may keep busy, as in `1.5`.'),
    'pids-limit': schemas/* int */.Whr().min(1).default(1024).describe('Most processes and threads that it may have.'),
};
const contents = {
    command: schemas/* array */.YOg(schemas/* string */.YjP()).min(1).optional().describe('Arguments instead of the image’s own.'),
    env: schemas/* record */.g1P(options_variableName, schemas/* string */.YjP())
        .default({})
        .describe('Variables. Never a secret: the file is read by everyone.'),
    'env-from': schemas/* array */.YOg(options_variableName)
        .default([])
        .describe('Names of variables of the job that are passed on. `docker inspect` shows them.'),
    'env-file': absolutePath
        .optional()
        .describe('File of variables on the machine of the job. `docker inspect` shows them.'),
    secrets: schemas/* record */.g1P(secretName, absolutePath)
        .default({})
        .describe('Files of the Docker host, by name: each is mounted read-only at `/run/secrets/<name>`.'),
    volumes: schemas/* array */.YOg(schemas/* string */.YjP().regex(/^[A-Za-z0-9/][^:,"\s]*:\/[^:,"\s]*(:ro)?$/, 'wanted volume:/path or volume:/path:ro'))
        .default([])
        .describe('Volumes or folders of the host. Two releases that stand at once share them.'),
    configuration: configuration.optional(),
};
const life = {
    platform: schemas/* string */.YjP()
        .regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/, 'wanted a platform such as linux/arm64')
        .optional()
        .describe('Platform to run, if not the engine’s own.'),
    restart: schemas/* enum */.k5n(['no', 'on-failure', 'always', 'unless-stopped'])
        .default('unless-stopped')
        .describe('Restart policy of the engine.'),
    health: schemas/* union */.KCZ([schemas/* literal */.euz('none'), health])
        .optional()
        .describe('Health check instead of the image’s own: `command`, `interval`, `timeout`, `retries`, `start-period`; or `none`.'),
    'ready-timeout': duration_schema/* duration */.p.prefault('60s').describe('How long it may take to become healthy.'),
    'stop-timeout': duration_schema/* duration */.p.prefault('30s').describe('How long it may take to stop before it is killed.'),
    standby: schemas/* enum */.k5n(['running', 'stopped'])
        .default('running')
        .describe('How the release that was replaced is kept for a rollback. Older ones are always stopped.'),
    name: engineName
        .max(50)
        .optional()
        .describe('How containers are named before their digest; by default `<repository>-<environment>-<service>`.'),
};
const options_options = schemas/* strictObject */.rej({ ...where, ...traffic, ...hardening, ...contents, ...life });

;// CONCATENATED MODULE: ./build/src/target/docker/releases.js




/** A release has this name from the moment it was ready. */
function releases_nameOf({ name }, digest) {
    return `${name}-${(0,artifact_digest/* hexOf */.ZD)(digest).slice(0, 12)}`;
}
/** The ids of what runs of the service. */
function listRunning(host) {
    return listIds(host, []);
}
async function listIds({ engine, context }, flags) {
    const filters = Object.entries(ownerLabels(context)).flatMap(([key, value]) => [
        '--filter',
        `label=${key}=${value}`,
    ]);
    const said = await engine.run(['ps', ...flags, '--quiet', '--no-trunc', ...filters]);
    return said.split('\n').filter(Boolean);
}
/** Looks at all containers of the service. */
async function listReleases(host) {
    const { engine, context, name } = host;
    const found = (await engine.inspect(await listIds(host, ['--all']))).map((container) => releaseOf(container, context));
    const releases = found.filter((release) => release !== undefined);
    const isNamed = (release) => release.name === releases_nameOf({ name }, release.digest);
    return { standing: releases.filter(isNamed), partial: releases.filter((release) => !isNamed(release)) };
}
/** The release under a name of ours; a container that is not ours there is refused, and never touched. */
async function findRelease({ engine, context, name }, digest) {
    const wanted = releases_nameOf({ name }, digest);
    const [container] = await engine.inspect([wanted]);
    if (container === undefined)
        return undefined;
    const release = releaseOf(container, context);
    if (release !== undefined && release.name === wanted && release.digest === digest)
        return release;
    throw new src_failure/* Failure */.HR('denied', `container "${wanted}" is not ours: it runs ${(0,inert/* inert */.t)(container.image)}, for somebody else or changed since; remove or rename it, or give the target another "name"`);
}
/**
 * Finds out whom the proxy sends the traffic to; whoever is not ours was set by somebody else. A release of ours that
 * somebody has removed gets traffic as little as one that has died.
 */
async function routedIn({ routes }, { standing }, host) {
    const { options, name, engine } = host;
    const routed = [];
    for (const { address, weight } of routes) {
        const release = standing.find((one) => address === `${one.name}:${options.port}`);
        const [container = '', port] = address.split(':');
        const isNamed = /^[0-9a-f]{12}$/.test(container.slice(name.length + 1)) && container.startsWith(`${name}-`);
        if (release !== undefined)
            routed.push({ release, weight });
        else if (!isNamed || port !== String(options.port) || (await engine.inspect([container])).length > 0)
            throw new src_failure/* Failure */.HR('denied', `proxy "${options.proxy.container}" sends traffic to "${(0,inert/* inert */.t)(address)}", which is no release of ours; it was set by something else: put it right there, or let it serve nothing`);
    }
    return routed;
}
/** Who serves of those that get traffic: one that has died, or is found unhealthy, does not. */
function alive(routed) {
    return routed.filter(({ release }) => isAlive(release));
}

;// CONCATENATED MODULE: ./build/src/target/docker/configuration.js




/** Bytes of a layer once it is unpacked: configuration, not a program. */
const limit = { maxOutputLength: 64 * 1024 * 1024 };
/**
 * Makes a volume with the files of an artifact. It belongs to one container, which mounts it read-only: nobody else
 * reads it while it is filled, and it goes with that container.
 */
async function fillConfiguration({ volume, image, labels }, { engine, options, context }) {
    const artifact = options.configuration?.image;
    if (artifact === undefined)
        return;
    const filler = `${volume}-filler`;
    await removeConfiguration(volume, engine);
    const marks = Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
    await engine.run(['volume', 'create', ...marks, volume]);
    // Never started: it only lends its name for a path into the volume. It keeps the engine from copying there what the
    // image has at that path, too.
    const mount = `type=volume,src=${volume},dst=/configuration,volume-nocopy`;
    await engine.run(['create', '--pull', 'never', '--name', filler, ...marks, '--mount', mount, image, 'none']);
    try {
        for (const tar of await layersOf(artifact, context.registry))
            await engine.run(['cp', '-', `${filler}:/configuration`], { input: tar });
    }
    finally {
        await engine.try(['rm', '--force', filler]);
    }
}
async function removeConfiguration(volume, engine) {
    await engine.try(['rm', '--force', `${volume}-filler`]);
    const { exitCode, stderr } = await engine.try(['volume', 'rm', volume]);
    if (exitCode !== 0 && !/no such volume/i.test(stderr))
        throw engine.refusal('docker volume rm failed', stderr);
}
async function layersOf(artifact, registry) {
    const { manifest } = await registry.fetchManifest(artifact);
    if (manifest.kind !== 'manifest')
        throw new src_failure/* Failure */.HR('mismatch', `configuration ${(0,artifact_reference/* formatReference */.FH)(artifact)} is an index; wanted one artifact`);
    return Promise.all(manifest.layers.map(async (layer) => unpacked(await registry.readBlob(artifact, layer), layer.mediaType)));
}
function unpacked(bytes, type) {
    switch (type) {
        case media_type/* mediaType */.J.layerTar:
            return bytes;
        case media_type/* mediaType */.J.layerTarGzip:
        case media_type/* mediaType */.J.dockerLayer:
            return (0,external_node_zlib_.gunzipSync)(bytes, limit);
        case media_type/* mediaType */.J.layerTarZstd:
            return (0,external_node_zlib_.zstdDecompressSync)(bytes, limit);
        default:
            throw new src_failure/* Failure */.HR('mismatch', `configuration has a layer of type "${type}"; wanted a tar`);
    }
}

;// CONCATENATED MODULE: ./build/src/target/docker/create.js


/** The arguments of `docker create`; no value of a secret is among them. */
function createArguments(options, creation) {
    const { name, artifact, labels, configurationVolume } = creation;
    const { configuration } = options;
    return [
        ...['create', '--pull', 'never', '--name', name],
        ...pairs('--label', labels),
        ...settingsArguments(options),
        ...(configuration === undefined || configurationVolume === undefined
            ? []
            : ['--mount', `type=volume,src=${configurationVolume},dst=${configuration.path},readonly`]),
        (0,artifact_reference/* formatReference */.FH)(artifact),
        ...(options.command ?? []),
    ];
}
/** Tells one set of settings from another: what a release was made with is never changed, it is made anew. */
function settingsDigest(options) {
    const { command, networks, configuration } = options;
    const content = configuration && { ...configuration, image: (0,artifact_reference/* formatReference */.FH)(configuration.image) };
    return (0,artifact_digest/* digestOf */.ol)(JSON.stringify([settingsArguments(options), command, networks, content]));
}
function settingsArguments(options) {
    return [
        ...['--network', options.network, '--restart', options.restart],
        ...['--stop-timeout', create_seconds(options['stop-timeout'])],
        ...(options.platform === undefined ? [] : ['--platform', options.platform]),
        ...create_hardening(options),
        ...create_health(options.health),
        ...create_contents(options),
    ];
}
function create_hardening(options) {
    const { user, memory, cpus, tmpfs } = options;
    return [
        ...['--cap-drop', 'ALL', ...each('--cap-add', options['cap-add'])],
        ...['--security-opt', 'no-new-privileges', '--pids-limit', String(options['pids-limit'])],
        ...(options['read-only'] ? ['--read-only'] : []),
        ...each('--tmpfs', tmpfs),
        ...(user === undefined ? [] : ['--user', user]),
        // Without swap: a limit that is reached ends the process rather than the host's patience.
        ...(memory === undefined ? [] : ['--memory', memory, '--memory-swap', memory]),
        ...(cpus === undefined ? [] : ['--cpus', String(cpus)]),
    ];
}
function create_health(health) {
    if (health === undefined)
        return [];
    if (health === 'none')
        return ['--no-healthcheck'];
    return [
        ...['--health-cmd', health.command, '--health-interval', create_seconds(health.interval, 's')],
        ...['--health-timeout', create_seconds(health.timeout, 's'), '--health-retries', String(health.retries)],
        ...['--health-start-period', create_seconds(health['start-period'], 's')],
    ];
}
function create_contents(options) {
    const file = options['env-file'];
    return [
        ...pairs('--env', options.env),
        // By name only: the client takes the value from its own environment.
        ...each('--env', options['env-from']),
        ...(file === undefined ? [] : ['--env-file', file]),
        ...Object.entries(options.secrets).flatMap(([name, path]) => [
            '--mount',
            `type=bind,src=${path},dst=/run/secrets/${name},readonly`,
        ]),
        ...each('--volume', options.volumes),
        ...each('--publish', options.publish),
    ];
}
function each(flag, values) {
    return values.flatMap((value) => [flag, value]);
}
function pairs(flag, values) {
    return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}
function create_seconds(milliseconds, unit = '') {
    return `${Math.ceil(milliseconds / 1000)}${unit}`;
}

;// CONCATENATED MODULE: ./build/src/target/docker/image.js



const pullTimeout = 30 * 60_000;
const revision = 'org.opencontainers.image.revision';
/** Has an image on the engine by its digest, and makes sure that it is the artifact's own. */
async function bringImage(artifact, platform, { engine, registry }, { log }) {
    const name = (0,artifact_reference/* formatReference */.FH)(artifact);
    const present = await inspectImage(name, engine);
    if (present === undefined) {
        log.info(`pulling ${name}`);
        const wanted = platform === undefined ? [] : ['--platform', platform];
        await engine.run(['pull', '--quiet', ...wanted, name], { timeout: pullTimeout });
    }
    const image = present ?? (await inspectImage(name, engine));
    if (image === undefined)
        throw new src_failure/* Failure */.HR('not-found', `the engine has no image ${name}, though it was pulled`);
    if (!image.names.includes(name))
        throw new src_failure/* Failure */.HR('mismatch', `the engine knows ${name} under other names only: ${(0,inert/* inert */.t)(image.names.join(', '))}`);
    const commit = await assertSame(image, artifact, registry);
    await assertPlatform(image, platform, engine);
    return { ...image, ...(commit !== undefined && { commit }) };
}
/** Reads what the engine has under a name; undefined if that is nothing. */
async function inspectImage(name, engine) {
    const { exitCode, stdout, stderr } = await engine.try(['image', 'inspect', name]);
    if (exitCode !== 0) {
        if (/no such image/i.test(stderr))
            return undefined;
        throw engine.refusal('docker image inspect failed', stderr);
    }
    return parseImage(stdout);
}
/** Reads what `docker image inspect` writes. */
function parseImage(text) {
    try {
        const [image] = JSON.parse(text);
        const { Id, RepoDigests, Os, Architecture, Variant, Config } = image;
        if (typeof Id !== 'string')
            throw new Error('it has no id');
        const platform = [Os, Architecture, Variant].filter(Boolean).join('/');
        return { id: Id, names: RepoDigests ?? [], platform, user: Config?.User ?? '' };
    }
    catch (cause) {
        throw new src_failure/* Failure */.HR('mismatch', `docker image inspect wrote what cannot be read: ${(0,src_failure/* messageOf */.bD)(cause)}`, {
            cause,
        });
    }
}
/**
 * An engine names an image by its configuration, or, where containerd keeps images, by a manifest or index. It is the
 * artifact only where the artifact's own manifest, or index, says so. Returns the commit that the artifact names.
 */
async function assertSame({ id }, artifact, registry) {
    const { manifest } = await registry.fetchManifest(artifact);
    const commit = commitIn(manifest.annotations);
    if (id === artifact.digest)
        return commit;
    if (manifest.kind === 'manifest' && id === manifest.config.digest)
        return commit;
    if (manifest.kind === 'index') {
        for (const child of manifest.manifests.filter(isImage))
            if (id === child.digest || id === (await configOf((0,artifact_reference/* withDigest */.hQ)(artifact, child.digest), registry)))
                return commit;
    }
    throw new src_failure/* Failure */.HR('mismatch', `the engine has ${(0,inert/* inert */.t)(id)} for ${(0,artifact_reference/* formatReference */.FH)(artifact)}, which does not name it`);
}
// BuildKit keeps attestations beside the images, for a platform that is none.
function isImage({ platform }) {
    return platform?.os !== 'unknown';
}
async function configOf(child, registry) {
    const { manifest } = await registry.fetchManifest(child);
    return manifest.kind === 'manifest' ? manifest.config.digest : undefined;
}
function commitIn(annotations = {}) {
    const commit = annotations[revision];
    return commit !== undefined && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit) ? commit : undefined;
}
/** An engine starts what is not for it as well, and it ends at once with "exec format error". */
async function assertPlatform({ platform }, wanted, engine) {
    const own = (await engine.run(['version', '--format', '{{.Server.Os}}/{{.Server.Arch}}'])).trim();
    const expected = wanted ?? own;
    const parts = (text) => text.split('/', 2).join('/');
    if (parts(platform) === parts(expected))
        return;
    throw new src_failure/* Failure */.HR('mismatch', `the image is for ${(0,inert/* inert */.t)(platform) || 'no platform'}, and the engine runs ${(0,inert/* inert */.t)(expected)}; build it for that, or name the target’s "platform" if the engine can emulate it`);
}
/** Says whether what an image names as its user is root. */
function isRoot(user) {
    const [name = ''] = user.split(':');
    return name === '' || name === 'root' || /^0+$/.test(name);
}

;// CONCATENATED MODULE: ./build/src/target/docker/preview.js



/**
 * Lets a port of this machine lead to a container, by way of the proxy's: that one reaches it, whoever else does, and
 * what reaches the engine reaches this, be it a socket, TLS or ssh. Nothing is published for it.
 */
async function preview_startPreview(proxy, address, port, engine) {
    const open = new Set();
    const server = (0,external_node_net_.createServer)((socket) => {
        open.add(socket);
        socket.once('close', () => open.delete(socket));
        lead(socket, [
            'exec',
            '--interactive',
            proxy,
            'sh',
            '-c',
            `${connect}connect "$1" "$2"`,
            'sh',
            address,
            String(port),
        ], engine);
    });
    return {
        url: await listenOnLoopback(server),
        [Symbol.asyncDispose]: () => preview_close(server, open),
    };
}
function lead(socket, args, engine) {
    const running = engine.stream(args);
    socket.pipe(running.stdin);
    running.stdout.pipe(socket);
    // Whoever asked sees the connection end, which is all that there is to tell.
    socket.on('error', () => running.kill());
    running.stdout.on('error', () => socket.destroy());
    socket.once('close', () => running.kill());
    running.ended.catch(() => socket.destroy());
}
async function preview_close(server, open) {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open)
        socket.destroy();
    await closed;
}

;// CONCATENATED MODULE: ./build/src/target/docker/ready.js



/** How long a container that nothing checks must have run to count as ready. Milliseconds. */
const settling = 3000;
/** Pauses between two looks grow from the first to the longest. Milliseconds. */
const firstPause = 100;
const longestPause = 1000;
/** Waits until a container is ready; says why it is not to be expected any more, with the end of its log. */
async function awaitReady(name, timeout, engine, { now, sleep }) {
    const start = now().getTime();
    let first;
    for (let pause = firstPause;; pause = Math.min(2 * pause, longestPause)) {
        const [container] = await engine.inspect([name]);
        if (container === undefined)
            throw new src_failure/* Failure */.HR('not-found', `container "${name}" was removed while it was waited for`);
        const spent = now().getTime() - start;
        first ??= container;
        const verdict = judge(container, { spent, restarts: container.restarts - first.restarts });
        if (verdict === 'ready')
            return container;
        if (verdict !== 'starting')
            throw await ready_failureOf(name, verdict, engine);
        if (spent >= timeout)
            throw await ready_failureOf(name, `is not healthy after ${(0,duration/* formatDuration */.a3)(timeout)}; it may have longer by "ready-timeout"`, engine);
        await sleep(pause);
    }
}
/**
 * Judges how a container does, after as many milliseconds and restarts since it is waited for; what is wrong with it is
 * told in words.
 */
function judge(container, { spent, restarts }) {
    const { running, status, exitCode, outOfMemory, health } = container;
    // The restart policy starts it again and again, each time for a moment.
    if (restarts > 0 || status === 'restarting')
        return `ended with exit code ${exitCode}, and is started again and again`;
    if (!running && status !== 'created') {
        const reason = outOfMemory ? 'it had used up its memory' : `exit code ${exitCode}`;
        return `ended: ${reason}`;
    }
    if (health === 'unhealthy')
        return 'is unhealthy by its health check';
    if (!running)
        return 'starting';
    if (health === 'healthy')
        return 'ready';
    return health === undefined && spent >= settling ? 'ready' : 'starting';
}
async function ready_failureOf(name, verdict, engine) {
    return new src_failure/* Failure */.HR('denied', `container "${name}" ${verdict}; ${await lastWords(name, engine)}`);
}
/** The end of a container's log, made inert. */
async function lastWords(name, engine) {
    const { exitCode, stdout, stderr } = await engine.try(['logs', '--tail', '5', name]);
    const said = (0,inert/* inert */.t)(`${stdout}\n${stderr}`, 400);
    if (exitCode !== 0 || said === '')
        return 'its log is empty';
    return `its log ends with "${said}"`;
}

;// CONCATENATED MODULE: ./build/src/target/docker/stage.js











/** Lets a release stand: as it stands, or made anew beside what serves. */
async function stage_stage(artifact, host, origin = {}) {
    await removeAbandoned(host);
    const found = await findRelease(host, artifact.digest);
    if (found !== undefined && (await mayStay(found, host)))
        return stage_preview(await start(found.name, host), host);
    if (found !== undefined)
        await remove(found, host);
    return stage_preview(await create(artifact, host, origin), host);
}
/** Sees to it that a standing release runs and is ready; returns it. */
async function start(name, { engine, options, edge }) {
    const [container] = await engine.inspect([name]);
    if (container === undefined)
        throw new src_failure/* Failure */.HR('not-found', `release "${name}" does not stand; stage it first`);
    if (container.running && container.health === 'healthy')
        return container;
    if (!container.running)
        await engine.run(['start', name]);
    return awaitReady(name, options['ready-timeout'], engine, edge);
}
/** Stops a container in its own time and removes it, with what was made for it; also what another run removes too. */
async function remove({ id, labels }, host) {
    const { engine } = host;
    await stop(id, host);
    const { exitCode, stderr } = await engine.try(['rm', '--force', '--volumes', id]);
    if (exitCode !== 0 && !isGone(stderr))
        throw engine.refusal('docker rm failed', stderr);
    const volume = labels[label.configuration];
    if (volume !== undefined)
        await removeConfiguration(volume, engine);
}
async function stop(id, { engine, options }) {
    const time = options['stop-timeout'];
    const command = ['stop', '--time', String(Math.ceil(time / 1000)), id];
    const { exitCode, stderr } = await engine.try(command, { timeout: time + 60_000 });
    if (exitCode !== 0 && !isGone(stderr))
        throw engine.refusal('docker stop failed', stderr);
}
function isGone(stderr) {
    return /no such container|removal of container .* is already in progress/i.test(stderr);
}
/** How much longer than it takes to become ready a container may be on its way to it. Milliseconds. */
const patience = 10 * 60_000;
/** Removes what never became ready and is not waited for any more: whoever started it has died. */
async function removeAbandoned(host) {
    const { partial } = await listReleases(host);
    const oldest = host.edge.now().getTime() - host.options['ready-timeout'] - patience;
    for (const release of partial)
        if (release.created.getTime() < oldest)
            await remove(release, host);
}
// What stands with other settings than are wanted is not what was approved. What serves is not taken away for it.
async function mayStay(release, host) {
    if (release.settings === settingsDigest(host.options))
        return true;
    const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()]);
    const routed = await routedIn(seen, releases, host);
    const serves = routed.some((one) => one.release.id === release.id);
    host.edge.log.notice(serves
        ? `"${release.name}" serves with other settings than the policy has now; they hold for the next release`
        : `"${release.name}" stands with other settings than the policy has now; it is made anew`);
    return serves;
}
async function create(artifact, host, { plan }) {
    const { engine, options, context, edge } = host;
    const image = await bringImage(artifact, options.platform, { engine, registry: context.registry }, edge);
    assertUser(image, artifact, options.user);
    const name = releases_nameOf(host, artifact.digest);
    const partial = `${name}-${(0,external_node_crypto_.randomUUID)().slice(0, 8)}`;
    const volume = options.configuration && `${partial}-configuration`;
    const labels = {
        ...ownerLabels(context),
        [label.digest]: artifact.digest,
        [label.imageId]: image.id,
        [label.settings]: settingsDigest(options),
        ...(volume !== undefined && { [label.configuration]: volume }),
        ...(image.commit !== undefined && { [label.commit]: image.commit }),
        ...(plan !== undefined && { [label.plan]: plan }),
    };
    try {
        if (volume !== undefined)
            await fillConfiguration({ volume, image: (0,artifact_reference/* formatReference */.FH)(artifact), labels }, host);
        await createContainer(artifact, { partial, name, labels, volume }, host);
        await engine.run(['start', partial]);
        const container = await awaitReady(partial, options['ready-timeout'], engine, edge);
        return await nameRelease(container, artifact, host);
    }
    catch (error) {
        // What is left of it is in nobody's way, and goes later; why it failed is what is to be told.
        await discardPartial(partial, volume, host).catch(() => { });
        throw error;
    }
}
/** Gives a release its name; where another run was faster, that one's release stands, and is returned. */
async function nameRelease(partial, { digest }, host) {
    const { engine } = host;
    const { exitCode, stderr } = await engine.try(['rename', partial.name, releases_nameOf(host, digest)]);
    if (exitCode === 0)
        return partial;
    const other = await findRelease(host, digest);
    if (other?.settings !== settingsDigest(host.options))
        throw engine.refusal('docker rename failed', stderr);
    await remove(partial, host);
    return start(other.name, host);
}
async function createContainer(artifact, draft, host) {
    const { engine, options, edge } = host;
    const { partial, name, labels, volume } = draft;
    edge.log.info(`starting ${name} beside what serves`);
    const creation = { name: partial, artifact, labels, configurationVolume: volume };
    await engine.run(createArguments(options, creation), { env: passedOn(options['env-from']) });
    for (const network of options.networks)
        await engine.run(['network', 'connect', network, partial]);
}
async function discardPartial(partial, volume, host) {
    const [container] = await host.engine.inspect([partial]);
    if (container !== undefined)
        await remove(container, host);
    else if (volume !== undefined)
        await removeConfiguration(volume, host.engine);
}
function assertUser({ user }, artifact, told) {
    if (told !== undefined || !isRoot(user))
        return;
    throw new src_failure/* Failure */.HR('denied', `image ${(0,artifact_reference/* formatReference */.FH)(artifact)} runs as root; build it with a user, or name one as "user" of the target`);
}
async function stage_preview(container, host) {
    const { options, engine } = host;
    return preview_startPreview(options.proxy.container, addressIn(container, options.network), options.port, engine);
}
/** The address of a container in the network that it shares with the proxy. */
function addressIn({ addresses }, network) {
    const address = addresses[network];
    if (address)
        return address;
    throw new src_failure/* Failure */.HR('mismatch', `a container that should run has no address in network "${network}"`);
}

;// CONCATENATED MODULE: ./build/src/target/docker/docker.js












/**
 * A Docker host: a hardened container for each release, and a proxy in front that decides which of them gets the
 * traffic.
 */
const docker = {
    description: 'Containers of a Docker host, swapped by a proxy in front',
    options: options_options,
    can: { preview: true, weights: true },
    canWith: docker_canWith,
    connect: (written, context, edge) => connectDocker(options_options.parse(written), context, edge),
};
function connectDocker(options, context, edge) {
    assertOptions(options, context);
    const engine = connectEngine(options, edge);
    const name = options.name ?? defaultName(context);
    const proxy = connectProxy(options.proxy, { name, port: options.port, engine, edge });
    const host = { options, context, name, engine, proxy, edge };
    const target = {
        observe: () => docker_observe(host),
        stage: (artifact, origin) => stage_stage(artifact, host, origin),
        shift: (digest, percent, expected, fence) => docker_shift({ digest, percent, expected, fence }, host),
        discard: (digest, fence) => docker_discard(digest, fence, host),
    };
    return guarded(target, docker_canWith(options));
}
/** Only some proxies can share traffic. Options that are not to be read are told elsewhere. */
function docker_canWith(options) {
    const { data } = named.safeParse(options);
    return { preview: true, weights: data !== undefined && proxies[data.proxy.kind].weights };
}
const kind = schemas/* enum */.k5n(['kamal-proxy', 'haproxy', 'caddy']);
const named = schemas/* object */.Ikc({ proxy: schemas/* object */.Ikc({ kind }).prefault({ kind: 'kamal-proxy' }) });
function assertOptions(options, { strategy }) {
    const { host, context, proxy } = options;
    if (host !== undefined && context !== undefined)
        throw new src_failure/* Failure */.HR('invalid-input', 'a docker target has both "host" and "context"; name one of them');
    if (strategy === 'canary' && !docker_canWith(options).weights)
        throw new src_failure/* Failure */.HR('invalid-input', `proxy "${proxy.kind}" cannot share traffic between two releases, as strategy "canary" asks; use proxy "haproxy", or strategy "blue-green"`);
}
async function docker_observe(host) {
    const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()]);
    const serving = alive(await routedIn(seen, releases, host));
    const { url } = host.options;
    return {
        serving: sharesOf(serving.map(({ release, weight }) => [release.digest, weight])),
        standing: releases.standing.map(({ digest }) => digest).sort(),
        ...(url !== undefined && { url }),
    };
}
async function docker_shift(wanted, host) {
    if (await swapAtOnce(wanted, host))
        return;
    const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()]);
    const routed = await routedIn(seen, releases, host);
    docker_assertUnmoved(alive(routed), wanted, host);
    const goals = await Promise.all(goalOf(wanted).map((share) => routeFor(share, releases, routed, host)));
    await host.proxy.write(goals, seen, wanted.fence);
    if (wanted.percent === 100)
        await standDown(releases, wanted, host);
}
/**
 * Swaps between two releases that are both healthy, as nearly always, with two questions and one command: what a swap
 * costs is the calls of the client. Whatever else there is, is looked at closely, and judged, after this.
 */
async function swapAtOnce({ digest, percent, expected, fence }, host) {
    const { engine, context, options, proxy } = host;
    if (percent !== 100 || proxy.swap === undefined)
        return false;
    const names = [...new Set([digest, expected ?? digest])].map((one) => releases_nameOf(host, one));
    const found = (await engine.inspect(names)).map((container) => releaseOf(container, context));
    const ready = found.filter((one) => one?.running && one.health === 'healthy' && names.includes(one.name));
    const [to, from] = [digest, expected].map((one) => ready.find((release) => release?.digest === one));
    if (ready.length !== names.length || to === undefined)
        return false;
    const goal = { host: to.name, ip: addressIn(to, options.network), percent };
    const [swapped, running] = await Promise.all([proxy.swap(goal, from?.name, fence), listRunning(host)]);
    if (!swapped)
        return false;
    const kept = options.standby === 'running' ? [to.id, from?.id] : [to.id];
    if (running.some((id) => !kept.includes(id)))
        await standDown(await listReleases(host), { digest, percent, expected, fence }, host);
    return true;
}
function docker_assertUnmoved(serving, { digest, expected }, { options }) {
    const other = serving.find(({ release }) => release.digest !== digest && release.digest !== expected);
    if (other === undefined)
        return;
    throw moved(`proxy "${options.proxy.container}" sends traffic to ${other.release.name}`, expected);
}
/** Sees to it that a release can take traffic. One that has some already, or is healthy, is taken at its word. */
async function routeFor({ digest, percent }, { standing }, routed, host) {
    const release = standing.find((one) => one.digest === digest) ?? (await findRelease(host, digest));
    if (release === undefined)
        throw new src_failure/* Failure */.HR('not-found', `release ${(0,artifact_digest/* formatShortDigest */._q)(digest)} does not stand there; stage it first`);
    const serves = alive(routed).some((one) => one.release.id === release.id);
    const isReady = serves || (release.running && release.health === 'healthy');
    const container = isReady ? release : await start(release.name, host);
    return { host: release.name, ip: addressIn(container, host.options.network), percent };
}
/** Stops what neither serves nor stands by: only the release that was just replaced may be wanted back at once. */
async function standDown({ standing }, { digest, expected }, host) {
    const kept = host.options.standby === 'running' ? [digest, expected] : [digest];
    for (const { id, name, running, digest: other } of standing) {
        if (!running || kept.includes(other))
            continue;
        host.edge.log.info(`stopping ${name}, which stands by for a rollback`);
        await stop(id, host);
    }
}
async function docker_discard(digest, fence, host) {
    const [releases, seen] = await Promise.all([listReleases(host), host.proxy.read()]);
    const routed = await routedIn(seen, releases, host);
    if (routed.some(({ release }) => release.digest === digest))
        throw new src_failure/* Failure */.HR('denied', `release ${releases_nameOf(host, digest)} gets traffic from proxy "${host.options.proxy.container}"; it is not discarded`);
    await host.proxy.assertNotLate(fence);
    const ours = [...releases.standing, ...releases.partial].filter((release) => release.digest === digest);
    for (const release of ours)
        await remove(release, host);
    // Another container may still need the image; then the engine keeps it, and says so.
    for (const image of new Set(ours.map(({ image }) => image)))
        await host.engine.try(['image', 'rm', image]);
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/release.js




/** Our names in a cluster: what is written on objects, and by what a Service tells releases apart. */
const names = {
    /** A label of pods and a key of the Service's selector: which release. */
    release: 'immutable-deploy.dev/release',
    owner: 'immutable-deploy.dev/owner',
    digest: 'immutable-deploy.dev/digest',
    image: 'immutable-deploy.dev/image',
    commit: 'immutable-deploy.dev/commit',
    plan: 'immutable-deploy.dev/plan',
    /** Before the release label: by which plan a workload may be rolled to it. */
    planned: 'plan.immutable-deploy.dev/',
    /** How many pods a release has when it has all the traffic. */
    replicas: 'immutable-deploy.dev/replicas',
    /** Before the release label: what may be rolled to, a key for each, so that two runs write both. */
    standing: 'standing.immutable-deploy.dev/',
    /** The id of the deployment that moved traffic last. */
    fence: 'immutable-deploy.dev/fence',
    managedBy: 'app.kubernetes.io/managed-by',
};
const manager = 'immutable-deploy';
/** What the selector says when no release is to get traffic. */
const nothing = 'nothing';
/** The value of the release label: a label holds 63 characters, and a digest has 64. */
function labelOf(digest) {
    return (0,artifact_digest/* hexOf */.ZD)(digest).slice(0, 16);
}
function formatOwner({ owner, environment, service }) {
    return JSON.stringify({ repository: owner, environment, service });
}
/** Says whether an object is ours; undefined if nobody has claimed it, by annotation, yet. */
function release_isOurs({ annotations = {} }, owner) {
    const found = annotations[names.owner];
    return found === undefined ? undefined : found === formatOwner(owner);
}
/** Refuses an object that belongs to another environment or service. */
function refuseForeign(object, metadata, owner) {
    if (release_isOurs(metadata, owner) !== false)
        return;
    const found = (0,inert/* inert */.t)(metadata.annotations?.[names.owner] ?? '');
    throw new src_failure/* Failure */.HR('denied', `${object} belongs to ${found}, not to "${owner.service}" of "${owner.environment}"; it is not touched`);
}
/** Reads a Deployment as a release of ours; undefined if it is something else. */
function parseRelease(deployment, owner) {
    const { metadata, spec } = deployment;
    const { [names.digest]: digest = '' } = metadata.annotations ?? {};
    const replicas = parseReplicas(metadata);
    if (release_isOurs(metadata, owner) !== true || metadata.labels?.[names.managedBy] !== manager)
        return undefined;
    const label = spec.template.metadata?.labels?.[names.release];
    // What was written by hand on one of ours is not believed in part.
    if (!(0,artifact_digest/* isDigest */.Bc)(digest) || label !== labelOf(digest) || replicas === undefined)
        return undefined;
    return { label, digest, deployment, replicas };
}
/** Reads how many pods something has when it gets traffic; undefined if that is not noted, or not by us. */
function parseReplicas({ annotations = {} }) {
    const text = annotations[names.replicas] ?? '';
    return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : undefined;
}
/** Says whether a release was complete once: the controller keeps saying so, whatever becomes of its pods. */
function wasComplete({ deployment: { metadata, status } }) {
    const progressing = status?.conditions?.find(({ type }) => type === 'Progressing');
    const isSeen = (status?.observedGeneration ?? 0) >= 1;
    return (metadata.deletionTimestamp === undefined &&
        isSeen &&
        progressing?.status === 'True' &&
        progressing.reason === 'NewReplicaSetAvailable');
}
/** The annotation by which an object is known to be ready to be rolled to an artifact. */
function standingKey(digest) {
    return `${names.standing}${labelOf(digest)}`;
}
/** The annotation that says by which plan an object may be rolled to an artifact. */
function plannedKey(digest) {
    return `${names.planned}${labelOf(digest)}`;
}
/** Reads what an object may be rolled to. */
function parseStanding({ annotations = {} }) {
    return Object.entries(annotations)
        .filter(([key]) => key.startsWith(names.standing))
        .map(([, text]) => (0,artifact_reference/* parseDigestReference */.Dn)(text));
}
/** The annotations by which people and programs see what an object runs, and why. */
function annotationsFor(artifact, owner, origin = {}) {
    return {
        [names.owner]: formatOwner(owner),
        [names.digest]: artifact.digest,
        [names.image]: (0,artifact_reference/* formatReference */.FH)(artifact),
        ...(origin.commit !== undefined && { [names.commit]: origin.commit }),
        ...(origin.plan !== undefined && { [names.plan]: origin.plan }),
    };
}
/** The name of what a release is made of: the first one's, and a part of the digest. */
function release_nameOf(base, digest) {
    // A Service's name has 63 characters at most; two long names must not become the same.
    const short = base.length <= 46 ? base : `${base.slice(0, 37)}-${(0,artifact_digest/* hexOf */.ZD)((0,artifact_digest/* digestOf */.ol)(base)).slice(0, 8)}`;
    return `${short}-${labelOf(digest)}`;
}
/** The release label that a template gives its pods, whoever wrote it. */
function labelIn({ metadata }) {
    return metadata?.labels?.[names.release];
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/fence.js




/**
 * Refuses a shift unless what gets traffic is only what the caller knows of. Where nothing answers, what traffic is
 * led to counts: a release that is down all over must be replaceable, and nothing must be led away from another.
 */
function assertExpected({ shares, led, alive }, { digest, percent, expected }, object) {
    const serving = shares.map((share) => share.digest);
    const found = serving.length > 0 ? serving : expected === undefined ? alive : led;
    const mayBeNothing = expected === undefined || (expected === digest && percent === 0);
    if (found.length === 0 && mayBeNothing)
        return;
    if (found.length > 0 && found.every((one) => one === digest || one === expected))
        return;
    const names = [...new Set(found)].map(artifact_digest/* formatShortDigest */._q).join(' and ') || 'nothing';
    throw moved(`${object} serves ${names}`, expected);
}
/** The greatest fence by which traffic was moved; 0 if nobody has. */
function fenceIn({ annotations = {} }, object) {
    const written = annotations[names.fence] ?? '0';
    if (/^[0-9]{1,15}$/.test(written))
        return Number(written);
    throw new src_failure/* Failure */.HR('denied', `the annotation "${names.fence}" of ${object} was written by somebody else`);
}
/** Refuses whoever is late: a promotion after this one has moved traffic already. */
function fence_assertFence(metadata, fence, object) {
    const found = fenceIn(metadata, object);
    if (found > fence)
        throw late(object, fence, found, `remove its annotation "${names.fence}"`);
}
/** Writes the fence with the change that it allows. */
function fenceAnnotation(fence) {
    return { [names.fence]: String(fence) };
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/template.js



/** Finds the container that runs the artifact: the only one, or the one that the policy names. */
function containerIn({ containers }, wanted, object) {
    const known = containers.map(({ name }) => `"${name}"`).join(', ');
    const [first, ...others] = containers;
    if (first === undefined)
        throw new src_failure/* Failure */.HR('invalid-input', `${object} has no container`);
    if (wanted === undefined) {
        if (others.length === 0)
            return first;
        throw new src_failure/* Failure */.HR('invalid-input', `${object} has several containers: ${known}; name one as "container"`);
    }
    const found = containers.find(({ name }) => name === wanted);
    if (found !== undefined)
        return found;
    throw new src_failure/* Failure */.HR('invalid-input', `${object} has no container "${wanted}"; it has ${known}`);
}
/** Refuses any container beside ours whose image is not named by digest: a tag may run something else tomorrow. */
function assertDigests({ containers, initContainers = [] }, ours, object) {
    const refused = [...containers, ...initContainers]
        .filter(({ name }) => name !== ours)
        .flatMap(({ name, image = '' }) => {
        try {
            (0,artifact_reference/* parseDigestReference */.Dn)(image);
            return [];
        }
        catch (error) {
            return [`container "${name}": ${(0,src_failure/* messageOf */.bD)(error)}`];
        }
    });
    if (refused.length === 0)
        return;
    throw new src_failure/* Failure */.HR('invalid-input', `${object} runs what is not named by digest: ${refused.join('; ')}`);
}
/** Puts the artifact into its container, and leaves everything else as it is. */
function withArtifact(spec, container, artifact) {
    const image = (0,artifact_reference/* formatReference */.FH)(artifact);
    return {
        ...spec,
        containers: spec.containers.map((one) => (one.name === container ? { ...one, image } : one)),
    };
}
/**
 * Builds the Deployment of one release. Labels and annotations of the first Deployment itself are not taken over:
 * by them Helm, Argo CD and Flux know what is theirs, and what they may prune.
 */
function buildRelease(request) {
    const { base, template, artifact, label, replicas, deadline, owner, origin } = request;
    const { selector, template: _, replicas: __, paused: ___, ...rest } = base.spec;
    const annotations = annotationsFor(artifact, owner, origin);
    return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
            name: release_nameOf(base.metadata.name, artifact.digest),
            labels: { [names.managedBy]: manager },
            annotations: { ...annotations, [names.replicas]: String(replicas) },
        },
        spec: {
            ...rest,
            replicas,
            progressDeadlineSeconds: deadline,
            selector: { ...selector, matchLabels: { ...selector?.matchLabels, [names.release]: label } },
            template: {
                ...template,
                metadata: {
                    labels: { ...template.metadata?.labels, [names.release]: label },
                    annotations: { ...template.metadata?.annotations, ...annotations },
                },
            },
        },
    };
}
/** Refuses a Deployment without a selector, or with one that its own pods do not match. */
function assertSelector(selector, { metadata }, object) {
    const wanted = Object.entries(selector?.matchLabels ?? {});
    if (wanted.length === 0) {
        throw new src_failure/* Failure */.HR('invalid-input', `${object} has no selector; wanted spec.selector.matchLabels`);
    }
    const missing = wanted.find(([key, value]) => metadata?.labels?.[key] !== value);
    if (missing === undefined)
        return;
    throw new src_failure/* Failure */.HR('invalid-input', `${object} selects ${missing.join('=')}, which its own template does not set`);
}
/** The digest that a container's reference names; undefined for a tag. */
function template_digestIn(image) {
    try {
        return image === undefined ? undefined : (0,artifact_reference/* parseDigestReference */.Dn)(image).digest;
    }
    catch {
        // A tag, or a name without a registry: it says nothing about what runs.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/identity.js





/** Reads the imageID of a container's status; undefined if it says none. */
function parseImageId(text) {
    const written = (text ?? '').replace(/^[a-z-]+:\/\//, '');
    const [name = '', digest] = written.split('@');
    if (digest !== undefined)
        return (0,artifact_digest/* isDigest */.Bc)(digest) ? { digest, kind: 'manifest' } : undefined;
    return (0,artifact_digest/* isDigest */.Bc)(name) ? { digest: name, kind: 'config' } : undefined;
}
function identifyBy(registry) {
    const known = new Map();
    return async (pod, container) => {
        const declared = pod.spec.containers.find(({ name }) => name === container)?.image;
        const status = pod.status?.containerStatuses?.find(({ name }) => name === container);
        const found = parseImageId(status?.imageID);
        if (found === undefined) {
            const said = (0,inert/* inert */.t)(status?.imageID ?? '', 100);
            throw new src_failure/* Failure */.HR('mismatch', `pod "${pod.metadata.name}" does not say by digest what its container "${container}" runs; found "${said}"`);
        }
        const wanted = template_digestIn(declared);
        if (wanted === undefined || wanted === found.digest)
            return found.digest;
        const question = `${declared} ${found.digest}`;
        const answer = known.get(question) ?? isPartOf(found, (0,artifact_reference/* parseDigestReference */.Dn)(declared ?? ''), registry);
        known.set(question, answer);
        answer.catch(() => known.delete(question));
        return (await answer) ? wanted : found.digest;
    };
}
/** Asks the index or the manifest itself whether what runs is a part of it: nothing else may say so. */
async function isPartOf({ digest, kind }, whole, registry) {
    const { manifest } = await registry.fetchManifest(whole);
    if (manifest.kind === 'manifest')
        return kind === 'config' && manifest.config.digest === digest;
    if (kind === 'manifest')
        return manifest.manifests.some((child) => child.digest === digest);
    for (const child of manifest.manifests) {
        if (await isPartOf({ digest, kind }, (0,artifact_reference/* withDigest */.hQ)(whole, child.digest), registry))
            return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/diagnose.js

// https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/images/types.go#L27
const waits = {
    ErrImagePull: 'again',
    ImagePullBackOff: 'now',
    InvalidImageName: 'now',
    ErrImageNeverPull: 'now',
    ImageInspectError: 'again',
    RegistryUnavailable: 'again',
    SignatureValidationFailed: 'now',
    CreateContainerConfigError: 'again',
    CreateContainerError: 'again',
    RunContainerError: 'again',
    CrashLoopBackOff: 'now',
};
/** Says why a rollout does not get on, as far as its objects tell. Pure. */
function diagnose({ workload, pods, events }) {
    const alive = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const all = [...ofWorkload(workload), ...ofEvents(events), ...alive.flatMap(ofPod)];
    // Ten pods fail for one reason: it is told once.
    return all.filter(({ text }, index) => all.findIndex((reason) => reason.text === text) === index);
}
/** Says which pods are not ready, and what the warnings about them say: what there is when only time has run out. */
function describeUnready({ pods, events }) {
    const unready = pods.filter((pod) => !isReady(pod) && pod.metadata.deletionTimestamp === undefined);
    const said = events.findLast(({ reason }) => reason === 'Unhealthy' || reason === 'FailedMount')?.message;
    const count = `${unready.length} of ${pods.length} pods are not ready`;
    return said === undefined ? count : `${count}: ${(0,inert/* inert */.t)(said, 300)}`;
}
function isReady({ status, metadata }) {
    const ready = conditionOf(status?.conditions, 'Ready');
    return metadata.deletionTimestamp === undefined && ready?.status === 'True';
}
function conditionOf(conditions = [], wanted) {
    return conditions.find(({ type }) => type === wanted);
}
function ofWorkload({ metadata, status, spec }) {
    if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 1))
        return [];
    const failed = conditionOf(status?.conditions, 'ReplicaFailure');
    const stuck = conditionOf(status?.conditions, 'Progressing');
    return [
        ...(spec.paused ? [now('its rollouts are paused; resume them by "kubectl rollout resume"')] : []),
        ...(failed?.status === 'True' ? [again(`pods are refused: ${(0,inert/* inert */.t)(failed.message ?? '', 300)}`)] : []),
        ...(stuck?.reason === 'ProgressDeadlineExceeded' ? [now('its progress deadline is exceeded')] : []),
    ];
}
function ofEvents(events) {
    return events
        .filter(({ reason }) => reason === 'FailedCreate')
        .map(({ message = '' }) => again(`pods are refused: ${(0,inert/* inert */.t)(withoutPod(message), 300)}`));
}
/** A StatefulSet's warnings name the pod, by which each would be another reason. */
function withoutPod(message) {
    return message.replace(/^create Pod \S+ in StatefulSet \S+ failed error: /, '');
}
function ofPod(pod) {
    const scheduled = conditionOf(pod.status?.conditions, 'PodScheduled');
    const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
    const waiting = [...initContainerStatuses, ...containerStatuses].flatMap((status) => ofContainer(pod, status));
    if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable')
        return waiting;
    return [
        { text: `no node takes a pod: ${(0,inert/* inert */.t)(scheduled.message ?? '', 300)}`, counts: 'pending' },
        ...waiting,
    ];
}
function ofContainer(pod, { name, state, lastState }) {
    const { reason = '', message = '' } = state?.waiting ?? {};
    const counts = Object.hasOwn(waits, reason) ? waits[reason] : undefined;
    if (counts === undefined)
        return [];
    if (reason !== 'CrashLoopBackOff')
        return [{ text: `container "${name}": ${reason}${said(message)}`, counts }];
    const ended = lastState?.terminated;
    const how = ended === undefined ? '' : `, it ended with ${ended.exitCode} (${(0,inert/* inert */.t)(ended.reason ?? '', 60)})`;
    const crashed = { pod: pod.metadata.name, container: name };
    return [{ text: `container "${name}": CrashLoopBackOff${how}`, counts, crashed }];
}
function said(message) {
    return message === '' ? '' : `: ${(0,inert/* inert */.t)(message, 300)}`;
}
function now(text) {
    return { text, counts: 'now' };
}
function again(text) {
    return { text, counts: 'again' };
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/look.js




/** Reads everything about a service at once, as far as one answer does not need another. */
async function look({ options, owner, kubectl, identify }) {
    const { service: name = '' } = options;
    const [services, deployments, labelled, route, own] = await Promise.all([
        readList(kubectl, 'core', 'services'),
        readList(kubectl, 'apps', 'deployments'),
        readList(kubectl, 'core', 'pods', { labelSelector: names.release }),
        options.route === undefined ? undefined : readRoute(kubectl, options.route),
        options.route === undefined ? readSlices(kubectl, [name]) : [],
    ]);
    const service = services.find(({ metadata }) => metadata.name === name);
    if (service !== undefined)
        refuseForeign(`Service "${name}"`, service.metadata, owner);
    const slices = route === undefined ? own : await readSlices(kubectl, [...new Set([name, ...backendsOf(route)])]);
    const base = deployments.find(({ metadata }) => metadata.name === options.deployment?.[0]);
    const releases = deployments.flatMap((deployment) => parseRelease(deployment, owner) ?? []);
    const pods = await withEndpoints(labelled, slices, service, kubectl);
    const templates = [...releases.map(({ deployment }) => deployment), ...(base === undefined ? [] : [base])];
    const runs = await identifyAll(pods, templates, options.container, identify);
    const ours = releases.map((release) => {
        return { ...release, ours: true, isComplete: wasComplete(release) };
    });
    const first = base && firstCandidate(base, pods, runs);
    return {
        service,
        services,
        route,
        deployments,
        base,
        candidates: first === undefined ? ours : [...ours, first],
        endpoints: endpointsIn(slices, pods, runs),
        ready: countReady(pods, runs),
    };
}
/** The backends of a route, with what is not a Service left out. */
function backendsOf({ spec }) {
    return (spec.rules ?? [])
        .flatMap(({ backendRefs = [] }) => backendRefs)
        .filter(({ kind = 'Service', group = '' }) => kind === 'Service' && group === '')
        .map(({ name }) => name);
}
async function readList(kubectl, group, path, query) {
    const list = await kubectl.read(group, path, query);
    if (list === undefined)
        throw new src_failure/* Failure */.HR('not-found', `the cluster knows no ${path}; is it older than Kubernetes 1.21?`);
    return list.items;
}
async function readRoute(kubectl, name) {
    const route = await kubectl.read('gateway', `httproutes/${encodeURIComponent(name)}`);
    if (route !== undefined)
        return route;
    throw new src_failure/* Failure */.HR('not-found', `there is no HTTPRoute "${name}" in namespace "${kubectl.namespace}"; make one that leads to the Service`);
}
function readSlices(kubectl, services) {
    const labelSelector = `kubernetes.io/service-name in (${services.join(',')})`;
    return readList(kubectl, 'discovery', 'endpointslices', { labelSelector });
}
/** Pods get traffic that carry no label of ours: those of the Deployment that was there before us. */
async function withEndpoints(labelled, slices, service, kubectl) {
    const pods = new Map(labelled.map((pod) => [pod.metadata.name, pod]));
    const isKnown = [...new Set(slices.flatMap(readyPods))].every((name) => pods.has(name));
    const { [names.release]: _, ...selector } = service?.spec.selector ?? {};
    if (isKnown || Object.keys(selector).length === 0)
        return pods;
    const labelSelector = Object.entries(selector)
        .map((pair) => pair.join('='))
        .join(',');
    for (const pod of await readList(kubectl, 'core', 'pods', { labelSelector }))
        pods.set(pod.metadata.name, pod);
    return pods;
}
/** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions */
function readyPods({ endpoints, metadata }) {
    return (endpoints ?? [])
        .filter(({ conditions }) => conditions?.ready !== false && conditions?.terminating !== true)
        .map(({ targetRef }) => {
        if (targetRef?.kind === 'Pod' && targetRef.name)
            return targetRef.name;
        throw new src_failure/* Failure */.HR('mismatch', `EndpointSlice "${metadata.name}" leads traffic to an address that is no pod, and nobody knows what answers there; remove that endpoint`);
    });
}
/** What each ready pod runs, in the container that its Deployment's template names: others may be injected. */
async function identifyAll(pods, deployments, container, identify) {
    const ready = [...pods.values()].filter(isReady);
    const found = ready.map(async (pod) => {
        const label = pod.metadata.labels?.[names.release];
        const own = deployments.find(({ spec }) => labelIn(spec.template) === label);
        const spec = own?.spec.template.spec ?? pod.spec;
        const { name } = containerIn(spec, container, `pod "${pod.metadata.name}"`);
        return [pod.metadata.name, await identify(pod, name)];
    });
    return new Map(await Promise.all(found));
}
/** The Deployment that was there before us: it stands as long as its pods agree on what they run. */
function firstCandidate(base, pods, runs) {
    const label = labelIn(base.spec.template);
    const wanted = Object.entries(base.spec.selector?.matchLabels ?? {});
    const own = [...pods.values()].filter(({ metadata }) => {
        const { labels = {} } = metadata;
        return labels[names.release] === label && wanted.every(([key, value]) => labels[key] === value);
    });
    const digests = new Set(own.flatMap(({ metadata }) => runs.get(metadata.name) ?? []));
    const [digest] = digests;
    if (digest === undefined || digests.size > 1 || label === labelOf(digest))
        return undefined;
    const replicas = base.spec.replicas ?? 1;
    return { label, digest, deployment: base, replicas, ours: false, isComplete: replicas > 0 };
}
function countReady(pods, runs) {
    const counts = new Map();
    for (const name of runs.keys()) {
        const label = pods.get(name)?.metadata.labels?.[names.release] ?? '';
        counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    return counts;
}
function endpointsIn(slices, pods, runs) {
    const found = new Map();
    for (const slice of slices) {
        const service = slice.metadata.labels?.['kubernetes.io/service-name'] ?? '';
        const own = found.get(service) ?? new Map();
        found.set(service, own);
        for (const pod of readyPods(slice)) {
            const digest = runs.get(pod);
            // Gone or no longer ready by now: slices follow pods with a delay.
            if (digest === undefined)
                continue;
            own.set(pod, { pod, digest, label: pods.get(pod)?.metadata.labels?.[names.release] });
        }
    }
    return new Map([...found].map(([service, own]) => [service, [...own.values()]]));
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/unmoved.js


const unmoved_attempts = 5;
/** Changes an object if nobody else has changed it since it was seen. */
function patchUnmoved(where, type, patch, kubectl) {
    return whileUnmoved(where, kubectl, (resourceVersion) => kubectl.patch(where.object, type, { ...patch, metadata: { ...patch.metadata, resourceVersion } }));
}
/** Removes an object if nobody else has changed it since it was seen; one that is gone is removed. */
async function removeUnmoved(where, kubectl) {
    const { group, path, seen } = where;
    await whileUnmoved(where, kubectl, (resourceVersion) => kubectl.remove(group, path, { uid: seen.uid, resourceVersion }));
}
/**
 * Writes to an object to which its controller writes a status all the time: only a change of what is asked of it, which
 * its generation counts, or of its fence is a change by somebody else.
 */
async function whileUnmoved({ object, group, path, seen }, kubectl, write) {
    let { resourceVersion } = seen;
    for (let attempt = 1;; attempt++) {
        try {
            return await write(resourceVersion);
        }
        catch (error) {
            if (!(0,src_failure/* isFailure */.N6)(error, 'mismatch'))
                throw error;
            const now = await kubectl.read(group, path);
            const isSame = now?.metadata.uid === seen.uid &&
                now?.metadata.generation === seen.generation &&
                now?.metadata.annotations?.[names.fence] === seen.annotations?.[names.fence];
            if (!isSame || attempt === unmoved_attempts)
                return refuseMoved(object)(error);
            resourceVersion = now?.metadata.resourceVersion;
        }
    }
}
/** Tells of a lost race what it means. */
function refuseMoved(object) {
    return (cause) => {
        if (!(0,src_failure/* isFailure */.N6)(cause, 'mismatch'))
            throw cause;
        throw new src_failure/* Failure */.HR('mismatch', `somebody else changed ${object} in the meantime; nothing was changed`, {
            cause,
        });
    };
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/selector.js





/**
 * Traffic by the selector of a Service. Its user's keys stay as they are; one key of ours names the release that is
 * selected, and without it all of them are: then their numbers of pods are their shares.
 */
function trafficBySelector(name, owner, kubectl) {
    const endpoints = ({ endpoints }) => endpoints.get(name) ?? [];
    return {
        shares: (seen) => sharesOf(endpoints(seen).map(({ digest }) => [digest, 1])),
        ledTo: ({ service }) => {
            if (service === undefined)
                return [];
            const label = service.spec.selector?.[names.release];
            if (label === undefined)
                return 'all';
            return label === nothing ? [] : [label];
        },
        prepare: async (seen, labels, release) => {
            const service = serviceIn(seen, name, kubectl);
            assertSelects(service, labels);
            assertAlone(seen.services, [name, release], labels);
            const label = claimable(seen, name);
            if (label === undefined)
                return;
            await selector_select(service, label, owner, kubectl).catch(async (error) => {
                // Another run of ours may have done the same at the same time.
                const now = await kubectl.read('core', `services/${name}`);
                const isDone = now !== undefined && release_isOurs(now.metadata, owner) === true;
                if (!isDone || now.spec.selector?.[names.release] !== label)
                    throw error;
            });
        },
        leader: (seen) => serviceIn(seen, name, kubectl).metadata,
        lead: async (seen, { candidate, percent, former }, fence) => {
            const service = serviceIn(seen, name, kubectl);
            if (percent > 0 && percent < 100) {
                assertOnly(seen, [candidate.label, former?.label]);
                await selector_select(service, null, owner, kubectl, fence);
            }
            else {
                const only = percent === 100 ? candidate : former;
                await selector_select(service, only === undefined ? nothing : labelFor(only), owner, kubectl, fence);
            }
        },
        isSettled: (seen, goal) => {
            const wanted = receiversOf(goal);
            const found = endpoints(seen);
            return (found.every(({ label }) => wanted.some((one) => one.label === label)) &&
                wanted.every((one) => {
                    const count = found.filter(({ label }) => label === one.label).length;
                    // Of a release of ours there may be pods still that are going; one of its owner's may be scaled by others.
                    const most = one.ours ? (one.deployment.spec.replicas ?? 1) : count;
                    return count > 0 && count <= most && count === (seen.ready.get(one.label ?? '') ?? 0);
                }));
        },
        attach: async () => { },
    };
}
/** The releases that are to be reached. */
function receiversOf({ candidate, percent, former }) {
    return [...(percent > 0 ? [candidate] : []), ...(percent < 100 && former !== undefined ? [former] : [])];
}
function serviceIn({ service }, name, { namespace }) {
    if (service === undefined)
        throw new src_failure/* Failure */.HR('not-found', `there is no Service "${name}" in namespace "${namespace}"`);
    return service;
}
/** Refuses a Service that leads to nothing that a release will be. */
function assertSelects({ metadata, spec }, labels) {
    const { [names.release]: _, ...selector } = spec.selector ?? {};
    const object = `Service "${metadata.name}"`;
    if (Object.keys(selector).length === 0 || spec.type === 'ExternalName') {
        throw new src_failure/* Failure */.HR('invalid-input', `${object} has no selector, so it cannot be led to a release`);
    }
    const missing = Object.entries(selector).find(([key, value]) => labels[key] !== value);
    if (missing === undefined)
        return;
    throw new src_failure/* Failure */.HR('invalid-input', `${object} selects nothing of what is staged: it wants ${missing.join('=')}, which the pods do not have`);
}
/** Refuses another Service that would lead to what is only staged. */
function assertAlone(services, own, labels) {
    const other = services.find(({ metadata, spec }) => {
        const selector = Object.entries(spec.selector ?? {});
        return (!own.includes(metadata.name) &&
            selector.length > 0 &&
            spec.clusterIP !== 'None' &&
            selector.every(([key, value]) => labels[key] === value));
    });
    if (other === undefined)
        return;
    throw new src_failure/* Failure */.HR('denied', `Service "${other.metadata.name}" would lead to what is only staged; add to its selector the key "${names.release}", or use the strategy "rolling"`);
}
/**
 * The label that the selector is to name before anything is staged, so that nothing new is selected: what is
 * selected now is selected then. Undefined if it names one already.
 */
function claimable(seen, name) {
    if (seen.service?.spec.selector?.[names.release] !== undefined)
        return undefined;
    const labels = new Set((seen.endpoints.get(name) ?? []).map(({ label }) => label));
    if (labels.size === 0)
        return nothing;
    const [label] = labels;
    if (labels.size === 1 && label !== undefined)
        return label;
    const found = labels.size > 1
        ? 'pods of several releases'
        : `pods without the label "${names.release}", and would lead to what is staged as well`;
    throw new src_failure/* Failure */.HR('denied', `Service "${name}" leads to ${found}; add the label "${names.release}: first" to the pod template of the Deployment that serves, once`);
}
function labelFor({ label, deployment }) {
    if (label !== undefined)
        return label;
    throw new src_failure/* Failure */.HR('denied', `the pods of Deployment "${deployment.metadata.name}" have no label "${names.release}", so they cannot be selected alone`);
}
/** Refuses to select every release while others than these two have pods. */
function assertOnly({ candidates, base }, wanted) {
    const running = candidates.filter(({ deployment }) => (deployment.spec.replicas ?? 1) > 0);
    const other = running.find(({ label }) => !wanted.includes(label));
    if (other === undefined)
        return;
    const name = other.deployment.metadata.name;
    const way = other.deployment === base ? `; scale Deployment "${name}" to 0` : '';
    throw new src_failure/* Failure */.HR('denied', `Deployment "${name}" has pods that would get traffic as well${way}`);
}
/** Writes our key of the selector; refused if anybody has written the Service since it was seen. */
async function selector_select({ metadata }, label, owner, kubectl, fence) {
    const { name, resourceVersion } = metadata;
    const annotations = {
        [names.owner]: formatOwner(owner),
        ...(fence !== undefined && fenceAnnotation(fence)),
    };
    const patch = {
        metadata: { resourceVersion, annotations },
        spec: { selector: { [names.release]: label } },
    };
    await kubectl.patch(`service/${name}`, 'merge', patch).catch(refuseMoved(`service/${name}`));
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/route.js








/**
 * Traffic by the weights of an HTTPRoute: each release has a Service of its own, named as its Deployment. Rules that
 * lead to none of them are left alone. https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
 */
function trafficByRoute(name, service, owner, kubectl) {
    return {
        shares: (seen) => sharesIn(seen, service, owner),
        ledTo: (seen) => {
            const weighted = weightsIn(routeIn(seen), known(seen, service, owner)).filter(({ weight }) => weight > 0);
            return weighted.flatMap(({ name }) => labelBehind(seen, name, service) ?? []);
        },
        prepare: async (seen, labels, release) => {
            // The first Service is left where it leads, and must not lead to what is staged either.
            await trafficBySelector(service, owner, kubectl).prepare(seen, labels, release);
            const existing = seen.services.find(({ metadata }) => metadata.name === release);
            if (existing !== undefined && release_isOurs(existing.metadata, owner) !== true) {
                throw new src_failure/* Failure */.HR('denied', `Service "${release}" is not ours; it is not touched`);
            }
            weightsIn(routeIn(seen), known(seen, service, owner));
        },
        attach: async (seen, labels, deployment) => {
            const stable = serviceIn(seen, service, kubectl);
            await kubectl.apply(buildService(deployment.metadata, stable, labels, owner));
        },
        leader: (seen) => routeIn(seen).metadata,
        lead: async (seen, { candidate, percent, former }, fence) => {
            const route = routeIn(seen);
            const own = known(seen, service, owner);
            const backend = (weight, of) => of === undefined || weight === 0 ? [] : [{ name: backendOf(of, service), weight }];
            const wanted = [...backend(percent, candidate), ...backend(100 - percent, former)];
            const rules = (route.spec.rules ?? []).map((rule) => leadRule(rule, own, wanted));
            await patchUnmoved({ object: `httproute/${name}`, group: 'gateway', path: `httproutes/${name}`, seen: route.metadata }, 'merge', { metadata: { annotations: fenceAnnotation(fence) }, spec: { rules } }, kubectl);
        },
        isSettled: (seen, goal) => isAccepted(routeIn(seen)) &&
            receiversOf(goal).every((one) => {
                const count = seen.endpoints.get(backendOf(one, service))?.length ?? 0;
                return count > 0 && count === (seen.ready.get(one.label ?? '') ?? 0);
            }),
    };
}
/** Puts the wanted backends in place of those that are known, with whatever else the first of them says. */
function leadRule(rule, own, wanted) {
    const { backendRefs = [] } = rule;
    const [pattern] = backendRefs.filter(({ name }) => own.has(name));
    if (pattern === undefined)
        return rule;
    // A rule without backends is one that nobody answers for: it stays, with no weight.
    const refs = wanted.length > 0 ? wanted : [{ name: pattern.name, weight: 0 }];
    return { ...rule, backendRefs: refs.map((ref) => ({ ...pattern, ...ref })) };
}
/** The backends that are releases, with their weights: the same in each rule that leads to any. */
function weightsIn(route, own) {
    const object = `HTTPRoute "${route.metadata.name}"`;
    const rules = (route.spec.rules ?? []).filter(({ backendRefs = [] }) => backendRefs.some(({ name }) => own.has(name)));
    const [first, ...others] = rules.map(({ backendRefs = [] }) => backendRefs.map(({ name, weight = 1 }) => ({ name, weight })));
    if (first === undefined) {
        throw new src_failure/* Failure */.HR('denied', `${object} leads to no release of ours, nor to the Service of the policy; found ${[...new Set(backendsOf(route))].join(', ') || 'no backend'}`);
    }
    const foreign = first.find(({ name, weight }) => weight > 0 && !own.has(name));
    if (foreign !== undefined)
        throw new src_failure/* Failure */.HR('denied', `${object} shares traffic with "${foreign.name}" as well, which is not ours`);
    const weights = (rule) => JSON.stringify(rule.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
    if (others.some((rule) => weights(rule) !== weights(first)))
        throw new src_failure/* Failure */.HR('denied', `the rules of ${object} share traffic in different ways`);
    return first;
}
/** The names of the Services by which releases are reached. */
function known({ services, candidates }, service, owner) {
    const releases = new Set(candidates.filter(({ ours }) => ours).map(({ deployment }) => deployment.metadata.name));
    const ours = services.filter(({ metadata }) => release_isOurs(metadata, owner) === true && releases.has(metadata.name));
    return new Set([service, ...ours.map(({ metadata }) => metadata.name)]);
}
function sharesIn(seen, service, owner) {
    const weights = weightsIn(routeIn(seen), known(seen, service, owner));
    const received = weights.flatMap(({ name, weight }) => {
        const endpoints = seen.endpoints.get(name) ?? [];
        // A backend without endpoints answers with errors: its share is nobody's.
        if (endpoints.length === 0)
            return [[undefined, weight]];
        return endpoints.map(({ digest }) => [digest, weight / endpoints.length]);
    });
    return sharesOf(received).flatMap(({ digest, percent }) => digest === undefined ? [] : [{ digest, percent }]);
}
function labelBehind({ candidates }, backend, service) {
    return candidates.find((candidate) => backendOf(candidate, service) === backend)?.label;
}
function backendOf({ ours, deployment }, service) {
    return ours ? deployment.metadata.name : service;
}
function buildService({ name, uid }, { spec }, labels, owner) {
    const { [names.release]: label = '' } = labels;
    const ports = (spec.ports ?? []).map(({ name, port, protocol, targetPort }) => ({
        ...(name !== undefined && { name }),
        ...(protocol !== undefined && { protocol }),
        ...(targetPort !== undefined && { targetPort }),
        port,
    }));
    return {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
            name,
            labels: { [names.managedBy]: manager },
            annotations: { [names.owner]: formatOwner(owner) },
            ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name, uid }],
        },
        spec: { selector: { ...spec.selector, [names.release]: label }, ports },
    };
}
function routeIn({ route }) {
    if (route === undefined)
        throw new Error('a route is read where traffic is led by one');
    return route;
}
/** Says whether each gateway has taken what the route says now; one that refuses it is a failure. */
function isAccepted({ metadata, status }) {
    const parents = status?.parents ?? [];
    const current = parents.map(({ conditions = [] }) => conditions.filter(({ type, observedGeneration = 0 }) => ['Accepted', 'ResolvedRefs'].includes(type) && observedGeneration >= (metadata.generation ?? 1)));
    const refused = current.flat().find(({ status }) => status === 'False');
    if (refused !== undefined) {
        throw new src_failure/* Failure */.HR('denied', `HTTPRoute "${metadata.name}" is refused by its gateway: ${refused.type} is False (${(0,inert/* inert */.t)(refused.reason ?? '')})`);
    }
    return current.length > 0 && current.every((conditions) => conditions.length >= 2);
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/share.js
/**
 * Finds the numbers of pods that come nearest to a share. Neither release gets more pods than one of them needs to
 * have all the traffic, and both together never fewer; of two that are as near, the one with more pods.
 */
function splitReplicas(percent, replicas) {
    let best = { candidate: 1, former: replicas, percent: 100 / (replicas + 1) };
    for (let candidate = 1; candidate <= replicas; candidate++) {
        // For this many there is one best number of the former: the two next to the exact one.
        const exact = (candidate * (100 - percent)) / percent;
        for (const former of [Math.floor(exact), Math.ceil(exact)]) {
            if (former < 1 || former > replicas || candidate + former < replicas)
                continue;
            const found = { candidate, former, percent: (100 * candidate) / (candidate + former) };
            if (isBetter(found, best, percent))
                best = found;
        }
        const full = { candidate, former: replicas, percent: (100 * candidate) / (candidate + replicas) };
        if (isBetter(full, best, percent))
            best = full;
    }
    return best;
}
function isBetter(found, best, percent) {
    const [near, far] = [Math.abs(found.percent - percent), Math.abs(best.percent - percent)];
    if (Math.abs(near - far) > 1e-9)
        return near < far;
    return found.candidate + found.former > best.candidate + best.former;
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/rollout.js




/** Seconds between two looks; kubectl itself returns at once when a rollout is complete. */
const rollout_firstPause = 2;
const rollout_longestPause = 8;
/**
 * Waits until a rollout is complete. One that fails is not waited for: what its pods, its workload and its warnings
 * say is told, with the last lines of a container that crashes.
 */
async function waitForRollout({ object, look, timeout, pending }, kubectl, { now, log }) {
    const started = now().getTime();
    const since = new Map();
    for (let pause = rollout_firstPause;; pause = Math.min(pause * 2, rollout_longestPause)) {
        if (await kubectl.awaitRollout(object, pause))
            return;
        const seen = await lookWithEvents(look, kubectl);
        const time = now().getTime();
        const reasons = diagnose(seen);
        for (const { text } of reasons) {
            if (!since.has(text))
                log.info(`${object}: ${text}`);
        }
        const fatal = reasons.filter((reason) => isFatal(reason, since.get(reason.text), time, pending));
        if (fatal.length > 0) {
            throw new src_failure/* Failure */.HR('denied', `${object} does not roll out: ${await explain(fatal, kubectl)}`);
        }
        for (const { text } of reasons)
            since.set(text, since.get(text) ?? time);
        if (time - started >= timeout) {
            const found = reasons.length > 0 ? reasons.map(({ text }) => text).join('; ') : describeUnready(seen);
            throw new src_failure/* Failure */.HR('denied', `${object} is not rolled out within ${(0,duration/* formatDuration */.a3)(timeout)}: ${found}; see "timeout" in the policy`);
        }
    }
}
function isFatal({ counts }, since, time, pending) {
    switch (counts) {
        case 'now':
            return true;
        case 'again':
            return since !== undefined;
        case 'pending':
            return since !== undefined && time - since >= pending;
        default:
            return counts;
    }
}
async function lookWithEvents(look, kubectl) {
    const { workload, pods } = await look();
    const about = new Set([workload.metadata.name, ...pods.map(({ metadata }) => metadata.name)]);
    const listed = await kubectl.read('core', 'events', { fieldSelector: 'type=Warning' });
    const events = (listed?.items ?? []).filter(({ involvedObject }) => about.has(involvedObject?.name ?? ''));
    return { workload, pods, events };
}
async function explain(reasons, kubectl) {
    const crashed = reasons.find((reason) => reason.crashed !== undefined)?.crashed;
    const texts = reasons.map(({ text }) => text).join('; ');
    if (crashed === undefined)
        return texts;
    const lines = await kubectl.lastWords(crashed.pod, crashed.container).then((text) => text
        .trim()
        .split('\n')
        .slice(-5)
        .map((line) => (0,inert/* inert */.t)(line)), (error) => [`its log cannot be read: ${(0,inert/* inert */.t)((0,src_failure/* messageOf */.bD)(error), 300)}`]);
    return `${texts}; its last lines: ${lines.join(' / ')}`;
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/standing.js






/** Without a Service nothing gets traffic yet; it may come with the manifests. */
function standing_sharesIn(seen, { traffic, options, service, kubectl }) {
    if (seen.service !== undefined)
        return traffic.shares(seen);
    if (options.manifests !== undefined)
        return [];
    throw new src_failure/* Failure */.HR('not-found', `there is no Service "${service}" in namespace "${kubectl.namespace}"`);
}
/** What could serve, ours first: the first Deployment may run the same digest as one of them. */
function standing_standingIn({ candidates }) {
    return candidates.filter(({ isComplete }) => isComplete);
}
/** The labels to which traffic is led; where to all, those of all that could get it. */
function ledTo(seen, { traffic }) {
    const led = seen.service === undefined ? [] : traffic.ledTo(seen);
    return led === 'all' ? seen.candidates.flatMap(({ label }) => label ?? []) : led;
}
/**
 * Names a release for a change that takes something from it. Whoever leads traffic to a release touches it first, and
 * leaves his fence there: one that was not touched since, and had no traffic when that was looked up later, has none.
 */
function asSeen({ metadata }) {
    const { name } = metadata;
    return { object: `deployment/${name}`, group: 'apps', path: `deployments/${name}`, seen: metadata };
}
/** Removes a release, and with it the Service that it owns where traffic is led by a route. */
async function standing_remove(deployment, { kubectl }) {
    await removeUnmoved(asSeen(deployment), kubectl);
}
/** Touches the releases of ours that are about to get traffic. */
async function touch(receivers, fence, { kubectl }) {
    const ours = receivers.filter(({ ours }) => ours);
    await Promise.all(ours.map(({ deployment: { metadata } }) => kubectl.patch(`deployment/${metadata.name}`, 'merge', {
        metadata: { uid: metadata.uid, annotations: fenceAnnotation(fence) },
    })));
}
/** Gives a release of ours another number of pods: the one thing about it that changes. */
async function scale(name, replicas, kubectl) {
    await kubectl.patch(`deployment/${name}`, 'merge', { spec: { replicas } });
}
/** Waits until a release of ours is rolled out. */
async function settle(name, label, { options, kubectl, edge }) {
    const read = async () => {
        const [workload, pods] = await Promise.all([
            kubectl.read('apps', `deployments/${name}`),
            readList(kubectl, 'core', 'pods', { labelSelector: `${names.release}=${label}` }),
        ]);
        if (workload === undefined)
            throw new src_failure/* Failure */.HR('mismatch', `Deployment "${name}" was removed while it was waited for`);
        return { workload, pods };
    };
    const { timeout, pending } = options;
    await waitForRollout({ object: `deployment/${name}`, look: read, timeout, pending }, kubectl, edge);
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/shift.js








/** How long endpoints may take to follow what was written. Milliseconds. */
const shift_settling = 60_000;
const longestLook = 1_000;
/** Leads traffic to two releases, or to one, once they have the pods for it. */
async function shift_shift(wanted, parts) {
    const { traffic, options } = parts;
    const seen = await look(parts);
    const led = ledTo(seen, parts);
    const behind = seen.candidates.filter(({ label = '' }) => led.includes(label));
    const alive = behind.filter(({ label = '' }) => (seen.ready.get(label) ?? 0) > 0);
    const digests = (candidates) => candidates.map(({ digest }) => digest);
    const object = `Service "${parts.service}"`;
    const serving = { shares: standing_sharesIn(seen, parts), led: digests(behind), alive: digests(alive) };
    assertExpected(serving, wanted, object);
    const goal = shift_goalOf(seen, wanted, parts);
    const leader = traffic.leader(seen);
    fence_assertFence(leader, wanted.fence, object);
    const isWritten = fenceIn(leader, object) === wanted.fence;
    if (isWritten && isLedAs(led, goal) && traffic.isSettled(seen, goal))
        return;
    const counts = countsFor(goal, options);
    const raised = await give(goal, counts, seen, parts);
    const isShared = goal.percent > 0 && goal.percent < 100;
    const now = isShared ? await look(parts) : seen;
    await touch(receiversOf(raised), wanted.fence, parts);
    // What was seen before is what the write is compared with, however long it took to get ready.
    await traffic.lead({ ...now, service: seen.service, route: seen.route }, raised, wanted.fence);
    await untilSettled(raised, parts);
    await lower(raised, counts, wanted.fence, parts);
    if (options.route === undefined)
        sayShare(percentOf(counts), wanted.percent, parts);
}
/** Says what share pods can make, where it is not the one that was asked for. */
function sayShare(real, asked, { edge }) {
    if (asked === 0 || asked === 100 || Math.round(real) === asked)
        return;
    edge.log.notice(`${asked} % was asked for; with whole pods it is ${Math.round(real)} %`);
}
/** Finds the two releases that a shift names. */
function shift_goalOf(seen, { digest, percent, expected }, { service }) {
    const find = (wanted) => {
        const found = standing_standingIn(seen).find((candidate) => candidate.digest === wanted);
        if (found !== undefined)
            return found;
        throw new src_failure/* Failure */.HR('not-found', `release ${(0,artifact_digest/* formatShortDigest */._q)(wanted)} does not stand behind Service "${service}"; stage it first`);
    };
    const former = expected === undefined || expected === digest || percent === 100 ? undefined : find(expected);
    const goal = { candidate: find(digest), percent, former };
    if (percent > 0 && percent < 100 && former === undefined)
        throw new src_failure/* Failure */.HR('invalid-input', `${percent} % of the traffic can only be given where a release serves`);
    return goal;
}
function isLedAs(led, { candidate, percent, former }) {
    const wanted = percent === 100 ? [candidate.label] : percent === 0 ? [former?.label] : undefined;
    if (wanted === undefined)
        return false;
    const labels = wanted.filter((label) => label !== undefined);
    return labels.length === led.length && labels.every((label) => led.includes(label));
}
/** How many pods each has at the goal. What gets all the traffic has all of its pods, by a route both have. */
function countsFor({ candidate, former, percent }, { route }) {
    const full = { candidate: candidate.replicas, former: former?.replicas ?? 0 };
    if (route !== undefined || former === undefined || percent === 0 || percent === 100)
        return full;
    if (former.ours)
        return splitReplicas(percent, Math.max(full.candidate, full.former));
    // The first Deployment is its owner's: only what is ours is given more pods or fewer.
    const exact = Math.round((full.former * percent) / (100 - percent));
    return { ...full, candidate: Math.min(Math.max(exact, 1), full.candidate) };
}
function percentOf({ candidate, former }) {
    return (100 * candidate) / (candidate + former);
}
/** Gives both what they need at the goal, and takes nothing yet: capacity comes before traffic. */
async function give(goal, counts, { ready }, parts) {
    const raise = async (one, wanted) => {
        if (!one.ours || one.label === undefined)
            return one;
        const { name } = one.deployment.metadata;
        const has = one.deployment.spec.replicas ?? 1;
        if (has < wanted)
            await scale(name, wanted, parts.kubectl);
        // On the way back a release that has lost a pod is better than one that fails: it is not waited for.
        const isReady = has >= wanted && (ready.get(one.label) ?? 0) * 2 >= wanted;
        if (!isReady)
            await settle(name, one.label, parts);
        return withReplicas(one, Math.max(has, wanted));
    };
    const { candidate, former, percent } = goal;
    return {
        percent,
        candidate: percent > 0 ? await raise(candidate, counts.candidate) : candidate,
        former: former && (await raise(former, counts.former)),
    };
}
function withReplicas(one, replicas) {
    const { deployment } = one;
    return { ...one, deployment: { ...deployment, spec: { ...deployment.spec, replicas } } };
}
/** Takes the pods that make a share larger than it is to be, now that the others serve. */
async function lower(goal, counts, fence, parts) {
    const { candidate, former, percent } = goal;
    const { options, traffic, service, kubectl } = parts;
    if (options.route !== undefined || former === undefined || percent === 0)
        return;
    const reduce = async (one, wanted) => {
        if (!one.ours || (one.deployment.spec.replicas ?? 1) <= wanted)
            return one;
        // Who slept since traffic was led may find that others have given this very release all of it.
        const { object, path } = asSeen(one.deployment);
        const deployment = await kubectl.read('apps', path);
        fence_assertFence(traffic.leader(await look(parts)), fence, `Service "${service}"`);
        if (deployment === undefined)
            return one;
        fence_assertFence(deployment.metadata, fence, object);
        await patchUnmoved(asSeen(deployment), 'merge', { spec: { replicas: wanted } }, kubectl);
        return withReplicas(one, wanted);
    };
    const reduced = {
        percent,
        candidate: await reduce(candidate, counts.candidate),
        former: await reduce(former, counts.former),
    };
    await untilSettled(reduced, parts);
}
/** Waits until traffic goes where it was led: the write alone moves nothing. */
async function untilSettled(goal, parts) {
    const { edge, traffic, service } = parts;
    const until = edge.now().getTime() + shift_settling;
    for (let pause = 100;; pause = Math.min(pause * 2, longestLook)) {
        if (traffic.isSettled(await look(parts), goal))
            return;
        if (edge.now().getTime() >= until) {
            throw new src_failure/* Failure */.HR('unavailable', `traffic did not follow within ${shift_settling / 1000} s where it was led from "${service}"; see its EndpointSlices, or the status of the route`);
        }
        await edge.sleep(pause);
    }
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/src/target/kubernetes/manifests.js




/** Reads the files of the workspace from which a release is made. */
async function readManifests(paths, workspace = '.') {
    const root = await (0,promises_.realpath)(workspace);
    const objects = await Promise.all(paths.map(async (path) => parseManifest(await readInside(root, path), path)));
    return chooseManifests(objects.flat(), paths.join(', '));
}
/** A link must not lead to what is not of the checkout. */
async function readInside(root, path) {
    try {
        const found = await (0,promises_.realpath)((0,external_node_path_.resolve)(root, path));
        if (found.startsWith(root + external_node_path_.sep))
            return await (0,promises_.readFile)(found, 'utf8');
    }
    catch (cause) {
        throw new src_failure/* Failure */.HR('not-found', `manifest "${path}" cannot be read: ${(0,src_failure/* messageOf */.bD)(cause)}`, { cause });
    }
    throw new src_failure/* Failure */.HR('denied', `manifest "${path}" is a link that leads out of the workspace`);
}
function parseManifest(text, path) {
    // More than a hundred aliases make a small file a huge one.
    const documents = (0,dist/* parseAllDocuments */.hR)(text);
    return [...documents].flatMap((document) => {
        const [error] = document.errors;
        if (error !== undefined)
            throw new src_failure/* Failure */.HR('invalid-input', `manifest "${path}" is not YAML: ${error.message.split('\n')[0]}`);
        const value = document.toJS({ maxAliasCount: 100 });
        if (value === null || value === undefined)
            return [];
        if (typeof value !== 'object' || Array.isArray(value))
            throw new src_failure/* Failure */.HR('invalid-input', `manifest "${path}" holds something that is no object of Kubernetes`);
        return [value];
    });
}
/**
 * Takes the Deployment and the Service. Anything else is refused: an object that releases share, such as a
 * ConfigMap, would change under the one that serves.
 */
function chooseManifests(objects, paths) {
    const kindOf = ({ apiVersion, kind }) => `${String(apiVersion)} ${String(kind)}`;
    const ofKind = (kind) => objects.filter((object) => kindOf(object) === kind);
    const deployments = ofKind('apps/v1 Deployment');
    const services = ofKind('v1 Service');
    const other = objects.find((object) => !['apps/v1 Deployment', 'v1 Service'].includes(kindOf(object)));
    if (other !== undefined) {
        throw new src_failure/* Failure */.HR('invalid-input', `${paths}: a ${kindOf(other)} is not part of a release; apply it in a step before, under a name that changes with its content`);
    }
    const [deployment, ...more] = deployments;
    if (deployment === undefined || more.length > 0 || services.length > 1) {
        throw new src_failure/* Failure */.HR('invalid-input', `${paths}: wanted one Deployment and at most one Service; found ${deployments.length} and ${services.length}`);
    }
    for (const { metadata, kind } of objects) {
        if (typeof metadata?.name !== 'string')
            throw new src_failure/* Failure */.HR('invalid-input', `${paths}: the ${String(kind)} has no metadata.name`);
    }
    const { spec } = deployment;
    if (!Array.isArray(spec?.template?.spec?.containers))
        throw new src_failure/* Failure */.HR('invalid-input', `${paths}: the Deployment has no spec.template.spec.containers`);
    const [service] = services;
    return { deployment: deployment, ...(service !== undefined && { service }) };
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/origin.js
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
const origin_revision = 'org.opencontainers.image.revision';
/** The commit that an artifact says it was built from: shown to people, and trusted by nobody. */
async function commitOf(artifact, registry) {
    const { manifest } = await registry.fetchManifest(artifact);
    const commit = manifest.annotations?.[origin_revision];
    return commit !== undefined && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit) ? commit : undefined;
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/kubectl-failure.js


/** Reasons by which an API server says that it cannot now, and might later. */
const passing = ['ServiceUnavailable', 'InternalError', 'Timeout', 'ServerTimeout', 'TooManyRequests'];
/**
 * Reads why kubectl failed from what it wrote; undefined if it is no answer of an API server, nor the lack of one.
 * kubectl has one exit code for all of them, and names the server's reason in parentheses.
 */
function kubectl_failure_failureOf(stderr, namespace) {
    return (permissionFailure(stderr, namespace) ??
        configurationFailure(stderr) ??
        kubectl_failure_connectionFailure(stderr) ??
        conflictFailure(stderr) ??
        answerFailure(stderr));
}
function configurationFailure(stderr) {
    const context = /context "([^"]*)" does not exist|context was not found for specified context: (.*)/.exec(stderr);
    if (context !== null) {
        const name = (0,inert/* inert */.t)(context[1] ?? context[2] ?? '', 100);
        return new src_failure/* Failure */.HR('invalid-input', `the kubeconfig has no context "${name}"; name one of "kubectl config get-contexts", or set KUBECONFIG`);
    }
    if (/error loading config file|stat .*: no such file or directory|invalid configuration:/.test(stderr)) {
        return new src_failure/* Failure */.HR('invalid-input', `the kubeconfig cannot be used: ${(0,inert/* inert */.t)(lastLine(stderr), 300)}; set KUBECONFIG to one that is complete`);
    }
    return undefined;
}
function kubectl_failure_connectionFailure(stderr) {
    if (/You must be logged in to the server|asked for the client to provide credentials/.test(stderr)) {
        return new src_failure/* Failure */.HR('unauthorized', 'the cluster does not know who asks; the kubeconfig holds no credential, or one that has expired');
    }
    const away = /The connection to the server .*|Unable to connect to the server: .*|.*(?:deadline exceeded|Client\.Timeout exceeded|connection refused|TLS handshake timeout|unexpected EOF|connection reset).*/;
    const [line] = away.exec(stderr) ?? [];
    if (line === undefined)
        return undefined;
    const way = /localhost:8080|127\.0\.0\.1:8080/.test(line) ? '; set KUBECONFIG' : '';
    return new src_failure/* Failure */.HR('unavailable', `the cluster does not answer: ${(0,inert/* inert */.t)(line, 300)}${way}`);
}
function conflictFailure(stderr) {
    const [line] = /Apply failed with \d+ conflicts?: .*/.exec(stderr) ?? [];
    if (line === undefined)
        return undefined;
    return new src_failure/* Failure */.HR('mismatch', `somebody else has written the same fields: ${(0,inert/* inert */.t)(line, 300)}`);
}
function answerFailure(stderr) {
    const found = /Error from server(?: \((\w+)\))?: ([^\n]*)/.exec(stderr) ??
        /^The ()(\w+ "[^"]*" is invalid: [^\n]*)/m.exec(stderr);
    if (found === null)
        return undefined;
    const [, reason = '', text = ''] = found;
    const message = (0,inert/* inert */.t)(text.replace(/^error when \w+ "[^"]*": /, ''), 300);
    if (reason === 'NotFound')
        return new src_failure/* Failure */.HR('not-found', message);
    if (reason === 'Conflict' || reason === 'AlreadyExists')
        return new src_failure/* Failure */.HR('mismatch', message);
    if (passing.includes(reason))
        return new src_failure/* Failure */.HR('unavailable', `the cluster answered: ${message}`);
    return new src_failure/* Failure */.HR('denied', `the cluster refused: ${message}`);
}
// https://github.com/kubernetes/apiserver/blob/v0.36.3/pkg/endpoints/handlers/responsewriters/errors.go#L69
function permissionFailure(text, namespace) {
    const found = /User "([^"]*)" cannot (\w+) resource "([^"]+)" in API group "([^"]*)"/.exec(text);
    if (found === null)
        return undefined;
    const [, user = '', verb, resource = '', group = ''] = found;
    const where = group === '' ? '' : ` of "${(0,inert/* inert */.t)(group, 60)}"`;
    return new src_failure/* Failure */.HR('unauthorized', `missing permission: "${verb}" on "${(0,inert/* inert */.t)(resource, 60)}"${where} in namespace "${namespace}"; add it to the Role of "${(0,inert/* inert */.t)(user, 120)}"`);
}
function lastLine(text) {
    return text.trim().split('\n').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/preview.js




/** Milliseconds until kubectl says at which port of ours a pod is reached. */
const preview_patience = 30_000;
/** Opens a way to one pod of a Deployment, through the API server, for as long as it is looked at. */
async function forwardPort(deployment, port, kubectl, { spawn }) {
    const said = [];
    const command = ['port-forward', '--address=127.0.0.1', `deployment/${deployment}`, `:${port}`];
    const running = spawn('kubectl', [...kubectl.args, ...command], {
        onStderr: (line) => void said.push(line),
    });
    running.stdin.end();
    const lines = (0,external_node_readline_.createInterface)({ input: running.stdout });
    const opened = new Promise((resolve) => {
        lines.on('line', (line) => {
            const found = /^Forwarding from 127\.0\.0\.1:(\d+) ->/.exec(line);
            if (found !== null)
                resolve(Number(found[1]));
        });
    });
    const ended = running.ended.then(() => undefined, (error) => error);
    const timer = setTimeout(running.kill, preview_patience);
    const first = await Promise.race([opened, ended]);
    clearTimeout(timer);
    if (typeof first === 'number') {
        return {
            url: `http://127.0.0.1:${first}`,
            [Symbol.asyncDispose]: async () => {
                running.kill();
                await ended;
            },
        };
    }
    throw kubectl_failure_failureOf(said.join('\n'), kubectl.namespace) ?? unreachable(deployment, port, said, first);
}
function unreachable(deployment, port, said, cause) {
    if ((0,src_failure/* isFailure */.N6)(cause, 'not-found'))
        return cause;
    return new src_failure/* Failure */.HR('unavailable', `port ${port} of Deployment "${deployment}" is not reached by port-forward: ${(0,inert/* inert */.t)(said.at(-1) ?? 'no answer', 300)}; set "preview: none" to go without`, { cause });
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/harden.js
/**
 * The "restricted" level of the Pod Security Standards, and a root file system that cannot be written to.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
function harden(spec) {
    const added = [];
    const contradicted = ['hostNetwork', 'hostPID', 'hostIPC']
        .filter((key) => spec[key] === true)
        .map((key) => `pod: ${key} is true`);
    const pod = spec.securityContext ?? {};
    const settle = (container) => {
        const own = container.securityContext ?? {};
        const context = { ...own };
        for (const setting of harden_settings) {
            const found = own[setting.key] ?? (setting.ofPod ? pod[setting.key] : undefined);
            if (found === undefined) {
                context[setting.key] = setting.value;
                added.push(`${container.name}: ${setting.name}`);
            }
            else if (!setting.holds(found)) {
                contradicted.push(`${container.name}: ${setting.key} is ${JSON.stringify(found)}`);
            }
        }
        for (const reason of refusals(own, pod))
            contradicted.push(`${container.name}: ${reason}`);
        return { ...container, securityContext: context };
    };
    const containers = spec.containers.map(settle);
    const initContainers = spec.initContainers?.map(settle);
    return {
        spec: { ...spec, containers, ...(initContainers !== undefined && { initContainers }) },
        added,
        contradicted,
    };
}
const harden_settings = [
    {
        key: 'readOnlyRootFilesystem',
        name: 'read-only root',
        value: true,
        ofPod: false,
        holds: (found) => found === true,
    },
    { key: 'runAsNonRoot', name: 'non-root', value: true, ofPod: true, holds: (found) => found === true },
    {
        key: 'allowPrivilegeEscalation',
        name: 'no privilege escalation',
        value: false,
        ofPod: false,
        holds: (found) => found === false,
    },
    {
        key: 'capabilities',
        name: 'dropped capabilities',
        value: { drop: ['ALL'] },
        ofPod: false,
        holds: hasDropped,
    },
    {
        key: 'seccompProfile',
        name: 'seccomp RuntimeDefault',
        value: { type: 'RuntimeDefault' },
        ofPod: true,
        holds: (found) => ['RuntimeDefault', 'Localhost'].includes(String(found.type)),
    },
];
/** The one capability that the standard lets a container add. */
function hasDropped(found) {
    const { add = [], drop = [] } = found;
    return drop.includes('ALL') && add.every((name) => name === 'NET_BIND_SERVICE');
}
function refusals(own, pod) {
    const user = own.runAsUser ?? pod.runAsUser;
    return [
        ...(own.privileged === true ? ['privileged is true'] : []),
        ...(user === 0 ? ['runAsUser is 0'] : []),
    ];
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/verdict.js



/** Hardens what is to run as far as the policy asks, and says what it is without. */
function hardened(spec, object, { harden: asked }, { log }) {
    if (asked === 'off')
        return spec;
    const { spec: settled, added, contradicted } = harden(spec);
    const list = (reasons) => (0,inert/* inert */.t)(reasons.join(', '), 1000);
    if (asked === 'report') {
        const missing = [...added.map((reason) => `${reason} is not set`), ...contradicted];
        if (missing.length > 0)
            log.warning(`${object} is not hardened: ${list(missing)}; set "harden: enforce" to add what is missing`);
        return spec;
    }
    if (contradicted.length > 0) {
        throw new src_failure/* Failure */.HR('denied', `${object} contradicts the hardening that the policy enforces: ${list(contradicted)}`);
    }
    if (added.length > 0)
        log.info(`${object} is hardened: ${list(added)}`);
    return settled;
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/stage.js











/** Makes the Deployment of an artifact, or finds it, and waits until all of its pods are ready. */
async function kubernetes_stage_stage(artifact, parts, origin = {}) {
    const { options, owner, kubectl, traffic, edge } = parts;
    const seen = await look(parts);
    const { deployment: base, service } = await readBase(seen, parts);
    const name = release_nameOf(base.metadata.name, artifact.digest);
    const existing = seen.deployments.find(({ metadata }) => metadata.name === name);
    if (existing !== undefined)
        refuseStranger(existing, artifact.digest, owner);
    const { template, container } = templateOf(base, artifact, options, edge);
    const label = labelOf(artifact.digest);
    const labels = { ...template.metadata?.labels, [names.release]: label };
    const withService = seen.service === undefined ? { ...seen, service: await stage_create(service, parts) } : seen;
    const isLed = ledTo(withService, parts).includes(label);
    if (!isLed)
        await traffic.prepare(withService, labels, name);
    await tidy(seen, label, parts);
    const replicas = existing && parseRelease(existing, owner)?.replicas;
    if (replicas !== undefined && existing?.spec.replicas === 0)
        await scale(name, replicas, kubectl);
    const make = async () => {
        const request = {
            ...{ base, template, artifact, label, owner, replicas: replicasFor(seen, base, parts) },
            deadline: Math.ceil(options.timeout / 1000),
            origin: { ...origin, commit: await commitOf(artifact, parts.context.registry) },
        };
        return kubectl.apply(buildRelease(request));
    };
    const deployment = existing ?? (await make());
    if (!isLed)
        await traffic.attach(withService, labels, deployment);
    const isNew = existing === undefined || !wasComplete({ deployment: existing });
    await settle(name, label, parts).catch(async (error) => {
        if (isNew && !isLed)
            await removeIncomplete(name, parts).catch((failed) => edge.log.warning((0,src_failure/* messageOf */.bD)(failed)));
        throw error;
    });
    if (options.preview === 'none')
        return { [Symbol.asyncDispose]: async () => { } };
    const port = options.port ?? portOf(withService.service, template, container);
    return forwardPort(name, port, kubectl, edge);
}
async function readBase(seen, { options, kubectl }) {
    if (options.manifests !== undefined)
        return readManifests(options.manifests);
    if (seen.base !== undefined)
        return { deployment: seen.base };
    throw new src_failure/* Failure */.HR('not-found', `there is no Deployment "${options.deployment?.[0]}" in namespace "${kubectl.namespace}"`);
}
function refuseStranger(existing, digest, owner) {
    if (parseRelease(existing, owner)?.digest === digest)
        return;
    throw new src_failure/* Failure */.HR('denied', `Deployment "${existing.metadata.name}" has the name of a release and is not ours; it is not touched`);
}
function templateOf(base, artifact, options, edge) {
    const object = `Deployment "${base.metadata.name}"`;
    const { template, selector } = base.spec;
    assertSelector(selector, template, object);
    const { name, image } = containerIn(template.spec, options.container, object);
    // What a manifest says of the artifact is replaced; a tag there would say what never runs.
    assertDigests(template.spec, options.manifests === undefined || image === undefined ? name : '', object);
    const spec = hardened(withArtifact(template.spec, name, artifact), object, options, edge);
    return { template: { ...template, spec }, container: name };
}
/** Makes the Service that the manifests hold; it leads to nothing until a release is led to. */
async function stage_create(service, { owner, kubectl, service: name }) {
    if (service?.metadata.name !== name) {
        throw new src_failure/* Failure */.HR('not-found', `there is no Service "${name}", in the cluster or in the manifests`);
    }
    const { annotations } = service.metadata;
    const metadata = {
        ...service.metadata,
        annotations: { ...annotations, [names.owner]: formatOwner(owner) },
    };
    const spec = { ...service.spec, selector: { ...service.spec.selector, [names.release]: nothing } };
    return kubectl.apply({ ...service, metadata, spec });
}
function replicasFor(seen, { spec, metadata }, { options, traffic }) {
    const [most] = (seen.service === undefined ? [] : traffic.shares(seen)).toSorted((one, other) => other.percent - one.percent);
    const serving = seen.candidates.find(({ digest, ours }) => ours && digest === most?.digest);
    const replicas = options.replicas ?? serving?.replicas ?? spec.replicas ?? 1;
    if (replicas > 0)
        return replicas;
    throw new src_failure/* Failure */.HR('invalid-input', `Deployment "${metadata.name}" has 0 replicas, so it is not known how many a release has; set "replicas" in the policy`);
}
/** Removes what has never been complete: it would be in nobody's way but its own at the next attempt. */
async function removeIncomplete(name, parts) {
    const deployment = await parts.kubectl.read('apps', `deployments/${name}`);
    if (deployment !== undefined && !wasComplete({ deployment }))
        await standing_remove(deployment, parts);
}
/** Takes the pods of releases that are not needed for an instant rollback, and removes what never was complete. */
async function tidy(before, staged, parts) {
    const { kubectl, options, edge } = parts;
    const spare = idleIn(before, parts).filter(({ label, deployment, isComplete }) => label !== staged && !(isComplete && deployment.spec.replicas === 0));
    if (spare.length === 0)
        return;
    const idle = new Set(idleIn(await look(parts), parts).map(({ label }) => label));
    const tidyUp = async ({ isComplete, deployment }) => {
        if (isComplete)
            return patchUnmoved(asSeen(deployment), 'merge', { spec: { replicas: 0 } }, kubectl);
        // It may be another run's, which waits for it.
        const age = edge.now().getTime() - Date.parse(deployment.metadata.creationTimestamp ?? '');
        if (age > options.timeout)
            return standing_remove(deployment, parts);
    };
    for (const one of spare.filter(({ label }) => idle.has(label))) {
        await tidyUp(one).catch((error) => {
            // Another run has done the same, or needs it now.
            if (!(0,src_failure/* isFailure */.N6)(error, 'mismatch'))
                throw error;
            edge.log.debug((0,src_failure/* messageOf */.bD)(error));
        });
    }
}
/** The releases of ours that get no traffic, and are not about to. */
function idleIn(seen, parts) {
    const led = ledTo(seen, parts);
    const serving = new Set(standing_sharesIn(seen, parts).map(({ digest }) => digest));
    const fence = seen.service === undefined ? 0 : fenceIn(parts.traffic.leader(seen), 'what leads traffic');
    return seen.candidates.filter(({ ours, label = '', digest, deployment: { metadata } }) => ours &&
        !led.includes(label) &&
        !serving.has(digest) &&
        fenceIn(metadata, `Deployment "${metadata.name}"`) <= fence);
}
/** The port of a pod behind the Service's first one; it may be named there as the container names it. */
function portOf(service, { spec }, container) {
    const [first] = service?.spec.ports ?? [];
    const wanted = first?.targetPort ?? first?.port;
    if (typeof wanted === 'number')
        return wanted;
    const ports = spec.containers.find(({ name }) => name === container)?.ports ?? [];
    const found = ports.find(({ name }) => name === wanted)?.containerPort;
    if (found !== undefined)
        return found;
    throw new src_failure/* Failure */.HR('invalid-input', `container "${container}" has no port "${wanted}", which the Service names; set "port" in the policy`);
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/beside.js









/**
 * Releases beside each other, each a Deployment of its own; traffic is led to one of them, or shared by two. What
 * serves and what served before it have all their pods, so that the way back is one write; older ones have none.
 */
function connectBeside(options, context, kubectl, edge) {
    const { service, route } = options;
    const traffic = route === undefined
        ? trafficBySelector(service, context, kubectl)
        : trafficByRoute(route, service, context, kubectl);
    const identify = identifyBy(context.registry);
    const parts = { options, service, owner: context, context, kubectl, identify, traffic, edge };
    return {
        observe: () => beside_observe(parts),
        stage: (artifact, origin) => kubernetes_stage_stage(artifact, parts, origin),
        shift: (digest, percent, expected, fence) => shift_shift({ digest, percent, expected, fence }, parts),
        discard: (digest, fence) => beside_discard(digest, fence, parts),
    };
}
async function beside_observe(parts) {
    const seen = await look(parts);
    const standing = new Set(standing_standingIn(seen).map(({ digest }) => digest));
    const { route, url } = parts.options;
    const rounded = route === undefined;
    return { serving: standing_sharesIn(seen, parts), standing: [...standing].sort(), url, rounded };
}
async function beside_discard(digest, fence, parts) {
    const before = await look(parts);
    const found = before.candidates.filter((candidate) => candidate.digest === digest);
    // Who gets traffic is looked up after what is to be removed.
    const seen = found.some(({ ours }) => ours) ? await look(parts) : before;
    if (seen.service !== undefined)
        fence_assertFence(parts.traffic.leader(seen), fence, `Service "${parts.service}"`);
    const led = ledTo(seen, parts);
    const serves = standing_sharesIn(seen, parts).some((share) => share.digest === digest);
    for (const { label = '', ours, deployment } of found) {
        const { name } = deployment.metadata;
        if (led.includes(label) || serves) {
            throw new src_failure/* Failure */.HR('denied', `Deployment "${name}" gets traffic of "${parts.service}"; it is not discarded`);
        }
        if (ours) {
            fence_assertFence(deployment.metadata, fence, `Deployment "${name}"`);
            await standing_remove(deployment, parts);
        }
        else
            parts.edge.log.info(`Deployment "${name}" is not ours; it is left as it is`);
    }
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/kubectl.js



/** Who we are to the API server: whose fields are whose is kept by this name. */
const fieldManager = 'immutable-deploy';
const groups = {
    core: '/api/v1',
    apps: '/apis/apps/v1',
    batch: '/apis/batch/v1',
    discovery: '/apis/discovery.k8s.io/v1',
    gateway: '/apis/gateway.networking.k8s.io/v1',
};
/** Seconds that one request may take. */
const requestTimeout = 30;
/** Milliseconds after which a kubectl that hangs is killed; plugins that fetch credentials take their time. */
const killAfter = 90_000;
const kubectl_attempts = 3;
function connectKubectl({ namespace, context, kubeconfig }, edge) {
    const args = [
        `--namespace=${namespace}`,
        ...(context === undefined ? [] : [`--context=${context}`]),
        ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ];
    const uriOf = (group, path) => `${groups[group]}/namespaces/${encodeURIComponent(namespace)}/${path}`;
    const run = async (command, { input = '', seconds = 0 } = {}) => {
        const timeout = `--request-timeout=${requestTimeout + seconds}s`;
        const all = [...args, timeout, ...command];
        const options = { input, timeout: killAfter + seconds * 1000, allowFailure: true };
        return edge.exec('kubectl', all, options);
    };
    const succeed = async (command, input) => {
        const { exitCode, stdout, stderr } = await run(command, { input });
        if (exitCode === 0)
            return stdout;
        throw kubectl_failure_failureOf(stderr, namespace) ?? unexplained(command, stderr);
    };
    // Only what changes nothing is asked again: of anything else it is not known whether it was done.
    const ask = async (command) => {
        for (let attempt = 1;; attempt++) {
            const { exitCode, stdout, stderr } = await run(command);
            if (exitCode === 0)
                return stdout;
            const failure = kubectl_failure_failureOf(stderr, namespace) ?? unexplained(command, stderr);
            if (failure.code === 'not-found')
                return undefined;
            if (failure.code !== 'unavailable' || attempt === kubectl_attempts)
                throw failure;
            edge.log.debug(`kubectl: ${failure.message}; again`);
            await edge.sleep(500 * 2 ** attempt);
        }
    };
    return {
        namespace,
        args,
        // By its path, kubectl asks the server for this alone, and not for all that the server knows.
        read: async (group, path, query = {}) => {
            const search = new URLSearchParams(query).toString();
            const answer = await ask(['get', '--raw', `${uriOf(group, path)}${search && `?${search}`}`]);
            return (answer === undefined ? undefined : parse(answer));
        },
        apply: async (object) => parse(await succeed(['apply', '--server-side', `--field-manager=${fieldManager}`, '--output=json', '--filename=-'], JSON.stringify(object))),
        patch: async (object, type, patch) => parse(await succeed(patchOf(object, type, patch))),
        tryPatch: async (object, type, patch) => {
            await succeed([...patchOf(object, type, patch), '--dry-run=server']);
        },
        remove: async (group, path, preconditions) => {
            const options = {
                kind: 'DeleteOptions',
                apiVersion: 'v1',
                preconditions,
                propagationPolicy: 'Background',
            };
            const command = ['delete', '--raw', uriOf(group, path), '--filename=-'];
            await succeed(command, JSON.stringify(options)).catch((error) => {
                if (!(0,src_failure/* isFailure */.N6)(error, 'not-found'))
                    throw error;
            });
        },
        awaitRollout: async (object, seconds) => {
            const command = ['rollout', 'status', object, `--timeout=${seconds}s`];
            const { exitCode, stderr } = await run(command, { seconds });
            if (exitCode === 0)
                return true;
            const failure = kubectl_failure_failureOf(stderr, namespace);
            // That time is over is no failure of the rollout yet: its objects say what is.
            if (failure !== undefined && failure.code !== 'unavailable')
                throw failure;
            return false;
        },
        lastWords: async (pod, container) => succeed(['logs', pod, `--container=${container}`, '--previous', '--tail=5']),
    };
}
function patchOf(object, type, patch) {
    return [
        ...['patch', object, `--field-manager=${fieldManager}`, '--output=json'],
        ...[`--type=${type}`, `--patch=${JSON.stringify(patch)}`],
    ];
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new src_failure/* Failure */.HR('mismatch', `kubectl did not answer with JSON: ${(0,inert/* inert */.t)(text.slice(0, 80))}`, { cause });
    }
}
function unexplained([verb], stderr) {
    return new src_failure/* Failure */.HR('unavailable', `kubectl ${verb} failed: ${(0,inert/* inert */.t)(lastLine(stderr), 300)}`);
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/options.js


// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
const options_label = schemas/* string */.YjP().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'wanted a name such as web');
const options_name = schemas/* string */.YjP()
    .max(253)
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'wanted a name such as web');
const list = schemas/* union */.KCZ([options_name.transform((one) => [one]), schemas/* array */.YOg(options_name).min(1)]);
const manifest = schemas/* string */.YjP()
    .min(1)
    .refine((path) => !/^[/~]|\\|^[a-z]+:|\p{Cc}/iu.test(path) && !path.split('/').includes('..'), 'wanted a path inside the workspace, such as deploy/web.yaml');
const shape = {
    namespace: options_label.describe('Namespace of everything that is named here.'),
    context: schemas/* string */.YjP()
        .regex(/^[^-\s]\S*$/, 'wanted the name of a context')
        .optional()
        .describe('Context of the kubeconfig; the current one unless told.'),
    kubeconfig: schemas/* string */.YjP()
        .regex(/^[^-\s]/, 'wanted a path')
        .optional()
        .describe('Path of the kubeconfig; `KUBECONFIG` or `~/.kube/config` unless told.'),
    deployment: list
        .optional()
        .describe('Deployment that each release is made from, or that is rolled. Several, as a list, are rolled together.'),
    manifests: schemas/* array */.YOg(manifest)
        .min(1)
        .optional()
        .describe('Files in the workspace with one Deployment, and a Service if there is none yet: in place of `deployment`.'),
    'stateful-set': list.optional().describe('StatefulSet, or a list of them, that is rolled.'),
    'cron-job': list.optional().describe('CronJob, or a list of them, whose next runs get the artifact.'),
    service: options_label
        .optional()
        .describe('Service that leads to what serves; needed for `blue-green` and `canary`.'),
    route: options_name
        .optional()
        .describe('HTTPRoute (Gateway API) by whose weights traffic is shared, in place of the Service.'),
    container: options_label.optional().describe('Container that runs the artifact; needed where there are several.'),
    port: schemas/* int */.Whr()
        .min(1)
        .max(65_535)
        .optional()
        .describe('Port of a pod at which a staged release is asked; the Service’s first unless told.'),
    preview: schemas/* enum */.k5n(['port-forward', 'none'])
        .default('port-forward')
        .describe('Whether checks reach a staged release, by `kubectl port-forward`.'),
    replicas: schemas/* int */.Whr()
        .min(1)
        .max(10_000)
        .optional()
        .describe('Pods of a release that has all the traffic; as many as serve now, or the Deployment has.'),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ })
        .optional()
        .describe('Where the service is reached; asked by checks after the swap.'),
    timeout: duration_schema/* duration */.p.prefault('10m').describe('How long a rollout may take.'),
    pending: duration_schema/* duration */.p
        .prefault('1m')
        .describe('How long no node may have room for a pod, as while an autoscaler adds one.'),
    harden: schemas/* enum */.k5n(['enforce', 'report', 'off'])
        .default('report')
        .describe('Read-only root, non-root, no privilege escalation, no capabilities, seccomp: `enforce` adds what is not set and refuses what contradicts, `report` says it.'),
};
const kubernetes_options_options = schemas/* strictObject */.rej(shape).superRefine((written, context) => {
    for (const message of problemsIn(written))
        context.addIssue({ code: 'custom', message });
});
function problemsIn(written) {
    const { deployment, manifests, service, route } = written;
    const others = written['stateful-set'] ?? written['cron-job'];
    const named = deployment ?? manifests ?? others;
    return [
        ...(named === undefined
            ? ['wanted one of "deployment", "manifests", "stateful-set" and "cron-job"']
            : []),
        ...(manifests !== undefined && (deployment ?? others) !== undefined
            ? ['"manifests" stand in place of "deployment", "stateful-set" and "cron-job"']
            : []),
        ...(manifests !== undefined && service === undefined
            ? ['"manifests" need a "service" that is switched between releases']
            : []),
        ...(route !== undefined && service === undefined
            ? ['"route" needs the "service" that it leads to at first']
            : []),
    ];
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/rolled.js







/** The workloads of a policy, in the order in which they are rolled. */
function rolledIn({ deployment = [], ...options }) {
    const rolled = (kind, group) => (name) => {
        return { object: `${kind}/${name}`, group, path: `${kind}s/${name}`, kind };
    };
    return [
        ...(options['stateful-set'] ?? []).map(rolled('statefulset', 'apps')),
        ...deployment.map(rolled('deployment', 'apps')),
        ...(options['cron-job'] ?? []).map(rolled('cronjob', 'batch')),
    ];
}
/**
 * Reads a workload and what its pods run; `asked`: only what it is asked to run, as long as its controller says that all
 * of its pods do. That is what a change is compared with, and what it is refused by.
 */
async function lookAtRolled(rolled, parts, what = 'running') {
    const { options, owner, kubectl } = parts;
    const read = await kubectl.read(rolled.group, rolled.path);
    if (read === undefined)
        throw new src_failure/* Failure */.HR('not-found', `there is no ${rolled.object} in namespace "${kubectl.namespace}"`);
    refuseForeign(rolled.object, read.metadata, owner);
    const template = 'jobTemplate' in read.spec ? read.spec.jobTemplate.spec.template : read.spec.template;
    const container = containerIn(template.spec, options.container, rolled.object).name;
    const common = { ...rolled, metadata: read.metadata, template, container };
    if ('jobTemplate' in read.spec) {
        const isOn = read.spec.suspend !== true;
        return { ...common, workload: undefined, pods: [], shares: sharesOfCronJob(common, isOn), isOn };
    }
    const workload = read;
    const isOn = (workload.spec.replicas ?? 1) > 0;
    const digest = template_digestIn(template.spec.containers.find(({ name }) => name === container)?.image);
    if (what === 'asked' && digest !== undefined && isComplete(workload)) {
        const shares = isOn ? [{ digest, percent: 100 }] : [];
        return { ...common, workload, pods: [], shares, isOn };
    }
    const pods = await podsOf(workload, kubectl);
    const shares = await sharesOfPods(pods, container, parts);
    return { ...common, workload, pods, shares, isOn };
}
/** Says whether a controller has seen what is asked of it, and has done it. */
function isComplete({ metadata, spec, status = {} }) {
    const { replicas = 0, updatedReplicas = 0, readyReplicas = 0 } = status;
    const counts = [replicas, updatedReplicas, readyReplicas];
    return ((status.observedGeneration ?? 0) >= (metadata.generation ?? 1) &&
        counts.every((count) => count === (spec.replicas ?? 1)));
}
async function podsOf({ metadata, spec }, kubectl) {
    const { matchLabels = {}, matchExpressions = [] } = spec.selector ?? {};
    if (matchExpressions.length > 0 || Object.keys(matchLabels).length === 0) {
        throw new src_failure/* Failure */.HR('invalid-input', `"${metadata.name}" selects its pods by something else than labels, so which are its own is not known; give it a selector with matchLabels alone`);
    }
    const labelSelector = Object.entries(matchLabels)
        .map((pair) => pair.join('='))
        .join(',');
    const label = labelIn(spec.template);
    const found = await readList(kubectl, 'core', 'pods', { labelSelector });
    // Releases of ours that stood beside it have its labels as well.
    return found.filter(({ metadata }) => metadata.labels?.[names.release] === label);
}
async function sharesOfPods(pods, container, { identify }) {
    const digests = await Promise.all(pods.filter(isReady).map((pod) => identify(pod, container)));
    return sharesOf(digests.map((digest) => [digest, 1]));
}
/** A CronJob serves by what its next run will be: runs that have begun end as they are. */
function sharesOfCronJob({ template, container, object }, isOn) {
    if (!isOn)
        return [];
    const image = template.spec.containers.find(({ name }) => name === container)?.image;
    const digest = template_digestIn(image);
    if (digest !== undefined)
        return [{ digest, percent: 100 }];
    throw new src_failure/* Failure */.HR('denied', `${object} names its image "${(0,inert/* inert */.t)(image ?? '')}" by a tag, so what its next run will be is not known; name it by digest once`);
}
/** The shares of several workloads as one: what each of them runs entirely is what serves. */
function joinShares(all) {
    const sums = new Map();
    for (const { digest, percent } of all.flat())
        sums.set(digest, (sums.get(digest) ?? 0) + percent);
    return [...sums].map(([digest, sum]) => ({ digest, percent: Math.floor(sum / all.length) }));
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/rolling.js













/**
 * Workloads that exist, rolled by Kubernetes itself: one artifact after the other in the same place. Nothing stands
 * beside what serves; what may be rolled to is kept in an annotation.
 */
function connectRolling(options, context, kubectl, edge) {
    const identify = identifyBy(context.registry);
    const parts = { options, owner: context, context, kubectl, identify, edge };
    return {
        observe: () => rolling_observe(parts),
        stage: (artifact, origin) => rolling_stage(artifact, parts, origin),
        shift: (digest, percent, expected, fence) => rolling_shift({ digest, percent, expected, fence }, parts),
        discard: (digest, fence) => rolling_discard(digest, fence, parts),
    };
}
function lookAtAll(parts, what) {
    return Promise.all(rolledIn(parts.options).map((rolled) => lookAtRolled(rolled, parts, what)));
}
async function rolling_observe(parts) {
    const all = await lookAtAll(parts);
    const serving = rolling_sharesOf(all);
    const known = all.map(({ metadata }) => parseStanding(metadata).map(({ digest }) => digest));
    const [first = []] = known;
    const staged = first.filter((digest) => known.every((digests) => digests.includes(digest)));
    const standing = new Set([...staged, ...serving.map(({ digest }) => digest)]);
    return { serving, standing: [...standing].sort(), url: parts.options.url };
}
function rolling_sharesOf(all) {
    return joinShares(all.map(({ shares }) => shares));
}
async function rolling_stage(artifact, parts, { plan } = {}) {
    const all = await lookAtAll(parts);
    for (const seen of all) {
        assertRolls(seen);
        assertDigests(seen.template.spec, seen.container, seen.object);
        // Whoever refuses the new pods by their template refuses them now, before anything is rolled.
        const patch = await patchFor(seen, artifact, plan, parts);
        await parts.kubectl.tryPatch(seen.object, 'strategic', patch);
    }
    for (const seen of all) {
        const planned = plan === undefined ? {} : { [plannedKey(artifact.digest)]: plan };
        await noteStanding(seen, [...runningIn(seen), artifact], planned, parts);
    }
    return { [Symbol.asyncDispose]: async () => { } };
}
/** Refuses what would be patched and never rolled. */
function assertRolls({ workload, object, kind }) {
    const { updateStrategy, paused } = workload?.spec ?? {};
    const { type = 'RollingUpdate', rollingUpdate } = updateStrategy ?? {};
    const reason = kind === 'statefulset' && type !== 'RollingUpdate'
        ? `its updateStrategy is "${type}"`
        : (rollingUpdate?.partition ?? 0) > 0
            ? `its partition is ${rollingUpdate?.partition}`
            : paused
                ? 'its rollouts are paused'
                : undefined;
    if (reason === undefined)
        return;
    throw new src_failure/* Failure */.HR('invalid-input', `${object} does not roll all of its pods: ${reason}`);
}
/** References to what runs now, so that it can be rolled back to. */
function runningIn({ template, container, pods, shares }) {
    const declared = template.spec.containers.find(({ name }) => name === container)?.image ?? '';
    const ids = pods.flatMap(({ status }) => (status?.containerStatuses ?? []).filter(({ name }) => name === container).map(({ imageID }) => imageID));
    const written = [declared, ...ids.map((id = '') => id.replace(/^[a-z-]+:\/\//, ''))];
    return shares.flatMap(({ digest }) => {
        const found = written.find((text) => template_digestIn(text) === digest);
        return found === undefined ? [] : [(0,artifact_reference/* parseDigestReference */.Dn)(found)];
    });
}
async function noteStanding({ object, metadata }, references, planned, { kubectl, owner }) {
    const notes = references.map((reference) => [standingKey(reference.digest), (0,artifact_reference/* formatReference */.FH)(reference)]);
    const annotations = { ...Object.fromEntries(notes), ...planned, [names.owner]: formatOwner(owner) };
    if (Object.entries(annotations).every(([key, value]) => metadata.annotations?.[key] === value))
        return;
    await kubectl.patch(object, 'merge', { metadata: { annotations } });
}
/** The one change of a workload: the image, what says where it is from, and that it runs at all. */
async function patchFor(seen, artifact, plan, parts) {
    const { options, owner, context, edge } = parts;
    const { template, container, object, kind, workload, metadata } = seen;
    const spec = hardened(withArtifact(template.spec, container, artifact), object, options, edge);
    const images = (containers = []) => containers.map(({ name, image, securityContext }) => {
        return { name, image, ...(options.harden === 'enforce' && { securityContext }) };
    });
    const changed = {
        containers: options.harden === 'enforce'
            ? images(spec.containers)
            : [{ name: container, image: (0,artifact_reference/* formatReference */.FH)(artifact) }],
        ...(options.harden === 'enforce' &&
            spec.initContainers && { initContainers: images(spec.initContainers) }),
    };
    const origin = { commit: await commitOf(artifact, context.registry), plan };
    // What is not known of this one must not be left of the one before.
    const unknown = { [names.commit]: null, [names.plan]: null };
    const annotations = { ...unknown, ...annotationsFor(artifact, owner, origin) };
    if (kind === 'cronjob') {
        const jobTemplate = { spec: { template: { spec: changed } } };
        return { metadata: { annotations }, spec: { suspend: false, jobTemplate } };
    }
    const replicas = seen.isOn ? undefined : (options.replicas ?? parseReplicas(metadata) ?? 1);
    const deadline = kind === 'deployment' &&
        workload?.spec.progressDeadlineSeconds === undefined && {
        progressDeadlineSeconds: Math.ceil(options.timeout / 1000),
    };
    return {
        metadata: { annotations },
        spec: { ...(replicas !== undefined && { replicas }), ...deadline, template: { spec: changed } },
    };
}
async function rolling_shift({ digest, percent, expected, fence }, parts) {
    if (percent !== 0 && percent !== 100) {
        throw new src_failure/* Failure */.HR('invalid-input', `what is rolled runs one release; wanted a shift to 100 or 0 percent, found ${percent}`);
    }
    const all = await lookAtAll(parts, 'asked');
    const objects = all.map(({ object }) => object).join(', ');
    assertExpected({ shares: rolling_sharesOf(all), led: all.flatMap(askedFor), alive: [] }, { digest, percent, expected }, objects);
    for (const seen of all) {
        refuseUnknown(seen, [digest, expected]);
        fence_assertFence(seen.metadata, fence, seen.object);
    }
    const goal = goalOf({ digest, percent, expected })[0]?.digest;
    for (const seen of all) {
        if (goal === undefined)
            await switchOff(seen, fence, parts);
        else
            await roll(seen, goal, fence, parts);
    }
}
/** What a workload is asked to run, whether its pods do yet or not. */
function askedFor({ template, container, isOn }) {
    const digest = template_digestIn(template.spec.containers.find(({ name }) => name === container)?.image);
    return isOn && digest !== undefined ? [digest] : [];
}
/** Refuses to roll what somebody else has begun to roll to something else. */
function refuseUnknown(seen, known) {
    const [asked] = askedFor(seen);
    const running = seen.shares.some(({ digest }) => digest === asked);
    if (asked === undefined || known.includes(asked) || (known[1] === undefined && !running))
        return;
    throw new src_failure/* Failure */.HR('mismatch', `${seen.object} was changed by somebody else to run ${(0,artifact_digest/* formatShortDigest */._q)(asked)}; nothing was changed`);
}
async function roll(seen, digest, fence, parts) {
    const reference = [...parseStanding(seen.metadata), ...runningIn(seen)].find((one) => one.digest === digest);
    if (reference === undefined) {
        throw new src_failure/* Failure */.HR('not-found', `${seen.object} does not know release ${(0,artifact_digest/* formatShortDigest */._q)(digest)}; stage it first`);
    }
    const isAsked = askedFor(seen)[0] === digest;
    const plan = seen.metadata.annotations?.[plannedKey(digest)];
    const { metadata, spec } = isAsked
        ? { metadata: {}, spec: {} }
        : await patchFor(seen, reference, plan, parts);
    await write(seen, 'strategic', { metadata, spec }, fence, parts);
    if (seen.kind === 'cronjob')
        return;
    await untilRolled(seen, digest, parts);
}
async function untilRolled(rolled, digest, parts) {
    const { kubectl, options, edge } = parts;
    const look = async (what) => {
        const seen = await lookAtRolled(rolled, parts, what);
        const { workload, pods, container, object } = seen;
        if (workload === undefined)
            throw new Error('only what has pods is waited for');
        if (askedFor(seen)[0] !== digest) {
            throw new src_failure/* Failure */.HR('mismatch', `${object} was changed, or rolled back, by somebody else while it was rolled; that stays as it is`);
        }
        // Old pods may be broken already: that is what is being mended.
        const isNew = ({ spec }) => template_digestIn(spec.containers.find(({ name }) => name === container)?.image) === digest;
        return { workload, pods: pods.filter(isNew) };
    };
    const { timeout, pending } = options;
    await waitForRollout({ object: rolled.object, look: () => look(), timeout, pending }, kubectl, edge);
    // That a rollout is complete does not say that it is ours.
    await look('asked');
}
async function switchOff(seen, fence, parts) {
    const replicas = String(seen.workload?.spec.replicas ?? 1);
    const annotations = { [names.replicas]: replicas };
    const patch = seen.kind === 'cronjob'
        ? { metadata: {}, spec: { suspend: true } }
        : { metadata: seen.isOn ? { annotations } : {}, spec: { replicas: 0 } };
    await write(seen, 'merge', patch, fence, parts);
}
/** Writes one change with the fence that allows it; nothing where both are there already. */
async function write(seen, type, { metadata, spec }, fence, { kubectl }) {
    const isThere = Object.keys(spec).length === 0 && fenceIn(seen.metadata, seen.object) === fence;
    if (isThere)
        return;
    const annotations = { ...metadata.annotations, ...fenceAnnotation(fence) };
    await patchUnmoved({ ...seen, seen: seen.metadata }, type, { metadata: { annotations }, spec }, kubectl);
}
async function rolling_discard(digest, fence, parts) {
    const all = await lookAtAll(parts);
    for (const { metadata, object } of all)
        fence_assertFence(metadata, fence, object);
    const object = all.find((seen) => [...askedFor(seen), ...seen.shares.map((share) => share.digest)].includes(digest))?.object;
    if (object !== undefined)
        throw new src_failure/* Failure */.HR('denied', `${object} runs ${(0,artifact_digest/* formatShortDigest */._q)(digest)}; it is not discarded`);
    const keys = [standingKey(digest), plannedKey(digest)];
    for (const { object, metadata } of all) {
        if (keys.every((key) => metadata.annotations?.[key] === undefined))
            continue;
        const annotations = Object.fromEntries(keys.map((key) => [key, null]));
        await parts.kubectl.patch(object, 'merge', { metadata: { annotations } });
    }
}

;// CONCATENATED MODULE: ./build/src/target/kubernetes/kubernetes.js






/**
 * A cluster, through the `kubectl` on PATH: releases beside each other behind a Service or an HTTPRoute, or a
 * workload that is rolled.
 */
const kubernetes = {
    description: 'A Kubernetes cluster, by `kubectl`',
    options: kubernetes_options_options,
    can: { preview: true, weights: true, rolling: true },
    canWith: kubernetes_canWith,
    connect: (written, context, edge) => connectKubernetes(kubernetes_options_options.parse(written), context, edge),
};
function connectKubernetes(options, context, edge) {
    const { strategy } = context;
    const kubectl = connectKubectl(options, edge);
    const { service, manifests } = options;
    if (strategy === 'rolling') {
        if (manifests === undefined)
            return guarded(connectRolling(options, context, kubectl, edge), { weights: false });
        throw new src_failure/* Failure */.HR('invalid-input', 'the strategy "rolling" rolls what the policy names as "deployment", "stateful-set" or "cron-job"; "manifests" are for "blue-green" and "canary"');
    }
    if (service !== undefined && abilitiesOf(options).weights)
        return guarded(connectBeside({ ...options, service }, context, kubectl, edge), { weights: true });
    throw new src_failure/* Failure */.HR('invalid-input', `the strategy "${strategy}" needs one Deployment and a "service" that leads to it; for anything else use "rolling"`);
}
function kubernetes_canWith(written) {
    const { data } = kubernetes_options_options.safeParse(written);
    // Options that are not to be read are told elsewhere.
    return data === undefined ? kubernetes.can : abilitiesOf(data);
}
/** Only one Deployment behind a Service has releases beside each other. */
function abilitiesOf({ service, deployment = [], manifests, preview, ...others }) {
    const isRolledOnly = others['stateful-set'] !== undefined || others['cron-job'] !== undefined;
    const isBeside = service !== undefined && !isRolledOnly && deployment.length <= 1;
    return {
        preview: isBeside && preview === 'port-forward',
        weights: isBeside,
        swap: isBeside,
        rolling: manifests === undefined,
    };
}

// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
;// CONCATENATED MODULE: ./build/src/target/registry/options.js



/** What the tag has after it under which the record of an environment is kept. */
const recordSuffix = '.immutable-deploy';
const longestTag = 128 - recordSuffix.length;
/** Tags of commits, of lists of referrers and of cosign: what they stand for never changes. */
const options_named = /^(?:[a-z0-9]+-)?(?:[0-9a-f]{40}|[0-9a-f]{64})(?:\..*)?$/;
const registry_options_options = schemas/* strictObject */.rej({
    image: schemas/* string */.YjP()
        .superRefine(readableBy(artifact_reference/* parseRepository */.SU))
        .describe('Repository that holds the tag, as in `ghcr.io/acme/shop`: the one that releases are promoted from.'),
    tag: schemas/* string */.YjP()
        .superRefine(readableBy(artifact_reference/* parseTag */.ED))
        .refine((tag) => tag.length <= longestTag, `wanted at most ${longestTag} characters`)
        .refine((tag) => !options_named.test(tag), 'it is made of a commit or a digest, so that it must never move; wanted a tag of the environment, such as production')
        .refine((tag) => !tag.endsWith(recordSuffix), `tags that end in "${recordSuffix}" are for our own records`)
        .describe('Tag that something else follows, as in `production`. Two environments never share one.'),
    adopt: schemas/* boolean */.zMY()
        .default(false)
        .describe('Whether a tag that is there already, and was not put by this environment, is taken over. Without it, it is refused: it might be a version, which must not move.'),
    url: schemas/* url */.OZ5({ protocol: /^https?$/ })
        .optional()
        .describe('Where what follows the tag serves; asked by checks after the swap.'),
});
function readableBy(parse) {
    return (text, context) => {
        try {
            parse(text);
        }
        catch (error) {
            context.addIssue({ code: 'custom', message: (0,src_failure/* messageOf */.bD)(error) });
        }
    };
}

// EXTERNAL MODULE: ./build/src/registry/fallback-index.js
var fallback_index = __webpack_require__(7894);
// EXTERNAL MODULE: ./build/src/registry/referrers.js
var referrers = __webpack_require__(433);
// EXTERNAL MODULE: ./build/src/registry/registry.js + 4 modules
var registry = __webpack_require__(2779);
// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var artifact_manifest = __webpack_require__(467);
;// CONCATENATED MODULE: ./build/src/target/registry/record.js




const recordType = 'application/vnd.immutable-deploy.tag-record.v1';
const nothingType = 'application/vnd.immutable-deploy.nothing.v1';
const record_prefix = 'io.github.immutable-deploy';
const key = {
    owner: `${record_prefix}.owner`,
    environment: `${record_prefix}.environment`,
    service: `${record_prefix}.service`,
    fence: `${record_prefix}.fence`,
    standing: `${record_prefix}.standing`,
};
/** What a tag stands for where nothing is to serve: no registry need be able to delete a tag. */
const record_nothing = contentOf(nothingType, {
    'org.opencontainers.image.description': 'Nothing serves here.',
});
const nothingDigest = (0,artifact_digest/* digestOf */.ol)(record_nothing.bytes);
/** Writes a record; the same one is always the same bytes. */
function formatRecord({ owner, environment, service, fence, standing }) {
    return contentOf(recordType, {
        'org.opencontainers.image.description': `What stands by for "${environment}" of ${owner}.`,
        [key.owner]: owner,
        [key.environment]: environment,
        [key.service]: service,
        [key.fence]: String(fence),
        [key.standing]: [...new Set(standing)].sort().join(' '),
    });
}
/** Reads a record; undefined for a manifest that is none. */
function parseRecord(manifest) {
    if ((0,artifact_manifest/* artifactTypeOf */.Gh)(manifest) !== recordType)
        return undefined;
    const { annotations = {} } = manifest;
    const [owner, environment, service] = [key.owner, key.environment, key.service].map((name) => annotations[name]);
    const fence = /^\d+$/.test(annotations[key.fence] ?? '') ? Number(annotations[key.fence]) : Number.NaN;
    const standing = annotations[key.standing]?.split(' ').filter((text) => text !== '');
    if (!owner || !environment || !service || !Number.isSafeInteger(fence) || !standing?.every(artifact_digest/* isDigest */.Bc))
        return undefined;
    return { owner, environment, service, fence, standing };
}
function isSameRecord(one, other) {
    return (0,artifact_digest/* digestOf */.ol)(formatRecord(one).bytes) === (0,artifact_digest/* digestOf */.ol)(formatRecord(other).bytes);
}
function contentOf(artifactType, annotations) {
    const manifest = {
        kind: 'manifest',
        mediaType: media_type/* mediaType */.J.imageManifest,
        artifactType,
        config: referrers/* emptyConfig */.i4.descriptor,
        // Not every registry takes a manifest without layers.
        layers: [referrers/* emptyConfig */.i4.descriptor],
        annotations,
    };
    return { mediaType: manifest.mediaType, bytes: (0,artifact_manifest/* formatManifest */.L_)(manifest) };
}

;// CONCATENATED MODULE: ./build/src/target/registry/place.js








function placeOf({ image: written, tag, adopt }, context, edge) {
    const image = (0,artifact_reference/* parseRepository */.SU)(written);
    const recordTag = (0,artifact_reference/* withTag */.Rd)(image, `${tag}${recordSuffix}`);
    return { image, tag: (0,artifact_reference/* withTag */.Rd)(image, tag), recordTag, adopt, context, edge };
}
/** Reads what the tag stands for, by its bytes, and the record. */
async function place_look(place) {
    const { context, tag } = place;
    // First the tag: whoever moves it has written the record before.
    const tagged = await context.registry.fetchTag(tag);
    const { record, recorded } = await readRecord(place);
    const serving = servedBy(tagged?.descriptor.digest);
    return { serving, record: ours(record, serving, place), tagged, recorded };
}
/** Reads what the tag resolves to, without its bytes, for who only looks, and often; and then the record. */
async function glance(place) {
    const { context, tag } = place;
    const found = await context.registry.resolve(tag).catch(async (error) => {
        // It may only be hidden, which is for this one to find out.
        if ((0,src_failure/* isFailure */.N6)(error, 'unauthorized'))
            return (await context.registry.fetchTag(tag))?.descriptor;
        throw error;
    });
    const { record } = await readRecord(place);
    const serving = servedBy(found?.digest);
    return { serving, record: ours(record, serving, place) };
}
/**
 * Looks, does the next thing that is left to do, and looks again, until nothing is left: what a registry has taken
 * counts when it is seen, and whoever was overwritten by another writes once more.
 */
async function place_settle(place, next) {
    for (let done = 0; done < mostActs; done++) {
        const act = next(await place_look(place));
        if (act === undefined)
            return;
        await act();
        if (done >= usualActs)
            await (0,fallback_index/* pause */.v7)(place.edge);
    }
    throw new src_failure/* Failure */.HR('unavailable', `cannot move ${(0,artifact_reference/* formatReference */.FH)(place.tag)}: others kept changing it at the same time, or the registry does not show what it has taken; try again`);
}
/** The record and the tag are what one verb writes. */
const usualActs = 2;
const mostActs = 10;
/** Puts a manifest under the tag, if it still stands for what was seen. */
async function putTag(content, { tagged }, place) {
    await place_put(place.tag, content, tagged, place);
}
/** Writes the record, if it is still the one that was seen; undefined where it would say the same. */
function recordAs(change, { record, recorded }, place) {
    const wanted = { ...record, ...change };
    if (recorded !== undefined && isSameRecord(record, wanted))
        return undefined;
    return async () => {
        await pushEmpty(place);
        await place_put(place.recordTag, formatRecord(wanted), recorded, place);
    };
}
/** Sees to it that there is the one blob of which manifests without content are made. */
async function pushEmpty({ image, context }) {
    await context.registry.pushBlob(image, (0,registry/* blobOf */.D)(referrers/* emptyConfig */.i4.descriptor, referrers/* emptyConfig */.i4.bytes));
}
async function place_put(reference, content, from, { tag, recordTag, context }) {
    try {
        await context.registry.moveTag(reference, content, from);
    }
    catch (cause) {
        if (from === undefined || !(0,src_failure/* isFailure */.N6)(cause, 'denied'))
            throw cause;
        throw new src_failure/* Failure */.HR('denied', `${(0,src_failure/* messageOf */.bD)(cause)}; leave "${tag.tag}" and "${recordTag.tag}" out of what the registry makes immutable: an environment's tag moves`, { cause });
    }
}
function servedBy(digest) {
    return digest === nothingDigest ? undefined : digest;
}
async function readRecord({ recordTag, context }) {
    const recorded = await context.registry.fetchTag(recordTag).catch((cause) => {
        if ((0,src_failure/* isFailure */.N6)(cause, 'mismatch'))
            throw place_unreadable(recordTag, cause);
        throw cause;
    });
    const record = recorded && parseRecord(recorded.manifest);
    if (recorded !== undefined && record === undefined)
        throw place_unreadable(recordTag);
    return { record, recorded };
}
function place_unreadable(tag, cause) {
    return new src_failure/* Failure */.HR('mismatch', `${(0,artifact_reference/* formatReference */.FH)(tag)} is no record of an environment that we can read${cause === undefined ? '' : ` (${(0,src_failure/* messageOf */.bD)(cause)})`}; remove that tag, and let the target say "adopt: true" where the tag beside it is the environment's`, { cause });
}
/** Refuses what belongs to another environment, or to nobody that is known. */
function ours(record, serving, place) {
    const { tag, recordTag, adopt, context } = place;
    const { owner, environment, service } = context;
    if (record === undefined) {
        if (serving === undefined || adopt)
            return { owner, environment, service, fence: 0, standing: [] };
        throw new src_failure/* Failure */.HR('denied', `${(0,artifact_reference/* formatReference */.FH)(tag)} is there already, and was not put by this environment; if it is the environment's, let the target say "adopt: true"; if it is a version, name another tag, because versions never move`);
    }
    if (record.owner === owner && record.environment === environment && record.service === service)
        return record;
    throw new src_failure/* Failure */.HR('denied', `${(0,artifact_reference/* formatReference */.FH)(tag)} is moved by service "${(0,inert/* inert */.t)(record.service)}" of "${(0,inert/* inert */.t)(record.environment)}" of ${(0,inert/* inert */.t)(record.owner)}; name another tag, or remove "${recordTag.tag}" if that environment is no more`);
}

;// CONCATENATED MODULE: ./build/src/target/registry/registry.js









const registry_can = { preview: false, weights: false };
/**
 * An environment's tag that something else follows. A swap puts the very bytes of a release's manifest under it, so
 * that whoever pulls the tag gets the digest that was promoted.
 */
const registryTag = {
    description: 'A tag in a registry that something else follows',
    options: registry_options_options,
    can: registry_can,
    connect: (written, context, edge) => {
        const parsed = registry_options_options.parse(written);
        const place = placeOf(parsed, context, edge);
        const { url } = parsed;
        return guarded({
            observe: async () => ({ ...(await registry_observe(place)), ...(url !== undefined && { url }) }),
            stage: (artifact) => registry_stage(artifact, place),
            shift: (digest, percent, expected, fence) => registry_shift({ digest, percent, expected, fence }, place),
            discard: (digest, fence) => registry_discard(digest, fence, place),
        }, registry_can);
    },
};
async function registry_observe(place) {
    const { serving, record } = await glance(place);
    return {
        serving: serving === undefined ? [] : [{ digest: serving, percent: 100 }],
        standing: registry_standingIn({ serving, record }).toSorted(),
    };
}
/** What stands by, and what serves, also where somebody else has put that there. */
function registry_standingIn({ serving, record: { standing } }) {
    return [...new Set([...standing, ...(serving === undefined ? [] : [serving])])];
}
async function registry_stage(artifact, place) {
    assertHere(artifact, place);
    await assertWhole(artifact, place);
    await place_settle(place, (seen) => {
        const standing = [...registry_standingIn(seen), artifact.digest];
        return recordAs({ standing }, seen, place);
    });
    return { [Symbol.asyncDispose]: async () => { } };
}
function assertHere(artifact, { image, tag }) {
    if ((0,artifact_reference/* formatRepository */.Sh)(artifact) === (0,artifact_reference/* formatRepository */.Sh)(image))
        return;
    throw new src_failure/* Failure */.HR('invalid-input', `${(0,artifact_reference/* formatReference */.FH)(artifact)} is in another repository than the tag "${tag.tag}" of ${(0,artifact_reference/* formatRepository */.Sh)(image)}; let the environment say "registry: ${(0,artifact_reference/* formatRepository */.Sh)(image)}", so that it is copied there first, with all that is attached to it`);
}
const atOnce = 4;
/** Refuses a release that is not there; of an index every platform must be, or only some machines could pull it. */
async function assertWhole(artifact, { context }) {
    const { registry } = context;
    const { manifest } = await registry.fetchManifest(artifact);
    const listed = manifest.kind === 'index' ? manifest.manifests : [];
    const found = await (0,concurrently/* mapConcurrently */.X)(listed, atOnce, ({ digest }) => registry.resolve((0,artifact_reference/* withDigest */.hQ)(artifact, digest)));
    const missing = listed.find((_, index) => found[index] === undefined);
    if (missing === undefined)
        return;
    throw new src_failure/* Failure */.HR('not-found', `${(0,artifact_reference/* formatReference */.FH)(artifact)} lists ${missing.digest}, which is not there any more: machines of that platform could not pull it; build the commit again, or copy the image again`);
}
async function registry_shift(wanted, place) {
    const { fence } = wanted;
    const goal = goalOf(wanted)[0]?.digest;
    const content = goal === undefined ? undefined : await fetchContent((0,artifact_reference/* withDigest */.hQ)(place.image, goal), place);
    await place_settle(place, (seen) => {
        registry_assertNotLate(seen, fence, place);
        registry_assertUnmoved(seen, wanted, place);
        registry_assertStands(goal, seen, place);
        // The fence first: from then on whoever is late moves nothing any more.
        const recording = recordAs({ fence, standing: registry_standingIn(seen) }, seen, place);
        if (recording !== undefined)
            return recording;
        if (seen.serving === goal)
            return undefined;
        return content === undefined ? () => putNothing(seen, place) : () => putTag(content, seen, place);
    });
    if (goal === undefined)
        await tidyUp(place);
}
async function fetchContent(release, { context }) {
    const { descriptor, bytes } = await context.registry.fetchManifest(release);
    return { mediaType: descriptor.mediaType, bytes };
}
function registry_assertNotLate({ record }, fence, { tag, recordTag }) {
    if (record.fence <= fence)
        return;
    const way = `remove "${recordTag.tag}" and let the target say "adopt: true"`;
    throw late((0,artifact_reference/* formatReference */.FH)(tag), fence, record.fence, way);
}
function registry_assertUnmoved({ serving }, { digest, expected }, { tag }) {
    if (serving === undefined || serving === digest || serving === expected)
        return;
    throw moved(`${(0,artifact_reference/* formatReference */.FH)(tag)} stands for ${(0,artifact_digest/* formatShortDigest */._q)(serving)}`, expected);
}
function registry_assertStands(goal, seen, { tag }) {
    if (goal === undefined || registry_standingIn(seen).includes(goal))
        return;
    throw new src_failure/* Failure */.HR('not-found', `release ${(0,artifact_digest/* formatShortDigest */._q)(goal)} does not stand by for ${(0,artifact_reference/* formatReference */.FH)(tag)}; stage it first`);
}
// To put something under a tag is what every registry can; few can take a tag away, and some take the image with it.
async function putNothing(seen, place) {
    await pushEmpty(place);
    await putTag(record_nothing, seen, place);
}
/** Takes away the tag under which nothing serves, where the registry can: who follows it then sees that it is gone. */
async function tidyUp({ image, tag, context, edge }) {
    try {
        await context.registry.deleteManifest((0,artifact_reference/* withDigest */.hQ)(image, nothingDigest));
    }
    catch (error) {
        // It serves nothing either way.
        edge.log.info(`${(0,artifact_reference/* formatReference */.FH)(tag)} stays, and stands for an empty manifest: ${(0,src_failure/* messageOf */.bD)(error)}`);
    }
}
async function registry_discard(digest, fence, place) {
    await place_settle(place, (seen) => {
        if (seen.serving === digest)
            throw new src_failure/* Failure */.HR('denied', `${(0,artifact_reference/* formatReference */.FH)(place.tag)} stands for ${(0,artifact_digest/* formatShortDigest */._q)(digest)}; it is not discarded`);
        const { standing } = seen.record;
        if (!standing.includes(digest))
            return undefined;
        registry_assertNotLate(seen, fence, place);
        return recordAs({ fence, standing: standing.filter((other) => other !== digest) }, seen, place);
    });
}

;// CONCATENATED MODULE: ./build/src/target/index.js





/** The kinds of target, by the word that a policy writes. */
const targets = { command: command, directory: directory, docker: docker, kubernetes: kubernetes, registry: registryTag };


/***/ }),

/***/ 9478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ servingOf),
/* harmony export */   t: () => (/* binding */ shareOf)
/* harmony export */ });
/** The one digest that has all the traffic; undefined if nothing serves or the traffic is shared. */
function servingOf({ serving }) {
    const [only, ...others] = serving;
    return others.length === 0 && only?.percent === 100 ? only.digest : undefined;
}
/** How much of the traffic a release is seen to have; percent. */
function shareOf(seen, digest) {
    const serving = seen?.serving ?? [];
    return serving.filter((one) => one.digest === digest).reduce((sum, { percent }) => sum + percent, 0);
}


/***/ })

};
