export const id = 413;
export const ids = [413];
export const modules = {

/***/ 8413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  packHelmChart: () => (/* binding */ packHelmChart)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(3798);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/build/entries.js + 1 modules
var entries = __webpack_require__(8283);
// EXTERNAL MODULE: ./build/src/build/pattern.js
var build_pattern = __webpack_require__(3468);
;// CONCATENATED MODULE: ./build/src/build/helm-ignore.js



/**
 * Reads a `.helmignore`, so that a chart holds what `helm package` would put into it.
 * https://helm.sh/docs/chart_template_guide/helm_ignore_file/
 */
function parseHelmIgnore(text) {
    const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
    const written = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    // Helm's own rule: what is hidden among the templates is none.
    const rules = [...written, 'templates/.?*'].map(parseRule);
    const leavesOut = (path, isDirectory) => rules.some((rule) => rule(path, isDirectory));
    return (path, isDirectory) => leavesOut(path, isDirectory) || directoriesAbove(path).some((directory) => leavesOut(directory, true));
}
// A negated rule of Helm's leaves out everything that it does not match.
function parseRule(line) {
    if (line.includes('**')) {
        throw new failure/* Failure */.HR('invalid-input', `.helmignore has "${line}", and helm knows no "**"`);
    }
    const isNegated = line.startsWith('!');
    const rule = isNegated ? line.slice(1) : line;
    const isOfDirectories = rule.endsWith('/');
    const pattern = rule.replace(/\/$/, '');
    const regExp = new RegExp(`^${(0,build_pattern/* patternSource */.M)(pattern.replace(/^\//, ''))}$`, 'su');
    return (path, isDirectory) => {
        const matches = regExp.test(pattern.includes('/') ? path : external_node_path_.posix.basename(path));
        return (matches && (isDirectory || !isOfDirectories)) !== isNegated;
    };
}
function directoriesAbove(path) {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

// EXTERNAL MODULE: ./build/src/build/image.js
var build_image = __webpack_require__(3939);
// EXTERNAL MODULE: ./build/src/build/layer.js + 2 modules
var build_layer = __webpack_require__(8997);
// EXTERNAL MODULE: ./build/src/build/packaging.js
var packaging = __webpack_require__(9937);
;// CONCATENATED MODULE: ./build/src/build/helm-chart.js










const configType = 'application/vnd.cncf.helm.config.v1+json';
const contentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
/**
 * Packs a chart as `helm push` does, so that `helm pull` finds it: below a directory of its name.
 * https://helm.sh/docs/topics/registries/#helm-chart-manifest
 */
const packHelmChart = async (placed, job, edge) => {
    const files = chartFiles(placed);
    const chart = parseChart((await readText(files, 'Chart.yaml', job, edge)) ?? '');
    const ignores = parseHelmIgnore((await readText(files, '.helmignore', job, edge)) ?? '');
    const kept = files.filter(({ path, entry }) => !ignores(path, isDirectory(entry)));
    checkDependencies(chart, kept);
    checkPlace(chart, job, edge);
    const { name, version } = chart;
    const layer = await (0,build_layer/* spoolLayer */.pi)(chartEntries(kept, name, job, edge), {
        file: (0,external_node_path_.join)(job.temporary, 'chart.tgz'),
        time: job.time,
    });
    const descriptor = { ...layer.descriptor, mediaType: contentType, ...(0,packaging/* titled */.d)(`${name}-${version}.tgz`) };
    return {
        config: (0,build_image/* formatConfig */.cZ)(configType, JSON.stringify(chart)),
        layer: { ...layer, descriptor },
        annotations: annotationsOf(chart),
    };
};
/** What was placed, with paths that start at the chart: where the uppermost `Chart.yaml` is. */
function chartFiles(placed) {
    const files = placed.filter(({ entry }) => !isDirectory(entry));
    const charts = files.filter(({ path }) => external_node_path_.posix.basename(path) === 'Chart.yaml');
    const [chart] = charts.sort((a, b) => a.path.split('/').length - b.path.split('/').length);
    if (chart === undefined)
        throw refused('there is no Chart.yaml in input "files"; name the directory of a chart');
    const top = chart.path.slice(0, -'Chart.yaml'.length);
    const beside = files.find(({ path }) => !path.startsWith(top));
    if (beside === undefined) {
        return placed
            .filter(({ path }) => path.startsWith(top))
            .map((one) => ({ ...one, path: one.path.slice(top.length) }));
    }
    throw refused(`"/${beside.path}" is not below the chart in "/${top}"; name one chart and where the rest goes in it`);
}
async function readText(files, path, job, edge) {
    const wanted = files.filter((file) => file.path === path);
    for await (const entry of (0,entries/* readPlain */.rM)(wanted, job, edge, 'a chart')) {
        if (entry.kind === 'file')
            return (await (0,entries/* wholeOf */.l2)(entry.bytes)).toString('utf8').replace(/^\ufeff/, '');
    }
    return undefined;
}
// Helm takes numbers for the text they are written as, and has no line breaks in any of these.
const helm_chart_text = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])
    .transform((value) => String(value).replace(/\s/g, ' '));
const optionalText = helm_chart_text.nullish().transform((value) => value || undefined);
const flag = schemas/* boolean */.zMY()
    .nullish()
    .transform((value) => value || undefined);
function list(entry) {
    return schemas/* array */.YOg(entry)
        .nullish()
        .transform((entries) => (entries?.length ? entries : undefined));
}
// https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string
const semanticVersion = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;
const wantedVersion = 'wanted a semantic version such as 1.2.3';
/** https://helm.sh/docs/topics/charts/#the-chartyaml-file, with the keys in the order in which Helm writes them. */
const chartShape = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    home: optionalText,
    sources: list(helm_chart_text),
    version: schemas/* string */.YjP({ error: wantedVersion }).regex(semanticVersion, wantedVersion),
    description: optionalText,
    keywords: list(helm_chart_text),
    maintainers: list(schemas/* object */.Ikc({ name: optionalText, email: optionalText, url: optionalText })),
    icon: optionalText,
    apiVersion: schemas/* enum */.k5n(['v1', 'v2']),
    condition: optionalText,
    tags: optionalText,
    appVersion: optionalText,
    deprecated: flag,
    annotations: schemas/* record */.g1P(schemas/* string */.YjP(), helm_chart_text)
        .nullish()
        .transform((value) => value ?? undefined),
    kubeVersion: optionalText,
    dependencies: list(schemas/* object */.Ikc({
        name: helm_chart_text,
        version: optionalText,
        repository: optionalText,
        condition: optionalText,
        tags: list(helm_chart_text),
        enabled: flag,
        'import-values': list(schemas/* unknown */.L5J()),
        alias: optionalText,
    })),
    type: schemas/* enum */.k5n(['application', 'library'])
        .nullish()
        .transform((value) => value ?? undefined),
});
function parseChart(yaml) {
    let value;
    try {
        value = (0,dist/* parse */.qg)(yaml);
    }
    catch (error) {
        throw refused(`Chart.yaml is not YAML: ${(0,failure/* messageOf */.bD)(error).split('\n')[0]}`, error);
    }
    const { success, data, error } = chartShape.safeParse(value);
    if (success)
        return data;
    const problems = error.issues.map(({ path, message }) => ({
        message: `Chart.yaml: "${path.join('.')}": ${message}`,
    }));
    throw new failure/* Failure */.HR('invalid-input', problems[0]?.message ?? '', problems.length > 1 ? { problems } : {});
}
/** https://helm.sh/docs/helm/helm_package/: a chart is packed with all that it depends on. */
function checkDependencies({ dependencies = [] }, files) {
    for (const { name } of dependencies) {
        const isThere = files.some(({ path }) => {
            return (path === `charts/${name}/Chart.yaml` || (path.startsWith(`charts/${name}-`) && path.endsWith('.tgz')));
        });
        if (isThere)
            continue;
        throw refused(`the chart depends on "${name}", which is not in its "charts"; run helm dependency build before, and name that directory in "files" too`);
    }
}
/** Looks whether `helm pull` will find the chart, by its name and its version. */
function checkPlace({ name, version }, { image, tags }, { log }) {
    if (external_node_path_.posix.basename(image.repository) !== name) {
        throw refused(`the chart is called "${name}", and helm finds it only in a repository of that name; wanted image: ${(0,reference/* formatRepository */.Sh)(image)}/${name}`);
    }
    // A version is for good, and which commit is to be it only people know: so the tag is not put by itself.
    const tag = version.replaceAll('+', '_');
    if (tags.includes(tag))
        return;
    log.notice(`helm finds version ${version} of chart "${name}" by the tag "${tag}", which is not put: add it to input "tags" for the commit that is to be this version`);
}
// What is larger Helm does not load: https://github.com/helm/helm/blob/v4.0.0/pkg/chart/loader/archive/archive.go
const limits = { file: 5 * 1024 ** 2, chart: 100 * 1024 ** 2 };
async function* chartEntries(files, name, job, edge) {
    let total = 0;
    yield { kind: 'directory', path: name };
    for await (const entry of (0,entries/* readPlain */.rM)(files, job, edge, 'a chart')) {
        const size = entry.kind === 'file' ? entry.size : 0;
        total += size;
        if (size > limits.file || total > limits.chart) {
            throw refused(`at "${entry.path}" the chart has more than ${limits.file} bytes in one file or ${limits.chart} in all, which helm does not load`);
        }
        yield { ...entry, path: `${name}/${entry.path}` };
    }
}
/** https://helm.sh/docs/topics/registries/#oci-annotations; those of the commit are put over them. */
function annotationsOf(chart) {
    const prefix = 'org.opencontainers.image.';
    const authors = chart.maintainers?.map(({ name = '', email }) => (email ? `${name} (${email})` : name));
    const known = Object.entries({
        description: chart.description,
        url: chart.home,
        authors: authors?.join(', '),
    });
    const own = known.flatMap(([key, value]) => (value?.trim() ? [[`${prefix}${key}`, value]] : []));
    const identity = { [`${prefix}title`]: chart.name, [`${prefix}version`]: chart.version };
    return { ...Object.fromEntries(own), ...chart.annotations, ...identity };
}
function isDirectory(entry) {
    return entry === undefined || entry.kind === 'generated-directory';
}
function refused(message, cause) {
    return new failure/* Failure */.HR('invalid-input', message, { cause });
}


/***/ })

};
