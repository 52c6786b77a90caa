export const id = 907;
export const ids = [907];
export const modules = {

/***/ 761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ leftBehind),
/* harmony export */   d: () => (/* binding */ agree)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2054);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1048);



/**
 * Decides what a promotion replaces, service by service. Somebody who moved the target by hand is contradicted
 * rather than overruled; nothing serving is no contradiction, because there is nothing to protect.
 */
function agree(claims) {
    const live = {};
    const unexplained = [];
    const contradictions = [];
    for (const [service, digest] of Object.entries(claims.observed)) {
        const found = digest === 'shared' ? 'contradiction' : agreeOn(service, digest, claims);
        if (found === 'contradiction')
            contradictions.push(contradictionOf(service, digest, claims));
        else {
            if (found.live !== undefined)
                live[service] = found.live;
            if (found.unexplained)
                unexplained.push(service);
        }
    }
    if (contradictions.length > 0)
        return { kind: 'contradiction', reason: contradictions.join('; ') };
    return { kind: 'agreed', live, unexplained };
}
function agreeOn(service, digest, { recorded, wanted, records, overrule = false }) {
    const before = recorded[service];
    if (before?.digest === digest)
        return { live: before, unexplained: false };
    const left = leftBehind(service, digest, recorded, records);
    // What is wanted serves already, without a record. Left there by a promotion that ended early, it replaces what was
    // recorded before. Where nobody says how it got there, it is only recorded: it is not for us to take it away.
    if (wanted[service]?.digest === digest)
        return { live: before, unexplained: left === undefined };
    // A promotion that was told to stop on failure left its release serving.
    if (left !== undefined)
        return { live: left, unexplained: false };
    const place = wanted[service];
    return overrule && place !== undefined
        ? { live: { ...place, digest }, unexplained: false }
        : 'contradiction';
}
/** The image that a promotion since the recorded one, which ended early, has moved a service's traffic to. */
function leftBehind(service, digest, recorded, records) {
    // A hold says again what was recorded before it: what moved traffic is told by the records of those who did.
    const isRecorded = ({ state, payload }) => state === 'confirmed' &&
        payload.changed.length > 0 &&
        Object.keys(recorded).length > 0 &&
        (0,_release_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(recorded, payload.release);
    const live = records.findIndex(isRecorded);
    const since = live < 0 ? records : records.slice(0, live);
    return since
        .filter((record) => record.state !== 'confirmed' && (0,_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .mayServe */ .dK)(record, service))
        .map(({ payload }) => payload.release[service])
        .find((image) => image?.digest === digest);
}
function contradictionOf(service, digest, { recorded, observed }) {
    const where = Object.keys(observed).length > 1 ? `service "${service}" of the environment` : 'the target';
    if (digest === 'shared')
        return `${where} divides its traffic between two releases, and no promotion is under way: somebody else moved it; give one of them all of it`;
    const serving = (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(digest);
    const before = recorded[service];
    const expected = before === undefined ? 'nothing' : (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(before.digest);
    return `${where} serves ${serving}, but the newest confirmed record says ${expected}: somebody else moved it; promote ${serving} to have it recorded, or put ${expected} back`;
}


/***/ }),

/***/ 3677:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ confirm)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2054);


/** Calls a record a success and those before it inactive; GitHub itself leaves production ones active. */
async function confirm({ record, records, moves }, environmentUrl, { github }, { log }) {
    const { id, environment } = record.deployment;
    const { hold } = record.payload;
    const serves = moves.length === 0 ? 'serves what it did' : `serves ${(0,_journal_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(moves)}`;
    const description = hold === undefined ? serves : `${serves}; held by ${hold.by}: ${hold.reason}`;
    await github.appendStatus(id, { state: 'success', description, environmentUrl, autoInactive: true });
    if (environment !== 'production')
        return;
    const active = records.filter(({ deployment, statuses }) => deployment.id !== id && statuses[0]?.state === 'success');
    for (const { deployment } of active) {
        const description = `followed by deployment ${id}`;
        // The promotion is confirmed by now; that GitHub shows an older one as active changes nothing about it.
        await github
            .appendStatus(deployment.id, { state: 'inactive', description, autoInactive: false })
            .catch((error) => log.warning(`deployment ${deployment.id} still looks active: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`));
    }
}


/***/ }),

/***/ 2258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ drive)
});

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/check/index.js + 13 modules
var src_check = __webpack_require__(9942);
// EXTERNAL MODULE: ./build/src/target/target.js
var target_target = __webpack_require__(9478);
;// CONCATENATED MODULE: ./build/src/deployment/health.js




/** How often what serves is looked at while it is watched. Milliseconds. */
const watchInterval = 15_000;
/** Asks every check of a policy, also after one that failed: people want to see all of them. */
async function askChecks(checks, asked, edge) {
    const { phase, service, percent } = asked;
    const whom = phase === 'shifting' ? `release with ${percent} % of the traffic` : `${phase} release`;
    const results = [];
    for (const { kind, options } of checks) {
        const { passed, reason } = await checkOf(kind).ask(options, asked, edge);
        edge.log.info(`${passed ? 'passed' : 'failed'}: ${kind} of the ${whom}: ${reason}`);
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
        const serving = observation && (0,target_target/* servingOf */.K)(observation);
        if (serving === to.digest)
            continue;
        const found = serving === undefined ? 'nothing' : (0,artifact_digest/* formatShortDigest */._q)(serving);
        throw new failure/* Failure */.HR('mismatch', `service "${service}" serves ${found}; wanted ${(0,artifact_digest/* formatShortDigest */._q)(to.digest)} after the shift`);
    }
}
/** Refuses unless each service was seen to divide its traffic between just the two, as near to the share as it can. */
function assertSharing(changes, percent, observations) {
    for (const { service, from, to } of changes) {
        const { serving = [], rounded = false } = observations.get(service) ?? {};
        const share = (digest) => serving.find((one) => one.digest === digest)?.percent ?? 0;
        const has = share(to.digest);
        const isNear = rounded ? has > 0 && has < 100 : has === percent;
        if (isNear && share(from?.digest) === 100 - has)
            continue;
        const seen = serving.map(({ digest, percent }) => `${(0,artifact_digest/* formatShortDigest */._q)(digest)} ${percent} %`).join(', ');
        throw new failure/* Failure */.HR('mismatch', `service "${service}" serves ${seen || 'nothing'}; wanted ${(0,artifact_digest/* formatShortDigest */._q)(to.digest)} to have ${percent} %, and the rest where it was`);
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

// EXTERNAL MODULE: ./build/src/deployment/observe.js
var observe = __webpack_require__(7513);
;// CONCATENATED MODULE: ./build/src/deployment/ask.js



/** Asks the checks of services, several at once, and refuses unless all pass; of each phase the last answers are kept. */
async function askAll(moves, { phase, percent }, promotion, progress, { github }, edge) {
    const { environment, policy, record } = promotion;
    const since = new Date(record.deployment.createdAt);
    const asking = { ...edge, fetchCommitChecks: github.fetchCommitChecks };
    const earlier = progress.checks.filter((result) => result.phase !== phase);
    const results = await (0,concurrently/* mapConcurrently */.X)(moves, observe/* atOnce */.zd, async ({ service, from, to, commit }) => {
        const preview = progress.staged.get(service)?.url;
        const url = phase === 'serving' ? addressOf(service, promotion, progress, preview, edge) : preview;
        const releases = { digest: to.digest, former: from?.digest, commit };
        const asked = { phase, percent, url, ...releases, service, environment, since };
        return askChecks(policy.services[service]?.checks ?? [], asked, asking);
    });
    progress.checks = [...earlier, ...results.flat()];
    assertHealthy(results.flat());
}
// A target need not know where it serves. Then the very release that serves is asked at its preview: that it is
// the one was observed, but whoever serves it to people was not asked, which is said.
function addressOf(service, promotion, { observations }, preview, { log }) {
    const { environment, environmentUrl, policy } = promotion;
    // The address of the environment is that of its service only where it has no other.
    const isOnly = Object.keys(policy.services).length === 1;
    const url = observations.get(service)?.url ?? (isOnly ? environmentUrl : undefined);
    if (url === undefined && preview !== undefined) {
        const way = isOnly ? "give the target's url, or environment-url" : "give the target's url";
        log.notice(`no address of ${isOnly ? `"${environment}"` : `service "${service}" of "${environment}"`} is known: after the swap its release is asked at its preview; ${way}`);
    }
    return url ?? preview;
}
/** Where the environment serves: as one of its targets says, or as the caller does. */
function urlOf({ environmentUrl }, { observations }) {
    return [...observations.values()].find(({ url }) => url !== undefined)?.url ?? environmentUrl;
}

// EXTERNAL MODULE: ./build/src/deployment/journal.js
var journal = __webpack_require__(2054);
// EXTERNAL MODULE: ./build/src/deployment/next.js
var next = __webpack_require__(5004);
// EXTERNAL MODULE: ./build/src/deployment/promotion.js
var deployment_promotion = __webpack_require__(2216);
// EXTERNAL MODULE: ./build/src/deployment/confirm.js
var deployment_confirm = __webpack_require__(3677);
// EXTERNAL MODULE: ./build/src/deployment/record.js
var deployment_record = __webpack_require__(9700);
;// CONCATENATED MODULE: ./build/src/deployment/steps.js











/** What is done for a step. */
function performOf(step) {
    const sharing = (0,next/* sharingOf */.gI)(step);
    if (sharing === undefined)
        return perform[step];
    const { verb, percent } = sharing;
    return verb === 'shift'
        ? (promotion, progress, world, edge) => share(percent, promotion, progress, world, edge)
        : (promotion, progress, world, edge) => checkSharing(percent, promotion, progress, world, edge);
}
const perform = {
    stage: async ({ moves, record, bring }, { staged }, world) => {
        await steps_journal(record, { state: 'in_progress', description: `staging ${(0,journal/* describe */.q0)(moves)}` }, world);
        await forEach(moves, async (move) => {
            await bring(move);
            staged.set(move.service, await move.target.stage(move.to, { plan: record.payload.plan }));
        });
    },
    'check-staged': (promotion, progress, world, edge) => askAll(promotion.moves, { phase: 'staged', percent: 0 }, promotion, progress, world, edge),
    shift: async (promotion, progress, world, edge) => {
        // What serves already is not of our bringing, and must not be taken for it by who comes after us.
        const ours = promotion.moves.filter(({ service, to }) => progress.servedFirst[service] !== to.digest);
        await journalShift(ours, 100, promotion, world);
        progress.lookedAt = undefined;
        for (const { from, to, target } of promotion.moves) {
            await assertOurTurn(promotion, progress, world, edge);
            await target.shift(to.digest, 100, from?.digest, promotion.ticket);
        }
    },
    'check-serving': async (promotion, progress, world, edge) => {
        const look = async () => {
            progress.observations = await (0,deployment_promotion/* observeMoves */.bQ)(promotion);
            assertServing(promotion.moves, progress.observations);
        };
        progress.observedAt = await watch(promotion.policy.watch, edge, async () => {
            await look();
            await askAll(promotion.moves, { phase: 'serving', percent: 100 }, promotion, progress, world, edge);
            // What was asked is what served only if it still serves.
            await look();
        });
    },
    record: async ({ moves, sign }, { observedAt, checks }) => {
        await forEach(moves, (move) => sign(move, { observedAt, checks }));
    },
    // While it is still our turn: who comes next may stage what we would remove.
    retire: async ({ moves, policy, record, records, ticket }, { observations }) => {
        const confirmed = [{ ...record, state: 'confirmed' }, ...records];
        await forEach(moves, async ({ service, target }) => {
            const standing = observations.get(service)?.standing ?? [];
            const kept = (0,deployment_record/* retainedDigests */.Gj)(confirmed, policy.retain, service, standing);
            for (const digest of standing)
                if (!kept.has(digest))
                    await target.discard(digest, ticket);
        });
    },
    confirm: (promotion, progress, world, edge) => (0,deployment_confirm/* confirm */.l)(promotion, urlOf(promotion, progress), world, edge),
    restore: async (promotion, progress, world, edge) => {
        progress.lookedAt = undefined;
        // GitHub need not answer for what served to be put back: the targets keep out whoever is late.
        await assertOurTurn(promotion, progress, world, edge).catch((error) => {
            if (progress.overtaken)
                throw error;
            edge.log.warning(`whether this promotion was ended by another run is not known: ${(0,failure/* messageOf */.bD)(error)}`);
        });
        for (const move of (0,deployment_promotion/* movedOf */.dy)(promotion, progress).toReversed())
            await putBack(move, promotion, progress);
    },
    // A former release that was promoted again in vain stays where it stood.
    discard: async ({ moves, records, policy, ticket }, { observations }) => {
        await forEach(moves, async ({ service, to, target }) => {
            const observation = observations.get(service);
            if (observation === undefined || !observation.standing.includes(to.digest))
                return;
            if ((0,target_target/* shareOf */.t)(observation, to.digest) > 0)
                return;
            const kept = (0,deployment_record/* retainedDigests */.Gj)(records, policy.retain, service, observation.standing);
            if (!kept.has(to.digest))
                await target.discard(to.digest, ticket);
        });
    },
    close: async (promotion, progress, world) => {
        const { done, failure = '' } = progress;
        const isStopped = (0,deployment_promotion/* hasMoved */.Q2)(promotion, progress);
        const ending = done.includes('restore') ? 'reverted' : isStopped ? 'stopped' : 'untouched';
        await steps_journal(promotion.record, { state: 'failure', description: (0,journal/* describeEnd */.lA)(failure, ending) }, world);
    },
};
/** Gives a share of the traffic to each release that replaces another; what is the first of its service waits. */
async function share(percent, promotion, progress, world, edge) {
    const moves = sharedIn(promotion, progress);
    await journalShift(moves, percent, promotion, world);
    progress.lookedAt = undefined;
    for (const { from, to, target } of moves) {
        await assertOurTurn(promotion, progress, world, edge);
        await target.shift(to.digest, percent, from?.digest, promotion.ticket);
    }
}
async function checkSharing(percent, promotion, progress, world, edge) {
    const { strategy } = promotion.policy;
    const moves = sharedIn(promotion, progress);
    const look = async () => {
        progress.observations = await (0,deployment_promotion/* observeMoves */.bQ)(promotion);
        assertSharing(moves, percent, progress.observations);
    };
    await watch(strategy.kind === 'canary' ? strategy.interval : 0, edge, async () => {
        await look();
        await askAll(moves, { phase: 'shifting', percent }, promotion, progress, world, edge);
        await look();
    });
}
function sharedIn({ moves }, { servedFirst }) {
    return moves.filter((move) => (0,deployment_promotion/* isShared */.yM)(move, servedFirst));
}
async function putBack({ from, to, target, service }, { ticket, records }, { observations }) {
    if (from === undefined)
        return target.shift(to.digest, 0, to.digest, ticket);
    const seen = observations.get(service);
    // It may have been removed in the meantime.
    if (!seen?.standing.includes(from.digest)) {
        const plan = (0,deployment_record/* planBehind */._z)(records, service, from.digest);
        await (await target.stage(from, { ...(plan !== undefined && { plan }) }))[Symbol.asyncDispose]();
    }
    const replaced = seen?.serving.length === 0 ? undefined : to.digest;
    await target.shift(from.digest, 100, replaced, ticket);
}
async function journalShift(moves, percent, { record, moves: { length: changed } }, world) {
    if (moves.length === 0)
        return;
    for (const description of (0,journal/* describeShift */.ag)(moves, { changed, percent }))
        await steps_journal(record, { state: 'in_progress', description }, world);
}
async function steps_journal({ deployment }, status, { github }) {
    await github.appendStatus(deployment.id, { ...status, autoInactive: false });
}
/** For how long it is taken for our turn, once that was looked at: who sleeps longer looks again. Milliseconds. */
const lookHolds = 5_000;
/** Refuses to go on where another run took this one for dead and has ended it. */
async function assertOurTurn({ ticket, environment }, progress, { github }, { now }) {
    const time = now().getTime();
    if (progress.lookedAt !== undefined && time - progress.lookedAt < lookHolds)
        return;
    progress.lookedAt = time;
    if ((0,deployment_record/* stateOf */.L4)(await github.fetchDeploymentStatuses(ticket)) === 'open')
        return;
    progress.overtaken = true;
    throw new failure/* Failure */.HR('denied', `deployment ${ticket} of "${environment}" was ended by another run in the meantime; this one touches nothing any more`);
}
/** Works on services at once. Also after a failure nothing goes on unseen: all have ended when this ends. */
async function forEach(moves, work) {
    const failures = await (0,concurrently/* mapConcurrently */.X)(moves, observe/* atOnce */.zd, async (move) => {
        try {
            await work(move);
            return [];
        }
        catch (error) {
            return [{ error, service: move.service }];
        }
    });
    const [first] = failures.flat();
    if (first === undefined)
        return;
    if (moves.length === 1)
        throw first.error;
    const cause = first.error;
    throw new failure/* Failure */.HR('unavailable', `service "${first.service}": ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
}

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
        const observations = await (0,deployment_promotion/* observeMoves */.bQ)(promotion);
        const progress = {
            done: [],
            failure,
            overtaken: false,
            staged: new Map(),
            checks: [],
            observations,
            servedFirst: (0,observe/* servingIn */.m8)(observations),
            observedAt: edge.now(),
        };
        const previews = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        previews.defer(async () => void (await Promise.all([...progress.staged.values()].map(endPreview))));
        for (;;) {
            progress.observations = await (0,deployment_promotion/* observeMoves */.bQ)(promotion);
            const step = nextStep(promotion, progress);
            if (step === 'done')
                return outcomeOf(promotion, progress);
            edge.log.info(`${step}: ${(0,journal/* describe */.q0)(promotion.moves)}`);
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
function nextStep(promotion, { done, failure, observations, servedFirst }) {
    const { moves, policy, weights } = promotion;
    return (0,next/* next */.K2)({
        changes: moves,
        weights: moves.some((move) => (0,deployment_promotion/* isShared */.yM)(move, servedFirst)) ? weights : [],
        journal: { done, failure },
        seen: observations,
        onFailure: policy.onFailure,
    });
}
async function attempt(step, promotion, progress, world, edge) {
    try {
        await performOf(step)(promotion, progress, world, edge);
        progress.done.push(step);
    }
    catch (error) {
        if (progress.overtaken)
            throw error;
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
function outcomeOf(promotion, progress) {
    const { checks, failure, done, observations, servedFirst } = progress;
    const services = promotion.moves.map(({ service }) => service);
    const serving = (0,observe/* servingIn */.m8)(observations);
    const changed = services.filter((service) => servedFirst[service] !== serving[service]);
    const ending = { changed, checks, url: urlOf(promotion, progress) };
    if (done.includes('confirm'))
        return { outcome: 'promoted', ...ending, changed: services };
    return { outcome: (0,deployment_promotion/* hasMoved */.Q2)(promotion, progress) ? 'stopped' : 'reverted', failure, ...ending };
}
async function endPreview(staged) {
    await staged[Symbol.asyncDispose]();
}


/***/ }),

/***/ 5004:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K2: () => (/* binding */ next),
/* harmony export */   gI: () => (/* binding */ sharingOf),
/* harmony export */   yu: () => (/* binding */ isMoved)
/* harmony export */ });
/* unused harmony exports forward, backward, forwardBy */
/* harmony import */ var _target_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9478);

/** What is done, in this order, for a swap in one; the journal holds what is behind. */
const forward = [
    'stage',
    'check-staged',
    'shift',
    'check-serving',
    'record',
    'retire',
    'confirm',
];
/** What is done instead once something failed before it was confirmed. */
const backward = ['restore', 'discard', 'close'];
/** The steps of a promotion that gives these shares of the traffic, percent, on the way to 100. */
function forwardBy(weights) {
    const swap = forward.indexOf('shift');
    const shares = weights.flatMap((weight) => [`shift-${weight}`, `check-${weight}`]);
    return [...forward.slice(0, swap), ...shares, ...forward.slice(swap)];
}
/** The share that a step gives or asks about, if that is what it is for. */
function sharingOf(step) {
    const [, verb, percent] = /^(shift|check)-(\d+)$/.exec(step) ?? [];
    return verb === undefined ? undefined : { verb: verb, percent: Number(percent) };
}
/**
 * Decides the next step from what was done and what is seen. It is the whole of the driver's judgement, and
 * pure: a crash is only a journal that ends early.
 */
function next({ changes, weights, journal, seen, onFailure }) {
    const { done, failure } = journal;
    const pending = (steps) => steps.find((step) => !done.includes(step)) ?? 'done';
    // What is confirmed is not taken back: a failure to clean up after it is only told.
    if (failure === undefined || done.includes('confirm'))
        return pending(changes.length === 0 ? ['confirm'] : forwardBy(weights));
    const moved = changes.some((change) => isMoved(change, seen.get(change.service)));
    const isWhole = changes.every(({ service, to }) => (0,_target_target_js__WEBPACK_IMPORTED_MODULE_0__/* .shareOf */ .t)(seen.get(service), to.digest) === 100);
    // Half a swap is nothing that a person could want to look at while people are served by it.
    if (moved && onFailure === 'stop' && isWhole)
        return pending(['close']);
    if (moved)
        return pending(backward);
    const left = changes.some(({ service, to }) => seen.get(service)?.standing.includes(to.digest));
    return pending(left ? ['discard', 'close'] : ['close']);
}
/** Says whether traffic is to be put back if the promotion fails: a change has some, or has died with all of it. */
function isMoved({ from, to, kept }, seen) {
    if (kept === true || seen === undefined || from?.digest === to.digest)
        return false;
    const isGone = seen.serving.length === 0 && from !== undefined && seen.standing.includes(from.digest);
    return isGone || (0,_target_target_js__WEBPACK_IMPORTED_MODULE_0__/* .shareOf */ .t)(seen, to.digest) > 0;
}


/***/ }),

/***/ 9271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Jr: () => (/* binding */ changesHold),
  pt: () => (/* binding */ promote),
  Of: () => (/* binding */ refusalOf)
});

// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
// EXTERNAL MODULE: ./build/src/deployment/admit.js + 3 modules
var admit = __webpack_require__(8928);
// EXTERNAL MODULE: ./build/src/check/command.js
var command = __webpack_require__(9315);
// EXTERNAL MODULE: ./build/src/deployment/plan.js
var deployment_plan = __webpack_require__(410);
;// CONCATENATED MODULE: ./build/src/deployment/decisions.js




/**
 * Asks the commands that an environment demands, once its rules are met and before anything is staged. Each reads
 * the plan from its standard input; what it says is a verdict like that of a rule.
 */
async function askDecisions(admission, environment, settings, world, edge) {
    const { commands } = (0,policy_policy.environmentOf)(settings.policy, environment).require;
    if (!admission.allowed || commands.length === 0)
        return admission;
    const input = questionOf(admission, settings, world);
    const verdicts = [];
    for (const command of commands) {
        edge.log.info(`asking "${command.name}"`);
        verdicts.push(await ask(command, input, environment, edge));
    }
    return (0,admit/* withVerdicts */.R1)(admission, verdicts);
}
async function ask({ name, run, timeout }, input, environment, edge) {
    const env = { IMMUTABLE_DEPLOY_ENVIRONMENT: environment, IMMUTABLE_DEPLOY_PHASE: 'admitting' };
    const { passed, reason } = await (0,command/* askCommand */.r)({ run, timeout }, { env, input }, edge);
    edge.log.info(`${passed ? 'passed' : 'refused'}: ${name}: ${reason}`);
    return { rule: name, passed, reason, evidence: [], timed: true };
}
/** What a command is asked about: the plan as it was approved, with what else may matter for a decision. */
function questionOf({ plan, digest, commits, verdicts }, { commit, file }, { run: { id, attempt, actor, url } }) {
    const { rules: _, policy, ...content } = (0,deployment_plan/* contentOf */.$E)(plan);
    const question = {
        ...content,
        plan: digest,
        policy: { file, commit, digest: policy },
        commits,
        verdicts,
        run: { id, attempt, actor, url },
    };
    return `${JSON.stringify(question)}\n`;
}

// EXTERNAL MODULE: ./build/src/deployment/drive.js + 3 modules
var drive = __webpack_require__(2258);
// EXTERNAL MODULE: ./build/src/deployment/agreement.js
var deployment_agreement = __webpack_require__(761);
// EXTERNAL MODULE: ./build/src/deployment/foresee.js
var foresee = __webpack_require__(7516);
// EXTERNAL MODULE: ./build/src/deployment/gather.js + 1 modules
var gather = __webpack_require__(7623);
// EXTERNAL MODULE: ./build/src/deployment/journal.js
var journal = __webpack_require__(2054);
// EXTERNAL MODULE: ./build/src/deployment/observe.js
var observe = __webpack_require__(7513);
// EXTERNAL MODULE: ./build/src/deployment/record.js
var record = __webpack_require__(9700);
// EXTERNAL MODULE: ./build/src/deployment/recorded.js
var deployment_recorded = __webpack_require__(2657);
// EXTERNAL MODULE: ./build/src/deployment/recover.js
var recover = __webpack_require__(5169);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var deployment_release = __webpack_require__(1048);
// EXTERNAL MODULE: ./build/src/deployment/turn.js
var deployment_turn = __webpack_require__(762);
;// CONCATENATED MODULE: ./build/src/deployment/enter.js













/** How often a ticket is drawn again because others changed meanwhile what it carries over. */
const mostTickets = 10;
/**
 * Takes its turn, and looks at the targets now that nobody else may move them, and at what the records say. Each
 * record is the whole environment: where others changed in the meantime what a ticket carries over, it is drawn again.
 */
async function enter(request, world, edge) {
    const { place, recovered } = request;
    let live = request.foreseen.live;
    for (let tickets = 0; tickets < mostTickets; tickets++) {
        const turn = await (0,deployment_turn/* takeTurn */.Vm)(await ticketOf(request, live, world, edge), world, edge);
        const others = turn.records.filter((record) => record !== turn.record);
        const entered = { turn, others, ...(await judge(place, others, recovered, world, edge)) };
        if (entered.kind === 'refused') {
            await (0,deployment_turn/* close */.VN)(world, turn.record, `refused: ${entered.reason}`);
            return entered;
        }
        if (isTrue(turn.record.payload, place, entered.live))
            return entered;
        await (0,deployment_turn/* closeUnchanged */.wF)(turn.record, world, 'drawn again: what it carries over was changed');
        live = entered.live;
    }
    throw new failure/* Failure */.HR('unavailable', `"${place.request.environment}" was changed ${mostTickets} times while this promotion waited for its turn; run it again`);
}
// A record that says what was not changed, or that changes less than it says, would mislead who comes after it.
function isTrue({ release, changed }, { release: wanted, request }, live) {
    const changes = changedBy(wanted, live);
    if (changes.length === 0 && !changesHold(request))
        return true;
    return (0,deployment_release/* isSameRelease */._M)(release, { ...live, ...wanted }) && changes.join() === changed.join();
}
function changedBy(wanted, live) {
    return Object.keys(wanted)
        .filter((service) => wanted[service]?.digest !== live[service]?.digest)
        .sort();
}
async function judge({ request, release, policy, targets, settings }, others, recovered, world, edge) {
    const { overrule = false } = request;
    const holding = (0,record/* holdingRecord */.vF)(others);
    const mayMove = request.releaseHold === true || request.rollback !== undefined;
    if (holding !== undefined && !mayMove) {
        const { by, reason } = holding.payload.hold;
        const { id, createdAt } = holding.deployment;
        const since = `since ${createdAt} by deployment ${id}`;
        return {
            kind: 'refused',
            reason: `held by ${by} ${since}: ${reason}; promote with release-hold: true, or let go with the action hold`,
        };
    }
    const observed = (0,observe/* servingIn */.m8)(await (0,observe/* observeAll */.WD)(targets));
    const asked = (0,foresee/* liveRequest */.E)({ release, policy }, others, observed);
    const recorded = (await (0,deployment_recorded.liveRelease)(asked, settings, world, edge)) ?? {};
    const agreement = (0,deployment_agreement/* agree */.d)({ observed, recorded, wanted: release, records: others, overrule });
    if (agreement.kind === 'contradiction')
        return { kind: 'refused', reason: agreement.reason };
    const newest = (0,record/* promotedRecord */.Mb)(others)?.deployment.id;
    const isMoved = newest !== request.basedOn && !(newest !== undefined && recovered.includes(newest));
    if (request.basedOn !== undefined && isMoved && !(0,deployment_release/* isWithin */.UO)(release, agreement.live)) {
        const reason = `deployment ${newest} was confirmed while this rollback waited for its turn; run it again to go back from that`;
        return { kind: 'refused', reason };
    }
    return { ...agreement, kind: 'entered', held: holding !== undefined };
}
/** What the deployment says that stands for this promotion, as far as it is known before it is our turn. */
async function ticketOf({ place, gathered, recovered }, live, world, edge) {
    const { settings, request, policy, release } = place;
    const { environment, onOpened, override } = request;
    const known = { ...gathered, request: { ...gathered.request, live } };
    const admission = await (0,admit/* admit */.w4)(known, {
        upstream: record/* noUpstream */.zA,
        now: edge.now(),
        ...(override !== undefined && { override }),
    });
    const [first] = admission.plan.changes;
    return {
        environment,
        sha: (first && admission.commits[first.service]) ?? settings.commit,
        payload: payloadOf(place, admission, live, world),
        description: `promotes ${(0,journal/* describe */.q0)(admission.plan.changes)}`,
        confirmed: policy.retain + 1,
        upstream: (0,gather/* upstreamOf */.F)(gathered),
        ...(onOpened !== undefined && { onOpened }),
        recover: async (dead, records, ticket) => {
            await (0,recover/* recover */.l)({ dead, records, ticket, settings, successor: release }, world, edge);
            recovered.push(dead.deployment.id);
        },
    };
}
function payloadOf({ settings, request: { hold, rollback } }, { plan, digest, override }, previous, { run }) {
    const content = {
        release: plan.release,
        changed: plan.changes.map(({ service }) => service),
        previous,
        plan: digest,
        ...(hold !== undefined && { hold }),
        ...(rollback !== undefined && { rollback }),
        ...(override !== undefined && { override }),
    };
    return (0,record/* newPayload */.xI)(content, settings, run);
}

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
    const { deployment, payload } = record;
    return async ({ service, from, to }, { observedAt, checks }) => {
        const evidence = usedBy(admission, service);
        // A rollback may go where the policy of today would not let it: that it is met is not said then. The order is no
        // rule of the policy.
        if (admission.verdicts.every(({ passed, rule }) => passed || rule === 'order')) {
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
        }
        await world.attest(to, {
            predicateType: promotion/* promotionType */.MS,
            predicate: (0,promotion/* buildPromotion */.sn)({
                repository: { name: world.repository.name, id: world.repository.id },
                environment: deployment.environment,
                target: targetOf(service, policy),
                service,
                digest: to.digest,
                previous: from?.digest,
                deployment: { id: deployment.id, nodeId: deployment.nodeId },
                plan: approved ?? admission.digest,
                policy: { commit: settings.commit, digest: settings.digest },
                release: (0,deployment_release/* formatRelease */.B9)(admission.plan.release),
                observedAt,
                ...(payload.rollback !== undefined && { rollback: payload.rollback }),
                ...(payload.hold !== undefined && { hold: payload.hold }),
                ...(admission.override !== undefined && { override: admission.override }),
                run: { id: Number(world.run.id), attempt: world.run.attempt },
                checks: checks.filter((check) => check.service === service).map(({ service: _, ...check }) => check),
            }),
        });
    };
}
/** Names a target by its kind and the digest of its settings. */
function targetOf(service, { services }) {
    const target = services[service]?.target;
    if (target === undefined)
        throw new TypeError(`the policy has a service "${service}" that is promoted`);
    return { kind: target.kind, digest: (0,digest/* digestOf */.ol)(JSON.stringify(target)) };
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

;// CONCATENATED MODULE: ./build/src/deployment/promote.js













/**
 * Promotes a release into an environment: verifies, stages, checks, shifts, looks again and records; or puts
 * everything back and says why.
 */
async function promote(request, world, edge) {
    const place = await openPlace(request, world);
    const { release } = place;
    const recovered = [];
    const common = { environment: request.environment, release, settings: place.settings, recovered };
    const foreseen = await (0,foresee/* foresee */.S)(place, world, edge);
    if (foreseen.settled && !changesHold(request))
        return unchanged(common, foreseen.live);
    // Who could not sign the record would find out after the swap, and have to put it back.
    const [gathered] = await Promise.all([
        (0,gather/* gather */.k)(gathering(foreseen.live), place.settings, world),
        ...Object.values(release).map((image) => world.assertCanAttest(image)),
    ]);
    const entered = await enter({ place, gathered, foreseen, recovered }, world, edge);
    const { turn } = entered;
    const deployment = turn.record.deployment.id;
    if (entered.kind === 'refused')
        return { ...common, ...refused(entered.reason), deployment };
    const { live } = entered;
    if ((0,deployment_release/* isWithin */.UO)(release, live)) {
        await endUnchanged(place, entered, world, edge);
        return { ...unchanged(common, live), deployment };
    }
    const settled = (0,deployment_release/* isSamePlace */.O1)(live, foreseen.live)
        ? gathered
        : await (0,gather/* gather */.k)(gathering(live), place.settings, world);
    // Rules about time are judged now that it is our turn, and by the statuses that were just read.
    const { plan: approved, override, rollback } = request;
    const asked = {
        upstream: turn.upstream,
        now: edge.now(),
        ...(override !== undefined && { override }),
        // A rollback was not planned, and what it goes back to was approved once.
        ...(rollback === undefined ? { binding: { approved } } : { rollback: true }),
    };
    const admitted = await (0,admit/* admit */.w4)(settled, asked);
    const { environment } = request;
    const admission = rollback === undefined ? await askDecisions(admitted, environment, place.settings, world, edge) : admitted;
    return { ...common, ...(await carryOut(place, entered, admission, world, edge)) };
    // What is wanted is read where it was made: its copy is only made once it is admitted.
    function gathering(live) {
        const { environment, release: wanted, allowDowngrade } = request;
        return { environment, wanted, live, allowDowngrade };
    }
}
async function openPlace(request, world) {
    const settings = await world.fetchSettings();
    const policy = (0,policy_policy.environmentOf)(settings.policy, request.environment);
    (0,deployment_release/* assertServices */.tB)(request.release, policy, request.environment);
    const targets = world.connect(request.environment, settings);
    return { request, release: (0,deployment_release/* placedIn */.T8)(policy, request.release), settings, policy, targets };
}
function unchanged(common, previous) {
    return { ...common, kind: 'unchanged', changed: [], previous, reasons: [], checks: [] };
}
/** A promotion that was refused before any rule was asked. */
function refused(reason) {
    return { kind: 'refused', changed: [], previous: undefined, reasons: [reason], checks: [] };
}
/** Says whether a promotion is to be recorded also where nothing moves. */
function changesHold({ hold, releaseHold }) {
    return hold !== undefined || releaseHold === true;
}
/** Ends a promotion with nothing to move: it says nothing new, unless it holds the environment or lets go of it. */
async function endUnchanged(place, { turn, others, held }, world, edge) {
    const { request } = place;
    const isNew = request.hold !== undefined || (request.releaseHold === true && held);
    if (!isNew)
        return (0,deployment_turn/* closeUnchanged */.wF)(turn.record, world);
    const nothing = { moves: [], weights: [], bring: async () => { }, sign: async () => { } };
    const { environment, environmentUrl } = request;
    const { record } = turn;
    const ticket = record.deployment.id;
    const promotion = { environment, policy: place.policy, record, records: others, ticket, ...nothing };
    await (0,drive/* drive */.r)({ ...promotion, ...(environmentUrl !== undefined && { environmentUrl }) }, world, edge);
}
async function carryOut(place, { turn, others, live, unexplained }, admission, world, edge) {
    const { request, policy, settings, targets } = place;
    const { record } = turn;
    const { strategy } = policy;
    const reasons = admission.allowed ? [] : (0,admit/* reasonsOf */.zM)(admission);
    const promotion = {
        environment: request.environment,
        policy,
        record,
        records: others,
        ticket: record.deployment.id,
        // What was confirmed before needs no trial.
        weights: strategy.kind === 'canary' && request.rollback === undefined ? strategy.steps : [],
        moves: (0,deployment_plan/* inOrder */.al)(admission.plan.changes, policy).flatMap((change) => {
            const target = targets.get(change.service);
            const commit = admission.commits[change.service];
            const kept = unexplained.includes(change.service);
            return target === undefined ? [] : [{ ...change, target, commit, kept }];
        }),
        ...(request.environmentUrl !== undefined && { environmentUrl: request.environmentUrl }),
        bring: ({ service, to }) => bring(request.release[service], to, admission.commits[service], world),
        sign: signPromotion({ admission, approved: request.plan?.digest, settings, record, policy }, world),
    };
    // A refusal takes the same road: whatever a dead run left in the way of it is put back.
    const refusal = admission.allowed ? undefined : `refused: ${reasons.join(' · ')}`;
    const driven = await (0,drive/* drive */.r)(promotion, world, edge, refusal);
    return {
        kind: refusal === undefined ? driven.outcome : 'refused',
        changed: driven.changed,
        previous: Object.keys(live).length === 0 ? undefined : live,
        deployment: record.deployment.id,
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

/***/ 2216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q2: () => (/* binding */ hasMoved),
/* harmony export */   bQ: () => (/* binding */ observeMoves),
/* harmony export */   dy: () => (/* binding */ movedOf),
/* harmony export */   yM: () => (/* binding */ isShared)
/* harmony export */ });
/* harmony import */ var _target_target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9478);
/* harmony import */ var _next_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5004);
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7513);



/** Looks at the target of every move. */
function observeMoves({ moves }) {
    return (0,_observe_js__WEBPACK_IMPORTED_MODULE_0__/* .observeAll */ .WD)(new Map(moves.map(({ service, target }) => [service, target])));
}
/** Says whether a move can go by shares of the traffic: from a release that serves, to one that does not yet. */
function isShared({ service, from, to }, servedFirst) {
    return from !== undefined && from.digest !== to.digest && servedFirst[service] === from.digest;
}
/** Says whether anything serves the new digest, be it by our doing or not. */
function hasMoved({ moves }, { observations }) {
    return moves.some(({ service, to }) => (0,_target_target_js__WEBPACK_IMPORTED_MODULE_1__/* .shareOf */ .t)(observations.get(service), to.digest) > 0);
}
/** The moves that have traffic which is to be put back if the promotion fails. */
function movedOf({ moves }, { observations }) {
    return moves.filter((move) => (0,_next_js__WEBPACK_IMPORTED_MODULE_2__/* .isMoved */ .yu)(move, observations.get(move.service)));
}


/***/ }),

/***/ 5169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ recover)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2828);
/* harmony import */ var _target_target_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9478);
/* harmony import */ var _agreement_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(761);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3677);
/* harmony import */ var _drive_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2258);
/* harmony import */ var _earlier_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1477);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(410);
/* harmony import */ var _promotion_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(2216);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9700);
/* harmony import */ var _recorded_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2657);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1048);
/* harmony import */ var _turn_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(762);













/**
 * Ends what a run that died left unfinished. Recorded and serving, it is confirmed; wanted again, it is left to
 * the promotion that wants it; otherwise what served before is put back.
 */
async function recover(request, world, edge) {
    const { dead, successor, ticket } = request;
    const settings = await settingsOf(request, world, edge);
    const policy = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__.environmentOf)(settings.policy, dead.deployment.environment);
    const records = request.records.filter((record) => record !== dead);
    const moves = movesOf(dead, settings, world, edge);
    const observations = await (0,_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .observeMoves */ .bQ)({ moves });
    const isServing = moves.length > 0 && moves.every(({ service, to }) => servingIn(observations, service) === to.digest);
    if (isServing && (await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_8__/* .isRecorded */ .TN)(dead, settings, world))) {
        edge.log.info(`deployment ${dead.deployment.id} is recorded and serves: confirming it`);
        await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_3__/* .confirm */ .l)({ record: dead, records, moves }, undefined, world, edge);
        dead.state = 'confirmed';
        return;
    }
    if (isServing && moves.every(({ service, to }) => successor?.[service]?.digest === to.digest)) {
        await end(dead, 'interrupted; the next promotion of the same release goes on from here', world);
        return;
    }
    if (isServing && (0,_earlier_js__WEBPACK_IMPORTED_MODULE_5__/* .isLeftRollback */ .UT)(dead)) {
        // What somebody went back from must not come again by itself: the next rollback records it.
        await end(dead, 'interrupted; what was gone back to serves, and is left there', world);
        return;
    }
    const found = { moves, observations, policy };
    const left = leftIn(found, request);
    if (isServing && left.length === 0) {
        // It served before the dead run came: only its record is missing, and it is not for us to take it away.
        await end(dead, 'interrupted before it moved any traffic', world);
        return;
    }
    await shutOut(found, ticket);
    const former = await Promise.all(left.map((move) => formerOf(move, observations, request, settings, world)));
    const promotion = {
        environment: dead.deployment.environment,
        policy: { ...policy, onFailure: 'revert' },
        record: dead,
        records,
        ticket,
        weights: [],
        // Where the traffic has not moved there is nothing to put back, and nothing to be verified.
        moves: moves.map((move) => {
            const index = left.indexOf(move);
            return index < 0 ? { ...move, kept: true } : { ...move, from: former[index] };
        }),
        bring: async () => { },
        sign: async () => { },
    };
    await (0,_drive_js__WEBPACK_IMPORTED_MODULE_4__/* .drive */ .r)(promotion, world, edge, `interrupted: run ${dead.payload.run.id} ended before it was confirmed`);
    dead.state = 'closed';
}
/** What the dead run was to change, and where. */
function movesOf(dead, settings, world, { log }) {
    const { payload, deployment } = dead;
    const targets = world.connect(deployment.environment, settings);
    const changed = payload.changed.map((service) => ({ service }));
    const policy = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__.environmentOf)(settings.policy, deployment.environment);
    return (0,_plan_js__WEBPACK_IMPORTED_MODULE_6__/* .inOrder */ .al)(changed, policy).flatMap(({ service }) => {
        const [to, target] = [payload.release[service], targets.get(service)];
        if (to !== undefined && target !== undefined)
            return [{ service, from: undefined, to, target }];
        log.warning(`deployment ${deployment.id} names a service that the policy does not have: passed over`);
        return [];
    });
}
async function end(dead, reason, world) {
    await (0,_turn_js__WEBPACK_IMPORTED_MODULE_10__/* .close */ .VN)(world, dead, reason);
    dead.state = 'closed';
}
/** What has traffic that a run which ended early gave it, or has died with it, so that nothing serves. */
function leftIn({ moves, observations, policy }, { records, dead }) {
    const others = records.filter((record) => record !== dead);
    const recorded = (0,_release_js__WEBPACK_IMPORTED_MODULE_9__/* .servicesIn */ .qp)(policy, (0,_record_js__WEBPACK_IMPORTED_MODULE_7__.liveRecord)(others)?.payload.release ?? {});
    return moves.filter(({ service, to }) => {
        const seen = observations.get(service);
        const isGone = seen?.serving.length === 0;
        const isLeft = (0,_agreement_js__WEBPACK_IMPORTED_MODULE_2__/* .leftBehind */ .a)(service, to.digest, recorded, records) !== undefined;
        return isLeft && (isGone || (0,_target_target_js__WEBPACK_IMPORTED_MODULE_12__/* .shareOf */ .t)(seen, to.digest) > 0);
    });
}
// Also where the dead run came no further than that: it may only sleep, and must not move anything when it wakes up.
// And it may have died between the shift back and what the target does after one, which is so done once more.
async function shutOut({ moves, observations }, ticket) {
    for (const { service, to, target } of moves) {
        const serving = servingIn(observations, service);
        if (serving !== undefined && serving !== to.digest)
            await target.shift(serving, 100, serving, ticket);
    }
}
function servingIn(observations, service) {
    const observation = observations.get(service);
    return observation && (0,_target_target_js__WEBPACK_IMPORTED_MODULE_12__/* .servingOf */ .K)(observation);
}
/** What a service goes back to: what still has a part of its traffic, else what it ran before by a signed record. */
async function formerOf({ service, to }, observations, request, settings, world) {
    const seen = observations.get(service);
    const other = otherIn(seen, to);
    if (other !== undefined)
        return other;
    const { image, isKnown } = await previousImage(service, request, settings, world);
    // Where nothing serves there is nothing that must be left alone until somebody decides.
    if (image !== undefined || !isKnown || seen?.serving.length === 0)
        return image;
    const { id } = request.dead.deployment;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('denied', `deployment ${id} died after its shift, and no release of "${service}" before it has a verified record to go back to; promote the release of deployment ${id} again to go on from it`);
}
function otherIn(observation, to) {
    const others = observation?.serving.filter(({ digest }) => digest !== to.digest) ?? [];
    const [other] = others;
    // It serves people now. Only its digest matters: it is not fetched from anywhere.
    return others.length === 1 && other !== undefined ? { ...to, digest: other.digest } : undefined;
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
        (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__.environmentOf)(then.policy, dead.deployment.environment);
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
 * payload calls `previous`, or a status a success, anyone could have written. `isKnown`: there is one, signed or not.
 */
async function previousImage(service, { dead, records }, settings, world) {
    const { environment, id } = dead.deployment;
    const among = (known) => known.filter(({ state, deployment, payload }) => state === 'confirmed' && deployment.id < id && payload.changed.includes(service));
    // That there is none is only known when all were read.
    const known = among(records);
    const earlier = known.length > 0
        ? known
        : among((await (0,_record_js__WEBPACK_IMPORTED_MODULE_7__.readRecords)(world.github, { environment, enough: () => false })).records);
    for (const record of earlier) {
        if (await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_8__/* .hasRecord */ .qb)(record, service, settings, world))
            return { image: record.payload.release[service], isKnown: true };
    }
    return { image: undefined, isKnown: earlier.length > 0 };
}


/***/ }),

/***/ 6091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ chooseReturn),
/* harmony export */   d: () => (/* binding */ parseGoal)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2828);
/* harmony import */ var _agreement_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(761);
/* harmony import */ var _earlier_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1477);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9700);
/* harmony import */ var _recorded_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2657);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1048);








/** Reads the input `to`: the number of a deployment, or a digest. */
function parseGoal(text) {
    if (/^[0-9]{1,15}$/.test(text))
        return { kind: 'deployment', id: Number(text) };
    if ((0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(text))
        return { kind: 'digest', digest: text };
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${text}" is neither the number of a deployment nor a digest, sha256:…`);
}
/**
 * Chooses what a rollback goes back to: what is named, or the nearest release before what serves that was never rolled
 * back from. It must have a signed record of this environment: what only a payload says, anyone could have written.
 */
async function chooseReturn(request, world, edge) {
    const { environment } = request;
    // The newest records tell it nearly always; that there is none is only known when all were read.
    const newest = await (0,_record_js__WEBPACK_IMPORTED_MODULE_5__.readRecords)(world.github, { environment, enough: () => true });
    const found = await chooseAmong(newest.records, request, world);
    if (found.record !== undefined)
        return { ...found, record: found.record };
    const all = await (0,_record_js__WEBPACK_IMPORTED_MODULE_5__.readRecords)(world.github, { environment, enough: () => false });
    const searched = all.records.length > newest.records.length ? await chooseAmong(all.records, request, world) : found;
    if (searched.record !== undefined)
        return { ...searched, record: searched.record };
    edge.log.debug(`${all.records.length} records were read`);
    throw nothingToReturnTo(request, searched.passedOver);
}
async function chooseAmong(records, request, world) {
    const { settings, registries, to, environment } = request;
    const policy = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__.environmentOf)(settings.policy, environment);
    const passedOver = [];
    const basedOn = (0,_record_js__WEBPACK_IMPORTED_MODULE_5__/* .promotedRecord */ .Mb)(records)?.deployment.id;
    const candidates = to === undefined ? nearest(records, request) : named(records, to);
    for (const record of candidates) {
        const fault = await faultOf(record, { policy, registries, records }, settings, world);
        if (fault === undefined)
            return { record, passedOver, basedOn };
        const reason = `deployment ${record.deployment.id} cannot be gone back to: ${fault}`;
        if (to?.kind === 'deployment')
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', reason);
        passedOver.push(reason);
    }
    return { record: undefined, passedOver, basedOn };
}
/** The releases before what serves, the nearest first. */
function nearest(records, { environment, observed, settings }) {
    const policy = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__.environmentOf)(settings.policy, environment);
    const serves = ({ payload }) => (0,_recorded_js__WEBPACK_IMPORTED_MODULE_6__/* .isWhatServes */ .Xw)((0,_release_js__WEBPACK_IMPORTED_MODULE_7__/* .servicesIn */ .qp)(policy, payload.release), observed);
    // One that died half-way is gone on with: it would be the wrong moment to go back a step further.
    const unfinished = (0,_earlier_js__WEBPACK_IMPORTED_MODULE_4__/* .unfinishedRollback */ .mQ)(records, serves);
    if (unfinished !== undefined)
        return [unfinished];
    const recorded = (0,_release_js__WEBPACK_IMPORTED_MODULE_7__/* .servicesIn */ .qp)(policy, (0,_record_js__WEBPACK_IMPORTED_MODULE_5__/* .promotedRecord */ .Mb)(records)?.payload.release ?? {});
    const agreement = (0,_agreement_js__WEBPACK_IMPORTED_MODULE_3__/* .agree */ .d)({ observed, recorded, wanted: {}, records });
    if (agreement.kind === 'contradiction')
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', `${agreement.reason}; or name by "to" what "${environment}" is to go back to`);
    return (0,_earlier_js__WEBPACK_IMPORTED_MODULE_4__/* .earlierReleases */ .VE)(records, serves);
}
function named(records, to) {
    const promoted = records.filter(({ payload }) => payload.changed.length > 0);
    if (to.kind === 'digest') {
        const runs = ({ payload }) => Object.values(payload.release).some(({ digest }) => digest === to.digest);
        return promoted.filter((record) => record.state === 'confirmed' && runs(record));
    }
    const record = records.find(({ deployment }) => deployment.id === to.id);
    if (record === undefined)
        return [];
    if (record.payload.changed.length === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', `deployment ${to.id} promoted nothing; name one that did`);
    if (record.state === 'confirmed')
        return [record];
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', `deployment ${to.id} was never confirmed; name one that was`);
}
/** Says why a release cannot be gone back to; undefined if it can. */
async function faultOf({ deployment, payload }, { policy, registries, records }, settings, world) {
    const release = (0,_release_js__WEBPACK_IMPORTED_MODULE_7__/* .servicesIn */ .qp)(policy, payload.release);
    if (Object.keys(release).length === 0)
        return 'the environment has none of its services any more';
    for (const [service, image] of Object.entries(release)) {
        if (!registries.includes(image.registry))
            return `it is kept at "${image.registry}", which neither the policy nor the input "registry" names`;
        const { environment } = deployment;
        if (!(await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_6__/* .wasConfirmed */ .lb)({ service, image, environment }, records, settings, world)))
            return `nothing signed says that ${(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(image.digest)} was confirmed here, or it is not there any more`;
    }
    return undefined;
}
function nothingToReturnTo({ environment, to }, passedOver) {
    const more = passedOver.length === 0 ? '' : `; ${passedOver.length} passed over`;
    const problems = passedOver.map((message) => ({ message }));
    if (to?.kind === 'deployment')
        return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('not-found', `"${environment}" has no deployment ${to.id} of a promotion`);
    if (to?.kind === 'digest')
        return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('not-found', `no confirmed release of "${environment}" runs ${to.digest}${more}`, {
            problems,
        });
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('not-found', `"${environment}" has nothing to go back to: no earlier release was confirmed and never rolled back from${more}; name one by "to"`, { problems });
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
    const id = await drawTicket(request, world, edge);
    request.onOpened?.(id);
    const deadline = edge.now().getTime() + patience.total;
    for (;;) {
        const { records, upstream } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_1__.readRecords)(world.github, {
            environment: request.environment,
            enough: (seen) => hasSeen(seen, id, request.confirmed),
            ...(request.upstream !== undefined && { upstream: request.upstream }),
        });
        const own = records.find(({ deployment }) => deployment.id === id);
        if (own === undefined) {
            await waitForListing(id, deadline, edge);
            continue;
        }
        await closeTwins(own, records, world);
        const ahead = records
            .filter(({ state, deployment }) => state === 'open' && deployment.id < own.deployment.id)
            .toReversed();
        const [first] = ahead;
        if (first === undefined)
            return { record: own, records, upstream };
        const living = await findAlive(ahead, world);
        if (living === undefined && request.recover === undefined)
            return { record: own, records, upstream };
        if (living === undefined) {
            edge.log.info(`recovering deployment ${first.deployment.id}: its run ${first.payload.run.id} has ended`);
            await request.recover?.(first, records, id);
        }
        else if (edge.now().getTime() >= deadline) {
            await close(world, own, `gave way to deployment ${living.deployment.id}`);
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('denied', `another promotion of "${request.environment}" is under way: deployment ${living.deployment.id} of run ${living.payload.run.id}; run this one again when it has ended`);
        }
        else {
            edge.log.info(`waiting for deployment ${living.deployment.id} of run ${living.payload.run.id}`);
            await edge.sleep(patience.interval);
        }
    }
}
// A living one between a dead one and ours ends that itself: it would be late for the target, had we done so.
async function findAlive(records, world) {
    for (const record of records)
        if (await isAlive(record, world))
            return record;
    return undefined;
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
async function closeUnchanged({ deployment }, { github }, description = 'serves already') {
    await github.appendStatus(deployment.id, { state: 'inactive', description, autoInactive: false });
}
/** How often a ticket is asked for where no answer comes, and how long GitHub is given to list it. Milliseconds. */
const draws = { most: 3, pause: 2_000 };
// An answer that was lost may stand for a deployment that was made: it is found by its nonce. Of one that is listed
// only after it was asked for again, the twin is closed.
async function drawTicket({ environment, sha, payload, description }, { github }, edge) {
    const request = { sha, environment, payload: (0,_record_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPayload */ .Oi)(payload), description };
    for (let draw = 1;; draw++) {
        try {
            return (await github.createDeployment(request)).id;
        }
        catch (error) {
            if (!(0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error, 'unavailable'))
                throw error;
            await edge.sleep(draws.pause);
            const { records } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_1__.readRecords)(github, { environment, enough: (seen) => seen.length > 0 });
            const made = records.find((record) => record.payload.nonce === payload.nonce);
            if (made !== undefined)
                return made.deployment.id;
            if (draw === draws.most)
                throw error;
            edge.log.warning(`${error.message}; no deployment was made, so it is asked for again`);
        }
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

/***/ 2555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JZ: () => (/* binding */ buildOutputs),
/* harmony export */   aK: () => (/* binding */ promotionOutputs),
/* harmony export */   qz: () => (/* binding */ scanOutputs)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _deployment_release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1048);
/* harmony import */ var _scan_findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1165);



// A test reads the names from here, without running it, and compares them with action.yml: so they are written out.
/** Tells what was built. */
function buildOutputs({ image, tag, tags, reused, mediaType, size, }) {
    return {
        image: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image),
        digest: image.digest,
        tag,
        tags,
        reused,
        'media-type': mediaType,
        size,
    };
}
/** Tells how a promotion ended. */
function promotionOutputs(outcome, recordPath) {
    return {
        outcome: outcome.kind,
        changed: outcome.changed.length > 0,
        previous: (0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDigests */ .x7)(outcome.previous),
        'deployment-id': outcome.deployment,
        'environment-url': outcome.environmentUrl,
        'record-path': recordPath,
    };
}
/** Tells what a scan came to. */
function scanOutputs(outcome) {
    const { assessment, scanned } = outcome;
    const { critical, high, medium, low, negligible, unknown } = (0,_scan_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .countFindings */ .Gt)(assessment.findings);
    return {
        verdict: assessment.verdict,
        image: scanned.image && (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(scanned.image),
        ...{ critical, high, medium, low, negligible, unknown },
        new: assessment.compared?.fresh,
        fixed: assessment.compared?.fixed.length,
        'report-path': outcome.reportPath,
        'sarif-path': outcome.sarifPath,
        'sbom-path': scanned.sbomPaths,
        'bundle-path': outcome.bundlePath,
    };
}


/***/ }),

/***/ 473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rw: () => (/* binding */ endUnfinished),
  N3: () => (/* binding */ promoteInJob),
  r3: () => (/* binding */ rollBackInJob),
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
    const { records } = await (0,record.readRecords)(world.github, { environment, enough });
    const dead = records.find(isOurs);
    if (dead?.state !== 'open')
        return;
    edge.log.info(`ending deployment ${deployment}, which was interrupted`);
    const settings = await world.fetchSettings();
    await (0,recover/* recover */.l)({ dead, ticket: deployment, records, settings }, world, edge);
}

// EXTERNAL MODULE: ./build/src/deployment/promote.js + 3 modules
var promote = __webpack_require__(9271);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
// EXTERNAL MODULE: ./build/src/deployment/observe.js
var observe = __webpack_require__(7513);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var deployment_release = __webpack_require__(1048);
// EXTERNAL MODULE: ./build/src/deployment/return.js
var deployment_return = __webpack_require__(6091);
;// CONCATENATED MODULE: ./build/src/deployment/rollback.js





/**
 * Goes back to a release that was confirmed here before. It is a promotion like any other, by the same driver, but
 * that what was met then is not asked again, and that all traffic moves at once.
 */
async function rollBack(request, world, edge) {
    const start = edge.now().getTime();
    const { environment, environmentUrl, cause, hold, onOpened, to, registries } = request;
    const settings = await world.fetchSettings();
    const policy = (0,policy_policy.environmentOf)(settings.policy, environment);
    const observed = (0,observe/* servingIn */.m8)(await (0,observe/* observeAll */.WD)(world.connect(environment, settings)));
    const hosts = [...registries, ...registriesOf(policy)];
    const choice = await (0,deployment_return/* chooseReturn */.O)({ environment, observed, settings, to, registries: hosts }, world, edge);
    const { record, passedOver, basedOn } = choice;
    for (const reason of passedOver)
        edge.log.warning(reason);
    edge.log.info(`going back to deployment ${record.deployment.id} of ${record.deployment.createdAt}`);
    const release = (0,deployment_release/* servicesIn */.qp)(policy, record.payload.release);
    const shifts = [];
    const onServing = () => void shifts.push(edge.now().getTime());
    const same = {
        ...world,
        // One commit of the policy for the whole run.
        fetchSettings: async (commit) => (commit === undefined ? settings : world.fetchSettings(commit)),
        connect: (...to) => watched(world.connect(...to), release, onServing),
    };
    const outcome = await (0,promote/* promote */.pt)({
        environment,
        release,
        allowDowngrade: false,
        rollback: cause,
        // Who names where to go overrules whoever moved the targets; a default may have been misled by that.
        overrule: to !== undefined,
        ...(basedOn !== undefined && { basedOn }),
        ...(hold && { hold: cause }),
        ...(environmentUrl !== undefined && { environmentUrl }),
        ...(onOpened !== undefined && { onOpened }),
    }, same, edge);
    const held = hold && (outcome.kind === 'promoted' || outcome.kind === 'unchanged');
    const told = { ...outcome, returnedTo: record.deployment.id, passedOver, held };
    const last = shifts.at(-1);
    if (outcome.kind !== 'promoted' || last === undefined)
        return told;
    edge.log.info(`the earlier release serves ${((last - start) / 1000).toFixed(1)} s after the start`);
    return { ...told, servingAfter: last - start };
}
function registriesOf({ services }) {
    return Object.values(services).flatMap(({ registry }) => registry?.registry ?? []);
}
/** Targets that tell when they have given a release all of the traffic. */
function watched(targets, release, onServing) {
    const wrapped = [...targets].map(([service, target]) => [
        service,
        {
            observe: () => target.observe(),
            stage: (artifact, origin) => target.stage(artifact, origin),
            discard: (digest, ticket) => target.discard(digest, ticket),
            shift: async (digest, percent, expected, ticket) => {
                await target.shift(digest, percent, expected, ticket);
                if (percent === 100 && digest === release[service]?.digest)
                    onServing();
            },
        },
    ]);
    return new Map(wrapped);
}

// EXTERNAL MODULE: ./build/src/report/promotion.js
var promotion = __webpack_require__(9493);
;// CONCATENATED MODULE: ./build/src/job/promotion.js






/** Promotes, and leaves word of an unfinished deployment for the post step. */
async function promoteInJob(request, world, { edge }) {
    return leavingWord((onOpened) => (0,promote/* promote */.pt)({ ...request, onOpened }, world, edge));
}
/** Rolls back, and leaves word of an unfinished deployment for the post step. */
async function rollBackInJob(request, world, { edge }) {
    return leavingWord((onOpened) => rollBack({ ...request, onOpened }, world, edge));
}
async function leavingWord(work) {
    const outcome = await work((deployment) => (0,outputs/* saveState */.LZ)('deployment', String(deployment)));
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
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5034);
/* harmony import */ var _verdicts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3676);





/** Tells how a promotion ended: the outcome, why, and what it rests on. */
function promotionSummary(outcome, repository, calls, { title, told } = {}) {
    const { admission, reasons, checks, recovered, settings } = outcome;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .heading */ .R_)(2, title ?? titleOf(outcome)), told, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(reasons.map(_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)), recovered.length === 0
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
        asked[phase],
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(reason),
    ]));
}
const asked = {
    staged: 'the staged release',
    shifting: 'the release with a share of the traffic',
    serving: 'what serves',
};
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

/***/ 1165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ mergeFindings),
/* harmony export */   Gt: () => (/* binding */ countFindings),
/* harmony export */   Tc: () => (/* binding */ sortFindings),
/* harmony export */   dU: () => (/* binding */ mergeAliases)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9175);

/**
 * Merges what a scanner tells about one package in several places, and under several names: what is to be updated is
 * told once, with every place.
 */
function mergeFindings(findings) {
    const byPackage = Map.groupBy(findings, ({ package: { name, version, purl } }) => purl ?? `${name}@${version}`);
    return [...byPackage.values()].flatMap(mergeAliases);
}
function countFindings(findings) {
    const counts = Object.fromEntries(_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .severities */ .gO.map((severity) => [severity, 0]));
    for (const { severity } of findings)
        counts[severity]++;
    return counts;
}
/**
 * Merges findings of one package that are the same vulnerability under several names: databases of GitHub, a
 * language and a distribution often hold a record each. The worst rating and all fixes are kept.
 */
function mergeAliases(findings) {
    const byName = new Map();
    for (const finding of findings) {
        const names = [finding.id, ...finding.aliases];
        // One record may show that groups which had nothing in common until now are the same.
        const same = new Set(names.map((name) => byName.get(name)).filter((group) => group !== undefined));
        const group = { names: [...names], findings: [finding] };
        for (const other of same) {
            group.names.push(...other.names);
            group.findings.push(...other.findings);
        }
        for (const name of group.names)
            byName.set(name, group);
    }
    return [...new Set(byName.values())].map(merge);
}
/** Orders findings the same way every time: the worst first, then by package and name. */
function sortFindings(findings) {
    return findings.toSorted((a, b) => (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .compareSeverity */ .zK)(b.severity, a.severity) ||
        compareText(a.package.name, b.package.name) ||
        compareText(a.package.version, b.package.version) ||
        compareText(a.id, b.id));
}
function merge({ names, findings }) {
    const [first, ...others] = findings.toSorted((a, b) => compareIds(a.id, b.id));
    if (first === undefined)
        throw new Error('a group of findings is never empty');
    const all = [first, ...others];
    const worst = all.reduce((a, b) => ((0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .compareSeverity */ .zK)(b.severity, a.severity) > 0 ? b : a));
    return {
        ...first,
        ...pickRating(worst),
        aliases: [...new Set(names)].filter((name) => name !== first.id).sort(compareIds),
        fixedIn: [...new Set(all.flatMap(({ fixedIn }) => fixedIn))],
        summary: all.find(({ summary }) => summary !== undefined)?.summary,
        links: [...new Set(all.flatMap(({ links }) => links))],
        ...locationsOf(all),
    };
}
function pickRating({ severity, ratedBy, score, vector, }) {
    return { severity, ratedBy, score, vector };
}
function locationsOf(findings) {
    const all = findings.flatMap(({ locations = [] }) => locations);
    const places = new Map(all.map((one) => [`${one.layer} ${one.path}`, one]));
    return places.size === 0 ? {} : { locations: [...places.values()] };
}
// GitHub's name first, for it leads to a page with the fix; then the one that everybody knows.
const knownNames = ['GHSA-', 'CVE-'];
function compareIds(a, b) {
    return rank(a) - rank(b) || compareText(a, b);
}
function rank(id) {
    const index = knownNames.findIndex((prefix) => id.startsWith(prefix));
    return index < 0 ? knownNames.length : index;
}
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ })

};
