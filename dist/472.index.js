export const id = 472;
export const ids = [472];
export const modules = {

/***/ 8091:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_context_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9323);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8509);
/* harmony import */ var _src_deployment_hold_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(768);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5499);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9442);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6956);
/* harmony import */ var _src_report_hold_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6140);









await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(async () => {
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('environment');
    const state = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('state', ['hold', 'release'], 'hold');
    const cause = { by: (0,_src_action_context_js__WEBPACK_IMPORTED_MODULE_0__/* .runnerContext */ .c)().actor, reason: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('reason') };
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_6__/* .defaultPolicyFile */ .k;
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_5__/* .openGitHubJob */ .j)();
    const outcome = await (0,_src_deployment_hold_js__WEBPACK_IMPORTED_MODULE_4__/* .setHold */ .O)({ environment, state, cause }, (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_7__/* .openLedger */ .a)(job, policy), job.edge);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .summary */ .z)((0,_src_report_hold_js__WEBPACK_IMPORTED_MODULE_8__/* .holdSummary */ .W)(outcome, cause));
    const { held, changed, deployment } = outcome;
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .setOutputs */ .n0)({ held, changed, 'deployment-id': deployment });
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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

/***/ 768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ setHold)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2828);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3677);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(410);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9700);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1048);
/* harmony import */ var _turn_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(762);







/** How often a ticket is drawn again because another release was confirmed meanwhile. */
const mostTickets = 10;
/**
 * Holds an environment, or lets go of it: by a record of the release that it has, made in turn like that of any
 * promotion. It has no way to the targets, so what a dead run has left is left to the next promotion.
 */
async function setHold(request, ledger, edge) {
    const { environment } = request;
    const settings = await ledger.fetchSettings();
    (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__.environmentOf)(settings.policy, environment);
    const enough = (seen) => (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .promotedRecord */ .Mb)(seen) !== undefined;
    const { records } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_4__.readRecords)(ledger.github, { environment, enough });
    let release = releaseIn(records);
    for (let tickets = 0; tickets < mostTickets; tickets++) {
        const { record, records } = await (0,_turn_js__WEBPACK_IMPORTED_MODULE_6__/* .takeTurn */ .Vm)(ticketOf(request, release, settings, ledger), ledger, edge);
        const others = records.filter((other) => other !== record);
        if ((0,_release_js__WEBPACK_IMPORTED_MODULE_5__/* .isSameRelease */ ._M)(release, releaseIn(others)))
            return recordHold(request, { record, others, release }, ledger, edge);
        await (0,_turn_js__WEBPACK_IMPORTED_MODULE_6__/* .closeUnchanged */ .wF)(record, ledger, 'drawn again: another release was confirmed meanwhile');
        release = releaseIn(others);
    }
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unavailable', `"${environment}" was changed ${mostTickets} times while this waited for its turn; run it again`);
}
async function recordHold({ environment, state }, { record, others, release, }, ledger, edge) {
    const holding = (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .holdingRecord */ .vF)(others);
    const { id } = record.deployment;
    const outcome = {
        environment,
        held: state === 'hold',
        release,
        deployment: id,
        ...(holding !== undefined && {
            former: {
                cause: holding.payload.hold,
                since: holding.deployment.createdAt,
                deployment: holding.deployment.id,
            },
        }),
    };
    if (state === 'release' && holding === undefined) {
        await (0,_turn_js__WEBPACK_IMPORTED_MODULE_6__/* .closeUnchanged */ .wF)(record, ledger, 'was not held');
        return { ...outcome, changed: false };
    }
    await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_2__/* .confirm */ .l)({ record, records: others, moves: [] }, undefined, ledger, edge);
    return { ...outcome, changed: (holding === undefined) === (state === 'hold') };
}
function ticketOf({ environment, state, cause, onOpened }, release, settings, { repository, run }) {
    const plan = (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .buildPlan */ .Gg)({
        repository: repository.name,
        environment,
        wanted: {},
        live: release,
        policy: { digest: settings.digest, environment: (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__.environmentOf)(settings.policy, environment) },
        verdicts: [],
    });
    const content = {
        release,
        changed: [],
        previous: release,
        plan: (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOfPlan */ .B1)(plan),
        ...(state === 'hold' && { hold: cause }),
    };
    const does = state === 'hold' ? 'holds' : 'lets go';
    return {
        environment,
        sha: settings.commit,
        payload: (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .newPayload */ .xI)(content, settings, run),
        description: `${does}, by ${cause.by}: ${cause.reason}`,
        confirmed: 1,
        upstream: undefined,
        ...(onOpened !== undefined && { onOpened }),
    };
}
/** What the environment runs by the newest record of a promotion; what it says is checked by who promotes next. */
function releaseIn(records) {
    return (0,_record_js__WEBPACK_IMPORTED_MODULE_4__/* .promotedRecord */ .Mb)(records)?.payload.release ?? {};
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

/***/ 6140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ holdSummary)
/* harmony export */ });
/* harmony import */ var _deployment_release_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1048);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75);


/** Tells whether an environment is held now, by whom and why. */
function holdSummary(outcome, { by, reason }) {
    const { former, release, deployment } = outcome;
    const images = Object.values((0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRelease */ .B9)(release)).map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .heading */ .R_)(2, titleOf(outcome)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['', ''], [
        ['By', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(by)],
        ['Why', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(reason)],
        ['Serves by its record', images.length === 0 ? 'nothing yet' : images.join(', ')],
        ['Deployment', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(String(deployment))],
        ...(former === undefined
            ? []
            : [
                [
                    'Held before',
                    `by ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(former.cause.by)} since ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(former.since)}, deployment ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(String(former.deployment))}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(former.cause.reason)}`,
                ],
            ]),
    ]));
}
function titleOf({ held, changed, environment }) {
    const where = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(environment);
    if (held)
        return changed ? `⏸️ ${where} is held` : `⏸️ ${where} was held already, and is held on`;
    return changed ? `▶️ ${where} is let go` : `✅ ${where} was not held`;
}


/***/ })

};
