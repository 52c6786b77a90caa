export const id = 360;
export const ids = [360];
export const modules = {

/***/ 5360:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9323);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8509);
/* harmony import */ var _src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9271);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1048);
/* harmony import */ var _src_deployment_return_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6091);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5499);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2555);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9442);
/* harmony import */ var _src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(473);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6956);
/* harmony import */ var _src_report_rollback_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5078);














await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(async () => {
    const { environment, registry, job, world } = open();
    const to = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('to', _src_deployment_return_js__WEBPACK_IMPORTED_MODULE_7__/* .parseGoal */ .d);
    const cause = { by: (0,_src_action_context_js__WEBPACK_IMPORTED_MODULE_1__/* .runnerContext */ .c)().actor, reason: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)('reason') };
    const hold = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt)('hold', true);
    const environmentUrl = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('environment-url', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_6__/* .parseEnvironmentUrl */ .Mk);
    const request = { environment, to, cause, hold, environmentUrl, registries: [registry] };
    const outcome = await (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .rollBackInJob */ .r3)(request, world, job);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z)((0,_src_report_rollback_js__WEBPACK_IMPORTED_MODULE_13__/* .rollbackSummary */ .j)(outcome, cause, world.repository, job.github.calls()));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_9__/* .promotionOutputs */ .aK)(outcome, await (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .writeRecord */ .rh)(outcome, job)));
    const refusal = (0,_src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_5__/* .refusalOf */ .Of)(outcome);
    if (refusal !== undefined)
        throw refusal;
}, () => (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .endUnfinished */ .rw)(open));
function open() {
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)('environment');
    const registry = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)('registry');
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_10__/* .defaultPolicyFile */ .k;
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_8__/* .openJob */ .I)();
    // Of the repository only its host counts here: which images there are the records tell.
    const world = (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_12__.openWorld)(job, { registry, repository: 'any' }, policy, (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signerInputs */ .C5)());
    return { environment, registry, job, world };
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ rollbackSummary)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75);
/* harmony import */ var _promotion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9493);


/** Tells how a rollback ended: what serves again, who wanted it and why, how long it took, whether it holds. */
function rollbackSummary(outcome, { by, reason }, repository, calls) {
    const { returnedTo, servingAfter, passedOver, held, environment } = outcome;
    return (0,_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .promotionSummary */ .w)(outcome, repository, calls, {
        title: titleOf(outcome),
        told: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)([
            `By ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(by)}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(reason)}`,
            `Back to the release of deployment ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(String(returnedTo))}`,
            ...(servingAfter === undefined
                ? []
                : [`It served ${(servingAfter / 1000).toFixed(1)} s after the rollback began`]),
            ...(held ? [`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(environment)} is held: the next promotion is refused until somebody lets go`] : []),
            ...passedOver.map((reason) => `⚠️ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeText */ .X1)(reason)}`),
        ]),
    });
}
function titleOf({ kind, environment, release }) {
    const where = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(environment);
    const digests = Object.values(release).map(({ digest }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(digest));
    if (kind === 'promoted')
        return `↩️ ${where} serves ${digests.join(', ')} again`;
    if (kind === 'refused')
        return `❌ ${where} was not rolled back to ${digests.join(', ')}`;
    return undefined;
}


/***/ })

};
