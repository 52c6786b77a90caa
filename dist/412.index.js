export const id = 412;
export const ids = [412];
export const modules = {

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


/***/ })

};
