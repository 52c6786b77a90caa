export const id = 406;
export const ids = [406];
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

/***/ 8928:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w4: () => (/* binding */ admit),
  zM: () => (/* binding */ reasonsOf),
  R1: () => (/* binding */ withVerdicts)
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

// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
// EXTERNAL MODULE: ./build/src/deployment/record.js
var record = __webpack_require__(9700);
;// CONCATENATED MODULE: ./build/src/deployment/flight.js

/**
 * Finds a rollback since, away from the digest that a record names. Payloads are not signed: who may write deployments can
 * keep a release out by them, and let none in.
 */
function flightFrom({ deployment, digest }, listed) {
    const runs = (release) => Object.values(release ?? {}).some((image) => image.digest === digest);
    const own = listed.findIndex(({ nodeId }) => nodeId === deployment.nodeId);
    for (const { payload, createdAt, ...journal } of own < 0 ? listed : listed.slice(0, own)) {
        const { rollback, previous, release, run } = (0,record/* parsePayload */.ex)(payload) ?? {};
        if (rollback === undefined || !runs(previous) || runs(release))
            continue;
        // Of more statuses than GitHub shows at once, the first end may be any.
        if (journal.complete && (0,record/* stateOf */.L4)(journal.statuses) !== 'confirmed')
            continue;
        return { ...rollback, at: new Date(createdAt), run: run?.id ?? '' };
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/src/deployment/plan.js
var deployment_plan = __webpack_require__(410);
// EXTERNAL MODULE: ./build/src/deployment/plan-difference.js
var plan_difference = __webpack_require__(5796);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var release = __webpack_require__(1048);
;// CONCATENATED MODULE: ./build/src/deployment/admit.js







/** Asks every rule of an environment about what was gathered. */
async function admit(gathered, { upstream: seen, now, binding, override, rollback = false }) {
    const { settings, repository, services } = gathered;
    const { environment, wanted, live } = gathered.request;
    const policy = (0,policy_policy.environmentOf)(settings.policy, environment);
    const judged = await Promise.all(services.map(async ({ facts, order, upstream }) => {
        const confirmed = { ...facts, now, override, upstream: confirmedIn(upstream, seen) };
        return [...(await evaluate(confirmed)), ...order];
    }));
    const plan = (0,deployment_plan/* buildPlan */.Gg)({
        repository,
        environment,
        wanted: (0,release/* placedIn */.T8)(policy, wanted),
        live,
        policy: { digest: settings.digest, environment: policy },
        verdicts: rollback ? judged.flat().map(reportedToRollback) : judged.flat(),
    });
    const digest = (0,deployment_plan/* digestOfPlan */.B1)(plan);
    const bound = binding && judgePlan(binding.approved, { plan, digest }, policy);
    const verdicts = bound === undefined ? plan.verdicts : [...plan.verdicts, bound];
    const whole = { ...plan, verdicts };
    const passed = verdicts.map(({ override }) => override).find((one) => one !== undefined);
    return {
        plan: whole,
        digest,
        allowed: (0,deployment_plan/* isAllowed */.Jr)(whole),
        verdicts,
        evidence: byService(services, ({ facts }) => facts.evidence),
        commits: byService(services, ({ facts }) => facts.commit),
        ...(passed !== undefined && { override: passed }),
    };
}
// A record counts only if its deployment reached `success`: it is signed a moment before that.
function confirmedIn(upstream, { journals, listed }) {
    return upstream
        .filter(({ deployment }) => (0,record/* stateOf */.L4)(journals.get(deployment.id) ?? []) === 'confirmed')
        .map(({ signedAt, evidence, ...record }) => {
        const rolledBack = flightFrom(record, listed);
        return { confirmedAt: signedAt, evidence, ...(rolledBack !== undefined && { rolledBack }) };
    });
}
// What was met when the release was confirmed would not let it back in when it is needed most.
function reportedToRollback(verdict) {
    return verdict.timed || verdict.rule === 'order' ? { ...verdict, reported: true } : verdict;
}
function judgePlan(approved, { plan, digest }, { require }) {
    if (approved === undefined && !require.plan)
        return undefined;
    const verdict = { rule: 'plan', evidence: [], timed: true };
    if (approved === undefined) {
        const way = 'run the action plan, and give its output "plan" to promote';
        return { ...verdict, passed: false, reason: 'no plan was approved', way };
    }
    if (approved.digest === digest)
        return { ...verdict, passed: true, reason: `as it was approved: ${digest}` };
    const way = 'plan again, and have the new plan approved';
    return {
        ...verdict,
        passed: false,
        reason: `the plan moved since it was approved: ${told(approved, plan)}`,
        way,
    };
}
function told({ digest, content }, plan) {
    if (content === undefined)
        return `${digest} then, ${(0,deployment_plan/* digestOfPlan */.B1)(plan)} now; what moved is told where the input "plan-content" is given`;
    const lines = (0,plan_difference/* differencesOf */.g)(content, plan);
    return lines.length === 0 ? 'it was made by another version of this action' : lines.join('; ');
}
/** Adds verdicts that were asked for later. */
function withVerdicts(admission, more) {
    const verdicts = [...admission.verdicts, ...more];
    const plan = { ...admission.plan, verdicts };
    return { ...admission, plan, verdicts, allowed: (0,deployment_plan/* isAllowed */.Jr)(plan) };
}
/** Every reason for which an admission was refused, in one line each. */
function reasonsOf({ verdicts }) {
    return verdicts
        .filter(({ passed, reported }) => !passed && reported !== true)
        .map(({ rule, reason, way }) => `${rule}: ${reason}${way === undefined ? '' : `; ${way}`}`);
}
function byService(services, of) {
    return Object.fromEntries(services.map((gathered) => [gathered.service, of(gathered)]));
}


/***/ }),

/***/ 7516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ liveRequest),
/* harmony export */   S: () => (/* binding */ foresee)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7513);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9700);
/* harmony import */ var _recorded_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2657);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1048);





/**
 * Looks at the targets. Records are only read where they say something that is needed now: whether what is wanted,
 * and serves, is confirmed; and where the images of services are kept that are not named.
 */
async function foresee(place, world, edge) {
    const { release, policy, targets, request, settings } = place;
    const observed = (0,_observe_js__WEBPACK_IMPORTED_MODULE_4__/* .servingIn */ .m8)(await (0,_observe_js__WEBPACK_IMPORTED_MODULE_4__/* .observeAll */ .WD)(targets));
    const serves = Object.entries(release).every(([service, { digest }]) => observed[service] === digest);
    const isPartial = Object.keys(policy.services).some((service) => !Object.hasOwn(release, service));
    if (!serves && !isPartial)
        return { live: namedBy(release, observed), settled: false };
    const says = ({ state, payload }) => state === 'confirmed' && (0,_recorded_js__WEBPACK_IMPORTED_MODULE_2__/* .isWhatServes */ .Xw)((0,_release_js__WEBPACK_IMPORTED_MODULE_3__/* .servicesIn */ .qp)(policy, payload.release), observed);
    const isEnough = (seen) => seen.some(says) || (!serves && seen.filter(({ state }) => state === 'confirmed').length > policy.retain);
    const { environment } = request;
    const { records } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_1__.readRecords)(world.github, { environment, enough: isEnough });
    const recorded = (await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_2__.liveRelease)(liveRequest(place, records, observed), settings, world, edge)) ?? {};
    // What is wanted may serve already, left by a run that died: then it replaces what was confirmed before it.
    if (!serves)
        return { live: { ...recorded, ...namedBy(release, observed) }, settled: false };
    const isOpen = records.some(({ state }) => state === 'open');
    return { live: recorded, settled: (0,_release_js__WEBPACK_IMPORTED_MODULE_3__/* .isWithin */ .UO)(release, recorded) && !isOpen };
}
/** What is asked to find the release that should serve. */
function liveRequest({ release, policy }, records, observed) {
    const kept = Object.values(policy.services).map(({ registry }) => registry?.registry);
    const wanted = Object.values(release).map(({ registry }) => registry);
    const registries = [...kept, ...wanted].filter((host) => host !== undefined);
    return { records, observed, policy, registries };
}
/** What serves of the services that are named: the digest from the target, the repository from who replaces it. */
function namedBy(release, observed) {
    const named = Object.entries(release).flatMap(([service, image]) => {
        const digest = observed[service];
        return digest === undefined || digest === 'shared' ? [] : [[service, (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .withDigest */ .hQ)(image, digest)]];
    });
    return Object.fromEntries(named);
}


/***/ }),

/***/ 7623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ gather),
  F: () => (/* binding */ upstreamOf)
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
// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
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
    // Services of one commit that replace those of another are in the same order: it is asked once.
    const asked = { ...world, github: { ...world.github, compare: once(world.github.compare) } };
    const services = await Promise.all(Object.entries(request.wanted).map(([service, image]) => gatherService(service, image, request, settings, asked)));
    return { request, settings, repository: world.repository.name, services };
}
function once(compare) {
    const answers = new Map();
    return (base, head) => {
        const answer = answers.get(`${base}...${head}`) ?? compare(base, head);
        answers.set(`${base}...${head}`, answer);
        return answer;
    };
}
/** The deployments by which services were promoted upstream, and where that is; undefined where there are none. */
function upstreamOf({ services, settings, request }) {
    const { after } = (0,policy_policy.environmentOf)(settings.policy, request.environment);
    const deployments = services.flatMap(({ upstream }) => upstream.map(({ deployment }) => deployment));
    return after === undefined || deployments.length === 0 ? undefined : { environment: after, deployments };
}
async function gatherService(service, image, { environment, live, allowDowngrade }, settings, world) {
    const policy = (0,policy_policy.environmentOf)(settings.policy, environment);
    const serving = live[service];
    const replaced = serving === undefined || serving.digest === image.digest ? undefined : serving;
    const [contents, { accepted, rejected }, former] = await Promise.all([
        fetchContents(image, world),
        world.collect(image, settings),
        replaced && fetchFormer(replaced, settings, world),
    ]);
    const commit = newestCommit(accepted);
    const [statusChecks, order] = await Promise.all([
        commit === undefined || policy.require.statusChecks.length === 0
            ? []
            : world.github.fetchCommitChecks(commit),
        former && judgeOrder({ live: former.commit, candidate: commit, allowDowngrade }, world.github),
    ]);
    const facts = {
        artifact: { reference: image, ...contents },
        evidence: accepted,
        rejected,
        environment: { name: environment, policy },
        exceptions: settings.exceptions?.list ?? [],
        events: settings.policy.trust.build.events,
        commit,
        statusChecks,
        actor: world.run.actor,
    };
    const upstream = await findUpstream(image, accepted, policy.after, settings, world);
    const gathered = { service, image, facts, order: order === undefined ? [] : [order], upstream };
    return { ...gathered, ...(former !== undefined && { former }) };
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
async function fetchFormer(image, settings, world) {
    const { accepted } = await world.collect(image, settings, { registryOnly: true });
    return { image, evidence: accepted, commit: newestCommit(accepted) };
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
    const places = placesIn((0,policy_policy.environmentOf)(settings.policy, after), image);
    const there = await Promise.all(places.map((place) => world.collect(place, settings, { registryOnly: true })));
    const copied = there.flatMap(({ accepted }) => accepted);
    return recordsIn([...evidence, ...copied], after, image.digest, world);
}
/** Where an environment may keep its own copy of an image: its services need not have the names of ours. */
function placesIn({ services }, image) {
    const places = Object.values(services).flatMap(({ registry }) => registry === undefined ? [] : [(0,reference/* withDigest */.hQ)(registry, image.digest)]);
    return [...new Map(places.map((place) => [(0,reference/* formatReference */.FH)(place), place])).values()];
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
        .map(({ record, ...signed }) => ({ deployment: record.deployment, digest, ...signed }));
}


/***/ }),

/***/ 7513:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WD: () => (/* binding */ observeAll),
/* harmony export */   m8: () => (/* binding */ servingIn),
/* harmony export */   zd: () => (/* binding */ atOnce)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8279);
/* harmony import */ var _target_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9478);


/** How many targets are worked on at once. */
const atOnce = 4;
/** Looks at every target. */
async function observeAll(targets) {
    const looked = await (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .mapConcurrently */ .X)([...targets], atOnce, async ([service, target]) => {
        return [service, await target.observe()];
    });
    return new Map(looked);
}
/** What each service serves, in the words of an agreement. */
function servingIn(observations) {
    const serving = [...observations].map(([service, observation]) => {
        if (observation.serving.length === 0)
            return [];
        return [[service, (0,_target_target_js__WEBPACK_IMPORTED_MODULE_1__/* .servingOf */ .K)(observation) ?? 'shared']];
    });
    return Object.fromEntries(serving.flat());
}


/***/ }),

/***/ 5796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ approvedPlan),
/* harmony export */   g: () => (/* binding */ differencesOf)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1966);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2218);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);
/* harmony import */ var _policy_facts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5911);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(410);






/** Takes an approved plan. Its content comes from nowhere in particular, and is believed for its hash. */
function approvedPlan(digest, text) {
    if (digest === undefined) {
        if (text === undefined)
            return undefined;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', 'a plan\'s content was given without the plan; give the input "plan" too');
    }
    if (text === undefined)
        return { digest };
    const actual = (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)(text);
    if (actual !== digest)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('mismatch', `the plan's content has the digest ${actual}; wanted that of the plan, ${digest}`);
    return { digest, content: parseContent(text) };
}
function parseContent(text) {
    try {
        const content = JSON.parse(text);
        if ((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(content))
            return content;
    }
    catch {
        // Told below: text that is no JSON is no plan either.
    }
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', "the plan's content is not a JSON object");
}
/** Says what moved between the plan that was approved and the one that would be carried out, a line for each. */
function differencesOf(approved, plan) {
    const actual = (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .contentOf */ .$E)(plan);
    const keys = [...new Set([...Object.keys(actual), ...Object.keys(approved)])];
    return keys
        .filter((key) => !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(approved[key], actual[key]))
        .flatMap((key) => (tellers[key] ?? tellOther(key))(approved[key], actual[key], plan.verdicts))
        .map((line) => (0,_policy_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .oneLine */ .TN)(line, 300));
}
const tellers = {
    changes: (was, now) => byName(was, now, 'service').flatMap(changeLines),
    policy: (was, now) => [`the policy file is another: ${named(was)} then, ${named(now)} now`],
    targets: (was, now) => [`the settings of targets are others: ${differingKeys(was, now).join(', ')}`],
    steps: (was, now) => [
        ...without(now, was).map((step) => `a step that was not approved: ${step}`),
        ...without(was, now).map((step) => `a step that is not taken any more: ${step}`),
    ],
    rules: (was, now, verdicts) => byName(was, now, 'rule').flatMap((pair) => ruleLines(pair, verdicts)),
};
function tellOther(key) {
    return (was, now) => [`${key}: ${named(was)} then, ${named(now)} now`];
}
function byName(was, now, key) {
    const pairs = new Map();
    const at = (entry) => {
        const name = String(entry[key]);
        const pair = pairs.get(name) ?? { name };
        pairs.set(name, pair);
        return pair;
    };
    for (const entry of objectsIn(was))
        at(entry).was = entry;
    for (const entry of objectsIn(now))
        at(entry).now = entry;
    return [...pairs.values()].filter((pair) => !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(pair.was, pair.now));
}
function changeLines({ name, was, now }) {
    if (was === undefined)
        return [`"${name}" was not to be changed, and would be: to ${named(now?.to)}`];
    if (now === undefined)
        return [`"${name}" was to be changed, and would not be any more`];
    return differingKeys(was, now).map((key) => {
        if (key === 'to')
            return `another artifact of "${name}": ${named(was.to)} was approved, ${named(now.to)} is wanted`;
        if (key === 'from')
            return `"${name}" serves another release: ${named(was.from)} was to be replaced, ${named(now.from)} would be`;
        return `the ${key} of "${name}" is another`;
    });
}
function ruleLines({ name, was, now }, verdicts) {
    if (was === undefined)
        return [`rule "${name}" was not asked then, and is now`];
    if (now === undefined)
        return [`rule "${name}" was asked then, and is not any more`];
    const verdict = verdicts.find(({ rule, passed }) => rule === name && passed === now.passed);
    if (was.passed !== now.passed)
        return [
            `rule "${name}" ${was.passed === true ? 'passed then, and refuses now' : 'refused then, and passes now'}: ${verdict?.reason}`,
        ];
    return [`rule "${name}" rests on other evidence: ${verdict?.reason}`];
}
function differingKeys(was, now, path = '') {
    if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(was) || !(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(now))
        return [path === '' ? 'all of it' : path];
    const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])];
    return keys
        .filter((key) => !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(was[key], now[key]))
        .flatMap((key) => (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(was[key]) && (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(now[key])
        ? differingKeys(was[key], now[key], `${path}${key}.`)
        : [`${path}${key}`]);
}
function without(some, others) {
    const known = Array.isArray(others) ? others : [];
    return Array.isArray(some) ? some.filter((one) => !known.includes(one)).map(String) : [];
}
function objectsIn(value) {
    return Array.isArray(value) ? value.filter(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv) : [];
}
/** A digest, or the one in a reference, as people compare it; anything else as JSON. */
function named(value) {
    if (value === null || value === undefined)
        return 'nothing';
    const [, digest = value] = typeof value === 'string' ? (/@(sha256:.+)$/.exec(value) ?? []) : [];
    return typeof digest === 'string' && (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) ? (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShortDigest */ ._q)(digest) : JSON.stringify(value);
}


/***/ }),

/***/ 2657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TN: () => (/* binding */ isRecorded),
/* harmony export */   Xw: () => (/* binding */ isWhatServes),
/* harmony export */   lb: () => (/* binding */ wasConfirmed),
/* harmony export */   liveRelease: () => (/* binding */ liveRelease),
/* harmony export */   qb: () => (/* binding */ hasRecord)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(804);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9700);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1048);



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
    return recordsAmong(accepted).some((record) => record.repository.id === world.repository.id &&
        record.environment === deployment.environment &&
        record.service === service &&
        record.digest === image.digest &&
        record.deployment.id === deployment.id);
}
/** Says whether an image carries a verified record of a service of this environment, of a confirmed deployment. */
async function wasConfirmed({ service, image, environment }, records, settings, world) {
    const { accepted } = await world.collect(image, settings, { registryOnly: true });
    const deployments = recordsAmong(accepted)
        .filter((record) => record.repository.id === world.repository.id && record.environment === environment)
        .filter((record) => record.service === service && record.digest === image.digest)
        .map(({ deployment }) => deployment);
    const isKnown = ({ id }) => records.some(({ deployment, state }) => deployment.id === id && state === 'confirmed');
    if (deployments.some(isKnown))
        return true;
    const journals = await world.github.fetchStatuses(deployments);
    return [...journals.values()].some((statuses) => (0,_record_js__WEBPACK_IMPORTED_MODULE_1__/* .stateOf */ .L4)(statuses) === 'confirmed');
}
function recordsAmong(evidence) {
    return evidence
        .filter(({ predicateType }) => predicateType === _evidence_predicate_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .promotionType */ .MS)
        .map(({ predicate }) => (0,_evidence_predicate_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePromotion */ .Hr)(predicate));
}
/**
 * Finds the release that should serve: of the newest confirmed record that says what is seen, or that is signed.
 * Anyone with `deployments: write` can call a deployment a success; one that says otherwise and is not signed is
 * passed over.
 */
async function liveRelease({ records, observed, policy, registries }, settings, world, { log }) {
    // A record that changes nothing says nothing about what should serve that no other says.
    const confirmed = records.filter(({ state, payload }) => state === 'confirmed' && payload.changed.length > 0);
    for (const record of confirmed) {
        const release = (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .servicesIn */ .qp)(policy, record.payload.release);
        if (isWhatServes(release, observed))
            return release;
        const isHere = Object.values(release).every(({ registry }) => registries.includes(registry));
        if (isHere && (await isRecorded(record, settings, world)))
            return release;
        log.warning(`deployment ${record.deployment.id} is called a success, but nothing signed says so: passed over`);
    }
    return undefined;
}
/** Says whether exactly this release serves. */
function isWhatServes(release, observed) {
    const services = [...Object.keys(release), ...Object.keys(observed)];
    return services.every((service) => release[service]?.digest === observed[service]);
}


/***/ }),

/***/ 5034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  EI: () => (/* binding */ changesTable),
  nT: () => (/* binding */ formatPlan),
  MM: () => (/* binding */ planSummary)
});

// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var release = __webpack_require__(1048);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(75);
;// CONCATENATED MODULE: ./build/src/report/difference.js

/** Rows of a table for one service; several share them, so that the page never outgrows a summary. */
const rowLimit = 100;
/** Characters of a text that anyone wrote. */
const textLimit = 120;
/** Shows what lies between what serves and what would: commits, packages, vulnerabilities. */
function differenceSections(differences, repositoryUrl) {
    const rows = Math.max(5, Math.floor(rowLimit / Math.max(1, differences.length)));
    return (0,markdown/* blocks */.Bv)(...differences.flatMap((difference) => sections(difference, repositoryUrl, differences.length > 1, rows))).trimEnd();
}
function sections({ service, commits, packages, vulnerabilities }, repositoryUrl, isOneOfSeveral, rows) {
    const of = isOneOfSeveral ? ` of ${(0,markdown/* code */.aY)(service)}` : '';
    return [
        (0,markdown/* heading */.R_)(3, `Commits${of}`),
        'unread' in commits ? unreadLine(commits) : commitsSection(commits, repositoryUrl, rows),
        (0,markdown/* heading */.R_)(3, `Packages${of}`),
        'unread' in packages ? unreadLine(packages) : packagesSection(packages, rows),
        (0,markdown/* heading */.R_)(3, `Vulnerabilities${of}`),
        'unread' in vulnerabilities ? unreadLine(vulnerabilities) : vulnerabilitiesSection(vulnerabilities, rows),
    ];
}
function unreadLine({ unread }) {
    return `❔ not known: ${(0,markdown/* escapeText */.X1)(unread)}`;
}
function commitsSection(commits, repositoryUrl, rows) {
    const { relation, ahead, behind, base, head, commits: listed, pulls } = commits;
    if (relation === 'identical')
        return 'The same commit.';
    const all = (0,markdown/* link */.nf)('all of them', `${repositoryUrl}/compare/${base}...${head}`);
    const shown = listed.slice(0, rows);
    const withPulls = !('unread' in pulls);
    const lines = shown.map(({ sha, nodeId, subject, author }) => {
        const pull = withPulls ? pulls.get(nodeId) : undefined;
        return [
            (0,markdown/* link */.nf)(sha.slice(0, 7), `${repositoryUrl}/commit/${sha}`),
            (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(subject, textLimit)),
            (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(author, 40)),
            ...(withPulls
                ? [pull === undefined ? '' : (0,markdown/* link */.nf)(`#${pull.number} ${(0,markdown/* truncate */.xv)(pull.title, textLimit)}`, pull.url)]
                : []),
        ];
    });
    const rest = ahead > shown.length ? `The oldest ${shown.length} of ${ahead} are shown; see ${all}.` : '';
    const back = behind === 0 ? '' : `⚠️ ${(0,markdown/* plural */.LS)(behind, 'commit')} that serve now would be left out; see ${all}.`;
    return (0,markdown/* blocks */.Bv)(ahead === 0 ? '' : `${(0,markdown/* plural */.LS)(ahead, 'commit')}, the oldest first.`, back, (0,markdown/* table */.tp)(['Commit', 'Subject', 'Author', ...(withPulls ? ['Pull request'] : [])], lines), rest, withPulls ? '' : `Pull requests are not known: ${(0,markdown/* escapeText */.X1)(pulls.unread)}`).trimEnd();
}
function packagesSection({ added, removed, changed }, rows) {
    if (added.length + removed.length + changed.length === 0)
        return 'The same packages.';
    const versions = (all) => named(all.join(', '));
    return (0,markdown/* blocks */.Bv)(`${(0,markdown/* bold */.Cr)(String(added.length))} added, ${(0,markdown/* bold */.Cr)(String(removed.length))} removed, ${(0,markdown/* bold */.Cr)(String(changed.length))} changed`, folded('changed', changed.length, rows, ['Package', 'From', 'To'], () => changed.slice(0, rows).map(({ name, from, to }) => [named(name), versions(from), versions(to)])), folded('added', added.length, rows, ['Package', 'Version'], () => packageRows(added, rows)), folded('removed', removed.length, rows, ['Package', 'Version'], () => packageRows(removed, rows))).trimEnd();
}
function packageRows(packages, rows) {
    return packages.slice(0, rows).map(({ name, version }) => [named(name), named(version)]);
}
function vulnerabilitiesSection(changes, rows) {
    const { new: fresh, fixed, carried, scans } = changes;
    const header = ['Severity', 'Vulnerability', 'Package', 'Fixed in'];
    const rowsOf = (findings) => () => findings.slice(0, rows).map(findingRow);
    const { from, to } = scans;
    return (0,markdown/* blocks */.Bv)(`${(0,markdown/* bold */.Cr)(String(fresh.length))} new, ${(0,markdown/* bold */.Cr)(String(fixed.length))} fixed, ${(0,markdown/* bold */.Cr)(String(carried.length))} carried along`, 
    // What comes in is what an approver must see.
    fresh.length === 0 ? '' : (0,markdown/* table */.tp)(header, rowsOf(fresh)()), fresh.length > rows ? moreLine(fresh.length - rows) : '', folded('fixed', fixed.length, rows, header, rowsOf(fixed)), folded('carried along', carried.length, rows, header, rowsOf(carried)), from.scanner === to.scanner
        ? `By ${(0,markdown/* code */.aY)(to.scanner)}, signed at ${from.signedAt.toISOString()} and ${to.signedAt.toISOString()}.`
        : `⚠️ Two scanners are compared: ${(0,markdown/* code */.aY)(from.scanner)} then, ${(0,markdown/* code */.aY)(to.scanner)} now.`).trimEnd();
}
function findingRow({ id, severity, package: purl = '', fixedIn }) {
    return [
        severity,
        named(id),
        named(purl),
        fixedIn.length === 0 ? 'nothing yet' : (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(fixedIn.join(', '), textLimit)),
    ];
}
function folded(what, count, rows, header, lines) {
    if (count === 0)
        return '';
    const more = count > rows ? `\n\n${moreLine(count - rows)}` : '';
    return (0,markdown/* details */.zH)(`${count} ${what}`, (0,markdown/* table */.tp)(header, lines()) + more);
}
function moreLine(count) {
    return `…and ${(0,markdown/* plural */.LS)(count, 'other')}; the file at ${(0,markdown/* code */.aY)('plan-path')} has all of them.`;
}
function named(text) {
    return (0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(text, textLimit));
}

// EXTERNAL MODULE: ./build/src/report/verdicts.js
var report_verdicts = __webpack_require__(3676);
;// CONCATENATED MODULE: ./build/src/report/plan.js





/** The page that a person reads before approving. */
function planSummary(planned, differences, repository) {
    const { environment, plan, digest, verdicts, settings } = planned;
    return (0,markdown/* blocks */.Bv)((0,markdown/* heading */.R_)(2, titleOf(planned)), changesTable(plan.changes, planned.commits, repository.url), (0,markdown/* list */.p_)(planned.warnings.map((warning) => `⚠️ ${(0,markdown/* escapeText */.X1)(warning)}`)), `Plan ${(0,markdown/* code */.aY)(digest)}`, (0,markdown/* heading */.R_)(3, 'Rules'), (0,report_verdicts/* verdictTable */.K)(verdicts), differenceSections(differences, repository.url), plan.changes.length === 0 ? undefined : (0,markdown/* heading */.R_)(3, 'What will happen'), flowchart(plan.steps), plan.changes.length === 0 ? undefined : rollbackNote(planned), (0,markdown/* details */.zH)('About this plan', (0,markdown/* table */.tp)(['', ''], [
        ['Environment', (0,markdown/* code */.aY)(environment)],
        ['Target', targetsText(plan.targets)],
        [
            'Policy',
            `${(0,markdown/* link */.nf)(settings.file, `${repository.url}/blob/${settings.commit}/${settings.file}`)} at ${(0,markdown/* code */.aY)(settings.commit.slice(0, 12))}`,
        ],
        [
            'Image',
            Object.values(plan.release)
                .map((image) => (0,markdown/* code */.aY)((0,reference/* formatReference */.FH)(image)))
                .join(', '),
        ],
    ])));
}
/** Writes a plan as JSON for programs and for the record. */
function formatPlan(planned, differences) {
    const { plan, digest, allowed, settings, live, commits, warnings } = planned;
    const { repository, environment, policy, targets, steps, verdicts } = plan;
    const content = {
        plan: digest,
        allowed,
        repository,
        environment,
        release: (0,release/* formatRelease */.B9)(plan.release),
        live: (0,release/* formatRelease */.B9)(live),
        changes: plan.changes.map(({ service, from, to }) => ({
            service,
            from: from === undefined ? null : (0,reference/* formatReference */.FH)(from),
            to: (0,reference/* formatReference */.FH)(to),
            commit: commits[service] ?? null,
        })),
        policy: { file: settings.file, commit: settings.commit, digest: policy },
        targets,
        steps,
        verdicts,
        warnings,
        between: differences.map(({ commits, ...rest }) => ({ ...rest, commits: commitsJson(commits) })),
    };
    return `${JSON.stringify(content, null, 2)}\n`;
}
function targetsText(targets) {
    const entries = Object.entries(targets);
    if (entries.length <= 1)
        return entries.map(([, { kind }]) => (0,markdown/* code */.aY)(kind)).join('');
    return entries.map(([service, { kind }]) => `${(0,markdown/* escapeText */.X1)(service)}: ${(0,markdown/* code */.aY)(kind)}`).join(', ');
}
function titleOf({ plan, allowed, environment }) {
    const where = (0,markdown/* code */.aY)(environment);
    if (plan.changes.length === 0)
        return `✅ Nothing to do: ${where} serves this already`;
    return allowed ? `✅ Allowed: promotion to ${where}` : `❌ Refused as things stand: promotion to ${where}`;
}
/** Shows what is replaced by what, with the commits between where both are known. */
function changesTable(changes, commits, repositoryUrl) {
    return (0,markdown/* table */.tp)(['Service', 'From', 'To', 'Commit'], changes.map(({ service, from, to }) => {
        const commit = commits[service];
        return [
            (0,markdown/* code */.aY)(service),
            from === undefined ? 'nothing' : (0,markdown/* shortDigest */.VK)(from.digest),
            (0,markdown/* bold */.Cr)((0,markdown/* shortDigest */.VK)(to.digest)),
            commit === undefined ? 'unknown' : (0,markdown/* link */.nf)(commit.slice(0, 7), `${repositoryUrl}/commit/${commit}`),
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
function rollbackNote({ plan, former }) {
    const back = plan.changes.map(({ service, from }) => from === undefined
        ? `${(0,markdown/* code */.aY)(service)}: nothing to go back to`
        : `${(0,markdown/* code */.aY)(service)}: ${(0,markdown/* code */.aY)((0,reference/* formatReference */.FH)(from))}`);
    const later = former === undefined
        ? `Afterwards ${(0,markdown/* code */.aY)('rollback')} would have nothing confirmed to return to.`
        : `Afterwards ${(0,markdown/* code */.aY)('rollback')} would return to it: deployment ${(0,markdown/* code */.aY)(String(former.deployment.id))} of ${(0,markdown/* code */.aY)(former.deployment.createdAt)}.`;
    return `If it fails, what served is put back: ${back.join(', ')}. ${later}`;
}
/** With each commit's pull request beside it. */
function commitsJson(commits) {
    if ('unread' in commits)
        return commits;
    const { pulls, commits: listed, ...range } = commits;
    if ('unread' in pulls)
        return { ...range, commits: listed, pulls };
    return {
        ...range,
        commits: listed.map((commit) => ({ ...commit, pull: pulls.get(commit.nodeId) ?? null })),
    };
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
    const someFailed = verdicts.some(({ passed, reported }) => !passed && reported !== true);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'Rule', 'Reason', ...(someFailed ? ['Way out'] : [])], failedFirst.map(({ passed, rule, reason, way = '', reported = false }) => [
        passed ? '✅' : reported ? '➖' : '❌',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(rule),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(passed || !reported ? reason : `not asked: ${reason}`),
        ...(someFailed ? [passed || reported ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(way)] : []),
    ]));
}


/***/ })

};
