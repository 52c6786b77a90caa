export const id = 317;
export const ids = [317];
export const modules = {

/***/ 7743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ scanSummary)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9175);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75);



/** Tells what a scan found: the verdict, what to do about it, and the rest folded. */
function scanSummary(result, image) {
    const { failing, findings, blindSpots } = result;
    const others = findings.filter((finding) => !failing.includes(finding));
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .heading */ .R_)(2, `${result.verdict === 'passed' ? '✅' : '❌'} ${verdictOf(result)}`), image === undefined ? undefined : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(image.digest)} · ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image))}`, countsOf(result), findingsTable(failing), blindSpots.length === 0 ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(blindSpots.map((text) => `⚠️ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(text)}`)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(`${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(others.length, 'finding')} that did not fail the scan`, findingsTable(others)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)('About this scan', aboutTable(result)));
}
// A summary holds a megabyte for all steps; the report file has them all.
const rowLimit = 200;
const colours = {
    critical: '🟥',
    high: '🟧',
    medium: '🟨',
    low: '🟦',
    negligible: '⬜',
    unknown: '❔',
};
const worstFirst = _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_1__/* .severities */ .gO.toReversed();
function verdictOf({ failing, findings, gate, packages }) {
    const cutoff = `the cutoff ${gate.severityCutoff}${gate.onlyFixed ? ', counting only what has a fix' : ''}`;
    if (failing.length > 0) {
        return `Scan failed: ${failing.length} of ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(findings.length, 'finding')} at or above ${cutoff}`;
    }
    if (findings.length > 0)
        return `Scan passed: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(findings.length, 'finding')}, none at or above ${cutoff}`;
    return `Scan passed: nothing known about ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(packages.scanned, 'package')}`;
}
function countsOf({ findings, counts }) {
    if (findings.length === 0)
        return '';
    const words = worstFirst
        .filter((severity) => severity !== 'unknown' || counts.unknown > 0)
        .map((severity) => (counts[severity] === 0 ? `0 ${severity}` : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .bold */ .Cr)(`${counts[severity]} ${severity}`)));
    return `${barOf(counts, findings.length)}\n\n${words.join(' · ')}`;
}
// As wide as a line is on a telephone; every severity that occurs is seen.
const barWidth = 20;
function barOf(counts, total) {
    const width = Math.min(total, barWidth);
    const share = (count) => (count === 0 ? 0 : Math.max(1, Math.round((count / total) * width)));
    return worstFirst.map((severity) => colours[severity].repeat(share(counts[severity]))).join('');
}
function findingsTable(findings) {
    const rows = findings
        .slice(0, rowLimit)
        .map((finding) => [
        `${colours[finding.severity]} ${finding.severity}${finding.score === undefined ? '' : ` ${finding.score}`}`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(`${finding.package.name} ${finding.package.version}`),
        vulnerabilityOf(finding),
        wayOut(finding),
    ]);
    const more = findings.length - rows.length;
    const rest = more === 0 ? '' : `\n\n…and ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(more, 'other')}; the report file has all of them.`;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['Severity', 'Package', 'Vulnerability', 'How to fix'], rows) + rest;
}
function vulnerabilityOf({ id, links, summary }) {
    const named = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(id, links[0]);
    return summary === undefined ? named : `${named} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .truncate */ .xv)(summary, 120))}`;
}
function wayOut({ package: { name }, fixedIn }) {
    if (fixedIn.length === 0)
        return `no fix yet; replace or remove ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(name)}`;
    return `update to ${fixedIn.slice(0, 5).map(_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY).join(' or ')}`;
}
function aboutTable({ scanner, packages, startedAt, finishedAt }) {
    const { name, uri, version, db } = scanner;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(['', ''], [
        ['Scanner', `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(name)}${version === undefined ? '' : ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(version)}`}, ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(uri)}`],
        [
            'Database',
            `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(db.uri)}${db.version === undefined ? '' : ` ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(db.version)}`}, as of ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(db.lastUpdate)}`,
        ],
        ['Packages', `${packages.scanned} looked up, ${packages.unidentified} without a purl or a version`],
        ['Time', `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(startedAt.toISOString())}, ${seconds(startedAt, finishedAt)} s`],
    ]);
}
function seconds(from, until) {
    return ((until.getTime() - from.getTime()) / 1000).toFixed(1);
}


/***/ }),

/***/ 1787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ scanArtifact)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/given-file.js
var given_file = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/scan/findings.js
var scan_findings = __webpack_require__(1165);
// EXTERNAL MODULE: ./build/src/scan/output.js
var output = __webpack_require__(5966);
// EXTERNAL MODULE: ./node_modules/packageurl-js/index.js
var packageurl_js = __webpack_require__(7091);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/scan/sbom.js




/** Half a million packages; what is larger is more likely an accident than an SBOM. Bytes. */
const sbomLimit = 256 * 1024 * 1024;
/** Reads an SBOM, CycloneDX 1.4 to 1.7 or SPDX 2.2 or 2.3 as JSON, for what it says about packages. */
function parseSbom(bytes) {
    return readSbom(parseDocument(bytes));
}
/** Reads an SBOM that is parsed already, such as a statement's predicate. */
function readSbom(document) {
    if (!(0,shape/* isObject */.Gv)(document))
        throw unreadable('it is not a JSON object');
    const format = formatOf(document);
    const components = format === 'cyclonedx' ? cycloneDxComponents(document) : spdxPackages(document);
    const packages = new Map();
    let unidentified = 0;
    for (const component of components) {
        const found = component.purls.map((purl) => packageOf(purl, component)).filter((one) => one !== undefined);
        if (found.length === 0)
            unidentified++;
        for (const one of found)
            packages.set(one.purl, one);
    }
    if (packages.size === 0)
        throw nothingToScan(unidentified);
    const { predicateType } = (0,sbom/* buildSbom */.s2)(document);
    return { format, predicateType, document, packages: [...packages.values()], unidentified };
}
function formatOf(document) {
    const { bomFormat, specVersion, spdxVersion } = document;
    if (bomFormat === 'CycloneDX') {
        if (/^1\.[4-7]$/.test(String(specVersion)))
            return 'cyclonedx';
        throw unreadable(`it is CycloneDX "${specVersion ?? ''}"; wanted 1.4 to 1.7`);
    }
    if (spdxVersion !== undefined) {
        if (spdxVersion === 'SPDX-2.2' || spdxVersion === 'SPDX-2.3')
            return 'spdx';
        throw unreadable(`it is "${spdxVersion}"; wanted SPDX-2.2 or SPDX-2.3`);
    }
    if (String(document['@context']).includes('spdx.org/rdf/3')) {
        throw unreadable('it is SPDX 3; wanted SPDX-2.2 or SPDX-2.3');
    }
    throw unreadable('it has neither "bomFormat" nor "spdxVersion"; wanted CycloneDX or SPDX as JSON');
}
// Other components, such as files, are parts of these.
const cycloneDxPackageTypes = ['library', 'framework', 'application'];
// https://cyclonedx.org/docs/1.7/json/#components_items_components
function cycloneDxComponents(document) {
    const found = [];
    const { metadata } = document;
    // The described thing itself has no need of a purl, but may hold components.
    const root = (0,shape/* isObject */.Gv)(metadata) && (0,shape/* isObject */.Gv)(metadata.component) ? metadata.component : undefined;
    if (root?.purl !== undefined)
        found.push({ version: root.version, purls: [String(root.purl)] });
    // A list of what is left to do rather than recursion: how deep components are nested is a stranger's choice.
    const pending = [listAt(document, 'components'), root === undefined ? [] : listAt(root, 'components')];
    for (let list = pending.pop(); list !== undefined; list = pending.pop()) {
        for (const component of list) {
            if (!(0,shape/* isObject */.Gv)(component))
                throw unreadable('a component is not an object');
            const { type, version, purl } = component;
            pending.push(listAt(component, 'components'));
            if (purl !== undefined)
                found.push({ version, purls: [String(purl)] });
            else if (cycloneDxPackageTypes.includes(type))
                found.push({ version, purls: [] });
        }
    }
    return found;
}
// https://spdx.github.io/spdx-spec/v2.3/external-repository-identifiers/#f35-purl
const spdxPurlTypes = ['purl', 'http://spdx.org/rdf/references/purl'];
function spdxPackages(document) {
    return listAt(document, 'packages').map((entry) => {
        if (!(0,shape/* isObject */.Gv)(entry))
            throw unreadable('a package is not an object');
        const purls = listAt(entry, 'externalRefs')
            .filter(shape/* isObject */.Gv)
            .filter(({ referenceType }) => spdxPurlTypes.includes(referenceType))
            .map(({ referenceLocator }) => String(referenceLocator));
        return { version: entry.versionInfo, purls };
    });
}
function packageOf(text, { version: stated }) {
    const purl = parsePurl(text);
    if (purl === undefined)
        return undefined;
    // Some tools write the version beside the purl only.
    purl.version ??= typeof stated === 'string' && stated !== '' ? stated : undefined;
    if (purl.version === undefined)
        return undefined;
    return { name: nameOf(purl), version: purl.version, purl: purl.toString() };
}
function parsePurl(text) {
    try {
        return packageurl_js.PackageURL.fromString(text);
    }
    catch {
        // It identifies nothing, so its package is counted with those that have none.
        return undefined;
    }
}
// As its ecosystem writes it: `@babel/core`, `org.apache:commons`, and `openssl` without its distribution.
function nameOf({ type, namespace, name }) {
    if (namespace === undefined || ['deb', 'rpm', 'apk', 'alpm'].includes(type))
        return name;
    return `${namespace}${type === 'maven' ? ':' : '/'}${name}`;
}
function listAt(value, field) {
    const list = value[field];
    if (list === undefined)
        return [];
    if (Array.isArray(list))
        return list;
    throw unreadable(`"${field}" is not a list`);
}
function parseDocument(bytes) {
    if (bytes.length > sbomLimit) {
        throw unreadable(`it has ${bytes.length} bytes; wanted at most ${sbomLimit}`);
    }
    const text = new TextDecoder().decode(bytes);
    if (/^\s*</.test(text))
        throw unreadable('it is XML; write it as JSON');
    if (/^SPDXVersion:/m.test(text.slice(0, 4096)))
        throw unreadable('it is SPDX tag-value; write it as JSON');
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw unreadable('it is not JSON', cause);
    }
}
function nothingToScan(unidentified) {
    const found = unidentified === 0 ? 'it lists no packages' : `none of its ${unidentified} packages has one`;
    return unreadable(`${found}; wanted packages with a purl and a version, as syft, trivy and npm write them`);
}
function unreadable(reason, cause) {
    return new failure/* Failure */.HR('invalid-input', `the SBOM cannot be scanned: ${reason}`, { cause });
}

// EXTERNAL MODULE: ./build/src/scan/gate.js
var gate = __webpack_require__(2964);
// EXTERNAL MODULE: ./build/src/scan/index.js
var scan = __webpack_require__(283);
;// CONCATENATED MODULE: ./build/src/scan/scan.js




/** Looks up what an SBOM lists, and says whether what was found may pass. */
async function scan_scan({ scanner: name, severityCutoff, onlyFixed, ...request }, edge) {
    const startedAt = edge.now();
    const { findings: found, uncovered, ...who } = await scan/* scanners */.U[name].scan(request, edge);
    const findings = (0,scan_findings/* sortFindings */.Tc)(found);
    const { passed, failing } = (0,gate/* gate */.Gj)(findings, { severityCutoff, onlyFixed });
    const counts = (0,scan_findings/* countFindings */.Gt)(findings);
    const { unidentified } = request.sbom;
    const packages = { scanned: scannedOf(request.sbom, uncovered), unidentified, uncovered };
    const blindSpots = blindSpotsOf(counts, packages, name);
    for (const blindSpot of blindSpots)
        edge.log.warning(blindSpot);
    return {
        verdict: passed ? 'passed' : 'failed',
        counts,
        findings,
        failing,
        gate: { severityCutoff, onlyFixed },
        packages,
        blindSpots,
        scanner: { name, ...who },
        startedAt,
        finishedAt: edge.now(),
    };
}
function blindSpotsOf({ unknown }, { unidentified, uncovered }, scanner) {
    const kinds = Object.entries(uncovered).map(([kind, count]) => `${count} of kind ${kind}`);
    const unrated = `findings without a severity, which every cutoff catches: ${unknown}`;
    const unseen = `packages without a purl or a version, which were not looked up: ${unidentified}`;
    const unheard = `packages that ${scanner} knows nothing about: ${kinds.join(', ')}`;
    return [
        ...(unknown === 0 ? [] : [unrated]),
        ...(unidentified === 0 ? [] : [unseen]),
        ...(kinds.length === 0 ? [] : [unheard]),
    ];
}
function scannedOf(sbom, uncovered) {
    const scanned = sbom.packages.length - Object.values(uncovered).reduce((sum, count) => sum + count, 0);
    // A scan that looked at nothing finds nothing, and must not pass for it.
    if (scanned === 0) {
        const kinds = Object.keys(uncovered).join(', ');
        throw new failure/* Failure */.HR('invalid-input', `the scanner knows none of the SBOM's packages; they are of kind ${kinds}`);
    }
    return scanned;
}

;// CONCATENATED MODULE: ./build/src/scan/artifact-scan.js










/** Scans an artifact by its SBOM, writes the report, and attaches what was learned whatever the verdict is. */
async function scanArtifact(request, testimony, edge) {
    await (0,promises_.mkdir)(request.temp, { recursive: true });
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(request.temp, 'scan-'));
    const known = await attachedSboms(request, testimony);
    const { sbom, path } = await takeSbom(request, known, directory);
    const result = await scan_scan({ ...request, sbom }, edge);
    const reportPath = await writeReport(result, request, directory, edge);
    const bundles = await attestScan(result, sbom, request, known, testimony);
    return {
        result,
        reportPath,
        sbomPath: path,
        ...(bundles.length > 0 && { bundlePath: await writeBundles(bundles, directory) }),
    };
}
/** Finds the SBOMs that an image carries: to scan one, or not to attach the same one again. */
async function attachedSboms(request, testimony) {
    const { image, sbomPath, attest } = request;
    if (image === undefined || (sbomPath !== undefined && !attest))
        return { accepted: [], rejected: [] };
    return testimony.collectSboms(image);
}
async function takeSbom({ image, sbomPath, workspace }, known, directory) {
    if (sbomPath !== undefined) {
        const path = (0,external_node_path_.resolve)(workspace, sbomPath);
        return { sbom: parseSbom(await readSbomFile(path, sbomPath)), path };
    }
    if (image === undefined) {
        throw new failure/* Failure */.HR('invalid-input', 'nothing to scan; give "image", "sbom" or both as inputs');
    }
    const sbom = readSbom(newestOf(known, image).predicate);
    const path = (0,external_node_path_.join)(directory, sbom.format === 'spdx' ? 'sbom.spdx.json' : 'sbom.cdx.json');
    await (0,promises_.writeFile)(path, JSON.stringify(sbom.document));
    return { sbom, path };
}
function newestOf({ accepted, rejected }, image) {
    const [newest] = accepted.toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime());
    if (newest !== undefined)
        return newest;
    const reasons = rejected.map(({ source, reason }) => ({ message: `${source}: ${reason}` }));
    const found = rejected.length === 0 ? '' : `; ${rejected.length} did not verify`;
    throw new failure/* Failure */.HR('not-found', `${(0,reference/* formatReference */.FH)(image)} carries no verified SBOM${found}; give one as input "sbom"`, { problems: reasons });
}
async function readSbomFile(path, named) {
    try {
        const { size } = await (0,promises_.stat)(path);
        if (size <= sbomLimit)
            return await (0,given_file/* readGivenFile */.M)(path, named);
    }
    catch (cause) {
        if ((0,failure/* isFailure */.N6)(cause))
            throw cause;
        throw new failure/* Failure */.HR('invalid-input', `the SBOM "${named}" cannot be read: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    throw new failure/* Failure */.HR('invalid-input', `the SBOM "${named}" has more than ${sbomLimit} bytes`);
}
async function writeReport(result, { outputFormat, outputFile, workspace }, directory, { log }) {
    const { extension, format } = output/* outputFormats */.o[outputFormat];
    const path = outputFile === undefined ? (0,external_node_path_.join)(directory, `report.${extension}`) : (0,external_node_path_.resolve)(workspace, outputFile);
    const text = format(result);
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,promises_.writeFile)(path, text);
    // A table is for people, who look for it in the log.
    if (outputFormat === 'table')
        log.info(text.trimEnd());
    return path;
}
async function attestScan(result, sbom, { image, attest, sbomPath }, known, testimony) {
    if (image === undefined || !attest)
        return [];
    const { scanner, findings, startedAt, finishedAt } = result;
    const { uri, version, db } = scanner;
    const bundles = [];
    if (sbomPath !== undefined && !(await isAttached(sbom, known))) {
        bundles.push(await testimony.attest(image, { predicateType: sbom.predicateType, predicate: sbom.document }));
    }
    const predicate = (0,vulnerabilities/* buildVulnerabilities */.j4)({
        scanner: { uri, version, db },
        result: (0,scan_findings/* vulnerabilityResultsOf */.eW)(findings),
        startedAt,
        finishedAt,
    });
    bundles.push(await testimony.attest(image, { predicateType: vulnerabilities/* vulnerabilitiesType */.Fy, predicate }));
    return bundles;
}
/** Says whether this very SBOM is attached already: a scan that is repeated must not repeat it too. */
async function isAttached({ predicateType, document }, { accepted }) {
    const { default: canonicalize } = await __webpack_require__.e(/* import() */ 799).then(__webpack_require__.bind(__webpack_require__, 8799));
    const wanted = canonicalize(document);
    return accepted.some((evidence) => evidence.predicateType === predicateType && canonicalize(evidence.predicate) === wanted);
}
async function writeBundles(bundles, directory) {
    const path = (0,external_node_path_.join)(directory, 'bundles.jsonl');
    await (0,promises_.writeFile)(path, bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join(''));
    return path;
}


/***/ }),

/***/ 1165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gt: () => (/* binding */ countFindings),
/* harmony export */   Tc: () => (/* binding */ sortFindings),
/* harmony export */   dU: () => (/* binding */ mergeAliases),
/* harmony export */   eW: () => (/* binding */ vulnerabilityResultsOf)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9175);

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
/** Writes findings as the vulns predicate has them. */
function vulnerabilityResultsOf(findings) {
    return findings.map(({ id, aliases, package: { name, version, purl }, severity, score, vector, fixedIn }) => ({
        id,
        severity: [
            { method: 'rating', score: severity },
            ...(score === undefined ? [] : [{ method: methodOf(vector), score: String(score) }]),
        ],
        annotations: [{ package: purl ?? `${name}@${version}`, fixedIn, aliases }],
    }));
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
    };
}
function pickRating({ severity, score, vector }) {
    return { severity, score, vector };
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
/** `CVSS:3.1/AV:N/…` → `CVSS:3.1`; a vector of version 2 has no prefix. */
function methodOf(vector) {
    if (vector === undefined)
        return 'CVSS';
    return /^CVSS:\d\.\d/.exec(vector)?.[0] ?? 'CVSS:2.0';
}


/***/ }),

/***/ 2964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gj: () => (/* binding */ gate),
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   io: () => (/* binding */ severityCutoffs)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9175);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


/** The severities that can be asked for, from the least to the worst. */
const severityCutoffs = _evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .severities */ .gO.filter((severity) => severity !== 'unknown');
/**
 * Says which findings fail a scan, by the same comparison that a promotion makes: what nobody has rated may be
 * anything, and so reaches every cutoff.
 */
function gate(findings, { severityCutoff, onlyFixed }) {
    const failing = findings.filter(({ severity, fixedIn }) => (0,_evidence_predicate_vulnerabilities_js__WEBPACK_IMPORTED_MODULE_0__/* .reachesCutoff */ .dC)(severity, severityCutoff) && (!onlyFixed || fixedIn.length > 0));
    return { passed: failing.length === 0, failing };
}
/** Makes the refusal that a step fails with: every reason, each with its way out. */
function refusalOf(failing, { severityCutoff }) {
    const problems = failing.map(({ id, package: { name, version }, severity, fixedIn }) => {
        const way = fixedIn.length === 0 ? 'no version fixes it yet' : `update to ${fixedIn.join(' or ')}`;
        return { message: `${name} ${version}: ${severity} ${id}; ${way}` };
    });
    const found = failing.length === 1 ? '1 finding reaches' : `${failing.length} findings reach`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('denied', `the scan failed: ${found} the severity cutoff "${severityCutoff}"`, {
        problems,
    });
}


/***/ }),

/***/ 283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ scanners),
/* harmony export */   t: () => (/* binding */ scannerNames)
/* harmony export */ });
/* harmony import */ var _osv_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2017);

/** Every scanner by the name that the input has for it. Adding one is a file, and a line here. */
const scanners = { osv: _osv_js__WEBPACK_IMPORTED_MODULE_0__/* .osv */ .j };
const scannerNames = Object.keys(scanners);


/***/ }),

/***/ 2017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ osv),
  $: () => (/* binding */ parseOsvUrl)
});

// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/scan/findings.js
var findings = __webpack_require__(1165);
// EXTERNAL MODULE: ./node_modules/packageurl-js/index.js
var packageurl_js = __webpack_require__(7091);
;// CONCATENATED MODULE: ./build/src/scan/osv-record.js


/** Reads a record; what it may leave out is undefined. */
function parseRecord(value) {
    return readRecord(value, 'vulnerability');
}
// As OSV itself maps purls; a namespace counts where it tells one distribution from another.
// https://github.com/google/osv.dev/blob/master/go/purl/ecosystems_simple.go
const ecosystems = {
    'apk/alpaquita': 'Alpaquita',
    'apk/alpine': 'Alpine',
    'apk/bellsoft-hardened-containers': 'BellSoft Hardened Containers',
    'apk/chainguard': 'Chainguard',
    'apk/minimos': 'MinimOS',
    'apk/wolfi': 'Wolfi',
    bitnami: 'Bitnami',
    cargo: 'crates.io',
    composer: 'Packagist',
    conan: 'ConanCenter',
    cran: 'CRAN',
    'deb/debian': 'Debian',
    'deb/echo': 'Echo',
    'deb/ubuntu': 'Ubuntu',
    gem: 'RubyGems',
    generic: 'OSS-Fuzz',
    golang: 'Go',
    gradle: 'Maven',
    hackage: 'Hackage',
    hex: 'Hex',
    julia: 'Julia',
    maven: 'Maven',
    npm: 'npm',
    nuget: 'NuGet',
    opam: 'opam',
    pub: 'Pub',
    pypi: 'PyPI',
    'rpm/almalinux': 'AlmaLinux',
    'rpm/azure-linux': 'Azure Linux',
    'rpm/mageia': 'Mageia',
    'rpm/openeuler': 'openEuler',
    'rpm/opensuse': 'openSUSE',
    'rpm/redhat': 'Red Hat',
    'rpm/rocky-linux': 'Rocky Linux',
    'rpm/suse': 'SUSE',
    swift: 'SwiftURL',
};
/** Names a package as OSV does; undefined is a kind that OSV does not know, and answers nothing about. */
function osvPackageOf(purl) {
    const { type, namespace, name, subpath } = packageurl_js.PackageURL.fromString(purl);
    const ecosystem = ecosystems[`${type}/${namespace}`];
    if (ecosystem !== undefined)
        return { ecosystem, name };
    const general = ecosystems[type];
    if (general === undefined)
        return undefined;
    const path = [namespace, name, type === 'golang' ? subpath : undefined].filter((part) => part !== undefined);
    return { ecosystem: general, name: path.join(general === 'Maven' ? ':' : '/') };
}
/** The kind of a purl, as people see which ones were not looked up: `deb/kali`, `github`. */
function kindOf(purl) {
    const { type, namespace } = packageurl_js.PackageURL.fromString(purl);
    return namespace !== undefined && ['deb', 'rpm', 'apk'].includes(type) ? `${type}/${namespace}` : type;
}
/**
 * Writes the purl by which OSV is asked: of a distribution's package, that of its source, because that is what
 * distributions have advisories about, and Debian's release as OSV spells it.
 */
function queriedPurl(purl) {
    const queried = packageurl_js.PackageURL.fromString(purl);
    const { type, namespace, qualifiers } = queried;
    if (!['deb', 'apk', 'rpm'].includes(type) || qualifiers === undefined)
        return purl;
    // As syft writes it: `openssl`, or `gcc-12@12.2.0-14` where the source has another version.
    const [, source, version] = /^([^@]+)(?:@(.+))?$/.exec(qualifiers.upstream ?? '') ?? [];
    // A source rpm's name holds its version too, and OSV knows the packages built from it by their own names.
    if (source !== undefined && type !== 'rpm')
        queried.name = source;
    if (version !== undefined && type !== 'rpm')
        queried.version = version;
    const release = namespace === 'debian' ? /^debian-(\d+)/.exec(qualifiers.distro ?? '')?.[1] : undefined;
    queried.qualifiers = release === undefined ? undefined : { distro: release };
    return queried.toString();
}
/** Tells what a record means for a package. */
function findingOf(record, found, rate) {
    const affected = affectedBy(record, found);
    const { id, aliases = [], summary } = record;
    return {
        id,
        aliases: aliases.filter((alias) => alias !== id),
        package: found,
        ...ratingOf(record, affected, rate),
        fixedIn: fixesOf(affected),
        ...(summary !== undefined && { summary }),
        links: linksOf(record),
    };
}
function affectedBy({ affected = [] }, found) {
    const wanted = osvPackageOf(queriedPurl(found.purl));
    return affected.filter(({ package: named }) => 
    // `Debian:12` is a release of `Debian`.
    named?.ecosystem.split(':')[0] === wanted?.ecosystem &&
        comparable(named?.name) === comparable(wanted?.name));
}
// PyPI's names are the same in many spellings. https://peps.python.org/pep-0503/#normalized-names
function comparable(name) {
    return name?.toLowerCase().replace(/[-_.]+/g, '-');
}
function ratingOf({ id, severity = [], database_specific }, affected, rate) {
    // Malicious packages are recorded without a severity, there being nothing to weigh.
    // https://github.com/ossf/malicious-packages
    if (id.startsWith('MAL-'))
        return { severity: 'critical' };
    const stated = [...severity, ...affected.flatMap((one) => one.severity ?? [])].map(({ score }) => score);
    const places = [
        database_specific,
        ...affected.flatMap((one) => [one.database_specific, one.ecosystem_specific]),
    ];
    const words = places.filter(shape/* isObject */.Gv).flatMap((place) => [place.severity, place.urgency]);
    return rate({
        vectors: stated,
        words: [...words.filter((word) => typeof word === 'string'), ...stated],
    });
}
function fixesOf(affected) {
    const events = affected
        .flatMap(({ ranges = [] }) => ranges)
        // A commit is not a version that somebody could install.
        .filter(({ type }) => type !== 'GIT')
        .flatMap(({ events }) => events);
    return [...new Set(events.map(({ fixed }) => fixed).filter((fixed) => fixed !== undefined))];
}
const shownReferences = ['ADVISORY', 'FIX'];
function linksOf({ id, references = [] }) {
    const page = id.startsWith('GHSA-')
        ? `https://github.com/advisories/${encodeURIComponent(id)}`
        : `https://osv.dev/vulnerability/${encodeURIComponent(id)}`;
    const others = references.filter(({ type }) => shownReferences.includes(type)).map(({ url }) => url);
    return [...new Set([page, ...others])].slice(0, 10);
}
/** A text that may be missing; an empty one says nothing either. */
const someText = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const severities = (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ type: someText, score: shape/* text */.Qq })));
// https://ossf.github.io/osv-schema/
const readRecord = (0,shape/* open */.ho)({
    id: shape/* text */.Qq,
    aliases: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
    withdrawn: someText,
    summary: someText,
    severity: severities,
    database_specific: (value) => value,
    affected: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({
        package: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ ecosystem: shape/* text */.Qq, name: shape/* text */.Qq })),
        severity: severities,
        ranges: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ type: shape/* text */.Qq, events: (0,shape/* list */.p_)((0,shape/* open */.ho)({ fixed: someText })) }))),
        database_specific: (value) => value,
        ecosystem_specific: (value) => value,
    }))),
    references: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ type: shape/* text */.Qq, url: shape/* text */.Qq }))),
});

// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
;// CONCATENATED MODULE: ./build/src/scan/severity.js

/** Loads what rates severities: the calculator is large, and only needed when something was found. */
async function loadRating() {
    const loaded = await __webpack_require__.e(/* import() */ 353).then(__webpack_require__.t.bind(__webpack_require__, 4353, 19));
    // It is CommonJS: what it exports is under `default`, and not always beside it too.
    const calculator = ('default' in loaded ? loaded.default : loaded);
    return ({ vectors, words }) => {
        const known = vectors.map((vector) => ({ vector, version: versionOf(vector) }));
        for (const { vector, version } of known.toSorted((a, b) => b.version - a.version)) {
            const score = scoreOf(vector, version, calculator);
            if (score !== undefined)
                return { severity: severity_ratingOf(String(score)), score, vector };
        }
        const severity = words.map(severity_ratingOf).sort(vulnerabilities/* compareSeverity */.zK).at(-1);
        return { severity: severity ?? 'unknown' };
    };
}
function severity_ratingOf(score) {
    return (0,vulnerabilities/* severityOf */.xJ)([{ method: '', score }]);
}
// A vector of version 2 has no prefix; it is known by `Au`, which later ones do not have.
function versionOf(vector) {
    const prefix = /^CVSS:(\d\.\d)\//.exec(vector)?.[1];
    if (prefix !== undefined)
        return Number(prefix);
    return /^\(?AV:[^/]+\/AC:[^/]+\/Au:/.test(vector) ? 2 : 0;
}
function scoreOf(vector, version, calculator) {
    const Vector = {
        2: calculator.Cvss2,
        3: calculator.Cvss3P0,
        3.1: calculator.Cvss3P1,
        4: calculator.Cvss4P0,
    }[version];
    if (Vector === undefined)
        return undefined;
    try {
        const parsed = new Vector(vector);
        // The calculator gives 0 to a vector that says too little: nothing is known, which is not harmless.
        const score = parsed.isBaseFullyDefined() ? parsed.calculateScores().base : undefined;
        return score !== undefined && score >= 0 && score <= 10 ? score : undefined;
    }
    catch {
        // It is not a vector of its version, and so says nothing.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/scan/osv.js






const defaultUrl = 'https://api.osv.dev';
/** What one request may ask. https://google.github.io/osv.dev/post-v1-querybatch/ */
const batchLimit = 1000;
const batchesAtOnce = 4;
const recordsAtOnce = 16;
/** A thousand vulnerabilities fit on a page; nothing real has more pages than this. */
const pageLimit = 50;
/** Milliseconds until an answer must have come whole. */
const answerTimeout = 5 * 60_000;
const answerLimit = 64 * 1024 * 1024;
/** Looks the packages of an SBOM up in the OSV database, through its API: nothing to install. */
const osv = {
    description: 'OSV.dev, the open database of vulnerabilities, or a server that answers as it does',
    async scan({ sbom, osvUrl = defaultUrl }, edge) {
        const covered = sbom.packages.filter(({ purl }) => osvPackageOf(purl) !== undefined);
        const lastUpdate = edge.now().toISOString();
        const named = await queryPackages(covered, osvUrl, edge);
        const records = await fetchRecords(new Set([...named.values()].flat()), osvUrl, edge);
        return {
            findings: await findingsOf(named, records),
            uncovered: countKinds(sbom.packages.filter(({ purl }) => osvPackageOf(purl) === undefined)),
            // Who looked, whatever the address it was asked under: a policy asks for a scan by this name.
            uri: 'https://osv.dev',
            version: 'v1',
            // The service answers from what it knows at that moment, and has no version of it.
            db: { uri: osvUrl, lastUpdate },
        };
    },
};
/** Reads the address of a server; the end of its path is ours. */
function parseOsvUrl(text) {
    const url = URL.parse(text);
    if (url !== null && /^https?:$/.test(url.protocol))
        return text.replace(/\/+$/, '');
    throw new failure/* Failure */.HR('invalid-input', `"${text}" is not an http or https address`);
}
async function queryPackages(packages, url, { fetch, log }) {
    const named = new Map();
    const batches = [];
    for (let start = 0; start < packages.length; start += batchLimit) {
        batches.push(packages.slice(start, start + batchLimit).map((found) => ({ package: found })));
    }
    let done = 0;
    await (0,concurrently/* mapConcurrently */.X)(batches, batchesAtOnce, async (batch) => {
        let pending = batch;
        for (let page = 1; pending.length > 0; page++) {
            if (page > pageLimit)
                throw malformed(url, `more than ${pageLimit} pages for one batch of packages`);
            pending = await queryPage(pending, named, url, fetch);
        }
        done += batch.length;
        log.info(`looked up ${done} of ${packages.length} packages`);
    });
    return named;
}
/** Asks for one page of each query, and gives the queries that have another. */
async function queryPage(queries, named, url, fetch) {
    const answer = await fetch(`${url}/v1/querybatch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ queries: queries.map(formatQuery) }),
        // It only reads.
        idempotent: true,
        signal: AbortSignal.timeout(answerTimeout),
    });
    const { results } = await readAnswer(answer, readBatch, url);
    if (results.length !== queries.length) {
        throw malformed(url, `${results.length} results for ${queries.length} queries`);
    }
    return queries.flatMap(({ package: found }, index) => {
        const { vulns = [], next_page_token: page } = results[index] ?? {};
        named.set(found, [...(named.get(found) ?? []), ...vulns.map(({ id }) => id)]);
        return page === undefined ? [] : [{ package: found, page }];
    });
}
function formatQuery({ package: found, page }) {
    return { package: { purl: queriedPurl(found.purl) }, ...(page !== undefined && { page_token: page }) };
}
async function fetchRecords(ids, url, { fetch, log }) {
    if (ids.size > 0)
        log.info(`reading ${ids.size} vulnerabilities`);
    const records = await (0,concurrently/* mapConcurrently */.X)([...ids], recordsAtOnce, async (id) => {
        // A dot segment would be resolved as part of the path even if it were encoded.
        if (/^\.{1,2}$/.test(id))
            throw malformed(url, `a vulnerability named "${id}"`);
        const answer = await fetch(`${url}/v1/vulns/${encodeURIComponent(id)}`, {
            signal: AbortSignal.timeout(answerTimeout),
        });
        const record = await readAnswer(answer, parseRecord, url);
        if (record.id !== id)
            throw malformed(url, `"${record.id}" where "${id}" was asked for`);
        return record;
    });
    return new Map(records.filter(({ withdrawn }) => withdrawn === undefined).map((record) => [record.id, record]));
}
async function findingsOf(named, records) {
    if (records.size === 0)
        return [];
    const rate = await loadRating();
    return [...named].flatMap(([found, ids]) => {
        const known = [...new Set(ids)].map((id) => records.get(id)).filter((record) => record !== undefined);
        return (0,findings/* mergeAliases */.dU)(known.map((record) => findingOf(record, found, rate)));
    });
}
function countKinds(packages) {
    const counts = {};
    for (const { purl } of packages)
        counts[kindOf(purl)] = (counts[kindOf(purl)] ?? 0) + 1;
    return counts;
}
async function readAnswer(answer, read, url) {
    const body = await readText(answer, url);
    if (!answer.ok)
        throw refused(answer, body, url);
    try {
        return read(JSON.parse(body));
    }
    catch (cause) {
        if (cause instanceof failure/* Failure */.HR)
            throw malformed(url, cause.message, cause);
        throw malformed(url, 'something that is not JSON', cause);
    }
}
async function readText(answer, url) {
    const decoder = new TextDecoder();
    let text = '';
    let size = 0;
    try {
        for await (const chunk of answer.body ?? []) {
            size += chunk.length;
            if (size > answerLimit)
                throw malformed(url, `more than ${answerLimit} bytes`);
            text += decoder.decode(chunk, { stream: true });
        }
    }
    catch (cause) {
        if (cause instanceof failure/* Failure */.HR)
            throw cause;
        throw new failure/* Failure */.HR('unavailable', `the connection to ${url} broke off within an answer`, { cause });
    }
    return text + decoder.decode();
}
function refused(answer, body, url) {
    // https://cloud.google.com/apis/design/errors
    const reason = /"message":\s*"((?:[^"\\]|\\.){0,200})/.exec(body)?.[1] ?? '';
    const said = `${answer.status}${reason === '' ? '' : ` "${reason}"`}`;
    const code = answer.status === 408 || answer.status === 429 || answer.status >= 500 ? 'unavailable' : 'mismatch';
    return new failure/* Failure */.HR(code, `${new URL(answer.url || url).pathname} of ${url} answered ${said}`);
}
function malformed(url, found, cause) {
    return new failure/* Failure */.HR('mismatch', `${url} answered what OSV does not: ${found}`, { cause });
}
const someToken = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const readBatch = (value) => (0,shape/* open */.ho)({
    results: (0,shape/* list */.p_)((0,shape/* open */.ho)({ vulns: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ id: shape/* text */.Qq }))), next_page_token: someToken })),
})(value, 'answer');


/***/ }),

/***/ 5966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ outputFormats),
/* harmony export */   r: () => (/* binding */ outputFormatNames)
/* harmony export */ });
/** Every format of the report file by the name that the input has for it. */
const outputFormats = {
    json: { extension: 'json', format: formatJson },
    table: { extension: 'txt', format: formatTable },
};
const outputFormatNames = Object.keys(outputFormats);
function formatJson(result) {
    return `${JSON.stringify(result, undefined, 2)}\n`;
}
const header = ['SEVERITY', 'PACKAGE', 'VERSION', 'FIXED IN', 'VULNERABILITY', 'FAILS'];
/** Lines for a terminal, as scanners print them. */
function formatTable({ findings, failing }) {
    const rows = [header, ...findings.map((finding) => cellsOf(finding, failing.includes(finding)))];
    const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
    return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
function cellsOf({ id, package: { name, version }, severity, fixedIn }, fails) {
    return [severity, name, version, fixedIn.join(', ') || '-', id, fails ? 'yes' : ''].map(printable);
}
// What a terminal would take for a command to it, or for another line.
function printable(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}


/***/ })

};
