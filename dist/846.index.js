export const id = 846;
export const ids = [846];
export const modules = {

/***/ 7846:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1073);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1966);
/* harmony import */ var _src_deployment_plan_difference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5796);
/* harmony import */ var _src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9271);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1048);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5499);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2555);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9442);
/* harmony import */ var _src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(473);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6956);
/* harmony import */ var _src_report_promotion_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9493);














await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(async () => {
    const { release, environment, job, world } = open();
    const allowDowngrade = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('allow-downgrade');
    const environmentUrl = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('environment-url', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_7__/* .parseEnvironmentUrl */ .Mk);
    const plan = (0,_src_deployment_plan_difference_js__WEBPACK_IMPORTED_MODULE_5__/* .approvedPlan */ .X)((0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('plan', _src_artifact_digest_js__WEBPACK_IMPORTED_MODULE_4__/* .parseDigest */ .m), (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('plan-content'));
    const override = (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .overrideInputs */ .eA)();
    const releaseHold = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('release-hold');
    const request = { environment, release, allowDowngrade, environmentUrl, plan, override, releaseHold };
    const outcome = await (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .promoteInJob */ .N3)(request, world, job);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .summary */ .z)((0,_src_report_promotion_js__WEBPACK_IMPORTED_MODULE_13__/* .promotionSummary */ .w)(outcome, world.repository, job.github.calls()));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_9__/* .promotionOutputs */ .aK)(outcome, await (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .writeRecord */ .rh)(outcome, job)));
    const refusal = (0,_src_deployment_promote_js__WEBPACK_IMPORTED_MODULE_6__/* .refusalOf */ .Of)(outcome);
    if (refusal !== undefined)
        throw refusal;
}, () => (0,_src_job_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .endUnfinished */ .rw)(open));
function open() {
    const release = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('image', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_7__/* .parseRelease */ .BC);
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('environment');
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_10__/* .defaultPolicyFile */ .k;
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_8__/* .openJob */ .I)();
    const world = (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_12__.openWorld)(job, (0,_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_7__/* .repositoryOf */ .Hp)(release), policy, (0,_src_action_common_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .signerInputs */ .C5)());
    return { release, environment, job, world };
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

};
