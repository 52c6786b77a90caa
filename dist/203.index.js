export const id = 203;
export const ids = [203,470];
export const modules = {

/***/ 923:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6565);
/* harmony import */ var _src_duration_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2297);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5499);
/* harmony import */ var _src_job_live_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6435);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2555);
/* harmony import */ var _src_job_policy_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8887);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9442);
/* harmony import */ var _src_job_scan_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(61);
/* harmony import */ var _src_report_scan_formats_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(8730);
/* harmony import */ var _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2964);
/* harmony import */ var _src_scan_index_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(8458);
/* harmony import */ var _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(9514);
/* harmony import */ var _src_scan_tool_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(5685);
/* harmony import */ var _src_scan_tool_archive_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(630);
/* harmony import */ var _src_scan_weakness_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(6368);



















await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(async () => {
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_6__/* .openJob */ .I)();
    const policy = (0,_src_job_policy_js__WEBPACK_IMPORTED_MODULE_9__/* .openPolicy */ .t)(job, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_10__/* .defaultPolicyFile */ .k);
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('environment');
    const named = environment === undefined ? (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDigestReference */ .Dn) : undefined;
    const failBuild = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('fail-build', true);
    const request = {
        policy,
        sbomPath: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('sbom'),
        scanner: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('scanner', _src_scan_index_js__WEBPACK_IMPORTED_MODULE_14__/* .scannerNames */ .tN, 'osv'),
        osvUrl: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('osv-url', _src_scan_osv_js__WEBPACK_IMPORTED_MODULE_15__/* .parseOsvUrl */ .$),
        tool: {
            path: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('scanner-path'),
            version: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('scanner-version', _src_scan_tool_js__WEBPACK_IMPORTED_MODULE_16__/* .parseToolVersion */ .m),
            checksum: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('scanner-checksum', _src_scan_tool_archive_js__WEBPACK_IMPORTED_MODULE_17__/* .parseChecksum */ .tB),
            timeout: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('scanner-timeout', _src_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .parseDuration */ .E9),
        },
        weaknesses: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('scanners', _src_scan_weakness_js__WEBPACK_IMPORTED_MODULE_18__/* .parseWeaknessKinds */ .S),
        databaseMaxAge: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('database-max-age', _src_duration_js__WEBPACK_IMPORTED_MODULE_5__/* .parseDuration */ .E9),
        gate: {
            severityCutoff: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('severity-cutoff', _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_13__/* .severityCutoffs */ .io, 'high'),
            onlyFixed: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('only-fixed'),
            secretCutoff: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('secret-cutoff', _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_13__/* .severityCutoffs */ .io),
            misconfigurationCutoff: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('misconfiguration-cutoff', _src_scan_gate_js__WEBPACK_IMPORTED_MODULE_13__/* .severityCutoffs */ .io),
        },
        exceptions: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('exceptions'),
        vex: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .lines */ .Mn)('vex'),
        baseline: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('baseline'),
        outputFormat: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .choice */ .Yq)('output-format', _src_report_scan_formats_js__WEBPACK_IMPORTED_MODULE_12__/* .outputFormatNames */ .r9, 'json'),
        outputFile: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('output-file'),
        uploadSarif: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('upload-sarif'),
        attest: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('attest', true),
        cosign: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('cosign-vuln'),
        signing: (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signingInputs */ .hY)(),
    };
    const image = environment === undefined
        ? named
        : await (0,_src_job_live_js__WEBPACK_IMPORTED_MODULE_7__/* .requireLive */ .C)(environment, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRepository */ .SU), policy, job);
    const outcome = await (0,_src_job_scan_js__WEBPACK_IMPORTED_MODULE_11__/* .scanInJob */ .y)({ ...request, image }, job, _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .summary */ .z);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_8__/* .scanOutputs */ .qz)(outcome));
    if (failBuild && outcome.refusal !== undefined)
        throw outcome.refusal;
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

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

/***/ 8887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ openPolicy)
/* harmony export */ });
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9442);

function openPolicy({ github, home, roots }, file) {
    let settings;
    // Loaded only where it is asked for: what reads a policy takes longer to load than many a step takes in all.
    const fetch = async () => {
        const { fetchSettings } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(91), __webpack_require__.e(828), __webpack_require__.e(617), __webpack_require__.e(470)]).then(__webpack_require__.bind(__webpack_require__, 3617));
        const settings = await fetchSettings(github, { file, home, roots });
        // A file that somebody named says whom to trust: without it, more would be trusted than was meant.
        if (settings === undefined && file !== _policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPolicyFile */ .k)
            throw (0,_policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .noPolicyFile */ .M)(file);
        return settings;
    };
    return {
        file,
        fetch: () => {
            settings ??= fetch();
            return settings;
        },
    };
}


/***/ }),

/***/ 428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n$: () => (/* binding */ fetchTokenCommit),
  V7: () => (/* binding */ openBuildServices),
  OW: () => (/* binding */ openImageAccess),
  _9: () => (/* binding */ openScanTestimony),
  Sg: () => (/* binding */ toolFolders)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence = __webpack_require__(6970);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
;// CONCATENATED MODULE: ./build/src/build/provenance.js





/** Asks the registry and GitHub; whom to trust is asked for only when there is something to be verified. */
function checkProvenance(loadTrusted, { registry, github }, edge) {
    return {
        async verifiedCommitOf(image) {
            const { trustFor, roots } = await loadTrusted();
            const onlyProvenance = (type) => (type === provenance/* provenanceType */.wy ? trustFor(type) : []);
            const { accepted, rejected } = await (0,store/* collectEvidence */.m)(image, onlyProvenance, { registry, roots, ...(github && { github }) }, edge);
            for (const { source, reason } of rejected)
                edge.log.info(`${source}: not counted, ${reason}`);
            return accepted.map(evidence/* commitOf */.D).find((commit) => commit !== undefined);
        },
        // Anything that was said about an artifact means that somebody relied on it, trusted or not.
        async hasEvidence(image) {
            if ((await registry.listReferrers(image)).length > 0)
                return true;
            for (const suffix of ['sig', 'att', 'sbom']) {
                const tag = `sha256-${(0,digest/* hexOf */.ZD)(image.digest)}.${suffix}`;
                if ((await registry.resolve((0,reference/* withTag */.Rd)(image, tag))) !== undefined)
                    return true;
            }
            for await (const _ of github?.listAttestations(image.digest) ?? [])
                return true;
            return false;
        },
    };
}

// EXTERNAL MODULE: ./build/src/evidence/identity-token.js
var identity_token = __webpack_require__(3281);
// EXTERNAL MODULE: ./build/src/evidence/covered-images.js
var covered_images = __webpack_require__(8068);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var key = __webpack_require__(3234);
// EXTERNAL MODULE: ./build/src/evidence/predicate/openvex.js
var openvex = __webpack_require__(5606);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/evidence/sign-artifact.js + 5 modules
var sign_artifact = __webpack_require__(4874);
// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
;// CONCATENATED MODULE: ./build/src/scan/testimony.js









/** An attempt that finds the same within this time has nothing to add; later, that it is still so is news. */
const repetition = 3_600_000;
/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
function openTestimony(options, edge) {
    const { github, registryOf, signing, context } = options;
    const collected = new Map();
    // One scan makes several statements, and what it has to say about storing them is the same for each.
    const told = new Set();
    const notice = (message) => {
        if (!told.has(message))
            edge.log.notice(message);
        told.add(message);
    };
    const collect = async (image) => {
        const { trusted, roots } = await whomToTrust(options, edge);
        const stores = { registry: registryOf(image), github, roots };
        return (0,store/* collectEvidence */.m)(image, (type) => trustedAbout(type, trusted), stores, edge);
    };
    return {
        collect: (image) => {
            const name = (0,reference/* formatReference */.FH)(image);
            const found = collected.get(name) ?? collect(image);
            collected.set(name, found);
            return found;
        },
        attest: async (images, { predicateType, predicate }) => {
            const [image] = images;
            if (image === undefined)
                throw new TypeError('a statement is about at least one image');
            const { trusted, roots } = await whomToTrust(options, edge);
            // By the root of whoever is trusted to say such things an earlier attempt's bundle is known again.
            const [own] = trusted((0,sbom/* isSbomType */.Md)(predicateType) ? predicateType : vulnerabilities/* vulnerabilitiesType */.Fy);
            const request = {
                subjects: (0,covered_images/* subjectsOf */.Z)(images),
                images,
                predicate: { type: predicateType, value: predicate },
                ...{ signing, context, roots: own?.roots ?? roots },
                attestationsApi: 'auto',
                storageRecord: 'false',
                notBefore: new Date(edge.now().getTime() - repetition),
            };
            const quiet = { ...edge, log: { ...edge.log, notice } };
            return (await (0,sign_artifact/* signArtifact */.o)(request, { registry: registryOf(image), github }, quiet)).bundle;
        },
    };
}
// Exceptions are looked for only so that they are not told twice: by whoever scans.
function trustedAbout(type, trusted) {
    if ((0,sbom/* isSbomType */.Md)(type) || type === vulnerabilities/* vulnerabilitiesType */.Fy)
        return trusted(type);
    return openvex/* openVexTypes */.lu.test(type) ? trusted(vulnerabilities/* vulnerabilitiesType */.Fy) : [];
}
/** Without a policy it is this repository's own workflows; and always the key that signs here. */
async function whomToTrust({ home: { name, id, serverUrl }, signing, context, roots, fetchPolicy }, edge) {
    const policy = await fetchPolicy();
    const own = { sourceRepository: { name, id }, serverUrl };
    const key = signing.key === undefined ? undefined : await publicKeyOf(signing.key, signing, context, edge);
    const given = await (0,evidence_signing/* readTrustMaterial */.EZ)(signing.trustedRoot, context.workspace, roots);
    // Our own key by the root that this job is given, or else by any that the policy trusts here.
    const ourKeys = (others) => {
        if (key === undefined)
            return [];
        if (signing.trustedRoot !== undefined)
            return [{ key, roots: given }];
        return others.map(({ roots }) => ({ key, ...(roots !== undefined && { roots }) }));
    };
    return {
        trusted: (type) => {
            const others = policy?.trustFor(type) ?? [own];
            return [...others, ...ourKeys(others)];
        },
        roots: signing.trustedRoot === undefined && policy !== undefined ? policy.roots : given,
    };
}
async function publicKeyOf(location, settings, context, edge) {
    const { publicKey } = await (0,evidence_signing/* openSigningKey */.bc)(location, settings, context, edge);
    return (0,key/* formatPublicKey */.et)(publicKey);
}

// EXTERNAL MODULE: ./build/src/job/policy.js
var job_policy = __webpack_require__(8887);
;// CONCATENATED MODULE: ./build/src/job/services.js





/** Connects what a build works with. */
function openBuildServices(job, image, policy) {
    const registry = job.registryOf(image, image);
    const loadTrusted = async () => (await (0,job_policy/* openPolicy */.t)(job, policy).fetch()) ?? ownWorkflows(job);
    return { registry, provenance: checkProvenance(loadTrusted, { registry, github: job.github }, job.edge) };
}
/** Connects what a scan learns from, and says what it has learnt by. */
function openScanTestimony(job, policy, signing) {
    const { edge, github, home, registryOf, roots, signing: context } = job;
    return openTestimony({ github, registryOf, home, signing, context, roots, fetchPolicy: policy.fetch }, edge);
}
/** Finds what a scanner needs to read an image from its registry. */
async function openImageAccess(job, reference) {
    return { reference, ...(await job.accessTo(reference)) };
}
/** Where scanners are kept, and their databases, which somebody else may have put elsewhere. */
function toolFolders({ runnerTemp, runnerToolCache }) {
    const { TRIVY_CACHE_DIR: trivy, GRYPE_DB_CACHE_DIR: grype } = process.env;
    const databases = { ...(trivy && { trivy }), ...(grype && { grype }) };
    return { temp: runnerTemp, cacheFolder: (0,external_node_path_.join)(runnerToolCache ?? runnerTemp, 'immutable-deploy'), databases };
}
/** The commit that this run's provenance will name; undefined where the job may not have a token. */
async function fetchTokenCommit({ edge, signing }) {
    const { identityToken } = signing;
    if (identityToken.url === undefined)
        return undefined;
    // Nobody takes a token for this audience, so it is of no use to anyone but us.
    return (await (0,identity_token/* fetchIdentityToken */.GD)({ ...identityToken, audience: 'nobody' }, edge)).claims.sha;
}
// Before there is a policy the signer must be a workflow of this repository, and none that a pull request started.
async function ownWorkflows({ context, roots }) {
    const { trustOf } = await __webpack_require__.e(/* import() */ 994).then(__webpack_require__.bind(__webpack_require__, 9994));
    const { defaultEvents } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(412)]).then(__webpack_require__.bind(__webpack_require__, 5412));
    const trust = { ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents };
    return { trustFor: () => [trust], roots };
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


/***/ }),

/***/ 6368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ parseWeaknessKinds)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** What users call what is looked for, as Trivy does; `vuln` is what every scan is for. */
const names = {
    vuln: undefined,
    secret: 'secret',
    misconfig: 'misconfiguration',
};
/** Reads which kinds are looked for beside vulnerabilities: `vuln,secret`. */
function parseWeaknessKinds(text) {
    const asked = text.split(',').map((name) => name.trim());
    const unknown = asked.find((name) => !Object.hasOwn(names, name));
    if (unknown !== undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${unknown}" is none of ${Object.keys(names).join(', ')}`);
    }
    if (!asked.includes('vuln'))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', '"vuln" is missing; a scan is for those');
    return [...new Set(asked.map((name) => names[name]).filter((kind) => kind !== undefined))];
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


/***/ })

};
