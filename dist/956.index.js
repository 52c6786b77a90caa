export const id = 956;
export const ids = [956];
export const modules = {

/***/ 6956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ openLedger),
  openWorld: () => (/* binding */ openWorld)
});

// EXTERNAL MODULE: ./build/src/check/index.js + 13 modules
var check = __webpack_require__(9942);
// EXTERNAL MODULE: ./build/src/deployment/settings.js + 1 modules
var deployment_settings = __webpack_require__(3617);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/bundle.js
var evidence_bundle = __webpack_require__(4731);
// EXTERNAL MODULE: ./build/src/evidence/sign.js + 4 modules
var sign = __webpack_require__(5761);
// EXTERNAL MODULE: ./build/src/evidence/statement.js
var evidence_statement = __webpack_require__(7218);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
;// CONCATENATED MODULE: ./build/src/evidence/attest.js





/** Signs a statement about an image and keeps it where it will be looked for: statement, sign, store. */
async function attest(image, { predicateType, predicate, subjects }, { identity, ...stores }, edge) {
    const about = subjects ?? [(0,evidence_statement/* subjectOf */.et)((0,artifact_reference/* formatRepository */.Sh)(image), image.digest)];
    const statement = (0,evidence_statement/* buildStatement */.Y5)(about, predicateType, predicate);
    const bundle = await (0,sign/* signStatement */.f)(statement, identity, edge);
    const { digest } = await (0,evidence_bundle/* peekStatement */.JB)(bundle);
    return { statement, bundle, digest, ...(await (0,store/* storeBundle */.A)(image, bundle, stores, edge)) };
}

// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
// EXTERNAL MODULE: ./build/src/policy/policy.js + 2 modules
var policy_policy = __webpack_require__(2828);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var manifest = __webpack_require__(467);
// EXTERNAL MODULE: ./build/src/concurrently.js
var concurrently = __webpack_require__(8279);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/registry/refusal.js
var refusal = __webpack_require__(7561);
;// CONCATENATED MODULE: ./build/src/registry/copy.js






/** How many of a list are copied at the same time. */
const atOnce = 4;
/** How far an index may lead to others, and a referrer to its own; real ones need 3. */
const deepest = 8;
/** A registry that lists more wants to keep us busy. */
const mostManifests = 10_000;
/**
 * Copies an artifact to another repository with every byte kept: its platforms, its layers, whatever is attached to
 * any of it, and what older versions of cosign keep under tags. What is there already is not sent again, so that a
 * copy that broke off goes on.
 */
async function copyArtifact(request, registry, { log }) {
    const { from, to, tags = [] } = request;
    const image = (0,artifact_reference/* withDigest */.hQ)(to, from.digest);
    const task = {
        ...request,
        registry,
        log,
        seen: new Set(),
        sent: { manifests: 0, blobs: 0, bytes: 0 },
    };
    await assertFree(image, tags, task);
    const images = await copyImage(from.digest, 0, task);
    const signatures = await (0,concurrently/* mapConcurrently */.X)(images, atOnce, (digest) => copyCosignTags(digest, task));
    await copyAllAttached([...images, ...signatures.flat()], task);
    await putTags(image, tags, task);
    log.info(`${(0,artifact_reference/* formatReference */.FH)(image)}: copied ${task.sent.manifests} manifests and ${task.sent.blobs} blobs`);
    return { image, ...task.sent };
}
/** Copies an image or an index with all that it lists; returns the digests of the manifests that it has come by. */
async function copyImage(digest, depth, task) {
    const { from, to, registry } = task;
    assertBounded(depth, task);
    if (task.seen.has(digest))
        return [];
    task.seen.add(digest);
    const [fetched, present] = await Promise.all([
        registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(from, digest)),
        registry.resolve((0,artifact_reference/* withDigest */.hQ)(to, digest)),
    ]);
    const listed = fetched.manifest.kind === 'index' ? await copyListed(fetched.manifest, depth, task) : [];
    if (present === undefined) {
        if (fetched.manifest.kind === 'manifest')
            await copyBlobs(fetched.manifest, task);
        await pushCopied(fetched, task);
    }
    return [digest, ...listed];
}
async function copyListed({ manifests }, depth, task) {
    const isManifest = ({ mediaType }) => manifest/* manifestMediaTypes */.$P.includes(mediaType);
    // An index may list anything: build caches list layers.
    const blobs = manifests.filter((entry) => !isManifest(entry));
    const [found] = await Promise.all([
        (0,concurrently/* mapConcurrently */.X)(manifests.filter(isManifest), atOnce, ({ digest }) => copyImage(digest, depth + 1, task)),
        pushFrom(blobs, task),
    ]);
    return found.flat();
}
async function copyBlobs({ config, layers }, task) {
    // These are fetched from where their vendor has them, and no registry needs to hold them.
    const kept = layers.filter(({ mediaType }) => !/nondistributable|foreign/.test(mediaType));
    await pushFrom([...kept, config], task);
}
async function pushFrom(descriptors, { from, to, registry, sent }) {
    const blobs = descriptors.map((descriptor) => ({
        descriptor,
        open: (offset) => registry.fetchBlob(from, descriptor, offset),
        mountFrom: from,
    }));
    const pushed = await registry.pushBlobs(to, blobs);
    for (const [index, { size }] of descriptors.entries()) {
        if (pushed[index]?.existed !== false)
            continue;
        sent.blobs++;
        sent.bytes += size;
    }
}
async function pushCopied({ descriptor, bytes }, { to, registry, sent }) {
    const { mediaType, digest } = descriptor;
    await registry.pushManifest((0,artifact_reference/* withDigest */.hQ)(to, digest), { mediaType, bytes });
    sent.manifests++;
}
/** Copies what is attached to manifests, what is attached to that, and so on. */
async function copyAllAttached(digests, task) {
    let level = digests;
    for (let depth = 1; level.length > 0; depth++) {
        assertBounded(depth, task);
        level = (await (0,concurrently/* mapConcurrently */.X)(level, atOnce, (digest) => copyAttached(digest, task))).flat();
    }
}
/** Copies the referrers of one manifest; returns those that were not come by before. */
async function copyAttached(digest, task) {
    const { from, to, registry, seen, sent } = task;
    const listed = await registry.listReferrers((0,artifact_reference/* withDigest */.hQ)(from, digest));
    const fresh = listed.filter((referrer) => !seen.has(referrer.digest));
    if (fresh.length === 0)
        return [];
    for (const referrer of fresh)
        seen.add(referrer.digest);
    const there = await registry.listReferrers((0,artifact_reference/* withDigest */.hQ)(to, digest));
    const missing = fresh.filter((referrer) => !there.some((known) => known.digest === referrer.digest));
    const fetched = await (0,concurrently/* mapConcurrently */.X)(missing, atOnce, (referrer) => fetchReferrer(referrer.digest, digest, task));
    const contents = fetched.flatMap((one) => one ?? []);
    await registry.pushReferrers((0,artifact_reference/* withDigest */.hQ)(to, digest), contents.map(({ descriptor: { mediaType }, bytes }) => ({ mediaType, bytes })));
    sent.manifests += contents.length;
    return fresh.map((referrer) => referrer.digest);
}
/** Fetches a referrer, with its content at its destination; undefined for what is none, or is gone. */
async function fetchReferrer(digest, subject, task) {
    const reference = (0,artifact_reference/* withDigest */.hQ)(task.from, digest);
    const fetched = await task.registry.fetchManifest(reference).catch((error) => {
        if (!(0,failure/* isFailure */.N6)(error, 'not-found'))
            throw error;
    });
    if (fetched?.manifest.subject?.digest !== subject) {
        const state = fetched === undefined ? 'is not there' : 'says another subject';
        task.log.warning(`${(0,artifact_reference/* formatReference */.FH)(reference)} is listed as attached to ${subject} and ${state}: not copied`);
        return undefined;
    }
    if (fetched.manifest.kind === 'index')
        await copyListed(fetched.manifest, 1, task);
    else
        await copyBlobs(fetched.manifest, task);
    return fetched;
}
/**
 * Copies what cosign keeps about a manifest under tags made of its digest: by default before version 3.
 * https://github.com/sigstore/cosign/blob/v2.6.0/specs/SIGNATURE_SPEC.md#storage
 */
async function copyCosignTags(digest, task) {
    const tags = ['sig', 'att', 'sbom'].map((suffix) => `sha256-${(0,artifact_digest/* hexOf */.ZD)(digest)}.${suffix}`);
    const found = await (0,concurrently/* mapConcurrently */.X)(tags, tags.length, async (tag) => {
        const there = await task.registry.resolve((0,artifact_reference/* withTag */.Rd)(task.from, tag));
        return there && { tag, digest: there.digest };
    });
    const copied = found.flatMap((one) => one ?? []);
    for (const { tag, digest } of copied) {
        await copyImage(digest, 1, task);
        await putCosignTag((0,artifact_reference/* withTag */.Rd)(task.to, tag), digest, task);
    }
    return copied.map(({ digest }) => digest);
}
/** Puts a tag that grows: cosign adds a layer to what it names with every signature. */
async function putCosignTag(tag, digest, task) {
    const { from, to, registry } = task;
    const there = await registry.resolve(tag);
    if (there?.digest === digest)
        return;
    const { descriptor, bytes, manifest } = await registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(from, digest));
    if (there !== undefined) {
        const { manifest: before } = await registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(to, there.digest));
        if (!isGrown(before, manifest))
            throw taken(tag, there.digest, digest);
    }
    await registry.pushManifest(tag, { mediaType: descriptor.mediaType, bytes });
}
// Signatures of one image have the same bytes, and differ in their annotations.
function isGrown(before, after) {
    if (before.kind !== 'manifest' || after.kind !== 'manifest')
        return false;
    const kept = after.layers.map((layer) => JSON.stringify(layer));
    return before.layers.every((layer) => kept.includes(JSON.stringify(layer)));
}
async function assertFree(image, tags, { registry }) {
    for (const tag of tags) {
        const reference = (0,artifact_reference/* withTag */.Rd)(image, tag);
        const there = await registry.resolve(reference);
        if (there !== undefined && there.digest !== image.digest)
            throw taken(reference, there.digest, image.digest);
    }
}
/** Puts the tags, and looks that all of it is there: what a registry has taken counts when it is seen. */
async function putTags(image, tags, task) {
    const { registry } = task;
    await assertFree(image, tags, task);
    const { descriptor, bytes } = await registry.fetchManifest(image);
    for (const tag of tags) {
        await registry.pushManifest((0,artifact_reference/* withTag */.Rd)(image, tag), { mediaType: descriptor.mediaType, bytes });
        const there = await registry.resolve((0,artifact_reference/* withTag */.Rd)(image, tag));
        if (there?.digest !== image.digest)
            throw taken((0,artifact_reference/* withTag */.Rd)(image, tag), there?.digest, image.digest);
    }
}
function assertBounded(depth, { from, to, seen }) {
    const reason = depth > deepest
        ? `it leads to manifests ${depth} levels deep`
        : seen.size > mostManifests
            ? `it has more than ${mostManifests} manifests`
            : undefined;
    if (reason !== undefined)
        throw refused(from, to, 'mismatch', reason);
}
function taken(tag, found, wanted) {
    const reason = `it is ${found ?? 'gone'} and was to be ${wanted}; tags are never moved: delete it, or choose another`;
    return (0,refusal/* failed */.gz)({ verb: 'put tag', subject: (0,artifact_reference/* formatReference */.FH)(tag) }, 'mismatch', reason);
}
function refused(from, to, code, reason) {
    const subject = `${(0,artifact_reference/* formatReference */.FH)(from)} to ${to.registry}/${to.repository}`;
    return (0,refusal/* failed */.gz)({ verb: 'copy', subject }, code, reason);
}

// EXTERNAL MODULE: ./build/src/target/index.js + 78 modules
var target = __webpack_require__(7822);
// EXTERNAL MODULE: ./build/src/job/policy-file.js
var policy_file = __webpack_require__(9442);
;// CONCATENATED MODULE: ./build/src/job/world.js









const ours = { targets: target/* targets */.z, checks: check/* checks */.A };
/** Connects what reads and writes the records of environments. */
function openLedger({ context, github, home, roots }, policy, tables = ours) {
    const { repository, serverUrl, runId, runAttempt, checkRunId, actor } = context;
    return {
        github,
        repository: { name: repository, id: home.id, url: `${serverUrl}/${repository}` },
        run: {
            id: String(runId),
            attempt: runAttempt,
            actor,
            url: `${serverUrl}/${repository}/actions/runs/${runId}`,
            ...(checkRunId !== undefined && { checkRun: checkRunId }),
        },
        fetchSettings: async (commit) => {
            const settings = await (0,deployment_settings.fetchSettings)(github, {
                file: policy,
                home,
                roots,
                tables,
                ...(commit !== undefined && { commit }),
            });
            if (settings !== undefined)
                return settings;
            throw (0,policy_file/* noPolicyFile */.M)(policy);
        },
    };
}
/** Connects what promotions, plans and their like work with. */
function openWorld(job, image, policy, signing = {}, tables = ours) {
    const { edge, github } = job;
    const { repository } = job.context;
    const registry = job.registryOf(image);
    return {
        ...openLedger(job, policy, tables),
        registry,
        collect: (image, { trustFor, roots }, { registryOnly } = { registryOnly: false }) => (0,store/* collectEvidence */.m)(image, trustFor, { registry, roots, ...(!registryOnly && { github }) }, edge),
        assertCanAttest: async (image) => {
            await Promise.all([(0,evidence_signing/* assertCanSign */.A2)(signing, job.signing, edge), registry.assertCanPush(image)]);
        },
        attest: async (image, statement) => {
            const { identity } = await (0,evidence_signing/* resolveSigning */.mV)(signing, job.signing, edge);
            return (await attest(image, statement, { identity, registry }, edge)).digest;
        },
        copy: async (image, to, tags) => {
            await copyArtifact({ from: image, to, tags }, job.registryOf(image, to), edge);
        },
        connect: connectTargets,
    };
    function connectTargets(environment, { policy }) {
        const { services, strategy } = (0,policy_policy.environmentOf)(policy, environment);
        const connected = Object.entries(services).map(([service, { target }]) => {
            // The policy was read with the same table, so the kind is one of it.
            const adapter = tables.targets[target.kind];
            const context = { owner: repository, environment, service, strategy: strategy.kind, registry };
            return [service, adapter.connect(target.options, context, edge)];
        });
        return new Map(connected);
    }
}


/***/ })

};
