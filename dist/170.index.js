export const id = 170;
export const ids = [170];
export const modules = {

/***/ 761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ isLeftBehind),
/* harmony export */   d: () => (/* binding */ agree)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9700);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1048);



/**
 * Decides what a promotion replaces. Somebody who moved the target by hand is contradicted rather than overruled;
 * nothing serving is no contradiction, because there is nothing to protect.
 */
function agree({ observed, recorded, wanted, records }) {
    if (Object.keys(observed).length === 0)
        return { kind: 'agreed', live: observed, restorable: true };
    if ((0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRelease */ ._M)(observed, recorded))
        return { kind: 'agreed', live: recorded, restorable: true };
    const ended = isLeftBehind(observed, recorded, records);
    // What is wanted serves already, without a record. Left there by a promotion that ended early, it replaces what was
    // recorded before. Where nobody says how it got there, it is only recorded: it is not for us to take it away.
    if ((0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRelease */ ._M)(observed, wanted))
        return { kind: 'agreed', live: recorded, restorable: ended };
    // A promotion that was told to stop on failure left its release serving.
    if (ended)
        return { kind: 'agreed', live: observed, restorable: true };
    const [serving, expected] = [nameOf(observed), nameOf(recorded)];
    return {
        kind: 'contradiction',
        reason: `the target serves ${serving}, but the newest confirmed record says ${expected}: somebody else moved it; promote ${serving} to have it recorded, or put ${expected} back`,
    };
}
/** Says whether a promotion since the recorded one ended early, having moved traffic to this release. */
function isLeftBehind(observed, recorded, records) {
    const live = records.findIndex(({ state, payload }) => state === 'confirmed' && (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRelease */ ._M)(payload.release, recorded));
    const since = live < 0 ? records : records.slice(0, live);
    return since.some((record) => record.state !== 'confirmed' && (0,_record_js__WEBPACK_IMPORTED_MODULE_1__/* .mayServe */ .dK)(record) && (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .isSameRelease */ ._M)(record.payload.release, observed));
}
function nameOf(release) {
    const digests = Object.values(release).map(({ digest }) => digest);
    return digests.length === 0 ? 'nothing' : digests.map(_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q).join(', ');
}


/***/ }),

/***/ 8203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lJ: () => (/* binding */ drive_confirm),
  q0: () => (/* binding */ describe),
  rU: () => (/* binding */ drive)
});

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/target/target.js
var target = __webpack_require__(9478);
// EXTERNAL MODULE: ./build/src/check/index.js + 3 modules
var src_check = __webpack_require__(3455);
;// CONCATENATED MODULE: ./build/src/deployment/health.js




/** How often what serves is looked at while it is watched. Milliseconds. */
const watchInterval = 15_000;
/** Asks every check of a policy, also after one that failed: people want to see all of them. */
async function askChecks(checks, asked, edge) {
    const { phase, service } = asked;
    const results = [];
    for (const { kind, options } of checks) {
        const { passed, reason } = await checkOf(kind).ask(options, asked, edge);
        edge.log.info(`${passed ? 'passed' : 'failed'}: ${kind} of the ${phase} release: ${reason}`);
        results.push({ kind, service, phase, passed, reason });
    }
    return results;
}
function assertHealthy(results) {
    const failed = results.filter(({ passed }) => !passed);
    if (failed.length === 0)
        return;
    const reasons = failed.map(({ kind, service, phase, reason }) => `${phase} ${service}: ${kind}: ${reason}`);
    throw new failure/* Failure */.HR('denied', `not healthy: ${reasons.join('; ')}`);
}
/** Refuses unless each changed service was seen serving exactly what it should. */
function assertServing(changes, observations) {
    for (const { service, to } of changes) {
        const observation = observations.get(service);
        const serving = observation && (0,target/* servingOf */.K)(observation);
        if (serving === to.digest)
            continue;
        const found = serving === undefined ? 'nothing' : (0,digest/* formatShortDigest */._q)(serving);
        throw new failure/* Failure */.HR('mismatch', `service "${service}" serves ${found}; wanted ${(0,digest/* formatShortDigest */._q)(to.digest)} after the shift`);
    }
}
/** Looks at once, and again until the time is over; returns when the last look began to hold. */
async function watch(time, edge, look) {
    const until = edge.now().getTime() + time;
    for (;;) {
        await look();
        const seen = edge.now();
        const left = until - seen.getTime();
        if (left <= 0)
            return seen;
        edge.log.info(`watching: ${Math.ceil(left / 1000)} s left`);
        await edge.sleep(Math.min(left, watchInterval));
    }
}
function checkOf(kind) {
    const check = Object.hasOwn(src_check/* checks */.A, kind) ? src_check/* checks */.A[kind] : undefined;
    if (check === undefined)
        throw new failure/* Failure */.HR('invalid-input', `unknown check "${kind}"; known: ${Object.keys(src_check/* checks */.A).join(', ')}`);
    return check;
}

;// CONCATENATED MODULE: ./build/src/deployment/next.js
/** What is done, in this order; the journal holds what is behind. */
const forward = [
    'stage',
    'check-staged',
    'shift',
    'check-serving',
    'record',
    'confirm',
    'retire',
];
/** What is done instead once something failed before it was confirmed. */
const backward = ['restore', 'discard', 'close'];
/**
 * Decides the next step from what was done and what is seen. It is the whole of the driver's judgement, and
 * pure: a crash is only a journal that ends early.
 */
function next({ changes, journal, seen, onFailure }) {
    const { done, failure } = journal;
    const pending = (steps) => steps.find((step) => !done.includes(step)) ?? 'done';
    // What is confirmed is not taken back: a failure to clean up after it is only told.
    if (failure === undefined || done.includes('confirm'))
        return pending(forward);
    const moved = changes.some(({ service, from, to }) => {
        return seen.get(service)?.serving === to.digest && from?.digest !== to.digest;
    });
    if (moved)
        return pending(onFailure === 'stop' ? ['close'] : backward);
    const left = changes.some(({ service, to }) => seen.get(service)?.standing.includes(to.digest));
    return pending(left ? ['discard', 'close'] : ['close']);
}

// EXTERNAL MODULE: ./build/src/deployment/record.js
var deployment_record = __webpack_require__(9700);
;// CONCATENATED MODULE: ./build/src/deployment/drive.js
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






/**
 * Brings a promotion to its end: look, decide, do, journal, until there is nothing left to do. A failure before
 * the confirmation turns it back; one that is given says that it is to be turned back from the start.
 */
async function drive(promotion, world, edge, failure) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const progress = {
            done: [],
            failure,
            staged: new Map(),
            checks: [],
            observations: new Map(),
            servedFirst: servingIn(await observeAll(promotion.moves)),
            observedAt: edge.now(),
        };
        const previews = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        previews.defer(async () => void (await Promise.all([...progress.staged.values()].map(endPreview))));
        for (;;) {
            progress.observations = await observeAll(promotion.moves);
            const step = nextStep(promotion, progress);
            if (step === 'done')
                return outcomeOf(promotion, progress);
            edge.log.info(`${step}: ${describe(promotion.moves)}`);
            await attempt(step, promotion, progress, world, edge);
            if (progress.done.includes(step))
                edge.log.info(`${step}: done`);
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
}
async function observeAll(moves) {
    return new Map(await Promise.all(moves.map(async ({ service, target }) => [service, await target.observe()])));
}
function nextStep({ moves, policy }, { done, failure, observations }) {
    const seen = new Map([...observations].map(([service, observation]) => [
        service,
        { serving: (0,target/* servingOf */.K)(observation), standing: observation.standing },
    ]));
    return next({ changes: moves, journal: { done, failure }, seen, onFailure: policy.onFailure });
}
async function attempt(step, promotion, progress, world, edge) {
    try {
        await perform[step](promotion, progress, world, edge);
        progress.done.push(step);
    }
    catch (error) {
        const reason = (0,failure/* messageOf */.bD)(error);
        switch (step) {
            case 'confirm':
            case 'restore':
            case 'close':
                // Neither confirmed nor put back: the record stays open, so that the next run or the post step ends it.
                throw new failure/* Failure */.HR('unavailable', `"${promotion.environment}" is left unfinished at "${step}": ${reason}; the next promotion ends it`, { cause: error });
            case 'retire':
            case 'discard':
                edge.log.warning(`could not clean up in "${promotion.environment}": ${reason}`);
                progress.done.push(step);
                return;
            default:
                edge.log.warning(`${step} failed: ${reason}`);
                progress.failure = reason;
        }
    }
}
const perform = {
    stage: async ({ moves, record, bring }, { staged }, { github }) => {
        const description = `staging ${describe(moves)}`;
        await github.appendStatus(record.deployment.id, {
            state: 'in_progress',
            description,
            autoInactive: false,
        });
        for (const move of moves) {
            await bring(move);
            staged.set(move.service, await move.target.stage(move.to));
        }
    },
    'check-staged': (promotion, progress, _world, edge) => askAll(promotion, progress, 'staged', edge),
    shift: async ({ moves, record }, { servedFirst }, { github }) => {
        const description = `${deployment_record/* shiftingWord */.jp} to ${describe(moves)}`;
        // What serves already is not of our bringing, and must not be taken for it by who comes after us.
        if (moves.some(({ service, to }) => servedFirst.get(service) !== to.digest)) {
            await github.appendStatus(record.deployment.id, {
                state: 'in_progress',
                description,
                autoInactive: false,
            });
        }
        for (const { from, to, target } of moves)
            await target.shift(to.digest, 100, from?.digest);
    },
    'check-serving': async (promotion, progress, _world, edge) => {
        const look = async () => {
            progress.observations = await observeAll(promotion.moves);
            assertServing(promotion.moves, progress.observations);
        };
        progress.observedAt = await watch(promotion.policy.watch, edge, async () => {
            await look();
            await askAll(promotion, progress, 'serving', edge);
            // What was asked is what served only if it still serves.
            await look();
        });
    },
    record: async ({ moves, sign }, { observedAt, checks }) => {
        await Promise.all(moves.map((move) => sign(move, { observedAt, checks })));
    },
    confirm: (promotion, progress, world, edge) => drive_confirm(promotion, urlOf(promotion, progress), world, edge),
    retire: async ({ moves, policy, record, records }, { observations }) => {
        for (const { service, target } of moves) {
            const standing = observations.get(service)?.standing ?? [];
            const kept = (0,deployment_record/* retainedDigests */.Gj)([{ ...record, state: 'confirmed' }, ...records], policy.retain, standing);
            for (const digest of standing)
                if (!kept.has(digest))
                    await target.discard(digest);
        }
    },
    restore: async ({ moves }) => {
        for (const { from, to, target } of moves.toReversed()) {
            if (from === undefined)
                await target.shift(to.digest, 0, to.digest);
            else
                await target.shift(from.digest, 100, to.digest);
        }
    },
    // A former release that was promoted again in vain stays where it stood.
    discard: async ({ moves, records, policy }, { observations }) => {
        for (const { service, to, target } of moves) {
            const standing = observations.get(service)?.standing ?? [];
            if (!(0,deployment_record/* retainedDigests */.Gj)(records, policy.retain, standing).has(to.digest))
                await target.discard(to.digest);
        }
    },
    close: async (promotion, progress, { github }) => {
        const ending = progress.done.includes('restore')
            ? `${deployment_record/* revertedWord */.UM}: `
            : hasMoved(promotion, progress)
                ? 'stopped: '
                : '';
        const description = `${ending}${progress.failure}`;
        await github.appendStatus(promotion.record.deployment.id, {
            state: 'failure',
            description,
            autoInactive: false,
        });
    },
};
/** Calls a record a success and those before it inactive; GitHub itself leaves production ones active. */
async function drive_confirm({ record, records, moves }, environmentUrl, { github }, { log }) {
    const { id, environment } = record.deployment;
    const description = `serves ${describe(moves)}`;
    await github.appendStatus(id, { state: 'success', description, environmentUrl, autoInactive: true });
    if (environment !== 'production')
        return;
    const active = records.filter(({ deployment, statuses }) => deployment.id !== id && statuses[0]?.state === 'success');
    for (const { deployment } of active) {
        const description = `followed by deployment ${id}`;
        // The promotion is confirmed by now; that GitHub shows an older one as active changes nothing about it.
        await github
            .appendStatus(deployment.id, { state: 'inactive', description, autoInactive: false })
            .catch((error) => log.warning(`deployment ${deployment.id} still looks active: ${(0,failure/* messageOf */.bD)(error)}`));
    }
}
async function askAll(promotion, progress, phase, edge) {
    const { environment, policy, moves } = promotion;
    const earlier = progress.checks.filter((result) => result.phase !== phase);
    const results = [];
    for (const { service, from, to } of moves) {
        const preview = progress.staged.get(service)?.url;
        const url = phase === 'staged' ? preview : addressOf(promotion, progress, preview, edge);
        const percent = phase === 'staged' ? 0 : 100;
        const asked = { phase, percent, url, digest: to.digest, former: from?.digest, service, environment };
        results.push(...(await askChecks(policy.checks, asked, edge)));
    }
    progress.checks = [...earlier, ...results];
    assertHealthy(results);
}
// A target need not know where it serves. Then the very release that serves is asked at its preview: that it is
// the one was observed, but whoever serves it to people was not asked, which is said.
function addressOf(promotion, progress, preview, { log }) {
    const url = urlOf(promotion, progress);
    if (url === undefined && preview !== undefined) {
        log.notice(`no address of "${promotion.environment}" is known: after the swap its release is asked at its preview; give the target's url, or environment-url`);
    }
    return url ?? preview;
}
function urlOf({ environmentUrl }, { observations }) {
    return [...observations.values()].find(({ url }) => url !== undefined)?.url ?? environmentUrl;
}
function outcomeOf(promotion, progress) {
    const { checks, failure, done, observations, servedFirst } = progress;
    const services = promotion.moves.map(({ service }) => service);
    const serving = servingIn(observations);
    const changed = services.filter((service) => servedFirst.get(service) !== serving.get(service));
    const ending = { changed, checks, url: urlOf(promotion, progress) };
    if (done.includes('confirm'))
        return { outcome: 'promoted', ...ending, changed: services };
    return { outcome: hasMoved(promotion, progress) ? 'stopped' : 'reverted', failure, ...ending };
}
function servingIn(observations) {
    return new Map([...observations].map(([service, observation]) => [service, (0,target/* servingOf */.K)(observation)]));
}
/** Says whether anything that was to be replaced serves the new digest. */
function hasMoved({ moves }, { observations }) {
    return moves.some(({ service, to }) => {
        const observation = observations.get(service);
        return observation !== undefined && (0,target/* servingOf */.K)(observation) === to.digest;
    });
}
async function endPreview(staged) {
    await staged[Symbol.asyncDispose]();
}
/** Names the services and digests of a promotion, short, for people. */
function describe(changes) {
    return changes.map(({ service, to }) => `${service} ${(0,digest/* formatShortDigest */._q)(to.digest)}`).join(', ');
}


/***/ }),

/***/ 7468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ promote),
  O: () => (/* binding */ refusalOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 1 modules
var policy_policy = __webpack_require__(5873);
// EXTERNAL MODULE: ./build/src/target/target.js
var target_target = __webpack_require__(9478);
// EXTERNAL MODULE: ./build/src/deployment/admit.js + 3 modules
var admit = __webpack_require__(1704);
// EXTERNAL MODULE: ./build/src/deployment/agreement.js
var agreement = __webpack_require__(761);
// EXTERNAL MODULE: ./build/src/deployment/drive.js + 2 modules
var drive = __webpack_require__(8203);
// EXTERNAL MODULE: ./build/src/deployment/gather.js + 1 modules
var gather = __webpack_require__(7623);
// EXTERNAL MODULE: ./build/src/deployment/record.js
var record = __webpack_require__(9700);
// EXTERNAL MODULE: ./build/src/deployment/recorded.js
var deployment_recorded = __webpack_require__(2657);
// EXTERNAL MODULE: ./build/src/deployment/recover.js
var recover = __webpack_require__(5169);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var deployment_release = __webpack_require__(1048);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/evidence/predicate/promotion.js
var promotion = __webpack_require__(804);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/predicate/verification-summary.js
var verification_summary = __webpack_require__(3115);
;// CONCATENATED MODULE: ./build/src/deployment/sign.js





/**
 * Signs what a promotion is known by: the verification summary, which says that policy was met, and the record,
 * which says that the digest was seen serving. The record comes last, because it is what counts.
 */
function signPromotion(request, world) {
    const { admission, approved, settings, record, policy } = request;
    return async ({ service, from, to }, { observedAt, checks }) => {
        const { deployment } = record;
        const evidence = usedBy(admission, service);
        await world.attest(to, {
            predicateType: verification_summary/* verificationSummaryType */.an,
            predicate: (0,verification_summary/* buildVerificationSummary */.SG)({
                verifiedAt: observedAt,
                resourceUri: `${world.repository.url}#${deployment.environment}`,
                policy: {
                    uri: `${world.repository.url}/blob/${settings.commit}/${settings.file}`,
                    digest: settings.digest,
                },
                inputAttestations: evidence.map(({ source, digest }) => ({ uri: source, digest })),
                passed: true,
                verifiedLevels: [buildLevelOf(evidence)],
            }),
        });
        await world.attest(to, {
            predicateType: promotion/* promotionType */.MS,
            predicate: (0,promotion/* buildPromotion */.sn)({
                repository: { name: world.repository.name, id: world.repository.id },
                environment: deployment.environment,
                target: { kind: policy.target.kind, digest: (0,digest/* digestOf */.ol)(JSON.stringify(policy.target)) },
                service,
                digest: to.digest,
                previous: from?.digest,
                deployment: { id: deployment.id, nodeId: deployment.nodeId },
                plan: approved ?? admission.digest,
                policy: { commit: settings.commit, digest: settings.digest },
                release: (0,deployment_release/* formatRelease */.B9)(admission.plan.release),
                observedAt,
                run: { id: Number(world.run.id), attempt: world.run.attempt },
                checks: checks.filter((check) => check.service === service).map(({ service: _, ...check }) => check),
            }),
        });
    };
}
/** The evidence that a verdict rested on. */
function usedBy({ verdicts, evidence }, service) {
    const used = new Set(verdicts.flatMap((verdict) => verdict.evidence));
    return (evidence[service] ?? []).filter(({ digest }) => used.has(digest));
}
// Level 2 asks for a hosted builder that signs; level 3 also for isolation from the caller's job, which no
// certificate of a plain workflow shows. https://slsa.dev/spec/v1.2/build-track-basics
function buildLevelOf(evidence) {
    const hosted = evidence.some(({ predicateType, signer }) => predicateType === provenance/* provenanceType */.wy &&
        signer.kind === 'certificate' &&
        signer.runnerEnvironment === 'github-hosted');
    return hosted ? 'SLSA_BUILD_LEVEL_2' : 'SLSA_BUILD_LEVEL_1';
}

// EXTERNAL MODULE: ./build/src/deployment/turn.js
var deployment_turn = __webpack_require__(762);
;// CONCATENATED MODULE: ./build/src/deployment/promote.js















/**
 * Promotes a release into an environment: verifies, stages, checks, shifts, looks again and records; or puts
 * everything back and says why.
 */
async function promote(request, world, edge) {
    const { environment } = request;
    const settings = await world.fetchSettings();
    const policy = (0,policy_policy/* environmentOf */.p)(settings.policy, environment);
    (0,deployment_release/* assertServices */.tB)(request.release, environment);
    const release = (0,deployment_release/* placedIn */.T8)(policy.registry, request.release);
    const target = world.connect(environment, settings);
    const observed = await observeRelease(target, release);
    const recovered = [];
    const common = { environment, release, settings, recovered };
    const standing = (0,deployment_release/* isSameRelease */._M)(observed, release)
        ? await readStanding(environment, observed, settings, world, edge)
        : undefined;
    if (standing?.settled && (0,deployment_release/* isSameRelease */._M)(standing.release, release))
        return unchanged(common, observed);
    // What is wanted may serve already, left by a run that died: then it replaces what was confirmed before it.
    const before = standing?.release ?? observed;
    // Who could not sign the record would find out after the swap, and have to put it back.
    const [gathered] = await Promise.all([
        (0,gather/* gather */.T)(gathering(request, before), settings, world),
        ...Object.values(release).map((image) => world.assertCanAttest(image)),
    ]);
    const recoverDead = async (dead, records) => {
        await (0,recover/* recover */.l)({ dead, records, settings, successor: release }, world, edge);
        recovered.push(dead.deployment.id);
    };
    const ticket = await ticketOf(request, gathered, policy, world, edge);
    const turn = await (0,deployment_turn/* takeTurn */.Vm)({ ...ticket, recover: recoverDead }, world, edge);
    const others = turn.records.filter((record) => record !== turn.record);
    const agreement = await lookAgain({ target, release, others, settings }, world, edge);
    if (agreement.kind === 'contradiction')
        return contradicted(common, agreement.reason, turn.record, world);
    const { live, restorable } = agreement;
    if ((0,deployment_release/* isSameRelease */._M)(live, release)) {
        await (0,deployment_turn/* closeUnchanged */.wF)(turn.record, world);
        return { ...unchanged(common, live), deployment: turn.record.deployment.id };
    }
    const settled = (0,deployment_release/* isSamePlace */.O1)(live, before)
        ? gathered
        : await (0,gather/* gather */.T)(gathering(request, live), settings, world);
    // Rules about time are judged now that it is our turn, and by the statuses that were just read.
    const asked = { journals: turn.journals, now: edge.now(), binding: { approved: request.plan } };
    const admission = await (0,admit/* admit */.w)(settled, asked);
    const prepared = { turn, others, admission, live, restorable, settings, policy, target };
    return { ...common, ...(await carryOut(request, prepared, world, edge)) };
}
function unchanged(common, previous) {
    return { ...common, kind: 'unchanged', changed: [], previous, reasons: [], checks: [] };
}
function gathering({ environment, release, allowDowngrade }, live) {
    return { environment, wanted: release, live, allowDowngrade };
}
/** What the deployment says that stands for this promotion, as far as it is known before it is our turn. */
async function ticketOf({ environment, onOpened }, gathered, policy, world, edge) {
    const { settings, request } = gathered;
    const admission = await (0,admit/* admit */.w)(gathered, { journals: new Map(), now: edge.now() });
    return {
        environment,
        sha: admission.commits[deployment_release/* soleService */.PU] ?? settings.commit,
        payload: payloadOf(admission, request.live, settings, world),
        description: `promotes ${(0,drive/* describe */.q0)(admission.plan.changes)}`,
        confirmed: policy.retain + 1,
        also: gathered.services.flatMap(gather/* deploymentsUpstream */.k),
        ...(onOpened !== undefined && { onOpened }),
    };
}
/** Looks at the target now that nobody else may move it, and at what the records say about it. */
async function lookAgain({ target, release, others, settings, }, world, edge) {
    const observed = await observeRelease(target, release);
    const { registry } = (0,deployment_release/* repositoryOf */.Hp)(release);
    const recorded = await (0,deployment_recorded/* liveRelease */._8)({ records: others, observed, registry }, settings, world, edge);
    return (0,agreement/* agree */.d)({ observed, recorded: recorded ?? {}, wanted: release, records: others });
}
/** Ends a promotion that what serves contradicts, before anything is touched. */
async function contradicted(common, reason, record, world) {
    await (0,deployment_turn/* close */.VN)(world, record, `refused: ${reason}`);
    const deployment = record.deployment.id;
    return {
        ...common,
        kind: 'refused',
        changed: [],
        previous: undefined,
        reasons: [reason],
        checks: [],
        deployment,
    };
}
async function carryOut(request, prepared, world, edge) {
    const { turn, others, admission, live, restorable, settings, policy, target } = prepared;
    const { plan } = admission;
    const reasons = admission.allowed ? [] : (0,admit/* reasonsOf */.z)(admission);
    const promotion = {
        environment: request.environment,
        // What serves without a record is left where it is, whatever becomes of this promotion.
        policy: restorable ? policy : { ...policy, onFailure: 'stop' },
        record: turn.record,
        records: others,
        moves: plan.changes.map((change) => ({ ...change, target })),
        environmentUrl: request.environmentUrl,
        bring: ({ service, to }) => bring(request.release[service], to, admission.commits[service], world),
        sign: signPromotion({ admission, approved: request.plan, settings, record: turn.record, policy }, world),
    };
    // A refusal takes the same road: whatever a dead run left in the way of it is put back.
    const refusal = admission.allowed ? undefined : `refused: ${reasons.join(' · ')}`;
    const driven = await (0,drive/* drive */.rU)(promotion, world, edge, refusal);
    return {
        kind: refusal === undefined ? driven.outcome : 'refused',
        changed: driven.changed,
        previous: Object.keys(live).length === 0 ? undefined : live,
        deployment: turn.record.deployment.id,
        environmentUrl: driven.url,
        reasons: reasons.length > 0 ? reasons : failureOf(driven),
        admission,
        checks: driven.checks,
    };
}
/** Copies an image to where the environment keeps it, under the commit's tag: untagged, a registry may clean it up. */
async function bring(from, to, commit, world) {
    if (from === undefined || (0,reference/* formatReference */.FH)(from) === (0,reference/* formatReference */.FH)(to))
        return;
    await world.copy(from, to, commit === undefined ? [] : [(0,reference/* commitTagOf */.VG)(commit)]);
}
function failureOf({ failure }) {
    return failure === undefined ? [] : [failure];
}
/** What serves, in the words of a release: the digest from the target, the repository from who replaces it. */
async function observeRelease(target, wanted) {
    const serving = (0,target_target/* servingOf */.K)(await target.observe());
    const repository = wanted[deployment_release/* soleService */.PU];
    return serving === undefined || repository === undefined
        ? {}
        : { [deployment_release/* soleService */.PU]: (0,reference/* withDigest */.hQ)(repository, serving) };
}
/** What should serve by the records, where what is wanted serves already, and whether nothing is unfinished. */
async function readStanding(environment, observed, settings, world, edge) {
    const says = ({ state, payload }) => state === 'confirmed' && (0,deployment_release/* isSameRelease */._M)(payload.release, observed);
    const { records } = await (0,record/* readRecords */.T3)(world.github, { environment, enough: (seen) => seen.some(says) });
    const { registry } = (0,deployment_release/* repositoryOf */.Hp)(observed);
    return {
        release: (await (0,deployment_recorded/* liveRelease */._8)({ records, observed, registry }, settings, world, edge)) ?? {},
        settled: !records.some(({ state }) => state === 'open'),
    };
}
function payloadOf({ plan, digest }, previous, settings, { run }) {
    return {
        release: plan.release,
        changed: plan.changes.map(({ service }) => service),
        previous: Object.keys(previous).length === 0 ? undefined : previous,
        plan: digest,
        policy: { commit: settings.commit, digest: settings.digest },
        run: { id: run.id, attempt: run.attempt, checkRun: run.checkRun },
        nonce: (0,external_node_crypto_.randomUUID)(),
    };
}
/** What the action fails with, unless the promotion ended well. */
function refusalOf({ kind, environment, reasons }) {
    if (kind === 'promoted' || kind === 'unchanged')
        return undefined;
    const [first, ...others] = reasons;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    const problems = reasons.map((message) => ({ message }));
    return new failure/* Failure */.HR('denied', `"${environment}" ${endings[kind]}: ${first}${more}`, {
        problems: others.length === 0 ? [] : problems,
    });
}
const endings = {
    refused: 'refuses the promotion',
    reverted: 'serves what it served before, because the promotion failed',
    stopped: 'is left as it is for people to look at, because the promotion failed',
};


/***/ }),

/***/ 5169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ recover)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5873);
/* harmony import */ var _target_target_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9478);
/* harmony import */ var _agreement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(761);
/* harmony import */ var _drive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8203);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9700);
/* harmony import */ var _recorded_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2657);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1048);
/* harmony import */ var _turn_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(762);









/**
 * Ends what a run that died left unfinished. Recorded and serving, it is confirmed; wanted again, it is left to
 * the promotion that wants it; otherwise what served before is put back.
 */
async function recover(request, world, edge) {
    const { dead, successor } = request;
    const environment = dead.deployment.environment;
    const settings = await settingsOf(request, world, edge);
    const target = world.connect(environment, settings);
    const serving = (0,_target_target_js__WEBPACK_IMPORTED_MODULE_8__/* .servingOf */ .K)(await target.observe());
    const records = request.records.filter((record) => record !== dead);
    const moves = dead.payload.changed.flatMap((service) => {
        const to = dead.payload.release[service];
        return to === undefined ? [] : [{ service, from: undefined, to, target }];
    });
    const isServing = moves.length > 0 && moves.every(({ to }) => to.digest === serving);
    if (isServing && (await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_5__/* .isRecorded */ .TN)(dead, settings, world))) {
        edge.log.info(`deployment ${dead.deployment.id} is recorded and serves: confirming it`);
        await (0,_drive_js__WEBPACK_IMPORTED_MODULE_3__/* .confirm */ .lJ)({ record: dead, records, moves }, undefined, world, edge);
        dead.state = 'confirmed';
        return;
    }
    if (isServing && successor !== undefined && (0,_release_js__WEBPACK_IMPORTED_MODULE_6__/* .isSameRelease */ ._M)(dead.payload.release, successor)) {
        await (0,_turn_js__WEBPACK_IMPORTED_MODULE_7__/* .close */ .VN)(world, dead, 'interrupted; the next promotion of the same release goes on from here');
        dead.state = 'closed';
        return;
    }
    const recorded = (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .liveRecord */ .sy)(records)?.payload.release ?? {};
    if (isServing && !(0,_agreement_js__WEBPACK_IMPORTED_MODULE_2__/* .isLeftBehind */ .K)(dead.payload.release, recorded, request.records)) {
        // It served before the dead run came: only its record is missing, and it is not for us to take it away.
        await (0,_turn_js__WEBPACK_IMPORTED_MODULE_7__/* .close */ .VN)(world, dead, 'interrupted before it moved any traffic');
        dead.state = 'closed';
        return;
    }
    if (!isServing && serving !== undefined && (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .hasShifted */ .cb)(dead)) {
        // It may have died between the shift back and what the target does after one: that is done once more.
        await target.shift(serving, 100, serving);
    }
    const restoring = await Promise.all(moves.map(async (move) => {
        // Where the traffic has not moved there is nothing to put back, and nothing to be verified.
        const from = isServing ? await previousImage(move.service, request, settings, world) : undefined;
        return { ...move, from };
    }));
    const promotion = {
        environment,
        policy: { ...(0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentOf */ .p)(settings.policy, environment), onFailure: 'revert' },
        record: dead,
        records,
        moves: restoring,
        bring: async () => { },
        sign: async () => { },
    };
    await (0,_drive_js__WEBPACK_IMPORTED_MODULE_3__/* .drive */ .rU)(promotion, world, edge, `interrupted: run ${dead.payload.run.id} ended before it was confirmed`);
    dead.state = 'closed';
}
// A promotion is ended by the rules under which it began, but only by such as were on the default branch.
async function settingsOf({ dead, settings }, world, edge) {
    const { commit } = dead.payload.policy;
    if (commit === settings.commit)
        return settings;
    const said = `deployment ${dead.deployment.id} began under policy commit ${commit}`;
    const relation = await world.github.compare(commit, settings.commit);
    if (relation !== 'ahead' && relation !== 'identical') {
        edge.log.warning(`${said}, which is not on the default branch: today's is used`);
        return settings;
    }
    try {
        const then = await world.fetchSettings(commit);
        (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .environmentOf */ .p)(then.policy, dead.deployment.environment);
        return then;
    }
    catch (error) {
        // One that cannot be read any more must not keep the environment from ever being promoted to again.
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error, 'not-found') && !(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error, 'invalid-input'))
            throw error;
        edge.log.warning(`${said}, which cannot be read: ${error.message}; today's is used`);
        return settings;
    }
}
/**
 * What a service ran before: of the newest confirmed deployment that changed it and has a signed record. What a
 * payload calls `previous`, or a status a success, anyone could have written.
 */
async function previousImage(service, { dead, records }, settings, world) {
    const { environment, id } = dead.deployment;
    const among = (known) => known.filter(({ state, deployment, payload }) => state === 'confirmed' && deployment.id < id && payload.changed.includes(service));
    // That there is none is only known when all were read.
    const known = among(records);
    const earlier = known.length > 0
        ? known
        : among((await (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readRecords */ .T3)(world.github, { environment, enough: () => false })).records);
    for (const record of earlier) {
        if (await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_5__/* .hasRecord */ .qb)(record, service, settings, world))
            return record.payload.release[service];
    }
    if (earlier.length === 0)
        return undefined;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('denied', `deployment ${id} died after its shift, and no release of "${service}" before it has a verified record to go back to; promote the release of deployment ${id} again to go on from it`);
}


/***/ }),

/***/ 762:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VN: () => (/* binding */ close),
/* harmony export */   Vm: () => (/* binding */ takeTurn),
/* harmony export */   wF: () => (/* binding */ closeUnchanged)
/* harmony export */ });
/* unused harmony exports patience, isAlive */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9700);


/** How long a living promotion ahead of ours is waited for, and how often it is looked at. Milliseconds. */
const patience = { total: 15 * 60_000, interval: 15_000 };
/**
 * Draws a ticket, which is the promotion's own deployment, and waits until it has the right of way: the lowest
 * unfinished one of the environment goes first. One whose job is dead is recovered, not waited for.
 */
async function takeTurn(request, world, edge) {
    const id = await drawTicket(request, world);
    request.onOpened?.(id);
    const deadline = edge.now().getTime() + patience.total;
    for (;;) {
        const { records, journals } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecords */ .T3)(world.github, {
            environment: request.environment,
            enough: (seen) => hasSeen(seen, id, request.confirmed),
            also: request.also,
        });
        const own = records.find(({ deployment }) => deployment.id === id);
        if (own === undefined) {
            await waitForListing(id, deadline, edge);
            continue;
        }
        await closeTwins(own, records, world);
        const ahead = records.findLast(({ state, deployment }) => state === 'open' && deployment.id < own.deployment.id);
        if (ahead === undefined)
            return { record: own, records, journals };
        if (!(await isAlive(ahead, world))) {
            edge.log.info(`recovering deployment ${ahead.deployment.id}: its run ${ahead.payload.run.id} has ended`);
            await request.recover(ahead, records);
        }
        else if (edge.now().getTime() >= deadline) {
            await close(world, own, `gave way to deployment ${ahead.deployment.id}`);
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('denied', `another promotion of "${request.environment}" is under way: deployment ${ahead.deployment.id} of run ${ahead.payload.run.id}; run this one again when it has ended`);
        }
        else {
            edge.log.info(`waiting for deployment ${ahead.deployment.id} of run ${ahead.payload.run.id}`);
            await edge.sleep(patience.interval);
        }
    }
}
/** Says whether the job that made a record still runs. Its own job's earlier step counts as ended. */
async function isAlive({ payload }, { github, run }) {
    if (payload.run.checkRun !== undefined) {
        if (payload.run.checkRun === run.checkRun)
            return false;
        const checkRun = await github.fetchCheckRun(payload.run.checkRun);
        return checkRun !== undefined && checkRun.status !== 'completed';
    }
    // GitHub Enterprise Server does not tell a job its check run.
    if (isSameAttempt(payload.run, run))
        return false;
    const found = await github.fetchRun(Number(payload.run.id));
    return found !== undefined && found.status !== 'completed' && found.attempt === payload.run.attempt;
}
/** Ends a record without traffic having moved. */
async function close({ github }, { deployment }, reason) {
    await github.appendStatus(deployment.id, { state: 'failure', description: reason, autoInactive: false });
}
/** Ends a record for which there was nothing to do. It is no failure, and confirms nothing. */
async function closeUnchanged({ deployment }, { github }) {
    await github.appendStatus(deployment.id, {
        state: 'inactive',
        description: 'serves already',
        autoInactive: false,
    });
}
// An answer that was lost may stand for a deployment that was made: it is found by its nonce, not made again.
async function drawTicket({ environment, sha, payload, description }, { github }) {
    try {
        return (await github.createDeployment({ sha, environment, payload: (0,_record_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPayload */ .Oi)(payload), description }))
            .id;
    }
    catch (error) {
        if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error, 'unavailable'))
            throw error;
        const { records } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_1__/* .readRecords */ .T3)(github, { environment, enough: (seen) => seen.length > 0 });
        const made = records.find((record) => record.payload.nonce === payload.nonce);
        if (made === undefined)
            throw error;
        return made.deployment.id;
    }
}
// GitHub's list may be a moment behind what was just created.
async function waitForListing(id, deadline, edge) {
    if (edge.now().getTime() >= deadline) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unavailable', `GitHub does not list deployment ${id}, which was just created; run the promotion again`);
    }
    await edge.sleep(2_000);
}
async function closeTwins(own, records, world) {
    const twins = records.filter((record) => record.payload.nonce === own.payload.nonce && record !== own && record.state === 'open');
    for (const twin of twins) {
        await close(world, twin, `twin of deployment ${own.deployment.id}: the request was sent twice`);
        twin.state = 'closed';
    }
}
// Enough are our own, as many confirmed ones as are wanted, and for each unfinished one what was confirmed before it.
function hasSeen(records, id, confirmed) {
    const done = records.filter(({ state }) => state === 'confirmed').map(({ deployment }) => deployment.id);
    return (records.some(({ deployment }) => deployment.id === id) &&
        done.length >= confirmed &&
        records.every(({ state, deployment }) => state !== 'open' || done.some((before) => before < deployment.id)));
}
function isSameAttempt(one, other) {
    return one.id === other.id && one.attempt === other.attempt;
}


/***/ }),

/***/ 8170:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rw: () => (/* binding */ endUnfinished),
  N3: () => (/* binding */ promoteInJob),
  rh: () => (/* binding */ writeRecord)
});

// EXTERNAL MODULE: ./build/src/action/files.js
var files = __webpack_require__(9639);
// EXTERNAL MODULE: ./build/src/action/outputs.js
var outputs = __webpack_require__(3406);
// EXTERNAL MODULE: ./build/src/deployment/record.js
var record = __webpack_require__(9700);
// EXTERNAL MODULE: ./build/src/deployment/recover.js
var recover = __webpack_require__(5169);
;// CONCATENATED MODULE: ./build/src/deployment/interrupted.js


/** Ends a promotion of this job that its main step could not end, because it was cancelled or broke. */
async function endInterrupted(environment, deployment, world, edge) {
    const isOurs = (record) => record.deployment.id === deployment;
    const enough = (seen) => seen.some(isOurs) &&
        seen.some(({ state, deployment: { id } }) => state === 'confirmed' && id < deployment);
    const { records } = await (0,record/* readRecords */.T3)(world.github, { environment, enough });
    const dead = records.find(isOurs);
    if (dead?.state !== 'open')
        return;
    edge.log.info(`ending deployment ${deployment}, which was interrupted`);
    await (0,recover/* recover */.l)({ dead, records, settings: await world.fetchSettings() }, world, edge);
}

// EXTERNAL MODULE: ./build/src/deployment/promote.js + 1 modules
var promote = __webpack_require__(7468);
// EXTERNAL MODULE: ./build/src/report/promotion.js
var promotion = __webpack_require__(9493);
;// CONCATENATED MODULE: ./build/src/job/promotion.js





/** Promotes, and leaves word of an unfinished deployment for the post step. */
async function promoteInJob(request, world, { edge }) {
    const onOpened = (deployment) => (0,outputs/* saveState */.LZ)('deployment', String(deployment));
    const outcome = await (0,promote/* promote */.p)({ ...request, onOpened }, world, edge);
    (0,outputs/* saveState */.LZ)('deployment', '');
    return outcome;
}
/** Ends in the post step what the main step has left unfinished, if anything. */
async function endUnfinished(open) {
    const deployment = (0,outputs/* readState */.un)('deployment');
    if (deployment === undefined)
        return;
    const { environment, world, job } = open();
    await endInterrupted(environment, Number(deployment), world, job.edge);
}
/** Writes the record of a promotion to a file for later steps; returns its path. */
async function writeRecord(outcome, { context }) {
    return (0,files/* writeTemporary */.b)(`promotion-${outcome.environment}.json`, (0,promotion/* recordOf */.z)(outcome), context);
}


/***/ }),

/***/ 9493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ promotionSummary),
/* harmony export */   z: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _deployment_release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1048);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(421);
/* harmony import */ var _verdicts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3676);





/** Tells how a promotion ended: the outcome, why, and what it rests on. */
function promotionSummary(outcome, repository, calls) {
    const { admission, reasons, checks, recovered, settings } = outcome;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .heading */ .R_)(2, titleOf(outcome)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(reasons.map(_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)), recovered.length === 0
        ? undefined
        : `Ended first what an interrupted run had left: ${recovered.map((id) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(`deployment ${id}`)).join(', ')}`, admission && (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .changesTable */ .EI)(admission.plan.changes, admission.commits, repository.url), admission && sequence(outcome), checksTable(checks), admission &&
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(admission.verdicts.length, 'rule')} asked`, (0,_verdicts_js__WEBPACK_IMPORTED_MODULE_4__/* .verdictTable */ .K)(admission.verdicts)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)('About this promotion', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', ''], [
        [
            'Image',
            Object.values(outcome.release)
                .map((image) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image)))
                .join(', '),
        ],
        [
            'Deployment',
            outcome.deployment === undefined
                ? 'none, nothing had to change'
                : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(String(outcome.deployment)),
        ],
        [
            'Environment',
            outcome.environmentUrl === undefined
                ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(outcome.environment)
                : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(outcome.environment, outcome.environmentUrl),
        ],
        ['Plan', admission === undefined ? 'none' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(admission.digest)],
        [
            'Policy',
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(settings.file, `${repository.url}/blob/${settings.commit}/${settings.file}`)} at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(settings.commit.slice(0, 12))}`,
        ],
        ['GitHub API', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(calls, 'call')],
    ])));
}
/** Writes the promotion as JSON for programs. */
function recordOf(outcome) {
    const { kind, environment, release, previous, changed, deployment, environmentUrl, reasons, checks, admission, settings, recovered, } = outcome;
    const content = {
        outcome: kind,
        environment,
        release: (0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRelease */ .B9)(release),
        previous: previous === undefined ? null : (0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRelease */ .B9)(previous),
        changed,
        deployment: deployment ?? null,
        environmentUrl: environmentUrl ?? null,
        plan: admission?.digest ?? null,
        policy: { file: settings.file, commit: settings.commit, digest: settings.digest },
        reasons,
        verdicts: admission?.verdicts ?? [],
        checks,
        recovered,
    };
    return `${JSON.stringify(content, null, 2)}\n`;
}
function titleOf({ kind, environment, release }) {
    const where = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(environment);
    const digests = Object.values(release)
        .map(({ digest }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(digest))
        .join(', ');
    switch (kind) {
        case 'promoted':
            return `✅ ${where} serves ${digests}`;
        case 'unchanged':
            return `✅ ${where} served ${digests} already`;
        case 'reverted':
            return `↩️ ${where} serves what it served before: ${digests} failed`;
        case 'stopped':
            return `⚠️ ${where} is left as it is: ${digests} failed`;
        case 'refused':
            return `❌ ${digests} was not promoted to ${where}`;
    }
}
function checksTable(checks) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', 'Check', 'Asked of', 'Answer'], checks.map(({ passed, kind, phase, reason }) => [
        passed ? '✅' : '❌',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(kind),
        phase === 'staged' ? 'the staged release' : 'what serves',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(reason),
    ]));
}
/** A picture of what happened to the traffic. */
function sequence({ kind, admission, checks }) {
    const changes = admission?.plan.changes ?? [];
    if (kind === 'refused' || changes.length === 0)
        return '';
    const shifted = kind !== 'reverted' || checks.some(({ phase }) => phase === 'serving');
    const names = changes.map(({ from, to }) => ({
        from: from?.digest.slice(7, 19) ?? 'nothing',
        to: to.digest.slice(7, 19),
    }));
    const lines = names.flatMap(({ from, to }, index) => [
        `  a${index}["${from}"] -->|stage| b${index}["${to}"]`,
        ...(shifted ? [`  b${index} -->|shift 100 %| c${index}{{"serves"}}`] : []),
        ...(kind === 'reverted'
            ? [`  ${shifted ? `c${index}` : `b${index}`} -->|put back| d${index}["${from}"]`]
            : []),
    ]);
    return ['```mermaid', 'flowchart LR', ...lines, '```'].join('\n');
}


/***/ }),

/***/ 9478:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ servingOf)
/* harmony export */ });
/** The one digest that has all the traffic; undefined if nothing serves or the traffic is shared. */
function servingOf({ serving }) {
    const [only, ...others] = serving;
    return others.length === 0 && only?.percent === 100 ? only.digest : undefined;
}


/***/ })

};
