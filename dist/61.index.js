export const id = 61;
export const ids = [61];
export const modules = {

/***/ 8746:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ compareFindings)
/* harmony export */ });
/* harmony import */ var _found_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1445);
/* harmony import */ var _purl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4432);


/** Compares findings with those of what serves: the same vulnerability of the same package, whatever its version. */
function compareFindings(found, baseline) {
    const live = new Set(baseline.flatMap(keysOf));
    const here = new Set(found.flatMap(keysOf));
    const isCarried = (one) => keysOf(one).some((key) => live.has(key));
    return {
        isCarried,
        fresh: found.filter((one) => !isCarried(one)),
        carried: found.filter(isCarried),
        fixed: baseline.filter((one) => !keysOf(one).some((key) => here.has(key))),
    };
}
/** One key for each name that it goes by: scanners prefer different ones. */
function keysOf(found) {
    const { kind, package: of, path } = found;
    const place = of === undefined ? path : placeOf(of);
    return (0,_found_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .e)(found).map((name) => JSON.stringify([kind, name, place]));
}
// npm's lodash and Debian's are two packages, so a purl says more than a name.
function placeOf({ name, purl }) {
    const parsed = purl === undefined ? undefined : (0,_purl_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePurl */ .$l)(purl);
    return parsed === undefined ? name : (0,_purl_js__WEBPACK_IMPORTED_MODULE_0__/* .identityOf */ .cu)(parsed);
}


/***/ }),

/***/ 6435:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ requireLive),
/* harmony export */   K: () => (/* binding */ findLive)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9442);



/**
 * Finds what is live in an environment: by its newest confirmed record that is signed, as a promotion does. Of several
 * services it is the one that runs from this repository. Of the record only the digest counts: the repository is the
 * policy's, or the one that the job names.
 */
async function findLive(environment, image, policy, job) {
    const settings = await policy.fetch();
    if (settings === undefined)
        throw (0,_policy_file_js__WEBPACK_IMPORTED_MODULE_2__/* .noPolicyFile */ .M)(policy.file);
    // What reads records is large, and only needed here.
    const { environmentOf } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(828)]).then(__webpack_require__.bind(__webpack_require__, 2828));
    const { liveRecord, readRecords } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(700)]).then(__webpack_require__.bind(__webpack_require__, 9700));
    const { liveRelease } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(657)]).then(__webpack_require__.bind(__webpack_require__, 2657));
    const { openWorld } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(828), __webpack_require__.e(617), __webpack_require__.e(956)]).then(__webpack_require__.bind(__webpack_require__, 6956));
    const { services } = environmentOf(settings.policy, environment);
    const kept = Object.values(services).flatMap(({ registry }) => registry ?? []);
    const world = openWorld(job, kept[0] ?? image, policy.file);
    const enough = (seen) => liveRecord(seen) !== undefined;
    const { records } = await readRecords(job.github, { environment, enough });
    const registries = [image, ...kept].map(({ registry }) => registry);
    const known = { records, observed: {}, policy: { services }, registries };
    const live = await liveRelease(known, settings, world, job.edge);
    if (live === undefined)
        return undefined;
    const service = serviceFrom(image, services, live, environment);
    const running = live[service];
    return running && (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .withDigest */ .hQ)(services[service]?.registry ?? image, running.digest);
}
/** The service that runs from a repository: the only one, or the one whose images are kept there. */
function serviceFrom(image, services, live, environment) {
    const names = Object.keys(services);
    const wanted = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(image);
    const places = (name) => [services[name]?.registry, live[name]];
    const [service, ...others] = names.length === 1
        ? names
        : names.filter((name) => places(name).some((place) => place && (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(place) === wanted));
    if (service !== undefined && others.length === 0)
        return service;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${environment}" runs several services, and ${others.length === 0 ? 'none' : 'more than one'} of them from ${wanted}; name the digest instead`);
}
/** Finds what is live in an environment, which must be something. */
async function requireLive(environment, image, policy, job) {
    const live = await findLive(environment, image, policy, job);
    if (live !== undefined)
        return live;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('not-found', `nothing that is confirmed and signed is live in "${environment}"; promote something into it first`);
}


/***/ }),

/***/ 61:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ scanInJob)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/given-file.js
var given_file = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/gate/exceptions.js
var gate_exceptions = __webpack_require__(1491);
// EXTERNAL MODULE: ./build/src/evidence/predicate/openvex.js
var openvex = __webpack_require__(5606);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
// EXTERNAL MODULE: ./build/src/gate/found.js
var gate_found = __webpack_require__(1445);
// EXTERNAL MODULE: ./build/src/gate/purl.js
var gate_purl = __webpack_require__(4432);
;// CONCATENATED MODULE: ./build/src/gate/vex-cyclonedx.js


// https://cyclonedx.org/docs/1.7/json/#vulnerabilities_items_analysis_state
const statuses = {
    not_affected: 'not_affected',
    false_positive: 'not_affected',
    resolved: 'fixed',
    resolved_with_pedigree: 'fixed',
    exploitable: 'affected',
    in_triage: 'under_investigation',
};
/** Reads what a CycloneDX document says about vulnerabilities of what its components, or other BOMs', identify. */
function cycloneDxStatements(document, source) {
    const purls = purlsByReference(document);
    const documentTime = timeAt(document.metadata, 'timestamp') ?? 0;
    return listAt(document, 'vulnerabilities').map((vulnerability, index) => {
        const { id, analysis } = vulnerability;
        if (typeof id !== 'string' || id === '')
            throw unreadable(source, index, 'has no "id"');
        const state = (0,shape/* isObject */.Gv)(analysis) ? analysis.state : undefined;
        // Without an analysis it is a finding, about which nothing has been said yet.
        const status = state === undefined ? 'under_investigation' : statuses[String(state)];
        if (status === undefined)
            throw unreadable(source, index, `has the state "${state}", which is not known`);
        const names = [id, ...listAt(vulnerability, 'references').map((reference) => reference.id)];
        const affected = listAt(vulnerability, 'affects').map(({ ref }) => String(ref));
        return {
            names: names.filter((name) => typeof name === 'string'),
            status,
            products: affected.map((ref) => ({ identifiers: identifiersOf(ref, purls), parts: [] })),
            ...((0,shape/* isObject */.Gv)(analysis) && { reason: String(analysis.justification ?? analysis.detail ?? state) }),
            timestamp: timeAt(analysis, 'lastUpdated') ?? timeAt(vulnerability, 'updated') ?? documentTime,
            source,
        };
    });
}
/** A reference within the document, or a BOM-Link: `urn:cdx:<serial>/<version>#<reference>`. */
function identifiersOf(reference, purls) {
    const inner = decode(/^urn:cdx:[^#]*#(.+)$/.exec(reference)?.[1] ?? reference);
    const purl = purls.get(inner);
    return purl === undefined ? [inner] : [purl];
}
function purlsByReference(document) {
    const purls = new Map();
    const { metadata } = document;
    const root = (0,shape/* isObject */.Gv)(metadata) && (0,shape/* isObject */.Gv)(metadata.component) ? [metadata.component] : [];
    const pending = [...root, ...listAt(document, 'components')];
    for (let component = pending.pop(); component !== undefined; component = pending.pop()) {
        const { 'bom-ref': reference, purl } = component;
        if (typeof reference === 'string' && typeof purl === 'string')
            purls.set(reference, purl);
        pending.push(...listAt(component, 'components'));
    }
    return purls;
}
function listAt(value, field) {
    const list = value[field];
    return Array.isArray(list) ? list.filter(shape/* isObject */.Gv) : [];
}
function timeAt(value, field) {
    const time = (0,shape/* isObject */.Gv)(value) && typeof value[field] === 'string' ? Date.parse(value[field]) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        // A reference with a stray "%" is taken as it is.
        return text;
    }
}
function unreadable(source, index, reason) {
    return new failure/* Failure */.HR('invalid-input', `the VEX document "${source}" cannot be read: vulnerabilities[${index}] ${reason}`);
}

;// CONCATENATED MODULE: ./build/src/gate/vex.js








/** Reads a VEX document, OpenVEX or CycloneDX as JSON. */
function parseVex(text, source) {
    const document = parseJson(text, source);
    if ((0,shape/* isObject */.Gv)(document) && document.bomFormat === 'CycloneDX')
        return cycloneDxStatements(document, source);
    try {
        return openVexStatements((0,openvex/* checkOpenVex */.ss)(document), source);
    }
    catch (cause) {
        throw vex_unreadable(source, (0,failure/* messageOf */.bD)(cause), cause);
    }
}
/**
 * Makes what finds a finding's excuse: of the statements about it the latest, if it says that the image is not
 * affected. Of several at the same time one that says otherwise counts.
 */
function vexLookup(statements, subject) {
    const byName = new Map();
    for (const statement of statements) {
        for (const name of new Set(statement.names.map((name) => name.toLowerCase()))) {
            byName.set(name, [...(byName.get(name) ?? []), statement]);
        }
    }
    return (found) => {
        const named = (0,gate_found/* namesOf */.e)(found).flatMap((name) => byName.get(name) ?? []);
        const about = named.filter(({ products }) => products.some((product) => isAbout(product, found, subject)));
        const latest = Math.max(...about.map(({ timestamp }) => timestamp));
        const said = about.filter(({ timestamp }) => timestamp === latest);
        return said.every(excuses) ? said[0] : undefined;
    };
}
function excuses({ status }) {
    return status === 'not_affected' || status === 'fixed';
}
/** The image with the package as its part or with no part named, or the package itself. */
function isAbout({ identifiers, parts }, found, subject) {
    const isMeant = (identifier) => identifier.startsWith('pkg:') && found.package !== undefined && (0,gate_purl/* isPackage */.dn)(found.package, identifier);
    if (parts.length === 0 && identifiers.some(isMeant))
        return true;
    const isImage = subject !== undefined && identifiers.some((identifier) => namesImage(identifier, subject));
    return isImage && (parts.length === 0 || parts.some(isMeant));
}
function namesImage(identifier, { repository, digests }) {
    if (digests.some((digest) => identifier === digest || identifier === (0,artifact_digest/* hexOf */.ZD)(digest)))
        return true;
    const purl = (0,gate_purl/* parsePurl */.$l)(identifier);
    if (purl !== undefined) {
        // https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
        if (purl.type !== 'oci')
            return false;
        if (purl.version)
            return digests.some((digest) => digest === purl.version);
        return purl.qualifiers?.repository_url === (0,reference/* formatRepository */.Sh)(repository);
    }
    const named = (0,reference/* formatRepository */.Sh)(repository);
    return identifier === named || digests.some((digest) => identifier === `${named}@${digest}`);
}
function openVexStatements(document, source) {
    return document.statements.map((statement) => ({
        names: vulnerabilityNames(statement),
        status: statement.status,
        products: (statement.products ?? []).map((product) => ({
            identifiers: vex_identifiersOf(product),
            parts: vex_listAt(product, 'subcomponents').flatMap(vex_identifiersOf),
        })),
        reason: statement.justification ?? statement.impact_statement,
        timestamp: Date.parse(statement.timestamp ?? document.last_updated ?? document.timestamp),
        source,
    }));
}
function vulnerabilityNames({ vulnerability }) {
    if (typeof vulnerability === 'string')
        return [vulnerability];
    const { name, '@id': id, aliases } = vulnerability;
    return [name, id, ...(Array.isArray(aliases) ? aliases : [])].filter((one) => typeof one === 'string');
}
/** A product or a part of one: a text until version 0.2, then an object with identifiers and hashes. */
function vex_identifiersOf(component) {
    if (typeof component === 'string')
        return [component];
    if (!(0,shape/* isObject */.Gv)(component))
        return [];
    const { identifiers, hashes } = component;
    const hash = (0,shape/* isObject */.Gv)(hashes) ? (hashes['sha-256'] ?? hashes.sha256) : undefined;
    return [component['@id'], ...((0,shape/* isObject */.Gv)(identifiers) ? Object.values(identifiers) : []), hash].filter((one) => typeof one === 'string');
}
function vex_listAt(value, field) {
    const list = (0,shape/* isObject */.Gv)(value) ? value[field] : undefined;
    return Array.isArray(list) ? list : [];
}
function parseJson(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw vex_unreadable(source, 'it is not JSON', cause);
    }
}
function vex_unreadable(source, reason, cause) {
    return new failure/* Failure */.HR('invalid-input', `the VEX document "${source}" cannot be read: ${reason}; wanted OpenVEX, or CycloneDX with vulnerabilities`, { cause });
}

// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/gate/signed-findings.js
var signed_findings = __webpack_require__(9276);
;// CONCATENATED MODULE: ./build/src/scan/baseline.js


/** Reads what was found in an image: by the newest verified scan, of the same scanner if it has scanned that too. */
async function readBaseline(name, image, scannerUri, collect) {
    if (image === undefined)
        return { name, findings: [] };
    const { accepted } = await collect(image);
    const scans = accepted
        .filter(({ predicateType, subject }) => predicateType === vulnerabilities/* vulnerabilitiesType */.Fy && subject === image.digest)
        .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime());
    const [newest, scan] = newestBy(scannerUri, scans) ?? [];
    if (newest === undefined || scan === undefined)
        return { name, image, findings: [] };
    return {
        name,
        image,
        scannedAt: newest.signedAt,
        findings: scan.scanner.result.map(signed_findings/* parseSignedFinding */.$),
    };
}
/** Tells what a reader of the comparison must know about it. */
function noteOf({ name, image, scannedAt }) {
    if (image === undefined)
        return `nothing that is confirmed and signed is live in ${name}: all is new`;
    return scannedAt === undefined ? `${name} carries no verified scan: all counts as new` : undefined;
}
function newestBy(uri, scans) {
    const [newest] = scans;
    if (newest === undefined)
        return undefined;
    for (const evidence of scans) {
        const scan = (0,vulnerabilities/* parseVulnerabilities */.gs)(evidence.predicate);
        if (withoutVersion(scan.scanner.uri) === withoutVersion(uri))
            return [evidence, scan];
    }
    return [newest, (0,vulnerabilities/* parseVulnerabilities */.gs)(newest.predicate)];
}
// pkg:github/anchore/grype@v0.117.0
function withoutVersion(uri) {
    return uri.replace(/@[^@/]*$/, '');
}

// EXTERNAL MODULE: ./build/src/scan/findings.js
var scan_findings = __webpack_require__(1165);
// EXTERNAL MODULE: ./build/src/report/markdown.js
var markdown = __webpack_require__(75);
// EXTERNAL MODULE: ./build/src/report/scan-formats.js
var scan_formats = __webpack_require__(8730);
;// CONCATENATED MODULE: ./build/src/report/scan.js







/** Tells what a scan found: the verdict, what to do about it, and the rest folded. */
function scanSummary({ scanned, assessment, baseline, now }) {
    const { failing, findings, verdict, compared } = assessment;
    const others = findings.filter(({ standing }) => standing.kind !== 'fails');
    const warnings = [...scanned.blindSpots, ...(baseline === undefined ? [] : [noteOf(baseline) ?? ''])];
    return (0,markdown/* blocks */.Bv)((0,markdown/* heading */.R_)(2, `${verdict === 'passed' ? '✅' : '❌'} ${verdictOf(assessment, scanned)}`), subjectOf(scanned), countsOf(findings), findingsTable(failing), comparisonOf(assessment, baseline), exceptionsOf(assessment, now), (0,markdown/* list */.p_)(warnings.filter((text) => text !== '').map((text) => `⚠️ ${(0,markdown/* escapeText */.X1)(text)}`)), (0,markdown/* details */.zH)(`${(0,markdown/* plural */.LS)(others.length, 'finding')} that did not fail the scan`, findingsTable(others)), (0,markdown/* details */.zH)(`${(0,markdown/* plural */.LS)(compared?.fixed.length ?? 0, 'finding')} fixed`, fixedTable(compared?.fixed ?? [])), (0,markdown/* details */.zH)('About this scan', aboutTable(scanned)));
}
// A summary holds a megabyte for all steps; the report file has them all.
const rowLimit = 200;
const tableLimit = 100_000;
/** Characters of a name, which an SBOM may make as long as it likes. */
const nameLimit = 150;
const colours = {
    critical: '🟥',
    high: '🟧',
    medium: '🟨',
    low: '🟦',
    negligible: '⬜',
    unknown: '❔',
};
const worstFirst = vulnerabilities/* severities */.gO.toReversed();
function verdictOf({ failing, findings, gate, compared }, { packages }) {
    const counted = [
        ...(gate.onlyFixed ? ['counting only what has a fix'] : []),
        ...(compared === undefined ? [] : ['counting only what is new']),
    ];
    const cutoff = [`the cutoff ${gate.severityCutoff}`, ...counted].join(', ');
    const found = (0,markdown/* plural */.LS)(findings.length, 'finding');
    if (failing.length > 0)
        return `Scan failed: ${failing.length} of ${found} at or above ${cutoff}`;
    if (findings.length > 0)
        return `Scan passed: ${found}, ${passingOf(findings)} at or above ${cutoff}`;
    return `Scan passed: nothing known about ${(0,markdown/* plural */.LS)(packages.scanned, 'package')}`;
}
/** Whether nothing reached the cutoff, or only what is excused. */
function passingOf(findings) {
    const excused = findings.some(({ standing: { kind } }) => kind === 'excepted' || kind === 'not-affected');
    return excused ? 'none that is not excepted' : 'none';
}
function subjectOf({ image, platforms }) {
    if (image === undefined)
        return '';
    const where = platforms.length === 0 ? '' : ` · ${platforms.map(markdown/* code */.aY).join(', ')}`;
    return `${(0,markdown/* shortDigest */.VK)(image.digest)} · ${(0,markdown/* code */.aY)((0,reference/* formatReference */.FH)(image))}${where}`;
}
function countsOf(findings) {
    if (findings.length === 0)
        return '';
    const counts = (0,scan_findings/* countFindings */.Gt)(findings);
    const words = worstFirst
        .filter((severity) => severity !== 'unknown' || counts.unknown > 0)
        .map((severity) => (counts[severity] === 0 ? `0 ${severity}` : (0,markdown/* bold */.Cr)(`${counts[severity]} ${severity}`)));
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
    const others = findings.some(({ standing }) => standing.kind !== 'fails');
    const rows = firstRows(findings, (finding) => [
        `${colours[finding.severity]} ${finding.severity}${finding.score === undefined ? '' : ` ${finding.score}`}`,
        whereOf(finding),
        named(finding),
        others ? (0,scan_formats/* outcomeOf */.sG)(finding) : fixOf(finding),
    ]);
    const rest = restOf(findings.length - rows.length);
    return (0,markdown/* table */.tp)(['Severity', 'Where', 'Finding', others ? 'Outcome' : 'How to fix'], rows) + rest;
}
/** As many rows as a table may have, by their number and by how long they are. */
function firstRows(items, rowOf) {
    const rows = [];
    let length = 0;
    for (const item of items.slice(0, rowLimit)) {
        const row = rowOf(item);
        length += row.join('').length;
        if (length > tableLimit)
            break;
        rows.push(row);
    }
    return rows;
}
function restOf(more) {
    return more === 0 ? '' : `\n\n…and ${(0,markdown/* plural */.LS)(more, 'other')}; the report file has all of them.`;
}
function whereOf({ package: of, path = '', line, platforms = [] }) {
    const where = of === undefined ? `${path}${line === undefined ? '' : `:${line}`}` : `${of.name} ${of.version ?? ''}`;
    const only = platforms.length === 0 ? '' : ` (${platforms.slice(0, 8).map(markdown/* code */.aY).join(', ')})`;
    return (0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(where.trim(), nameLimit)) + only;
}
function named({ id, links, title, isNew }) {
    const name = `${isNew === true ? '🆕 ' : ''}${(0,markdown/* link */.nf)((0,markdown/* truncate */.xv)(id, nameLimit), links[0])}`;
    return title === undefined ? name : `${name} ${(0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(title, 120))}`;
}
function fixOf({ kind, package: of, fixedIn, remedy, standing }) {
    const lapsed = standing.kind === 'fails' ? standing.lapsed : undefined;
    const day = lapsed === undefined ? '' : (0,gate_exceptions/* formatDay */.im)(lapsed.exception.expires);
    const note = lapsed === undefined
        ? ''
        : `; ⌛ its exception ${lapsed.term === 'expired' ? 'expired on' : 'is too long, until'} ${day}`;
    if (kind !== 'vulnerability')
        return (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(remedy ?? 'take it out and build again', 200)) + note;
    if (fixedIn === undefined)
        return `look for a version that fixes it${note}`;
    if (fixedIn.length > 0) {
        const versions = fixedIn.slice(0, 5).map((version) => (0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(version, nameLimit)));
        return `update to ${versions.join(' or ')}${note}`;
    }
    return `no fix yet; replace or remove ${(0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(of?.name ?? '', nameLimit))}${note}`;
}
function comparisonOf({ compared }, baseline) {
    if (compared === undefined || baseline === undefined)
        return '';
    const { name, image, scannedAt } = baseline;
    const live = image === undefined ? '' : ` (${(0,markdown/* shortDigest */.VK)(image.digest)})`;
    const when = scannedAt === undefined ? '' : `, scanned ${(0,markdown/* code */.aY)(scannedAt.toISOString())}`;
    const counts = `${(0,markdown/* bold */.Cr)(`${compared.fresh} new`)} · ${compared.carried} carried · ${compared.fixed.length} fixed`;
    return `Against ${(0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(name, nameLimit))}${live}${when}: ${counts}`;
}
function exceptionsOf({ exceptions: { inForce }, findings }, now) {
    const rows = firstRows(inForce, (exception) => {
        const days = (0,gate_exceptions/* daysLeft */.H_)(exception, now);
        const count = findings.filter(({ standing }) => standing.kind === 'excepted' && standing.exception === exception).length;
        return [
            (0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(exception.id, nameLimit)),
            String(count),
            (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(exception.reason, 200)),
            (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(exception.owner, 80)),
            `${days <= 7 ? '⏳ ' : ''}${(0,markdown/* plural */.LS)(days, 'day')} (${(0,gate_exceptions/* formatDay */.im)(exception.expires)})`,
        ];
    });
    const told = (0,markdown/* table */.tp)(['Exception in force', 'Findings', 'Reason', 'Owner', 'Left'], rows);
    return told + restOf(inForce.length - rows.length);
}
function fixedTable(fixed) {
    const rows = firstRows(fixed, ({ id, severity, package: of, path = '' }) => [
        `${colours[severity]} ${severity}`,
        (0,markdown/* code */.aY)((0,markdown/* truncate */.xv)(of === undefined ? path : `${of.name} ${of.version ?? ''}`.trim(), nameLimit)),
        (0,markdown/* escapeText */.X1)((0,markdown/* truncate */.xv)(id, nameLimit)),
    ]);
    return (0,markdown/* table */.tp)(['Severity', 'Where', 'Finding'], rows) + restOf(fixed.length - rows.length);
}
function aboutTable({ scanner, packages, startedAt, finishedAt }) {
    const { name, uri, version, db } = scanner;
    return (0,markdown/* table */.tp)(['', ''], [
        ['Scanner', `${(0,markdown/* code */.aY)(name)}${version === undefined ? '' : ` ${(0,markdown/* escapeText */.X1)(version)}`}, ${(0,markdown/* code */.aY)(uri)}`],
        [
            'Database',
            `${(0,markdown/* code */.aY)(db.uri)}${db.version === undefined ? '' : ` ${(0,markdown/* code */.aY)(db.version)}`}, as of ${(0,markdown/* code */.aY)(db.lastUpdate)}`,
        ],
        ['Packages', `${packages.scanned} looked up, ${packages.unidentified} without a purl or a version`],
        ['Time', `${(0,markdown/* code */.aY)(startedAt.toISOString())}, ${seconds(startedAt, finishedAt)} s`],
    ]);
}
function seconds(from, until) {
    return ((until.getTime() - from.getTime()) / 1000).toFixed(1);
}

// EXTERNAL MODULE: ./build/src/scan/index.js + 8 modules
var scan = __webpack_require__(8458);
;// CONCATENATED MODULE: ./build/src/scan/reported.js
function reportedFinding(finding) {
    const { summary, ...rest } = finding;
    return { kind: 'vulnerability', ...rest, ...(summary !== undefined && { title: summary }) };
}
function reportedWeakness({ layer, path, ...rest }) {
    return { ...rest, aliases: [], path, locations: [{ path, ...(layer !== undefined && { layer }) }] };
}
/** Tells the same finding in several images apart from different ones. */
function identityOfReported({ kind, id, package: of, path, line }) {
    return JSON.stringify([kind, id, of?.purl ?? [of?.name, of?.version], path, line]);
}

;// CONCATENATED MODULE: ./build/src/scan/merge.js


/** Puts the scans of an index's images together: one finding, and the platforms that have it. */
function mergeScans(scans) {
    const [first] = scans;
    if (first === undefined)
        throw new TypeError('there is at least one scan');
    const results = scans.map(({ result }) => result);
    const { scanner } = first.result;
    return {
        findings: mergeFindings(scans),
        platforms: scans.flatMap(({ platforms }) => platforms),
        packages: {
            scanned: sum(results.map(({ packages }) => packages.scanned)),
            unidentified: sum(results.map(({ packages }) => packages.unidentified)),
            uncovered: sumEach(results.map(({ packages }) => packages.uncovered)),
        },
        blindSpots: [...new Set(scans.flatMap(({ platforms, result }) => toldOf(platforms, result)))],
        // By the oldest database: what it does not know is what the scan does not know.
        scanner: results.reduce((oldest, { scanner }) => (scanner.db.lastUpdate < oldest.db.lastUpdate ? scanner : oldest), scanner),
        startedAt: first.result.startedAt,
        finishedAt: results.at(-1)?.finishedAt ?? first.result.finishedAt,
    };
}
function mergeFindings(scans) {
    const merged = new Map();
    for (const { platforms, result } of scans) {
        const found = [...result.findings.map(reportedFinding), ...result.weaknesses.map(reportedWeakness)];
        for (const one of found) {
            const identity = identityOfReported(one);
            const known = merged.get(identity);
            const where = [...(known?.platforms ?? []), ...platforms];
            merged.set(identity, { ...worse(known, one), ...(where.length > 0 && { platforms: where }) });
        }
    }
    return sortReported([...merged.values()]);
}
// A distribution may rate the same differently for another architecture.
function worse(one, other) {
    return one !== undefined && (0,vulnerabilities/* compareSeverity */.zK)(one.severity, other.severity) >= 0 ? one : other;
}
/** Orders findings the same way every time: the worst first, then by where they are and their name. */
function sortReported(findings) {
    const keyed = findings.map((finding) => ({
        finding,
        key: JSON.stringify([finding.package?.name ?? finding.path, finding.package?.version, finding.id]),
    }));
    return keyed
        .toSorted((a, b) => (0,vulnerabilities/* compareSeverity */.zK)(b.finding.severity, a.finding.severity) ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
        .map(({ finding }) => finding);
}
function toldOf(platforms, { blindSpots }) {
    return platforms.length === 0 ? blindSpots : blindSpots.map((told) => `${platforms.join(', ')}: ${told}`);
}
function sum(counts) {
    return counts.reduce((total, count) => total + count, 0);
}
function sumEach(counts) {
    const total = {};
    for (const one of counts) {
        for (const [kind, count] of Object.entries(one))
            total[kind] = (total[kind] ?? 0) + count;
    }
    return total;
}

// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/statement.js
var evidence_statement = __webpack_require__(7218);
// EXTERNAL MODULE: ./build/src/scan/image-access.js + 1 modules
var image_access = __webpack_require__(9259);
// EXTERNAL MODULE: ./build/src/scan/sbom.js
var scan_sbom = __webpack_require__(4750);
;// CONCATENATED MODULE: ./build/src/scan/parts.js









function nothingToScan() {
    return new failure/* Failure */.HR('invalid-input', 'nothing to scan; give "image", "sbom" or both as inputs');
}
/**
 * Chooses what is scanned, so that no platform is left out unsaid: the SBOM that is given, each platform's image, or
 * an SBOM for each or one for the whole that is attached.
 */
async function findParts(request, collect) {
    const { image, platformImages, sbomPath, workspace } = request;
    if (sbomPath !== undefined) {
        const sbom = (0,scan_sbom/* parseSbom */.rl)(await readSbomFile((0,external_node_path_.resolve)(workspace, sbomPath), sbomPath));
        if (image !== undefined)
            assertOfWhole(sbom, image, platformImages);
        return [wholeOf(sbom, image, platformImages)];
    }
    if (image === undefined)
        throw nothingToScan();
    if (request.readsImages)
        return platformImages.map(({ image, platforms }) => ({ image, platforms }));
    const known = await collect(image);
    const digests = platformImages.map(({ image }) => image.digest);
    const whole = newestSbom(known, image.digest, digests);
    const each = await Promise.all(platformImages.map((platform) => partOf(platform, known, image, collect)));
    const missing = platformImages.filter((_, index) => each[index] === undefined);
    if (missing.length === 0)
        return each.filter((part) => part !== undefined);
    if (whole !== undefined)
        return [wholeOf((0,scan_sbom/* readSbom */.kH)(whole.predicate), image, platformImages)];
    throw noSbom(image, missing, known);
}
async function partOf({ image: child, platforms }, known, image, collect) {
    const own = newestAbout(known, child.digest);
    const found = own ?? (child.digest === image.digest ? undefined : newestAbout(await collect(child), child.digest));
    return found && { image: child, platforms, sbom: (0,scan_sbom/* readSbom */.kH)(found.predicate) };
}
function wholeOf(sbom, image, platformImages) {
    const platforms = platformImages.flatMap(({ platforms }) => platforms);
    const part = { platforms: [], sbom, ...(image !== undefined && { image }) };
    if (platforms.length < 2)
        return part;
    return { ...part, note: `one SBOM is taken for all of the index's platforms: ${platforms.join(', ')}` };
}
/** Refuses an SBOM of another image, and one of a single platform: the others would pass unseen. */
function assertOfWhole(sbom, image, platformImages) {
    (0,image_access/* requireAbout */.bp)(sbom, [image.digest, ...platformImages.map(({ image }) => image.digest)], image);
    const named = platformImages.filter(({ image }) => (0,image_access/* isAbout */.KH)(sbom, [image.digest]));
    if ((0,image_access/* isAbout */.KH)(sbom, [image.digest]) || platformImages.length < 2)
        return;
    const platforms = named.flatMap(({ platforms }) => platforms).join(', ');
    throw new failure/* Failure */.HR('mismatch', `the SBOM is about ${platforms} alone, and ${(0,reference/* formatReference */.FH)(image)} is an index of ${platformImages.length} images; give each of them as "image", or leave "sbom" out and let trivy or grype look into all`);
}
function newestAbout({ accepted }, digest) {
    return newest(accepted.filter(({ statement }) => (0,evidence_statement/* isAbout */.KH)(statement, digest)));
}
/** The newest SBOM of the whole: one that names a platform's image is of that alone, whatever else it names. */
function newestSbom({ accepted }, digest, platforms) {
    return newest(accepted.filter(({ statement }) => (0,evidence_statement/* isAbout */.KH)(statement, digest) &&
        !platforms.some((platform) => platform !== digest && (0,evidence_statement/* isAbout */.KH)(statement, platform))));
}
function newest(evidence) {
    return evidence
        .filter(({ predicateType }) => (0,sbom/* isSbomType */.Md)(predicateType))
        .toSorted((a, b) => b.signedAt.getTime() - a.signedAt.getTime())[0];
}
function noSbom(image, missing, { rejected }) {
    const sboms = rejected.filter(({ predicateType }) => predicateType === undefined || (0,sbom/* isSbomType */.Md)(predicateType));
    const problems = sboms.map(({ source, reason }) => ({ message: `${source}: ${reason}` }));
    const found = sboms.length === 0 ? '' : `; ${sboms.length} did not verify`;
    const platforms = missing.flatMap(({ platforms }) => platforms);
    const where = platforms.length === 0 ? '' : ` for ${platforms.join(', ')}`;
    return new failure/* Failure */.HR('not-found', `${(0,reference/* formatReference */.FH)(image)} carries no verified SBOM${where}${found}; give one as input "sbom"`, { problems });
}
async function readSbomFile(path, named) {
    try {
        const { size } = await (0,promises_.stat)(path);
        if (size <= scan_sbom/* sbomLimit */.vw)
            return await (0,given_file/* readGivenFile */.M)(path, named);
    }
    catch (cause) {
        if ((0,failure/* isFailure */.N6)(cause))
            throw cause;
        throw new failure/* Failure */.HR('invalid-input', `the SBOM "${named}" cannot be read: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    throw new failure/* Failure */.HR('invalid-input', `the SBOM "${named}" has more than ${scan_sbom/* sbomLimit */.vw} bytes`);
}
/** Makes a folder of this scan's own for files that nobody named. */
async function openFolder(temp) {
    await (0,promises_.mkdir)(temp, { recursive: true });
    return (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, 'scan-'));
}
/** Writes an SBOM beside the report, for later steps; returns its path. */
async function writeSbom({ sbom, platforms }, folder) {
    const name = ['sbom', ...platforms].join('-').replace(/[^\w.-]+/g, '-');
    const path = (0,external_node_path_.join)(folder, `${name}.${sbom.format === 'spdx' ? 'spdx' : 'cdx'}.json`);
    await (0,promises_.writeFile)(path, JSON.stringify(sbom.document));
    return path;
}

// EXTERNAL MODULE: ./build/src/artifact/descriptor.js
var descriptor = __webpack_require__(5279);
;// CONCATENATED MODULE: ./build/src/scan/platforms.js



/** Finds what an image is on each platform: whoever scanned one of them would know nothing about the others. */
async function fetchPlatformImages(image, registry) {
    const { manifest } = await registry.fetchManifest(image);
    if (manifest.kind === 'manifest')
        return [{ image, platforms: [] }];
    const found = new Map();
    for (const { digest, platform } of manifest.manifests) {
        // BuildKit's attestations stand in the index beside the images, for no platform.
        if (platform === undefined || platform.os === 'unknown')
            continue;
        const known = found.get(digest);
        const platforms = [...(known?.platforms ?? []), (0,descriptor/* formatPlatform */.B)(platform)];
        found.set(digest, { image: (0,reference/* withDigest */.hQ)(image, digest), platforms });
    }
    if (found.size > 0)
        return [...found.values()];
    throw new failure/* Failure */.HR('invalid-input', `${(0,reference/* formatReference */.FH)(image)} is an index that names no image for a platform`);
}

;// CONCATENATED MODULE: ./build/src/scan/scan.js



/** Looks up what an SBOM lists, or into an image. */
async function scan_scan({ scanner: name, ...request }, edge) {
    const startedAt = edge.now();
    const report = await (0,scan/* scannerOf */.u_)(name).scan(request, edge);
    const { findings: found, weaknesses = [], sbom, uncovered, blindSpots: unseen = [], ...who } = report;
    const findings = (0,scan_findings/* sortFindings */.Tc)(found);
    const counts = (0,scan_findings/* countFindings */.Gt)(findings);
    const { unidentified } = sbom;
    const packages = { scanned: scannedOf(sbom, uncovered), unidentified, uncovered };
    const blindSpots = [...blindSpotsOf(counts, packages, name), ...unseen];
    for (const blindSpot of blindSpots)
        edge.log.warning(blindSpot);
    return {
        counts,
        findings,
        weaknesses,
        packages,
        blindSpots,
        sbom,
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






/** Scans an artifact on every platform that it is for. Nothing is judged yet, and nothing is changed. */
async function scanArtifact(request, { testimony, registryOf, openImage }, edge) {
    const { image, sbomPath, workspace, temp, ...how } = request;
    const platformImages = image === undefined ? [] : await fetchPlatformImages(image, registryOf(image));
    const { readsImages } = (0,scan/* scannerOf */.u_)(how.scanner);
    const wanted = { image, sbomPath, workspace, platformImages, readsImages };
    const parts = await findParts(wanted, testimony.collect);
    const scans = [];
    // One after the other: a scanner takes all the memory and all the requests that it may.
    for (const part of parts) {
        const subject = part.sbom === undefined ? { image: await openImage(part.image) } : { sbom: part.sbom };
        scans.push({ platforms: part.platforms, result: await scan_scan({ ...how, ...subject }, edge) });
    }
    const scanned = mergeScans(scans);
    const notes = parts.flatMap(({ note }) => (note === undefined ? [] : [note]));
    for (const note of notes)
        edge.log.warning(note);
    const folder = await openFolder(temp);
    const scannedParts = parts.map((part, index) => ({ ...part, sbom: scans[index]?.result.sbom ?? part.sbom }));
    const known = scannedParts.filter((part) => part.sbom !== undefined);
    return {
        ...scanned,
        blindSpots: [...notes, ...scanned.blindSpots],
        ...(image !== undefined && { image }),
        platformImages,
        parts: known,
        sbomPaths: sbomPath !== undefined
            ? [(0,external_node_path_.resolve)(workspace, sbomPath)]
            : await Promise.all(known.map((part) => writeSbom(part, folder))),
        folder,
    };
}

// EXTERNAL MODULE: ./build/src/gate/baseline.js
var gate_baseline = __webpack_require__(8746);
// EXTERNAL MODULE: ./build/src/gate/gate.js
var gate_gate = __webpack_require__(2909);
;// CONCATENATED MODULE: ./build/src/scan/assess.js




/** Judges findings: reports all, fails on some. */
function assess(found, grounds) {
    const { gate, exceptions, vex, subject, baseline, now } = grounds;
    const compared = baseline && (0,gate_baseline/* compareFindings */.E)(found, baseline);
    const excuses = {
        exceptionsOf: (0,gate_exceptions/* exceptionLookup */._E)(exceptions?.list ?? [], subject?.repository),
        now,
        vexOf: vexLookup(vex, subject),
        ...(compared !== undefined && { isLive: compared.isCarried }),
    };
    const findings = found.map((one) => {
        const standing = (0,gate_gate/* judge */.S4)(one, gate, excuses);
        const status = standing.kind === 'not-affected' ? statusOf(standing.vex) : undefined;
        return {
            ...one,
            standing,
            ...(status !== undefined && { status }),
            ...(compared !== undefined && { isNew: !compared.isCarried(one) }),
        };
    });
    const failing = findings.filter(({ standing }) => standing.kind === 'fails');
    return {
        verdict: failing.length === 0 ? 'passed' : 'failed',
        gate,
        findings,
        failing,
        exceptions: accountFor(findings, excuses, grounds),
        ...(compared !== undefined && {
            compared: {
                fresh: compared.fresh.length,
                carried: compared.carried.length,
                fixed: compared.fixed,
            },
        }),
    };
}
function statusOf({ status }) {
    return status === 'not_affected' || status === 'fixed' ? status : undefined;
}
function accountFor(findings, { exceptionsOf }, { exceptions, subject, now }) {
    const inForce = new Set(findings.flatMap(({ standing }) => (standing.kind === 'excepted' ? [standing.exception] : [])));
    // One for a finding that passes without it is no mistake: an environment may ask for more.
    const asked = new Set(findings.flatMap((finding) => exceptionsOf(finding)));
    const idle = (exceptions?.list ?? []).filter((exception) => !asked.has(exception) && (0,gate_exceptions/* concerns */.Kc)(exception, subject?.repository));
    return {
        inForce: [...inForce],
        unused: idle.filter((exception) => (0,gate_exceptions/* termOf */.iP)(exception, now) === 'in-force'),
        expired: idle.filter((exception) => (0,gate_exceptions/* termOf */.iP)(exception, now) === 'expired'),
    };
}

// EXTERNAL MODULE: ./build/src/evidence/predicate/cosign-vulnerabilities.js
var cosign_vulnerabilities = __webpack_require__(393);
;// CONCATENATED MODULE: ./build/src/gate/exceptions-vex.js




/**
 * Tells others which findings of an image are excepted, and why. An exception is no proof that nothing can happen:
 * only one with a justification says `not_affected`, and any other that somebody answers for it until a day.
 */
function buildExceptionsVex(excepted, image, author, timestamp) {
    const statements = excepted.map((one) => statementOf(one, image));
    // The same statements have the same name, by which a repeated scan knows that they have been made.
    const name = (0,artifact_digest/* hexOf */.ZD)((0,artifact_digest/* digestOf */.ol)(JSON.stringify(statements.map((one) => JSON.stringify(one)).toSorted())));
    return (0,openvex/* buildOpenVex */.gA)({ id: `https://openvex.dev/docs/public/vex-${name}`, author, timestamp, statements });
}
function statementOf({ found, exception }, image) {
    const { justification, reason, owner, expires } = exception;
    const answered = `${reason} (${owner}, until ${(0,gate_exceptions/* formatDay */.im)(expires)})`;
    const about = {
        vulnerability: { name: found.id, aliases: [...found.aliases] },
        products: [productOf(found, image)],
    };
    return justification === undefined
        ? { ...about, status: 'affected', action_statement: `Accepted: ${answered}` }
        : { ...about, status: 'not_affected', justification, impact_statement: answered };
}
// https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
function productOf({ package: of, path }, image) {
    const name = image.repository.slice(image.repository.lastIndexOf('/') + 1);
    const where = encodeURIComponent((0,reference/* formatRepository */.Sh)(image));
    const part = of === undefined ? path : (of.purl ?? `${of.name}@${of.version ?? ''}`);
    return {
        '@id': `pkg:oci/${name}@${encodeURIComponent(image.digest)}?repository_url=${where}`,
        hashes: { 'sha-256': (0,artifact_digest/* hexOf */.ZD)(image.digest) },
        ...(part !== undefined && { subcomponents: [{ '@id': part }] }),
    };
}

;// CONCATENATED MODULE: ./build/src/scan/attest-scan.js










/**
 * Signs and attaches what was learned about an image, whatever the verdict is: what it is made of and which findings
 * are excepted unless that is attached already, and what was found.
 */
async function attestScan(scanned, assessment, testimony, options) {
    const { image } = scanned;
    if (image === undefined)
        return [];
    const { accepted } = await testimony.collect(image);
    const covered = imagesOf(image, scanned);
    const bundles = [];
    for (const part of scanned.parts) {
        const images = imagesOfPart(part, image);
        if (isAttached(part, images, accepted))
            continue;
        const { predicateType, document } = part.sbom;
        bundles.push(await testimony.attest(images, { predicateType, predicate: document }));
    }
    bundles.push(await testimony.attest(covered, findingsOf(scanned, assessment)));
    if (options.cosign)
        bundles.push(await testimony.attest(covered, cosignFindingsOf(scanned, assessment, options)));
    const vex = attest_scan_exceptionsOf(assessment, image, scanned, options);
    if (vex !== undefined && !isSaid(vex['@id'], accepted)) {
        bundles.push(await testimony.attest([image], { predicateType: openvex/* openVexType */.YH, predicate: vex }));
    }
    return bundles;
}
/** Writes bundles for later steps, one in each line; returns the path. */
async function writeBundles(bundles, folder) {
    const path = (0,external_node_path_.join)(folder, 'bundles.jsonl');
    await (0,promises_.writeFile)(path, bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join(''));
    return path;
}
/** The index and all its images: the findings are of all of them together. */
function imagesOf(image, { platformImages }) {
    return distinct([image, ...platformImages.map(({ image }) => image)]);
}
/** The image that an SBOM is of first; and the index, by which people ask for it. */
function imagesOfPart(part, image) {
    return distinct([part.image ?? image, image]);
}
function distinct(images) {
    return images.filter(({ digest }, index) => images.findIndex((other) => other.digest === digest) === index);
}
function findingsOf({ scanner: { uri, version, db }, startedAt, finishedAt }, { findings }) {
    const predicate = (0,vulnerabilities/* buildVulnerabilities */.j4)({
        scanner: { uri, version, db },
        result: findings.map(signed_findings/* formatSignedFinding */.J),
        startedAt,
        finishedAt,
    });
    return { predicateType: vulnerabilities/* vulnerabilitiesType */.Fy, predicate };
}
function cosignFindingsOf({ scanner, startedAt, finishedAt }, { findings }, { run }) {
    const result = { findings: findings.map(({ standing: _, isNew: __, ...finding }) => finding) };
    const predicate = (0,cosign_vulnerabilities/* buildCosignVulnerabilities */.cq)({ run, scanner, result, startedAt, finishedAt });
    return { predicateType: cosign_vulnerabilities/* cosignVulnerabilitiesType */.gT, predicate };
}
function attest_scan_exceptionsOf({ findings }, image, { finishedAt }, { author }) {
    const excepted = findings.flatMap((found) => found.standing.kind === 'excepted' ? [{ found, exception: found.standing.exception }] : []);
    return excepted.length === 0 ? undefined : buildExceptionsVex(excepted, image, author, finishedAt);
}
/** Says whether an SBOM that lists the same is attached already: a scan that is repeated must not repeat it too. */
function isAttached({ sbom }, images, accepted) {
    const wanted = packagesOf(sbom);
    return accepted.some(({ predicateType, predicate, statement }) => predicateType === sbom.predicateType &&
        images.every(({ digest }) => (0,evidence_statement/* isAbout */.KH)(statement, digest)) &&
        packagesOf((0,scan_sbom/* readSbom */.kH)(predicate)) === wanted);
}
function packagesOf({ packages }) {
    return packages
        .map(({ purl }) => purl)
        .sort()
        .join('\n');
}
function isSaid(id, accepted) {
    return accepted.some(({ predicateType, predicate }) => openvex/* openVexTypes */.lu.test(predicateType) && (0,shape/* isObject */.Gv)(predicate) && predicate['@id'] === id);
}

// EXTERNAL MODULE: ./build/src/scan/gate.js
var gate = __webpack_require__(2964);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/report/sarif.js
var sarif = __webpack_require__(5789);
;// CONCATENATED MODULE: ./build/src/job/code-scanning.js



/** Writes a log that code scanning takes: with as many findings as fit. */
function fitSarif(request, gzipLimit = sarif/* sarifLimits */.g.gzip) {
    for (let limit = sarif/* sarifLimits */.g.results;; limit = Math.floor(limit / 2)) {
        const built = (0,sarif/* buildSarif */.E)({ ...request, limit });
        const text = JSON.stringify(built.log);
        const gzip = (0,external_node_zlib_.gzipSync)(text);
        if (gzip.length <= gzipLimit || limit === 0)
            return { ...built, text, gzip };
    }
}
/** How often it is asked what became of an upload, and how long is waited before each time. */
const attempts = 30;
const pause = 2000;
/** Uploads a log to code scanning, and waits until GitHub has taken it in, or says why not. */
async function uploadSarif({ gzip, cut }, startedAt, { context, edge, github }) {
    const { sha: commit, ref } = context;
    const id = await github.uploadSarif({ commit, ref, gzip, startedAt, toolName: 'Immutable Deploy' });
    if (cut !== undefined)
        edge.log.warning(`code scanning: ${cut}`);
    for (let attempt = 0; attempt < attempts; attempt++) {
        await edge.sleep(pause);
        const { state, errors } = await github.fetchSarifStatus(id);
        if (state === 'complete')
            return edge.log.info('code scanning has taken in the findings');
        if (state === 'failed')
            throw notTaken(errors);
    }
    const waited = (attempts * pause) / 1000;
    edge.log.notice(`code scanning has the findings, and is still at work on them after ${waited} s`);
}
function notTaken(errors) {
    const reasons = errors.length === 0 ? 'it does not say why' : errors.join('; ');
    return new failure/* Failure */.HR('denied', `code scanning does not take the findings: ${reasons}`);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/src/job/exceptions.js





/** How it fails where nobody named a file and this job, or nobody now, can see whether there is one. */
const outOfReach = ['unauthorized', 'not-found', 'unavailable'];
/**
 * Fetches the exceptions of the default branch, and no others: what a pull request adds to them holds once it is
 * merged, so that nobody excepts themselves.
 */
async function findExceptions(named, policy, job) {
    const { edge, github } = job;
    try {
        const settings = await policy.fetch();
        const { fetchExceptions } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(828), __webpack_require__.e(617)]).then(__webpack_require__.bind(__webpack_require__, 3617));
        const commit = settings?.commit ?? (await github.fetchDefaultHead());
        const file = named ?? settings?.policy.exceptions;
        const known = named === undefined ? settings?.exceptions : undefined;
        const exceptions = known ?? (await fetchExceptions(github, file, commit));
        const { assertTerms } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(278)]).then(__webpack_require__.bind(__webpack_require__, 278));
        if (exceptions !== undefined)
            assertTerms(exceptions, edge.now());
        await compareWithCheckout(exceptions, file ?? gate_exceptions/* defaultExceptionsFile */.wm, job);
        return exceptions;
    }
    catch (error) {
        if (named !== undefined || !(0,failure/* isFailure */.N6)(error) || !outOfReach.includes(error.code))
            throw error;
        // Without them more fails, not less.
        const tell = error.code === 'unavailable' ? edge.log.warning : edge.log.info;
        tell(`no exceptions are read: ${error.message}`);
        return undefined;
    }
}
/** Tells whoever changes the exceptions that the change does not hold yet, and what is wrong with it. */
async function compareWithCheckout(known, file, { context, edge }) {
    try {
        const { parseExceptions } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(278)]).then(__webpack_require__.bind(__webpack_require__, 278));
        const bytes = await (0,given_file/* readGivenFile */.M)((0,external_node_path_.resolve)(context.workspace, file), file);
        const { list } = parseExceptions(bytes.toString('utf8'), file);
        if ((0,external_node_util_.isDeepStrictEqual)(list.map(withoutLine), (known?.list ?? []).map(withoutLine)))
            return;
        edge.log.notice('these exceptions differ from those of the default branch, which are the ones that count', {
            file,
            line: 1,
        });
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        // Not checked out, or wrong, which is no fault of this scan.
        for (const { message, place } of error.problems)
            edge.log.warning(message, place);
    }
}
function withoutLine({ line: _, ...exception }) {
    return exception;
}

// EXTERNAL MODULE: ./build/src/job/live.js
var live = __webpack_require__(6435);
// EXTERNAL MODULE: ./build/src/job/services.js + 2 modules
var services = __webpack_require__(428);
;// CONCATENATED MODULE: ./build/src/job/scan.js




















/** Scans, judges, tells, attaches what was learned whatever the verdict is, and hands it to code scanning. */
async function scanInJob(request, job, tell) {
    const { policy } = request;
    // Before anything is asked of GitHub.
    if (request.image === undefined && request.sbomPath === undefined)
        throw nothingToScan();
    const testimony = (0,services/* openScanTestimony */._9)(job, policy, request.signing);
    const exceptions = await findExceptions(request.exceptions, policy, job);
    const vex = await readVexFiles(request.vex, job);
    const scanned = await scanImage(request, testimony, job);
    const baseline = await findBaseline(request, scanned, policy, testimony, job);
    const assessment = assessScan(request, { scanned, exceptions, vex, baseline }, job);
    const file = exceptions?.file;
    tell(scanSummary({ scanned, assessment, baseline, now: job.edge.now() }));
    pointOutIdle(assessment, file, job);
    const sarif = sarifOf(request, scanned, assessment, file);
    const reportPath = await writeReport(request, { scanned, assessment, sarif }, job);
    const fitted = request.uploadSarif ? fitSarif(sarif) : undefined;
    const sarifPath = await writeSarif(request, reportPath, fitted, scanned);
    const bundlePath = await attestInJob(request, { scanned, assessment, testimony }, job);
    const refusal = assessment.verdict === 'failed' ? (0,gate/* refusalOf */.Of)(assessment, file) : undefined;
    if (fitted !== undefined)
        await handOver(fitted, scanned, refusal, job);
    return {
        assessment,
        ...(refusal !== undefined && { refusal }),
        scanned,
        ...{ reportPath, sarifPath, bundlePath },
    };
}
async function scanImage({ image, sbomPath, scanner, osvUrl, tool, weaknesses, databaseMaxAge }, testimony, job) {
    const { context, registryOf, edge } = job;
    const what = { image, sbomPath, workspace: context.workspace, temp: context.runnerTemp };
    const how = { scanner, osvUrl, weaknesses, databaseMaxAge, tool: { ...tool, ...(0,services/* toolFolders */.Sg)(context) } };
    const openImage = (image) => (0,services/* openImageAccess */.OW)(job, image);
    return scanArtifact({ ...what, ...how }, { testimony, registryOf, openImage }, edge);
}
/** Finds what the scan is compared with, where that is asked for, before anything new is attached to it. */
async function findBaseline({ image, baseline }, { scanner }, policy, { collect }, job) {
    if (baseline === undefined)
        return undefined;
    if (image === undefined) {
        throw new failure/* Failure */.HR('invalid-input', 'a baseline is compared with an image; give "image" as well');
    }
    const former = (0,artifact_digest/* isDigest */.Bc)(baseline)
        ? (0,reference/* withDigest */.hQ)(image, baseline)
        : await (0,live/* findLive */.K)(baseline, image, policy, job);
    const found = await readBaseline(baseline, former, scanner.uri, collect);
    const note = noteOf(found);
    if (note !== undefined)
        job.edge.log.warning(note);
    return found;
}
function assessScan({ image, gate }, { scanned, exceptions, vex, baseline }, { edge }) {
    const digests = image && [image.digest, ...scanned.platformImages.map(({ image }) => image.digest)];
    return assess(scanned.findings, {
        gate,
        vex,
        now: edge.now(),
        ...(exceptions !== undefined && { exceptions }),
        ...(image !== undefined && digests !== undefined && { subject: { repository: image, digests } }),
        ...(baseline !== undefined && { baseline: baseline.findings }),
    });
}
async function readVexFiles(paths, { context }) {
    const read = async (path) => parseVex((await (0,given_file/* readGivenFile */.M)((0,external_node_path_.resolve)(context.workspace, path), path)).toString('utf8'), path);
    return (await Promise.all(paths.map(read))).flat();
}
/** Points out exceptions that nothing asks for, where they stand. */
function pointOutIdle({ exceptions: { unused, expired } }, file, { edge }) {
    if (file === undefined)
        return;
    for (const { id, line } of unused) {
        edge.log.notice(`the exception of ${id} is not used: nothing of it was found; remove it`, { file, line });
    }
    for (const { id, expires, line } of expired) {
        const day = (0,gate_exceptions/* formatDay */.im)(expires);
        edge.log.notice(`the exception of ${id} expired on ${day}, and nothing of it was found; remove it`, {
            file,
            line,
        });
    }
}
function sarifOf({ image, scanner, sbomPath = 'sbom' }, scanned, assessment, file) {
    const artifact = image === undefined ? sbomPath : (0,reference/* formatRepository */.Sh)(image);
    return {
        scanned,
        assessment,
        artifact,
        category: `immutable-deploy/${scanner}/${artifact}`,
        ...(image !== undefined && { image }),
        ...(file !== undefined && { exceptionsFile: file }),
    };
}
async function writeReport({ outputFormat, outputFile }, { scanned, assessment, sarif }, { context, edge }) {
    const { extension, format } = scan_formats/* outputFormats */.oz[outputFormat];
    const path = outputFile === undefined
        ? (0,external_node_path_.join)(scanned.folder, `report.${extension}`)
        : (0,external_node_path_.resolve)(context.workspace, outputFile);
    const text = format({ ...sarif, scanned, assessment });
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    await (0,promises_.writeFile)(path, text);
    // A table is for people, who look for it in the log.
    if (outputFormat === 'table')
        edge.log.info(text.trimEnd());
    return path;
}
async function writeSarif({ outputFormat }, reportPath, fitted, { folder }) {
    if (fitted === undefined)
        return outputFormat === 'sarif' ? reportPath : undefined;
    const path = (0,external_node_path_.join)(folder, 'upload.sarif');
    await (0,promises_.writeFile)(path, fitted.text);
    return path;
}
async function attestInJob({ attest, cosign }, { scanned, assessment, testimony }, { context }) {
    if (!attest)
        return undefined;
    const { serverUrl, repository, runId } = context;
    const source = `${serverUrl}/${repository}`;
    const options = { cosign, run: `${source}/actions/runs/${runId}`, author: source };
    const bundles = await attestScan(scanned, assessment, testimony, options);
    return bundles.length === 0 ? undefined : writeBundles(bundles, scanned.folder);
}
// The gate's refusal says more than that the findings are not shown elsewhere too.
async function handOver(fitted, { startedAt }, refusal, job) {
    try {
        await uploadSarif(fitted, startedAt, job);
    }
    catch (error) {
        if (refusal === undefined || !(0,failure/* isFailure */.N6)(error))
            throw error;
        job.edge.log.warning(error.message);
    }
}


/***/ }),

/***/ 5789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ buildSarif),
/* harmony export */   g: () => (/* binding */ sarifLimits)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6565);
/* harmony import */ var _gate_exceptions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1491);
/* harmony import */ var _scan_gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2964);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(75);





/** What GitHub takes. https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const sarifLimits = { results: 25_000, rules: 25_000, gzip: 10 * 1024 * 1024, text: 1024, name: 255 };
/**
 * Writes findings as a SARIF 2.1.0 log: those that fail first, so that they are what is left where a limit cuts.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
function buildSarif(request) {
    const { scanned, assessment, category, limit = sarifLimits.results } = request;
    const ordered = assessment.findings.toSorted((a, b) => rank(a) - rank(b));
    const shown = ordered.slice(0, limit);
    const left = ordered.length - shown.length;
    const cut = left === 0 ? undefined : `${left} of ${ordered.length} findings are left out; the gate has judged all`;
    const rules = new Map();
    for (const finding of shown) {
        const id = ruleIdOf(finding);
        if (!rules.has(id))
            rules.set(id, { index: rules.size, rule: ruleOf(finding) });
    }
    const run = {
        tool: {
            driver: {
                name: 'Immutable Deploy',
                informationUri: 'https://github.com/immutable-deploy/immutable-deploy',
                rules: [...rules.values()].map(({ rule }) => rule),
            },
        },
        automationDetails: { id: `${category}/` },
        invocations: [
            {
                executionSuccessful: true,
                startTimeUtc: scanned.startedAt.toISOString(),
                endTimeUtc: scanned.finishedAt.toISOString(),
                ...(cut !== undefined && {
                    toolExecutionNotifications: [{ level: 'warning', message: { text: cut } }],
                }),
            },
        ],
        columnKind: 'utf16CodeUnits',
        results: shown.map((finding) => resultOf(finding, rules.get(ruleIdOf(finding))?.index ?? 0, request)),
        properties: { scanner: scanned.scanner.uri, database: scanned.scanner.db.lastUpdate },
    };
    const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [run],
    };
    return { log, ...(cut !== undefined && { cut }) };
}
// Sorting is stable, so within each the worst stays first.
function rank({ standing }) {
    if (standing.kind === 'fails')
        return 0;
    return isSuppressed(standing) ? 2 : 1;
}
function ruleIdOf({ id }) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .truncate */ .xv)(oneLine(id), sarifLimits.name);
}
function ruleOf(finding) {
    const { id, title, kind, severity, score, vector, aliases, ratedBy } = finding;
    // A page's address is short; a longer one only takes room.
    const links = finding.links.filter((address) => address.length < 1000);
    const helpUri = links.find((address) => webAddress(address));
    const about = title === undefined ? `${severity} ${kind}` : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .truncate */ .xv)(title, sarifLimits.text / 2);
    return {
        id: ruleIdOf(finding),
        name: nameOf(kind),
        shortDescription: { text: message(`${id}: ${about}`) },
        fullDescription: { text: message(about) },
        help: {
            text: message(`${about}. ${sentence((0,_scan_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .wayOut */ .YX)(finding))}`),
            markdown: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeText */ .X1)(about), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .table */ .tp)(['', ''], [
                [
                    'Severity',
                    `${severity}${ratedBy === undefined ? '' : ` by ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeText */ .X1)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .truncate */ .xv)(ratedBy, 255))}`}`,
                ],
                [
                    'CVSS',
                    [score === undefined ? '' : String(score), vector && (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .truncate */ .xv)(vector, 255))]
                        .filter(Boolean)
                        .join(' '),
                ],
                [
                    'Also known as',
                    aliases
                        .slice(0, 50)
                        .map((alias) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .code */ .aY)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .truncate */ .xv)(alias, 255)))
                        .join(', '),
                ],
            ].filter(([, value]) => value !== '')), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .list */ .p_)(links.slice(0, 20).map((address) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(address, address)))),
        },
        ...(helpUri !== undefined && { helpUri }),
        defaultConfiguration: { level: levelOf(severity) },
        properties: {
            tags: ['security', kind, severity],
            ...securitySeverity(severity, score),
        },
    };
}
function resultOf(finding, ruleIndex, request) {
    const { severity, standing, isNew, package: of, platforms = [] } = finding;
    return {
        ruleId: ruleIdOf(finding),
        ruleIndex,
        level: levelOf(severity),
        message: { text: message(describe(finding, request.image)) },
        locations: [locationOf(finding, request.artifact)],
        // Code scanning compares this one alone; it stays the same when a package gets another version.
        partialFingerprints: { primaryLocationLineHash: fingerprintOf(finding, request.category) },
        ...(isNew !== undefined && { baselineState: isNew ? 'new' : 'unchanged' }),
        suppressions: suppressionsOf(standing, request.exceptionsFile),
        properties: {
            standing: standing.kind,
            ...(of?.purl !== undefined && { purl: of.purl }),
            ...(platforms.length > 0 && { platforms }),
        },
    };
}
function describe(finding, image) {
    const { id, severity, package: of, title, path } = finding;
    const what = of === undefined ? (path ?? id) : `${of.name} ${of.version ?? ''}`.trim();
    const where = image === undefined ? '' : ` in ${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(image)}`;
    return `${what}${where}: ${severity} ${id}${title === undefined ? '' : `, ${title}`}. ${sentence((0,_scan_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .wayOut */ .YX)(finding))}`;
}
function locationOf({ path, line, locations = [], package: of }, artifact) {
    const found = path ?? locations.find(({ path }) => path !== undefined)?.path ?? artifact;
    const named = of === undefined ? path : (of.purl ?? of.name);
    return {
        physicalLocation: { artifactLocation: { uri: relativeUri(found) }, region: { startLine: line ?? 1 } },
        ...(named !== undefined && { logicalLocations: [{ fullyQualifiedName: oneLine(named) }] }),
    };
}
/** Inside the image, as a relative reference: code scanning looks for it in the repository, and shows it by name. */
function relativeUri(path) {
    const segments = path
        .toWellFormed()
        .split('/')
        .filter((segment) => !['', '.', '..'].includes(segment));
    const uri = segments.map(encodeURIComponent).join('/');
    return uri === '' ? 'image' : uri;
}
function suppressionsOf(standing, file) {
    if (standing.kind === 'excepted') {
        const { reason, owner, expires, line } = standing.exception;
        return [
            {
                kind: 'external',
                status: 'accepted',
                justification: `${reason} (${owner}, until ${(0,_gate_exceptions_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDay */ .im)(expires)})`,
                ...(file !== undefined && {
                    location: {
                        physicalLocation: { artifactLocation: { uri: relativeUri(file) }, region: { startLine: line } },
                    },
                }),
            },
        ];
    }
    if (standing.kind !== 'not-affected')
        return [];
    const { reason = standing.vex.status, source } = standing.vex;
    return [{ kind: 'external', status: 'accepted', justification: `${reason} (${source})` }];
}
function isSuppressed({ kind }) {
    return kind === 'excepted' || kind === 'not-affected';
}
function fingerprintOf({ kind, id, package: of, path }, category) {
    const purl = of?.purl?.replace(/@[^@/]*$/, '');
    const text = JSON.stringify([category, kind, id, purl ?? of?.name ?? path]);
    return `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex').slice(0, 32)}:1`;
}
// https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#reportingdescriptor-object
const scores = { critical: 9.5, high: 8, medium: 5.5, low: 2 };
const bands = {
    critical: [9, 10],
    high: [7, 8.9],
    medium: [4, 6.9],
    low: [0.1, 3.9],
};
/** A score by which GitHub shows the severity that the scanner says, even where its own score says another. */
function securitySeverity(severity, score) {
    const band = bands[severity];
    if (band === undefined)
        return {};
    const fits = score !== undefined && score >= band[0] && score <= band[1];
    return { 'security-severity': String(fits ? score : scores[severity]) };
}
function levelOf(severity) {
    if (severity === 'critical' || severity === 'high')
        return 'error';
    return severity === 'low' || severity === 'negligible' ? 'note' : 'warning';
}
function nameOf(kind) {
    const names = {
        vulnerability: 'VulnerablePackage',
        secret: 'SecretInImage',
        misconfiguration: 'Misconfiguration',
    };
    return names[kind];
}
/** Plain text in which nothing is a link or a placeholder. Specification, section 3.11.6 and following. */
function message(text) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .truncate */ .xv)(oneLine(text), sarifLimits.text / 2)
        .replace(/[[\]\\]/g, '\\$&')
        .replace(/[{}]/g, '$&$&');
}
function oneLine(text) {
    return text
        .toWellFormed()
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
        .trim();
}
function sentence(text) {
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
function webAddress(text) {
    return /^https?:\/\/[^\s<>"\\^`{|}]+$/.test(text) && URL.canParse(text);
}


/***/ }),

/***/ 8730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oz: () => (/* binding */ outputFormats),
/* harmony export */   r9: () => (/* binding */ outputFormatNames),
/* harmony export */   sG: () => (/* binding */ outcomeOf)
/* harmony export */ });
/* harmony import */ var _scan_findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1165);
/* harmony import */ var _sarif_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5789);


/** Every format of the report file by the name that the input has for it. */
const outputFormats = {
    json: { extension: 'json', format: formatJson },
    sarif: {
        extension: 'sarif',
        format: (request) => `${JSON.stringify((0,_sarif_js__WEBPACK_IMPORTED_MODULE_1__/* .buildSarif */ .E)(request).log, undefined, 2)}\n`,
    },
    table: { extension: 'txt', format: formatTable },
};
const outputFormatNames = Object.keys(outputFormats);
function formatJson({ scanned, assessment, image }) {
    const { packages, blindSpots, scanner, platforms, startedAt, finishedAt } = scanned;
    const report = {
        image,
        counts: (0,_scan_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .countFindings */ .Gt)(assessment.findings),
        ...assessment,
        ...{ platforms, packages, blindSpots, scanner, startedAt, finishedAt },
    };
    return `${JSON.stringify(report, undefined, 2)}\n`;
}
const header = ['SEVERITY', 'PACKAGE', 'VERSION', 'FIXED IN', 'FINDING', 'OUTCOME'];
/** Lines for a terminal, as scanners print them. */
function formatTable({ assessment: { findings } }) {
    const rows = [header, ...findings.map(cellsOf)];
    const widths = header.map((_, column) => rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0));
    const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
    return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
function cellsOf(finding) {
    const { id, package: of, path = '-', severity, fixedIn = [] } = finding;
    const where = of === undefined ? [path, ''] : [of.name, of.version ?? ''];
    return [severity, ...where, fixedIn.join(', ') || '-', id, outcomeOf(finding)].map(printable);
}
/** What becomes of a finding, in a word or two. */
function outcomeOf({ standing }) {
    switch (standing.kind) {
        case 'fails':
            if (standing.lapsed === undefined)
                return 'fails';
            return `fails, exception ${standing.lapsed.term === 'expired' ? 'expired' : 'too long'}`;
        case 'below-cutoff':
            return 'below the cutoff';
        case 'no-fix':
            return 'no fix';
        case 'excepted':
            return 'excepted';
        case 'not-affected':
            return standing.vex.status === 'fixed' ? 'fixed (VEX)' : 'not affected (VEX)';
        case 'carried':
            return 'live already';
        default:
            return standing;
    }
}
// What a terminal would take for a command to it, or for another line.
function printable(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}


/***/ }),

/***/ 2964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   YX: () => (/* binding */ wayOut),
/* harmony export */   io: () => (/* reexport safe */ _gate_gate_js__WEBPACK_IMPORTED_MODULE_2__.io)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);
/* harmony import */ var _gate_exceptions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1491);
/* harmony import */ var _gate_gate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2909);




/** Makes the refusal that a step fails with: every reason, each with its way out. */
function refusalOf({ failing, gate, compared }, exceptionsFile) {
    const problems = failing.map((finding) => problemOf(finding, exceptionsFile));
    const cutoffs = [...new Set(failing.map(({ kind }) => `"${(0,_gate_gate_js__WEBPACK_IMPORTED_MODULE_2__/* .cutoffFor */ .DO)(kind, gate)}"`))].join(' or ');
    const what = compared === undefined ? 'finding' : 'new finding';
    const found = failing.length === 1 ? `1 ${what} reaches` : `${failing.length} ${what}s reach`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('denied', `the scan failed: ${found} the severity cutoff ${cutoffs}`, { problems });
}
/** What to do about a finding, in words. */
function wayOut({ kind, fixedIn, remedy }) {
    if (kind !== 'vulnerability')
        return remedy ?? 'take it out and build again';
    if (fixedIn === undefined)
        return 'look for a version that fixes it';
    return fixedIn.length === 0 ? 'no version fixes it yet' : `update to ${fixedIn.join(' or ')}`;
}
function problemOf(finding, file) {
    const { kind, id, package: of, path, severity, standing } = finding;
    const where = of === undefined ? (path ?? kind) : `${of.name} ${of.version ?? ''}`.trim();
    const message = `${where}: ${severity} ${id}; ${wayOut(finding)}`;
    if (standing.kind !== 'fails' || standing.lapsed === undefined)
        return { message };
    const { exception, term } = standing.lapsed;
    const day = (0,_gate_exceptions_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDay */ .im)(exception.expires);
    const lapsed = term === 'expired'
        ? `its exception expired on ${day} (${exception.owner})`
        : `its exception until ${day} is for more than a year`;
    const place = file === undefined ? {} : { place: { file, line: exception.line } };
    return { message: `${message}; ${lapsed}`, ...place };
}


/***/ }),

/***/ 9259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hu: () => (/* binding */ imageArgument),
  KH: () => (/* binding */ isAbout),
  bp: () => (/* binding */ requireAbout),
  T0: () => (/* binding */ requireSameImage),
  _D: () => (/* binding */ writeDockerConfig)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./node_modules/packageurl-js/index.js
var packageurl_js = __webpack_require__(7091);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/scan/sbom-subject.js



/** Finds the digests of the images that an SBOM says to be about; none where it is about a source or a folder. */
function imageDigestsOf({ format, document }) {
    const named = format === 'cyclonedx' ? cycloneDxNames(document) : spdxNames(document);
    return [...new Set(named.map(digestIn).filter((digest) => digest !== undefined))];
}
/** Syft names the digest as the version, Trivy in a purl and in a property of its own. */
function cycloneDxNames({ metadata }) {
    const root = (0,shape/* isObject */.Gv)(metadata) ? metadata.component : undefined;
    if (!(0,shape/* isObject */.Gv)(root))
        return [];
    const properties = entriesOf(root.properties).filter(({ name }) => name === 'aquasecurity:trivy:RepoDigest');
    return [root.version, root.purl, ...properties.map(({ value }) => value)];
}
/** https://spdx.github.io/spdx-spec/v2.3/document-creation-information/ */
function spdxNames(document) {
    const described = new Set([
        ...(Array.isArray(document.documentDescribes) ? document.documentDescribes : []),
        ...entriesOf(document.relationships)
            .filter(({ relationshipType }) => relationshipType === 'DESCRIBES')
            .map(({ relatedSpdxElement }) => relatedSpdxElement),
    ]);
    return entriesOf(document.packages)
        .filter(({ SPDXID }) => described.has(SPDXID))
        .flatMap(({ versionInfo, externalRefs, annotations }) => [
        versionInfo,
        ...entriesOf(externalRefs).map(({ referenceLocator }) => referenceLocator),
        // As Trivy writes it: `RepoDigest: ghcr.io/acme/shop@sha256:…`.
        ...entriesOf(annotations)
            .map(({ comment }) => comment)
            .filter((comment) => typeof comment === 'string' && comment.startsWith('RepoDigest: ')),
    ]);
}
function digestIn(name) {
    if (typeof name !== 'string')
        return undefined;
    if ((0,digest/* isDigest */.Bc)(name))
        return name;
    const version = name.startsWith('pkg:oci/') ? versionOf(name) : name.split('@').at(-1);
    return version !== undefined && (0,digest/* isDigest */.Bc)(version) ? version : undefined;
}
function versionOf(purl) {
    try {
        return packageurl_js.PackageURL.fromString(purl).version ?? undefined;
    }
    catch {
        // It names no image.
        return undefined;
    }
}
function entriesOf(value) {
    return Array.isArray(value) ? value.filter(shape/* isObject */.Gv) : [];
}

;// CONCATENATED MODULE: ./build/src/scan/image-access.js





/**
 * Writes what Docker's configuration says about one registry, and no other: what a scanner is not given, it cannot
 * lose. The folder is `DOCKER_CONFIG` for it.
 */
async function writeDockerConfig(folder, { reference, credentials }) {
    const { registry } = reference;
    const key = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
    const auths = credentials === undefined ? {} : { [key]: entryOf(credentials) };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'config.json'), JSON.stringify({ auths }), { mode: 0o600 });
}
// https://github.com/docker/cli/blob/v29.0.0/cli/config/types/authconfig.go
function entryOf(credentials) {
    if ('token' in credentials)
        return { identitytoken: credentials.token };
    const { username, password } = credentials;
    return { auth: Buffer.from(`${username}:${password}`).toString('base64') };
}
/** Names an image for a program by its digest, which no registry can change. */
function imageArgument({ reference }) {
    return (0,artifact_reference/* formatReference */.FH)(reference);
}
/** Fails unless a scanner says that what it looked into is the image that it was given. */
function requireSameImage(repoDigests, { reference }, name) {
    if (repoDigests.some((one) => one.endsWith(`@${reference.digest}`)))
        return;
    const found = repoDigests.length === 0 ? 'an image without a digest' : repoDigests.join(', ');
    throw new failure/* Failure */.HR('mismatch', `${name} looked into ${found}; wanted ${(0,artifact_reference/* formatReference */.FH)(reference)}`);
}
/** Says whether an SBOM names no image, or one of these. */
function isAbout(sbom, digests) {
    const named = imageDigestsOf(sbom);
    return named.length === 0 || named.some((digest) => digests.includes(digest));
}
/** Fails where an SBOM names another image: neither the image nor, of an index, one of its platforms. */
function requireAbout(sbom, covered, image) {
    if (isAbout(sbom, covered))
        return;
    const named = imageDigestsOf(sbom).join(' and ');
    throw new failure/* Failure */.HR('mismatch', `the SBOM is about another image, ${named}; wanted one about ${(0,artifact_reference/* formatReference */.FH)(image)}`);
}


/***/ }),

/***/ 8458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  tN: () => (/* binding */ scannerNames),
  u_: () => (/* binding */ scannerOf)
});

// UNUSED EXPORTS: scanners

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/duration.js
var duration = __webpack_require__(2297);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/scan/database.js


/** Grype's own limit; Trivy has none. Milliseconds. */
const defaultDatabaseMaxAge = 5 * 24 * 3_600_000;
/** A clock that is a little wrong makes no database one of the future. Milliseconds. */
const clockSkew = 10 * 60_000;
/** Fails where a database is too old to say anything about today: a clean scan by it would be no news. */
function requireFresh({ builtAt }, scanner, { now }, maxAge = defaultDatabaseMaxAge) {
    const age = now().getTime() - Date.parse(builtAt);
    if (Number.isNaN(age)) {
        throw new failure/* Failure */.HR('mismatch', `the database of ${scanner} does not say when it was made, but "${builtAt}"`);
    }
    if (age < -clockSkew) {
        throw new failure/* Failure */.HR('mismatch', `the database of ${scanner} was made in the future: ${builtAt}`);
    }
    if (age <= maxAge)
        return;
    const hours = (0,duration/* formatDuration */.a3)(Math.ceil(age / 3_600_000) * 3_600_000);
    throw new failure/* Failure */.HR('unavailable', `the database of ${scanner} is of ${builtAt}, ${hours} ago; wanted at most ${(0,duration/* formatDuration */.a3)(maxAge)}: let it update itself, or raise "database-max-age"`);
}

// EXTERNAL MODULE: ./build/src/scan/findings.js
var scan_findings = __webpack_require__(1165);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/scan/grype-report.js



/** Schemas of its database by their first number; its JSON has no version of its own, and changes with that. */
const knownSchemas = ['v6'];
/** Reads what `--output json` writes. https://github.com/anchore/grype/tree/main/grype/presenter/models */
function parseGrypeReport(value) {
    const { name, version, db } = describe(value);
    if (name !== 'grype' || version === undefined) {
        throw new failure/* Failure */.HR('mismatch', `grype wrote findings that name "${name ?? 'nobody'}" as their scanner`);
    }
    if (db === undefined)
        throw new failure/* Failure */.HR('unavailable', 'grype looked into no database');
    if (!knownSchemas.includes(db.schemaVersion?.split('.')[0] ?? '')) {
        throw new failure/* Failure */.HR('mismatch', `grype looked into a database of schema ${db.schemaVersion ?? 'none'}; known here: ${knownSchemas.join(', ')}`);
    }
    if (db.valid === false)
        throw new failure/* Failure */.HR('unavailable', `grype says that its database is invalid: ${db.error ?? ''}`);
    const { matches, distro } = readReport(value, "grype's report");
    return {
        version: version.replace(/^v/, ''),
        findings: matches.map(findingOf),
        database: { version: db.schemaVersion, builtAt: db.built ?? '', from: db.from },
        ...(distro?.name !== undefined && { distribution: { name: distro.name, version: distro.version ?? '' } }),
    };
}
function findingOf({ vulnerability, relatedVulnerabilities = [], artifact }) {
    const { id, namespace, severity, description, dataSource, urls = [], fix, cvss = [] } = vulnerability;
    const related = relatedVulnerabilities.map((one) => one.id).filter((name) => name !== id);
    const [rated] = cvss.toSorted((a, b) => Number(b.version) - Number(a.version));
    const locations = (artifact.locations ?? []).map(({ path, layerID }) => ({
        // From the root of the image, as other scanners write it.
        ...(path !== undefined && { path: path.replace(/^\/+/, '') }),
        ...(layerID !== undefined && { layer: layerID }),
    }));
    const links = [dataSource, ...urls].filter((link) => link !== undefined);
    const rating = (0,vulnerabilities/* severityOf */.xJ)([{ method: '', score: severity ?? '' }]);
    return {
        id,
        // A vendor's update may mend several vulnerabilities, which are not the same for that.
        aliases: related.length === 1 || /^(GHSA|CVE)-/.test(id) ? related : [],
        package: {
            name: artifact.name,
            version: artifact.version ?? '',
            ...(artifact.purl !== undefined && { purl: artifact.purl }),
        },
        ...(locations.length > 0 && { locations }),
        severity: rating,
        ...(rating !== 'unknown' && namespace !== undefined && { ratedBy: namespace.split(':')[0] }),
        ...(rated?.metrics.baseScore !== undefined && { score: rated.metrics.baseScore }),
        ...(rated?.vector !== undefined && { vector: rated.vector }),
        fixedIn: fix?.versions ?? [],
        ...(description !== undefined && { summary: description.split('\n')[0]?.slice(0, 300) }),
        links: [...new Set(links)].slice(0, 10),
    };
}
/** A text that may be missing; an empty one says nothing either. */
const someText = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const someNumber = (value) => (typeof value === 'number' ? value : undefined);
const readDescriptor = (0,shape/* open */.ho)({
    name: someText,
    version: someText,
    db: (0,shape/* optional */.lq)((0,shape/* open */.ho)({
        status: (0,shape/* optional */.lq)((0,shape/* open */.ho)({
            schemaVersion: someText,
            from: someText,
            built: someText,
            valid: (found) => found !== false,
            error: someText,
        })),
    })),
});
function describe(value) {
    if (!(0,shape/* isObject */.Gv)(value))
        throw new failure/* Failure */.HR('mismatch', 'grype wrote findings that are not a JSON object');
    const { name, version, db } = readDescriptor(value.descriptor, "grype's report.descriptor");
    return { name, version, db: db?.status };
}
const readReport = (0,shape/* open */.ho)({
    matches: (0,shape/* list */.p_)((0,shape/* open */.ho)({
        vulnerability: (0,shape/* open */.ho)({
            id: shape/* text */.Qq,
            namespace: someText,
            severity: someText,
            description: someText,
            dataSource: someText,
            urls: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
            cvss: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ version: someText, vector: someText, metrics: (0,shape/* open */.ho)({ baseScore: someNumber }) }))),
            fix: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ versions: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)) })),
        }),
        relatedVulnerabilities: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ id: shape/* text */.Qq }))),
        artifact: (0,shape/* open */.ho)({
            name: shape/* text */.Qq,
            version: someText,
            purl: someText,
            locations: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ path: someText, layerID: someText }))),
        }),
    })),
    distro: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ name: someText, version: someText })),
});

// EXTERNAL MODULE: ./build/src/scan/osv-record.js
var osv_record = __webpack_require__(4645);
// EXTERNAL MODULE: ./build/src/scan/image-access.js + 1 modules
var image_access = __webpack_require__(9259);
// EXTERNAL MODULE: ./build/src/scan/sbom.js
var sbom = __webpack_require__(4750);
// EXTERNAL MODULE: ./build/src/scan/tool.js
var scan_tool = __webpack_require__(5685);
// EXTERNAL MODULE: ./build/src/scan/tool-run.js
var tool_run = __webpack_require__(9565);
;// CONCATENATED MODULE: ./build/src/scan/syft.js







/** Schemas of Syft's own JSON by their first number, within which nothing that is read here changes. */
const syft_knownSchemas = ['16'];
/** Lists what is in an image. */
async function listPackages(image, settings, work, edge) {
    const { path: given, timeout } = settings;
    // Version and checksum that are asked for are the scanner's.
    const tool = await (0,scan_tool/* findTool */.S)('syft', { ...settings, version: undefined, checksum: undefined, path: given }, work, edge);
    const [own, shared] = [(0,external_node_path_.join)(work.path, 'syft.json'), (0,external_node_path_.join)(work.path, 'sbom.cdx.json')];
    await (0,image_access/* writeDockerConfig */._D)(work.dockerConfig, image);
    const env = {
        SYFT_CHECK_FOR_APP_UPDATE: 'false',
        ...(image.insecure && { SYFT_REGISTRY_INSECURE_USE_HTTP: 'true' }),
    };
    const outputs = ['--output', `syft-json=${own}`, '--output', `cyclonedx-json@1.6=${shared}`];
    await (0,tool_run/* runTool */.qI)(tool, ['scan', ...outputs, `registry:${(0,image_access/* imageArgument */.hu)(image)}`], { work, timeout, env }, edge);
    (0,image_access/* requireSameImage */.T0)(sourceDigestsOf(await (0,tool_run/* readReport */.tL)(own, 'syft')), image, 'syft');
    return { sbom: (0,sbom/* readSbom */.kH)(await (0,tool_run/* readReport */.tL)(shared, 'syft')), path: own };
}
/** Finds what Syft says to have looked into. https://github.com/anchore/syft/tree/main/schema/json */
function sourceDigestsOf(value) {
    const version = (0,shape/* isObject */.Gv)(value) && (0,shape/* isObject */.Gv)(value.schema) ? value.schema.version : undefined;
    if (!syft_knownSchemas.includes(String(version).split('.')[0] ?? '')) {
        throw new failure/* Failure */.HR('mismatch', `syft wrote schema version ${JSON.stringify(version) ?? 'none'}; known here: ${syft_knownSchemas.join(', ')}`);
    }
    const { repoDigests = [], manifestDigest } = readSource(value, "syft's list").source.metadata;
    return [...repoDigests, ...(manifestDigest === undefined ? [] : [`@${manifestDigest}`])];
}
const syft_someText = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const readSource = (0,shape/* open */.ho)({
    source: (0,shape/* open */.ho)({ metadata: (0,shape/* open */.ho)({ repoDigests: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)), manifestDigest: syft_someText }) }),
});

// EXTERNAL MODULE: ./build/src/scan/tool-archive.js
var tool_archive = __webpack_require__(630);
// EXTERNAL MODULE: ./node_modules/packageurl-js/index.js
var packageurl_js = __webpack_require__(7091);
;// CONCATENATED MODULE: ./build/src/scan/uncovered.js


/** Counts by kind the packages of an SBOM that a scanner did not look up. */
function countUncovered({ packages }, lookedUp) {
    const seen = new Set(lookedUp.map(identityOf));
    const counts = {};
    for (const { purl } of packages) {
        if (seen.has(identityOf(purl)))
            continue;
        const kind = (0,osv_record/* kindOf */.I)(purl);
        counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
}
/** Says whether a package is a distribution's. */
function isOfSystem(purl) {
    return systemTypes.some((type) => purl.startsWith(`pkg:${type}/`));
}
const systemTypes = ['deb', 'rpm', 'apk', 'alpm'];
/** What a package is, without what tools add differently: distribution, architecture, path. */
function identityOf(text) {
    try {
        const { type, namespace, name, version } = packageurl_js.PackageURL.fromString(text);
        return [type, namespace, name, version].join(' ');
    }
    catch {
        // It names nothing, and so no package of an SBOM, where each has been read.
        return text;
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/src/scan/work-folder.js



async function openWorkFolder(parent = (0,external_node_os_.tmpdir)()) {
    await (0,promises_.mkdir)(parent, { recursive: true });
    const path = await (0,promises_.mkdtemp)((0,external_node_path_.join)(parent, 'scanner-'));
    const folders = { empty: (0,external_node_path_.join)(path, 'empty'), home: (0,external_node_path_.join)(path, 'home'), dockerConfig: (0,external_node_path_.join)(path, 'docker') };
    await Promise.all(Object.values(folders).map((folder) => (0,promises_.mkdir)(folder)));
    const remove = () => (0,promises_.rm)(path, { recursive: true, force: true, maxRetries: 3 });
    return { path, ...folders, [Symbol.asyncDispose]: remove };
}

;// CONCATENATED MODULE: ./build/src/scan/grype.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});












/** Looks up what an SBOM lists with Anchore's Grype; of an image, Syft makes the SBOM. */
const grype = {
    description: 'Grype, with Syft to list what an image holds: packages of distributions and languages',
    readsImages: true,
    async scan(request, edge) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { tool: settings = {}, databaseMaxAge } = request;
            const work = __addDisposableResource(env_1, await openWorkFolder(settings.temp)
            // Before Syft has its turn: a scanner that cannot be had should be known of at once.
            , true);
            // Before Syft has its turn: a scanner that cannot be had should be known of at once.
            const tool = await (0,scan_tool/* findTool */.S)('grype', settings, work, edge);
            const { sbom, path } = await takeInventory(request, work, edge);
            const cache = settings.databases?.grype ?? (0,external_node_path_.join)(settings.cacheFolder ?? (0,tool_archive/* defaultCacheFolder */.I5)(), 'grype');
            const findings = (0,external_node_path_.join)(work.path, 'findings.json');
            const run = runOf(work, cache, settings.timeout);
            await (0,tool_run/* runTool */.qI)(tool, [`sbom:${path}`, '--output', 'json', '--file', findings], run, edge);
            const report = parseGrypeReport(await (0,tool_run/* readReport */.tL)(findings, 'grype'));
            const { version, builtAt } = report.database;
            requireFresh(report.database, 'grype', edge, databaseMaxAge);
            return {
                findings: (0,scan_findings/* mergeFindings */.DF)(report.findings),
                sbom,
                uncovered: await countUnknownSystem(tool, report, sbom, run, edge),
                uri: 'https://github.com/anchore/grype',
                version: report.version,
                db: { uri: 'https://grype.anchore.io/databases', version, lastUpdate: builtAt },
            };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
};
/**
 * Counts the packages of a distribution that the database knows nothing about: Grype passes over them without a word.
 * One that has findings is known; only of another it is asked.
 */
async function countUnknownSystem(tool, { findings, distribution }, { packages }, run, edge) {
    const ofSystem = packages.map(({ purl }) => purl).filter(isOfSystem);
    const known = ofSystem.length === 0 || findings.some(({ package: { purl = '' } }) => isOfSystem(purl));
    if (known || (await knowsSystem(tool, distribution, run, edge)))
        return {};
    return Object.fromEntries(Map.groupBy(ofSystem, osv_record/* kindOf */.I)
        .entries()
        .map(([kind, found]) => [kind, found.length]));
}
/** Asks for a package that nobody has: the answer is empty, or a failure where there is no such distribution. */
async function knowsSystem(tool, distribution, run, edge) {
    if (distribution === undefined)
        return false;
    const { name, version } = distribution;
    const system = version === '' ? name : `${name}@${version}`;
    const args = ['db', 'search', '--output', 'json', '--pkg', 'a-package-that-nobody-has', '--distro', system];
    const { exitCode } = await (0,tool_run/* runTool */.qI)(tool, args, { ...run, allowFailure: true }, edge);
    return exitCode === 0;
}
/** What may be said about where its database comes from; nothing of what it overlooks. */
const inherit = [
    'GRYPE_DB_UPDATE_URL',
    'GRYPE_DB_AUTO_UPDATE',
    'GRYPE_DB_CA_CERT',
    'GRYPE_DB_REQUIRE_UPDATE_CHECK',
];
function runOf(work, cache, timeout) {
    const env = {
        GRYPE_CHECK_FOR_APP_UPDATE: 'false',
        GRYPE_DB_CACHE_DIR: cache,
        // How old it may be is asked of each scanner alike, here.
        GRYPE_DB_VALIDATE_AGE: 'false',
    };
    return { work, inherit, env, ...(timeout !== undefined && { timeout }) };
}
async function takeInventory({ sbom, image, tool = {} }, work, edge) {
    if (sbom !== undefined) {
        const path = (0,external_node_path_.join)(work.path, 'sbom.json');
        await (0,promises_.writeFile)(path, JSON.stringify(sbom.document));
        return { sbom, path };
    }
    if (image === undefined)
        throw new Error('there is neither an SBOM nor an image to scan');
    return listPackages(image, tool, work, edge);
}

// EXTERNAL MODULE: ./build/src/scan/osv.js + 1 modules
var osv = __webpack_require__(9514);
;// CONCATENATED MODULE: ./build/src/scan/trivy-report.js



const knownSchema = 2;
/** Reads what `--format json` writes. https://trivy.dev/docs/latest/configuration/reporting/#json */
function parseTrivyReport(value) {
    const schema = (0,shape/* isObject */.Gv)(value) ? value.SchemaVersion : undefined;
    if (schema !== knownSchema) {
        throw new failure/* Failure */.HR('mismatch', `trivy wrote findings of schema version ${JSON.stringify(schema) ?? 'none'}; known here: ${knownSchema}`);
    }
    const { Trivy, Metadata, Results = [] } = trivy_report_readReport(value, "trivy's report");
    // So it writes where it recognises none.
    const system = Metadata?.OS?.Family === 'none' ? undefined : Metadata?.OS;
    return {
        ...(Trivy?.Version !== undefined && { version: Trivy.Version.replace(/^v/, '') }),
        repoDigests: Metadata?.RepoDigests ?? [],
        findings: Results.flatMap((result) => (result.Vulnerabilities ?? []).map((one) => trivy_report_findingOf(one, result))),
        weaknesses: Results.flatMap(weaknessesOf),
        purls: Results.flatMap(({ Packages = [] }) => Packages.map(({ Identifier }) => Identifier?.PURL)).filter((purl) => purl !== undefined),
        ...(system !== undefined && {
            system: { name: `${system.Family} ${system.Name ?? ''}`.trim(), ended: system.EOSL },
        }),
    };
}
function trivy_report_findingOf(found, { Target, Class }) {
    const { VulnerabilityID: id, VendorIDs = [], PkgIdentifier, SeveritySource, Title, PrimaryURL } = found;
    const path = fromRoot(found.PkgPath ?? (Class === 'lang-pkgs' ? Target : undefined));
    const layer = found.Layer?.DiffID ?? found.Layer?.Digest;
    const links = [PrimaryURL, ...(found.References ?? [])].filter((link) => link !== undefined);
    return {
        id,
        // A vendor's own number stands for all that one update mends; only GitHub's is another name of one vulnerability.
        aliases: VendorIDs.filter((name) => name.startsWith('GHSA-') && name !== id),
        package: {
            name: found.PkgName,
            version: found.InstalledVersion ?? '',
            ...(PkgIdentifier?.PURL !== undefined && { purl: PkgIdentifier.PURL }),
        },
        ...((path ?? layer) !== undefined && {
            locations: [{ ...(path !== undefined && { path }), ...(layer !== undefined && { layer }) }],
        }),
        severity: (0,vulnerabilities/* severityOf */.xJ)([{ method: '', score: found.Severity ?? '' }]),
        ...(SeveritySource !== undefined && { ratedBy: SeveritySource }),
        ...scoreOf(found),
        fixedIn: (found.FixedVersion ?? '')
            .split(',')
            .map((version) => version.trim())
            .filter(Boolean),
        ...(Title !== undefined && { summary: Title }),
        links: [...new Set(links)].slice(0, 10),
    };
}
// Secrets are found at `/app/.env`, packages at `app/package.json`.
function fromRoot(path) {
    return path?.replace(/^\/+/, '');
}
/** The score of whom the severity is from: another's may contradict it. */
function scoreOf({ CVSS = {}, SeveritySource }) {
    const rated = SeveritySource === undefined ? undefined : CVSS[SeveritySource];
    const { V40Score, V40Vector, V3Score, V3Vector, V2Score, V2Vector } = rated ?? {};
    const [score, vector] = [
        [V40Score, V40Vector],
        [V3Score, V3Vector],
        [V2Score, V2Vector],
    ].find(([known]) => known !== undefined) ?? [undefined, undefined];
    return { ...(score !== undefined && { score }), ...(vector !== undefined && { vector }) };
}
function weaknessesOf({ Target, Secrets = [], Misconfigurations = [] }) {
    const secrets = Secrets.map(({ RuleID, Title, Severity, StartLine, Layer }) => ({
        kind: 'secret',
        id: RuleID,
        title: Title ?? RuleID,
        severity: (0,vulnerabilities/* severityOf */.xJ)([{ method: '', score: Severity ?? '' }]),
        path: fromRoot(Target) ?? Target,
        ...placeOf(StartLine, Layer),
        remedy: 'revoke it, and build the image without it: what a layer has held stays in it',
        links: [],
    }));
    const settings = Misconfigurations.filter(({ Status }) => Status === 'FAIL').map((found) => {
        const { ID, Title, Severity, CauseMetadata, Layer, Resolution, PrimaryURL } = found;
        return {
            kind: 'misconfiguration',
            id: ID,
            title: Title ?? ID,
            severity: (0,vulnerabilities/* severityOf */.xJ)([{ method: '', score: Severity ?? '' }]),
            path: fromRoot(Target) ?? Target,
            ...placeOf(CauseMetadata?.StartLine, Layer),
            ...(Resolution !== undefined && { remedy: Resolution }),
            links: PrimaryURL === undefined ? [] : [PrimaryURL],
        };
    });
    return [...secrets, ...settings];
}
function placeOf(line, layer) {
    const name = layer?.DiffID ?? layer?.Digest;
    return { ...(line !== undefined && line > 0 && { line }), ...(name !== undefined && { layer: name }) };
}
/** A text that may be missing; an empty one says nothing either. */
const trivy_report_someText = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const trivy_report_someNumber = (value) => (typeof value === 'number' ? value : undefined);
const trivy_report_layer = (0,shape/* optional */.lq)((0,shape/* open */.ho)({ DiffID: trivy_report_someText, Digest: trivy_report_someText }));
const trivy_report_readReport = (0,shape/* open */.ho)({
    Trivy: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ Version: trivy_report_someText })),
    Metadata: (0,shape/* optional */.lq)((0,shape/* open */.ho)({
        OS: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ Family: shape/* text */.Qq, Name: trivy_report_someText, EOSL: (value) => value === true })),
        RepoDigests: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
    })),
    Results: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({
        Target: shape/* text */.Qq,
        Class: trivy_report_someText,
        Layer: trivy_report_layer,
        Packages: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ Identifier: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ PURL: trivy_report_someText })) }))),
        Vulnerabilities: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({
            VulnerabilityID: shape/* text */.Qq,
            VendorIDs: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
            PkgName: shape/* text */.Qq,
            PkgPath: trivy_report_someText,
            PkgIdentifier: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ PURL: trivy_report_someText })),
            InstalledVersion: trivy_report_someText,
            FixedVersion: trivy_report_someText,
            Layer: trivy_report_layer,
            SeveritySource: trivy_report_someText,
            Severity: trivy_report_someText,
            PrimaryURL: trivy_report_someText,
            Title: trivy_report_someText,
            References: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
            CVSS: (0,shape/* optional */.lq)((0,shape/* mapOf */.A7)((0,shape/* open */.ho)({
                V2Score: trivy_report_someNumber,
                V2Vector: trivy_report_someText,
                V3Score: trivy_report_someNumber,
                V3Vector: trivy_report_someText,
                V40Score: trivy_report_someNumber,
                V40Vector: trivy_report_someText,
            }))),
        }))),
        Secrets: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({ RuleID: shape/* text */.Qq, Title: trivy_report_someText, Severity: trivy_report_someText, StartLine: trivy_report_someNumber, Layer: trivy_report_layer }))),
        Misconfigurations: (0,shape/* optional */.lq)((0,shape/* list */.p_)((0,shape/* open */.ho)({
            ID: shape/* text */.Qq,
            Title: trivy_report_someText,
            Severity: trivy_report_someText,
            Status: shape/* text */.Qq,
            Resolution: trivy_report_someText,
            PrimaryURL: trivy_report_someText,
            Layer: trivy_report_layer,
            CauseMetadata: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ StartLine: trivy_report_someNumber })),
        }))),
    }))),
});

;// CONCATENATED MODULE: ./build/src/scan/trivy.js
var trivy_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var trivy_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});














/** Looks into an image, or up what an SBOM lists, with Aqua's Trivy. */
const trivy = {
    description: 'Trivy: packages of distributions and languages, secrets and unsafe settings',
    readsImages: true,
    finds: ['secret', 'misconfiguration'],
    async scan(request, edge) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { tool: settings = {}, databaseMaxAge } = request;
            const work = trivy_addDisposableResource(env_1, await openWorkFolder(settings.temp), true);
            const tool = await (0,scan_tool/* findTool */.S)('trivy', settings, work, edge);
            const cache = settings.databases?.trivy ?? (0,external_node_path_.join)(settings.cacheFolder ?? (0,tool_archive/* defaultCacheFolder */.I5)(), 'trivy');
            const run = trivy_runOf(work, cache, settings.timeout);
            const path = await writeFindings(tool, request, run, edge);
            const database = await readDatabase(cache);
            requireFresh(database, 'trivy', edge, databaseMaxAge);
            const report = parseTrivyReport(await (0,tool_run/* readReport */.tL)(path, 'trivy'));
            const { version, findings, weaknesses, repoDigests, purls } = report;
            if (request.sbom === undefined && request.image !== undefined) {
                (0,image_access/* requireSameImage */.T0)(repoDigests, request.image, 'trivy');
            }
            const sbom = request.sbom ?? (await convertToSbom(tool, path, run, edge));
            return {
                findings: (0,scan_findings/* mergeFindings */.DF)(findings),
                weaknesses,
                sbom,
                uncovered: countUncovered(sbom, purls),
                blindSpots: [...unseenSystem(report, request), ...foreignSystem(sbom)],
                uri: 'https://github.com/aquasecurity/trivy',
                version: version ?? tool.version,
                db: {
                    uri: 'https://github.com/aquasecurity/trivy-db',
                    version: database.version,
                    lastUpdate: database.builtAt,
                },
            };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = trivy_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    },
};
// Of a distribution that it does not recognise, Trivy leaves out all packages.
function unseenSystem({ system }, { sbom }) {
    if (system === undefined) {
        return sbom === undefined
            ? [
                'trivy recognised no distribution in the image; packages of one, if there are any, were not looked up',
            ]
            : [];
    }
    return system.ended ? [`advisories for ${system.name} have ended; it may have more than was found`] : [];
}
/**
 * Distributions have advisories about sources, whose names only Trivy's own SBOMs tell it: in another's, it passes over
 * packages that are named differently than their source.
 */
function foreignSystem({ document, packages }) {
    const count = packages.filter(({ purl }) => isOfSystem(purl)).length;
    if (count === 0 || JSON.stringify(document.metadata ?? document.creationInfo ?? '').includes('trivy'))
        return [];
    return [
        `packages of a distribution, of which trivy finds all vulnerabilities only in an SBOM of its own: ${count}`,
    ];
}
/** What may be said about where its databases come from; nothing of what it overlooks. */
const trivy_inherit = [
    ...['TRIVY_DB_REPOSITORY', 'TRIVY_JAVA_DB_REPOSITORY', 'TRIVY_CHECKS_BUNDLE_REPOSITORY'],
    ...['TRIVY_SKIP_DB_UPDATE', 'TRIVY_SKIP_JAVA_DB_UPDATE', 'TRIVY_SKIP_CHECK_UPDATE', 'TRIVY_OFFLINE_SCAN'],
];
function trivy_runOf(work, cache, timeout) {
    // By variables, because a version that does not know one passes over it.
    const quiet = {
        TRIVY_SKIP_VERSION_CHECK: 'true',
        TRIVY_DISABLE_TELEMETRY: 'true',
        TRIVY_NO_PROGRESS: 'true',
    };
    const env = {
        ...quiet,
        TRIVY_CACHE_DIR: cache,
        ...(timeout !== undefined && { TRIVY_TIMEOUT: `${timeout}ms` }),
    };
    return { work, inherit: trivy_inherit, env, ...(timeout !== undefined && { timeout }) };
}
/** Its names for what we call weaknesses. */
const kinds = { secret: 'secret', misconfiguration: 'misconfig' };
async function writeFindings(tool, { sbom, image, weaknesses = [] }, run, edge) {
    const path = (0,external_node_path_.join)(run.work.path, 'findings.json');
    const common = ['--format', 'json', '--list-all-pkgs', '--output', path];
    if (sbom !== undefined) {
        const listed = (0,external_node_path_.join)(run.work.path, 'sbom.json');
        await (0,promises_.writeFile)(listed, JSON.stringify(sbom.document));
        await (0,tool_run/* runTool */.qI)(tool, ['sbom', ...common, '--scanners', 'vuln', listed], run, edge);
        return path;
    }
    if (image === undefined)
        throw new Error('there is neither an SBOM nor an image to scan');
    await (0,image_access/* writeDockerConfig */._D)(run.work.dockerConfig, image);
    await (0,tool_run/* runTool */.qI)(tool, ['image', ...common, ...imageFlags(image, weaknesses), (0,image_access/* imageArgument */.hu)(image)], run, edge);
    return path;
}
function imageFlags({ insecure }, weaknesses) {
    const asked = weaknesses.map((kind) => kinds[kind]);
    return [
        // The registry's, and not what a daemon on this machine has by that name.
        ...['--image-src', 'remote'],
        ...['--scanners', ['vuln', ...asked].join(',')],
        ...(asked.length > 0 ? ['--image-config-scanners', asked.join(',')] : []),
        ...(insecure ? ['--insecure'] : []),
    ];
}
/** Tells in CycloneDX what the findings are about, without looking again. */
async function convertToSbom(tool, findings, run, edge) {
    const path = (0,external_node_path_.join)(run.work.path, 'sbom.cdx.json');
    await (0,tool_run/* runTool */.qI)(tool, ['convert', '--format', 'cyclonedx', '--output', path, findings], run, edge);
    const document = await (0,tool_run/* readReport */.tL)(path, 'trivy');
    // What is known about packages changes from day to day; what they are does not, and is all that an SBOM says.
    if ((0,shape/* isObject */.Gv)(document))
        delete document.vulnerabilities;
    return (0,sbom/* readSbom */.kH)(document);
}
/** https://trivy.dev/docs/latest/configuration/db/ */
async function readDatabase(cache) {
    const path = (0,external_node_path_.join)(cache, 'db', 'metadata.json');
    try {
        await (0,promises_.stat)((0,external_node_path_.join)(cache, 'db', 'trivy.db'));
        const { Version, UpdatedAt } = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        return { version: String(Version), builtAt: String(UpdatedAt) };
    }
    catch (cause) {
        throw new failure/* Failure */.HR('unavailable', `trivy has no database at ${cache}: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}

;// CONCATENATED MODULE: ./build/src/scan/index.js



/** Every scanner by the name that the input has for it. Adding one is a file, and a line here. */
const scanners = { osv: osv/* osv */.j, trivy: trivy, grype: grype };
const scannerNames = Object.keys(scanners);
function scannerOf(name) {
    return scanners[name];
}


/***/ }),

/***/ 4645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AR: () => (/* binding */ osvPackageOf),
/* harmony export */   Hh: () => (/* binding */ parseRecord),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   hD: () => (/* binding */ findingOf),
/* harmony export */   n0: () => (/* binding */ queriedPurl)
/* harmony export */ });
/* harmony import */ var packageurl_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7091);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);


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
    const { type, namespace, name, subpath } = packageurl_js__WEBPACK_IMPORTED_MODULE_0__.PackageURL.fromString(purl);
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
    const { type, namespace } = packageurl_js__WEBPACK_IMPORTED_MODULE_0__.PackageURL.fromString(purl);
    return namespace !== undefined && ['deb', 'rpm', 'apk'].includes(type) ? `${type}/${namespace}` : type;
}
/**
 * Writes the purl by which OSV is asked: of a distribution's package, that of its source, because that is what
 * distributions have advisories about, and Debian's release as OSV spells it.
 */
function queriedPurl(purl) {
    const queried = packageurl_js__WEBPACK_IMPORTED_MODULE_0__.PackageURL.fromString(purl);
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
    const words = places.filter(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv).flatMap((place) => [place.severity, place.urgency]);
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
const severities = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ type: someText, score: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq })));
// https://ossf.github.io/osv-schema/
const readRecord = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
    id: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq,
    aliases: (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)),
    withdrawn: someText,
    summary: someText,
    severity: severities,
    database_specific: (value) => value,
    affected: (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({
        package: (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ ecosystem: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq, name: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq })),
        severity: severities,
        ranges: (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ type: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq, events: (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ fixed: someText })) }))),
        database_specific: (value) => value,
        ecosystem_specific: (value) => value,
    }))),
    references: (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .optional */ .lq)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)((0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .open */ .ho)({ type: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq, url: _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq }))),
});


/***/ }),

/***/ 9514:
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
// EXTERNAL MODULE: ./build/src/scan/osv-record.js
var osv_record = __webpack_require__(4645);
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
                return { severity: ratingOf(String(score)), score, vector };
        }
        const severity = words.map(ratingOf).sort(vulnerabilities/* compareSeverity */.zK).at(-1);
        return { severity: severity ?? 'unknown' };
    };
}
function ratingOf(score) {
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
    readsImages: false,
    async scan({ sbom, osvUrl = defaultUrl }, edge) {
        if (sbom === undefined)
            throw new Error('OSV knows packages by their names, and needs an SBOM');
        const covered = sbom.packages.filter(({ purl }) => (0,osv_record/* osvPackageOf */.AR)(purl) !== undefined);
        const lastUpdate = edge.now().toISOString();
        const named = await queryPackages(covered, osvUrl, edge);
        const records = await fetchRecords(new Set([...named.values()].flat()), osvUrl, edge);
        return {
            findings: await findingsOf(named, records),
            sbom,
            uncovered: countKinds(sbom.packages.filter(({ purl }) => (0,osv_record/* osvPackageOf */.AR)(purl) === undefined)),
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
    return { package: { purl: (0,osv_record/* queriedPurl */.n0)(found.purl) }, ...(page !== undefined && { page_token: page }) };
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
        const record = await readAnswer(answer, osv_record/* parseRecord */.Hh, url);
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
        return (0,findings/* mergeAliases */.dU)(known.map((record) => (0,osv_record/* findingOf */.hD)(record, found, rate)));
    });
}
function countKinds(packages) {
    const counts = {};
    for (const { purl } of packages)
        counts[(0,osv_record/* kindOf */.I)(purl)] = (counts[(0,osv_record/* kindOf */.I)(purl)] ?? 0) + 1;
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

/***/ 4750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kH: () => (/* binding */ readSbom),
/* harmony export */   rl: () => (/* binding */ parseSbom),
/* harmony export */   vw: () => (/* binding */ sbomLimit)
/* harmony export */ });
/* harmony import */ var _evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4012);
/* harmony import */ var _evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2218);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _gate_purl_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4432);




/** Half a million packages; what is larger is more likely an accident than an SBOM. Bytes. */
const sbomLimit = 256 * 1024 * 1024;
/** Reads an SBOM, CycloneDX 1.4 to 1.7 or SPDX 2.2 or 2.3 as JSON, for what it says about packages. */
function parseSbom(bytes) {
    return readSbom(parseDocument(bytes));
}
/** Reads an SBOM that is parsed already, such as a statement's predicate. */
function readSbom(document) {
    if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(document))
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
    const { predicateType } = (0,_evidence_predicate_sbom_js__WEBPACK_IMPORTED_MODULE_0__/* .buildSbom */ .s2)(document);
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
    // The described thing itself has no need of a purl, but may hold components; an image is what holds packages.
    const root = (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(metadata) && (0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(metadata.component) ? metadata.component : undefined;
    if (root?.purl !== undefined && !isImage(root.purl))
        found.push({ version: root.version, purls: [String(root.purl)] });
    // A list of what is left to do rather than recursion: how deep components are nested is a stranger's choice.
    const pending = [listAt(document, 'components'), root === undefined ? [] : listAt(root, 'components')];
    for (let list = pending.pop(); list !== undefined; list = pending.pop()) {
        for (const component of list) {
            if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(component))
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
    return listAt(document, 'packages').flatMap((entry) => {
        if (!(0,_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(entry))
            throw unreadable('a package is not an object');
        const purls = listAt(entry, 'externalRefs')
            .filter(_evidence_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)
            .filter(({ referenceType }) => spdxPurlTypes.includes(referenceType))
            .map(({ referenceLocator }) => String(referenceLocator));
        return purls.some(isImage) ? [] : [{ version: entry.versionInfo, purls }];
    });
}
function isImage(purl) {
    return String(purl).startsWith('pkg:oci/');
}
function packageOf(text, { version: stated }) {
    const purl = (0,_gate_purl_js__WEBPACK_IMPORTED_MODULE_3__/* .parsePurl */ .$l)(text);
    if (purl === undefined)
        return undefined;
    // Some tools write the version beside the purl only.
    purl.version ??= typeof stated === 'string' && stated !== '' ? stated : undefined;
    if (purl.version === undefined)
        return undefined;
    return { name: (0,_gate_purl_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOfPurl */ .qx)(purl), version: purl.version, purl: purl.toString() };
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
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `the SBOM cannot be scanned: ${reason}`, { cause });
}


/***/ }),

/***/ 630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gn: () => (/* binding */ installTool),
/* harmony export */   I5: () => (/* binding */ defaultCacheFolder),
/* harmony export */   tB: () => (/* binding */ parseChecksum)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6760);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6466);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8522);
/* harmony import */ var tar_stream__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6118);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7279);
/* harmony import */ var _tool_pins_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8502);











/** Milliseconds until an archive must be there whole. */
const downloadTimeout = 10 * 60_000;
/** Three times what the largest has. Bytes. */
const archiveLimit = 256 * 1024 * 1024;
const programLimit = 1024 * 1024 * 1024;
/**
 * Unpacks a tool from its archive and gives the path of the program. The archive is what is kept between runs: it is
 * verified each time, before anything of it is unpacked, so that nobody who can write there can have a program run.
 */
async function installTool(name, version, settings, work, edge) {
    const platform = `${process.platform}-${process.arch}`;
    const path = (0,_tool_pins_js__WEBPACK_IMPORTED_MODULE_10__/* .archivePathOf */ .Bh)(name, version, platform);
    if (path === undefined)
        throw notPacked(name, platform);
    const checksum = checksumOf(name, version, platform, settings);
    const archive = await obtain(path, checksum, settings.cacheFolder ?? defaultCacheFolder(), edge);
    return unpack(archive, name, work);
}
/** Where archives and databases are kept between runs unless another folder is named. */
function defaultCacheFolder() {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)(), 'immutable-deploy');
}
/** Reads a sha256 in hexadecimal, with or without its name. */
function parseChecksum(text) {
    const [, hex] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(text.toLowerCase()) ?? [];
    if (hex !== undefined)
        return hex;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('invalid-input', `"${text}" is not a sha256; wanted 64 hexadecimal digits`);
}
function checksumOf(name, version, platform, { checksum, version: asked }) {
    // A checksum that was given is of the scanner, which is what its version is of.
    const given = version === asked ? checksum : undefined;
    const pinned = _tool_pins_js__WEBPACK_IMPORTED_MODULE_10__/* .toolPins */ .X2[name][version]?.[platform];
    if (given !== undefined && pinned !== undefined && given !== pinned) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('mismatch', `"scanner-checksum" is ${given}; ${name} ${version} for ${platform} has ${pinned}`);
    }
    const known = given ?? pinned;
    if (known !== undefined)
        return known;
    const versions = Object.keys(_tool_pins_js__WEBPACK_IMPORTED_MODULE_10__/* .toolPins */ .X2[name]).filter((one) => _tool_pins_js__WEBPACK_IMPORTED_MODULE_10__/* .toolPins */ .X2[name][one]?.[platform] !== undefined);
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('invalid-input', `the checksum of ${name} ${version} for ${platform} is not known here; give the sha256 of its archive as "scanner-checksum", or use ${versions.join(' or ')}`);
}
async function obtain(path, checksum, folder, edge) {
    const kept = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, 'tools', checksum);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(kept).catch(() => undefined);
    // One that was changed or cut off is fetched again.
    if (found !== undefined && sha256(found) === checksum)
        return found;
    const url = `https://github.com/${path}`;
    edge.log.info(`downloading ${url}`);
    const bytes = await download(url, edge);
    const actual = sha256(bytes);
    if (actual !== checksum) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('mismatch', `${url} has sha256 ${actual}; wanted ${checksum}, and nothing of it was run`);
    }
    await keep(bytes, kept, edge);
    return bytes;
}
async function download(url, { fetch }) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(downloadTimeout) });
    if (!answer.ok) {
        await answer.body?.cancel();
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR(answer.status === 404 ? 'not-found' : 'unavailable', `${url} answered ${answer.status}`);
    }
    const chunks = [];
    let size = 0;
    try {
        for await (const chunk of answer.body ?? []) {
            size += chunk.length;
            if (size > archiveLimit)
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('mismatch', `${url} has more than ${archiveLimit} bytes`);
            chunks.push(chunk);
        }
    }
    catch (cause) {
        if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .isFailure */ .N6)(cause))
            throw cause;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('unavailable', `the connection broke off while ${url} was read`, { cause });
    }
    return Buffer.concat(chunks);
}
// Renamed when it is whole: another job may look at the same moment. Without it the next run fetches again.
async function keep(bytes, path, { log }) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(path, '..'), { recursive: true });
        const fresh = `${path}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(fresh, bytes);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(fresh, path);
    }
    catch (error) {
        log.warning(`the archive could not be kept at ${path}: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .messageOf */ .bD)(error)}`);
    }
}
async function unpack(archive, name, work) {
    const program = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(work.path, name);
    const entries = (0,tar_stream__WEBPACK_IMPORTED_MODULE_8__.extract)();
    const fed = (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_6__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_5__.Readable.from([archive]), (0,node_zlib__WEBPACK_IMPORTED_MODULE_7__.createGunzip)(), entries);
    // Looked at below; where reading the entries fails first, it is for the same reason.
    fed.catch(() => { });
    let found = false;
    try {
        for await (const entry of entries) {
            const { type, name: path, size = 0 } = entry.header;
            if (type === 'file' && path.replace(/^\.\//, '') === name && size <= programLimit) {
                await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_6__.pipeline)(entry, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createWriteStream)(program));
                found = true;
            }
            else
                entry.resume();
        }
        await fed;
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('mismatch', `the archive of ${name} cannot be unpacked: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_9__/* .messageOf */ .bD)(cause)}`, { cause });
    }
    if (!found)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('mismatch', `the archive of ${name} holds no program of that name`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.chmod)(program, 0o755);
    return program;
}
function sha256(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');
}
function notPacked(name, platform) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_9__/* .Failure */ .HR('not-found', `there is no archive of ${name} ${(0,_tool_pins_js__WEBPACK_IMPORTED_MODULE_10__/* .defaultVersion */ .U8)(name)} for ${platform}; install it, and put it on PATH or name it by "scanner-path"`);
}


/***/ }),

/***/ 8502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ archivePathOf),
/* harmony export */   KF: () => (/* binding */ refusedVersions),
/* harmony export */   U8: () => (/* binding */ defaultVersion),
/* harmony export */   X2: () => (/* binding */ toolPins)
/* harmony export */ });
/**
 * The sha256 of each archive that is installed without further ado: what a release says of itself is no proof once
 * somebody else can make releases. The first version of a tool is the one that is installed unless another is asked for.
 */
const toolPins = {
    trivy: {
        '0.75.0': {
            'linux-x64': 'c6e65abddb348e25f10549df887045629cf28cc72453cd1c63acb717316b3f3f',
            'linux-arm64': 'a1ee9f6ffb7d112b64ff726a2a0717c21175c1114361391f4a132956751a13b3',
            'darwin-arm64': '4a77108cccf8e55c8d6823e1e759939a622277e66cd0daa3c1fc621ed69e4568',
            'darwin-x64': '291edaa9778acbe4693d067b5ad60ee11570e5ac68296e85595417528ca641e4',
        },
        '0.74.0': {
            'linux-x64': '2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a',
            'linux-arm64': 'b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5',
            'darwin-arm64': '1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11',
        },
    },
    grype: {
        '0.120.1': {
            'linux-x64': '0a9ee97ef5ae2ee953b0a80098105052e846cdbe319a57d808b519c33cd1343d',
            'linux-arm64': '29f47391dc283aa79fcc38e65224cd61f64dec0ecfd0db7074128ebf8ff23514',
            'darwin-arm64': 'cf97957fa467d25575ec2cc3228289f391ea51cf88b9cffc5f83dc03d4cbc732',
            'darwin-x64': '5313004ccbc524c8757521dc3913f1edf4309f56bef06a2fb2d0c0eeade7cc62',
        },
        '0.117.0': {
            'linux-x64': '38525dab1e06f162ebaa02f94d82d1f807076b011a44180cf2777edf1a7b9c26',
            'linux-arm64': '935f628bdf9331ffdd946931ea5fdb50045d3970ba52670cbeb44a88f127291b',
            'darwin-arm64': 'bfcefa3f3b1690d9c77d847841b32ebd6106ab0e0e32f810924707e704d53584',
        },
    },
    syft: {
        '1.54.1': {
            'linux-x64': 'c069905b391cc4c20a5ba65ad5c10be2a7ba074f8ea6ad203e24d14e303dad47',
            'linux-arm64': 'dfdf0537610113edbefe1f1fc6548bc957b2d77439636ec824fcf0e10d46d054',
            'darwin-arm64': 'b4319c3abaa87a0170ab76ee83ea2260ca34b53aecfa3ab0dd5428d2319d744f',
            'darwin-x64': '2956322838b2f64e470eea474495f0cd96be4f222b1ac037258cdc47d965064e',
        },
        '1.51.0': {
            'linux-x64': '2a2e837a2c8d59ec9af5472ee22d3b04ee463c4e44476ecf993fd1e5ab6ebc7f',
            'linux-arm64': '6c0466811541ea03add5213a60a1562f0851e4c0b0ecfdee1a694a9455285900',
            'darwin-arm64': '4f37f4c7fefce0a68e4cf71ba3f5f9829a99e65d89b29f7ee41b8c2c10ea8c59',
        },
    },
};
/** Versions that are never run, wherever they come from, and why. */
const refusedVersions = {
    // https://github.com/advisories/GHSA-69fq-xp46-6x23
    trivy: Object.fromEntries(['0.69.4', '0.69.5', '0.69.6'].map((version) => [version, 'it steals secrets (GHSA-69fq-xp46-6x23)'])),
};
function defaultVersion(name) {
    const [version] = Object.keys(toolPins[name]);
    if (version === undefined)
        throw new Error(`no version of ${name} is pinned`);
    return version;
}
/** Where an archive is, below `https://github.com/`; undefined where the tool has none for the platform. */
function archivePathOf(name, version, platform) {
    const suffix = suffixes[name === 'trivy' ? 'trivy' : 'anchore'][platform];
    if (suffix === undefined)
        return undefined;
    const owner = name === 'trivy' ? 'aquasecurity' : 'anchore';
    return `${owner}/${name}/releases/download/v${version}/${name}_${version}_${suffix}.tar.gz`;
}
const suffixes = {
    trivy: {
        'linux-x64': 'Linux-64bit',
        'linux-arm64': 'Linux-ARM64',
        'darwin-x64': 'macOS-64bit',
        'darwin-arm64': 'macOS-ARM64',
    },
    anchore: {
        'linux-x64': 'linux_amd64',
        'linux-arm64': 'linux_arm64',
        'darwin-x64': 'darwin_amd64',
        'darwin-arm64': 'darwin_arm64',
    },
};


/***/ }),

/***/ 9565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   qI: () => (/* binding */ runTool),
/* harmony export */   tL: () => (/* binding */ readReport)
/* harmony export */ });
/* unused harmony export reportLimit */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _needed_variables_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(188);




/** More than any image has; what is larger would not fit into memory when it is read. Bytes. */
const reportLimit = 128 * 1024 * 1024;
const defaultTimeout = 10 * 60_000;
/**
 * Runs a scanner that knows nothing of the job: no token, no settings by variables or files of others, which could make
 * it overlook something.
 */
async function runTool({ program }, args, { work, timeout = defaultTimeout, env = {}, inherit = [], allowFailure = false }, { exec, log }) {
    return exec(program, args, {
        cwd: work.empty,
        timeout,
        allowFailure,
        inherit: [..._needed_variables_js__WEBPACK_IMPORTED_MODULE_3__/* .neededVariables */ .N, ...inherit],
        env: { ...homeVariables(work), ...env },
        onStderr: log.debug,
    });
}
function homeVariables({ home, path, dockerConfig }) {
    const temp = { TMPDIR: path, TEMP: path, TMP: path };
    const homes = { HOME: home, USERPROFILE: home, APPDATA: home, LOCALAPPDATA: home };
    const xdg = { XDG_CONFIG_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'config'), XDG_CACHE_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(home, 'cache') };
    return { ...temp, ...homes, ...xdg, DOCKER_CONFIG: dockerConfig };
}
/** Reads what a program has written as JSON, and fails with what is wrong about it. */
async function readReport(path, name) {
    const size = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).then((found) => found.size, () => undefined);
    if (size === undefined || size === 0) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `${name} ended as if all were well and wrote no ${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)}`);
    }
    if (size > reportLimit) {
        const [found, limit] = [size, reportLimit].map((bytes) => Math.ceil(bytes / 1024 / 1024));
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `${name} wrote a ${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)} of ${found} MiB; wanted at most ${limit} MiB`);
    }
    try {
        return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'));
    }
    catch {
        // Without the parser's message, which quotes what may be a secret.
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `${name} wrote a ${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)} that is not JSON, or only a part of one`);
    }
}


/***/ }),

/***/ 5685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ findTool),
/* harmony export */   m: () => (/* binding */ parseToolVersion)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
/* harmony import */ var _tool_archive_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(630);
/* harmony import */ var _tool_pins_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8502);
/* harmony import */ var _tool_run_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9565);






/** Reads a version: `0.75.0`, or `v0.75.0` as its tag is named. */
function parseToolVersion(text) {
    const version = /^v?(\d+\.\d+\.\d+(?:[-+][\w.-]+)?)$/.exec(text)?.[1];
    if (version !== undefined)
        return version;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${text}" is not a version; wanted one such as 0.75.0`);
}
/** Finds a tool where the settings say, on PATH, or in its archive. A version that is known to be evil is refused. */
async function findTool(name, settings, work, edge) {
    const { path, version } = settings;
    refuseVersion(name, version);
    if (path !== undefined) {
        const program = await programAt(path, name);
        const found = { name, program, version: await askVersion(name, program, work, edge) };
        if (version === undefined || found.version === version)
            return found;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `${program} is version ${found.version}; wanted ${version}, as "scanner-version" says`);
    }
    const onPath = await versionOnPath(name, work, edge);
    if (onPath !== undefined && (version === undefined || version === onPath)) {
        return { name, program: name, version: onPath };
    }
    const wanted = version ?? (0,_tool_pins_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultVersion */ .U8)(name);
    return { name, program: await (0,_tool_archive_js__WEBPACK_IMPORTED_MODULE_3__/* .installTool */ .Gn)(name, wanted, settings, work, edge), version: wanted };
}
/** Says no to versions that were made by thieves. */
function refuseVersion(name, version) {
    const reason = version === undefined ? undefined : _tool_pins_js__WEBPACK_IMPORTED_MODULE_4__/* .refusedVersions */ .KF[name]?.[version];
    if (reason === undefined)
        return;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('denied', `${name} ${version} is not run: ${reason}; use ${(0,_tool_pins_js__WEBPACK_IMPORTED_MODULE_4__/* .defaultVersion */ .U8)(name)}`);
}
async function versionOnPath(name, work, edge) {
    try {
        return await askVersion(name, name, work, edge);
    }
    catch (error) {
        if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error, 'not-found'))
            return undefined;
        throw error;
    }
}
async function askVersion(name, program, work, edge) {
    const args = name === 'trivy' ? ['version', '--format', 'json'] : ['version', '--output', 'json'];
    const { stdout } = await (0,_tool_run_js__WEBPACK_IMPORTED_MODULE_5__/* .runTool */ .qI)({ name, program }, args, { work, timeout: versionTimeout }, edge);
    const version = versionIn(stdout);
    if (version === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `${program} does not say its version; wanted "${args.join(' ')}" to tell it as JSON`);
    }
    refuseVersion(name, version);
    return version;
}
const versionTimeout = 60_000;
// Trivy writes `Version`, with a `v` in builds of one's own, the others `version`.
function versionIn(text) {
    let told;
    try {
        told = JSON.parse(text);
    }
    catch {
        // Whatever it is, it is not what tells a version.
        return undefined;
    }
    return /^v?(\d+\.\d+\.\d+\S*)$/.exec(String(told?.Version ?? told?.version))?.[1];
}
async function programAt(path, name) {
    try {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
        // Syft is what a scanner needs beside itself, and is looked for there.
        if (!found.isDirectory())
            return name === 'syft' ? await programAt((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, '..'), name) : path;
        const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, process.platform === 'win32' ? `${name}.exe` : name);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(program);
        return program;
    }
    catch (cause) {
        if ((0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(cause))
            throw cause;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('not-found', `there is no ${name} at "${path}", which "scanner-path" names: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(cause)}`);
    }
}


/***/ })

};
