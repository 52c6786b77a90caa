export const id = 816;
export const ids = [816];
export const modules = {

/***/ 2297:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ formatDuration),
/* harmony export */   p: () => (/* binding */ duration)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3798);

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** How a length of time is written wherever a user writes one: `30s`, `10m`, `2h`, `7d`. */
const duration = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: 'wanted a duration such as 30s, 10m, 2h or 7d' })
    .regex(/^[0-9]{1,6}[smhd]$/, 'wanted a duration such as 30s, 10m, 2h or 7d')
    .transform(millisecondsOf);
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

/***/ 4816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  defaultEvents: () => (/* binding */ defaultEvents),
  LV: () => (/* binding */ defaultIssuer),
  wh: () => (/* binding */ policySchema)
});

// UNUSED EXPORTS: policyJsonSchema, schemaId

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(3759);
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

// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core_core = __webpack_require__(8532);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/duration.js
var src_duration = __webpack_require__(2297);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/policy/schema.js





/** Whose runs build by default: never code of a pull request, which anyone may write. */
const defaultEvents = ['push', 'release', 'workflow_dispatch'];
/** GitHub's own issuer of identity tokens. */
const defaultIssuer = 'https://token.actions.githubusercontent.com';
/** Where editors find the schema. */
const schemaId = 'https://raw.githubusercontent.com/immutable-deploy/immutable-deploy/main/schema/immutable-deploy.schema.json';
/** Builds the schema of the policy file: kebab-case keys and durations in, camelCase and milliseconds out. */
function policySchema(tables) {
    return options({
        version: schemas/* literal */.euz(1).describe('Version of this format.'),
        trust: trustSchema.prefault({}),
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
/** A map with these keys and no others, spelled in kebab-case by the user and in camelCase by the code. */
function options(shape) {
    return schemas/* strictObject */.rej(shape).transform(camelKeys);
}
function camelKeys(written) {
    const entries = Object.entries(written).map(([key, value]) => [camelCase(key), value]);
    return Object.fromEntries(entries);
}
function camelCase(key) {
    return key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
const schema_text = schemas/* string */.YjP().min(1);
const instant = datetime({ offset: true, error: 'wanted an instant with its zone, such as 2026-12-24T00:00:00Z' })
    .transform((written) => new Date(written));
const repository = schema_text.transform((written, context) => {
    try {
        return (0,reference/* parseRepository */.SU)(written);
    }
    catch (error) {
        context.addIssue({ code: 'custom', message: (0,failure/* messageOf */.bD)(error) });
        return core_core/* NEVER */.tm;
    }
});
const repositoryPath = schema_text.refine((path) => !/^[/~]|\\|^[a-z]+:|[\p{Cc}]/iu.test(path) && !path.split('/').includes('..'), 'wanted a path inside this repository, such as .github/cosign.pub');
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
const schema_event = schemas/* enum */.k5n(events, {
    error: ({ input }) => typeof input === 'string' && input.startsWith('pull_request')
        ? `"${input}" runs code that anyone may propose, and is never trusted`
        : undefined,
});
const identity = {
    'signer-workflow': schemas/* string */.YjP()
        .regex(/^[\w.-]+\/[\w.-]+\/[^@\s]+\.ya?ml(@\S+)?$/, 'wanted owner/repository/path.yml, with or without @ref')
        .optional()
        .describe('Workflow that signs, as in `acme/shop/.github/workflows/deploy.yml`; may carry `@ref`.'),
    'signer-repo': schemas/* string */.YjP()
        .regex(/^[\w.-]+\/[\w.-]+$/, 'wanted owner/repository')
        .optional()
        .describe('Repository whose workflows may sign.'),
    'source-ref': schemas/* string */.YjP()
        .regex(/^refs\/\S+$/, 'wanted a full ref such as refs/heads/main')
        .optional()
        .describe('Ref that the code must come from, as in `refs/heads/main`.'),
    events: schemas/* array */.YOg(schema_event)
        .min(1)
        .optional()
        .meta({ default: defaultEvents })
        .describe('Events whose runs may build. For `scan` and `promotion` they and `schedule` count unless told otherwise.'),
    'deny-self-hosted-runners': schemas/* boolean */.zMY()
        .optional()
        .meta({ default: false })
        .describe('Whether only GitHub-hosted runners may sign.'),
    'cert-identity': schema_text.optional().describe('Subject alternative name that the certificate must have.'),
    'cert-identity-regex': schema_text
        .refine(isRegularExpression, 'wanted a regular expression')
        .optional()
        .describe('Regular expression that the whole subject alternative name must match.'),
    'cert-oidc-issuer': schemas/* url */.OZ5({ protocol: /^https?$/, error: 'wanted the address of an issuer of identity tokens' })
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
const cutoffs = vulnerabilities/* severities */.gO.filter((severity) => severity !== 'unknown');
const scanSchema = options({
    'max-age': src_duration/* duration */.p.optional().describe('How old the newest scan may be, by verified time.'),
    'severity-cutoff': schemas/* enum */.k5n(cutoffs)
        .default('high')
        .describe('Least severity that refuses. A finding that nobody has rated refuses too.'),
    'only-fixed': schemas/* boolean */.zMY().default(false).describe('Whether only findings that have a fix refuse.'),
    scanner: schemas/* enum */.k5n(['trivy', 'grype', 'osv'])
        .optional()
        .describe('Scanner whose results count; any if not named.'),
});
const ruleSchema = options({
    name: schemas/* string */.YjP()
        .regex(/^[\w][\w .-]{0,62}$/, 'wanted up to 63 letters, digits, spaces, ".", "_" or "-"')
        .describe('Name under which the verdict is shown.'),
    expression: schema_text.max(10_000).describe('CEL over the facts; `true` passes. https://cel.dev'),
    message: schema_text.optional().describe('What is said when it does not pass.'),
});
const requireSchema = options({
    plan: schemas/* boolean */.zMY().default(false).describe('Whether only what was planned and approved is done.'),
    sbom: schemas/* boolean */.zMY().default(false).describe('Whether a signed SBOM is demanded.'),
    scan: scanSchema.optional().describe('Demands a signed scan without findings that refuse.'),
    'status-checks': schemas/* array */.YOg(schema_text)
        .default([])
        .describe('Checks and statuses that must have passed on the commit.'),
    rules: schemas/* array */.YOg(ruleSchema).default([]).describe('Rules of your own, in CEL over the facts.'),
}).describe('Evidence that is demanded. Verified build provenance always is.');
const freezeSchema = schemas/* strictObject */.rej({
    from: instant.describe('First instant at which nothing is promoted.'),
    until: instant.describe('First instant at which it is again.'),
    reason: schema_text.describe('Why; said in the refusal.'),
})
    .refine(({ from, until }) => until > from, { message: 'must be later than "from"', path: ['until'] });
// GitHub allows nearly any name; these are what can be shown and compared without surprises.
const environmentName = schemas/* string */.YjP()
    .regex(/^[\w.-][\w./ -]{0,253}[\w.-]$|^[\w.-]$/, 'wanted up to 255 letters, digits, spaces, ".", "_", "-" or "/"');
function environmentSchema(tables) {
    return options({
        after: environmentName.optional().describe('Environment in which this digest must be confirmed first.'),
        soak: src_duration/* duration */.p.optional().describe('How long it must have been confirmed there.'),
        registry: repository
            .optional()
            .describe('Repository that it is copied to first, byte for byte, and run from: `ghcr.io/acme/production`.'),
        require: requireSchema.prefault({}),
        freeze: schemas/* array */.YOg(freezeSchema).default([]).describe('Times in which nothing is promoted.'),
        strategy: schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('blue-green').describe('Stage beside, check, swap.') })
            .prefault({ kind: 'blue-green' })
            .describe('How traffic moves to the new release.'),
        watch: src_duration/* duration */.p.prefault('0s').describe('How long it is watched after the swap before it is confirmed.'),
        'on-failure': schemas/* enum */.k5n(['revert', 'stop'])
            .default('revert')
            .describe('What follows a failure after the swap: the former release again, or a person.'),
        retain: schemas/* int */.Whr().min(0).max(50).default(3).describe('Former releases kept for rollback.'),
        checks: schemas/* array */.YOg(checkSchema(tables.checks))
            .default([])
            .describe('Asked of the staged release, at each step, and after the swap.'),
        target: targetSchema(tables.targets).describe('Where it runs.'),
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
