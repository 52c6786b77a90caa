export const id = 828;
export const ids = [828,412];
export const modules = {

/***/ 4669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ duration)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3798);
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2297);


/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
const duration = zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP({ error: _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .wantedDuration */ .US })
    .regex(_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationPattern */ .Zq, _duration_js__WEBPACK_IMPORTED_MODULE_0__/* .wantedDuration */ .US)
    .transform(_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .millisecondsOf */ .W$);


/***/ }),

/***/ 7340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ loadCompiler)
/* harmony export */ });
/* unused harmony export variables */
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(714);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _yaml_problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7202);




/** What an expression may ask about, and what each of it holds. */
const variables = {
    image: 'The artifact: `repository`, `digest`, its `manifest`, and `config`: how it runs, as in `User`, `Env`, `Labels`, `ExposedPorts`. Of an index every image is asked about.',
    provenance: 'The newest verified build provenance: SLSA’s `buildDefinition` and `runDetails`.',
    sbom: 'The newest verified SBOM: its `format` (`cyclonedx` or `spdx`) and how many `packages` it lists.',
    findings: 'The newest verified scan, counted: `critical`, `high`, `medium`, `low`, `negligible`, `unknown`.',
    commit: 'The commit that the provenance names.',
    environment: 'The name of the environment.',
    actor: 'Who started the run.',
    time: 'Now, as a timestamp.',
};
/**
 * How long one answer may take, in milliseconds. An honest expression needs less than one of them; a few lines
 * of nested loops can take years. It bounds what goes wrong, so that no verdict depends on the machine's speed.
 */
const patience = 1000;
/**
 * Loads the evaluator of CEL, which most policies have no need of, and returns its compiler.
 * https://github.com/google/cel-spec/blob/v0.25.1/doc/langdef.md
 */
async function loadCompiler() {
    const cel = await __webpack_require__.e(/* import() */ 890).then(__webpack_require__.bind(__webpack_require__, 8890));
    return (text) => compile(text, cel);
}
function compile(text, cel) {
    const env = cel.celEnv();
    const tree = parseExpression(text, cel);
    const names = new Set();
    survey(tree, new Set(), {
        variable: (name) => void names.add(knownVariable(name)),
        call: (name) => {
            if (!operators.has(name) && env.funcs.find(name) === undefined)
                throw doesNotCompile(`unknown function "${name}"`);
        },
    });
    const answer = cel.plan(env, tree);
    return {
        names,
        evaluate: (bindings) => {
            const result = withPatience(() => answer(inputOf(bindings, cel)));
            if (cel.isCelError(result))
                throw new Error(result.message);
            if (typeof result === 'boolean')
                return result;
            throw new Error(`it gives a value of type ${cel.celType(result).name}, wanted true or false`);
        },
    };
}
function parseExpression(text, cel) {
    try {
        return cel.parse(text).expr;
    }
    catch (cause) {
        if (cause instanceof RangeError)
            throw doesNotCompile('it is nested too deeply');
        // "<input>:1:3: found + but expecting end of input"
        const [, column, reason] = /^<input>:\d+:(\d+): ([^\n]*)/.exec((0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause)) ?? [];
        throw doesNotCompile(reason === undefined ? (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause).replaceAll('\n', ' ') : `${reason}, at character ${column}`);
    }
}
function doesNotCompile(reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `does not compile: ${reason}`);
}
/** Runs code that never waits, and ends it when it takes too long: only the virtual machine can do that. */
function withPatience(evaluate) {
    const scope = {
        evaluate: () => {
            scope.result = evaluate();
        },
    };
    try {
        (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('evaluate()', { evaluate: scope.evaluate }, { timeout: patience });
    }
    catch (cause) {
        // An error of the other context, and so no instance of our Error.
        if ((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(cause) && cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            throw new Error(`it had no answer after ${patience / 1000} s`, { cause });
        throw cause;
    }
    if (scope.result === undefined)
        throw new Error('it had no answer');
    return scope.result;
}
// What the planner does itself, without a function: cel-spec's names of the operators.
const operators = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false']);
// Types are values too: type(image.config) == map.
const types = new Set([
    'bool',
    'bytes',
    'double',
    'int',
    'list',
    'map',
    'null_type',
    'string',
    'type',
    'uint',
]);
/** Visits the names that an expression uses, but those of its own loops. */
function survey(expr, own, visitor) {
    const kind = expr?.exprKind;
    if (kind === undefined)
        return;
    if (kind.case === 'identExpr' && !own.has(kind.value.name) && !types.has(kind.value.name))
        visitor.variable(kind.value.name);
    if (kind.case === 'callExpr')
        visitor.call(kind.value.function);
    for (const part of partsOf(kind))
        survey(part, own, visitor);
    if (kind.case !== 'comprehensionExpr')
        return;
    const { accuVar, iterVar, iterVar2, loopCondition, loopStep, result } = kind.value;
    const inner = new Set([...own, accuVar, iterVar, iterVar2]);
    for (const part of [loopCondition, loopStep, result])
        survey(part, inner, visitor);
}
/** The parts that see the same names as the whole. */
function partsOf(kind) {
    switch (kind.case) {
        case 'selectExpr':
            return [kind.value.operand];
        case 'callExpr':
            return [kind.value.target, ...kind.value.args];
        case 'listExpr':
            return kind.value.elements;
        case 'structExpr':
            return kind.value.entries.flatMap(({ keyKind, value }) => [
                keyKind.case === 'mapKey' ? keyKind.value : undefined,
                value,
            ]);
        case 'comprehensionExpr':
            return [kind.value.iterRange, kind.value.accuInit];
        default:
            return [];
    }
}
function knownVariable(name) {
    if (Object.hasOwn(variables, name))
        return name;
    throw doesNotCompile(`unknown variable "${name}"${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_3__/* .nearest */ .pA)(name, Object.keys(variables))}`);
}
function inputOf(bindings, cel) {
    const entries = Object.entries(bindings).filter(([, value]) => value !== undefined);
    // Without a prototype, so that no variable is found that nobody gave.
    return Object.assign(Object.create(null), Object.fromEntries(entries.map(([name, value]) => [name, celInput(value, cel)])));
}
/** JSON and dates as CEL's values: whole numbers are int, so that sizes and counts compare as people expect. */
function celInput(value, cel) {
    if (value instanceof Date)
        return timestamp(value, cel);
    if (Array.isArray(value))
        return value.map((entry) => celInput(entry, cel));
    switch (typeof value) {
        case 'string':
        case 'boolean':
            return value;
        case 'number':
            return Number.isSafeInteger(value) ? BigInt(value) : value;
        case 'object':
            return value === null ? null : celMapOf(value, cel);
        default:
            throw new Error(`a value of type ${typeof value} has no place in an expression`);
    }
}
function celMapOf(value, cel) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return new Map(entries.map(([key, entry]) => [key, celInput(entry, cel)]));
}
// By its own function, since its message type is that of a package we do not depend on.
function timestamp(value, cel) {
    const result = cel.run(`timestamp("${value.toISOString()}")`);
    if (cel.isCelError(result))
        throw new Error(result.message);
    return result;
}


/***/ }),

/***/ 5911:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LO: () => (/* binding */ missing),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   X1: () => (/* binding */ evidenceOf)
/* harmony export */ });
/** Finds verified statements of a kind about this very artifact, the newest first. */
function evidenceOf(facts, isType) {
    const { digest } = facts.artifact.reference;
    return facts.evidence
        .filter(({ subject, predicateType }) => subject === digest && isType(predicateType))
        .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime());
}
/** Says that evidence is missing: what was looked for, and why what was there does not count. */
function missing(facts, wanted, isType) {
    const { digest } = facts.artifact.reference;
    // One whose type could not be read might have been what was looked for.
    const rejected = facts.rejected.filter(({ predicateType }) => predicateType === undefined || isType(predicateType));
    const reasons = rejected.slice(0, 3).map(({ source, reason }) => `${source}: ${reason}`);
    const more = rejected.length > reasons.length ? ` (and ${rejected.length - reasons.length} more)` : '';
    const found = reasons.length > 0 ? `found, but not accepted: ${reasons.join('; ')}${more}` : 'found none';
    return oneLine(`no verified ${wanted} for ${digest}; ${found}`);
}
/** Foreign text within a reason: on one line, and no longer than people read. */
function oneLine(text, limit = 1000) {
    const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
    return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}


/***/ }),

/***/ 5290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ endOfFreeze),
  N: () => (/* binding */ freezeSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/iso.js



function datetime(params) {
    return api/* _isoDateTime */.G1(schemas/* ZodISODateTime */.You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}

;// CONCATENATED MODULE: ./build/src/policy/recurrence.js
const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const day = 24 * 60 * 60_000;
/** Reads `Fri 16:00 - Mon 08:00` or `22:00 - 06:00`; undefined where it is neither. */
function parseRecurrence(text, timeZone) {
    const point = '(?:(Sun|Mon|Tue|Wed|Thu|Fri|Sat) )?([01][0-9]|2[0-3]):([0-5][0-9])';
    const found = new RegExp(`^${point} - ${point}$`).exec(text);
    if (found === null)
        return undefined;
    const [, startDay, startHour, startMinute, endDay, endHour, endMinute] = found;
    const times = { start: minutesOf(startHour, startMinute), end: minutesOf(endHour, endMinute), timeZone };
    // From a moment to itself would be always, or never: nobody can tell which was meant.
    if (times.start === times.end && startDay === endDay)
        return undefined;
    if (startDay === undefined && endDay === undefined)
        return times;
    if (startDay === undefined || endDay === undefined)
        return undefined;
    return { ...times, days: { start: dayOf(startDay), end: dayOf(endDay) } };
}
/** Says whether a name is one of a time zone with rules of its own: not an offset, which knows no summer. */
function isTimeZone(name) {
    try {
        return /^[A-Za-z]/.test(name) && clockOf(name).resolvedOptions().timeZone !== '';
    }
    catch {
        return false; // That it is not known is what was asked.
    }
}
/**
 * Finds the end of the window that an instant lies in; undefined where it lies in none. Where a clock is put back,
 * a time of it comes twice: a window begins with the first and ends with the second. Where it is put forward, one
 * that is left out stands for what it would be by the old or the new offset, whichever makes the window longer.
 */
function endOfWindow(recurrence, now) {
    const { days, start, end, timeZone } = recurrence;
    const length = days === undefined ? Number(end <= start) : daysOf(days, end <= start);
    const today = Math.floor((now.getTime() + offsetAt(now.getTime(), timeZone)) / day);
    // One that began a week ago may last until today; by the other offset, tomorrow may have begun.
    const begun = Array.from({ length: 10 }, (_, index) => today + 1 - index);
    const ends = begun
        .filter((date) => days === undefined || weekdayOf(date) === days.start)
        .filter((date) => Math.min(...instantsOf(date, start, timeZone)) <= now.getTime())
        .map((date) => Math.max(...instantsOf(date + length, end, timeZone)))
        .filter((instant) => now.getTime() < instant);
    return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}
/** The instants at which a zone's clock may show a time of a day (since 1970-01-01): two where it is put back. */
function instantsOf(date, minutes, timeZone) {
    const shown = date * day + minutes * 60_000;
    const possible = [shown - day, shown + day].map((near) => shown - offsetAt(near, timeZone));
    const real = possible.filter((instant) => instant + offsetAt(instant, timeZone) === shown);
    return real.length === 0 ? possible : real;
}
/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(instant, timeZone) {
    const second = Math.floor(instant / 1000) * 1000;
    const parts = Object.fromEntries(clockOf(timeZone)
        .formatToParts(second)
        .map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
}
function clockOf(timeZone) {
    return new Intl.DateTimeFormat('en-US', {
        timeZone,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
    });
}
function daysOf({ start, end }, isBack) {
    const days = (end - start + 7) % 7;
    return days === 0 && isBack ? 7 : days;
}
// 1970-01-01 was a Thursday.
function weekdayOf(date) {
    return (((date + 4) % 7) + 7) % 7;
}
function minutesOf(hours = '', minutes = '') {
    return Number(hours) * 60 + Number(minutes);
}
function dayOf(name) {
    return dayNames.indexOf(name);
}

;// CONCATENATED MODULE: ./build/src/policy/freeze.js


/** The end of a freeze that holds at an instant; undefined where it does not. */
function endOfFreeze(freeze, now) {
    if (freeze.kind === 'recurring')
        return endOfWindow(freeze.recurrence, now);
    return freeze.from <= now && now < freeze.until ? freeze.until : undefined;
}
const instant = datetime({ offset: true, error: 'wanted an instant with its zone, such as 2026-12-24T00:00:00Z' })
    .transform((written) => new Date(written));
const everyForm = 'wanted a window such as "Fri 16:00 - Mon 08:00", or "22:00 - 06:00" for each day';
const keys = {
    from: instant.optional().describe('First instant at which nothing is promoted; needs `until`.'),
    until: instant.optional().describe('First instant at which it is again.'),
    every: schemas/* string */.YjP({ error: everyForm })
        .refine((text) => parseRecurrence(text, 'UTC') !== undefined, everyForm)
        .optional()
        .describe('Or a window that comes again: `Fri 16:00 - Mon 08:00`, or `22:00 - 06:00` for each day.'),
    'time-zone': schemas/* string */.YjP()
        .refine(isTimeZone, 'wanted a time zone by its IANA name, such as Europe/Berlin')
        .optional()
        .describe('Whose clock `every` means, by its IANA name: `Europe/Berlin`.'),
    reason: schemas/* string */.YjP().min(1).describe('Why; said in the refusal.'),
    override: schemas/* string */.YjP()
        .regex(/^[\w][\w.-]{0,62}$/, 'wanted a name of up to 63 letters, digits, ".", "_" or "-"')
        .optional()
        .describe('Name under which `promote` may override it, giving a reason. Without one nobody can.'),
};
/** The schema of one entry of `freeze`: a range, or a window that comes again. */
const freezeSchema = schemas/* strictObject */.rej(keys)
    .superRefine((written, context) => {
    const fault = faultOf(written);
    if (fault !== undefined)
        context.addIssue({ code: 'custom', ...fault });
})
    .transform(freezeOf)
    .meta({ anyOf: [{ required: ['from', 'until'] }, { required: ['every', 'time-zone'] }] });
function faultOf(written) {
    const { from, until, every, 'time-zone': timeZone } = written;
    if (every !== undefined) {
        if (from !== undefined || until !== undefined)
            return { path: ['every'], message: 'stands in place of "from" and "until", not beside them' };
        if (timeZone === undefined)
            return { path: ['every'], message: 'needs "time-zone": by whose clock, as in Europe/Berlin' };
        return undefined;
    }
    if (timeZone !== undefined)
        return { path: ['time-zone'], message: 'needs "every"' };
    if (from === undefined || until === undefined)
        return { path: [], message: 'wanted "from" and "until", or "every" and "time-zone"' };
    return until > from ? undefined : { path: ['until'], message: 'must be later than "from"' };
}
function freezeOf({ from, until, every, 'time-zone': timeZone, reason, override }) {
    const told = { reason, ...(override !== undefined && { override }) };
    const recurrence = every !== undefined && timeZone !== undefined ? parseRecurrence(every, timeZone) : undefined;
    if (recurrence !== undefined)
        return { kind: 'recurring', recurrence, ...told };
    if (from !== undefined && until !== undefined)
        return { kind: 'range', from, until, ...told };
    throw new TypeError('a freeze is a range or recurring: its schema has refused anything else');
}


/***/ }),

/***/ 2828:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  environmentOf: () => (/* binding */ environmentOf),
  O: () => (/* binding */ parsePolicy)
});

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/yaml/document.js
var yaml_document = __webpack_require__(2532);
// EXTERNAL MODULE: ./build/src/yaml/fault.js
var fault = __webpack_require__(5793);
// EXTERNAL MODULE: ./build/src/yaml/problem.js
var problem = __webpack_require__(7202);
// EXTERNAL MODULE: ./build/src/policy/expression.js
var expression = __webpack_require__(7340);
// EXTERNAL MODULE: ./build/src/policy/rules/index.js + 3 modules
var rules = __webpack_require__(5654);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(8532);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/duration-schema.js
var duration_schema = __webpack_require__(4669);
// EXTERNAL MODULE: ./build/src/gate/exceptions.js
var exceptions = __webpack_require__(1491);
// EXTERNAL MODULE: ./build/src/policy/freeze.js + 2 modules
var freeze = __webpack_require__(5290);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/policy/schema-parts.js
var schema_parts = __webpack_require__(7718);
;// CONCATENATED MODULE: ./build/src/policy/require-schema.js




const cutoffs = vulnerabilities/* severities */.gO.filter((severity) => severity !== 'unknown');
const scanSchema = (0,schema_parts/* options */.fF)({
    'max-age': duration_schema/* duration */.p.optional().describe('How old the newest scan may be, by verified time.'),
    'severity-cutoff': schemas/* enum */.k5n(cutoffs)
        .default('high')
        .describe('Least severity that refuses. A finding that nobody has rated refuses too.'),
    'only-fixed': schemas/* boolean */.zMY().default(false).describe('Whether only findings that have a fix refuse.'),
    'secret-cutoff': schemas/* enum */.k5n(cutoffs)
        .optional()
        .describe('Least severity of a secret that refuses, where the scan looked for them; else `severity-cutoff`.'),
    'misconfiguration-cutoff': schemas/* enum */.k5n(cutoffs)
        .optional()
        .describe('Least severity of a misconfiguration that refuses; else `severity-cutoff`.'),
    scanner: schemas/* enum */.k5n(['trivy', 'grype', 'osv'])
        .optional()
        .describe('Scanner whose results count; any if not named.'),
});
const ruleName = schemas/* string */.YjP()
    .regex(/^[\w][\w .-]{0,62}$/, 'wanted up to 63 letters, digits, spaces, ".", "_" or "-"');
const ruleSchema = (0,schema_parts/* options */.fF)({
    name: ruleName.describe('Name under which the verdict is shown.'),
    expression: schema_parts/* text */.Qq.max(10_000).describe('CEL over the facts; `true` passes. https://cel.dev'),
    message: schema_parts/* text */.Qq.optional().describe('What is said when it does not pass.'),
});
const commandSchema = (0,schema_parts/* options */.fF)({
    name: ruleName.describe('Name under which the verdict is shown.'),
    run: schemas/* string */.YjP()
        .regex(/\S/, 'wanted a command')
        .describe('Script that bash runs in the workspace, with the plan as JSON on its standard input; exit code 0 passes.'),
    timeout: duration_schema/* duration */.p.prefault('5m').describe('How long it may take.'),
});
const requireSchema = (0,schema_parts/* options */.fF)({
    plan: schemas/* boolean */.zMY().default(false).describe('Whether only what was planned and approved is done.'),
    sbom: schemas/* boolean */.zMY().default(false).describe('Whether a signed SBOM is demanded.'),
    scan: scanSchema.optional().describe('Demands a signed scan without findings that refuse.'),
    'status-checks': schemas/* array */.YOg(schema_parts/* text */.Qq)
        .default([])
        .describe('Checks and statuses that must have passed on the commit.'),
    rules: schemas/* array */.YOg(ruleSchema).default([]).describe('Rules of your own, in CEL over the facts.'),
    commands: schemas/* array */.YOg(commandSchema)
        .default([])
        .describe('Commands that decide once the rules are met, before anything is staged. Not asked of a rollback.'),
}).describe('Evidence that is demanded. Verified build provenance always is.');

// EXTERNAL MODULE: ./build/src/policy/trust-schema.js
var trust_schema = __webpack_require__(5412);
;// CONCATENATED MODULE: ./build/src/policy/schema.js









/** Where editors find the schema. */
const schemaId = 'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/immutable-deploy.schema.json';
/** Builds the schema of the policy file: kebab-case keys and durations in, camelCase and milliseconds out. */
function policySchema(tables) {
    return (0,schema_parts/* options */.fF)({
        version: schemas/* literal */.euz(1).describe('Version of this format.'),
        trust: trust_schema/* trustSchema */.G.prefault({}),
        exceptions: schema_parts/* repositoryPath */.SH
            .optional()
            .meta({ default: exceptions/* defaultExceptionsFile */.wm })
            .describe('File of findings that somebody answers for until a day; where scans are demanded.'),
        environments: schemas/* record */.g1P(environmentName, environmentSchema(tables))
            .refine((environments) => Object.keys(environments).length > 0, 'wanted at least one environment')
            .describe('What each environment demands, by the name that GitHub knows it by.'),
    }).describe('The policy of Immutable Deploy: who may speak for an artifact, and what each environment demands.');
}
/** Builds the JSON Schema by which editors complete the policy file. */
function policyJsonSchema(tables) {
    const { $schema, ...schema } = z.toJSONSchema(policySchema(tables), { io: 'input' });
    return { $schema, $id: schemaId, title: 'Immutable Deploy policy', ...schema };
}
const repository = schema_parts/* text */.Qq.transform((written, context) => {
    try {
        return (0,reference/* parseRepository */.SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,failure/* messageOf */.bD)(error) });
        return core/* NEVER */.tm;
    }
});
const strategySchema = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('blue-green').describe('Stage beside, check, swap.') }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('canary').describe('A share of the traffic first, then more; for targets with weights.'),
        steps: schemas/* array */.YOg(schemas/* int */.Whr().min(1).max(99))
            .min(1)
            .max(20)
            .refine((steps) => steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0)), 'wanted percents that rise, such as [10, 50]; 100 follows by itself')
            .describe('Percents of the traffic on the way to 100.'),
        interval: duration_schema/* duration */.p.prefault('5m').describe('How long it is watched at each of them.'),
    }),
    schemas/* strictObject */.rej({
        kind: schemas/* literal */.euz('rolling').describe('The way of the platform itself, part by part.'),
    }),
]);
// GitHub allows nearly any name; these are what can be shown and compared without surprises.
const environmentName = schemas/* string */.YjP()
    .regex(/^[\w.-][\w./ -]{0,253}[\w.-]$|^[\w.-]$/, 'wanted up to 255 letters, digits, spaces, ".", "_", "-" or "/"');
function environmentSchema(tables) {
    return (0,schema_parts/* options */.fF)({
        after: environmentName.optional().describe('Environment in which this digest must be confirmed first.'),
        soak: duration_schema/* duration */.p.optional().describe('How long it must have been confirmed there.'),
        registry: repository
            .optional()
            .describe('Repository that it is copied to first, byte for byte, and run from: `ghcr.io/acme/production`. Each of several services has its own below it, by its name.'),
        require: requireSchema.prefault({}),
        freeze: schemas/* array */.YOg(freeze/* freezeSchema */.N).default([]).describe('Times in which nothing is promoted.'),
        strategy: strategySchema
            .prefault({ kind: 'blue-green' })
            .describe('How traffic moves to the new release.'),
        watch: duration_schema/* duration */.p.prefault('0s').describe('How long it is watched after the swap before it is confirmed.'),
        'on-failure': schemas/* enum */.k5n(['revert', 'stop'])
            .default('revert')
            .describe('What follows a failure after the swap: the former release again, or a person.'),
        retain: schemas/* int */.Whr().min(0).max(50).default(3).describe('Former releases kept for rollback.'),
        checks: schemas/* array */.YOg(checkSchema(tables.checks))
            .default([])
            .describe('Asked of every service: staged, at each step, and after the swap.'),
        target: targetSchema(tables.targets).optional().describe('Where it runs, if it is one service.'),
        services: schemas/* record */.g1P(serviceName, serviceSchema(tables))
            .refine((services) => Object.keys(services).length > 0, 'wanted at least one service')
            .optional()
            .describe('What runs there instead of one target, each by a digest of its own. Traffic moves in this order.'),
    }).meta({
        anyOf: [{ required: ['target'] }, { required: ['services'] }],
        not: { required: ['target', 'services'] },
    });
}
const serviceName = schemas/* string */.YjP()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wanted lower-case letters, digits and single "-", such as web')
    .max(40);
function serviceSchema(tables) {
    return (0,schema_parts/* options */.fF)({
        target: targetSchema(tables.targets).describe('Where it runs.'),
        checks: schemas/* array */.YOg(checkSchema(tables.checks))
            .default([])
            .describe('Asked of this service, after those of the environment.'),
        registry: repository
            .optional()
            .describe('Repository that it is copied to first, instead of one below that of the environment.'),
    });
}
function checkSchema(table) {
    const kinds = Object.entries(table).map(([kind, { description, options }]) => [
        kind,
        options.optional().describe(description),
    ]);
    const shape = Object.fromEntries(kinds);
    return schemas/* strictObject */.rej(shape)
        .refine((check) => Object.keys(check).length === 1, {
        error: `wanted one check: ${Object.keys(table).join(' or ')}`,
        // A name that is not known has been told already.
        when: ({ issues }) => issues.length === 0,
    })
        .meta({ minProperties: 1, maxProperties: 1 });
}
function targetSchema(table) {
    const [first, ...others] = Object.entries(table).map(([kind, { description, options }]) => options.safeExtend({ kind: schemas/* literal */.euz(kind).describe(description) }));
    if (first === undefined)
        throw new Error('the table of targets is empty');
    return schemas/* discriminatedUnion */.gMt('kind', [first, ...others]);
}

// EXTERNAL MODULE: ./build/src/policy/service.js
var service = __webpack_require__(7319);
// EXTERNAL MODULE: ./build/src/policy/written.js
var policy_written = __webpack_require__(6123);
;// CONCATENATED MODULE: ./build/src/policy/policy.js










/** Reads a policy file. What is wrong with it is refused all at once, each fault with its line. */
async function parsePolicy(text, file, tables) {
    const yaml = (0,yaml_document/* readYaml */.g)(text, file);
    if (yaml.problems.length > 0)
        throw (0,fault/* refusal */.x5)('policy', file, yaml.problems);
    const read = policySchema(tables).safeParse(yaml.value, { error: problem/* wording */.z4 });
    const faults = [
        ...(0,fault/* faultsOf */.xm)(read.error, yaml.value, 'the policy'),
        ...(0,service/* serviceFaults */.jl)(yaml.value, tables),
        ...orderFaults(yaml.value),
        ...(await ruleFaults(yaml.value)),
    ];
    if (read.success && faults.length === 0)
        return policyOf(read.data, yaml.value);
    throw (0,fault/* refusal */.x5)('policy', file, (0,fault/* placed */.GS)(faults, file, yaml));
}
/** Looks up an environment, which the policy must name. */
function environmentOf(policy, name) {
    const environment = Object.hasOwn(policy.environments, name) ? policy.environments[name] : undefined;
    if (environment !== undefined)
        return environment;
    const known = Object.keys(policy.environments);
    throw new failure/* Failure */.HR('invalid-input', `the policy names no environment "${(0,problem/* shown */.SP)(name)}"; it names ${known.map((known) => `"${known}"`).join(', ')}`);
}
function policyOf({ version, trust, exceptions, environments }, written) {
    const entries = Object.entries(environments).map(([name, { target: _, checks: __, registry, services, ...environment }]) => {
        const places = { ...(registry && { registry }), ...(services && { services }) };
        return [name, { ...environment, services: (0,service/* servicesOf */.Yj)((0,policy_written/* mapAt */.S)(written, 'environments', name), places) }];
    });
    return {
        version,
        trust: trustOf(trust),
        ...(exceptions !== undefined && { exceptions }),
        environments: Object.fromEntries(entries),
    };
}
function trustOf({ scan, promotion, ...base }) {
    const build = trustOptions(base);
    // A nightly scan and a nightly repair run by the clock, on the code of the default branch like any other.
    const events = [...new Set([...build.events, 'schedule'])];
    return {
        build,
        scan: trustOptions({ ...base, events, ...scan }),
        promotion: trustOptions({ ...base, events, ...promotion }),
    };
}
function trustOptions({ signerRepo, ...trust }) {
    return {
        ...trust,
        ...(signerRepo !== undefined && { signerRepository: signerRepo }),
        events: trust.events ?? trust_schema.defaultEvents,
        denySelfHostedRunners: trust.denySelfHostedRunners ?? false,
        certOidcIssuer: trust.certOidcIssuer ?? trust_schema/* defaultIssuer */.L,
    };
}
/** Looks at how environments follow each other, whatever else may be wrong with them. */
function orderFaults(written) {
    const environments = (0,policy_written/* mapAt */.S)(written, 'environments');
    const names = Object.keys(environments);
    const afterOf = (name) => (0,policy_written/* mapAt */.S)(environments, name).after;
    return names.flatMap((name) => {
        const path = ['environments', name];
        const after = afterOf(name);
        if (after === undefined && (0,policy_written/* mapAt */.S)(environments, name).soak !== undefined)
            return [
                {
                    path: [...path, 'soak'],
                    message: `${(0,problem/* formatPath */.jV)([...path, 'soak'])}: needs "after": soaked where?`,
                },
            ];
        if (typeof after !== 'string')
            return [];
        const where = (0,problem/* formatPath */.jV)([...path, 'after']);
        if (!names.includes(after))
            return [
                {
                    path: [...path, 'after'],
                    message: `${where}: no environment "${(0,problem/* shown */.SP)(after)}"${(0,problem/* nearest */.pA)(after, names)}`,
                },
            ];
        const circle = circleFrom(name, afterOf);
        return circle === undefined
            ? []
            : [
                {
                    path: [...path, 'after'],
                    message: `${where}: goes in a circle: ${circle.map(problem/* shown */.SP).join(' after ')}`,
                },
            ];
    });
}
/** Follows `after` from an environment; the way, if it comes back to where it began. */
function circleFrom(start, afterOf) {
    const way = [start];
    for (;;) {
        const next = afterOf(way.at(-1) ?? start);
        if (typeof next !== 'string')
            return undefined;
        if (next === start)
            return [...way, start];
        if (way.includes(next))
            return undefined; // Another circle, told where it is.
        way.push(next);
    }
}
/** Names that verdicts of ours have. */
const ownNames = [...Object.keys(rules/* rules */.a), 'plan', 'order'];
/** Where an environment's author gives names to verdicts. */
const naming = ['rules', 'commands'];
/** Compiles every rule of one's own, and looks for names that stand twice. */
async function ruleFaults(written) {
    const environments = Object.keys((0,policy_written/* mapAt */.S)(written, 'environments'));
    const named = environments.map((environment) => namedIn(written, environment));
    if (named.every((entries) => entries.length === 0))
        return [];
    const compile = await (0,expression/* loadCompiler */.S)();
    return named.flatMap((entries) => entries.flatMap(({ name, expression, path }, index) => {
        const isTaken = ownNames.includes(name) || entries.findIndex((other) => other.name === name) < index;
        const at = [...path, 'name'];
        const message = `${(0,problem/* formatPath */.jV)(at)}: "${(0,problem/* shown */.SP)(String(name))}" is taken already`;
        return [
            ...(isTaken && typeof name === 'string' ? [{ path: at, message }] : []),
            ...compileFaults(expression, [...path, 'expression'], compile),
        ];
    }));
}
function namedIn(written, environment) {
    const require = (0,policy_written/* mapAt */.S)(written, 'environments', environment, 'require');
    return naming.flatMap((key) => (0,policy_written/* listAt */.g)(require, key).map((entry, index) => {
        const { name, expression } = (0,policy_written/* mapAt */.S)(entry);
        return { name, expression, path: ['environments', environment, 'require', key, index] };
    }));
}
function compileFaults(expression, path, compile) {
    if (typeof expression !== 'string' || expression === '')
        return [];
    try {
        compile(expression);
        return [];
    }
    catch (error) {
        return [{ path, message: `${(0,problem/* formatPath */.jV)(path)}: ${(0,failure/* messageOf */.bD)(error)}` }];
    }
}


/***/ }),

/***/ 5654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ rules)
});

// EXTERNAL MODULE: ./build/src/policy/facts.js
var facts = __webpack_require__(5911);
// EXTERNAL MODULE: ./build/src/policy/freeze.js + 2 modules
var policy_freeze = __webpack_require__(5290);
;// CONCATENATED MODULE: ./build/src/policy/rules/freeze.js


const freeze = {
    description: 'No `freeze` holds, or the promotion gives the override that it names.',
    timed: true,
    applies: ({ freeze }) => freeze.length > 0,
    evaluate: evaluateFreeze,
};
function evaluateFreeze({ environment, now, override, actor }) {
    const { freeze } = environment.policy;
    const holding = freeze.filter((one) => (0,policy_freeze/* endOfFreeze */.A)(one, now) !== undefined);
    if (holding.length === 0)
        return { passed: true, reason: 'no freeze holds' };
    const frozen = `frozen: ${holding.map(({ reason }) => reason).join('; ')}`;
    const way = `wait until ${thawAfter(freeze, now).toISOString()}`;
    const names = new Set(holding.map(({ override }) => override));
    const [name, ...others] = names;
    // Of several freezes each must be overridden, and one override has one name.
    const allowed = others.length === 0 ? name : undefined;
    if (override === undefined) {
        const or = allowed === undefined ? '' : `, or promote with override: ${allowed} and a reason`;
        return { passed: false, reason: (0,facts/* oneLine */.TN)(frozen), way: `${way}${or}` };
    }
    if (override.name !== allowed) {
        const known = allowed === undefined ? 'which nothing overrides' : `which only "${allowed}" overrides`;
        return { passed: false, reason: (0,facts/* oneLine */.TN)(`${frozen}, ${known}; found "${override.name}"`), way };
    }
    const by = `overridden by ${actor} as "${override.name}": ${override.reason}`;
    return { passed: true, reason: (0,facts/* oneLine */.TN)(`${frozen}; ${by}`), override: { ...override, by: actor } };
}
/** More windows than a week has hours: what has not ended after them never does. */
const windowLimit = 200;
/** The first instant at which nothing is frozen any more: where one freeze ends, another may have begun. */
function thawAfter(freeze, now) {
    let at = now;
    for (let count = 0; count < windowLimit; count++) {
        const ends = freeze.flatMap((one) => (0,policy_freeze/* endOfFreeze */.A)(one, at)?.getTime() ?? []);
        if (ends.length === 0)
            return at;
        at = new Date(Math.max(...ends));
    }
    return at;
}

// EXTERNAL MODULE: ./build/src/policy/rules/provenance.js
var provenance = __webpack_require__(8825);
// EXTERNAL MODULE: ./build/src/policy/rules/sbom.js
var sbom = __webpack_require__(2451);
// EXTERNAL MODULE: ./build/src/policy/rules/scan.js
var scan = __webpack_require__(2235);
;// CONCATENATED MODULE: ./build/src/policy/rules/status-checks.js

const statusChecks = {
    description: 'The commit’s checks and statuses of these names have passed.',
    timed: true,
    applies: ({ require }) => require.statusChecks.length > 0,
    evaluate: evaluateStatusChecks,
};
function evaluateStatusChecks({ statusChecks, environment, commit }) {
    const { statusChecks: wanted } = environment.policy.require;
    if (commit === undefined)
        return { passed: false, reason: 'no verified provenance says which commit it was built from' };
    const faults = wanted.flatMap((name) => {
        const found = statusChecks.filter((check) => check.name === name);
        // A check and a status may share a name: GitHub asks both, and so do we.
        const failed = found.find(({ passed }) => !passed);
        if (found.length === 0)
            return [`"${name}" was not reported`];
        return failed === undefined ? [] : [`"${name}" is ${failed.state}`];
    });
    const on = `on commit ${commit.slice(0, 12)}`;
    if (faults.length === 0)
        return { passed: true, reason: (0,facts/* oneLine */.TN)(`${wanted.join(', ')} passed ${on}`) };
    return {
        passed: false,
        reason: (0,facts/* oneLine */.TN)(`${faults.join('; ')} ${on}`),
        way: 'let the checks of that commit pass, then run this job again',
    };
}

// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
;// CONCATENATED MODULE: ./build/src/policy/rules/upstream.js


const upstream = {
    description: 'This digest is confirmed in the environment that `after` names, was not rolled back from there since, and has been there for `soak`.',
    timed: true,
    applies: ({ after }) => after !== undefined,
    evaluate: evaluateUpstream,
};
function evaluateUpstream({ upstream, environment, now, artifact }) {
    const { after, soak = 0 } = environment.policy;
    // The newest: between two promotions of the same digest, another may have served.
    const [newest] = upstream.toSorted((a, b) => b.confirmedAt.getTime() - a.confirmedAt.getTime());
    if (newest === undefined)
        return {
            passed: false,
            reason: `${artifact.reference.digest} was never confirmed in "${after}"`,
            way: `promote it into "${after}" first`,
        };
    const evidence = newest.evidence === undefined ? [] : [newest.evidence];
    if (newest.rolledBack !== undefined) {
        const { by, reason, at, run } = newest.rolledBack;
        return {
            passed: false,
            reason: (0,facts/* oneLine */.TN)(`"${after}" was rolled back from it by ${by} on ${at.toISOString()} (run ${run}): ${reason}`),
            way: `promote another release, or this one into "${after}" again`,
            evidence,
        };
    }
    const ready = new Date(newest.confirmedAt.getTime() + soak);
    const since = `confirmed in "${after}" since ${newest.confirmedAt.toISOString()}`;
    if (now >= ready)
        return { passed: true, reason: since, evidence };
    return {
        passed: false,
        reason: `${since}, which is less than ${(0,duration/* formatDuration */.a3)(soak)} ago`,
        way: `wait until ${ready.toISOString()}`,
        evidence,
    };
}

;// CONCATENATED MODULE: ./build/src/policy/rules/index.js






/**
 * The rules that come with the policy file, by the name that a verdict has. That a plan was approved is not among
 * them: it is a question about all verdicts together, asked when they are there.
 */
const rules = {
    provenance: provenance/* provenance */.a,
    upstream: upstream,
    sbom: sbom/* sbom */.O,
    scan: scan/* scan */.SQ,
    'status-checks': statusChecks,
    freeze: freeze,
};


/***/ }),

/***/ 8825:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ isProvenance),
/* harmony export */   a: () => (/* binding */ provenance)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2898);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5911);



const provenance = {
    description: 'The artifact carries verified SLSA build provenance by a trusted signer, from a run that one of `trust.events` started. Always asked.',
    timed: false,
    applies: () => true,
    evaluate: evaluateProvenance,
};
function isProvenance(predicateType) {
    return predicateType === _evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .provenanceType */ .wy;
}
function evaluateProvenance(facts) {
    const way = 'sign it with the sign action in the workflow that built it, and check trust in the policy';
    const found = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceOf */ .X1)(facts, isProvenance).map((evidence) => ({
        evidence,
        fault: faultOf(evidence, facts.events),
    }));
    const [good] = found.filter(({ fault }) => fault === undefined);
    if (good !== undefined)
        return { passed: true, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(toldBy(good.evidence)), evidence: [good.evidence.digest] };
    const [bad] = found;
    if (bad === undefined)
        return { passed: false, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .LO)(facts, 'build provenance', isProvenance), way };
    return { passed: false, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(`${bad.fault}`), way, evidence: [bad.evidence.digest] };
}
/** Looks at what started the build: by the certificate, and by the statement where it says so too. */
function faultOf({ signer, predicate }, events) {
    const stated = statedEvent(predicate);
    const triggers = signer.kind === 'certificate' ? [signer.buildTrigger ?? 'unknown', stated] : [stated];
    const bad = triggers.find((trigger) => trigger !== undefined && !events.includes(trigger));
    return bad === undefined
        ? undefined
        : `its build was started by the event "${bad}"; trusted are ${events.join(', ')}`;
}
// https://actions.github.io/buildtypes/workflow/v1; a builder that is not GitHub's knows no such event.
function statedEvent(predicate) {
    const { internalParameters } = (0,_evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProvenance */ .X6)(predicate).buildDefinition;
    const github = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(internalParameters) ? internalParameters.github : undefined;
    const event = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(github) ? github.event_name : undefined;
    return event === undefined ? undefined : String(event);
}
function toldBy({ signer, predicate }) {
    const builder = (0,_evidence_predicate_provenance_js__WEBPACK_IMPORTED_MODULE_0__/* .parseProvenance */ .X6)(predicate).runDetails.builder.id;
    if (signer.kind === 'key')
        return `built by ${builder}, signed with key ${signer.fingerprint}`;
    const commit = signer.sourceDigest === undefined ? '' : ` from commit ${signer.sourceDigest.slice(0, 12)}`;
    return `built${commit} by ${signer.subjectAlternativeName}`;
}


/***/ }),

/***/ 2451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ sbom),
/* harmony export */   j: () => (/* binding */ summarizeSbom)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4012);
/* harmony import */ var _evidence_predicate_spdx3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8185);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5911);



const sbom = {
    description: 'The artifact carries a verified SBOM, CycloneDX or SPDX.',
    timed: false,
    applies: ({ require }) => require.sbom,
    evaluate: evaluateSbom,
};
/** Tells what kind of SBOM a predicate is, and how many packages it lists. */
function summarizeSbom(predicateType, predicate) {
    const document = (0,_evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSbom */ .rl)(predicateType, predicate).predicate;
    const format = 'bomFormat' in document ? 'cyclonedx' : 'spdx';
    if ((0,_evidence_predicate_spdx3_js__WEBPACK_IMPORTED_MODULE_1__/* .isSpdx3 */ .$Y)(document))
        return { format, packages: (0,_evidence_predicate_spdx3_js__WEBPACK_IMPORTED_MODULE_1__/* .packagesOf */ .DT)(document) };
    const packages = format === 'cyclonedx' ? document.components : document.packages;
    return { format, packages: Array.isArray(packages) ? packages.length : 0 };
}
function evaluateSbom(facts) {
    const [newest] = (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .evidenceOf */ .X1)(facts, _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .isSbomType */ .Md);
    if (newest === undefined)
        return {
            passed: false,
            reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .missing */ .LO)(facts, 'SBOM', _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .isSbomType */ .Md),
            way: 'attach one with the scan action, or with the sign action and sbom-path',
        };
    const { format, packages } = summarizeSbom(newest.predicateType, newest.predicate);
    return {
        passed: true,
        reason: `${format} with ${packages} ${packages === 1 ? 'package' : 'packages'}`,
        evidence: [newest.digest],
    };
}


/***/ }),

/***/ 2235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SQ: () => (/* binding */ scan),
/* harmony export */   ng: () => (/* binding */ countSeverities),
/* harmony export */   zm: () => (/* binding */ newestScans)
/* harmony export */ });
/* harmony import */ var _duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2297);
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9175);
/* harmony import */ var _gate_exceptions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1491);
/* harmony import */ var _gate_gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2909);
/* harmony import */ var _gate_signed_findings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9276);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5911);






const scan = {
    description: 'The newest verified scan is younger than `max-age` and found nothing from `severity-cutoff` upwards, but for exceptions in force.',
    timed: true,
    applies: ({ require }) => require.scan !== undefined,
    evaluate: (facts) => evaluateScan(facts, facts.environment.policy.require.scan),
};
const way = 'scan it again with the scan action, with attest on';
/** A key may sign with a clock of its own; one that is ahead by more than this would make its scan last. */
const clockTolerance = 10 * 60_000;
/** Finds the newest scans: one, unless several were signed at the same instant. Older ones are not even read. */
function newestScans(facts, scanner) {
    const found = [];
    for (const evidence of (0,_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .evidenceOf */ .X1)(facts, isVulnerabilities)) {
        if (found[0] !== undefined && evidence.signedAt < found[0].evidence.signedAt)
            break;
        const scan = (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVulnerabilities */ .gs)(evidence.predicate);
        if (scanner === undefined || isBy(scan, scanner))
            found.push({ evidence, scan, findings: scan.scanner.result.map(_gate_signed_findings_js__WEBPACK_IMPORTED_MODULE_4__/* .parseSignedFinding */ .$) });
    }
    return found;
}
/** Counts findings by severity, over all of several scans of the same instant. */
function countSeverities(scans) {
    const found = scans.flatMap(({ findings }) => findings);
    const count = (wanted) => found.filter(({ severity }) => severity === wanted).length;
    return {
        unknown: count('unknown'),
        negligible: count('negligible'),
        low: count('low'),
        medium: count('medium'),
        high: count('high'),
        critical: count('critical'),
    };
}
function evaluateScan(facts, requirement) {
    if (requirement === undefined)
        throw new Error('no scan is required');
    const { scanner, maxAge } = requirement;
    const scans = newestScans(facts, scanner);
    const [newest] = scans;
    if (newest === undefined)
        return { passed: false, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .missing */ .LO)(facts, `scan${by(scanner)}`, isVulnerabilities), way };
    const evidence = scans.map(({ evidence }) => evidence.digest);
    const tooOld = ageFault(newest.evidence.signedAt, facts.now, maxAge);
    if (tooOld !== undefined)
        return { passed: false, reason: tooOld, way, evidence };
    const judged = judgeAll(scans, requirement, facts);
    const refusing = judged.filter(({ standing }) => standing.kind === 'fails');
    const excepted = tellExcepted(judged);
    if (refusing.length === 0)
        return { passed: true, reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .oneLine */ .TN)(`${told(scans)}, none refuses${excepted}`), evidence };
    const lapsed = tellLapsed(refusing);
    return {
        passed: false,
        reason: (0,_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .oneLine */ .TN)(`${told(scans)}; ${refusing.length} refuse: ${named(refusing.map(({ finding }) => finding.id))}${lapsed}${excepted}`),
        way: 'update what is affected and build again, or add an exception on the default branch',
        evidence,
    };
}
function judgeAll(scans, requirement, facts) {
    const excuses = {
        exceptionsOf: (0,_gate_exceptions_js__WEBPACK_IMPORTED_MODULE_2__/* .exceptionLookup */ ._E)(facts.exceptions, facts.artifact.reference),
        now: facts.now,
    };
    return scans
        .flatMap(({ findings }) => findings)
        .filter(({ status }) => status === undefined)
        .map((finding) => ({ finding, standing: (0,_gate_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .judge */ .S4)(finding, requirement, excuses) }));
}
function tellExcepted(judged) {
    const days = judged.flatMap(({ finding, standing }) => standing.kind === 'excepted' ? [`${finding.id} until ${(0,_gate_exceptions_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDay */ .im)(standing.exception.expires)}`] : []);
    return days.length === 0 ? '' : `; ${days.length} excepted: ${named(days)}`;
}
function tellLapsed(refusing) {
    const days = refusing.flatMap(({ finding, standing }) => {
        if (standing.kind !== 'fails' || standing.lapsed === undefined)
            return [];
        const { exception, term } = standing.lapsed;
        const day = (0,_gate_exceptions_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDay */ .im)(exception.expires);
        return [
            `${finding.id} ${term === 'expired' ? `expired on ${day}` : `is for more than a year, until ${day}`}`,
        ];
    });
    return days.length === 0 ? '' : `; exceptions that do not hold: ${named(days)}`;
}
function ageFault(signedAt, now, maxAge) {
    const age = now.getTime() - signedAt.getTime();
    const scanned = `the newest scan is of ${signedAt.toISOString()}`;
    if (age < -clockTolerance)
        return `${scanned}, which has not come yet`;
    return maxAge !== undefined && age > maxAge
        ? `${scanned}; wanted one of the last ${(0,_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(maxAge)}`
        : undefined;
}
function isVulnerabilities(predicateType) {
    return predicateType === _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .vulnerabilitiesType */ .Fy;
}
// Scanners name themselves by an address: https://osv.dev, pkg:github/anchore/grype@v0.117.0.
function isBy({ scanner }, name) {
    return scanner.uri
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .includes(name);
}
function by(scanner) {
    return scanner === undefined ? '' : ` by ${scanner}`;
}
function told(scans) {
    const counts = countSeverities(scans);
    const some = _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .severities */ .gO.toReversed().filter((severity) => counts[severity] > 0);
    return some.length === 0
        ? 'no findings'
        : some.map((severity) => `${counts[severity]} ${severity}`).join(', ');
}
function named(names) {
    const shown = [...new Set(names)];
    return `${shown.slice(0, 5).join(', ')}${shown.length > 5 ? ', …' : ''}`;
}


/***/ }),

/***/ 7718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   SH: () => (/* binding */ repositoryPath),
/* harmony export */   fF: () => (/* binding */ options)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3798);

/** A map with these keys and no others, spelled in kebab-case by the user and in camelCase by the code. */
function options(shape) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej(shape).transform(camelKeys);
}
function camelKeys(written) {
    const entries = Object.entries(written).map(([key, value]) => [camelCase(key), value]);
    return Object.fromEntries(entries);
}
function camelCase(key) {
    return key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
const text = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1);
/** The path of a file in this repository. */
const repositoryPath = text.refine((path) => !/^[/~]|\\|^[a-z]+:|[\p{Cc}]/iu.test(path) && !path.split('/').includes('..'), 'wanted a path inside this repository, such as .github/cosign.pub');


/***/ }),

/***/ 5412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ trustSchema),
/* harmony export */   L: () => (/* binding */ defaultIssuer),
/* harmony export */   defaultEvents: () => (/* binding */ defaultEvents)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3798);
/* harmony import */ var _schema_parts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7718);


/** Whose runs build by default: never code of a pull request, which anyone may write. */
const defaultEvents = ['push', 'release', 'workflow_dispatch'];
/** GitHub's own issuer of identity tokens. */
const defaultIssuer = 'https://token.actions.githubusercontent.com';
// https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
const events = [
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_status',
    'discussion',
    'discussion_comment',
    'fork',
    'gollum',
    'issue_comment',
    'issues',
    'label',
    'merge_group',
    'milestone',
    'page_build',
    'public',
    'push',
    'registry_package',
    'release',
    'repository_dispatch',
    'schedule',
    'status',
    'watch',
    'workflow_dispatch',
    'workflow_run',
];
const event = zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(events, {
    error: ({ input }) => typeof input === 'string' && input.startsWith('pull_request')
        ? `"${input}" runs code that anyone may propose, and is never trusted`
        : undefined,
});
const identity = {
    'signer-workflow': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[\w.-]+\/[\w.-]+\/[^@\s]+\.ya?ml(@\S+)?$/, 'wanted owner/repository/path.yml, with or without @ref')
        .optional()
        .describe('Workflow that signs, as in `acme/shop/.github/workflows/deploy.yml`; may carry `@ref`.'),
    'signer-repo': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^[\w.-]+\/[\w.-]+$/, 'wanted owner/repository')
        .optional()
        .describe('Repository whose workflows may sign.'),
    'source-ref': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
        .regex(/^refs\/\S+$/, 'wanted a full ref such as refs/heads/main')
        .optional()
        .describe('Ref that the code must come from, as in `refs/heads/main`.'),
    events: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(event)
        .min(1)
        .optional()
        .meta({ default: defaultEvents })
        .describe('Events whose runs may build. For `scan` and `promotion` they and `schedule` count unless told otherwise.'),
    'deny-self-hosted-runners': zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()
        .optional()
        .meta({ default: false })
        .describe('Whether only GitHub-hosted runners may sign.'),
    'cert-identity': _schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq.optional().describe('Subject alternative name that the certificate must have.'),
    'cert-identity-regex': _schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq
        .refine(isRegularExpression, 'wanted a regular expression')
        .optional()
        .describe('Regular expression that the whole subject alternative name must match.'),
    'cert-oidc-issuer': zod__WEBPACK_IMPORTED_MODULE_1__/* .url */ .OZ5({ protocol: /^https?$/, error: 'wanted the address of an issuer of identity tokens' })
        .optional()
        .meta({ default: defaultIssuer })
        .describe('Issuer of the identity that signs.'),
    key: _schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryPath */ .SH
        .optional()
        .describe('Public key file. Beside an identity both must hold; alone it replaces the identity.'),
    'trusted-root': _schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .repositoryPath */ .SH
        .optional()
        .describe('Trust root of a private Sigstore; without it, that of GitHub or of the public-good instance.'),
};
const trustSchema = (0,_schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .options */ .fF)({
    ...identity,
    scan: (0,_schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .options */ .fF)(identity)
        .optional()
        .describe('Other keys for scan results, such as the workflow that scans.'),
    promotion: (0,_schema_parts_js__WEBPACK_IMPORTED_MODULE_0__/* .options */ .fF)(identity).optional().describe('Other keys for promotion records.'),
}).describe('Who may speak for an artifact. Nothing named: any workflow of this repository.');
function isRegularExpression(pattern) {
    try {
        new RegExp(pattern, 'u');
        return true;
    }
    catch {
        return false; // That it does not compile is what was asked.
    }
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
