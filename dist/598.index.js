export const id = 598;
export const ids = [598];
export const modules = {

/***/ 8949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ queryNodes)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7428);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3798);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4537);



const idsPerQuery = 100;
/**
 * Asks GraphQL about things by their node ids, as many at once as it takes; those that are gone are not among the
 * answers. Node ids, because GraphQL's `databaseId` is a 32-bit number, which the ids of deployments have outgrown.
 */
async function queryNodes(connection, verb, { query, node }, ids) {
    const found = [];
    for (let start = 0; start < ids.length; start += idsPerQuery)
        found.push(...(await queryOnce(connection, verb, { query, node }, ids.slice(start, start + idsPerQuery))));
    return found;
}
async function queryOnce(connection, verb, { query, node }, ids) {
    // A POST that only reads.
    const { data } = await connection.send({ ...verb, idempotent: true }, (send) => send('POST /graphql', {
        // GitHub Enterprise Server has REST under /api/v3 and GraphQL beside it.
        baseUrl: graphqlBase(String(send.endpoint.DEFAULTS.baseUrl)),
        query,
        variables: { ids },
    }));
    const answer = answerOf(node).safeParse(data);
    if (!answer.success)
        throw unanswered(connection, verb, zod__WEBPACK_IMPORTED_MODULE_2__/* .prettifyError */ .S1(answer.error).replace(/\s+/g, ' '));
    for (const error of answer.data.errors)
        refuse(connection, verb, error);
    return (answer.data.data?.nodes ?? []).filter((node) => node !== null);
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
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('unavailable', `cannot ${doing} in ${repository}: ${reason}`);
}
function answerOf(node) {
    return zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({
        data: zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ nodes: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(node.nullable()) }).nullish(),
        errors: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ikc({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().optional(), message: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP() })).default([]),
    });
}


/***/ }),

/***/ 5217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   queryStatuses: () => (/* binding */ queryStatuses)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3798);
/* harmony import */ var _nodes_query_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8949);


// REST would take a request per deployment.
const query = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Deployment {
      id
      statuses(first: 100) {
        nodes { id state description createdAt environmentUrl logUrl }
        pageInfo { hasNextPage }
      }
    }
  }
}`;
/** Fetches the statuses of many deployments at once, by node id. */
async function queryStatuses(connection, nodeIds) {
    const found = new Map();
    const nodes = await (0,_nodes_query_js__WEBPACK_IMPORTED_MODULE_0__/* .queryNodes */ .A)(connection, verb, { query, node: nodeSchema }, nodeIds);
    for (const { id, statuses } of nodes) {
        found.set(id, { statuses: newestFirst(statuses.nodes), complete: !statuses.pageInfo.hasNextPage });
    }
    return found;
}
const verb = { doing: 'read the statuses of deployments', permission: 'deployments: read' };
const statusSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    state: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    description: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    createdAt: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    environmentUrl: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
    logUrl: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullable(),
});
const nodeSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    statuses: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ nodes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(statusSchema), pageInfo: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ hasNextPage: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY() }) }),
});
// GraphQL documents no order. Times are to the second, which several steps share; within one, the node id tells:
// it ends in the status's number. https://docs.github.com/graphql/guides/using-global-node-ids
function newestFirst(statuses) {
    const numbered = statuses.map((status) => ({ status, number: nodeNumber(status.id) }));
    numbered.sort((one, other) => other.status.createdAt.localeCompare(one.status.createdAt) || Buffer.compare(other.number, one.number));
    return numbered.map(({ status }) => ({
        state: status.state.toLowerCase(),
        description: status.description ?? '',
        createdAt: status.createdAt,
        ...(status.environmentUrl && { environmentUrl: status.environmentUrl }),
        ...(status.logUrl && { logUrl: status.logUrl }),
    }));
}
// `DES_` and, as base64, an array in MessagePack: numbers of the same width compare as their bytes do.
function nodeNumber(nodeId) {
    return Buffer.from(nodeId.replace(/^[A-Z]+_/, ''), 'base64url');
}


/***/ })

};
