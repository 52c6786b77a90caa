export const id = 58;
export const ids = [58];
export const modules = {

/***/ 7756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ queryGraphql)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7428);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3798);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4537);



/** Asks GraphQL; what went wrong with any part of the answer fails, but for nodes that are gone. */
async function queryGraphql(connection, verb, { query, data: shape }, variables) {
    // A POST that only reads.
    const { data } = await connection.send({ ...verb, idempotent: true }, (send) => send('POST /graphql', {
        // GitHub Enterprise Server has REST under /api/v3 and GraphQL beside it.
        baseUrl: graphqlBase(String(send.endpoint.DEFAULTS.baseUrl)),
        query,
        variables,
    }));
    const answer = errorsOf.safeParse(data);
    if (!answer.success)
        throw unanswered(connection, verb, answer.error);
    for (const error of answer.data.errors)
        refuse(connection, verb, error);
    const parsed = shape.safeParse(answer.data.data);
    if (!parsed.success)
        throw unanswered(connection, verb, parsed.error);
    return parsed.data;
}
function graphqlBase(apiUrl) {
    return apiUrl.replace(/\/api\/v3$/, '/api');
}
// Errors come with status 200. A node that is gone is no error: it was deleted meanwhile.
function refuse(connection, verb, { type, message }) {
    if (type === 'NOT_FOUND')
        return;
    if (type === 'FORBIDDEN')
        throw (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .missingPermission */ .U)(verb.permission);
    throw unanswered(connection, verb, message);
}
function unanswered({ repository }, { doing }, reason) {
    const said = typeof reason === 'string' ? reason : zod__WEBPACK_IMPORTED_MODULE_2__/* .prettifyError */ .S1(reason).replace(/\s+/g, ' ');
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unavailable', `cannot ${doing} in ${repository}: ${said}`);
}
const errorsOf = zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
    data: zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J(),
    errors: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional(), message: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() })).default([]),
});


/***/ }),

/***/ 9058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   queryHead: () => (/* binding */ queryHead)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3798);
/* harmony import */ var _graphql_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7756);



const verb = { doing: 'read the head of the default branch', permission: 'contents: read' };
const target = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ oid: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().regex(/^[0-9a-f]{40,64}$/) });
const data = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ repository: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ defaultBranchRef: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ target }) }) });
const entry = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    mode: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    object: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ oid: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(), text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish() }).nullable(),
});
/** Fetches the commit at the head of the default branch and some of its files, in one request. */
async function queryHead(connection, paths) {
    const named = paths.map((path, index) => ({ name: `file${index}`, path }));
    const variables = Object.fromEntries(named.map(({ name, path }) => [name, path]));
    const query = queryOf(named.map(({ name }) => name));
    const answer = await (0,_graphql_js__WEBPACK_IMPORTED_MODULE_1__/* .queryGraphql */ .y)(connection, verb, { query, data }, { ...connection.repo, ...variables });
    const { oid: commit, ...entries } = answer.repository.defaultBranchRef.target;
    const files = new Map();
    for (const { name, path } of named) {
        const { data: found } = entry.nullable().safeParse(entries[name]);
        if (found === null && isPlain(path))
            files.set(path, undefined);
        const bytes = found ? wholeOf(found) : undefined;
        if (bytes !== undefined)
            files.set(path, bytes);
    }
    return { commit, files };
}
function queryOf(names) {
    const files = names.map((name) => `${name}: file(path: $${name}) { mode object { ... on Blob { oid text } } }`);
    return `query (${['owner', 'repo', ...names].map((name) => `$${name}: String!`).join(', ')}) {
    repository(owner: $owner, name: $repo) {
      defaultBranchRef { target { oid ... on Commit { ${files.join(' ')} } } }
    }
  }`;
}
// Another spelling of a path may only be unknown to git's trees.
function isPlain(path) {
    return path.split('/').every((part) => !['', '.', '..'].includes(part));
}
const regularFile = 0o100;
// A text may be cut, or mended to be one, and a link is followed by REST alone: what has the hash by which git names
// it is whole.
function wholeOf({ mode, object }) {
    if (mode >> 9 !== regularFile || object?.text == null)
        return undefined;
    const bytes = Buffer.from(object.text);
    const algorithm = object.oid?.length === 64 ? 'sha256' : 'sha1';
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    return hash === object.oid ? bytes : undefined;
}


/***/ })

};
