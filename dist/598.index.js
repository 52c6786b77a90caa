export const id = 598;
export const ids = [598];
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

/***/ 5217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   queryStatuses: () => (/* binding */ queryStatuses),
/* harmony export */   queryStatusesAndListing: () => (/* binding */ queryStatusesAndListing)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3798);
/* harmony import */ var _graphql_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7756);
/* harmony import */ var _nodes_query_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8949);



const verb = { doing: 'read the statuses of deployments', permission: 'deployments: read' };
// REST would take a request per deployment.
const statuses = `statuses(first: 100) {
  nodes { id state description createdAt environmentUrl logUrl }
  pageInfo { hasNextPage }
}`;
const nodes = `nodes(ids: $ids) { ... on Deployment { id ${statuses} } }`;
const deployments = `repository(owner: $owner, name: $repo) {
  deployments(environments: [$environment], orderBy: { field: CREATED_AT, direction: DESC }, first: 100, after: $after) {
    nodes { id task createdAt payload ${statuses} }
    pageInfo { hasNextPage endCursor }
  }
}`;
const listing = '$owner: String!, $repo: String!, $environment: String!, $after: String';
/** Fetches the statuses of many deployments at once, by node id. */
async function queryStatuses(connection, nodeIds) {
    const query = `query ($ids: [ID!]!) { ${nodes} }`;
    return byNodeId(await (0,_nodes_query_js__WEBPACK_IMPORTED_MODULE_1__/* .queryNodes */ .A)(connection, verb, { query, node: node() }, nodeIds));
}
/** Fetches the statuses of deployments by node id and, in the same request, the newest of an environment with theirs. */
async function queryStatusesAndListing(connection, nodeIds, { environment, backTo }) {
    const both = {
        query: `query ($ids: [ID!]!, ${listing}) { ${nodes} ${deployments} }`,
        data: answer.both,
    };
    const further = { query: `query (${listing}) { ${deployments} }`, data: answer.deployments };
    const variables = { ...connection.repo, environment };
    const first = await (0,_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .queryGraphql */ .y)(connection, verb, both, {
        ...variables,
        ids: nodeIds.slice(0, _nodes_query_js__WEBPACK_IMPORTED_MODULE_1__/* .idsPerQuery */ .m),
        after: null,
    });
    const found = byNodeId(first.nodes.filter((one) => one !== null));
    for (const [id, rest] of await queryStatuses(connection, nodeIds.slice(_nodes_query_js__WEBPACK_IMPORTED_MODULE_1__/* .idsPerQuery */ .m)))
        found.set(id, rest);
    const wanted = new Set(backTo.filter((id) => found.has(id)));
    const listed = [];
    for (let page = first.repository.deployments;;) {
        listed.push(...page.nodes.map(listedOf));
        for (const { id } of page.nodes)
            wanted.delete(id);
        const { hasNextPage, endCursor } = page.pageInfo;
        if (wanted.size === 0 || !hasNextPage || endCursor === null)
            break;
        const next = await (0,_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .queryGraphql */ .y)(connection, verb, further, { ...variables, after: endCursor });
        page = next.repository.deployments;
    }
    return { statuses: found, listed: newestFirst(listed, ({ nodeId }) => nodeId) };
}
const statusShape = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    state: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    description: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    createdAt: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    environmentUrl: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    logUrl: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
});
function node() {
    return zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), statuses: statusesShape });
}
const statusesShape = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    nodes: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(statusShape),
    pageInfo: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ hasNextPage: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY() }),
});
const listedShape = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    task: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    createdAt: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    payload: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable(),
    statuses: statusesShape,
});
const deploymentsShape = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    nodes: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(listedShape),
    pageInfo: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ hasNextPage: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(), endCursor: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullable() }),
});
const repositoryShape = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ repository: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ deployments: deploymentsShape }) });
const answer = {
    deployments: repositoryShape,
    both: repositoryShape.extend({ nodes: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(node().nullable()) }),
};
function byNodeId(found) {
    return new Map(found.map(({ id, statuses }) => [id, queriedOf(statuses)]));
}
function queriedOf({ nodes, pageInfo }) {
    const statuses = newestFirst(nodes, ({ id }) => id).map((status) => ({
        state: status.state.toLowerCase(),
        description: status.description ?? '',
        createdAt: status.createdAt,
        ...(status.environmentUrl && { environmentUrl: status.environmentUrl }),
        ...(status.logUrl && { logUrl: status.logUrl }),
    }));
    return { statuses, complete: !pageInfo.hasNextPage };
}
function listedOf({ id, task, createdAt, payload, statuses }) {
    return { nodeId: id, task: task ?? '', createdAt, payload: payloadOf(payload), ...queriedOf(statuses) };
}
// GraphQL documents a text and not whether one that was given as a text is written as JSON once more: both are read.
function payloadOf(payload) {
    try {
        const parsed = JSON.parse(payload ?? 'null');
        return typeof parsed === 'string' ? JSON.parse(parsed) : parsed;
    }
    catch {
        // A stranger's text that is no JSON: whoever reads records refuses it by its shape.
        return payload;
    }
}
// GraphQL documents no order of statuses. Times are to the second, which several may share; within one, the node id
// tells: it ends in the number. https://docs.github.com/graphql/guides/using-global-node-ids
function newestFirst(items, nodeIdOf) {
    const numbered = items.map((item) => ({ item, number: nodeNumber(nodeIdOf(item)) }));
    numbered.sort((one, other) => other.item.createdAt.localeCompare(one.item.createdAt) || Buffer.compare(other.number, one.number));
    return numbered.map(({ item }) => item);
}
// `DES_` and, as base64, an array in MessagePack: numbers of the same width compare as their bytes do.
function nodeNumber(nodeId) {
    return Buffer.from(nodeId.replace(/^[A-Z]+_/, ''), 'base64url');
}


/***/ })

};
