export const id = 53;
export const ids = [53];
export const modules = {

/***/ 53:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _src_action_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9639);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3991);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8509);
/* harmony import */ var _src_deployment_plan_promotion_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5870);
/* harmony import */ var _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1048);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(985);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9442);
/* harmony import */ var _src_job_world_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7384);
/* harmony import */ var _src_report_plan_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(421);










await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)(async () => {
    const release = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('image', _src_deployment_release_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRelease */ .BC);
    const environment = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .required */ .mw)('environment');
    const allowDowngrade = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)('allow-downgrade');
    const policy = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultPolicyFile */ .k;
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_6__/* .openJob */ .I)();
    const world = (0,_src_job_world_js__WEBPACK_IMPORTED_MODULE_8__/* .openWorld */ .H)(job, (0,_src_deployment_release_js__WEBPACK_IMPORTED_MODULE_5__/* .repositoryOf */ .Hp)(release), policy);
    const planned = await (0,_src_deployment_plan_promotion_js__WEBPACK_IMPORTED_MODULE_4__/* .planPromotion */ .z)({ environment, release, allowDowngrade }, world, job.edge);
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .summary */ .z)((0,_src_report_plan_js__WEBPACK_IMPORTED_MODULE_9__/* .planSummary */ .MM)(planned, world.repository));
    const { digest, allowed, plan, live } = planned;
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_2__/* .setOutputs */ .n0)({
        plan: digest,
        'plan-path': await (0,_src_action_files_js__WEBPACK_IMPORTED_MODULE_0__/* .writeTemporary */ .b)(`plan-${environment}.json`, (0,_src_report_plan_js__WEBPACK_IMPORTED_MODULE_9__/* .formatPlan */ .nT)(planned), job.context),
        allowed,
        changed: plan.changes.length > 0,
        live: live.app?.digest,
    });
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ planPromotion)
/* harmony export */ });
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5873);
/* harmony import */ var _admit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1704);
/* harmony import */ var _gather_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7623);
/* harmony import */ var _record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9700);
/* harmony import */ var _recorded_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2657);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1048);






/** Works out what a promotion would do. It has no way to the target, and so believes the record. */
async function planPromotion({ environment, release, allowDowngrade, }, world, edge) {
    const settings = await world.fetchSettings();
    const policy = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_0__/* .environmentOf */ .p)(settings.policy, environment);
    (0,_release_js__WEBPACK_IMPORTED_MODULE_5__/* .assertServices */ .tB)(release, environment);
    const enough = (seen) => (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .liveRecord */ .sy)(seen) !== undefined;
    const { records } = await (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .readRecords */ .T3)(world.github, { environment, enough });
    const { registry } = (0,_release_js__WEBPACK_IMPORTED_MODULE_5__/* .repositoryOf */ .Hp)((0,_release_js__WEBPACK_IMPORTED_MODULE_5__/* .placedIn */ .T8)(policy.registry, release));
    // Where none is signed by those who are trusted now, the newest is shown: what it says is checked when promoting.
    const live = (await (0,_recorded_js__WEBPACK_IMPORTED_MODULE_4__/* .liveRelease */ ._8)({ records, observed: {}, registry }, settings, world, edge)) ??
        (0,_record_js__WEBPACK_IMPORTED_MODULE_3__/* .liveRecord */ .sy)(records)?.payload.release ??
        {};
    const gathered = await (0,_gather_js__WEBPACK_IMPORTED_MODULE_2__/* .gather */ .T)({ environment, wanted: release, live, allowDowngrade }, settings, world);
    const journals = await world.github.fetchStatuses(gathered.services.flatMap(_gather_js__WEBPACK_IMPORTED_MODULE_2__/* .deploymentsUpstream */ .k));
    const admission = await (0,_admit_js__WEBPACK_IMPORTED_MODULE_1__/* .admit */ .w)(gathered, { journals, now: edge.now() });
    return { ...admission, environment, release, live, settings };
}


/***/ })

};
