export const id = 903;
export const ids = [903,799,470,700,956];
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

/***/ 410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   B1: () => (/* binding */ digestOfPlan),
/* harmony export */   Gg: () => (/* binding */ buildPlan),
/* harmony export */   H: () => (/* binding */ formatContent),
/* harmony export */   Jr: () => (/* binding */ isAllowed),
/* harmony export */   al: () => (/* binding */ inOrder)
/* harmony export */ });
/* harmony import */ var canonicalize__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8799);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6565);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2297);




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
        targets: targetsOf(changes, policy.environment),
        steps: changes.length === 0 ? [] : stepsOf(changes, policy.environment),
        verdicts,
    };
}
/** Puts changes in the order in which traffic moves: that of the services in the policy. */
function inOrder(changes, { services }) {
    const order = Object.keys(services);
    return changes.toSorted((one, other) => order.indexOf(one.service) - order.indexOf(other.service));
}
function isAllowed({ verdicts }) {
    return verdicts.every(({ passed, reported }) => passed || reported === true);
}
function contentOf(plan) {
    const { repository, environment, changes, policy, targets, steps, verdicts } = plan;
    return {
        version: 1,
        repository,
        environment,
        changes: changes.map(({ service, from, to }) => ({
            service,
            from: from === undefined ? null : from.digest,
            to: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(to),
        })),
        policy,
        targets,
        steps,
        rules: verdicts
            .filter(({ timed }) => !timed)
            .map(({ rule, passed, evidence }) => ({ rule, passed, evidence: [...evidence].sort() })),
    };
}
/** Writes what is approved, as RFC 8785 does: the digest of this text is the plan's. */
function formatContent(plan) {
    const text = (0,canonicalize__WEBPACK_IMPORTED_MODULE_3__["default"])(contentOf(plan));
    if (text === undefined)
        throw new TypeError('a plan is always JSON');
    return text;
}
/** The hash that a person approves and `promote` derives again. */
function digestOfPlan(plan) {
    return (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(formatContent(plan));
}
function targetsOf(changes, { services }) {
    const found = changes.flatMap(({ service }) => {
        const target = services[service]?.target;
        return target === undefined ? [] : [[service, target]];
    });
    return Object.fromEntries(found);
}
function stepsOf(changes, policy) {
    const { strategy, watch, retain, services } = policy;
    const asked = askedOf(changes, policy);
    const copies = changes.flatMap(({ service }) => {
        const registry = services[service]?.registry;
        return registry === undefined ? [] : [`copy to ${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRepository */ .Sh)(registry)}`];
    });
    const canary = strategy.kind === 'canary' && changes.some(({ from }) => from !== undefined);
    const shares = !canary
        ? []
        : strategy.steps.map((percent) => {
            const time = (0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(strategy.interval);
            return `shift ${percent} % of the traffic, watch it for ${time}${asked === '' ? '' : ` and ask: ${asked}`}`;
        });
    return [
        ...policy.require.commands.map(({ name }) => `ask ${name}`),
        ...copies,
        'stage beside what serves',
        ...(asked === '' ? [] : [`ask the staged release: ${asked}`]),
        ...shares,
        strategy.kind === 'rolling' ? 'let the platform roll it out' : 'shift 100 % of the traffic',
        asked === '' ? 'observe what serves' : `observe what serves and ask it: ${asked}`,
        ...(watch > 0 ? [`watch for ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(watch)}`] : []),
        'sign and attach the record, confirm',
        `keep ${retain} former releases`,
    ];
}
/** Names the checks; for each service where there are several. */
function askedOf(changes, { services }) {
    const asked = changes.map(({ service }) => {
        const kinds = (services[service]?.checks ?? []).map(({ kind }) => kind).join(', ');
        return { service, kinds };
    });
    if (asked.length === 1)
        return asked[0]?.kinds ?? '';
    const some = asked.filter(({ kinds }) => kinds !== '');
    return some.map(({ service, kinds }) => `${service}: ${kinds}`).join('; ');
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


/***/ }),

/***/ 1048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B9: () => (/* binding */ formatRelease),
/* harmony export */   BC: () => (/* binding */ parseRelease),
/* harmony export */   Hp: () => (/* binding */ repositoryOf),
/* harmony export */   Mk: () => (/* binding */ parseEnvironmentUrl),
/* harmony export */   O1: () => (/* binding */ isSamePlace),
/* harmony export */   PU: () => (/* reexport safe */ _policy_service_js__WEBPACK_IMPORTED_MODULE_2__.PU),
/* harmony export */   T8: () => (/* binding */ placedIn),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   _M: () => (/* binding */ isSameRelease),
/* harmony export */   qp: () => (/* binding */ servicesIn),
/* harmony export */   tB: () => (/* binding */ assertServices),
/* harmony export */   x7: () => (/* binding */ formatDigests)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _policy_service_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7319);




/** Reads the input `image`: one reference, or lines `service=reference`. */
function parseRelease(text) {
    const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    if (lines.length === 1 && !/^[a-z0-9-]+=/.test(text.trim()))
        return { [_policy_service_js__WEBPACK_IMPORTED_MODULE_2__/* .soleService */ .PU]: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDigestReference */ .Dn)(text.trim()) };
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
/** Names a release where an environment keeps it: in repositories of its own, or where it was made. */
function placedIn({ services }, release) {
    const placed = Object.entries(release).map(([service, image]) => {
        const registry = services[service]?.registry;
        return [service, registry === undefined ? image : (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .withDigest */ .hQ)(registry, image.digest)];
    });
    return Object.fromEntries(placed);
}
/** Takes of a release what an environment runs now: a service that it has no more is not carried over. */
function servicesIn({ services }, release) {
    return Object.fromEntries(Object.entries(release).filter(([service]) => Object.hasOwn(services, service)));
}
/** Says whether every service of a release runs the same digest in another, whatever else runs there. */
function isWithin(release, other) {
    return Object.entries(release).every(([service, { digest }]) => other[service]?.digest === digest);
}
/** Refuses a release with services that an environment does not have. */
function assertServices(release, { services }, environment) {
    const unknown = Object.keys(release).filter((service) => !Object.hasOwn(services, service));
    if (unknown.length === 0)
        return;
    const quoted = (names) => names.map((name) => `"${name}"`).join(', ');
    const known = Object.keys(services);
    const way = known.includes(_policy_service_js__WEBPACK_IMPORTED_MODULE_2__/* .soleService */ .PU)
        ? 'has one target and so runs one image'
        : `has the services ${quoted(known)}, named by lines service=reference`;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `environment "${environment}" ${way}; found ${quoted(unknown)}`);
}
/** Writes which digests a release has, for programs: the one, or lines `service=digest`. */
function formatDigests(release) {
    const digests = Object.entries(release ?? {});
    if (digests.length === 0)
        return undefined;
    const [[service, first] = []] = digests;
    if (digests.length === 1 && service === _policy_service_js__WEBPACK_IMPORTED_MODULE_2__/* .soleService */ .PU)
        return first?.digest;
    return digests.map(([service, { digest }]) => `${service}=${digest}`).join('\n');
}
function parseEnvironmentUrl(text) {
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${text}" is not an http or https address`);
}


/***/ }),

/***/ 1491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H_: () => (/* binding */ daysLeft),
/* harmony export */   Kc: () => (/* binding */ concerns),
/* harmony export */   _E: () => (/* binding */ exceptionLookup),
/* harmony export */   iP: () => (/* binding */ termOf),
/* harmony export */   im: () => (/* binding */ formatDay),
/* harmony export */   wm: () => (/* binding */ defaultExceptionsFile)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _found_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1445);
/* harmony import */ var _purl_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4432);



/** Where exceptions are looked for unless told. */
const defaultExceptionsFile = '.github/vulnerability-exceptions.yml';
/** A year and a day, so that "in a year" is one wherever the clock stands. */
const longestTerm = 367 * 86_400_000;
function termOf({ expires }, now) {
    const left = expires.getTime() - now.getTime();
    if (left <= 0)
        return 'expired';
    return left > longestTerm ? 'too-long' : 'in-force';
}
/** Makes what finds the exceptions that are about a finding of an image, whether they still hold or not. */
function exceptionLookup(exceptions, image) {
    const byName = new Map();
    for (const exception of exceptions.filter((exception) => concerns(exception, image))) {
        const name = exception.id.toLowerCase();
        byName.set(name, [...(byName.get(name) ?? []), exception]);
    }
    return (found) => (0,_found_js__WEBPACK_IMPORTED_MODULE_2__/* .namesOf */ .e)(found)
        .flatMap((name) => byName.get(name) ?? [])
        .filter((exception) => covers(exception, found));
}
function covers(exception, found) {
    if (exception.package !== undefined)
        return found.package !== undefined && (0,_purl_js__WEBPACK_IMPORTED_MODULE_1__/* .isPackage */ .dn)(found.package, exception.package);
    return exception.path === undefined || exception.path === found.path;
}
/** Says whether an exception may be about anything in an image. */
function concerns(exception, image) {
    if (exception.image === undefined)
        return true;
    return image !== undefined && (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(exception.image) === (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(image);
}
/** `2027-03-01`, as the file has it. */
function formatDay(day) {
    return day.toISOString().slice(0, 10);
}
/** Whole days until it expires, a begun one counted: 1 on the last day. */
function daysLeft({ expires }, now) {
    return Math.ceil((expires.getTime() - now.getTime()) / 86_400_000);
}


/***/ }),

/***/ 1445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ namesOf),
/* harmony export */   i: () => (/* binding */ foundKinds)
/* harmony export */ });
const foundKinds = ['vulnerability', 'secret', 'misconfiguration'];
/** Every name of a finding, once and in one case: databases differ in how they write them. */
function namesOf({ id, aliases }) {
    return [...new Set([id, ...aliases].map((name) => name.toLowerCase()))];
}


/***/ }),

/***/ 2909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ cutoffFor),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   io: () => (/* binding */ severityCutoffs)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9175);
/* harmony import */ var _exceptions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1491);


/** The severities that can be asked for, from the least to the worst. */
const severityCutoffs = _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .severities */ .gO.filter((severity) => severity !== 'unknown');
/**
 * Says what becomes of a finding; a step and a promotion ask the same. What nobody has rated may be anything, and so
 * reaches every cutoff; what nobody says has no fix may have one.
 */
function judge(found, gate, excuses) {
    const vex = excuses.vexOf?.(found);
    if (vex !== undefined)
        return { kind: 'not-affected', vex };
    if (!(0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .reachesCutoff */ .dC)(found.severity, cutoffFor(found.kind, gate)))
        return { kind: 'below-cutoff' };
    if (gate.onlyFixed && hasNoFix(found))
        return { kind: 'no-fix' };
    const terms = excuses
        .exceptionsOf(found)
        .map((exception) => ({ exception, term: (0,_exceptions_js__WEBPACK_IMPORTED_MODULE_1__/* .termOf */ .iP)(exception, excuses.now) }));
    const inForce = terms.find(({ term }) => term === 'in-force');
    if (inForce !== undefined)
        return { kind: 'excepted', exception: inForce.exception };
    if (excuses.isLive?.(found) === true)
        return { kind: 'carried' };
    const [lapsed] = terms;
    if (lapsed === undefined || lapsed.term === 'in-force')
        return { kind: 'fails' };
    return { kind: 'fails', lapsed: { exception: lapsed.exception, term: lapsed.term } };
}
function cutoffFor(kind, gate) {
    switch (kind) {
        case 'vulnerability':
            return gate.severityCutoff;
        case 'secret':
            return gate.secretCutoff ?? gate.severityCutoff;
        case 'misconfiguration':
            return gate.misconfigurationCutoff ?? gate.severityCutoff;
        default:
            return kind;
    }
}
// A secret is taken out, and a setting changed, whatever versions there are.
function hasNoFix({ kind, fixedIn }) {
    return kind === 'vulnerability' && fixedIn !== undefined && fixedIn.length === 0;
}


/***/ }),

/***/ 4432:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ parsePurl),
/* harmony export */   cu: () => (/* binding */ identityOf),
/* harmony export */   dn: () => (/* binding */ isPackage),
/* harmony export */   qx: () => (/* binding */ nameOfPurl)
/* harmony export */ });
/* harmony import */ var packageurl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7091);

/** Reads a package URL; undefined where it is none, and so identifies nothing. */
function parsePurl(text) {
    try {
        return packageurl_js__WEBPACK_IMPORTED_MODULE_0__.PackageURL.fromString(text);
    }
    catch {
        // That it is none is the answer.
        return undefined;
    }
}
/** A package's name as its ecosystem writes it: `@babel/core`, `org.apache:commons`, and `openssl` of a distribution. */
function nameOfPurl({ type, namespace, name, }) {
    if (!namespace || ['deb', 'rpm', 'apk', 'alpm'].includes(type))
        return name;
    return `${namespace}${type === 'maven' ? ':' : '/'}${name}`;
}
/** Says whether a package is the one that a purl or a name means; what the purl leaves out may be anything. */
function isPackage({ name, version, purl }, wanted) {
    if (!wanted.startsWith('pkg:'))
        return name === wanted;
    const [found, meant] = [purl === undefined ? undefined : parsePurl(purl), parsePurl(wanted)];
    if (found === undefined || meant === undefined)
        return false;
    if (identityOf(found) !== identityOf(meant))
        return false;
    if (meant.version && meant.version !== (found.version ?? version))
        return false;
    return Object.entries(meant.qualifiers ?? {}).every(([key, value]) => found.qualifiers?.[key] === value);
}
/** What of a purl is the same for all versions of a package. */
function identityOf({ type, namespace, name }) {
    return JSON.stringify([type, namespace ?? '', name]);
}


/***/ }),

/***/ 9276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ parseSignedFinding),
/* harmony export */   J: () => (/* binding */ formatSignedFinding)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9175);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _found_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1445);
/* harmony import */ var _purl_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4432);




/** Writes a finding as the vulns predicate has it; what the specification has no place for is annotated. */
function formatSignedFinding(found) {
    const { kind, id, aliases, severity, score, vector, package: of, path, line, fixedIn } = found;
    const annotation = {
        ...(kind !== 'vulnerability' && { kind }),
        ...(of !== undefined && {
            package: of.purl ?? `${of.name}@${of.version ?? ''}`,
            name: of.name,
            version: of.version,
        }),
        ...(path !== undefined && { path, line }),
        ...(fixedIn !== undefined && { fixedIn }),
        ...(kind === 'vulnerability' && { aliases }),
        platforms: found.platforms,
        status: found.status,
    };
    return {
        id,
        severity: [
            { method: _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .ratingMethod */ .p2, score: severity },
            ...(score === undefined ? [] : [{ method: methodOf(vector), score: String(score) }]),
        ],
        annotations: [annotation],
    };
}
/** Reads findings of a signed scan, also of one by others, who annotate it in their own way or not at all. */
function parseSignedFinding({ id, severity, annotations }) {
    const notes = (Array.isArray(annotations) ? annotations : [annotations]).filter(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv);
    const at = (field) => notes.map((note) => note[field]).find((value) => value !== undefined);
    const kind = _found_js__WEBPACK_IMPORTED_MODULE_3__/* .foundKinds */ .i.find((known) => known === at('kind')) ?? 'vulnerability';
    const status = at('status');
    const path = at('path');
    const versions = notes.map(({ fixedIn }) => fixedIn).filter(Array.isArray);
    const found = packageOf(at('package'), at('name'), at('version'));
    return {
        kind,
        id,
        aliases: textsOf(at('aliases')),
        severity: ratingOf(severity),
        ...(found !== undefined && { package: found }),
        ...(typeof path === 'string' && { path }),
        ...(versions.length > 0 && { fixedIn: versions.flatMap(textsOf) }),
        ...((status === 'not_affected' || status === 'fixed') && { status }),
    };
}
// What the scanner called it comes before any number beside it: it was the scan's verdict, and is the promotion's.
function ratingOf(scores) {
    const rating = scores.find(({ method }) => method === _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .ratingMethod */ .p2)?.score;
    return _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .severities */ .gO.find((known) => known === rating) ?? (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .severityOf */ .xJ)(scores);
}
function packageOf(identifier, name, version) {
    if (typeof identifier !== 'string')
        return undefined;
    const purl = identifier.startsWith('pkg:') ? (0,_purl_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePurl */ .$l)(identifier) : undefined;
    const [, before = identifier, after] = /^(.+)@([^@]*)$/.exec(identifier) ?? [];
    const known = typeof version === 'string' ? version : (purl?.version ?? after);
    return {
        name: typeof name === 'string' ? name : purl === undefined ? before : (0,_purl_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOfPurl */ .qx)(purl),
        ...(known && { version: known }),
        ...(purl !== undefined && { purl: identifier }),
    };
}
function textsOf(value) {
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
/** `CVSS:3.1/AV:N/…` → `CVSS:3.1`; a vector of version 2 has no prefix. */
function methodOf(vector) {
    if (vector === undefined)
        return 'CVSS';
    return /^CVSS:\d\.\d/.exec(vector)?.[0] ?? 'CVSS:2.0';
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

/***/ 6956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ openLedger),
  openWorld: () => (/* binding */ openWorld)
});

// EXTERNAL MODULE: ./build/src/check/index.js + 13 modules
var check = __webpack_require__(9942);
// EXTERNAL MODULE: ./build/src/deployment/settings.js + 1 modules
var deployment_settings = __webpack_require__(3617);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/bundle.js
var evidence_bundle = __webpack_require__(4731);
// EXTERNAL MODULE: ./build/src/evidence/sign.js + 4 modules
var sign = __webpack_require__(5761);
// EXTERNAL MODULE: ./build/src/evidence/statement.js
var evidence_statement = __webpack_require__(7218);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
;// CONCATENATED MODULE: ./build/src/evidence/attest.js





/** Signs a statement about an image and keeps it where it will be looked for: statement, sign, store. */
async function attest(image, { predicateType, predicate, subjects }, { identity, ...stores }, edge) {
    const about = subjects ?? [(0,evidence_statement/* subjectOf */.et)((0,artifact_reference/* formatRepository */.Sh)(image), image.digest)];
    const statement = (0,evidence_statement/* buildStatement */.Y5)(about, predicateType, predicate);
    const bundle = await (0,sign/* signStatement */.f)(statement, identity, edge);
    const { digest } = await (0,evidence_bundle/* peekStatement */.JB)(bundle);
    return { statement, bundle, digest, ...(await (0,store/* storeBundle */.A)(image, bundle, stores, edge)) };
}

// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var manifest = __webpack_require__(467);
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

// EXTERNAL MODULE: ./build/src/target/index.js + 78 modules
var target = __webpack_require__(7822);
// EXTERNAL MODULE: ./build/src/job/policy-file.js
var policy_file = __webpack_require__(9442);
;// CONCATENATED MODULE: ./build/src/job/world.js









const ours = { targets: target/* targets */.z, checks: check/* checks */.A };
/** Connects what reads and writes the records of environments. */
function openLedger({ context, github, home, roots }, policy, tables = ours) {
    const { repository, serverUrl, runId, runAttempt, checkRunId, actor } = context;
    return {
        github,
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
                tables,
                ...(commit !== undefined && { commit }),
            });
            if (settings !== undefined)
                return settings;
            throw (0,policy_file/* noPolicyFile */.M)(policy);
        },
    };
}
/** Connects what promotions, plans and their like work with. */
function openWorld(job, image, policy, signing = {}, tables = ours) {
    const { edge, github } = job;
    const { repository } = job.context;
    const registry = job.registryOf(image);
    return {
        ...openLedger(job, policy, tables),
        registry,
        collect: (image, { trustFor, roots }, { registryOnly } = { registryOnly: false }) => (0,store/* collectEvidence */.m)(image, trustFor, { registry, roots, ...(!registryOnly && { github }) }, edge),
        assertCanAttest: async (image) => {
            await Promise.all([(0,evidence_signing/* assertCanSign */.A2)(signing, job.signing, edge), registry.assertCanPush(image)]);
        },
        attest: async (image, statement) => {
            const { identity } = await (0,evidence_signing/* resolveSigning */.mV)(signing, job.signing, edge);
            return (await attest(image, statement, { identity, registry }, edge)).digest;
        },
        copy: async (image, to, tags) => {
            await copyArtifact({ from: image, to, tags }, job.registryOf(image, to), edge);
        },
        connect: connectTargets,
    };
    function connectTargets(environment, { policy }) {
        const { services, strategy } = (0,policy_policy.environmentOf)(policy, environment);
        const connected = Object.entries(services).map(([service, { target }]) => {
            // The policy was read with the same table, so the kind is one of it.
            const adapter = tables.targets[target.kind];
            const context = { owner: repository, environment, service, strategy: strategy.kind, registry };
            return [service, adapter.connect(target.options, context, edge)];
        });
        return new Map(connected);
    }
}


/***/ }),

/***/ 188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ neededVariables)
/* harmony export */ });
/** What every program needs of ours: to start, to reach the network, and to trust those whom the machine trusts. */
const neededVariables = [
    ...['PATH', 'PATHEXT', 'SystemRoot', 'SystemDrive', 'windir', 'ComSpec'],
    ...['LANG', 'LC_ALL', 'TZ', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
    ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
];


/***/ }),

/***/ 7319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PU: () => (/* binding */ soleService),
/* harmony export */   Yj: () => (/* binding */ servicesOf),
/* harmony export */   jl: () => (/* binding */ serviceFaults)
/* harmony export */ });
/* unused harmony export strategiesOf */
/* harmony import */ var _yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7202);
/* harmony import */ var _written_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6123);


/** The one service of an environment that has a `target` instead of `services`. */
const soleService = 'app';
/**
 * Reads the services of an environment as it is written: nobody after this knows whether it names a target or
 * services. Several services share no repository: the commit's tag would name two things there.
 */
function servicesOf(environment, read) {
    const shared = checksIn(environment);
    const { registry } = read;
    if (read.services === undefined) {
        return { [soleService]: { target: targetIn(environment), checks: shared, ...(registry && { registry }) } };
    }
    const services = Object.entries(read.services).map(([name, { registry: own }]) => {
        const written = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'services', name);
        const place = own ?? (registry && { ...registry, repository: `${registry.repository}/${name}` });
        const checks = [...shared, ...checksIn(written)];
        return [name, { target: targetIn(written), checks, ...(place && { registry: place }) }];
    });
    return Object.fromEntries(services);
}
function targetIn(written) {
    const { kind, ...options } = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(written, 'target');
    return { kind: String(kind), options };
}
function checksIn(written) {
    return (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .g)(written, 'checks')
        .flatMap((check) => Object.entries((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(check)))
        .map(([kind, options]) => ({ kind, options }));
}
/** Looks at whether each environment says where it runs, once, and asks of no target what it cannot do. */
function serviceFaults(written, { targets, checks }) {
    const environments = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(written, 'environments');
    return Object.keys(environments).flatMap((name) => {
        const environment = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environments, name);
        return [
            ...placeFaults(environment, ['environments', name]),
            ...strategyFaults(environment, ['environments', name], targets),
            ...previewFaults(environment, ['environments', name], { targets, checks }),
        ];
    });
}
function placeFaults(environment, path) {
    const [one, several] = [Object.hasOwn(environment, 'target'), Object.hasOwn(environment, 'services')];
    const where = (0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(path);
    if (one && several) {
        const message = `${where} has both "target" and "services"; an environment has one target, or services with one each`;
        return [{ path: [...path, 'services'], message }];
    }
    if (one || several)
        return [];
    return [{ path: [...path, 'target'], message: `${where} has no "target" and no "services"` }];
}
function strategyFaults(environment, path, targets) {
    const { kind: wanted = 'blue-green' } = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'strategy');
    // A strategy that is not known has been told already.
    if (!isStrategy(wanted))
        return [];
    const at = Object.hasOwn(environment, 'strategy') ? [...path, 'strategy', 'kind'] : [...path, 'strategy'];
    const written = [environment, ...Object.values((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'services'))];
    const messages = written.flatMap((service) => {
        const { kind, options } = targetIn(service);
        const row = rowOf(kind, targets);
        if (row === undefined)
            return []; // A kind that is not known has been told already.
        const able = strategiesOf(row, options);
        if (able.includes(wanted))
            return [];
        const such = strategiesOf(row).includes(wanted) ? ', as it is set up here,' : '';
        return `${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(at)}: target kind "${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(kind)}"${such} cannot do "${wanted}"; it can do ${able.join(', ') || 'nothing'}`;
    });
    return [...new Set(messages)].map((message) => ({ path: at, message }));
}
/** Finds checks that ask a staged release at its own address where it will have none: they could never pass. */
function previewFaults(environment, path, tables) {
    const services = Object.entries((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'services'));
    const own = services.flatMap(([name, service]) => {
        const reason = unasked(service, environment, tables.targets);
        return asking(service, [...path, 'services', name], reason, tables.checks);
    });
    const all = services.length === 0 ? [environment] : services.map(([, service]) => service);
    const reasons = all.map((service) => unasked(service, environment, tables.targets));
    const reason = reasons.find((reason) => reason !== undefined);
    return [...asking(environment, path, reason, tables.checks), ...own];
}
/** The checks of a map that need what, for this reason, there is not. */
function asking(written, path, reason, checks) {
    if (reason === undefined)
        return [];
    return (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .g)(written, 'checks').flatMap((check, index) => Object.entries((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(check)).flatMap(([kind, options]) => {
        const { option = '', instead } = rowOf(kind, checks)?.preview ?? {};
        if (!Object.hasOwn((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(options), option))
            return [];
        const at = [...path, 'checks', index, kind, option];
        const way = `give "${instead}", which is asked after the swap, or use a command`;
        return [{ path: at, message: `${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(at)}: ${reason}; ${way}` }];
    }));
}
/** Why a staged release of a service has no address at which it could be asked. */
function unasked(service, environment, targets) {
    const { kind, options } = targetIn(service);
    const row = rowOf(kind, targets);
    if (row?.can === undefined)
        return undefined;
    if ((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'strategy').kind === 'rolling')
        return 'with the strategy "rolling" nothing is staged that could be asked';
    if ((row.canWith?.(options) ?? row.can).preview)
        return undefined;
    const such = row.can.preview ? ', as it is set up here,' : '';
    return `target kind "${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(kind)}"${such} gives a staged release no address at which it could be asked`;
}
function rowOf(kind, table) {
    return Object.hasOwn(table, kind) ? table[kind] : undefined;
}
const strategies = ['blue-green', 'canary', 'rolling'];
function isStrategy(written) {
    return strategies.some((kind) => kind === written);
}
/** What a kind of target can do, all of it or with these options. */
function strategiesOf(row, options) {
    const can = options === undefined ? row.can : (row.canWith?.(options) ?? row.can);
    const isAble = { 'blue-green': can?.swap !== false, canary: can?.weights, rolling: can?.rolling };
    return strategies.filter((kind) => isAble[kind] === true);
}


/***/ }),

/***/ 6123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ mapAt),
/* harmony export */   g: () => (/* binding */ listAt)
/* harmony export */ });
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2218);

/** The map at a path of plain values; an empty one where there is none. */
function mapAt(value, ...path) {
    let at = value;
    for (const key of path)
        at = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    return (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(at) ? at : {};
}
/** The list under a key of a map; an empty one where there is none. */
function listAt(value, key) {
    const list = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(value) ? value[key] : undefined;
    return Array.isArray(list) ? list : [];
}


/***/ }),

/***/ 7202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ problemsOf),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   jV: () => (/* binding */ formatPath),
/* harmony export */   pA: () => (/* binding */ nearest),
/* harmony export */   z4: () => (/* binding */ wording)
/* harmony export */ });
/* harmony import */ var leven__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7785);

/** Words a fault that zod found, one line for each thing to mend; `value` is the `whole` that was read. */
function problemsOf(issue, value, whole) {
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
        return [{ path, message: `${parent || whole} has no "${String(key)}"` }];
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
        distance: (0,leven__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)(word, candidate, { maxDistance: 4 }),
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
