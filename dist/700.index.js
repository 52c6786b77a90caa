export const id = 700;
export const ids = [700];
export const modules = {

/***/ 1477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UT: () => (/* binding */ isLeftRollback),
/* harmony export */   VE: () => (/* binding */ earlierReleases),
/* harmony export */   mQ: () => (/* binding */ unfinishedRollback)
/* harmony export */ });
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2054);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1048);


/**
 * The confirmed releases that came before what serves, the nearest first. A promotion goes on from what served; a
 * rollback goes back to where its release once was, so that the next one goes further back, and not forth again.
 * What was ever rolled back from is passed over. The records are an environment's, newest first.
 */
function earlierReleases(records, serves) {
    const way = [];
    const left = new Set(confirmedIn(records)
        .filter(({ payload }) => payload.rollback !== undefined)
        .map(({ payload }) => keyOf(payload.previous ?? {})));
    for (let stop = lastStop(records); stop !== undefined; stop = stop.before) {
        const { record } = stop;
        const { release } = record.payload;
        const isKnown = way.some(({ payload }) => (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameRelease */ ._M)(payload.release, release));
        if (!isKnown && !serves(record) && !left.has(keyOf(release)))
            way.push(record);
    }
    return way;
}
/**
 * The release of a rollback that ended before it was confirmed, if it is what serves: by the record under which that
 * was confirmed before.
 */
function unfinishedRollback(records, serves) {
    const newest = records.find(isPromotion);
    if (newest === undefined || !isLeftRollback(newest) || !serves(newest))
        return undefined;
    return confirmedIn(records).find(({ payload }) => (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameRelease */ ._M)(payload.release, newest.payload.release));
}
/** Says whether a record is of a rollback that moved traffic, did not put it back, and was not confirmed. */
function isLeftRollback(record) {
    const { rollback, changed } = record.payload;
    return (rollback !== undefined &&
        record.state !== 'confirmed' &&
        changed.some((service) => (0,_journal_js__WEBPACK_IMPORTED_MODULE_0__/* .mayServe */ .dK)(record, service)));
}
function lastStop(records) {
    const stops = new Map();
    let last;
    for (const record of confirmedIn(records).toReversed()) {
        const { release, rollback } = record.payload;
        const known = rollback === undefined ? undefined : stops.get(keyOf(release));
        const before = rollback === undefined ? last : undefined;
        last = known ?? { record, before };
        stops.set(keyOf(release), last);
    }
    return last;
}
function confirmedIn(records) {
    return records.filter((record) => record.state === 'confirmed' && isPromotion(record));
}
/** A record that changes nothing only holds the environment, or lets go of it. */
function isPromotion({ payload }) {
    return payload.changed.length > 0;
}
function keyOf(release) {
    const digests = Object.entries(release).map(([service, { digest }]) => `${service}=${digest}`);
    return digests.sort().join('\n');
}


/***/ }),

/***/ 2054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ag: () => (/* binding */ describeShift),
/* harmony export */   dK: () => (/* binding */ mayServe),
/* harmony export */   lA: () => (/* binding */ describeEnd),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);

// What the statuses of a deployment say, to people and to whoever ends the promotion of a run that died.
/** GitHub keeps no more of a status's description. */
const longest = 140;
const shiftingWord = 'shifting';
const revertedWord = 'reverted';
/** Names services and digests, short, for people. */
function describe(changes) {
    return changes.map(({ service, to }) => `${service} ${(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(to.digest)}`).join(', ');
}
/** Says, before it is done, that traffic moves to these of the changed services: in few words, but nothing cut off. */
function describeShift(changes, { changed, percent }) {
    const share = percent === 100 ? '' : ` (${percent} %)`;
    const whole = `${shiftingWord} to ${describe(changes)}${share}`;
    if (whole.length <= longest)
        return [whole];
    if (changes.length === changed)
        return [`${shiftingWord} to all ${changed} services${share}`];
    const half = Math.ceil(changes.length / 2);
    return [changes.slice(0, half), changes.slice(half)].flatMap((part) => describeShift(part, { changed, percent }));
}
/** Says why a promotion ended, and that what served was put back if it was. */
function describeEnd(reason, ending) {
    if (ending === 'untouched')
        return reason;
    return `${ending === 'reverted' ? revertedWord : ending}: ${reason}`;
}
/** Says whether what a service serves may be a promotion's doing: it moved its traffic, and did not put it back. */
function mayServe({ statuses }, service) {
    return (statuses.some(({ description }) => isShiftOf(description, service)) &&
        !statuses.some(({ description }) => description.startsWith(revertedWord)));
}
function isShiftOf(description, service) {
    if (!description.startsWith(`${shiftingWord} to `))
        return false;
    const named = description.slice(`${shiftingWord} to `.length);
    return /^all \d+ services/.test(named) || named.split(', ').some((one) => one.split(' ')[0] === service);
}


/***/ }),

/***/ 9700:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ retainedDigests),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   Mb: () => (/* binding */ promotedRecord),
/* harmony export */   Oi: () => (/* binding */ formatPayload),
/* harmony export */   _z: () => (/* binding */ planBehind),
/* harmony export */   ex: () => (/* binding */ parsePayload),
/* harmony export */   liveRecord: () => (/* binding */ liveRecord),
/* harmony export */   rZ: () => (/* binding */ readJournals),
/* harmony export */   readRecords: () => (/* binding */ readRecords),
/* harmony export */   vF: () => (/* binding */ holdingRecord),
/* harmony export */   xI: () => (/* binding */ newPayload),
/* harmony export */   zA: () => (/* binding */ noUpstream)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3798);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6565);
/* harmony import */ var _earlier_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1477);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1048);






const digest = zod__WEBPACK_IMPORTED_MODULE_5__/* .custom */ .IeY((value) => typeof value === 'string' && (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(value));
const release = zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().transform((text) => (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseDigestReference */ .Dn)(text)));
const cause = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ by: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), reason: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() });
const payload = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    release,
    changed: zod__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    previous: release.nullable(),
    plan: digest,
    policy: zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ commit: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/), digest }),
    run: zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), attempt: zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig(), 'check-run': zod__WEBPACK_IMPORTED_MODULE_5__/* .number */ .aig().optional() }),
    nonce: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().min(1),
    hold: cause.nullish(),
    rollback: cause.nullish(),
    override: cause.extend({ name: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP() }).nullish(),
});
/** The payload of a deployment that this run is about to open, by these settings. */
function newPayload({ previous = {}, ...content }, { commit, digest }, { id, attempt, checkRun }) {
    return {
        ...content,
        previous: Object.keys(previous).length === 0 ? undefined : previous,
        policy: { commit, digest },
        run: { id, attempt, ...(checkRun !== undefined && { checkRun }) },
        nonce: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
    };
}
function formatPayload(payload) {
    const { release, previous, run, hold, rollback, override, ...rest } = payload;
    return {
        ...rest,
        release: (0,_release_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRelease */ .B9)(release),
        previous: previous === undefined ? null : (0,_release_js__WEBPACK_IMPORTED_MODULE_4__/* .formatRelease */ .B9)(previous),
        run: { id: run.id, attempt: run.attempt, 'check-run': run.checkRun },
        hold: hold ?? null,
        ...(rollback !== undefined && { rollback }),
        ...(override !== undefined && { override }),
    };
}
/** Reads a payload; undefined where it is not one of ours, whoever wrote it. */
function parsePayload(value) {
    try {
        const { previous, run, hold, rollback, override, ...rest } = payload.parse(value);
        return {
            ...rest,
            ...(hold && { hold }),
            ...(rollback && { rollback }),
            ...(override && { override }),
            previous: previous ?? undefined,
            run: { id: run.id, attempt: run.attempt, checkRun: run['check-run'] },
        };
    }
    catch {
        // A deployment that somebody else made under our task's name: it is passed over, not obeyed.
        return undefined;
    }
}
/** Where nothing comes before, or nothing was promoted there. */
const noUpstream = { journals: new Map(), listed: [] };
/** How many deployments are looked up at once. */
const batchSize = 50;
/** Reads an environment's records, newest first, as far back as they are wanted. */
async function readRecords(github, { environment, enough, upstream }) {
    const records = [];
    let batch = [];
    let before;
    const look = async () => {
        const deployments = batch.map(({ deployment }) => deployment);
        const asked = before === undefined ? upstream : undefined;
        const { journals, listed } = await readJournals(github, deployments, asked);
        before ??= { journals, listed };
        for (const entry of batch) {
            const statuses = journals.get(entry.deployment.id) ?? [];
            records.push({ ...entry, statuses, state: stateOf(statuses) });
        }
        batch = [];
    };
    for await (const deployment of github.listDeployments(environment)) {
        const payload = parsePayload(deployment.payload);
        if (payload !== undefined)
            batch.push({ deployment, payload });
        if (batch.length < batchSize)
            continue;
        await look();
        if (enough(records))
            break;
    }
    if (batch.length > 0 || (before === undefined && upstream !== undefined))
        await look();
    return { records, upstream: before ?? noUpstream };
}
/** Reads the statuses of deployments and, in the same request, what there is to know upstream. */
async function readJournals(github, deployments, upstream) {
    if (upstream === undefined)
        return { journals: await github.fetchStatuses(deployments), listed: [] };
    const { environment } = upstream;
    const backTo = upstream.deployments.map(({ nodeId }) => nodeId);
    const all = [...deployments, ...upstream.deployments];
    const { statuses, listed } = await github.fetchStatusesAndListing(all, { environment, backTo });
    return { journals: statuses, listed };
}
/**
 * Reads how a promotion ended, from its statuses, newest first: the first end is the one that counts. A run that
 * wakes up after another ended its promotion may still call it a success.
 */
function stateOf(statuses) {
    const end = statuses.findLast(({ state }) => ['success', 'failure', 'error', 'inactive'].includes(state));
    if (end === undefined)
        return 'open';
    return end.state === 'success' ? 'confirmed' : 'closed';
}
/** The newest confirmed record: what should serve. */
function liveRecord(records) {
    return records.find(({ state }) => state === 'confirmed');
}
/** The newest confirmed record of a promotion: one that changes nothing only holds the environment or lets go. */
function promotedRecord(records) {
    return records.find(({ state, payload }) => state === 'confirmed' && payload.changed.length > 0);
}
/**
 * The newest record that says whether the environment is held, if it is. A rollback that died after it had moved
 * traffic counts: what somebody went back from must not come again by itself.
 */
function holdingRecord(records) {
    const record = records.find((one) => one.state === 'confirmed' || (0,_earlier_js__WEBPACK_IMPORTED_MODULE_3__/* .isLeftRollback */ .UT)(one));
    const hold = record?.payload.hold;
    return record && hold && { ...record, payload: { ...record.payload, hold } };
}
/** The plan by which a digest came to serve: of the newest confirmed record that changed the service to it. */
function planBehind(records, service, digest) {
    return records.find(({ state, payload: { changed, release } }) => state === 'confirmed' && changed.includes(service) && release[service]?.digest === digest)?.payload.plan;
}
/**
 * The digests of a service in the live release and in as many former ones, each release counted once. Only what
 * stands counts, so that nobody can push a release out by naming others.
 */
function retainedDigests(records, retain, service, standing) {
    const releases = [];
    for (const { state, payload } of records) {
        const digest = payload.release[service]?.digest;
        const stands = digest !== undefined && standing.includes(digest);
        const known = releases.some((release) => (0,_release_js__WEBPACK_IMPORTED_MODULE_4__/* .isSameRelease */ ._M)(release, payload.release));
        if (state === 'confirmed' && stands && !known)
            releases.push(payload.release);
    }
    const kept = releases.slice(0, retain + 1).map((release) => release[service]?.digest);
    return new Set(kept.filter((digest) => digest !== undefined));
}


/***/ })

};
