export const id = 6701;
export const ids = [6701];
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

/***/ 6701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ defaultIssuer),
/* harmony export */   defaultEvents: () => (/* binding */ defaultEvents),
/* harmony export */   wh: () => (/* binding */ policySchema)
/* harmony export */ });
/* unused harmony exports schemaId, policyJsonSchema */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8532);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4669);
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9175);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);
/* harmony import */ var _gate_exceptions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1491);
/* harmony import */ var _freeze_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5290);







/** Whose runs build by default: never code of a pull request, which anyone may write. */
const defaultEvents = ['push', 'release', 'workflow_dispatch'];
/** GitHub's own issuer of identity tokens. */
const defaultIssuer = 'https://token.actions.githubusercontent.com';
/** Where editors find the schema. */
const schemaId = 'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/immutable-deploy.schema.json';
/** Builds the schema of the policy file: kebab-case keys and durations in, camelCase and milliseconds out. */
function policySchema(tables) {
    return options({
        version: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(1).describe('Version of this format.'),
        trust: trustSchema.prefault({}),
        exceptions: repositoryPath
            .optional()
            .meta({ default: _gate_exceptions_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultExceptionsFile */ .wm })
            .describe('File of findings that somebody answers for until a day; where scans are demanded.'),
        environments: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(environmentName, environmentSchema(tables))
            .refine((environments) => Object.keys(environments).length > 0, 'wanted at least one environment')
            .describe('What each environment demands, by the name that GitHub knows it by.'),
    }).describe('The policy of Immutable Deploy: who may speak for an artifact, and what each environment demands.');
}
/** Builds the JSON Schema by which editors complete the policy file. */
function policyJsonSchema(tables) {
    const { $schema, ...schema } = z.toJSONSchema(policySchema(tables), { io: 'input' });
    return { $schema, $id: schemaId, title: 'Immutable Deploy policy', ...schema };
}
/** A map with these keys and no others, spelled in kebab-case by the user and in camelCase by the code. */
function options(shape) {
    return zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej(shape).transform(camelKeys);
}
function camelKeys(written) {
    const entries = Object.entries(written).map(([key, value]) => [camelCase(key), value]);
    return Object.fromEntries(entries);
}
function camelCase(key) {
    return key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
const text = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().min(1);
const repository = text.transform((written, context) => {
    try {
        return (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRepository */ .SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error) });
        return zod__WEBPACK_IMPORTED_MODULE_7__/* .NEVER */ .tm;
    }
});
const repositoryPath = text.refine((path) => !/^[/~]|\\|^[a-z]+:|[\p{Cc}]/iu.test(path) && !path.split('/').includes('..'), 'wanted a path inside this repository, such as .github/cosign.pub');
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
const event = zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(events, {
    error: ({ input }) => typeof input === 'string' && input.startsWith('pull_request')
        ? `"${input}" runs code that anyone may propose, and is never trusted`
        : undefined,
});
const identity = {
    'signer-workflow': zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .regex(/^[\w.-]+\/[\w.-]+\/[^@\s]+\.ya?ml(@\S+)?$/, 'wanted owner/repository/path.yml, with or without @ref')
        .optional()
        .describe('Workflow that signs, as in `acme/shop/.github/workflows/deploy.yml`; may carry `@ref`.'),
    'signer-repo': zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .regex(/^[\w.-]+\/[\w.-]+$/, 'wanted owner/repository')
        .optional()
        .describe('Repository whose workflows may sign.'),
    'source-ref': zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .regex(/^refs\/\S+$/, 'wanted a full ref such as refs/heads/main')
        .optional()
        .describe('Ref that the code must come from, as in `refs/heads/main`.'),
    events: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(event)
        .min(1)
        .optional()
        .meta({ default: defaultEvents })
        .describe('Events whose runs may build. For `scan` and `promotion` they and `schedule` count unless told otherwise.'),
    'deny-self-hosted-runners': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY()
        .optional()
        .meta({ default: false })
        .describe('Whether only GitHub-hosted runners may sign.'),
    'cert-identity': text.optional().describe('Subject alternative name that the certificate must have.'),
    'cert-identity-regex': text
        .refine(isRegularExpression, 'wanted a regular expression')
        .optional()
        .describe('Regular expression that the whole subject alternative name must match.'),
    'cert-oidc-issuer': zod__WEBPACK_IMPORTED_MODULE_6__/* .url */ .OZ5({ protocol: /^https?$/, error: 'wanted the address of an issuer of identity tokens' })
        .optional()
        .meta({ default: defaultIssuer })
        .describe('Issuer of the identity that signs.'),
    key: repositoryPath
        .optional()
        .describe('Public key file. Beside an identity both must hold; alone it replaces the identity.'),
    'trusted-root': repositoryPath
        .optional()
        .describe('Trust root of a private Sigstore; without it, that of GitHub or of the public-good instance.'),
};
const trustSchema = options({
    ...identity,
    scan: options(identity)
        .optional()
        .describe('Other keys for scan results, such as the workflow that scans.'),
    promotion: options(identity).optional().describe('Other keys for promotion records.'),
}).describe('Who may speak for an artifact. Nothing named: any workflow of this repository.');
const cutoffs = _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_2__/* .severities */ .gO.filter((severity) => severity !== 'unknown');
const scanSchema = options({
    'max-age': _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p.optional().describe('How old the newest scan may be, by verified time.'),
    'severity-cutoff': zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(cutoffs)
        .default('high')
        .describe('Least severity that refuses. A finding that nobody has rated refuses too.'),
    'only-fixed': zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(false).describe('Whether only findings that have a fix refuse.'),
    'secret-cutoff': zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(cutoffs)
        .optional()
        .describe('Least severity of a secret that refuses, where the scan looked for them; else `severity-cutoff`.'),
    'misconfiguration-cutoff': zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(cutoffs)
        .optional()
        .describe('Least severity of a misconfiguration that refuses; else `severity-cutoff`.'),
    scanner: zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['trivy', 'grype', 'osv'])
        .optional()
        .describe('Scanner whose results count; any if not named.'),
});
const ruleName = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
    .regex(/^[\w][\w .-]{0,62}$/, 'wanted up to 63 letters, digits, spaces, ".", "_" or "-"');
const ruleSchema = options({
    name: ruleName.describe('Name under which the verdict is shown.'),
    expression: text.max(10_000).describe('CEL over the facts; `true` passes. https://cel.dev'),
    message: text.optional().describe('What is said when it does not pass.'),
});
const commandSchema = options({
    name: ruleName.describe('Name under which the verdict is shown.'),
    run: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
        .regex(/\S/, 'wanted a command')
        .describe('Script that bash runs in the workspace, with the plan as JSON on its standard input; exit code 0 passes.'),
    timeout: _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p.prefault('5m').describe('How long it may take.'),
});
const requireSchema = options({
    plan: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(false).describe('Whether only what was planned and approved is done.'),
    sbom: zod__WEBPACK_IMPORTED_MODULE_6__/* .boolean */ .zMY().default(false).describe('Whether a signed SBOM is demanded.'),
    scan: scanSchema.optional().describe('Demands a signed scan without findings that refuse.'),
    'status-checks': zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(text)
        .default([])
        .describe('Checks and statuses that must have passed on the commit.'),
    rules: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(ruleSchema).default([]).describe('Rules of your own, in CEL over the facts.'),
    commands: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(commandSchema)
        .default([])
        .describe('Commands that decide once the rules are met, before anything is staged. Not asked of a rollback.'),
}).describe('Evidence that is demanded. Verified build provenance always is.');
const strategySchema = zod__WEBPACK_IMPORTED_MODULE_6__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({ kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('blue-green').describe('Stage beside, check, swap.') }),
    zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('canary').describe('A share of the traffic first, then more; for targets with weights.'),
        steps: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(1).max(99))
            .min(1)
            .max(20)
            .refine((steps) => steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0)), 'wanted percents that rise, such as [10, 50]; 100 follows by itself')
            .describe('Percents of the traffic on the way to 100.'),
        interval: _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p.prefault('5m').describe('How long it is watched at each of them.'),
    }),
    zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej({
        kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz('rolling').describe('The way of the platform itself, part by part.'),
    }),
]);
// GitHub allows nearly any name; these are what can be shown and compared without surprises.
const environmentName = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
    .regex(/^[\w.-][\w./ -]{0,253}[\w.-]$|^[\w.-]$/, 'wanted up to 255 letters, digits, spaces, ".", "_", "-" or "/"');
function environmentSchema(tables) {
    return options({
        after: environmentName.optional().describe('Environment in which this digest must be confirmed first.'),
        soak: _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p.optional().describe('How long it must have been confirmed there.'),
        registry: repository
            .optional()
            .describe('Repository that it is copied to first, byte for byte, and run from: `ghcr.io/acme/production`. Each of several services has its own below it, by its name.'),
        require: requireSchema.prefault({}),
        freeze: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(_freeze_js__WEBPACK_IMPORTED_MODULE_5__/* .freezeSchema */ .N).default([]).describe('Times in which nothing is promoted.'),
        strategy: strategySchema
            .prefault({ kind: 'blue-green' })
            .describe('How traffic moves to the new release.'),
        watch: _duration_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .duration */ .p.prefault('0s').describe('How long it is watched after the swap before it is confirmed.'),
        'on-failure': zod__WEBPACK_IMPORTED_MODULE_6__/* ["enum"] */ .k5n(['revert', 'stop'])
            .default('revert')
            .describe('What follows a failure after the swap: the former release again, or a person.'),
        retain: zod__WEBPACK_IMPORTED_MODULE_6__/* .int */ .Whr().min(0).max(50).default(3).describe('Former releases kept for rollback.'),
        checks: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(checkSchema(tables.checks))
            .default([])
            .describe('Asked of every service: staged, at each step, and after the swap.'),
        target: targetSchema(tables.targets).optional().describe('Where it runs, if it is one service.'),
        services: zod__WEBPACK_IMPORTED_MODULE_6__/* .record */ .g1P(serviceName, serviceSchema(tables))
            .refine((services) => Object.keys(services).length > 0, 'wanted at least one service')
            .optional()
            .describe('What runs there instead of one target, each by a digest of its own. Traffic moves in this order.'),
    }).meta({
        anyOf: [{ required: ['target'] }, { required: ['services'] }],
        not: { required: ['target', 'services'] },
    });
}
const serviceName = zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'wanted lower-case letters, digits and single "-", such as web')
    .max(40);
function serviceSchema(tables) {
    return options({
        target: targetSchema(tables.targets).describe('Where it runs.'),
        checks: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(checkSchema(tables.checks))
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
    return zod__WEBPACK_IMPORTED_MODULE_6__/* .strictObject */ .rej(shape)
        .refine((check) => Object.keys(check).length === 1, {
        error: `wanted one check: ${Object.keys(table).join(' or ')}`,
        // A name that is not known has been told already.
        when: ({ issues }) => issues.length === 0,
    })
        .meta({ minProperties: 1, maxProperties: 1 });
}
function targetSchema(table) {
    const [first, ...others] = Object.entries(table).map(([kind, { description, options }]) => options.safeExtend({ kind: zod__WEBPACK_IMPORTED_MODULE_6__/* .literal */ .euz(kind).describe(description) }));
    if (first === undefined)
        throw new Error('the table of targets is empty');
    return zod__WEBPACK_IMPORTED_MODULE_6__/* .discriminatedUnion */ .gMt('kind', [first, ...others]);
}
function isRegularExpression(pattern) {
    try {
        new RegExp(pattern, 'u');
        return true;
    }
    catch {
        return false; // That it does not compile is what was asked.
    }
}


/***/ })

};
