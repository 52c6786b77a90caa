export const id = 832;
export const ids = [832,799];
export const modules = {

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

/***/ 5279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatPlatform)
/* harmony export */ });
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, variant].filter(Boolean).join('/');
}


/***/ }),

/***/ 1704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ admit),
  z: () => (/* binding */ reasonsOf)
});

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/policy/expression.js
var expression = __webpack_require__(7340);
// EXTERNAL MODULE: ./build/src/policy/facts.js
var policy_facts = __webpack_require__(5911);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
// EXTERNAL MODULE: ./build/src/policy/rules/provenance.js
var provenance = __webpack_require__(8825);
// EXTERNAL MODULE: ./build/src/policy/rules/sbom.js
var rules_sbom = __webpack_require__(2451);
// EXTERNAL MODULE: ./build/src/policy/rules/scan.js
var scan = __webpack_require__(2235);
;// CONCATENATED MODULE: ./build/src/policy/rules/expressions.js








/** What differs from run to run though artifact and policy are the same. */
const changing = ['actor', 'findings', 'time'];
/** Judges the rules that the policy's author wrote, each by its own name. */
function evaluateExpressions(facts, compile) {
    return facts.environment.policy.require.rules.map((rule) => {
        const verdict = { rule: rule.name, evidence: [] };
        try {
            const expression = compile(rule.expression);
            const timed = changing.some((name) => expression.names.has(name));
            return { ...verdict, timed, ...judge(rule, expression, facts) };
        }
        catch (error) {
            // No answer is not a yes.
            const reason = (0,policy_facts/* oneLine */.TN)(`it could not be judged: ${(0,failure/* messageOf */.bD)(error)}`);
            return { ...verdict, timed: false, passed: false, reason, way: 'has(…) asks whether a field is there' };
        }
    });
}
function judge({ expression: text, message }, expression, facts) {
    // Of an index each image must do: which of them runs is for the platform to choose.
    const failed = configsOf(facts).find(({ config }) => !expression.evaluate(bindingsOf(expression.names, facts, config)));
    if (failed === undefined)
        return { passed: true, reason: (0,policy_facts/* oneLine */.TN)(`true: ${text}`) };
    const where = failed.platform === undefined ? '' : ` (${failed.platform})`;
    return { passed: false, reason: (0,policy_facts/* oneLine */.TN)(`${message ?? `false: ${text}`}${where}`) };
}
function configsOf({ artifact: { manifest, config, images = [] } }) {
    if (manifest.kind === 'manifest')
        return [{ config }];
    // Without its images, an expression that asks about their configuration has no answer.
    return images.length === 0 ? [{ config: undefined }] : [...images];
}
/** Collects what an expression asks about, and no more: what it does not use cannot be in its way. */
function bindingsOf(names, facts, config) {
    const entries = Object.entries(sources)
        .filter(([name]) => names.has(name))
        .map(([name, read]) => [name, read(facts, config)]);
    return Object.fromEntries(entries);
}
const sources = {
    image: ({ artifact: { reference, manifest } }, config) => ({
        repository: (0,artifact_reference/* formatRepository */.Sh)(reference),
        digest: reference.digest,
        manifest,
        config: config && runConfigOf(config),
    }),
    provenance: (facts) => (0,policy_facts/* evidenceOf */.X1)(facts, provenance/* isProvenance */.W)[0]?.predicate,
    sbom: (facts) => {
        const [newest] = (0,policy_facts/* evidenceOf */.X1)(facts, sbom/* isSbomType */.Md);
        return newest && (0,rules_sbom/* summarizeSbom */.j)(newest.predicateType, newest.predicate);
    },
    findings: (facts) => {
        const scans = (0,scan/* newestScans */.zm)(facts, facts.environment.policy.require.scan?.scanner);
        return scans.length === 0 ? undefined : (0,scan/* countSeverities */.ng)(scans);
    },
    commit: ({ commit }) => commit,
    environment: ({ environment }) => environment.name,
    actor: ({ actor }) => actor,
    time: ({ now }) => now,
};
// Where an image says how it runs: https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties
function runConfigOf(config) {
    return (0,shape/* isObject */.Gv)(config.config) ? config.config : {};
}

// EXTERNAL MODULE: ./build/src/policy/rules/index.js + 3 modules
var rules = __webpack_require__(5654);
;// CONCATENATED MODULE: ./build/src/policy/evaluate.js





/** Asks every rule that the environment's policy demands; each gives a verdict, whatever happens in it. */
async function evaluate(facts) {
    const { policy } = facts.environment;
    const verdicts = Object.entries(rules/* rules */.a)
        .filter(([, rule]) => rule.applies(policy))
        .map(([name, rule]) => evaluate_judge(name, rule, facts));
    if (policy.require.rules.length === 0)
        return verdicts;
    return [...verdicts, ...evaluateExpressions(facts, await (0,expression/* loadCompiler */.S)())];
}
function evaluate_judge(name, rule, facts) {
    try {
        return { rule: name, timed: rule.timed, evidence: [], ...rule.evaluate(facts) };
    }
    catch (error) {
        // A rule that breaks, over evidence it cannot read above all, has not been met.
        const reason = (0,policy_facts/* oneLine */.TN)(`it could not be judged: ${(0,failure/* messageOf */.bD)(error)}`);
        return { rule: name, timed: rule.timed, evidence: [], passed: false, reason };
    }
}

// EXTERNAL MODULE: ./build/src/policy/policy.js + 1 modules
var policy_policy = __webpack_require__(5873);
// EXTERNAL MODULE: ./node_modules/canonicalize/lib/canonicalize.js
var canonicalize = __webpack_require__(8799);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
;// CONCATENATED MODULE: ./build/src/deployment/plan.js




/** Works out what has to change. Services that are not named stay as they are. */
function buildPlan({ repository, environment, wanted, live, policy, verdicts }) {
    const changes = Object.entries(wanted)
        .map(([service, to]) => ({ service, from: live[service], to }))
        .filter(({ from, to }) => from?.digest !== to.digest)
        .sort((one, other) => (one.service < other.service ? -1 : 1));
    return {
        repository,
        environment,
        release: { ...live, ...wanted },
        changes,
        policy: policy.digest,
        target: policy.environment.target,
        steps: changes.length === 0 ? [] : stepsOf(policy.environment),
        verdicts,
    };
}
function isAllowed({ verdicts }) {
    return verdicts.every(({ passed }) => passed);
}
/**
 * The hash that a person approves and `promote` derives again. It holds no prose and no clock: rules about time
 * are judged when promoting, and so are left out.
 */
function digestOfPlan(plan) {
    const { repository, environment, changes, policy, target, steps, verdicts } = plan;
    const text = (0,canonicalize["default"])({
        version: 1,
        repository,
        environment,
        changes: changes.map(({ service, from, to }) => ({
            service,
            from: from === undefined ? null : from.digest,
            to: (0,artifact_reference/* formatReference */.FH)(to),
        })),
        policy,
        target,
        steps,
        rules: verdicts
            .filter(({ timed }) => !timed)
            .map(({ rule, passed, evidence }) => ({ rule, passed, evidence: [...evidence].sort() })),
    });
    if (text === undefined)
        throw new TypeError('a plan is always JSON');
    return (0,digest/* digestOf */.ol)(text);
}
function stepsOf({ checks, watch, retain, registry }) {
    const asked = checks.map(({ kind }) => kind).join(', ');
    return [
        ...(registry === undefined ? [] : [`copy to ${(0,artifact_reference/* formatRepository */.Sh)(registry)}`]),
        'stage beside what serves',
        ...(asked === '' ? [] : [`ask the staged release: ${asked}`]),
        'shift 100 % of the traffic',
        asked === '' ? 'observe what serves' : `observe what serves and ask it: ${asked}`,
        ...(watch > 0 ? [`watch for ${(0,duration/* formatDuration */.a)(watch)}`] : []),
        'sign and attach the record, confirm',
        `keep ${retain} former releases`,
    ];
}

// EXTERNAL MODULE: ./build/src/deployment/record.js
var record = __webpack_require__(9700);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var release = __webpack_require__(1048);
;// CONCATENATED MODULE: ./build/src/deployment/admit.js





/** Asks every rule of an environment about what was gathered. */
async function admit(gathered, { journals, now, binding }) {
    const { settings, repository, services } = gathered;
    const { environment, wanted, live } = gathered.request;
    const policy = (0,policy_policy/* environmentOf */.p)(settings.policy, environment);
    const judged = await Promise.all(services.map(async ({ facts, order, upstream }) => {
        const confirmed = { ...facts, now, upstream: confirmedIn(upstream, journals) };
        return [...(await evaluate(confirmed)), ...order];
    }));
    const plan = buildPlan({
        repository,
        environment,
        wanted: (0,release/* placedIn */.T8)(policy.registry, wanted),
        live,
        policy: { digest: settings.digest, environment: policy },
        verdicts: judged.flat(),
    });
    const digest = digestOfPlan(plan);
    const bound = binding && judgePlan(binding.approved, digest, policy);
    const verdicts = bound === undefined ? plan.verdicts : [...plan.verdicts, bound];
    const whole = { ...plan, verdicts };
    return {
        plan: whole,
        digest,
        allowed: isAllowed(whole),
        verdicts,
        evidence: byService(services, ({ facts }) => facts.evidence),
        commits: byService(services, ({ facts }) => facts.commit),
    };
}
// A record counts only if its deployment reached `success`: it is signed a moment before that.
function confirmedIn(upstream, journals) {
    return upstream
        .filter(({ deployment }) => (0,record/* stateOf */.L4)(journals.get(deployment.id) ?? []) === 'confirmed')
        .map(({ signedAt, evidence }) => ({ confirmedAt: signedAt, evidence }));
}
function judgePlan(approved, actual, { require }) {
    if (approved === undefined && !require.plan)
        return undefined;
    const verdict = { rule: 'plan', evidence: [], timed: true };
    if (approved === undefined) {
        const way = 'run the action plan, and give its output "plan" to promote';
        return { ...verdict, passed: false, reason: 'no plan was approved', way };
    }
    if (approved === actual)
        return { ...verdict, passed: true, reason: `as it was approved: ${actual}` };
    const reason = `the plan moved since it was approved: ${approved} then, ${actual} now`;
    return { ...verdict, passed: false, reason, way: 'plan again, and have the new plan approved' };
}
/** Every reason for which an admission was refused, in one line each. */
function reasonsOf({ verdicts }) {
    return verdicts
        .filter(({ passed }) => !passed)
        .map(({ rule, reason, way }) => `${rule}: ${reason}${way === undefined ? '' : `; ${way}`}`);
}
function byService(services, of) {
    return Object.fromEntries(services.map((gathered) => [gathered.service, of(gathered)]));
}


/***/ }),

/***/ 7623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ deploymentsUpstream),
  T: () => (/* binding */ gather)
});

// EXTERNAL MODULE: ./build/src/artifact/descriptor.js
var descriptor = __webpack_require__(5279);
// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(6477);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence_evidence = __webpack_require__(6970);
// EXTERNAL MODULE: ./build/src/evidence/predicate/promotion.js
var promotion = __webpack_require__(804);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 1 modules
var policy_policy = __webpack_require__(5873);
;// CONCATENATED MODULE: ./build/src/deployment/order.js
/**
 * Judges that a promotion does not go back in history: runs may overtake each other, and `concurrency` puts them
 * one after another but in no order.
 */
async function judgeOrder({ live, candidate, allowDowngrade }, github) {
    if (allowDowngrade)
        return pass('going back is allowed by allow-downgrade');
    if (candidate === undefined)
        return fail('the commit of the artifact is unknown', 'sign its provenance');
    const way = 'set allow-downgrade: true to promote it all the same';
    if (live === undefined)
        return fail('the commit of what serves is unknown, so the order cannot be told', way);
    const relation = live === candidate ? 'identical' : await github.compare(live, candidate);
    const commits = `${candidate.slice(0, 7)} is ${relation === 'unknown' ? 'not comparable with' : relationText[relation]} ${live.slice(0, 7)}, which serves`;
    return relation === 'ahead' || relation === 'identical' ? pass(commits) : fail(commits, way);
}
const relationText = {
    ahead: 'ahead of',
    behind: 'behind',
    identical: 'identical with',
    diverged: 'diverged from',
};
function pass(reason) {
    return { rule: 'order', passed: true, reason, evidence: [], timed: false };
}
function fail(reason, way) {
    return { rule: 'order', passed: false, reason, way, evidence: [], timed: false };
}

;// CONCATENATED MODULE: ./build/src/deployment/gather.js









/** Collects what is verified about a release. Nothing is changed. */
async function gather(request, settings, world) {
    const services = await Promise.all(Object.entries(request.wanted).map(([service, image]) => gatherService(service, image, request, settings, world)));
    return { request, settings, repository: world.repository.name, services };
}
/** The deployments whose statuses decide whether a service was confirmed upstream. */
function deploymentsUpstream({ upstream }) {
    return upstream.map(({ deployment }) => deployment);
}
async function gatherService(service, image, { environment, live, allowDowngrade }, settings, world) {
    const policy = (0,policy_policy/* environmentOf */.p)(settings.policy, environment);
    const former = live[service];
    const replaced = former === undefined || former.digest === image.digest ? undefined : former;
    const [contents, { accepted, rejected }, formerCommit] = await Promise.all([
        fetchContents(image, world),
        world.collect(image, settings),
        replaced && fetchCommit(replaced, settings, world),
    ]);
    const commit = newestCommit(accepted);
    const [statusChecks, order] = await Promise.all([
        commit === undefined || policy.require.statusChecks.length === 0
            ? []
            : world.github.fetchCommitChecks(commit),
        replaced && judgeOrder({ live: formerCommit, candidate: commit, allowDowngrade }, world.github),
    ]);
    const facts = {
        artifact: { reference: image, ...contents },
        evidence: accepted,
        rejected,
        environment: { name: environment, policy },
        events: settings.policy.trust.build.events,
        commit,
        statusChecks,
        actor: world.run.actor,
    };
    const upstream = await findUpstream(image, accepted, policy.after, settings, world);
    return { service, image, facts, order: order === undefined ? [] : [order], upstream };
}
/** The manifest and, for an image, its configuration; for an index, those of its images. */
async function fetchContents(image, world) {
    const { manifest } = await world.registry.fetchManifest(image);
    if (manifest.kind === 'manifest')
        return { manifest, config: await fetchConfig(image, manifest, world) };
    return { manifest, config: {}, images: await fetchImages(image, manifest, world) };
}
async function fetchImages(image, index, world) {
    return Promise.all(index.manifests.map(async ({ digest, platform }) => {
        const child = (0,reference/* withDigest */.hQ)(image, digest);
        const { manifest } = await world.registry.fetchManifest(child);
        const config = manifest.kind === 'manifest' ? await fetchConfig(child, manifest, world) : {};
        return { platform: platform === undefined ? 'unknown' : (0,descriptor/* formatPlatform */.B)(platform), config };
    }));
}
async function fetchConfig(image, { config }, { registry }) {
    const types = [media_type/* mediaType */.J.imageConfig, media_type/* mediaType */.J.dockerConfig];
    if (!types.includes(config.mediaType))
        return {};
    const parsed = parseJson(await registry.readBlob(image, config));
    if ((0,shape/* isObject */.Gv)(parsed))
        return parsed;
    throw new failure/* Failure */.HR('mismatch', `the config of ${(0,reference/* formatReference */.FH)(image)} is not a JSON object`);
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}
// The registry alone is asked about what serves: its provenance was there when it was promoted.
async function fetchCommit(image, settings, world) {
    const { accepted } = await world.collect(image, settings, { registryOnly: true });
    return newestCommit(accepted);
}
// The newest provenance is the one that the rule judges, too.
function newestCommit(evidence) {
    const newestFirst = evidence.toSorted((one, other) => other.signedAt.getTime() - one.signedAt.getTime());
    return newestFirst.map(evidence_evidence/* commitOf */.D).find((commit) => commit !== undefined);
}
/** Finds the records of the environment that comes before; one with a copy of its own keeps them there. */
async function findUpstream(image, evidence, after, settings, world) {
    if (after === undefined)
        return [];
    const { registry } = (0,policy_policy/* environmentOf */.p)(settings.policy, after);
    const there = registry && (await world.collect((0,reference/* withDigest */.hQ)(registry, image.digest), settings, { registryOnly: true }));
    return recordsIn([...evidence, ...(there?.accepted ?? [])], after, image.digest, world);
}
function recordsIn(evidence, environment, digest, { repository }) {
    return evidence
        .filter(({ predicateType }) => predicateType === promotion/* promotionType */.MS)
        .map(({ predicate, signedAt, digest }) => ({
        record: (0,promotion/* parsePromotion */.Hr)(predicate),
        signedAt,
        evidence: digest,
    }))
        .filter(({ record }) => record.environment === environment)
        .filter(({ record }) => record.digest === digest && record.repository.id === repository.id)
        .map(({ record, ...signed }) => ({ deployment: record.deployment, ...signed }));
}


/***/ }),

/***/ 9700:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ retainedDigests),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   Oi: () => (/* binding */ formatPayload),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   UM: () => (/* binding */ revertedWord),
/* harmony export */   cb: () => (/* binding */ hasShifted),
/* harmony export */   dK: () => (/* binding */ mayServe),
/* harmony export */   jp: () => (/* binding */ shiftingWord),
/* harmony export */   sy: () => (/* binding */ liveRecord)
/* harmony export */ });
/* unused harmony export parsePayload */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3798);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6565);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1048);




const digest = zod__WEBPACK_IMPORTED_MODULE_3__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(value));
const release = zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().transform((text) => (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDigestReference */ .Dn)(text)));
const payload = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    release,
    changed: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()),
    previous: release.nullable(),
    plan: digest,
    policy: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ commit: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/), digest }),
    run: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), attempt: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig(), 'check-run': zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig().optional() }),
    nonce: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().min(1),
});
function formatPayload({ release, previous, run, ...rest }) {
    return {
        ...rest,
        release: (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRelease */ .B9)(release),
        previous: previous === undefined ? null : (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRelease */ .B9)(previous),
        run: { id: run.id, attempt: run.attempt, 'check-run': run.checkRun },
        hold: null,
    };
}
/** Reads a payload; undefined where it is not one of ours, whoever wrote it. */
function parsePayload(value) {
    try {
        const { previous, run, ...rest } = payload.parse(value);
        return {
            ...rest,
            previous: previous ?? undefined,
            run: { id: run.id, attempt: run.attempt, checkRun: run['check-run'] },
        };
    }
    catch {
        // A deployment that somebody else made under our task's name: it is passed over, not obeyed.
        return undefined;
    }
}
/** How many deployments are looked up at once. */
const batchSize = 50;
/** Reads an environment's records, newest first, as far back as they are wanted. */
async function readRecords(github, { environment, enough, also = [] }) {
    const records = [];
    const journals = new Map();
    let batch = [];
    let others = also;
    const look = async () => {
        const deployments = [...batch.map(({ deployment }) => deployment), ...others];
        for (const [id, statuses] of await github.fetchStatuses(deployments))
            journals.set(id, statuses);
        for (const entry of batch) {
            const statuses = journals.get(entry.deployment.id) ?? [];
            records.push({ ...entry, statuses, state: stateOf(statuses) });
        }
        batch = [];
        others = [];
    };
    for await (const deployment of github.listDeployments(environment)) {
        const payload = parsePayload(deployment.payload);
        if (payload !== undefined)
            batch.push({ deployment, payload });
        if (batch.length < batchSize)
            continue;
        await look();
        if (enough(records))
            return { records, journals };
    }
    if (batch.length + others.length > 0)
        await look();
    return { records, journals };
}
function stateOf(statuses) {
    if (statuses.some(({ state }) => state === 'success'))
        return 'confirmed';
    return statuses.some(({ state }) => ['failure', 'error', 'inactive'].includes(state)) ? 'closed' : 'open';
}
/** How a journal says that traffic may have moved, and that it was put back. */
const shiftingWord = 'shifting';
const revertedWord = 'reverted';
/** Says whether a promotion came as far as moving traffic. */
function hasShifted({ statuses }) {
    return statuses.some(({ description }) => description.startsWith(shiftingWord));
}
/** Says whether what serves may be a promotion's doing: it moved traffic, and did not put it back. */
function mayServe(record) {
    return (hasShifted(record) && !record.statuses.some(({ description }) => description.startsWith(revertedWord)));
}
/** The newest confirmed record: what should serve. */
function liveRecord(records) {
    return records.find(({ state }) => state === 'confirmed');
}
/**
 * The digests of the live release and of as many former ones, each counted once. Only what stands counts, so that
 * nobody can push a release out by naming others.
 */
function retainedDigests(records, retain, standing) {
    const releases = [];
    for (const { state, payload } of records) {
        const stands = Object.values(payload.release).some(({ digest }) => standing.includes(digest));
        const known = releases.some((release) => (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRelease */ ._M)(release, payload.release));
        if (state === 'confirmed' && stands && !known)
            releases.push(payload.release);
    }
    return new Set(releases.slice(0, retain + 1).flatMap((kept) => Object.values(kept).map(({ digest }) => digest)));
}


/***/ }),

/***/ 2657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ isRecorded),
/* harmony export */   _8: () => (/* binding */ liveRelease),
/* harmony export */   qb: () => (/* binding */ hasRecord)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(804);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1048);


/** Says whether everything that a deployment changed carries its signed record. */
async function isRecorded(record, settings, world) {
    const { changed } = record.payload;
    const recorded = await Promise.all(changed.map((service) => hasRecord(record, service, settings, world)));
    return recorded.length > 0 && recorded.every(Boolean);
}
/** Says whether a service's image carries a verified record that names this very deployment. */
async function hasRecord({ payload, deployment }, service, settings, world) {
    const image = payload.release[service];
    if (image === undefined)
        return false;
    // Records are kept beside the image only.
    const { accepted } = await world.collect(image, settings, { registryOnly: true });
    return accepted
        .filter(({ predicateType }) => predicateType === _evidence_predicate_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .promotionType */ .MS)
        .map(({ predicate }) => (0,_evidence_predicate_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePromotion */ .Hr)(predicate))
        .some((record) => record.repository.id === world.repository.id &&
        record.environment === deployment.environment &&
        record.service === service &&
        record.digest === image.digest &&
        record.deployment.id === deployment.id);
}
/**
 * Finds the release that should serve: of the newest confirmed record that says what is seen, or that is signed.
 * Anyone with `deployments: write` can call a deployment a success; one that says otherwise and is not signed is
 * passed over.
 */
async function liveRelease({ records, observed, registry }, settings, world, { log }) {
    for (const record of records.filter(({ state }) => state === 'confirmed')) {
        const { release } = record.payload;
        if ((0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameRelease */ ._M)(release, observed))
            return release;
        const isHere = Object.values(release).every((image) => image.registry === registry);
        if (isHere && (await isRecorded(record, settings, world)))
            return release;
        log.warning(`deployment ${record.deployment.id} is called a success, but nothing signed says so: passed over`);
    }
    return undefined;
}


/***/ }),

/***/ 1048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B9: () => (/* binding */ formatRelease),
/* harmony export */   BC: () => (/* binding */ parseRelease),
/* harmony export */   Hp: () => (/* binding */ repositoryOf),
/* harmony export */   Mk: () => (/* binding */ parseEnvironmentUrl),
/* harmony export */   O1: () => (/* binding */ isSamePlace),
/* harmony export */   PU: () => (/* binding */ soleService),
/* harmony export */   T8: () => (/* binding */ placedIn),
/* harmony export */   _M: () => (/* binding */ isSameRelease),
/* harmony export */   tB: () => (/* binding */ assertServices)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


const soleService = 'app';
/** Reads the input `image`: one reference, or lines `service=reference`. */
function parseRelease(text) {
    const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    if (lines.length === 1 && !/^[a-z0-9-]+=/.test(text.trim()))
        return { [soleService]: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDigestReference */ .Dn)(text.trim()) };
    const release = {};
    for (const line of lines) {
        const [, service, reference] = /^([a-z0-9-]+)=(.+)$/.exec(line) ?? [];
        if (service === undefined || reference === undefined) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${line}" is not service=reference, as in web=ghcr.io/acme/web@sha256:…`);
        }
        if (release[service] !== undefined)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `service "${service}" is named twice`);
        release[service] = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDigestReference */ .Dn)(reference);
    }
    if (lines.length === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', 'no image is named; wanted registry/repository@sha256:…');
    return release;
}
/** Says whether two releases run the same digests from the same repositories. */
function isSamePlace(one, other) {
    const [here, there] = [formatRelease(one), formatRelease(other)];
    return isSameRelease(one, other) && Object.keys(here).every((service) => here[service] === there[service]);
}
/** Writes a release as records keep it: service → `registry/repository@sha256:…`. */
function formatRelease(release) {
    return Object.fromEntries(Object.entries(release).map(([service, image]) => [service, (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image)]));
}
/** Says whether two releases run the same digests. Where they are kept does not matter. */
function isSameRelease(one, other) {
    const services = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...services].every((service) => one[service]?.digest === other[service]?.digest);
}
/** The repository whose registry a given user name and password are for. */
function repositoryOf(release) {
    const [image] = Object.values(release);
    if (image === undefined)
        throw new TypeError('a release names at least one image');
    return image;
}
/** Names a release where an environment keeps it: in a repository of its own, or where it was made. */
function placedIn(repository, release) {
    if (repository === undefined)
        return release;
    return Object.fromEntries(Object.entries(release).map(([service, { digest }]) => [service, (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .withDigest */ .hQ)(repository, digest)]));
}
/** Refuses a release that an environment with one target cannot run. */
function assertServices(release, environment) {
    const services = Object.keys(release);
    if (services.length === 1 && services[0] === soleService)
        return;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `environment "${environment}" has one target and so runs one image; found ${services.map((service) => `"${service}"`).join(', ')}`);
}
function parseEnvironmentUrl(text) {
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${text}" is not an http or https address`);
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


/***/ }),

/***/ 7384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  H: () => (/* binding */ openWorld)
});

// EXTERNAL MODULE: ./build/src/deployment/release.js
var release = __webpack_require__(1048);
// EXTERNAL MODULE: ./build/src/deployment/settings.js + 1 modules
var deployment_settings = __webpack_require__(3617);
// EXTERNAL MODULE: ./build/src/evidence/attest.js
var attest = __webpack_require__(3626);
// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 1 modules
var policy_policy = __webpack_require__(5873);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var manifest = __webpack_require__(467);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/registry/refusal.js
var refusal = __webpack_require__(7561);
;// CONCATENATED MODULE: ./build/src/registry/copy.js






/** How many of a list are copied at the same time. */
const atOnce = 4;
/** How far an index may lead to others, and a referrer to its own; real ones need 3. */
const deepest = 8;
/** A registry that lists more wants to keep us busy. */
const mostManifests = 10_000;
/**
 * Copies an artifact to another repository with every byte kept: its platforms, its layers, whatever is attached to
 * any of it, and what older versions of cosign keep under tags. What is there already is not sent again, so that a
 * copy that broke off goes on.
 */
async function copyArtifact(request, registry, { log }) {
    const { from, to, tags = [] } = request;
    const image = (0,artifact_reference/* withDigest */.hQ)(to, from.digest);
    const task = {
        ...request,
        registry,
        log,
        seen: new Set(),
        sent: { manifests: 0, blobs: 0, bytes: 0 },
    };
    await assertFree(image, tags, task);
    const images = await copyImage(from.digest, 0, task);
    const signatures = await (0,concurrently/* mapConcurrently */.X)(images, atOnce, (digest) => copyCosignTags(digest, task));
    await copyAllAttached([...images, ...signatures.flat()], task);
    await putTags(image, tags, task);
    log.info(`${(0,artifact_reference/* formatReference */.FH)(image)}: copied ${task.sent.manifests} manifests and ${task.sent.blobs} blobs`);
    return { image, ...task.sent };
}
/** Copies an image or an index with all that it lists; returns the digests of the manifests that it has come by. */
async function copyImage(digest, depth, task) {
    const { from, to, registry } = task;
    assertBounded(depth, task);
    if (task.seen.has(digest))
        return [];
    task.seen.add(digest);
    const [fetched, present] = await Promise.all([
        registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(from, digest)),
        registry.resolve((0,artifact_reference/* withDigest */.hQ)(to, digest)),
    ]);
    const listed = fetched.manifest.kind === 'index' ? await copyListed(fetched.manifest, depth, task) : [];
    if (present === undefined) {
        if (fetched.manifest.kind === 'manifest')
            await copyBlobs(fetched.manifest, task);
        await pushCopied(fetched, task);
    }
    return [digest, ...listed];
}
async function copyListed({ manifests }, depth, task) {
    const isManifest = ({ mediaType }) => manifest/* manifestMediaTypes */.$P.includes(mediaType);
    // An index may list anything: build caches list layers.
    const blobs = manifests.filter((entry) => !isManifest(entry));
    const [found] = await Promise.all([
        (0,concurrently/* mapConcurrently */.X)(manifests.filter(isManifest), atOnce, ({ digest }) => copyImage(digest, depth + 1, task)),
        pushFrom(blobs, task),
    ]);
    return found.flat();
}
async function copyBlobs({ config, layers }, task) {
    // These are fetched from where their vendor has them, and no registry needs to hold them.
    const kept = layers.filter(({ mediaType }) => !/nondistributable|foreign/.test(mediaType));
    await pushFrom([...kept, config], task);
}
async function pushFrom(descriptors, { from, to, registry, sent }) {
    const blobs = descriptors.map((descriptor) => ({
        descriptor,
        open: (offset) => registry.fetchBlob(from, descriptor, offset),
        mountFrom: from,
    }));
    const pushed = await registry.pushBlobs(to, blobs);
    for (const [index, { size }] of descriptors.entries()) {
        if (pushed[index]?.existed !== false)
            continue;
        sent.blobs++;
        sent.bytes += size;
    }
}
async function pushCopied({ descriptor, bytes }, { to, registry, sent }) {
    const { mediaType, digest } = descriptor;
    await registry.pushManifest((0,artifact_reference/* withDigest */.hQ)(to, digest), { mediaType, bytes });
    sent.manifests++;
}
/** Copies what is attached to manifests, what is attached to that, and so on. */
async function copyAllAttached(digests, task) {
    let level = digests;
    for (let depth = 1; level.length > 0; depth++) {
        assertBounded(depth, task);
        level = (await (0,concurrently/* mapConcurrently */.X)(level, atOnce, (digest) => copyAttached(digest, task))).flat();
    }
}
/** Copies the referrers of one manifest; returns those that were not come by before. */
async function copyAttached(digest, task) {
    const { from, to, registry, seen, sent } = task;
    const listed = await registry.listReferrers((0,artifact_reference/* withDigest */.hQ)(from, digest));
    const fresh = listed.filter((referrer) => !seen.has(referrer.digest));
    if (fresh.length === 0)
        return [];
    for (const referrer of fresh)
        seen.add(referrer.digest);
    const there = await registry.listReferrers((0,artifact_reference/* withDigest */.hQ)(to, digest));
    const missing = fresh.filter((referrer) => !there.some((known) => known.digest === referrer.digest));
    const fetched = await (0,concurrently/* mapConcurrently */.X)(missing, atOnce, (referrer) => fetchReferrer(referrer.digest, digest, task));
    const contents = fetched.flatMap((one) => one ?? []);
    await registry.pushReferrers((0,artifact_reference/* withDigest */.hQ)(to, digest), contents.map(({ descriptor: { mediaType }, bytes }) => ({ mediaType, bytes })));
    sent.manifests += contents.length;
    return fresh.map((referrer) => referrer.digest);
}
/** Fetches a referrer, with its content at its destination; undefined for what is none, or is gone. */
async function fetchReferrer(digest, subject, task) {
    const reference = (0,artifact_reference/* withDigest */.hQ)(task.from, digest);
    const fetched = await task.registry.fetchManifest(reference).catch((error) => {
        if (!(0,failure/* isFailure */.N6)(error, 'not-found'))
            throw error;
    });
    if (fetched?.manifest.subject?.digest !== subject) {
        const state = fetched === undefined ? 'is not there' : 'says another subject';
        task.log.warning(`${(0,artifact_reference/* formatReference */.FH)(reference)} is listed as attached to ${subject} and ${state}: not copied`);
        return undefined;
    }
    if (fetched.manifest.kind === 'index')
        await copyListed(fetched.manifest, 1, task);
    else
        await copyBlobs(fetched.manifest, task);
    return fetched;
}
/**
 * Copies what cosign keeps about a manifest under tags made of its digest: by default before version 3.
 * https://github.com/sigstore/cosign/blob/v2.6.0/specs/SIGNATURE_SPEC.md#storage
 */
async function copyCosignTags(digest, task) {
    const tags = ['sig', 'att', 'sbom'].map((suffix) => `sha256-${(0,artifact_digest/* hexOf */.ZD)(digest)}.${suffix}`);
    const found = await (0,concurrently/* mapConcurrently */.X)(tags, tags.length, async (tag) => {
        const there = await task.registry.resolve((0,artifact_reference/* withTag */.Rd)(task.from, tag));
        return there && { tag, digest: there.digest };
    });
    const copied = found.flatMap((one) => one ?? []);
    for (const { tag, digest } of copied) {
        await copyImage(digest, 1, task);
        await putCosignTag((0,artifact_reference/* withTag */.Rd)(task.to, tag), digest, task);
    }
    return copied.map(({ digest }) => digest);
}
/** Puts a tag that grows: cosign adds a layer to what it names with every signature. */
async function putCosignTag(tag, digest, task) {
    const { from, to, registry } = task;
    const there = await registry.resolve(tag);
    if (there?.digest === digest)
        return;
    const { descriptor, bytes, manifest } = await registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(from, digest));
    if (there !== undefined) {
        const { manifest: before } = await registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(to, there.digest));
        if (!isGrown(before, manifest))
            throw taken(tag, there.digest, digest);
    }
    await registry.pushManifest(tag, { mediaType: descriptor.mediaType, bytes });
}
// Signatures of one image have the same bytes, and differ in their annotations.
function isGrown(before, after) {
    if (before.kind !== 'manifest' || after.kind !== 'manifest')
        return false;
    const kept = after.layers.map((layer) => JSON.stringify(layer));
    return before.layers.every((layer) => kept.includes(JSON.stringify(layer)));
}
async function assertFree(image, tags, { registry }) {
    for (const tag of tags) {
        const reference = (0,artifact_reference/* withTag */.Rd)(image, tag);
        const there = await registry.resolve(reference);
        if (there !== undefined && there.digest !== image.digest)
            throw taken(reference, there.digest, image.digest);
    }
}
/** Puts the tags, and looks that all of it is there: what a registry has taken counts when it is seen. */
async function putTags(image, tags, task) {
    const { registry } = task;
    await assertFree(image, tags, task);
    const { descriptor, bytes } = await registry.fetchManifest(image);
    for (const tag of tags) {
        await registry.pushManifest((0,artifact_reference/* withTag */.Rd)(image, tag), { mediaType: descriptor.mediaType, bytes });
        const there = await registry.resolve((0,artifact_reference/* withTag */.Rd)(image, tag));
        if (there?.digest !== image.digest)
            throw taken((0,artifact_reference/* withTag */.Rd)(image, tag), there?.digest, image.digest);
    }
}
function assertBounded(depth, { from, to, seen }) {
    const reason = depth > deepest
        ? `it leads to manifests ${depth} levels deep`
        : seen.size > mostManifests
            ? `it has more than ${mostManifests} manifests`
            : undefined;
    if (reason !== undefined)
        throw refused(from, to, 'mismatch', reason);
}
function taken(tag, found, wanted) {
    const reason = `it is ${found ?? 'gone'} and was to be ${wanted}; tags are never moved: delete it, or choose another`;
    return (0,refusal/* failed */.gz)({ verb: 'put tag', subject: (0,artifact_reference/* formatReference */.FH)(tag) }, 'mismatch', reason);
}
function refused(from, to, code, reason) {
    const subject = `${(0,artifact_reference/* formatReference */.FH)(from)} to ${to.registry}/${to.repository}`;
    return (0,refusal/* failed */.gz)({ verb: 'copy', subject }, code, reason);
}

// EXTERNAL MODULE: ./build/src/target/index.js + 7 modules
var target = __webpack_require__(6420);
// EXTERNAL MODULE: ./build/src/job/policy-file.js
var policy_file = __webpack_require__(9442);
;// CONCATENATED MODULE: ./build/src/job/world.js









/** Connects what promotions, plans and their like work with. */
function openWorld(job, image, policy, signing = {}) {
    const { context, edge, github, home, roots } = job;
    const { repository, serverUrl, runId, runAttempt, checkRunId, actor } = context;
    const registry = job.registryOf(image);
    return {
        github,
        registry,
        repository: { name: repository, id: home.id, url: `${serverUrl}/${repository}` },
        run: {
            id: String(runId),
            attempt: runAttempt,
            actor,
            url: `${serverUrl}/${repository}/actions/runs/${runId}`,
            ...(checkRunId !== undefined && { checkRun: checkRunId }),
        },
        fetchSettings: async (commit) => {
            const settings = await (0,deployment_settings.fetchSettings)(github, {
                file: policy,
                home,
                roots,
                ...(commit !== undefined && { commit }),
            });
            if (settings !== undefined)
                return settings;
            throw (0,policy_file/* noPolicyFile */.M)(policy);
        },
        collect: (image, { trustFor, roots }, { registryOnly } = { registryOnly: false }) => (0,store/* collectEvidence */.m)(image, trustFor, { registry, roots, ...(!registryOnly && { github }) }, edge),
        assertCanAttest: async (image) => {
            await Promise.all([(0,evidence_signing/* assertCanSign */.A2)(signing, job.signing, edge), registry.assertCanPush(image)]);
        },
        attest: async (image, statement) => {
            const { identity } = await (0,evidence_signing/* resolveSigning */.mV)(signing, job.signing, edge);
            return (await (0,attest/* attest */.s)(image, statement, { identity, registry }, edge)).digest;
        },
        copy: async (image, to, tags) => {
            await copyArtifact({ from: image, to, tags }, job.registryOf(image, to), edge);
        },
        connect: (environment, settings) => connectTarget(environment, settings),
    };
    function connectTarget(environment, { policy }) {
        const { kind, options } = (0,policy_policy/* environmentOf */.p)(policy, environment).target;
        // The policy was read with the same table, so the kind is one of it.
        const adapter = target/* targets */.z[kind];
        return adapter.connect(options, { owner: repository, environment, service: release/* soleService */.PU, registry }, edge);
    }
}


/***/ }),

/***/ 421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EI: () => (/* binding */ changesTable),
/* harmony export */   MM: () => (/* binding */ planSummary),
/* harmony export */   nT: () => (/* binding */ formatPlan)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _deployment_release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1048);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75);
/* harmony import */ var _verdicts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3676);




/** The page that a person reads before approving. */
function planSummary(planned, repository) {
    const { environment, plan, digest, verdicts, settings } = planned;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .heading */ .R_)(2, titleOf(planned)), changesTable(plan.changes, planned.commits, repository.url), flowchart(plan.steps), (0,_verdicts_js__WEBPACK_IMPORTED_MODULE_3__/* .verdictTable */ .K)(verdicts), `Plan ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(digest)}`, plan.changes.length === 0 ? undefined : rollbackNote(plan.changes), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)('About this plan', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', ''], [
        ['Environment', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(environment)],
        ['Target', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(`${plan.target.kind}`)],
        [
            'Policy',
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(settings.file, `${repository.url}/blob/${settings.commit}/${settings.file}`)} at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(settings.commit.slice(0, 12))}`,
        ],
        [
            'Image',
            Object.values(plan.release)
                .map((image) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image)))
                .join(', '),
        ],
    ])));
}
/** Writes a plan as JSON for programs and for the record. */
function formatPlan({ plan, digest, allowed, settings, live, commits }) {
    const { repository, environment, policy, target, steps, verdicts } = plan;
    const content = {
        plan: digest,
        allowed,
        repository,
        environment,
        release: (0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRelease */ .B9)(plan.release),
        live: (0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRelease */ .B9)(live),
        changes: plan.changes.map(({ service, from, to }) => ({
            service,
            from: from === undefined ? null : (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(from),
            to: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(to),
            commit: commits[service] ?? null,
        })),
        policy: { file: settings.file, commit: settings.commit, digest: policy },
        target,
        steps,
        verdicts,
    };
    return `${JSON.stringify(content, null, 2)}\n`;
}
function titleOf({ plan, allowed, environment }) {
    const where = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(environment);
    if (plan.changes.length === 0)
        return `✅ Nothing to do: ${where} serves this already`;
    return allowed ? `✅ Allowed: promotion to ${where}` : `❌ Refused as things stand: promotion to ${where}`;
}
/** Shows what is replaced by what, with the commits between where both are known. */
function changesTable(changes, commits, repositoryUrl) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Service', 'From', 'To', 'Commit'], changes.map(({ service, from, to }) => {
        const commit = commits[service];
        return [
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(service),
            from === undefined ? 'nothing' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(from.digest),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .bold */ .Cr)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(to.digest)),
            commit === undefined ? 'unknown' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(commit.slice(0, 7), `${repositoryUrl}/commit/${commit}`),
        ];
    }));
}
function flowchart(steps) {
    if (steps.length === 0)
        return '';
    const nodes = steps.map((step, index) => `  s${index}["${step.replaceAll('"', '')}"]`);
    const edges = steps.slice(1).map((_, index) => `  s${index} --> s${index + 1}`);
    return ['```mermaid', 'flowchart LR', ...nodes, ...edges, '```'].join('\n');
}
function rollbackNote(changes) {
    const former = changes.map(({ service, from }) => from === undefined
        ? `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(service)}: nothing to go back to`
        : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(service)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(from))}`);
    return `If it fails, what served is put back: ${former.join(', ')}`;
}


/***/ }),

/***/ 3676:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ verdictTable)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75);

/** Shows every rule with its outcome, its reason and, where it failed, the way out. */
function verdictTable(verdicts) {
    const failedFirst = verdicts.toSorted((one, other) => Number(one.passed) - Number(other.passed));
    const someFailed = verdicts.some(({ passed }) => !passed);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'Rule', 'Reason', ...(someFailed ? ['Way out'] : [])], failedFirst.map(({ passed, rule, reason, way = '' }) => [
        passed ? '✅' : '❌',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(rule),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(reason),
        ...(someFailed ? [passed ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(way)] : []),
    ]));
}


/***/ }),

/***/ 8799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (/* binding */ canonicalize)
/* harmony export */ });
function serializeString (value) {
  if (!value.isWellFormed()) {
    throw new Error('Lone surrogate is not allowed');
  }
  return JSON.stringify(value);
}

function serializePrimitive (value) {
  switch (typeof value) {
    case 'number':
      if (isNaN(value)) {
        throw new Error('NaN is not allowed');
      }
      if (!isFinite(value)) {
        throw new Error('Infinity is not allowed');
      }
      // For finite numbers String(value) would give identical output, but
      // JSON.stringify benchmarks faster on V8.
      return JSON.stringify(value);
    case 'string':
      return serializeString(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      // null, or values JSON.stringify maps to undefined (undefined,
      // functions, symbols).
      return JSON.stringify(value);
  }
}

// Resolves a value to either its serialized primitive form (a string — or
// undefined, for values JSON.stringify drops) or a frame describing the
// container to descend into. Callers distinguish the two cases with
// `typeof result !== 'object'`.
//
// toJSON results are unwrapped here, and the wrapper objects stay in `seen`
// until the resolved subtree is fully serialized, so cycles introduced via
// toJSON are still detected.
function enterValue (value, seen) {
  let wrappers = null;
  while (value !== null && typeof value === 'object' && typeof value.toJSON === 'function') {
    if (seen.has(value)) {
      throw new Error('Circular reference detected');
    }
    seen.add(value);
    (wrappers ??= []).push(value);
    value = value.toJSON();
  }

  // Boxed Number/String/Boolean objects serialize as their primitive values,
  // mirroring how JSON.stringify treats them.
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    value = value.valueOf();
  }

  if (value === null || typeof value !== 'object') {
    if (wrappers !== null) {
      for (const wrapper of wrappers) seen.delete(wrapper);
    }
    return serializePrimitive(value);
  }

  if (seen.has(value)) {
    throw new Error('Circular reference detected');
  }
  seen.add(value);

  return {
    container: value,
    // null marks an array frame; object frames carry their sorted keys.
    // `sort()`'s default comparator orders by UTF-16 code unit, which is the
    // order JCS requires.
    keys: Array.isArray(value) ? null : Object.keys(value).sort(),
    // Next child to serialize; the frame resumes here after a nested
    // container's subtree completes.
    index: 0,
    // Whether no member has been emitted yet (controls comma placement).
    first: true,
    // toJSON wrappers to release from `seen` when this frame completes.
    wrappers
  };
}

function canonicalize (object) {
  if (object === null || typeof object !== 'object') {
    return serializePrimitive(object);
  }

  const seen = new Set();
  const root = enterValue(object, seen);
  if (typeof root !== 'object') {
    // A toJSON chain resolved the input to a primitive.
    return root;
  }

  let result = root.keys === null ? '[' : '{';
  const stack = [root];

  // Depth-first serialization with an explicit stack instead of recursion, so
  // nesting depth is bounded by heap size rather than call-stack size. The top
  // frame is the container currently being serialized: primitive children are
  // appended inline, while a nested container pushes a new frame and jumps
  // back to the outer loop. Because frame.index was already advanced, the
  // parent resumes at its next child once the subtree is done. Opening
  // brackets are emitted when a frame is pushed, closing brackets when it
  // completes.
  outer:
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    const container = frame.container;

    // keys === null marks an array frame; otherwise keys holds the object's
    // sorted property names. Either way the iteration counter lives on the
    // frame itself (frame.index), so when a frame is resumed after a nested
    // container completes, the while condition continues at the first
    // unserialized child instead of restarting from the beginning.
    if (frame.keys === null) {
      while (frame.index < container.length) {
        const i = frame.index++;
        if (i > 0) {
          result += ',';
        }
        const element = container[i];
        // Inside arrays, JSON.stringify serializes values with no JSON
        // representation (undefined, symbols, functions) as null.
        const value = element === undefined || typeof element === 'symbol' || typeof element === 'function' ? null : element;
        if (value === null || typeof value !== 'object') {
          result += serializePrimitive(value);
          continue;
        }
        const child = enterValue(value, seen);
        if (typeof child !== 'object') {
          // A toJSON chain resolved the child to an already-serialized
          // primitive — or, when child is undefined, to a value with no JSON
          // representation, which becomes null inside arrays.
          result += child === undefined ? 'null' : child;
          continue;
        }
        result += child.keys === null ? '[' : '{';
        stack.push(child);
        continue outer;
      }
      result += ']';
    } else {
      const keys = frame.keys;
      while (frame.index < keys.length) {
        const key = keys[frame.index++];
        const value = container[key];
        // Inside objects, JSON.stringify omits properties whose value has no
        // JSON representation (undefined, symbols, functions).
        if (value === undefined || typeof value === 'symbol' || typeof value === 'function') {
          continue;
        }
        if (value === null || typeof value !== 'object') {
          // Commas are tracked with a flag rather than the key index: a
          // skipped key must not leave a stray comma behind.
          if (frame.first) {
            frame.first = false;
          } else {
            result += ',';
          }
          result += serializeString(key) + ':' + serializePrimitive(value);
          continue;
        }
        // The child must be resolved before the key is emitted: a toJSON
        // returning a value with no JSON representation drops the whole
        // property.
        const child = enterValue(value, seen);
        if (child === undefined) {
          continue;
        }
        if (frame.first) {
          frame.first = false;
        } else {
          result += ',';
        }
        result += serializeString(key) + ':';
        if (typeof child !== 'object') {
          result += child;
          continue;
        }
        result += child.keys === null ? '[' : '{';
        stack.push(child);
        continue outer;
      }
      result += '}';
    }

    // Frame complete. The container leaves `seen` so that a later, sibling
    // reference to the same object is not mistaken for a cycle.
    seen.delete(container);
    if (frame.wrappers !== null) {
      for (const wrapper of frame.wrappers) seen.delete(wrapper);
    }
    stack.pop();
  }

  return result;
}


/***/ })

};
