export const id = 650;
export const ids = [650];
export const modules = {

/***/ 9582:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(551);
/* harmony import */ var _src_action_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9323);
/* harmony import */ var _src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3991);
/* harmony import */ var _src_action_log_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8194);
/* harmony import */ var _src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3406);
/* harmony import */ var _src_action_run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8509);
/* harmony import */ var _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6565);
/* harmony import */ var _src_build_build_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4766);
/* harmony import */ var _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3939);
/* harmony import */ var _src_build_index_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1195);
/* harmony import */ var _src_build_packer_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3566);
/* harmony import */ var _src_build_placement_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9561);
/* harmony import */ var _src_build_secret_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2980);
/* harmony import */ var _src_build_source_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(3053);
/* harmony import */ var _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(2845);
/* harmony import */ var _src_job_job_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(5499);
/* harmony import */ var _src_job_outputs_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(2555);
/* harmony import */ var _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(9442);
/* harmony import */ var _src_job_services_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(428);
/* harmony import */ var _src_report_build_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(2056);





















await (0,_src_action_run_js__WEBPACK_IMPORTED_MODULE_6__/* .run */ .e)(async () => {
    const image = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .required */ .mw)('image', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseRepository */ .SU);
    const job = (0,_src_job_job_js__WEBPACK_IMPORTED_MODULE_16__/* .openJob */ .I)();
    const { context, edge } = job;
    const request = {
        image,
        builder: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('builder', _src_build_index_js__WEBPACK_IMPORTED_MODULE_10__/* .builderNames */ .k, 'auto'),
        recipe: {
            context: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(context.workspace, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('context') ?? '.'),
            files: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('files', (line) => (0,_src_build_source_js__WEBPACK_IMPORTED_MODULE_14__/* .parseFileLine */ .o$)(line, process.platform === 'win32')),
            base: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('base', _src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .parseDigestReference */ .Dn),
            artifactType: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('artifact-type', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseArtifactType */ .Wd),
            platforms: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('platforms', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parsePlatforms */ .qA),
            entrypoint: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('entrypoint', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseCommand */ .RM),
            cmd: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('cmd', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseCommand */ .RM),
            env: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('env', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseVariable */ .mO),
            workdir: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('workdir', _src_build_placement_js__WEBPACK_IMPORTED_MODULE_12__/* .parseWorkdir */ .I),
            user: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('user', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseUser */ .tN),
            labels: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('labels', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parsePairs */ .xg),
            annotations: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('annotations', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parsePairs */ .xg),
            file: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('file'),
            target: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('target'),
            buildArgs: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('build-args', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseVariable */ .mO),
            secrets: readSecrets(),
            cacheFrom: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('cache-from'),
            cacheTo: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('cache-to'),
            template: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('template'),
            vars: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('vars', _src_build_packer_js__WEBPACK_IMPORTED_MODULE_11__/* .parseTemplateVariable */ .u),
        },
        tags: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .lines */ .Mn)('tags', _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__/* .parseExtraTag */ .a5),
        ifTagExists: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .choice */ .Yq)('if-tag-exists', _src_build_tags_js__WEBPACK_IMPORTED_MODULE_15__/* .ifTagExistsValues */ .c3, 'reuse'),
        sourceDateEpoch: (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('source-date-epoch', _src_build_image_js__WEBPACK_IMPORTED_MODULE_9__/* .parseEpoch */ .Pd),
        source: `${context.serverUrl}/${context.repository}`,
        tokenCommit: await (0,_src_job_services_js__WEBPACK_IMPORTED_MODULE_19__/* .fetchTokenCommit */ .n$)(job),
        cacheAccess: (0,_src_action_context_js__WEBPACK_IMPORTED_MODULE_2__/* .cacheAccess */ .n)(),
        temporary: context.runnerTemp,
    };
    const services = (0,_src_job_services_js__WEBPACK_IMPORTED_MODULE_19__/* .openBuildServices */ .V7)(job, image, (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('policy') ?? _src_job_policy_file_js__WEBPACK_IMPORTED_MODULE_18__/* .defaultPolicyFile */ .k);
    const built = await (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .group */ .Os)('Build', () => (0,_src_build_build_js__WEBPACK_IMPORTED_MODULE_8__/* .build */ .j)(request, services, edge));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .summary */ .z)((0,_src_report_build_js__WEBPACK_IMPORTED_MODULE_20__/* .buildSummary */ .f)(built));
    (0,_src_action_outputs_js__WEBPACK_IMPORTED_MODULE_5__/* .setOutputs */ .n0)((0,_src_job_outputs_js__WEBPACK_IMPORTED_MODULE_17__/* .buildOutputs */ .JZ)(built));
    (0,_src_action_artifacts_js__WEBPACK_IMPORTED_MODULE_1__/* .declareArtifact */ .L)((0,_src_artifact_reference_js__WEBPACK_IMPORTED_MODULE_7__/* .formatReference */ .FH)(built.image));
});
function readSecrets() {
    const secrets = (0,_src_action_inputs_js__WEBPACK_IMPORTED_MODULE_3__/* .optional */ .lq)('secrets', (text) => (0,_src_build_secret_js__WEBPACK_IMPORTED_MODULE_13__/* .parseSecrets */ .d)(text, process.env)) ?? [];
    for (const secret of secrets)
        if ('value' in secret)
            (0,_src_action_log_js__WEBPACK_IMPORTED_MODULE_4__/* .maskSecret */ .$l)(secret.value);
    return secrets;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ formatPlatform)
/* harmony export */ });
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, variant].filter(Boolean).join('/');
}


/***/ }),

/***/ 1048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B9: () => (/* binding */ formatRelease),
/* harmony export */   BC: () => (/* binding */ parseRelease),
/* harmony export */   Hp: () => (/* binding */ repositoryOf),
/* harmony export */   Mk: () => (/* binding */ parseEnvironmentUrl),
/* harmony export */   O1: () => (/* binding */ isSamePlace),
/* harmony export */   PU: () => (/* reexport safe */ _policy_service_js__WEBPACK_IMPORTED_MODULE_2__.PU),
/* harmony export */   T8: () => (/* binding */ placedIn),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   _M: () => (/* binding */ isSameRelease),
/* harmony export */   qp: () => (/* binding */ servicesIn),
/* harmony export */   tB: () => (/* binding */ assertServices),
/* harmony export */   x7: () => (/* binding */ formatDigests)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _policy_service_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7319);




/** Reads the input `image`: one reference, or lines `service=reference`. */
function parseRelease(text) {
    const lines = text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    if (lines.length === 1 && !/^[a-z0-9-]+=/.test(text.trim()))
        return { [_policy_service_js__WEBPACK_IMPORTED_MODULE_2__/* .soleService */ .PU]: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDigestReference */ .Dn)(text.trim()) };
    const release = {};
    for (const line of lines) {
        const [, service, reference] = /^([a-z0-9-]+)=(.+)$/.exec(line) ?? [];
        if (service === undefined || reference === undefined) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${line}" is not service=reference, as in web=ghcr.io/acme/web@sha256:…`);
        }
        if (release[service] !== undefined)
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `service "${service}" is named twice`);
        release[service] = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDigestReference */ .Dn)(reference);
    }
    if (lines.length === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', 'no image is named; wanted registry/repository@sha256:…');
    return release;
}
/** Says whether two releases run the same digests from the same repositories. */
function isSamePlace(one, other) {
    const [here, there] = [formatRelease(one), formatRelease(other)];
    return isSameRelease(one, other) && Object.keys(here).every((service) => here[service] === there[service]);
}
/** Writes a release as records keep it: service → `registry/repository@sha256:…`. */
function formatRelease(release) {
    return Object.fromEntries(Object.entries(release).map(([service, image]) => [service, (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image)]));
}
/** Says whether two releases run the same digests. Where they are kept does not matter. */
function isSameRelease(one, other) {
    const services = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...services].every((service) => one[service]?.digest === other[service]?.digest);
}
/** The repository whose registry a given user name and password are for. */
function repositoryOf(release) {
    const [image] = Object.values(release);
    if (image === undefined)
        throw new TypeError('a release names at least one image');
    return image;
}
/** Names a release where an environment keeps it: in repositories of its own, or where it was made. */
function placedIn({ services }, release) {
    const placed = Object.entries(release).map(([service, image]) => {
        const registry = services[service]?.registry;
        return [service, registry === undefined ? image : (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .withDigest */ .hQ)(registry, image.digest)];
    });
    return Object.fromEntries(placed);
}
/** Takes of a release what an environment runs now: a service that it has no more is not carried over. */
function servicesIn({ services }, release) {
    return Object.fromEntries(Object.entries(release).filter(([service]) => Object.hasOwn(services, service)));
}
/** Says whether every service of a release runs the same digest in another, whatever else runs there. */
function isWithin(release, other) {
    return Object.entries(release).every(([service, { digest }]) => other[service]?.digest === digest);
}
/** Refuses a release with services that an environment does not have. */
function assertServices(release, { services }, environment) {
    const unknown = Object.keys(release).filter((service) => !Object.hasOwn(services, service));
    if (unknown.length === 0)
        return;
    const quoted = (names) => names.map((name) => `"${name}"`).join(', ');
    const known = Object.keys(services);
    const way = known.includes(_policy_service_js__WEBPACK_IMPORTED_MODULE_2__/* .soleService */ .PU)
        ? 'has one target and so runs one image'
        : `has the services ${quoted(known)}, named by lines service=reference`;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `environment "${environment}" ${way}; found ${quoted(unknown)}`);
}
/** Writes which digests a release has, for programs: the one, or lines `service=digest`. */
function formatDigests(release) {
    const digests = Object.entries(release ?? {});
    if (digests.length === 0)
        return undefined;
    const [[service, first] = []] = digests;
    if (digests.length === 1 && service === _policy_service_js__WEBPACK_IMPORTED_MODULE_2__/* .soleService */ .PU)
        return first?.digest;
    return digests.map(([service, { digest }]) => `${service}=${digest}`).join('\n');
}
function parseEnvironmentUrl(text) {
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${text}" is not an http or https address`);
}


/***/ }),

/***/ 2555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JZ: () => (/* binding */ buildOutputs),
/* harmony export */   aK: () => (/* binding */ promotionOutputs),
/* harmony export */   qz: () => (/* binding */ scanOutputs)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _deployment_release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1048);
/* harmony import */ var _scan_findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1165);



// A test reads the names from here, without running it, and compares them with action.yml: so they are written out.
/** Tells what was built. */
function buildOutputs({ image, tag, tags, reused, mediaType, size, }) {
    return {
        image: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image),
        digest: image.digest,
        tag,
        tags,
        reused,
        'media-type': mediaType,
        size,
    };
}
/** Tells how a promotion ended. */
function promotionOutputs(outcome, recordPath) {
    return {
        outcome: outcome.kind,
        changed: outcome.changed.length > 0,
        previous: (0,_deployment_release_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDigests */ .x7)(outcome.previous),
        'deployment-id': outcome.deployment,
        'environment-url': outcome.environmentUrl,
        'record-path': recordPath,
    };
}
/** Tells what a scan came to. */
function scanOutputs(outcome) {
    const { assessment, scanned } = outcome;
    const { critical, high, medium, low, negligible, unknown } = (0,_scan_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .countFindings */ .Gt)(assessment.findings);
    return {
        verdict: assessment.verdict,
        image: scanned.image && (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(scanned.image),
        ...{ critical, high, medium, low, negligible, unknown },
        new: assessment.compared?.fresh,
        fixed: assessment.compared?.fixed.length,
        'report-path': outcome.reportPath,
        'sarif-path': outcome.sarifPath,
        'sbom-path': scanned.sbomPaths,
        'bundle-path': outcome.bundlePath,
    };
}


/***/ }),

/***/ 9442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ noPolicyFile),
/* harmony export */   k: () => (/* binding */ defaultPolicyFile)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/** Where the policy is looked for unless the input `policy` says otherwise. */
const defaultPolicyFile = '.github/immutable-deploy.yml';
/** Says that a policy file that is needed is not there. */
function noPolicyFile(file) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('not-found', `there is no policy file ${file} on the default branch; add one, or name it by the input "policy"`);
}


/***/ }),

/***/ 7319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PU: () => (/* binding */ soleService),
/* harmony export */   Yj: () => (/* binding */ servicesOf),
/* harmony export */   jl: () => (/* binding */ serviceFaults)
/* harmony export */ });
/* unused harmony export strategiesOf */
/* harmony import */ var _yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7202);
/* harmony import */ var _written_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6123);


/** The one service of an environment that has a `target` instead of `services`. */
const soleService = 'app';
/**
 * Reads the services of an environment as it is written: nobody after this knows whether it names a target or
 * services. Several services share no repository: the commit's tag would name two things there.
 */
function servicesOf(environment, read) {
    const shared = checksIn(environment);
    const { registry } = read;
    if (read.services === undefined) {
        return { [soleService]: { target: targetIn(environment), checks: shared, ...(registry && { registry }) } };
    }
    const services = Object.entries(read.services).map(([name, { registry: own }]) => {
        const written = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'services', name);
        const place = own ?? (registry && { ...registry, repository: `${registry.repository}/${name}` });
        const checks = [...shared, ...checksIn(written)];
        return [name, { target: targetIn(written), checks, ...(place && { registry: place }) }];
    });
    return Object.fromEntries(services);
}
function targetIn(written) {
    const { kind, ...options } = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(written, 'target');
    return { kind: String(kind), options };
}
function checksIn(written) {
    return (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .g)(written, 'checks')
        .flatMap((check) => Object.entries((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(check)))
        .map(([kind, options]) => ({ kind, options }));
}
/** Looks at whether each environment says where it runs, once, and asks of no target what it cannot do. */
function serviceFaults(written, { targets, checks }) {
    const environments = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(written, 'environments');
    return Object.keys(environments).flatMap((name) => {
        const environment = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environments, name);
        return [
            ...placeFaults(environment, ['environments', name]),
            ...strategyFaults(environment, ['environments', name], targets),
            ...previewFaults(environment, ['environments', name], { targets, checks }),
        ];
    });
}
function placeFaults(environment, path) {
    const [one, several] = [Object.hasOwn(environment, 'target'), Object.hasOwn(environment, 'services')];
    const where = (0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(path);
    if (one && several) {
        const message = `${where} has both "target" and "services"; an environment has one target, or services with one each`;
        return [{ path: [...path, 'services'], message }];
    }
    if (one || several)
        return [];
    return [{ path: [...path, 'target'], message: `${where} has no "target" and no "services"` }];
}
function strategyFaults(environment, path, targets) {
    const { kind: wanted = 'blue-green' } = (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'strategy');
    // A strategy that is not known has been told already.
    if (!isStrategy(wanted))
        return [];
    const at = Object.hasOwn(environment, 'strategy') ? [...path, 'strategy', 'kind'] : [...path, 'strategy'];
    const written = [environment, ...Object.values((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'services'))];
    const messages = written.flatMap((service) => {
        const { kind, options } = targetIn(service);
        const row = rowOf(kind, targets);
        if (row === undefined)
            return []; // A kind that is not known has been told already.
        const able = strategiesOf(row, options);
        if (able.includes(wanted))
            return [];
        const such = strategiesOf(row).includes(wanted) ? ', as it is set up here,' : '';
        return `${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(at)}: target kind "${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(kind)}"${such} cannot do "${wanted}"; it can do ${able.join(', ') || 'nothing'}`;
    });
    return [...new Set(messages)].map((message) => ({ path: at, message }));
}
/** Finds checks that ask a staged release at its own address where it will have none: they could never pass. */
function previewFaults(environment, path, tables) {
    const services = Object.entries((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'services'));
    const own = services.flatMap(([name, service]) => {
        const reason = unasked(service, environment, tables.targets);
        return asking(service, [...path, 'services', name], reason, tables.checks);
    });
    const all = services.length === 0 ? [environment] : services.map(([, service]) => service);
    const reasons = all.map((service) => unasked(service, environment, tables.targets));
    const reason = reasons.find((reason) => reason !== undefined);
    return [...asking(environment, path, reason, tables.checks), ...own];
}
/** The checks of a map that need what, for this reason, there is not. */
function asking(written, path, reason, checks) {
    if (reason === undefined)
        return [];
    return (0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .g)(written, 'checks').flatMap((check, index) => Object.entries((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(check)).flatMap(([kind, options]) => {
        const { option = '', instead } = rowOf(kind, checks)?.preview ?? {};
        if (!Object.hasOwn((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(options), option))
            return [];
        const at = [...path, 'checks', index, kind, option];
        const way = `give "${instead}", which is asked after the swap, or use a command`;
        return [{ path: at, message: `${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .jV)(at)}: ${reason}; ${way}` }];
    }));
}
/** Why a staged release of a service has no address at which it could be asked. */
function unasked(service, environment, targets) {
    const { kind, options } = targetIn(service);
    const row = rowOf(kind, targets);
    if (row?.can === undefined)
        return undefined;
    if ((0,_written_js__WEBPACK_IMPORTED_MODULE_1__/* .mapAt */ .S)(environment, 'strategy').kind === 'rolling')
        return 'with the strategy "rolling" nothing is staged that could be asked';
    if ((row.canWith?.(options) ?? row.can).preview)
        return undefined;
    const such = row.can.preview ? ', as it is set up here,' : '';
    return `target kind "${(0,_yaml_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .shown */ .SP)(kind)}"${such} gives a staged release no address at which it could be asked`;
}
function rowOf(kind, table) {
    return Object.hasOwn(table, kind) ? table[kind] : undefined;
}
const strategies = ['blue-green', 'canary', 'rolling'];
function isStrategy(written) {
    return strategies.some((kind) => kind === written);
}
/** What a kind of target can do, all of it or with these options. */
function strategiesOf(row, options) {
    const can = options === undefined ? row.can : (row.canWith?.(options) ?? row.can);
    const isAble = { 'blue-green': can?.swap !== false, canary: can?.weights, rolling: can?.rolling };
    return strategies.filter((kind) => isAble[kind] === true);
}


/***/ }),

/***/ 6123:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ mapAt),
/* harmony export */   g: () => (/* binding */ listAt)
/* harmony export */ });
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2218);

/** The map at a path of plain values; an empty one where there is none. */
function mapAt(value, ...path) {
    let at = value;
    for (const key of path)
        at = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    return (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(at) ? at : {};
}
/** The list under a key of a map; an empty one where there is none. */
function listAt(value, key) {
    const list = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(value) ? value[key] : undefined;
    return Array.isArray(list) ? list : [];
}


/***/ }),

/***/ 1165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DF: () => (/* binding */ mergeFindings),
/* harmony export */   Gt: () => (/* binding */ countFindings),
/* harmony export */   Tc: () => (/* binding */ sortFindings),
/* harmony export */   dU: () => (/* binding */ mergeAliases)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9175);

/**
 * Merges what a scanner tells about one package in several places, and under several names: what is to be updated is
 * told once, with every place.
 */
function mergeFindings(findings) {
    const byPackage = Map.groupBy(findings, ({ package: { name, version, purl } }) => purl ?? `${name}@${version}`);
    return [...byPackage.values()].flatMap(mergeAliases);
}
function countFindings(findings) {
    const counts = Object.fromEntries(_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .severities */ .gO.map((severity) => [severity, 0]));
    for (const { severity } of findings)
        counts[severity]++;
    return counts;
}
/**
 * Merges findings of one package that are the same vulnerability under several names: databases of GitHub, a
 * language and a distribution often hold a record each. The worst rating and all fixes are kept.
 */
function mergeAliases(findings) {
    const byName = new Map();
    for (const finding of findings) {
        const names = [finding.id, ...finding.aliases];
        // One record may show that groups which had nothing in common until now are the same.
        const same = new Set(names.map((name) => byName.get(name)).filter((group) => group !== undefined));
        const group = { names: [...names], findings: [finding] };
        for (const other of same) {
            group.names.push(...other.names);
            group.findings.push(...other.findings);
        }
        for (const name of group.names)
            byName.set(name, group);
    }
    return [...new Set(byName.values())].map(merge);
}
/** Orders findings the same way every time: the worst first, then by package and name. */
function sortFindings(findings) {
    return findings.toSorted((a, b) => (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .compareSeverity */ .zK)(b.severity, a.severity) ||
        compareText(a.package.name, b.package.name) ||
        compareText(a.package.version, b.package.version) ||
        compareText(a.id, b.id));
}
function merge({ names, findings }) {
    const [first, ...others] = findings.toSorted((a, b) => compareIds(a.id, b.id));
    if (first === undefined)
        throw new Error('a group of findings is never empty');
    const all = [first, ...others];
    const worst = all.reduce((a, b) => ((0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .compareSeverity */ .zK)(b.severity, a.severity) > 0 ? b : a));
    return {
        ...first,
        ...pickRating(worst),
        aliases: [...new Set(names)].filter((name) => name !== first.id).sort(compareIds),
        fixedIn: [...new Set(all.flatMap(({ fixedIn }) => fixedIn))],
        summary: all.find(({ summary }) => summary !== undefined)?.summary,
        links: [...new Set(all.flatMap(({ links }) => links))],
        ...locationsOf(all),
    };
}
function pickRating({ severity, ratedBy, score, vector, }) {
    return { severity, ratedBy, score, vector };
}
function locationsOf(findings) {
    const all = findings.flatMap(({ locations = [] }) => locations);
    const places = new Map(all.map((one) => [`${one.layer} ${one.path}`, one]));
    return places.size === 0 ? {} : { locations: [...places.values()] };
}
// GitHub's name first, for it leads to a page with the fix; then the one that everybody knows.
const knownNames = ['GHSA-', 'CVE-'];
function compareIds(a, b) {
    return rank(a) - rank(b) || compareText(a, b);
}
function rank(id) {
    const index = knownNames.findIndex((prefix) => id.startsWith(prefix));
    return index < 0 ? knownNames.length : index;
}
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 7202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ problemsOf),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   jV: () => (/* binding */ formatPath),
/* harmony export */   pA: () => (/* binding */ nearest),
/* harmony export */   z4: () => (/* binding */ wording)
/* harmony export */ });
/* harmony import */ var leven__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7785);

/** Words a fault that zod found, one line for each thing to mend; `value` is the `whole` that was read. */
function problemsOf(issue, value, whole) {
    const { path } = issue;
    if (issue.code === 'unrecognized_keys') {
        // The messages were made where the known keys are known; see `wording`.
        const hints = issue.message.split('\n');
        return issue.keys.map((key, index) => ({
            path: [...path, key],
            message: `unknown key "${shown(key)}"${path.length > 0 ? ` in ${formatPath(path)}` : ''}${hints[index] ?? ''}`,
        }));
    }
    const found = valueAt(value, path);
    if (found === undefined && path.length > 0) {
        const key = path.at(-1);
        const parent = formatPath(path.slice(0, -1));
        return [{ path, message: `${parent || whole} has no "${String(key)}"` }];
    }
    const where = path.length > 0 ? `${formatPath(path)}: ` : '';
    return [
        {
            path,
            message: `${where}${issue.message}${saysFound(issue, found) ? `; found ${describe(found)}` : ''}`,
        },
    ];
}
/** The words of zod's own findings, in the house's form. Given to `safeParse` as its error map. */
const wording = (issue) => {
    switch (issue.code) {
        case 'unrecognized_keys':
            return issue.keys.map((key) => nearest(key, keysOf(issue.inst))).join('\n');
        case 'invalid_type':
            return `wanted ${typeNames[issue.expected] ?? issue.expected}`;
        case 'invalid_value':
            return wantedOneOf(issue.values.map(String), issue.input);
        case 'invalid_union':
            return 'options' in issue && Array.isArray(issue.options)
                ? wantedOneOf(issue.options.map(String), undefined)
                : 'not as described';
        case 'too_small':
            return issue.minimum === 1 && issue.origin !== 'number'
                ? 'must not be empty'
                : `wanted at least ${issue.minimum}`;
        case 'too_big':
            return `wanted at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
        case 'invalid_key':
            return issue.issues[0]?.message ?? 'not a name';
        default:
            return undefined;
    }
};
/** Writes a path as people read it: `environments.production.checks[0].http`. */
function formatPath(path) {
    return path
        .map((segment) => {
        if (typeof segment === 'number')
            return `[${segment}]`;
        const key = shown(String(segment));
        return /^[\w-]+$/.test(key) ? `.${key}` : `["${key}"]`;
    })
        .join('')
        .replace(/^\./, '');
}
/** Offers the known word that was probably meant; otherwise, of few, names them all. */
function nearest(word, known) {
    const distances = known.map((candidate) => ({
        candidate,
        distance: (0,leven__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)(word, candidate, { maxDistance: 4 }),
    }));
    const [best] = distances.toSorted((a, b) => a.distance - b.distance);
    if (best !== undefined && best.distance <= Math.max(1, Math.min(3, Math.floor(word.length / 2))))
        return `; did you mean "${shown(best.candidate)}"?`;
    return known.length > 0 ? `; known are ${known.map(shown).join(', ')}` : '';
}
const typeNames = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a map',
    record: 'a map',
};
function wantedOneOf(values, input) {
    // A list that is longer than a line helps less than the one word that was meant.
    if (values.length > 10 && typeof input === 'string')
        return `"${shown(input)}" is not known${nearest(input, values)}`;
    return values.length === 1 ? `wanted ${values[0]}` : `wanted one of ${values.join(', ')}`;
}
/** Whether what was found helps: a name that is wrong and a map as a whole have been shown already. */
function saysFound(issue, found) {
    if (issue.code === 'invalid_key' || issue.message.startsWith('"'))
        return false;
    return issue.code !== 'custom' || typeof found !== 'object';
}
function keysOf(schema) {
    const shape = typeof schema === 'object' && schema !== null && 'shape' in schema ? schema.shape : undefined;
    return Object.keys(typeof shape === 'object' && shape !== null ? shape : {});
}
function valueAt(value, path) {
    let at = value;
    for (const segment of path) {
        if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment))
            return undefined;
        at = Reflect.get(at, segment);
    }
    return at;
}
function describe(value) {
    if (Array.isArray(value))
        return 'a list';
    if (typeof value === 'object' && value !== null)
        return 'a map';
    if (value === null || value === undefined)
        return 'nothing';
    return typeof value === 'string' ? `"${shown(value)}"` : String(value);
}
/** Shows foreign text within a message: on one line, and not long. */
function shown(text) {
    const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
    return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}


/***/ })

};
