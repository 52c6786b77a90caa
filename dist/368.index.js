export const id = 368;
export const ids = [368];
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

/***/ 8949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ queryNodes),
/* harmony export */   m: () => (/* binding */ idsPerQuery)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3798);
/* harmony import */ var _graphql_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7756);


/** As many as GraphQL takes at once. */
const idsPerQuery = 100;
/**
 * Asks GraphQL about things by their node ids, as many at once as it takes; those that are gone are not among the
 * answers. Node ids, because GraphQL's `databaseId` is a 32-bit number, which the ids of deployments have outgrown.
 */
async function queryNodes(connection, verb, { query, node }, ids) {
    const data = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ nodes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(node.nullable()) });
    const found = [];
    for (let start = 0; start < ids.length; start += idsPerQuery) {
        const variables = { ids: ids.slice(start, start + idsPerQuery) };
        const { nodes } = await (0,_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .queryGraphql */ .y)(connection, verb, { query, data }, variables);
        found.push(...nodes.filter((one) => one !== null));
    }
    return found;
}


/***/ }),

/***/ 4368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   queryPullRequests: () => (/* binding */ queryPullRequests)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3798);
/* harmony import */ var _nodes_query_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8949);


// REST would take a request per commit.
const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Commit {
      id
      associatedPullRequests(first: 1) {
        nodes { number title url author { login } }
      }
    }
  }
}`;
const pullRequest = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    number: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    title: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    url: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    // Null where the account is gone.
    author: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ login: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullable(),
});
const node = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    associatedPullRequests: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ nodes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(pullRequest) }).nullable(),
});
const verb = { doing: 'find the pull requests of commits', permission: 'pull-requests: read' };
/** Finds the pull request by which each commit came, by node id; a commit that was pushed as it is has none. */
async function queryPullRequests(connection, nodeIds) {
    const found = new Map();
    for (const { id, associatedPullRequests } of await (0,_nodes_query_js__WEBPACK_IMPORTED_MODULE_0__/* .queryNodes */ .A)(connection, verb, { query, node }, nodeIds)) {
        const [pull] = associatedPullRequests?.nodes ?? [];
        if (pull === undefined)
            continue;
        const { author, ...rest } = pull;
        found.set(id, { ...rest, ...(author !== null && { author: author.login }) });
    }
    return found;
}


/***/ })

};
