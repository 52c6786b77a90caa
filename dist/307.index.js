export const id = 307;
export const ids = [307];
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

/***/ 7931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ exceptionsSchema),
/* harmony export */   wm: () => (/* binding */ defaultExceptionsFile)
/* harmony export */ });
/* unused harmony exports justifications, exceptionsJsonSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8532);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _purl_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4432);




/** Where exceptions are looked for unless told. */
const defaultExceptionsFile = '.github/vulnerability-exceptions.yml';
/** Why what is found does no harm, in OpenVEX's words. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
const justifications = [
    'component_not_present',
    'vulnerable_code_not_present',
    'vulnerable_code_not_in_execute_path',
    'vulnerable_code_cannot_be_controlled_by_adversary',
    'inline_mitigations_already_exist',
];
const text = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().trim().min(1);
const image = text.transform((written, context) => {
    try {
        return (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRepository */ .SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error) });
        return zod__WEBPACK_IMPORTED_MODULE_4__/* .NEVER */ .tm;
    }
});
const day = zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP({ error: 'wanted a day such as 2027-03-01' })
    .refine(isDay, 'wanted a day such as 2027-03-01')
    .transform((written) => new Date(`${written}T00:00:00Z`));
const exception = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    id: text
        .regex(/^\S+$/, 'wanted one name without spaces, such as CVE-2026-12345')
        .describe('Name of the vulnerability, or an alias of it; of a secret or misconfiguration, its rule.'),
    package: text
        .refine((written) => !written.startsWith('pkg:') || (0,_purl_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePurl */ .$l)(written) !== undefined, 'not a purl')
        .optional()
        .describe('Package that it is about: its name, or its purl with or without a version. Without it, any of `image`.'),
    image: image
        .optional()
        .describe('Repository that it is about, such as `ghcr.io/acme/shop`. Without it, any.'),
    path: text.optional().describe('Where in the image a secret or misconfiguration is excepted.'),
    reason: text.describe('Why it may be there.'),
    owner: text.describe('Who answers for it.'),
    expires: day.describe('First day on which it does not hold any more, in UTC; at most a year ahead: `2027-03-01`.'),
    justification: zod__WEBPACK_IMPORTED_MODULE_3__/* ["enum"] */ .k5n(justifications)
        .optional()
        .describe('Why the image is not affected. With it the VEX document says `not_affected`, else `affected`.'),
})
    .refine((written) => (written.package ?? written.image ?? written.path) !== undefined, {
    message: 'excepts everything everywhere; wanted "package", "image" or "path" as well',
})
    .refine((written) => written.package === undefined || written.path === undefined, {
    message: 'names a package and a path; wanted a package for a vulnerability, or a path for anything else',
});
const exceptionsSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
    version: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz(1).describe('Version of this format.'),
    exceptions: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(exception).describe('Findings that somebody answers for, each until a day.'),
})
    .describe('Findings that do not fail a scan or a promotion, for a reason and until a day.');
/** Where editors find the schema. */
const schemaId = 'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/vulnerability-exceptions.schema.json';
/** Builds the JSON Schema by which editors complete the file of exceptions. */
function exceptionsJsonSchema() {
    const { $schema, ...schema } = z.toJSONSchema(exceptionsSchema, { io: 'input' });
    return { $schema, $id: schemaId, title: 'Immutable Deploy vulnerability exceptions', ...schema };
}
function isDay(written) {
    if (!/^\d{4}-\d\d-\d\d$/.test(written))
        return false;
    const date = new Date(`${written}T00:00:00Z`);
    // 2027-02-30 would be in March.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
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
