export const id = 383;
export const ids = [383,307];
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

/***/ 1491:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H_: () => (/* binding */ daysLeft),
/* harmony export */   Kc: () => (/* binding */ concerns),
/* harmony export */   MM: () => (/* binding */ assertTerms),
/* harmony export */   _E: () => (/* binding */ exceptionLookup),
/* harmony export */   iP: () => (/* binding */ termOf),
/* harmony export */   im: () => (/* binding */ formatDay),
/* harmony export */   wu: () => (/* binding */ parseExceptions)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _yaml_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2532);
/* harmony import */ var _yaml_fault_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5793);
/* harmony import */ var _yaml_problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7202);
/* harmony import */ var _exceptions_schema_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7931);
/* harmony import */ var _found_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1445);
/* harmony import */ var _purl_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4432);







/** A year and a day, so that "in a year" is one wherever the clock stands. */
const longestTerm = 367 * 86_400_000;
/** Reads a file of exceptions. What is wrong with it is refused all at once, each fault with its line. */
function parseExceptions(text, file) {
    const yaml = (0,_yaml_document_js__WEBPACK_IMPORTED_MODULE_1__/* .readYaml */ .g)(text, file);
    if (yaml.problems.length > 0)
        throw (0,_yaml_fault_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)('exceptions', file, yaml.problems);
    const read = _exceptions_schema_js__WEBPACK_IMPORTED_MODULE_4__/* .exceptionsSchema */ .IL.safeParse(yaml.value, { error: _yaml_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .wording */ .z4 });
    const list = (read.data?.exceptions ?? []).map((exception, index) => ({
        ...exception,
        line: yaml.lineOf(['exceptions', index]),
    }));
    const faults = [...(0,_yaml_fault_js__WEBPACK_IMPORTED_MODULE_2__/* .faultsOf */ .xm)(read.error, yaml.value, 'the file'), ...repetitions(list)];
    if (faults.length > 0)
        throw (0,_yaml_fault_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)('exceptions', file, (0,_yaml_fault_js__WEBPACK_IMPORTED_MODULE_2__/* .placed */ .GS)(faults, file, yaml));
    return { file, list };
}
/** Refuses exceptions that were made for longer than a year. */
function assertTerms({ file, list }, now) {
    const problems = list
        .filter((exception) => termOf(exception, now) === 'too-long')
        .map(({ id, expires, line }) => ({
        message: `exception of ${id} expires on ${formatDay(expires)}; wanted a day at most a year ahead`,
        place: { file, line },
    }));
    if (problems.length > 0)
        throw (0,_yaml_fault_js__WEBPACK_IMPORTED_MODULE_2__/* .refusal */ .x5)('exceptions', file, problems);
}
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
    return (found) => (0,_found_js__WEBPACK_IMPORTED_MODULE_6__/* .namesOf */ .e)(found)
        .flatMap((name) => byName.get(name) ?? [])
        .filter((exception) => covers(exception, found));
}
function covers(exception, found) {
    if (exception.package !== undefined)
        return found.package !== undefined && (0,_purl_js__WEBPACK_IMPORTED_MODULE_5__/* .isPackage */ .dn)(found.package, exception.package);
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
// Two that say the same may differ in when they expire, and then nobody knows which holds.
function repetitions(list) {
    const seen = new Map();
    return list.flatMap((exception, index) => {
        const scope = scopeOf(exception);
        const before = seen.get(scope);
        seen.set(scope, before ?? exception.line);
        if (before === undefined)
            return [];
        const path = ['exceptions', index];
        return [{ path, message: `${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPath */ .jV)(path)}: stands twice; the first is on line ${before}` }];
    });
}
function scopeOf({ id, package: name, image, path }) {
    return JSON.stringify([id.toLowerCase(), name, image && (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(image), path]);
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

/***/ 2532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ readYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


/** Far more than any policy or list needs, and little enough to be read at once. Characters. */
const sizeLimit = 1024 * 1024;
/** Open maps, lists and their keys at one place. */
const depthLimit = 100;
/** How often aliases may repeat what they stand for: enough for people, too little for a bomb. */
const aliasLimit = 50;
/** Reads YAML 1.2 of one document; what is wrong with it is collected, with the line. */
function readYaml(text, file) {
    if (text.length > sizeLimit)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `${file} has ${text.length} characters; wanted at most ${sizeLimit}`);
    if (isTooDeep(text))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `${file} is nested too deeply`);
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    // What follows the first few faults of YAML is mostly their consequence.
    const faults = [...document.errors, ...document.warnings].slice(0, 10);
    const problems = faults.map((error) => ({
        message: firstLine(error.message),
        place: { file, line: lines.linePos(error.pos[0]).line },
    }));
    problems.push(...hostileKeys(document, file, lines));
    const value = problems.length === 0 ? plainValue(document, file, problems) : undefined;
    return { value, problems, lineOf: (path) => lineOf(document, path, lines) };
}
/** Measures how deep the nesting goes, since what reads it afterwards calls itself for every level. */
function isTooDeep(text) {
    const parser = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX();
    for (const lexeme of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Lexer */ .JG().lex(text)) {
        for (const _ of parser.next(lexeme))
            ;
        if (parser.stack.length > depthLimit)
            return true;
    }
    return false;
}
function plainValue(document, file, problems) {
    try {
        return document.toJS({ maxAliasCount: aliasLimit });
    }
    catch (error) {
        problems.push({ message: firstLine((0,_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)), place: { file, line: 1 } });
        return undefined;
    }
}
// An object's own "__proto__" is passed over by many readers, ours among them: it must not hide anything.
function hostileKeys(document, file, lines) {
    const problems = [];
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Pair(_, { key }) {
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.value === '__proto__')
                problems.push({ message: 'unknown key "__proto__"', place: { file, line: lineOfNode(key, lines) } });
        },
    });
    return problems;
}
function lineOf(document, path, lines) {
    let node = document.contents;
    let line = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) ? lineOfNode(node, lines) : 1;
    for (const segment of path) {
        const at = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) ? node.resolve(document) : node;
        const found = stepInto(at, segment);
        if (found === undefined)
            return line;
        line = lineOfNode(found.mark, lines);
        node = found.value;
    }
    return line;
}
/** What a path segment leads to, and the node by which people find it: the key, or the list's entry. */
function stepInto(node, segment) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
        const pair = node.items.find(({ key }) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.value === segment);
        return pair && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key) ? { mark: pair.key, value: pair.value } : undefined;
    }
    const entry = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node) && typeof segment === 'number' ? node.items[segment] : undefined;
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(entry) ? { mark: entry, value: entry } : undefined;
}
function lineOfNode(node, lines) {
    return lines.linePos(node.range?.[0] ?? 0).line;
}
function firstLine(message) {
    return message.split('\n', 1)[0] ?? message;
}


/***/ }),

/***/ 5793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GS: () => (/* binding */ placed),
/* harmony export */   x5: () => (/* binding */ refusal),
/* harmony export */   xm: () => (/* binding */ faultsOf)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7202);


/** Words what zod found wrong with a value; `whole` names the file's kind: `the policy`. */
function faultsOf(error, value, whole) {
    return (error?.issues ?? []).flatMap((issue) => (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .problemsOf */ .GW)(issue, value, whole));
}
/** Finds the lines of faults, and puts them in the order of the file. */
function placed(faults, file, { lineOf }) {
    return faults
        .map(({ path, message }) => ({ message, place: { file, line: lineOf(path) } }))
        .toSorted((a, b) => a.place.line - b.place.line);
}
/** Makes the refusal of a file of some kind, which tells the first problem and carries all. */
function refusal(kind, file, problems) {
    const [first, ...others] = problems;
    const line = first?.place?.line === undefined ? '' : `, line ${first.place.line}`;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `${kind} ${file}${line}: ${first?.message}${more}`, { problems });
}


/***/ })

};
