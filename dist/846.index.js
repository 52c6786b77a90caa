export const id = 846;
export const ids = [846];
export const modules = {

/***/ 57846:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(49639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58509);
/* harmony import */ var _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71966);
/* harmony import */ var _src_deployment_interrupted_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58443);
/* harmony import */ var _src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67468);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(31048);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(92831);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(19442);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(90101);
/* harmony import */ var _src_report_promotion_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(39493);













await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_4__/* .run */ .e)(async () => {
    const { request, job, world } = open();
    const allowDowngrade = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .flag */ .Jt)('allow-downgrade');
    const environmentUrl = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('environment-url', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_8__/* .parseEnvironmentUrl */ .Mk);
    const plan = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('plan', _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_5__/* .parseDigest */ .m);
    const onOpened = (deployment) => (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .saveState */ .LZ)('deployment', String(deployment));
    const outcome = await (0,_src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_7__/* .promote */ .p)({ ...request, allowDowngrade, environmentUrl, plan, onOpened }, world, job.edge);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .saveState */ .LZ)('deployment', '');
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .summary */ .z)((0,_src_report_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .promotionSummary */ .w)(outcome, world.repository, job.github.calls()));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .setOutputs */ .n0)({
        outcome: outcome.kind,
        changed: outcome.changed.length > 0,
        previous: outcome.previous?.app?.digest,
        'deployment-id': outcome.deployment,
        'environment-url': outcome.environmentUrl,
        'record-path': await (0,_src_action_files_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTemporary */ .b)(`promotion-${request.environment}.json`, (0,_src_report_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .recordOf */ .z)(outcome), job.context),
    });
    const refusal = (0,_src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_7__/* .refusalOf */ .O)(outcome);
    if (refusal !== undefined)
        throw refusal;
}, async () => {
    const deployment = (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_3__/* .readState */ .un)('deployment');
    if (deployment === undefined)
        return;
    const { request, job, world } = open();
    await (0,_src_deployment_interrupted_js__WEBPACK_IMPORTED_MODULE_6__/* .endInterrupted */ .K)(request.environment, Number(deployment), world, job.edge);
});
function open() {
    const request = { release: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)('image', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_8__/* .parseRelease */ .BC), environment: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .required */ .mw)('environment') };
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_12__/* .defaultPolicyFile */ .k;
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_9__/* .openJob */ .I)();
    return { request, job, world: (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_10__/* .openWorld */ .H)(job, (0,_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_8__/* .repositoryOf */ .Hp)(request.release), policy, (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signerInputs */ .C5)()) };
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
