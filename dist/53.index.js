export const id = 53;
export const ids = [53];
export const modules = {

/***/ 53:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8509);
/* harmony import */ var _src_deployment_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(410);
/* harmony import */ var _src_deployment_plan_promotion_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3688);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1048);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5499);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9442);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6956);
/* harmony import */ var _src_report_between_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5806);
/* harmony import */ var _src_report_plan_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(5034);












await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(async () => {
    const release = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('image', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_6__/* .parseRelease */ .BC);
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('environment');
    const allowDowngrade = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('allow-downgrade');
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_8__/* .defaultPolicyFile */ .k;
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_7__/* .openJob */ .I)();
    const world = (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_9__.openWorld)(job, (0,_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_6__/* .repositoryOf */ .Hp)(release), policy);
    const planned = await (0,_src_deployment_plan_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .planPromotion */ .z)({ environment, release, allowDowngrade }, world, job.edge);
    for (const warning of planned.warnings)
        job.edge.log.warning(warning);
    const differences = planned.between.map(_src_report_between_js__WEBPACK_IMPORTED_MODULE_10__/* .differenceOf */ .P);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .summary */ .z)((0,_src_report_plan_js__WEBPACK_IMPORTED_MODULE_11__/* .planSummary */ .MM)(planned, differences, world.repository));
    const { digest, allowed, plan, live } = planned;
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .setOutputs */ .n0)({
        plan: digest,
        'plan-content': (0,_src_deployment_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .formatContent */ .H)(plan),
        'plan-path': await (0,_src_action_files_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTemporary */ .b)(`plan-${environment}.json`, (0,_src_report_plan_js__WEBPACK_IMPORTED_MODULE_11__/* .formatPlan */ .nT)(planned, differences), job.context),
        allowed,
        changed: plan.changes.length > 0,
        live: (0,_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_6__/* .formatDigests */ .x7)(live),
    });
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 3688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ planPromotion)
});

// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
// EXTERNAL MODULE: ./build/src/deployment/admit.js + 3 modules
var admit = __webpack_require__(8928);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/deployment/between.js

/** Ranges that are looked up, at two requests each; services that are built together share one. */
const rangeLimit = 5;
/** Reads what lies between for each service that is replaced. What cannot be read fails nothing. */
async function fetchBetween(services, github) {
    const ranges = new Map();
    const commitsOf = (base, head) => {
        if (base === undefined)
            return { unread: 'no verified provenance says which commit serves' };
        if (head === undefined)
            return { unread: 'no verified provenance says which commit it was built from' };
        const key = `${base}...${head}`;
        if (!ranges.has(key) && ranges.size >= rangeLimit)
            return { unread: `the commits of no more than ${rangeLimit} services are looked up` };
        const range = ranges.get(key) ?? fetchCommits(base, head, github);
        ranges.set(key, range);
        return range;
    };
    return Promise.all(services.flatMap(({ service, image, facts, former }) => former === undefined
        ? []
        : [
            (async () => ({
                service,
                from: former.image,
                to: image,
                commits: await commitsOf(former.commit, facts.commit),
                evidence: { from: former.evidence, to: facts.evidence },
            }))(),
        ]));
}
async function fetchCommits(base, head, github) {
    if (base === head)
        return { relation: 'identical', ahead: 0, behind: 0, commits: [], base, head, pulls: new Map() };
    const range = await orUnread(() => github.fetchRange(base, head));
    if (range === undefined)
        return { unread: 'GitHub does not know these commits, or sees no common history' };
    if ('unread' in range)
        return range;
    const pulls = range.commits.length === 0 ? new Map() : await orUnread(() => github.fetchPullRequests(range.commits));
    return { ...range, base, head, pulls };
}
/** Tells an expected failure in place of what was asked for. */
async function orUnread(read) {
    try {
        return await read();
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error))
            return { unread: error.message };
        throw error;
    }
}

// EXTERNAL MODULE: ./build/src/deployment/foresee.js
var foresee = __webpack_require__(7516);
// EXTERNAL MODULE: ./build/src/deployment/gather.js + 1 modules
var gather = __webpack_require__(7623);
;// CONCATENATED MODULE: ./build/src/deployment/preflight.js

/** Says what around the policy does not fit it, before anybody relies on it. Nothing of it refuses anything. */
function preflight(request) {
    return [unprotected(request), duplicated(request)].filter((warning) => warning !== undefined);
}
/**
 * Says whether a policy treats an environment as production: it demands an approved plan, or it is the last of
 * several, or it has GitHub's own name for it.
 */
function isProduction(environment, policy) {
    const { after, require } = (0,policy_policy.environmentOf)(policy, environment);
    const isFollowed = Object.values(policy.environments).some(({ after }) => after === environment);
    return environment === 'production' || require.plan || (after !== undefined && !isFollowed);
}
function unprotected({ environment, policy, protection }) {
    if (!isProduction(environment, policy))
        return undefined;
    const name = `the environment "${environment}"`;
    if (protection === undefined)
        return `GitHub knows no environment "${environment}" yet, and would make it without protection; add it in the repository's settings, with required reviewers`;
    if ('unread' in protection)
        return `the protection of ${name} is unknown: ${protection.unread}`;
    const { reviewers, waitTimer, branches, custom } = protection;
    if (!reviewers && !custom && (0,policy_policy.environmentOf)(policy, environment).require.plan)
        return `the policy demands an approved plan for ${name}, and GitHub asks nobody to approve: add required reviewers in the repository's settings`;
    if (reviewers || waitTimer > 0 || branches || custom)
        return undefined;
    return `${name} has no protection at GitHub: every job that names it gets its secrets; add required reviewers in the repository's settings`;
}
function duplicated({ environment, newest, jobDeployments, journals }) {
    if (newest === undefined)
        return undefined;
    const run = `/actions/runs/${newest.payload.run.id}/`;
    const twin = jobDeployments.find(({ id }) => journals.get(id)?.some(({ logUrl }) => `${logUrl}/`.includes(run)));
    return twin === undefined
        ? undefined
        : `beside deployment ${newest.deployment.id} GitHub made deployment ${twin.id} for the job itself; write environment: { name: ${environment}, deployment: false } in the job that promotes`;
}

// EXTERNAL MODULE: ./build/src/deployment/record.js
var record = __webpack_require__(9700);
// EXTERNAL MODULE: ./build/src/deployment/recorded.js
var recorded = __webpack_require__(2657);
// EXTERNAL MODULE: ./build/src/deployment/release.js
var deployment_release = __webpack_require__(1048);
;// CONCATENATED MODULE: ./build/src/deployment/plan-promotion.js









/** Works out what a promotion would do. It has no way to the target, and so believes the record. */
async function planPromotion({ environment, release, allowDowngrade, }, world, edge) {
    const settings = await world.fetchSettings();
    const policy = (0,policy_policy.environmentOf)(settings.policy, environment);
    (0,deployment_release/* assertServices */.tB)(release, policy, environment);
    const enough = (seen) => (0,record.liveRecord)(seen) !== undefined;
    const { records } = await (0,record.readRecords)(world.github, { environment, enough });
    const place = { release: (0,deployment_release/* placedIn */.T8)(policy, release), policy };
    // Where none is signed by those who are trusted now, the newest is shown: what it says is checked when promoting.
    const live = (0,deployment_release/* servicesIn */.qp)(policy, (await (0,recorded.liveRelease)((0,foresee/* liveRequest */.E)(place, records, {}), settings, world, edge)) ??
        (0,record.liveRecord)(records)?.payload.release ??
        {});
    const github = comparingOnce(world.github);
    const request = { environment, wanted: release, live, allowDowngrade };
    const gathered = await (0,gather/* gather */.k)(request, settings, { ...world, github });
    const [between, protection, listed] = await Promise.all([
        fetchBetween(gathered.services, github),
        orUnread(() => world.github.fetchProtection(environment)),
        orUnread(() => world.github.listJobDeployments(environment)),
    ]);
    const jobDeployments = 'unread' in listed ? [] : listed;
    const upstream = await (0,record/* readJournals */.rZ)(world.github, jobDeployments, (0,gather/* upstreamOf */.F)(gathered));
    const admission = await (0,admit/* admit */.w4)(gathered, { upstream, now: edge.now() });
    const [newest] = records;
    const warnings = preflight({
        environment,
        policy: settings.policy,
        protection,
        newest,
        jobDeployments,
        journals: upstream.journals,
    });
    const former = records.find(({ state, payload }) => state === 'confirmed' && (0,deployment_release/* isSameRelease */._M)((0,deployment_release/* servicesIn */.qp)(policy, payload.release), live));
    const plan = { ...admission, environment, release, live, settings, between, warnings };
    return { ...plan, ...(former !== undefined && { former }) };
}
/** What lies between two commits says how they stand to each other too. */
function comparingOnce(github) {
    const ranges = new Map();
    const fetchRange = (base, head) => {
        const range = ranges.get(`${base}...${head}`) ?? github.fetchRange(base, head);
        ranges.set(`${base}...${head}`, range);
        return range;
    };
    const compare = async (base, head) => (await fetchRange(base, head))?.relation ?? 'unknown';
    return { ...github, fetchRange, compare };
}


/***/ }),

/***/ 8746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ compareFindings)
/* harmony export */ });
/* harmony import */ var _found_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1445);
/* harmony import */ var _purl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4432);


/** Compares findings with those of what serves: the same vulnerability of the same package, whatever its version. */
function compareFindings(found, baseline) {
    const live = new Set(baseline.flatMap(keysOf));
    const here = new Set(found.flatMap(keysOf));
    const isCarried = (one) => keysOf(one).some((key) => live.has(key));
    return {
        isCarried,
        fresh: found.filter((one) => !isCarried(one)),
        carried: found.filter(isCarried),
        fixed: baseline.filter((one) => !keysOf(one).some((key) => here.has(key))),
    };
}
/** One key for each name that it goes by: scanners prefer different ones. */
function keysOf(found) {
    const { kind, package: of, path } = found;
    const place = of === undefined ? path : placeOf(of);
    return (0,_found_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .e)(found).map((name) => JSON.stringify([kind, name, place]));
}
// npm's lodash and Debian's are two packages, so a purl says more than a name.
function placeOf({ name, purl }) {
    const parsed = purl === undefined ? undefined : (0,_purl_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePurl */ .$l)(purl);
    return parsed === undefined ? name : (0,_purl_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(parsed);
}


/***/ }),

/***/ 5806:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ differenceOf)
});

// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/gate/baseline.js
var baseline = __webpack_require__(8746);
// EXTERNAL MODULE: ./build/src/gate/signed-findings.js
var signed_findings = __webpack_require__(9276);
;// CONCATENATED MODULE: ./build/src/scan/finding-changes.js



/** Compares two scans, as a scan does with its baseline. */
function compareFindings(before, after) {
    const { fresh, carried, fixed } = (0,baseline/* compareFindings */.E)(findingsIn(after), findingsIn(before));
    return { new: told(fresh), carried: told(carried), fixed: told(fixed) };
}
function findingsIn({ scanner }) {
    return scanner.result.map(signed_findings/* parseSignedFinding */.$);
}
function told(findings) {
    return findings
        .map(({ id, severity, package: of, path, fixedIn = [] }) => {
        const version = of?.version === undefined ? '' : `@${of.version}`;
        const where = of === undefined ? path : (of.purl ?? `${of.name}${version}`);
        return { id, severity, ...(where !== undefined && { package: where }), fixedIn: [...fixedIn] };
    })
        .sort((one, other) => (0,vulnerabilities/* compareSeverity */.zK)(other.severity, one.severity) || (one.id < other.id ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/src/scan/package-changes.js
/** Compares what two artifacts are made of. */
function comparePackages(before, after) {
    const [were, are] = [byIdentity(before), byIdentity(after)];
    const changes = { added: [], removed: [], changed: [] };
    for (const [identity, packages] of are) {
        const former = were.get(identity);
        if (former === undefined)
            changes.added.push(...packages);
        else if (versionsOf(former).join() !== versionsOf(packages).join())
            changes.changed.push({
                name: packages[0]?.name ?? identity,
                from: versionsOf(former),
                to: versionsOf(packages),
            });
    }
    for (const [identity, packages] of were)
        if (!are.has(identity))
            changes.removed.push(...packages);
    changes.added.sort(byName);
    changes.removed.sort(byName);
    changes.changed.sort(byName);
    return changes;
}
// A canonical purl has one "@", before the version: the others are encoded.
// https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst
function byIdentity(packages) {
    return Map.groupBy(packages, ({ purl }) => purl.split('@', 1)[0] ?? purl);
}
function versionsOf(packages) {
    return [...new Set(packages.map(({ version }) => version))].sort();
}
function byName(one, other) {
    return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

// EXTERNAL MODULE: ./build/src/scan/sbom.js
var scan_sbom = __webpack_require__(4750);
;// CONCATENATED MODULE: ./build/src/report/between.js






/** Compares SBOM with SBOM and scan with scan. What is missing or cannot be read is told, and fails nothing. */
function differenceOf({ service, commits, evidence: { from, to } }) {
    return {
        service,
        commits,
        packages: unlessUnreadable(() => packageChanges(from, to)),
        vulnerabilities: unlessUnreadable(() => vulnerabilityChanges(from, to)),
    };
}
function packageChanges(from, to) {
    const [before] = newestFirst(from, sbom/* isSbomType */.Md);
    const [after] = newestFirst(to, sbom/* isSbomType */.Md);
    if (before === undefined)
        return { unread: 'no verified SBOM lies beside what serves' };
    if (after === undefined)
        return { unread: 'it carries no verified SBOM' };
    return comparePackages((0,scan_sbom/* readSbom */.kH)(before.predicate).packages, (0,scan_sbom/* readSbom */.kH)(after.predicate).packages);
}
function vulnerabilityChanges(from, to) {
    const after = scansIn(to)[0];
    if (after === undefined)
        return { unread: 'it carries no verified scan' };
    // Two scanners call the same thing by different names: the same one's word is worth more than a newer one.
    const earlier = scansIn(from);
    const before = earlier.find(({ scanner }) => scanner === after.scanner) ?? earlier[0];
    if (before === undefined)
        return { unread: 'no verified scan lies beside what serves' };
    const changes = compareFindings(before.scan, after.scan);
    return { ...changes, scans: { from: scanOf(before), to: scanOf(after) } };
}
function scansIn(evidence) {
    return newestFirst(evidence, (type) => type === vulnerabilities/* vulnerabilitiesType */.Fy).map(({ predicate, signedAt }) => {
        const scan = (0,vulnerabilities/* parseVulnerabilities */.gs)(predicate);
        return { scan, scanner: scan.scanner.uri.replace(/(?<=.)@[^@/]*$/, ''), signedAt };
    });
}
function scanOf({ scanner, signedAt }) {
    return { scanner, signedAt };
}
function newestFirst(evidence, isType) {
    return evidence
        .filter(({ predicateType }) => isType(predicateType))
        .toSorted((one, other) => other.signedAt.getTime() - one.signedAt.getTime());
}
function unlessUnreadable(read) {
    try {
        return read();
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error))
            return { unread: error.message };
        throw error;
    }
}


/***/ }),

/***/ 4750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kH: () => (/* binding */ readSbom),
/* harmony export */   rl: () => (/* binding */ parseSbom),
/* harmony export */   vw: () => (/* binding */ sbomLimit)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4012);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _gate_purl_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4432);




/** Half a million packages; what is larger is more likely an accident than an SBOM. Bytes. */
const sbomLimit = 256 * 1024 * 1024;
/** Reads an SBOM, CycloneDX 1.4 to 1.7 or SPDX 2.2 or 2.3 as JSON, for what it says about packages. */
function parseSbom(bytes) {
    return readSbom(parseDocument(bytes));
}
/** Reads an SBOM that is parsed already, such as a statement's predicate. */
function readSbom(document) {
    if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(document))
        throw unreadable('it is not a JSON object');
    const format = formatOf(document);
    const components = format === 'cyclonedx' ? cycloneDxComponents(document) : spdxPackages(document);
    const packages = new Map();
    let unidentified = 0;
    for (const component of components) {
        const found = component.purls.map((purl) => packageOf(purl, component)).filter((one) => one !== undefined);
        if (found.length === 0)
            unidentified++;
        for (const one of found)
            packages.set(one.purl, one);
    }
    if (packages.size === 0)
        throw nothingToScan(unidentified);
    const { predicateType } = (0,_evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .buildSbom */ .s2)(document);
    return { format, predicateType, document, packages: [...packages.values()], unidentified };
}
function formatOf(document) {
    const { bomFormat, specVersion, spdxVersion } = document;
    if (bomFormat === 'CycloneDX') {
        if (/^1\.[4-7]$/.test(String(specVersion)))
            return 'cyclonedx';
        throw unreadable(`it is CycloneDX "${specVersion ?? ''}"; wanted 1.4 to 1.7`);
    }
    if (spdxVersion !== undefined) {
        if (spdxVersion === 'SPDX-2.2' || spdxVersion === 'SPDX-2.3')
            return 'spdx';
        throw unreadable(`it is "${spdxVersion}"; wanted SPDX-2.2 or SPDX-2.3`);
    }
    if (String(document['@context']).includes('spdx.org/rdf/3')) {
        throw unreadable('it is SPDX 3; wanted SPDX-2.2 or SPDX-2.3');
    }
    throw unreadable('it has neither "bomFormat" nor "spdxVersion"; wanted CycloneDX or SPDX as JSON');
}
// Other components, such as files, are parts of these.
const cycloneDxPackageTypes = ['library', 'framework', 'application'];
// https://cyclonedx.org/docs/1.7/json/#components_items_components
function cycloneDxComponents(document) {
    const found = [];
    const { metadata } = document;
    // The described thing itself has no need of a purl, but may hold components; an image is what holds packages.
    const root = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(metadata) && (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(metadata.component) ? metadata.component : undefined;
    if (root?.purl !== undefined && !isImage(root.purl))
        found.push({ version: root.version, purls: [String(root.purl)] });
    // A list of what is left to do rather than recursion: how deep components are nested is a stranger's choice.
    const pending = [listAt(document, 'components'), root === undefined ? [] : listAt(root, 'components')];
    for (let list = pending.pop(); list !== undefined; list = pending.pop()) {
        for (const component of list) {
            if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(component))
                throw unreadable('a component is not an object');
            const { type, version, purl } = component;
            pending.push(listAt(component, 'components'));
            if (purl !== undefined)
                found.push({ version, purls: [String(purl)] });
            else if (cycloneDxPackageTypes.includes(type))
                found.push({ version, purls: [] });
        }
    }
    return found;
}
// https://spdx.github.io/spdx-spec/v2.3/external-repository-identifiers/#f35-purl
const spdxPurlTypes = ['purl', 'http://spdx.org/rdf/references/purl'];
function spdxPackages(document) {
    return listAt(document, 'packages').flatMap((entry) => {
        if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(entry))
            throw unreadable('a package is not an object');
        const purls = listAt(entry, 'externalRefs')
            .filter(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)
            .filter(({ referenceType }) => spdxPurlTypes.includes(referenceType))
            .map(({ referenceLocator }) => String(referenceLocator));
        return purls.some(isImage) ? [] : [{ version: entry.versionInfo, purls }];
    });
}
function isImage(purl) {
    return String(purl).startsWith('pkg:oci/');
}
function packageOf(text, { version: stated }) {
    const purl = (0,_gate_purl_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePurl */ .$l)(text);
    if (purl === undefined)
        return undefined;
    // Some tools write the version beside the purl only.
    purl.version ??= typeof stated === 'string' && stated !== '' ? stated : undefined;
    if (purl.version === undefined)
        return undefined;
    return { name: (0,_gate_purl_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOfPurl */ .qx)(purl), version: purl.version, purl: purl.toString() };
}
function listAt(value, field) {
    const list = value[field];
    if (list === undefined)
        return [];
    if (Array.isArray(list))
        return list;
    throw unreadable(`"${field}" is not a list`);
}
function parseDocument(bytes) {
    if (bytes.length > sbomLimit) {
        throw unreadable(`it has ${bytes.length} bytes; wanted at most ${sbomLimit}`);
    }
    const text = new TextDecoder().decode(bytes);
    if (/^\s*</.test(text))
        throw unreadable('it is XML; write it as JSON');
    if (/^SPDXVersion:/m.test(text.slice(0, 4096)))
        throw unreadable('it is SPDX tag-value; write it as JSON');
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw unreadable('it is not JSON', cause);
    }
}
function nothingToScan(unidentified) {
    const found = unidentified === 0 ? 'it lists no packages' : `none of its ${unidentified} packages has one`;
    return unreadable(`${found}; wanted packages with a purl and a version, as syft, trivy and npm write them`);
}
function unreadable(reason, cause) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `the SBOM cannot be scanned: ${reason}`, { cause });
}


/***/ })

};
