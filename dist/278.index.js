export const id = 278;
export const ids = [278];
export const modules = {

/***/ 278:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  assertTerms: () => (/* binding */ assertTerms),
  parseExceptions: () => (/* binding */ parseExceptions)
});

// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/yaml/document.js
var yaml_document = __webpack_require__(2532);
// EXTERNAL MODULE: ./build/src/yaml/fault.js
var fault = __webpack_require__(5793);
// EXTERNAL MODULE: ./build/src/yaml/problem.js
var problem = __webpack_require__(7202);
// EXTERNAL MODULE: ./build/src/gate/exceptions.js
var exceptions = __webpack_require__(1491);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/gate/purl.js
var purl = __webpack_require__(4432);
;// CONCATENATED MODULE: ./build/src/gate/exceptions-schema.js




/** Why what is found does no harm, in OpenVEX's words. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
const justifications = [
    'component_not_present',
    'vulnerable_code_not_present',
    'vulnerable_code_not_in_execute_path',
    'vulnerable_code_cannot_be_controlled_by_adversary',
    'inline_mitigations_already_exist',
];
const exceptions_schema_text = schemas/* string */.YjP().trim().min(1);
const exceptions_schema_image = exceptions_schema_text.transform((written, context) => {
    try {
        return (0,reference/* parseRepository */.SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,failure/* messageOf */.bD)(error) });
        return core/* NEVER */.tm;
    }
});
const day = schemas/* string */.YjP({ error: 'wanted a day such as 2027-03-01' })
    .refine(isDay, 'wanted a day such as 2027-03-01')
    .transform((written) => new Date(`${written}T00:00:00Z`));
const exception = schemas/* strictObject */.rej({
    id: exceptions_schema_text
        .regex(/^\S+$/, 'wanted one name without spaces, such as CVE-2026-12345')
        .describe('Name of the vulnerability, or an alias of it; of a secret or misconfiguration, its rule.'),
    package: exceptions_schema_text
        .refine((written) => !written.startsWith('pkg:') || (0,purl/* parsePurl */.$l)(written) !== undefined, 'not a purl')
        .optional()
        .describe('Package that it is about: its name, or its purl with or without a version. Without it, any of `image`.'),
    image: exceptions_schema_image
        .optional()
        .describe('Repository that it is about, such as `ghcr.io/acme/shop`. Without it, any.'),
    path: exceptions_schema_text.optional().describe('Where in the image a secret or misconfiguration is excepted.'),
    reason: exceptions_schema_text.describe('Why it may be there.'),
    owner: exceptions_schema_text.describe('Who answers for it.'),
    expires: day.describe('First day on which it does not hold any more, in UTC; at most a year ahead: `2027-03-01`.'),
    justification: schemas/* enum */.k5n(justifications)
        .optional()
        .describe('Why the image is not affected. With it the VEX document says `not_affected`, else `affected`.'),
})
    .refine((written) => (written.package ?? written.image ?? written.path) !== undefined, {
    message: 'excepts everything everywhere; wanted "package", "image" or "path" as well',
})
    .refine((written) => written.package === undefined || written.path === undefined, {
    message: 'names a package and a path; wanted a package for a vulnerability, or a path for anything else',
})
    .meta({ anyOf: [{ required: ['package'] }, { required: ['image'] }, { required: ['path'] }] });
const exceptionsSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).describe('Version of this format.'),
    exceptions: schemas/* array */.YOg(exception).describe('Findings that somebody answers for, each until a day.'),
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

;// CONCATENATED MODULE: ./build/src/gate/exceptions-file.js






/** Reads a file of exceptions. What is wrong with it is refused all at once, each fault with its line. */
function parseExceptions(text, file) {
    const yaml = (0,yaml_document/* readYaml */.g)(text, file);
    if (yaml.problems.length > 0)
        throw (0,fault/* refusal */.x5)('exceptions', file, yaml.problems);
    const read = exceptionsSchema.safeParse(yaml.value, { error: problem/* wording */.z4 });
    const list = (read.data?.exceptions ?? []).map((exception, index) => ({
        ...exception,
        line: yaml.lineOf(['exceptions', index]),
    }));
    const faults = [...(0,fault/* faultsOf */.xm)(read.error, yaml.value, 'the file'), ...repetitions(list)];
    if (faults.length > 0)
        throw (0,fault/* refusal */.x5)('exceptions', file, (0,fault/* placed */.GS)(faults, file, yaml));
    return { file, list };
}
/** Refuses exceptions that were made for longer than a year. */
function assertTerms({ file, list }, now) {
    const problems = list
        .filter((exception) => (0,exceptions/* termOf */.iP)(exception, now) === 'too-long')
        .map(({ id, expires, line }) => ({
        message: `exception of ${id} expires on ${(0,exceptions/* formatDay */.im)(expires)}; wanted a day at most a year ahead`,
        place: { file, line },
    }));
    if (problems.length > 0)
        throw (0,fault/* refusal */.x5)('exceptions', file, problems);
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
        return [{ path, message: `${(0,problem/* formatPath */.jV)(path)}: stands twice; the first is on line ${before}` }];
    });
}
function scopeOf({ id, package: name, image, path }) {
    return JSON.stringify([id.toLowerCase(), name, image && (0,reference/* formatRepository */.Sh)(image), path]);
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
