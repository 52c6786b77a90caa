export const id = 470;
export const ids = [470];
export const modules = {

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


/***/ })

};
