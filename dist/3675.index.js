export const id = 3675;
export const ids = [3675];
export const modules = {

/***/ 2297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   US: () => (/* binding */ wantedDuration),
/* harmony export */   W$: () => (/* binding */ millisecondsOf),
/* harmony export */   Zq: () => (/* binding */ durationPattern),
/* harmony export */   a3: () => (/* binding */ formatDuration)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
const durationPattern = /^[0-9]{1,6}[smhd]$/;
const wantedDuration = 'wanted a duration such as 30s, 10m, 2h or 7d';
/** Reads a length of time from an input. Milliseconds. */
function parseDuration(text) {
    if (durationPattern.test(text))
        return millisecondsOf(text);
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" is none; ${wantedDuration}`);
}
/** Writes milliseconds in the largest unit that divides them: `90m` rather than `1.5h`. */
function formatDuration(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds === 0)
        return '0s';
    if (seconds % 86_400 === 0)
        return `${seconds / 86_400}d`;
    if (seconds % 3600 === 0)
        return `${seconds / 3600}h`;
    return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
function millisecondsOf(text) {
    const unit = text.slice(-1);
    return unit in units ? Number(text.slice(0, -1)) * units[unit] : Number.NaN;
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


/***/ })

};
