export const id = 982;
export const ids = [982];
export const modules = {

/***/ 551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ declareArtifact)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);


/**
 * Tells the runner of an artifact by its digest, for later steps: `actions/attest` signs what it finds told so.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/CreateArtifactsFileCommand.cs
 */
function declareArtifact(reference) {
    const file = process.env.GITHUB_ARTIFACTS;
    // Only newer runners have it; the output "image" tells the same.
    if (file === undefined || file === '')
        return;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(file, `oci://${reference}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}`);
}


/***/ }),

/***/ 4766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ build)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8877);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1966);
/* harmony import */ var _artifact_manifest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(467);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6477);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7279);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8006);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1195);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(2845);











/** Turns the commit that is checked out into an artifact under the commit's tag, or finds it there. */
async function build(request, services, edge) {
    keepYoungGenerationSmall();
    const checkout = await readCommit(request, edge);
    const chosen = await (0,_index_js__WEBPACK_IMPORTED_MODULE_9__/* .chooseBuilder */ .Z)(request.builder, request.recipe);
    const tags = [...new Set([(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .commitTagOf */ .VG)(checkout.commit), ...request.tags])];
    const found = await (0,_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .findTags */ .vU)(request.image, tags, services.registry);
    if (request.ifTagExists === 'fail')
        (0,_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .refuseExisting */ .Uj)(request.image, found);
    const task = { request, chosen, checkout, found };
    const existing = await findReusable(task, services, edge);
    if (existing)
        return describe(existing, task, await storeAndTag(existing, undefined, task, services, edge));
    if (!chosen.builder.reproducible)
        await refuseInVain(task, services);
    return inTemporary(request.temporary, async (temporary) => {
        const made = await make(task, temporary, services, edge);
        const artifact = { ...made, image: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .withDigest */ .hQ)(request.image, (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .ol)(made.bytes)) };
        return describe(artifact, task, await storeAndTag(artifact, made, task, services, edge));
    });
}
// Reading throws away as many buffers as it reads, and V8 answers that by doubling its young generation again and
// again, with ever more of them waiting in it: tens of megabytes, and no faster. It looks at this flag whenever it would
// grow, so from here on it does not. No result depends on it.
function keepYoungGenerationSmall() {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_2__.setFlagsFromString)('--semi-space-growth-factor=1');
}
async function readCommit({ recipe, tokenCommit }, edge) {
    const checkout = await (0,_git_js__WEBPACK_IMPORTED_MODULE_8__/* .readCheckout */ .b$)(recipe.context, edge);
    if (tokenCommit !== undefined && tokenCommit !== checkout.commit) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_7__/* .Failure */ .HR('mismatch', `checked out is ${checkout.commit}, and this run is for ${tokenCommit}, as its provenance will say; check out without "ref"`);
    }
    const modified = await (0,_git_js__WEBPACK_IMPORTED_MODULE_8__/* .listModified */ .iR)(checkout, edge);
    if (modified.length === 0)
        return checkout;
    const more = modified.length > 1 ? ` and ${modified.length - 1} more` : '';
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_7__/* .Failure */ .HR('mismatch', `tracked files differ from commit ${checkout.commit}: "${modified[0]}" is modified${more}; build before they are changed, or commit the change`, {
        problems: modified.slice(0, 20).map((file) => ({ message: `"${file}" is modified`, place: { file } })),
    });
}
async function findReusable({ request, chosen: { builder }, checkout: { commit }, found }, { registry, provenance }, { log }) {
    const { tag, digest } = found.find(({ tag }) => tag === (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .commitTagOf */ .VG)(commit)) ?? {};
    if (tag === undefined || digest === undefined || request.ifTagExists === 'rebuild')
        return undefined;
    const image = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .withDigest */ .hQ)(request.image, digest);
    const verified = await provenance.verifiedCommitOf(image);
    if (verified !== commit) {
        const state = verified === undefined ? 'no verified provenance' : `provenance for commit ${verified}`;
        const next = builder.reproducible ? 'it is built again and compared' : 'it is not taken';
        log.info(`${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .formatReference */ .FH)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .withTag */ .Rd)(image, tag))} is ${digest} with ${state}: ${next}`);
        return undefined;
    }
    log.info(`${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .formatReference */ .FH)(image)} has verified provenance for this commit: it is taken as it is`);
    const { manifest, bytes } = await registry.fetchManifest(image);
    const children = await fetchChildren(image, manifest, registry);
    return { image, manifest, bytes, children, layers: layersOf(manifest, children) };
}
async function fetchChildren(image, manifest, registry) {
    if (manifest.kind === 'manifest')
        return [];
    const fetched = [];
    for (const { digest } of manifest.manifests) {
        fetched.push(await registry.fetchManifest((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .withDigest */ .hQ)(image, digest)));
    }
    return fetched;
}
/** Refuses what would be made for nothing: what a builder never makes twice is never what a tag names already. */
async function refuseInVain({ request, chosen: { name }, checkout: { commit }, found }, { registry, provenance }) {
    const { image, ifTagExists } = request;
    if (ifTagExists === 'rebuild') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_7__/* .Failure */ .HR('invalid-input', `"if-tag-exists: rebuild" compares two builds of one commit, and builder "${name}" never makes the same twice; use "reuse"`);
    }
    await (0,_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .refuseTaken */ .Ir)(image, found, { commit, ifTagExists, provenance }, registry);
    await registry.assertCanPush(image);
}
async function make({ request, chosen: { builder }, checkout }, temporary, { registry }, edge) {
    const { recipe, image, tags, source, sourceDateEpoch: time = checkout.time, cacheAccess } = request;
    const job = { recipe, checkout, image, tags, source, time, cacheAccess, temporary };
    return builder.make(job, registry, edge);
}
/**
 * Pushes what was made and puts the tags, the commit's last: whoever finds that one finds everything. Nothing is
 * pushed before it is known that every tag may be put.
 */
async function storeAndTag({ image, manifest, bytes }, made, { request, checkout: { commit }, found }, { registry, provenance }, { log }) {
    const rules = { commit, ifTagExists: request.ifTagExists, provenance };
    const wanted = await (0,_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .planTags */ .Vd)(image, found, rules, registry);
    const existed = made && (await push(image, made, registry));
    for (const tag of wanted.toReversed()) {
        (0,_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .tellReplaced */ .Ym)(image, tag, log);
        await (0,_tags_js__WEBPACK_IMPORTED_MODULE_10__/* .putTag */ .go)(image, tag, { mediaType: manifest.mediaType, bytes }, registry);
    }
    const replaced = wanted.flatMap(({ tag, digest }) => (digest === undefined ? [] : [{ tag, digest }]));
    return { replaced, ...(existed && { existed }) };
}
/** Pushes content before what names it; returns which of it was there already. */
async function push(image, { blobs, children, manifest, bytes }, registry) {
    const pushed = await registry.pushBlobs(image, blobs);
    for (const one of [...children, { manifest, bytes }]) {
        const { mediaType } = one.manifest;
        await registry.pushManifest((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .withDigest */ .hQ)(image, (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .ol)(one.bytes)), { mediaType, bytes: one.bytes });
    }
    return new Set(blobs.flatMap(({ descriptor }, index) => (pushed[index]?.existed ? descriptor.digest : [])));
}
const imageTypes = [_artifact_media_type_js__WEBPACK_IMPORTED_MODULE_5__/* .mediaType */ .J.imageConfig, _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_5__/* .mediaType */ .J.dockerConfig];
function describe({ image, manifest, bytes, children, layers, base }, { request: { source }, checkout: { commit }, found }, { replaced, existed }) {
    const artifactType = (0,_artifact_manifest_js__WEBPACK_IMPORTED_MODULE_4__/* .artifactTypeOf */ .Gh)(manifest);
    return {
        image,
        tag: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .commitTagOf */ .VG)(commit),
        tags: found.map(({ tag }) => tag),
        reused: existed === undefined,
        mediaType: manifest.mediaType,
        ...(artifactType !== undefined && !imageTypes.includes(artifactType) && { artifactType }),
        platforms: manifest.kind === 'index' ? manifest.manifests.flatMap(({ platform }) => platform ?? []) : [],
        size: sizeOf({ manifest, bytes }, children),
        layers: layers.map(({ digest, size, diffId, platform }) => ({
            digest,
            size,
            ...(diffId && { diffId }),
            ...(platform && { platform }),
            ...(existed && { existed: existed.has(digest) }),
        })),
        commit,
        source,
        ...(base && { base }),
        replaced,
    };
}
/** The layers of an artifact; each with its platform where there are several. */
function layersOf(manifest, children) {
    if (manifest.kind === 'manifest')
        return manifest.layers;
    return children.flatMap(({ manifest: child }, index) => {
        const { platform } = manifest.manifests[index] ?? {};
        const layers = child.kind === 'manifest' ? child.layers : [];
        return layers.map(({ digest, size }) => ({ digest, size, ...(platform && { platform }) }));
    });
}
/** Counts what has the same digest once, as a registry stores it. */
function sizeOf(top, children) {
    const manifests = [top, ...children];
    const parts = manifests.flatMap(({ manifest }) => manifest.kind === 'index' ? [] : [manifest.config, ...manifest.layers]);
    const sizes = new Map([
        ...manifests.map(({ bytes }) => [(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .ol)(bytes), bytes.length]),
        ...parts.map(({ digest, size }) => [digest, size]),
    ]);
    return [...sizes.values()].reduce((total, size) => total + size, 0);
}
async function inTemporary(parent, work) {
    const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, 'immutable-deploy-build-'));
    try {
        return await work(directory);
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(directory, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 8283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $2: () => (/* binding */ readEntries),
  rM: () => (/* binding */ readPlain),
  R0: () => (/* binding */ readTargets),
  l2: () => (/* binding */ wholeOf)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/build/git.js
var git = __webpack_require__(8006);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/build/source.js
var source = __webpack_require__(3053);
;// CONCATENATED MODULE: ./build/src/build/lfs.js




/** No pointer is longer; what is need not be read whole. */
const longestPointer = 1024;
/**
 * Reads a pointer; undefined means that these bytes are a file of their own.
 * https://github.com/git-lfs/git-lfs/blob/v3.6.0/docs/spec.md#the-pointer
 */
function parsePointer(bytes) {
    const text = Buffer.from(bytes).toString('utf8');
    if (!text.startsWith('version https://git-lfs.github.com/spec/v1\n'))
        return undefined;
    const digest = /^oid (sha256:[0-9a-f]{64})$/m.exec(text)?.[1];
    const size = /^size ([0-9]+)$/m.exec(text)?.[1];
    return digest !== undefined && (0,artifact_digest/* isDigest */.Bc)(digest) && size !== undefined
        ? { digest, size: Number(size) }
        : undefined;
}
/** Streams what a pointer points to from the working tree, where `git lfs` has put it. */
async function* readLarge(checkout, path, { digest, size }) {
    const hash = (0,artifact_digest/* hashing */.zE)();
    try {
        for await (const chunk of (0,source/* readGenerated */.Ov)((0,external_node_path_.join)(checkout.root, path), size)) {
            hash.update(chunk);
            yield chunk;
        }
    }
    catch (error) {
        if ((0,failure/* isFailure */.N6)(error, 'mismatch'))
            throw notCheckedOut(path, error);
        throw error;
    }
    if (hash.digest() !== digest)
        throw notCheckedOut(path);
}
function notCheckedOut(path, cause) {
    return new failure/* Failure */.HR('mismatch', `"${path}" is kept by Git LFS and its content is not on disk; check out with "lfs: true"`, { cause });
}

// EXTERNAL MODULE: ./build/src/build/symlink.js
var symlink = __webpack_require__(3097);
;// CONCATENATED MODULE: ./build/src/build/entries.js






/** Reads where symlinks lead, tracked ones by their object, and refuses those that lead out of the context. */
async function readTargets(placed, { checkout }, edge) {
    const targets = new Map();
    const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'symlink')?.object ?? []);
    for await (const { object, bytes } of (0,git/* readBlobs */.b4)(checkout, objects, edge)) {
        targets.set(object, (await wholeOf(bytes)).toString('utf8'));
    }
    return placed.map((one) => {
        const { entry } = one;
        if (entry?.kind === 'generated-symlink')
            return { ...one, target: entry.target };
        const tracked = trackedOf(entry, 'symlink');
        const target = tracked && targets.get(tracked.object);
        if (tracked === undefined || target === undefined)
            return one;
        (0,symlink/* checkSymlink */.Y)(tracked.path, target, checkout.prefix);
        return { ...one, target };
    });
}
/** Reads what was placed, in its order; what is one file under several names is so in a layer, where that is asked. */
async function* readEntries(placed, { checkout }, edge, { hardLinks }) {
    // In the order in which they are wanted below, so that one process answers while the layer is written.
    const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'file')?.object ?? []);
    const blobs = (0,git/* readBlobs */.b4)(checkout, objects, edge);
    const names = new Map();
    try {
        for (const one of placed) {
            yield (hardLinks ? linkOf(one, names) : undefined) ?? (await readEntry(one, blobs, checkout));
        }
    }
    finally {
        await blobs.return(undefined);
    }
}
/** Reads what was placed for an archive without links: one file under several names is several files. */
async function* readPlain(placed, job, edge, archive) {
    for await (const entry of readEntries(placed, job, edge, { hardLinks: false })) {
        if (entry.kind === 'file' || entry.kind === 'directory')
            yield entry;
        else {
            throw new failure/* Failure */.HR('invalid-input', `"/${entry.path}" is a symlink, which ${archive} cannot hold; leave it out with "!" or put a file there`);
        }
    }
}
/** Reads everything, also from those who use their buffer again. */
async function wholeOf(bytes) {
    return Buffer.concat(await Array.fromAsync(bytes, (chunk) => new Uint8Array(chunk)));
}
function linkOf({ path, entry }, names) {
    if (entry?.kind !== 'generated' || entry.inode === undefined)
        return undefined;
    const target = names.get(entry.inode);
    if (target !== undefined)
        return { kind: 'link', path, executable: entry.executable, target };
    names.set(entry.inode, path);
    return undefined;
}
async function readEntry({ path, entry, target }, blobs, checkout) {
    if (target !== undefined)
        return { kind: 'symlink', path, target };
    if (entry?.kind === 'generated') {
        const { executable, size } = entry;
        return {
            kind: 'file',
            path,
            executable,
            size,
            bytes: (0,source/* readGenerated */.Ov)((0,external_node_path_.join)(checkout.root, entry.path), size),
        };
    }
    if (entry?.kind !== 'tracked')
        return { kind: 'directory', path };
    const { file } = entry;
    const { value, done } = await blobs.next();
    if (done || value.object !== file.object)
        throw new Error(`git answered out of order for "${file.path}"`);
    return { kind: 'file', path, executable: file.executable, ...(await trackedContent(file, value, checkout)) };
}
async function trackedContent(file, { size, bytes }, checkout) {
    if (size > longestPointer)
        return { size, bytes };
    const content = await wholeOf(bytes);
    const pointer = parsePointer(content);
    return pointer === undefined
        ? { size, bytes: once(content) }
        : { size: pointer.size, bytes: readLarge(checkout, file.path, pointer) };
}
function trackedOf(entry, kind) {
    return entry?.kind === 'tracked' && entry.file.kind === kind ? entry.file : undefined;
}
async function* once(bytes) {
    yield bytes;
}


/***/ }),

/***/ 706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ parseExclusion),
/* harmony export */   w: () => (/* binding */ excluderOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3468);



/** Reads `!pattern`, as a line of a `.dockerignore` without the mark. */
function parseExclusion(text, windows = false) {
    const pattern = text.slice(1).trim();
    if (pattern === '')
        throw refused(text, 'names no pattern; wanted !pattern');
    if (pattern.startsWith('!')) {
        throw refused(text, 'has two marks; what one line leaves out no other takes back in');
    }
    const exclusion = { pattern: windows ? pattern.replaceAll('\\', '/') : pattern };
    regExpOf(exclusion.pattern);
    return exclusion;
}
/** Leaves out what any of the patterns matches, and what is below; those that do are added to `busy`. */
function excluderOf(exclusions, busy) {
    const patterns = exclusions.map(({ pattern }) => ({ pattern, regExp: regExpOf(pattern) }));
    return {
        excludes(path) {
            const found = path === '' ? undefined : patterns.find(({ regExp }) => regExp.test(path));
            if (found)
                busy.add(found.pattern);
            return found !== undefined;
        },
    };
}
// What matches a directory matches what is below, hence the end.
function regExpOf(pattern) {
    const normal = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(pattern).replace(/^\/|\/$/g, '');
    if (normal === '..' || normal.startsWith('../'))
        throw refused(`!${pattern}`, 'is outside of the context');
    return new RegExp(`^${(0,_pattern_js__WEBPACK_IMPORTED_MODULE_2__/* .patternSource */ .M)(normal)}(?:/|$)`, 'su');
}
function refused(line, reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${line}" ${reason}`);
}


/***/ }),

/***/ 8844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ readFrom)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
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

/** How much is read at a time, in bytes. */
const chunkSize = 512 * 1024;
/** Memory that nobody uses now: taken anew for each of many files, it would be given back late. */
const spare = [];
/**
 * Streams a file's bytes from an offset on; the next chunk is read while one is being used. The memory of a chunk is
 * used again once the next is asked for.
 */
async function* readFrom(file, offset = 0) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const input = __addDisposableResource(env_1, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file), true);
        const buffers = [takeBuffer(), takeBuffer()];
        let position = offset;
        let reading = input.read(buffers[0], 0, chunkSize, position);
        try {
            for (let next = buffers[1];;) {
                const { bytesRead, buffer } = await reading;
                if (bytesRead === 0)
                    return;
                position += bytesRead;
                reading = input.read(next, 0, chunkSize, position);
                yield buffer.subarray(0, bytesRead);
                next = buffer;
            }
        }
        finally {
            // Whoever stops early leaves a read under way, which must not write into memory that somebody else has by then.
            await reading.catch(() => { });
            spare.push(...buffers);
        }
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
}
function takeBuffer() {
    return spare.pop() ?? Buffer.allocUnsafeSlow(chunkSize);
}


/***/ }),

/***/ 8006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zl: () => (/* binding */ arrangeTracked),
/* harmony export */   b$: () => (/* binding */ readCheckout),
/* harmony export */   b4: () => (/* binding */ readBlobs),
/* harmony export */   c7: () => (/* binding */ listUntracked),
/* harmony export */   iR: () => (/* binding */ listModified),
/* harmony export */   z7: () => (/* binding */ listTracked)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);





/** Reads which commit is checked out in a directory. */
async function readCheckout(directory, edge) {
    // Git answers relative to where the directory really is.
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory).catch((cause) => {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('not-found', `there is no directory "${directory}"; is the input "context" right?`, {
            cause,
        });
    });
    const [place, head] = await Promise.all([
        git(real, ['rev-parse', '--show-cdup', '--show-prefix'], edge),
        git(real, ['cat-file', '--batch'], edge, 'HEAD\n'),
    ]);
    const [cdup, prefix, ...rest] = place.replace(/\n$/, '').split('\n');
    if (cdup === undefined || prefix === undefined || rest.length > 0) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `"${directory}" is not inside of a git working tree`);
    }
    const [header = '', ...lines] = head.split('\n');
    const [commit = '', kind] = header.split(' ');
    // An unborn branch and a clone that lacks the commit answer alike: "HEAD missing".
    if (kind !== 'commit') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('not-found', `"${directory}" has no commit checked out; check one out before this step`);
    }
    if (!/^[0-9a-f]{40}$/.test(commit)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `commit ${commit} is not named by SHA-1, as on GitHub`);
    }
    return { root: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(real, cdup), prefix, commit, time: commitTimeOf(lines, commit) };
}
/** Lists the whole tree of the checked out commit, in git's order. */
async function listTracked(checkout, edge) {
    const arguments_ = ['ls-tree', '-r', '-z', '--full-tree', checkout.commit];
    return splitRecords(await git(checkout.root, arguments_, edge)).map(parseTreeRecord);
}
/** Arranges what is tracked by its paths. */
function arrangeTracked(files) {
    const byPath = new Map(files.map((file) => [file.path, file]));
    // Git lists what is below one directory together, so that its first and its last tell all of it.
    const ranges = new Map();
    for (const [index, { path }] of files.entries()) {
        for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            const directory = path.slice(0, slash);
            const range = ranges.get(directory);
            if (range)
                range.end = index + 1;
            else
                ranges.set(directory, { start: index, end: index + 1 });
        }
    }
    return {
        at: (path) => byPath.get(path),
        below(directory) {
            if (directory === '')
                return files;
            const { start, end } = ranges.get(directory) ?? { start: 0, end: 0 };
            return files.slice(start, end);
        },
    };
}
/** Lists tracked files that differ from the commit, in the index or on disk. */
async function listModified(checkout, edge) {
    const arguments_ = ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--ignore-submodules=dirty'];
    // `XY path`; renames, which would take two records, are turned off.
    return splitRecords(await git(checkout.root, arguments_, edge)).map((record) => record.slice(3));
}
/** Lists what a directory of the working tree holds beside tracked files; whole directories end in `/`. */
async function listUntracked(checkout, path, edge) {
    const arguments_ = ['ls-files', '--others', '--directory', '--no-empty-directory', '-z', '--', path || '.'];
    return splitRecords(await git(checkout.root, arguments_, edge));
}
/** Streams blobs in the order asked for through one git process; each is hashed as it passes. */
async function* readBlobs(checkout, objects, edge) {
    if (objects.length === 0)
        return;
    const running = edge.spawn('git', [...settings, '-C', checkout.root, 'cat-file', '--batch', '--buffer'], {
        env: environment,
    });
    try {
        void feed(running, objects);
        const output = byteReader(running.stdout);
        for (const object of objects) {
            const header = await output.line();
            if (header === undefined)
                await running.ended;
            const size = parseBlobHeader(header ?? '', object);
            yield { object, size, bytes: hashedBlob(output.take(size), object, size) };
            await output.skip(1);
        }
        await running.ended;
    }
    finally {
        running.kill();
        // Output that nobody reads any more would keep the process from being seen to end.
        running.stdout.destroy();
    }
}
// What a user's or a machine's git configuration could change about an answer is set here. What says who may
// read the repository (safe.directory) and how files lie on disk (core.autocrlf) is left as it is.
const settings = [
    '--no-replace-objects',
    '--literal-pathspecs',
    ...['core.quotePath=false', 'core.fsmonitor=false', 'core.untrackedCache=false', 'status.renames=false'],
    ...['color.ui=false', `core.hooksPath=${node_os__WEBPACK_IMPORTED_MODULE_2__.devNull}`, 'submodule.recurse=false'],
].flatMap((setting) => (setting.startsWith('--') ? [setting] : ['-c', setting]));
const environment = {
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
};
async function git(directory, args, { exec }, input) {
    const { exitCode, stdout, stderr } = await exec('git', [...settings, '-C', directory, ...args], {
        env: environment,
        allowFailure: true,
        ...(input !== undefined && { input }),
    });
    if (exitCode !== 0)
        throw gitFailure(directory, args[0] ?? '', stderr);
    return stdout;
}
// Git has one exit code for everything that is fatal, so its words decide; the locale is set to C above.
function gitFailure(directory, command, stderr) {
    if (/dubious ownership|unsafe repository/.test(stderr)) {
        return new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('unauthorized', `git refuses "${directory}" because another user owns it; run git config --global --add safe.directory "${directory}" before this step`);
    }
    if (/not a git repository|must be run in a work tree/.test(stderr)) {
        return new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('not-found', `"${directory}" is not in a git working tree; run actions/checkout before this step, with git installed`);
    }
    const reason = stderr.trim().split('\n').at(-1) ?? '';
    return new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('unavailable', `git ${command} failed in "${directory}": ${reason}`);
}
function commitTimeOf(lines, commit) {
    // Headers end at the first empty line; what follows is the message.
    const headers = lines.slice(0, lines.indexOf(''));
    const seconds = headers.map((line) => /^committer .* ([0-9]+) [+-][0-9]{4}$/.exec(line)?.[1]).find(Boolean);
    if (seconds === undefined)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('mismatch', `commit ${commit} does not say when it was made`);
    return Number(seconds);
}
function splitRecords(output) {
    if (output === '')
        return [];
    if (!output.endsWith('\0'))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('unavailable', "git's answer ends in the middle of a line");
    return output.slice(0, -1).split('\0');
}
// https://git-scm.com/docs/git-ls-tree#_output_format
function parseTreeRecord(record) {
    const match = /^([0-7]{6}) (?:blob|commit) ([0-9a-f]{40})\t(.+)$/s.exec(record);
    const [, mode, object, path] = match ?? [];
    const kind = mode === undefined ? undefined : kinds[mode];
    if (object === undefined || path === undefined || kind === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('mismatch', `git lists something unknown: "${record}"`);
    }
    return { path, kind, executable: mode === '100755', object };
}
const kinds = {
    '100644': 'file',
    // Group-writable: written by git before 2005, and still in old histories.
    '100664': 'file',
    '100755': 'file',
    '120000': 'symlink',
    '160000': 'submodule',
};
async function feed({ stdin }, objects) {
    for (let start = 0; start < objects.length; start += 512) {
        const room = stdin.write(`${objects.slice(start, start + 512).join('\n')}\n`);
        // A pipe that closed never drains; the reader sees the end of the output and why.
        if (!room && !stdin.destroyed)
            await new Promise((resolve) => stdin.once('drain', resolve));
    }
    stdin.end();
}
// https://git-scm.com/docs/git-cat-file#_batch_output
function parseBlobHeader(header, object) {
    const [name, kind, size] = header.split(' ');
    if (name === object && kind === 'blob' && /^[0-9]+$/.test(size ?? ''))
        return Number(size);
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('not-found', `object ${object} of this commit is missing from the clone; check out without "filter" and try again`);
}
/** Passes a blob on and fails at its end unless it hashes to its name. */
async function* hashedBlob(bytes, object, size) {
    // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha1').update(`blob ${size}\0`);
    for await (const chunk of bytes) {
        hash.update(chunk);
        yield chunk;
    }
    const found = hash.digest('hex');
    if (found !== object)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('mismatch', `git object ${object} hashes to ${found}`);
}
/** Reads lines and counted bytes from one stream. */
function byteReader(stream) {
    const chunks = stream[Symbol.asyncIterator]();
    let rest = new Uint8Array();
    async function fill() {
        const { done, value } = await chunks.next();
        if (done)
            return false;
        rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
        return true;
    }
    async function* take(size) {
        for (let left = size; left > 0;) {
            if (rest.length === 0 && !(await fill()))
                throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('unavailable', 'git stopped in mid-file');
            const chunk = rest.subarray(0, left);
            rest = rest.subarray(chunk.length);
            left -= chunk.length;
            yield chunk;
        }
    }
    return {
        take,
        async line() {
            while (!rest.includes(0x0a))
                if (!(await fill()))
                    return undefined;
            const end = rest.indexOf(0x0a);
            const text = Buffer.from(rest.subarray(0, end)).toString('latin1');
            rest = rest.subarray(end + 1);
            return text;
        },
        async skip(size) {
            for await (const _ of take(size))
                ;
        },
    };
}


/***/ }),

/***/ 3939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ sorted),
/* harmony export */   Pd: () => (/* binding */ parseEpoch),
/* harmony export */   RM: () => (/* binding */ parseCommand),
/* harmony export */   Wd: () => (/* binding */ parseArtifactType),
/* harmony export */   Xh: () => (/* binding */ buildIndex),
/* harmony export */   cZ: () => (/* binding */ formatConfig),
/* harmony export */   fD: () => (/* binding */ buildConfig),
/* harmony export */   i4: () => (/* binding */ emptyConfig),
/* harmony export */   mO: () => (/* binding */ parseVariable),
/* harmony export */   oG: () => (/* binding */ workdirOf),
/* harmony export */   qA: () => (/* binding */ parsePlatforms),
/* harmony export */   tN: () => (/* binding */ parseUser),
/* harmony export */   u1: () => (/* binding */ buildManifest),
/* harmony export */   xg: () => (/* binding */ parsePairs),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* unused harmony export parsePlatform */
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6477);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);




const defaultUser = '65532:65532';
/** The configuration of what is not an image. */
const emptyConfig = formatConfig(_artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.empty, '{}');
/** Writes a configuration of any type. */
function formatConfig(type, text) {
    const bytes = new TextEncoder().encode(text);
    return { descriptor: { mediaType: type, digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes), size: bytes.length }, bytes };
}
/**
 * Builds the configuration of an image: what the base says, except for what the recipe says.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
 */
function buildConfig(job, platform, diffIds, base) {
    const inherited = Object.entries(base?.config ?? {}).filter(([name]) => name.startsWith('os.'));
    const created = formatTime(job.time);
    const told = historyOf(base, created);
    return formatConfig(_artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.imageConfig, JSON.stringify({
        created,
        architecture: platform.architecture,
        os: platform.os,
        ...(platform.variant !== undefined && { variant: platform.variant }),
        ...Object.fromEntries(inherited),
        config: runtimeConfig(job, base),
        rootfs: { type: 'layers', diff_ids: diffIds },
        ...(told && { history: told }),
    }));
}
/** Builds the manifest of an image, or of an artifact where the recipe says of which type. */
function buildManifest(job, config, layers, { base, annotations } = {}) {
    const { artifactType } = job.recipe;
    // The type of a configuration is that of the whole, unless it is empty.
    const isNamed = artifactType !== undefined && artifactType !== config.descriptor.mediaType;
    return {
        kind: 'manifest',
        mediaType: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.imageManifest,
        ...(isNamed && { artifactType }),
        config: config.descriptor,
        layers,
        annotations: annotationsOf(job, base, annotations),
    };
}
/** Builds the index of what is one image on several platforms. */
function buildIndex(job, manifests, base) {
    return {
        kind: 'index',
        mediaType: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.imageIndex,
        manifests,
        annotations: annotationsOf(job, base),
    };
}
/** Says where relative destinations start and the program will be. */
function workdirOf({ workdir }, base) {
    const inherited = base?.config.config.WorkingDir;
    return workdir ?? (typeof inherited === 'string' && inherited.startsWith('/') ? inherited : '/');
}
/**
 * Reads `name=value` pairs, one per line; what the build itself says about an artifact cannot be said otherwise.
 */
function parsePairs(text) {
    const pairs = linesOf(text).map(parsePair);
    for (const [name] of pairs) {
        if (pairs.filter(([other]) => other === name).length > 1) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${name}" is given twice`);
        }
        if (reservedNames.includes(name)) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${name}" is set by the build itself; leave it out`);
        }
    }
    return Object.fromEntries(pairs);
}
/** Reads a variable of the environment: `NAME=value`. */
function parseVariable(line) {
    return parsePair(line).join('=');
}
/**
 * Reads a command as a container runs it, without a shell: one argument per line, or a JSON list. One line with
 * spaces could mean either one argument or several, so it is refused.
 */
function parseCommand(text) {
    if (text.startsWith('['))
        return parseJsonCommand(text);
    const lines = linesOf(text);
    const [only = ''] = lines;
    if (lines.length > 1 || !/\s/.test(only))
        return lines;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${only}" has spaces and no shell splits it; write one argument per line, or ${JSON.stringify(only.split(/\s+/))}`);
}
/** Reads platforms, separated by commas or lines. */
function parsePlatforms(text) {
    const platforms = text.split(/[,\s]+/).filter((part) => part !== '');
    const twice = platforms.find((platform, index) => platforms.indexOf(platform) !== index);
    if (twice !== undefined)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${twice}" is named twice`);
    return platforms.map(parsePlatform);
}
/** Reads `os/architecture[/variant]`. */
function parsePlatform(text) {
    const [os, architecture, variant, ...more] = text.split('/');
    if (!os || !architecture || variant === '' || more.length > 0 || !/^[a-z0-9/._-]+$/.test(text)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${text}" is not a platform; wanted os/architecture, as in linux/amd64`);
    }
    if (os !== 'linux')
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `images are built for linux only, not for "${text}"`);
    return { os, architecture, ...(variant !== undefined && { variant }) };
}
/** Reads who the program runs as, by number or by a name that the base knows. */
function parseUser(text) {
    if (/^[\w.-]+(:[\w.-]+)?$/.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${text}" is not a user; wanted user[:group], as in ${defaultUser}`);
}
/** Reads what an artifact is of, as a media type. */
function parseArtifactType(text) {
    // https://www.rfc-editor.org/rfc/rfc6838#section-4.2
    const isMediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i.test(text);
    if (isMediaType && text !== _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.imageConfig && text !== _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.empty)
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${text}" is not a type of artifact; wanted a media type such as application/vnd.acme.site`);
}
/** Reads seconds since 1970, up to the latest that a layer can hold. */
function parseEpoch(text) {
    const seconds = Number(text);
    if (/^[0-9]+$/.test(text) && seconds < 8 ** 11)
        return seconds;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${text}" is not a time; wanted whole seconds since 1970`);
}
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
const prefix = 'org.opencontainers.image.';
const reservedNames = ['revision', 'source', 'created', 'base.name', 'base.digest'].map((name) => `${prefix}${name}`);
function linesOf(text) {
    return text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
}
function parsePair(line) {
    const equals = line.indexOf('=');
    if (equals < 1)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${line}" is not a pair; wanted name=value`);
    return [line.slice(0, equals).trim(), line.slice(equals + 1)];
}
function annotationsOf(job, base, inherent) {
    return sorted({ ...inherent, ...job.recipe.annotations, ...originOf(job), ...baseAnnotations(base) });
}
function originOf({ checkout, source, time }) {
    return {
        [`${prefix}created`]: formatTime(time),
        [`${prefix}revision`]: checkout.commit,
        [`${prefix}source`]: source,
    };
}
function baseAnnotations(base) {
    if (base === undefined)
        return {};
    return {
        [`${prefix}base.digest`]: base.reference.digest,
        [`${prefix}base.name`]: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(base.reference),
    };
}
function runtimeConfig(job, base) {
    const { recipe } = job;
    const { Entrypoint, Cmd, Env, Labels, OnBuild: _, ...rest } = base?.config.config ?? {};
    const env = mergeEnv(stringList(Env), recipe.env ?? []);
    return {
        ...rest,
        User: recipe.user ?? defaultUser,
        ...(env.length > 0 && { Env: env }),
        ...commandOf(recipe, stringList(Entrypoint), stringList(Cmd)),
        WorkingDir: workdirOf(recipe, base),
        Labels: sorted({ ...inheritedLabels(Labels), ...recipe.labels, ...originOf(job) }),
    };
}
// The base's arguments belong to the base's program, so a new program starts without them, as in Docker.
function commandOf({ entrypoint, cmd }, baseEntrypoint, baseCmd) {
    const arguments_ = cmd ?? (entrypoint === undefined ? baseCmd : []);
    const program = entrypoint ?? baseEntrypoint;
    return {
        ...(program.length > 0 && { Entrypoint: program }),
        ...(arguments_.length > 0 && { Cmd: arguments_ }),
    };
}
// The base's title, version and source are the base's own.
function inheritedLabels(labels) {
    if (typeof labels !== 'object' || labels === null)
        return {};
    const entries = Object.entries(labels).filter((entry) => {
        return typeof entry[1] === 'string' && !entry[0].startsWith(prefix);
    });
    return Object.fromEntries(entries);
}
function mergeEnv(inherited, own) {
    const names = own.map(nameOf);
    return [...inherited.filter((variable) => !names.includes(nameOf(variable))), ...own];
}
function nameOf(variable) {
    return variable.slice(0, variable.indexOf('='));
}
// Tools count the entries against the layers, so a base whose own do not fit is left without.
function historyOf(base, created) {
    const inherited = base?.config.history ?? [];
    const layered = inherited.filter((entry) => !isEmptyLayer(entry)).length;
    if (layered !== (base?.layers.length ?? 0))
        return undefined;
    return [...inherited, { created, created_by: 'immutable-deploy build (files)' }];
}
function isEmptyLayer(entry) {
    return typeof entry === 'object' && entry !== null && 'empty_layer' in entry && entry.empty_layer === true;
}
function parseJsonCommand(text) {
    const failure = new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${text}" is not a JSON list of strings`);
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw failure;
    }
    if (Array.isArray(value) && value.every((entry) => typeof entry === 'string'))
        return value;
    throw failure;
}
function stringList(value) {
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
/** RFC 3339 in whole seconds. */
function formatTime(seconds) {
    return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
function sorted(record) {
    return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}


/***/ }),

/***/ 1195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ builderNames),
  Z: () => (/* binding */ chooseBuilder)
});

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/src/build/build-engine.js

/** Finds what can build, by asking each in turn; `name` is for a builder that may have to be started. */
async function findBuildEngine(name, edge) {
    const buildx = await inspectBuildx(edge);
    if ('driver' in buildx)
        return openBuildx(buildx.driver, name, edge);
    if (await answers('buildctl', ['debug', 'workers'], edge)) {
        edge.log.info(`building with buildctl: ${buildx.reason}`);
        return { kind: 'buildctl', ...nothingToClose };
    }
    if (buildx.installed) {
        throw new failure/* Failure */.HR('unavailable', `no Dockerfile can be built: ${buildx.reason}; ${waysOut}`);
    }
    if (await answers('docker', ['version', '--format', '{{.Server.Version}}'], edge)) {
        edge.log.warning('building with plain "docker build", since docker buildx is missing: it dates what it makes by the clock, so that no second build gives the same digest; add docker/setup-buildx-action before this step');
        return { kind: 'docker', ...nothingToClose };
    }
    throw new failure/* Failure */.HR('not-found', `no Dockerfile can be built: neither docker buildx, buildctl nor docker answers; ${waysOut}`);
}
const waysOut = 'add docker/setup-buildx-action before this step, or set BUILDKIT_HOST for buildctl';
const nothingToClose = { [Symbol.asyncDispose]: async () => { } };
/** Asks for the driver of the current builder, which is started if need be. */
async function inspectBuildx(edge) {
    if (!(await answers('docker', ['buildx', 'version'], edge))) {
        return { installed: false, reason: 'docker buildx is missing' };
    }
    const { exitCode, stdout, stderr } = await asked('docker', ['buildx', 'inspect', '--bootstrap'], edge);
    // It ends with 0 though Docker does not answer, and then tells an error in place of the driver.
    const driver = /^Driver:[ \t]+(\S+)/m.exec(stdout)?.[1];
    if (exitCode === 0 && driver !== undefined)
        return { driver };
    const told = /^Error:\s+(.+)/m.exec(stdout)?.[1] ?? stderr.trim().split('\n').at(-1);
    return { installed: true, reason: `the builder of docker buildx does not answer: ${told}` };
}
async function openBuildx(driver, name, edge) {
    if (driver !== 'docker' || (await hasContainerdStore(edge))) {
        edge.log.info(`building with docker buildx and its driver "${driver}"`);
        return { kind: 'buildx', ...nothingToClose };
    }
    edge.log.info('building with docker buildx and a builder started for this build, since the driver "docker" cannot export an image without the containerd image store; docker/setup-buildx-action before this step sets up your own');
    return startBuilder(name, edge);
}
/** https://docs.docker.com/engine/storage/containerd/ */
async function hasContainerdStore(edge) {
    const { stdout } = await asked('docker', ['info', '--format', '{{json .DriverStatus}}'], edge);
    return stdout.includes('io.containerd.snapshotter');
}
async function startBuilder(name, { exec }) {
    const remove = async () => {
        await exec('docker', ['buildx', 'rm', '--force', name], { allowFailure: true });
    };
    try {
        await exec('docker', [
            ...['buildx', 'create', '--name', name],
            ...['--driver', 'docker-container', '--bootstrap'],
        ]);
    }
    catch (cause) {
        await remove();
        throw new failure/* Failure */.HR('unavailable', `no builder could be started beside Docker's own, which cannot export an image: ${(0,failure/* messageOf */.bD)(cause)}; add docker/setup-buildx-action before this step, or turn on Docker's containerd image store`, { cause });
    }
    return { kind: 'buildx', builder: name, [Symbol.asyncDispose]: remove };
}
async function answers(command, args, edge) {
    return (await asked(command, args, edge)).exitCode === 0;
}
/** Asks a program that may not be there. */
async function asked(command, args, { exec }) {
    try {
        return await exec(command, args, { allowFailure: true, timeout: 120_000 });
    }
    catch (error) {
        return { exitCode: 127, stdout: '', stderr: (0,failure/* messageOf */.bD)(error) };
    }
}

// EXTERNAL MODULE: ./build/src/artifact/descriptor.js
var descriptor = __webpack_require__(5279);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(1966);
;// CONCATENATED MODULE: ./build/src/build/build-failure.js


/** Says why a build failed, from what it said last: in which line of which file, and the way out where it is known. */
function failedBuild(said, { context, file, root }, cause) {
    const last = said.findLast((line) => /^error: /i.test(line));
    const reason = last?.replace(/^error: (failed to build: )?(failed to solve: )?/i, '') ?? (0,failure/* messageOf */.bD)(cause);
    const message = `"${(0,external_node_path_.relative)(context, file)}" could not be built: ${reason}${wayOut(reason)}`;
    const line = lineOf(said);
    const problems = line === undefined ? [] : [{ message, place: { file: (0,external_node_path_.relative)(root, file).replaceAll('\\', '/'), line } }];
    return new failure/* Failure */.HR('unavailable', message, { cause, problems });
}
// BuildKit shows the place as "Dockerfile:2" above a ruler and the lines around it.
function lineOf(said) {
    const ruler = said.findLastIndex((line, index) => /^-{20}$/.test(line) && /:\d+$/.test(said[index - 1] ?? ''));
    const number = /:(\d+)$/.exec(said[ruler - 1] ?? '')?.[1];
    return number === undefined ? undefined : Number(number);
}
function wayOut(reason) {
    if (!reason.includes('exec format error'))
        return '';
    return '; this machine does not run programs of that platform: name its own in "platforms", or add docker/setup-qemu-action before this step';
}

// EXTERNAL MODULE: ./build/src/build/program.js
var program = __webpack_require__(1058);
;// CONCATENATED MODULE: ./build/src/build/buildkit.js







/** Builds with BuildKit and exports the image into a new OCI layout below a directory. */
async function exportImage(build, engine, directory, edge) {
    const layout = (0,external_node_path_.join)(directory, 'layout');
    const metadata = (0,external_node_path_.join)(directory, 'metadata.json');
    const [command, args] = engine.kind === 'buildx'
        ? ['docker', buildxArguments(build, engine.builder, layout, metadata)]
        : ['buildctl', buildctlArguments(build, layout, metadata)];
    const said = [];
    const onStderr = (line) => {
        said.push(line);
        edge.log.info(line);
    };
    const env = { ...build.env, BUILDX_METADATA_PROVENANCE: 'disabled' };
    try {
        await (0,program/* runProgram */.m)(command, args, { cwd: build.context, env, onStderr }, edge);
    }
    catch (cause) {
        throw failedBuild(said, build, cause);
    }
    return { layout, digest: await readDigest(metadata) };
}
/** https://docs.docker.com/reference/cli/docker/buildx/build/ */
function buildxArguments(build, builder, layout, metadata) {
    return [
        ...['buildx', 'build', '--progress', 'plain', '--metadata-file', metadata],
        ...(builder === undefined ? [] : ['--builder', builder]),
        // What is signed about the image is attached to it, so that its own digest depends on nothing but its content.
        ...['--provenance=false', '--sbom=false'],
        ...['--file', build.file, '--platform', build.platforms.map(descriptor/* formatPlatform */.B).join(',')],
        ...each('--output', [fields(outputOf(layout))]),
        ...each('--target', build.target === undefined ? [] : [build.target]),
        ...each('--build-arg', buildArgsOf(build)),
        ...each('--label', pairs(build.labels)),
        ...each('--annotation', levelsOf(build).flatMap((level) => pairs(build.annotations, `${level}:`))),
        ...each('--secret', build.secrets.map(secretOf)),
        ...each('--cache-from', build.cacheFrom),
        ...each('--cache-to', build.cacheTo),
        ...each('--build-context', build.pin ? [`${build.pin.name}=docker-image://${build.pin.image}`] : []),
        build.context,
    ];
}
/** https://github.com/moby/buildkit/blob/v0.26.1/frontend/dockerfile/docs/reference.md and `buildctl build --help` */
function buildctlArguments(build, layout, metadata) {
    const { file, context, pin, platforms, target } = build;
    const annotations = levelsOf(build).flatMap((level) => {
        return pairs(build.annotations, level === 'index' ? 'annotation-index.' : 'annotation.');
    });
    const changed = annotations.find((annotation) => /^[^=]*[A-Z]/.test(annotation));
    if (changed !== undefined) {
        throw new failure/* Failure */.HR('invalid-input', `buildctl would write the name of "${changed}" in lower case; write it so, or use docker buildx`);
    }
    return [
        ...['build', '--progress', 'plain', '--metadata-file', metadata, '--frontend', 'dockerfile.v0'],
        ...each('--local', [`context=${context}`, `dockerfile=${(0,external_node_path_.dirname)(file)}`]),
        ...each('--output', [fields([...outputOf(layout), ...annotations])]),
        ...each('--opt', [
            `filename=${(0,external_node_path_.basename)(file)}`,
            `platform=${platforms.map(descriptor/* formatPlatform */.B).join(',')}`,
            ...(target === undefined ? [] : [`target=${target}`]),
            ...buildArgsOf(build).map((pair) => `build-arg:${pair}`),
            ...pairs(build.labels, 'label:'),
            ...(pin ? [`context:${pin.name}=docker-image://${pin.image}`] : []),
        ]),
        ...each('--secret', build.secrets.map(secretOf)),
        ...each('--import-cache', build.cacheFrom.map(cacheOf)),
        ...each('--export-cache', build.cacheTo.map(cacheOf)),
    ];
}
/** https://docs.docker.com/build/exporters/oci-docker/ */
function outputOf(layout) {
    return ['type=oci', `dest=${layout}`, 'tar=false', 'rewrite-timestamp=true'];
}
function buildArgsOf({ buildArgs, time }) {
    // https://reproducible-builds.org/specs/source-date-epoch/
    return [...buildArgs, `SOURCE_DATE_EPOCH=${time}`];
}
function levelsOf({ platforms }) {
    return platforms.length > 1 ? ['manifest', 'index'] : ['manifest'];
}
function secretOf({ id, file }) {
    return fields([`id=${id}`, `src=${file}`]);
}
// buildx takes the name of an image for a cache in a registry; buildctl wants it spelled out.
function cacheOf(cache) {
    return cache.includes('=') ? cache : `type=registry,ref=${cache}`;
}
function each(option, values) {
    return values.flatMap((value) => [option, value]);
}
function pairs(record, prefix = '') {
    return Object.entries(record).map(([name, value]) => `${prefix}${name}=${value}`);
}
/** Joins as CSV, which both programs read. */
function fields(values) {
    return values
        .map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
        .join(',');
}
async function readDigest(metadata) {
    const content = JSON.parse(await (0,promises_.readFile)(metadata, 'utf8'));
    const digest = typeof content === 'object' && content !== null && 'containerimage.digest' in content
        ? content['containerimage.digest']
        : undefined;
    if (typeof digest === 'string' && (0,artifact_digest/* isDigest */.Bc)(digest))
        return digest;
    throw new failure/* Failure */.HR('mismatch', 'BuildKit does not say which digest it made');
}

// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var artifact_manifest = __webpack_require__(467);
// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(6477);
// EXTERNAL MODULE: ./build/src/registry/registry.js + 4 modules
var registry = __webpack_require__(2779);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(6565);
;// CONCATENATED MODULE: ./build/src/build/base.js





/** Reads the manifest and configuration of a base, of one platform if it has several. */
async function fetchBase(reference, platform, registry) {
    const manifest = await fetchImage(reference, platform, registry);
    const name = (0,artifact_reference/* formatReference */.FH)(reference);
    if (manifest.config.mediaType !== media_type/* mediaType */.J.imageConfig &&
        manifest.config.mediaType !== media_type/* mediaType */.J.dockerConfig)
        throw new failure/* Failure */.HR('invalid-input', `base "${name}" is not an image but "${manifest.config.mediaType}"`);
    const config = parseConfig(await registry.readBlob(reference, manifest.config), name);
    checkPlatform(config, platform, name);
    const diffIds = diffIdsOf(config);
    if (diffIds.length !== manifest.layers.length) {
        throw new failure/* Failure */.HR('mismatch', `base "${name}" has ${manifest.layers.length} layers and ${diffIds.length} digests of them`);
    }
    const layers = manifest.layers.map((layer, index) => ({
        descriptor: ociLayer(layer, name),
        diffId: diffIds[index] ?? layer.digest,
    }));
    return { reference, layers, config };
}
async function fetchImage(reference, platform, registry) {
    const { manifest } = await registry.fetchManifest(reference);
    if (manifest.kind === 'manifest')
        return manifest;
    const child = await registry.fetchManifest((0,artifact_reference/* withDigest */.hQ)(reference, childOf(manifest, platform, reference).digest));
    if (child.manifest.kind === 'manifest')
        return child.manifest;
    throw new failure/* Failure */.HR('invalid-input', `base "${(0,artifact_reference/* formatReference */.FH)(reference)}" is an index of indexes`);
}
function childOf(index, wanted, reference) {
    const platforms = index.manifests.flatMap(({ platform }) => platform ?? []);
    const child = index.manifests.find(({ platform }) => platform !== undefined && matches(platform, wanted));
    if (child)
        return child;
    throw new failure/* Failure */.HR('not-found', `base "${(0,artifact_reference/* formatReference */.FH)(reference)}" has no ${(0,descriptor/* formatPlatform */.B)(wanted)}; it has ${platforms.map(descriptor/* formatPlatform */.B).join(', ')}`);
}
function matches(found, wanted) {
    if (found.os !== wanted.os || found.architecture !== wanted.architecture)
        return false;
    return wanted.variant === undefined || found.variant === undefined || found.variant === wanted.variant;
}
function checkPlatform({ os, architecture }, wanted, name) {
    if (os === wanted.os && architecture === wanted.architecture)
        return;
    throw new failure/* Failure */.HR('mismatch', `base "${name}" is for ${String(os)}/${String(architecture)}; wanted ${(0,descriptor/* formatPlatform */.B)(wanted)}`);
}
function parseConfig(bytes, name) {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `base "${name}" has a configuration that is not JSON`, { cause });
    }
    if (!isObject(value))
        throw new failure/* Failure */.HR('mismatch', `base "${name}" has a configuration that is no object`);
    const { config, history } = value;
    return { ...value, config: isObject(config) ? config : {}, history: Array.isArray(history) ? history : [] };
}
function diffIdsOf({ rootfs }) {
    const list = isObject(rootfs) && Array.isArray(rootfs.diff_ids) ? rootfs.diff_ids : [];
    return list.filter((digest) => typeof digest === 'string').filter(artifact_digest/* isDigest */.Bc);
}
// Docker's names for the same bytes; a manifest of OCI's names them as OCI does.
// https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md#compatibility-matrix
const layerTypes = {
    [media_type/* mediaType */.J.layerTar]: media_type/* mediaType */.J.layerTar,
    [media_type/* mediaType */.J.layerTarGzip]: media_type/* mediaType */.J.layerTarGzip,
    [media_type/* mediaType */.J.layerTarZstd]: media_type/* mediaType */.J.layerTarZstd,
    [media_type/* mediaType */.J.dockerLayer]: media_type/* mediaType */.J.layerTarGzip,
    'application/vnd.docker.image.rootfs.diff.tar': media_type/* mediaType */.J.layerTar,
    'application/vnd.docker.image.rootfs.diff.tar.zstd': media_type/* mediaType */.J.layerTarZstd,
};
function ociLayer({ mediaType: found, digest, size }, name) {
    const type = layerTypes[found];
    if (type !== undefined)
        return { mediaType: type, digest, size };
    throw new failure/* Failure */.HR('invalid-input', `base "${name}" has a layer of type "${found}", which cannot be copied`);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./build/src/build/docker-archive.js






/**
 * Takes an image out of Docker. What it is made of is told by `manifest.json`, in the archive of old and in the OCI
 * layout that newer ones write.
 * https://github.com/moby/moby/blob/v28.0.0/image/spec/spec.md#combined-image-json--filesystem-changeset-format
 */
async function readSavedImage(id, directory, edge) {
    const members = await unpack(id, (0,external_node_path_.join)(directory, 'saved'), edge);
    const [image, ...others] = parseContents(await readMember('manifest.json', members));
    if (image === undefined || others.length > 0)
        throw malformed('it does not hold one image');
    return {
        config: await readMember(image.Config, members),
        layers: image.Layers.map((layer) => fileOf(layer, members)),
    };
}
/** Writes members to files whose names are ours, so that theirs mean nothing outside of the archive. */
async function unpack(id, directory, { spawn }) {
    await (0,promises_.mkdir)(directory);
    const members = new Map();
    const running = spawn('docker', ['save', id]);
    const tar = (0,tar_stream.extract)();
    const unpacked = (async () => {
        for await (const entry of tar) {
            const { name, type, linkname = '' } = entry.header;
            if (type === 'file') {
                const file = (0,external_node_path_.join)(directory, String(members.size));
                await (0,external_node_stream_promises_.pipeline)(entry, (0,external_node_fs_.createWriteStream)(file, { flags: 'wx' }));
                members.set(name, { file, size: entry.header.size ?? 0 });
            }
            else if (type === 'symlink') {
                members.set(name, { link: external_node_path_.posix.join(external_node_path_.posix.dirname(name), linkname) });
            }
            entry.resume();
        }
    })();
    try {
        running.stdin.end();
        await Promise.all([(0,external_node_stream_promises_.pipeline)(running.stdout, tar), unpacked]);
        await running.ended;
    }
    catch (error) {
        // Why it ended says more than that its archive did.
        await running.ended;
        throw error instanceof failure/* Failure */.HR ? error : malformed(error.message, error);
    }
    finally {
        running.kill();
        tar.destroy();
    }
    return members;
}
const readLimit = 16 * 1024 * 1024;
async function readMember(name, members) {
    const member = members.get(name);
    if (member === undefined || 'link' in member)
        throw malformed(`"${name}" is missing`);
    if (member.size > readLimit)
        throw malformed(`"${name}" has ${member.size} bytes, which is more than 16 MiB`);
    return (0,promises_.readFile)(member.file);
}
/** The file of a layer; two that are the same are there once. */
function fileOf(name, members) {
    const member = members.get(name);
    const real = member !== undefined && 'link' in member ? members.get(member.link) : member;
    if (real === undefined || 'link' in real)
        throw malformed(`"${name}" is missing`);
    return real.file;
}
function parseContents(bytes) {
    const list = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (!Array.isArray(list))
        throw malformed('"manifest.json" is not a list');
    return list.map((entry) => {
        const { Config, Layers } = Object(entry);
        if (typeof Config !== 'string' || !Array.isArray(Layers))
            throw malformed('"manifest.json" names no image');
        return { Config, Layers: Layers.filter((layer) => typeof layer === 'string') };
    });
}
function malformed(reason, cause) {
    return new failure/* Failure */.HR('mismatch', `what docker save gave cannot be read: ${reason}`, { cause });
}

;// CONCATENATED MODULE: ./build/src/build/docker-reference.js


/**
 * Reads an image as Docker does: without a registry it is Docker Hub's, without a tag `latest`.
 * https://github.com/distribution/reference/blob/v0.6.0/normalize.go
 */
function parseDockerReference(text) {
    const [rest = '', digest] = text.split('@', 2);
    const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
    const name = colon < 0 ? rest : rest.slice(0, colon);
    const repository = (0,artifact_reference/* parseRepository */.SU)(inFull(name));
    const tag = colon < 0 ? 'latest' : (0,artifact_reference/* parseTag */.ED)(rest.slice(colon + 1));
    return {
        ...repository,
        tag,
        ...(digest !== undefined && { digest: (0,artifact_digest/* parseDigest */.m)(digest) }),
        familiar: tag === 'latest' ? shortened(repository) : `${shortened(repository)}:${tag}`,
    };
}
function inFull(name) {
    const slash = name.indexOf('/');
    const first = name.slice(0, Math.max(slash, 0));
    const isRegistry = /[.:]|^localhost$/.test(first);
    const registry = isRegistry && first !== 'index.docker.io' ? first : 'docker.io';
    const repository = isRegistry ? name.slice(slash + 1) : name;
    const official = registry === 'docker.io' && !repository.includes('/');
    return `${registry}/${official ? `library/${repository}` : repository}`;
}
function shortened(repository) {
    return (0,artifact_reference/* formatRepository */.Sh)(repository).replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, '');
}

;// CONCATENATED MODULE: ./build/src/build/dockerfile-stages.js

/**
 * Names what a Dockerfile's stage is built upon in the end: an image, `scratch`, or nothing that could be made out.
 * https://docs.docker.com/reference/dockerfile/#from
 */
function baseNameOf(text, { target, buildArgs = [], platform }) {
    const stages = readStages(text, { ...platformValues(platform), ...pairsOf(buildArgs) });
    let index = target === undefined ? stages.length - 1 : indexOfStage(stages, target);
    for (;;) {
        const stage = stages[index];
        if (stage === undefined)
            return undefined;
        const before = stages.slice(0, index).findLastIndex(({ name }) => isNamed(name, stage.from));
        if (before < 0)
            return stage.from;
        index = before;
    }
}
/** Says whether a stage has this name, which an image of the same name would then be hidden by. */
function hasStage(text, name) {
    return readStages(text, {}).some((stage) => isNamed(stage.name, name));
}
function readStages(text, given) {
    const escaping = escapeOf(text);
    const values = { ...given };
    const stages = [];
    for (const { keyword, rest } of readInstructions(text, escaping)) {
        const words = wordsOf(rest);
        if (keyword === 'ARG' && stages.length === 0) {
            for (const word of words)
                declare(word, values, given, escaping);
        }
        else if (keyword === 'FROM') {
            const [from = '', as, name] = words.filter((word) => !word.startsWith('--'));
            stages.push({ from: expand(from, values, escaping), ...(/^as$/i.test(as ?? '') && { name }) });
        }
    }
    return stages;
}
/** Declares a global argument: what was given for it goes before its default. */
function declare(word, values, given, escaping) {
    const [name = '', ...fallback] = word.split('=');
    if (given[name] === undefined)
        values[name] = expand(fallback.join('='), values, escaping);
}
function platformValues({ os, architecture, variant = '' }) {
    const platform = (0,descriptor/* formatPlatform */.B)({ os, architecture, ...(variant !== '' && { variant }) });
    return { TARGETPLATFORM: platform, TARGETOS: os, TARGETARCH: architecture, TARGETVARIANT: variant };
}
function pairsOf(buildArgs) {
    return Object.fromEntries(buildArgs.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]));
}
function indexOfStage(stages, target) {
    const named = stages.findLastIndex(({ name }) => isNamed(name, target));
    return named < 0 && /^[0-9]+$/.test(target) ? Number(target) : named;
}
function isNamed(name, wanted) {
    return name?.toLowerCase() === wanted.toLowerCase();
}
// https://docs.docker.com/reference/dockerfile/#parser-directives
function escapeOf(text) {
    for (const line of text.replace(/^\ufeff/, '').split('\n')) {
        const [, key, value] = /^\s*#\s*([a-z]+)\s*=\s*(\S+)/i.exec(line) ?? [];
        if (key === undefined)
            break;
        if (key.toLowerCase() === 'escape' && value === '`')
            return '`';
    }
    return '\\';
}
function* readInstructions(text, escaping) {
    const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
    const continued = escaping === '`' ? /(?<!`)`[ \t]*$/ : /(?<!\\)\\[ \t]*$/;
    for (let index = 0; index < lines.length; index++) {
        let logical = '';
        for (; index < lines.length; index++) {
            const line = lines[index] ?? '';
            // Comments and empty lines may stand between the parts of one instruction.
            if (/^\s*(#|$)/.test(line)) {
                if (logical === '')
                    break;
                continue;
            }
            logical += line.replace(continued, ' ');
            if (!continued.test(line))
                break;
        }
        const [, keyword = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(logical) ?? [];
        if (keyword !== '')
            yield { keyword: keyword.toUpperCase(), rest };
        if (/^(RUN|COPY|ADD|ONBUILD)$/i.test(keyword))
            index = skipHeredocs(rest, lines, index);
    }
}
/** Passes over the text of here-documents, where a line may look like an instruction. */
function skipHeredocs(rest, lines, index) {
    let last = index;
    for (const [, , name] of rest.matchAll(/(?<=^|\s)\d*<<-?(["']?)([\w.]+)\1/g)) {
        const end = lines.findIndex((line, at) => at > last && line.replace(/^\t+/, '') === name);
        if (end > 0)
            last = end;
    }
    return last;
}
function wordsOf(text) {
    return text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
}
// https://docs.docker.com/reference/dockerfile/#environment-replacement
function expand(word, values, escaping) {
    const pattern = /'([^']*)'|"|([\\`])(.)|\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^}]*))?\})/g;
    return word.replace(pattern, (...[found, literal, mark, escaped, plain, name, operator, other]) => {
        if (literal !== undefined)
            return literal;
        if (mark !== undefined)
            return mark === escaping ? (escaped ?? '') : (found ?? '');
        if (found === '"')
            return '';
        const value = values[plain ?? name ?? ''];
        const isSet = operator?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
        if (operator?.endsWith('-'))
            return isSet ? (value ?? '') : expand(other ?? '', values, escaping);
        if (operator?.endsWith('+'))
            return isSet ? expand(other ?? '', values, escaping) : '';
        return value ?? '';
    });
}

;// CONCATENATED MODULE: ./build/src/build/dockerfile-base.js




/** Finds the base of the stage that is built. What cannot be found is said, and then not claimed. */
async function findDockerfileBase(text, { platforms, ...options }, registry, { log }) {
    const names = new Set(platforms.map((platform) => baseNameOf(text, { ...options, platform })));
    const [name, ...others] = names;
    if (name === 'scratch' && others.length === 0)
        return undefined;
    try {
        if (others.length > 0)
            throw new failure/* Failure */.HR('invalid-input', 'it is not the same for all platforms');
        if (name === undefined)
            throw new failure/* Failure */.HR('not-found', 'the Dockerfile has no such stage');
        return await findBase(parseDockerReference(name), text, registry);
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        log.warning(`the base "${name ?? ''}" is neither pinned nor named in the image: ${error.message}`);
        return undefined;
    }
}
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
function baseAnnotationsOf({ name, reference }) {
    return {
        'org.opencontainers.image.base.digest': reference.digest,
        'org.opencontainers.image.base.name': name,
    };
}
async function findBase(image, text, registry) {
    const tagged = (0,artifact_reference/* withTag */.Rd)(image, image.tag);
    const name = (0,artifact_reference/* formatReference */.FH)(tagged);
    if (image.digest !== undefined)
        return { reference: (0,artifact_reference/* withDigest */.hQ)(image, image.digest), name };
    if (hasStage(text, image.familiar)) {
        throw new failure/* Failure */.HR('invalid-input', `a stage is called "${image.familiar}" too; call the stage something else`);
    }
    const found = await registry.resolve(tagged);
    if (found === undefined)
        throw new failure/* Failure */.HR('not-found', `the registry has no ${name}`);
    const reference = (0,artifact_reference/* withDigest */.hQ)(image, found.digest);
    return { reference, name, pin: { name: image.familiar, image: (0,artifact_reference/* formatReference */.FH)(reference) } };
}

// EXTERNAL MODULE: ./build/src/build/file-bytes.js
var file_bytes = __webpack_require__(8844);
// EXTERNAL MODULE: ./build/src/build/image.js
var build_image = __webpack_require__(3939);
// EXTERNAL MODULE: ./build/src/build/layer.js + 2 modules
var build_layer = __webpack_require__(8997);
;// CONCATENATED MODULE: ./build/src/build/oci-layout.js
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







/** What is read whole: manifests and configurations. Layers are not. */
const oci_layout_readLimit = 16 * 1024 * 1024;
/**
 * Reads the one image of a layout, which must have this digest. Manifests and configurations are hashed here, layers
 * are measured, and hashed by the registry that takes them.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
async function readLayout(layout, digest) {
    const top = await readManifest(layout, await findImage(layout, digest));
    const images = top.manifest.kind === 'index' ? await readChildren(layout, top.manifest.manifests) : [top];
    const contents = [];
    for (const image of images)
        contents.push(await readContent(layout, image));
    return {
        manifest: top.manifest,
        bytes: top.bytes,
        children: top.manifest.kind === 'index' ? images : [],
        blobs: contents.flatMap(({ blobs }) => blobs),
        layers: contents.flatMap(({ layers }) => layers),
    };
}
async function findImage(layout, digest) {
    const bytes = await readWhole((0,external_node_path_.join)(layout, 'index.json'));
    const index = (0,artifact_manifest/* parseManifest */.Ng)(bytes, media_type/* mediaType */.J.imageIndex);
    const [found, ...others] = index.kind === 'index' ? index.manifests : [];
    if (found?.digest === digest && others.length === 0)
        return found;
    throw oci_layout_malformed(layout, `it holds ${found?.digest ?? 'nothing'}; wanted ${digest} alone`);
}
async function readChildren(layout, descriptors) {
    const children = [];
    for (const descriptor of descriptors) {
        const child = await readManifest(layout, descriptor);
        if (child.manifest.kind === 'index')
            throw oci_layout_malformed(layout, `${descriptor.digest} is an index in an index`);
        children.push({ ...child, ...(descriptor.platform && { platform: descriptor.platform }) });
    }
    return children;
}
async function readManifest(layout, descriptor) {
    const bytes = await readBlob(layout, descriptor);
    return { manifest: (0,artifact_manifest/* parseManifest */.Ng)(bytes, descriptor.mediaType), bytes };
}
async function readContent(layout, { manifest, platform }) {
    if (manifest.kind === 'index')
        return { blobs: [], layers: [] };
    const diffIds = oci_layout_diffIdsOf(await readBlob(layout, manifest.config));
    const blobs = [];
    for (const descriptor of [manifest.config, ...manifest.layers]) {
        blobs.push(await openBlob(layout, descriptor));
    }
    const layers = manifest.layers.map(({ digest, size }, index) => {
        const diffId = diffIds[index];
        return { digest, size, ...(diffId && { diffId }), ...(platform && { platform }) };
    });
    return { blobs, layers };
}
async function openBlob(layout, descriptor) {
    const file = oci_layout_fileOf(layout, descriptor);
    const found = await (0,promises_.stat)(file).catch(() => undefined);
    if (!found?.isFile() || found.size !== descriptor.size) {
        const size = found === undefined ? 'is missing' : `has ${found.size} bytes in place of ${descriptor.size}`;
        throw oci_layout_malformed(layout, `${descriptor.digest} ${size}`);
    }
    return { descriptor, open: (offset) => (0,file_bytes/* readFrom */.z)(file, offset) };
}
async function readBlob(layout, descriptor) {
    const bytes = await readWhole(oci_layout_fileOf(layout, descriptor));
    if (bytes.length === descriptor.size && (0,artifact_digest/* digestOf */.ol)(bytes) === descriptor.digest)
        return bytes;
    throw oci_layout_malformed(layout, `what should be ${descriptor.digest} is ${(0,artifact_digest/* digestOf */.ol)(bytes)}`);
}
async function readWhole(file) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const input = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
            const { size } = await input.stat();
            if (size <= oci_layout_readLimit)
                return await input.readFile();
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
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `the exported image cannot be read: "${file}" is missing`, { cause });
    }
    throw new failure/* Failure */.HR('mismatch', `the exported image cannot be read: "${file}" is larger than 16 MiB`);
}
function oci_layout_fileOf(layout, { digest }) {
    return (0,external_node_path_.join)(layout, 'blobs', 'sha256', (0,artifact_digest/* hexOf */.ZD)(digest));
}
/** Reads the digests before compression from a configuration; there are none where it is of no image. */
function oci_layout_diffIdsOf(config) {
    const content = JSON.parse(Buffer.from(config).toString('utf8'));
    const { rootfs } = Object(content);
    const { diff_ids: list } = Object(rootfs);
    return Array.isArray(list) ? list.filter((digest) => typeof digest === 'string').filter(artifact_digest/* isDigest */.Bc) : [];
}
function oci_layout_malformed(layout, reason) {
    return new failure/* Failure */.HR('mismatch', `the image exported to "${layout}" cannot be read: ${reason}`);
}

;// CONCATENATED MODULE: ./build/src/build/docker-image.js

















/**
 * Builds with Docker's own builder and takes the image out with `docker save`. Its configuration stays as it is; its
 * layers, which Docker keeps uncompressed, are compressed as all of ours are, except for those that a base has.
 */
async function buildWithDocker(build, base, directory, registry, edge) {
    refuseUnknown(build);
    const id = await runDockerBuild(build, (0,external_node_path_.join)(directory, 'image-id'), edge);
    const image = await readSavedImage(id, directory, edge);
    if ((0,artifact_digest/* digestOf */.ol)(image.config) !== id) {
        throw new failure/* Failure */.HR('mismatch', `docker save gave ${(0,artifact_digest/* digestOf */.ol)(image.config)} for the image ${id}; add docker/setup-buildx-action before this step`);
    }
    const inherited = base && (await inheritedLayers(base, image, build, registry, edge));
    const layers = await readLayers(image, inherited ?? [], directory);
    const annotations = { ...build.annotations, ...(base && inherited && baseAnnotationsOf(base)) };
    return {
        ...assemble(image.config, layers, annotations),
        ...(base && inherited && { base: base.reference }),
    };
}
/** The layers of the base where the image does begin with them: Docker takes what it has under that name. */
async function inheritedLayers({ reference, name }, { config }, { platforms: [platform] }, registry, { log }) {
    if (platform === undefined)
        return undefined;
    try {
        const { layers } = await fetchBase(reference, platform, registry);
        assertBegins(oci_layout_diffIdsOf(config), layers, reference);
        return layers.map(({ descriptor, diffId }) => ({
            descriptor,
            diffId,
            open: (offset) => registry.fetchBlob(reference, descriptor, offset),
            mountFrom: reference,
        }));
    }
    catch (error) {
        if (!(0,failure/* isFailure */.N6)(error))
            throw error;
        log.warning(`the base "${name}" is not named in the image: ${error.message}`);
        return undefined;
    }
}
function assertBegins(diffIds, base, { digest }) {
    if (base.every(({ diffId }, index) => diffId === diffIds[index]))
        return;
    throw new failure/* Failure */.HR('mismatch', `what Docker has under that name is not ${digest}, as in the registry`);
}
/** Refuses what only BuildKit has a meaning for. */
function refuseUnknown({ platforms, secrets, cacheFrom, cacheTo }) {
    const given = [
        ...(platforms.length > 1 ? ['several platforms'] : []),
        ...(secrets.length > 0 ? ['"secrets"'] : []),
        ...(cacheFrom.length > 0 ? ['"cache-from"'] : []),
        ...(cacheTo.length > 0 ? ['"cache-to"'] : []),
    ];
    if (given.length === 0)
        return;
    throw new failure/* Failure */.HR('invalid-input', `${given.join(', ')} cannot be had from plain "docker build"; add docker/setup-buildx-action before this step`);
}
async function runDockerBuild(build, idFile, edge) {
    const said = [];
    const tell = (line) => {
        said.push(line);
        edge.log.info(line);
    };
    try {
        const options = { cwd: build.context, env: build.env, onStdout: tell, onStderr: tell };
        await (0,program/* runProgram */.m)('docker', buildArguments(build, idFile), options, edge);
    }
    catch (cause) {
        throw failedBuild(said, build, cause);
    }
    return (await (0,promises_.readFile)(idFile, 'utf8')).trim();
}
/** https://docs.docker.com/reference/cli/docker/build-legacy/ */
function buildArguments(build, idFile) {
    return [
        ...['build', '--iidfile', idFile, '--file', build.file],
        ...['--platform', build.platforms.map(descriptor/* formatPlatform */.B).join()],
        ...(build.target === undefined ? [] : ['--target', build.target]),
        ...build.buildArgs.flatMap((pair) => ['--build-arg', pair]),
        ...Object.entries(build.labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
        build.context,
    ];
}
async function readLayers({ config, layers }, inherited, directory) {
    const diffIds = oci_layout_diffIdsOf(config);
    if (diffIds.length !== layers.length) {
        throw new failure/* Failure */.HR('mismatch', `docker save gave ${layers.length} layers for ${diffIds.length} digests`);
    }
    const read = [...inherited];
    for (const [index, file] of layers.entries()) {
        if (index < inherited.length)
            continue;
        const layer = await (0,build_layer/* spoolTar */.dx)((0,file_bytes/* readFrom */.z)(file), (0,external_node_path_.join)(directory, `layer-${index}.tar.gz`));
        if (layer.diffId !== diffIds[index]) {
            throw new failure/* Failure */.HR('mismatch', `docker save gave the layer ${layer.diffId} in place of ${diffIds[index]}`);
        }
        read.push(layer);
    }
    return read;
}
function assemble(config, layers, annotations) {
    const descriptor = { mediaType: media_type/* mediaType */.J.imageConfig, digest: (0,artifact_digest/* digestOf */.ol)(config), size: config.length };
    const manifest = {
        kind: 'manifest',
        mediaType: media_type/* mediaType */.J.imageManifest,
        config: descriptor,
        layers: layers.map((layer) => layer.descriptor),
        annotations: (0,build_image/* sorted */.IP)(annotations),
    };
    return {
        manifest,
        bytes: (0,artifact_manifest/* formatManifest */.L_)(manifest),
        children: [],
        blobs: [...layers, (0,registry/* blobOf */.D)(descriptor, config)],
        layers: layers.map(({ descriptor: { digest, size }, diffId }) => ({ digest, size, diffId })),
    };
}

// EXTERNAL MODULE: ./build/src/build/secret.js
var secret = __webpack_require__(2980);
;// CONCATENATED MODULE: ./build/src/build/dockerfile.js
var dockerfile_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var dockerfile_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/** Follows a Dockerfile, with BuildKit wherever there is one. */
const dockerfile = {
    description: 'a Dockerfile, with BuildKit where there is one and with Docker alone otherwise',
    // biome-ignore format: one a line says no more.
    reads: ['file', 'target', 'buildArgs', 'secrets', 'cacheFrom', 'cacheTo', 'platforms', 'labels', 'annotations'],
    reproducible: true,
    applies: async ({ context, file }) => file !== undefined || (await isFile((0,external_node_path_.join)(context, defaultFile))),
    async make(job, registry, edge) {
        const file = await findFile(job.recipe);
        const directory = (0,external_node_path_.join)(job.temporary, 'secrets');
        await (0,promises_.mkdir)(directory, { mode: 0o700 });
        try {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const build = await planBuild(job, file, directory);
                const engine = dockerfile_addDisposableResource(env_1, await findBuildEngine((0,external_node_path_.basename)(job.temporary), edge), true);
                const base = await findDockerfileBase(await (0,promises_.readFile)(file, 'utf8'), build, registry, edge);
                if (engine.kind === 'docker')
                    return await buildWithDocker(build, base, job.temporary, registry, edge);
                const { layout, digest } = await exportImage(upon(base, build), engine, job.temporary, edge);
                return { ...(await readLayout(layout, digest)), ...(base && { base: base.reference }) };
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = dockerfile_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }
        finally {
            await (0,promises_.rm)(directory, { recursive: true, force: true });
        }
    },
};
const defaultFile = 'Dockerfile';
const defaultPlatform = { os: 'linux', architecture: 'amd64' };
async function findFile({ context, file = defaultFile }) {
    const path = (0,external_node_path_.resolve)(context, file);
    if (await isFile(path))
        return path;
    throw new failure/* Failure */.HR('not-found', `there is no Dockerfile "${file}" in the context; name it in input "file"`);
}
async function isFile(path) {
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    return found?.isFile() ?? false;
}
async function planBuild(job, file, directory) {
    const { context, target, platforms = [], buildArgs = [], labels, annotations, ...recipe } = job.recipe;
    const { cacheFrom = [], cacheTo = [], secrets = [] } = recipe;
    if (buildArgs.some((pair) => pair.startsWith('SOURCE_DATE_EPOCH='))) {
        throw new failure/* Failure */.HR('invalid-input', '"SOURCE_DATE_EPOCH" is set by the build; use input "source-date-epoch"');
    }
    return {
        context,
        file,
        root: job.checkout.root,
        ...(target !== undefined && { target }),
        platforms: platforms.length > 0 ? platforms : [defaultPlatform],
        buildArgs,
        labels: (0,build_image/* sorted */.IP)({ ...labels, ...(0,build_image/* originOf */.yv)(job) }),
        annotations: (0,build_image/* sorted */.IP)({ ...annotations, ...(0,build_image/* originOf */.yv)(job) }),
        secrets: await (0,secret/* writeSecrets */.P)(secrets, { context, directory }),
        cacheFrom,
        cacheTo,
        time: job.time,
        env: usesRunnerCache([...cacheFrom, ...cacheTo]) ? { ...job.cacheAccess } : {},
    };
}
/** https://docs.docker.com/build/cache/backends/gha/ */
function usesRunnerCache(caches) {
    return caches.some((cache) => cache.split(',').includes('type=gha'));
}
/** Says what a build stands upon, and has it stand upon just that. */
function upon(base, build) {
    if (base === undefined)
        return build;
    const annotations = { ...build.annotations, ...baseAnnotationsOf(base) };
    return { ...build, annotations, ...(base.pin && { pin: base.pin }) };
}

// EXTERNAL MODULE: ./build/src/build/entries.js + 1 modules
var build_entries = __webpack_require__(8283);
// EXTERNAL MODULE: ./build/src/build/exclusion.js
var exclusion = __webpack_require__(706);
// EXTERNAL MODULE: ./build/src/build/git.js
var git = __webpack_require__(8006);
// EXTERNAL MODULE: ./build/src/build/placement.js
var placement = __webpack_require__(9561);
// EXTERNAL MODULE: ./build/src/build/source.js
var source = __webpack_require__(3053);
// EXTERNAL MODULE: ./build/src/build/symlink.js
var symlink = __webpack_require__(3097);
;// CONCATENATED MODULE: ./build/src/build/contents.js






/** Reads what there is to choose from, which may then be chosen from several times. */
async function openContents(job, edge) {
    const { checkout, recipe } = job;
    const tracked = (0,git/* arrangeTracked */.Zl)(await (0,git/* listTracked */.z7)(checkout, edge));
    const busy = new Set();
    const told = new Set();
    const tell = (level, message) => {
        if (message === undefined || told.has(message))
            return;
        told.add(message);
        edge.log[level](message);
    };
    return {
        busy,
        async place(lines, ground) {
            const excluder = (0,exclusion/* excluderOf */.w)(lines.filter(source/* isExclusion */.VB), busy);
            const mappings = lines.flatMap((line) => ((0,source/* isExclusion */.VB)(line) ? [] : [line]));
            const sources = await (0,source/* findSources */.Id)(mappings, { context: recipe.context, checkout, tracked, excluder });
            for (const source of sources)
                tell('info', await untrackedBeside(source, excluder, job, edge));
            const placed = await (0,build_entries/* readTargets */.R0)((0,placement/* placeSources */.c)(sources, ground), job, edge);
            const dangling = danglingAmong(placed);
            if (!ground.onBase)
                tell('warning', dangling);
            return placed;
        },
    };
}
// Left out on purpose: a checkout may hold credentials and caches that nobody meant to ship. But not in silence.
async function untrackedBeside({ path, isDirectory, entries }, { excludes }, { checkout }, edge) {
    if (!isDirectory || entries[0]?.kind !== 'tracked')
        return undefined;
    const all = await (0,git/* listUntracked */.c7)(checkout, path, edge);
    const untracked = all.filter((name) => !excludes(name.slice(checkout.prefix.length).replace(/\/$/, '')));
    if (untracked.length === 0)
        return undefined;
    const shown = untracked.slice(0, 5).map((name) => `"${name}"`);
    const more = untracked.length > shown.length ? ` and ${untracked.length - shown.length} more` : '';
    return `"${path || '.'}" has tracked files, and only those are taken; left out are ${shown.join(', ')}${more}: name in "files" what is wanted of it`;
}
/** Follows every symlink, refuses those that must not be, and tells of those that lead to nothing. */
function danglingAmong(placed) {
    const links = placed.filter(({ target }) => target !== undefined);
    if (links.length === 0)
        return undefined;
    const targets = new Map(links.map(({ path, target = '' }) => [path, target]));
    const paths = new Set(['', ...placed.map(({ path }) => path)]);
    const dangling = links.filter(({ path }) => !paths.has((0,symlink/* followSymlink */.V)(path, targets)));
    const [first] = dangling;
    if (first === undefined)
        return undefined;
    const more = dangling.length > 1 ? `, and so do ${dangling.length - 1} more` : '';
    return `"/${first.path}" is a symlink to "${first.target}", which leads to nothing in the artifact${more}`;
}

// EXTERNAL MODULE: ./build/src/build/packaging.js
var packaging = __webpack_require__(9937);
// EXTERNAL MODULE: ./build/src/build/platform-variables.js
var platform_variables = __webpack_require__(3463);
;// CONCATENATED MODULE: ./build/src/build/files.js













/** Puts files into one layer, upon a base image or alone; no daemon is needed. */
const files = {
    description: 'files of the commit, or that earlier steps made, as one layer upon a base image or alone',
    // biome-ignore format: one a line says no more.
    reads: ['files', 'base', 'artifactType', 'platforms', 'labels', 'annotations', 'entrypoint', 'cmd', 'env', 'workdir', 'user'],
    reproducible: true,
    applies: ({ files = [] }) => files.length > 0,
    async make(job, registry, edge) {
        checkRecipe(job.recipe);
        const platforms = platformsOf(job.recipe);
        const contents = await openContents(job, edge);
        const made = job.recipe.artifactType === undefined
            ? await makeImages(job, platforms, contents, registry, edge)
            : await makeArtifact(job, job.recipe.artifactType, contents, edge);
        tellIdle(job.recipe, platforms, contents, edge);
        return made;
    },
};
const files_defaultPlatform = { os: 'linux', architecture: 'amd64' };
function platformsOf({ platforms = [] }) {
    return platforms.length > 0 ? platforms : [files_defaultPlatform];
}
function linesFor({ files = [] }, platform) {
    return files.map((line) => (0,source/* expandLine */.Lc)(line, platform));
}
function checkRecipe({ files = [], artifactType, platforms = [], env = [], labels = {}, ...image }) {
    if (files.every(source/* isExclusion */.VB)) {
        const only = files.length > 0 ? 'has only lines that leave something out' : 'is empty';
        throw new failure/* Failure */.HR('invalid-input', `input "files" ${only}; name what goes into the artifact`);
    }
    if (artifactType === undefined)
        return;
    const given = [
        ...['base', 'entrypoint', 'cmd', 'workdir', 'user'].filter((name) => image[name] !== undefined),
        ...(platforms.length > 0 ? ['platforms'] : []),
        ...(env.length > 0 ? ['env'] : []),
        ...(Object.keys(labels).length > 0 ? ['labels'] : []),
        ...(files.some((line) => Object.values(line).some(platform_variables/* hasVariables */.cF)) ? ['$TARGET… in files'] : []),
    ];
    if (given.length === 0)
        return;
    throw new failure/* Failure */.HR('invalid-input', `with "artifact-type" no image is made, which "${given.join('", "')}" would describe; leave out one or the other`);
}
async function makeImages(job, platforms, contents, registry, edge) {
    const { recipe } = job;
    const images = [];
    const layers = new Map();
    for (const platform of platforms) {
        const base = recipe.base && (await fetchBase(recipe.base, platform, registry));
        const ground = { workdir: (0,build_image/* workdirOf */.oG)(recipe, base), onBase: base !== undefined };
        const lines = linesFor(recipe, platform);
        // What is chosen and placed alike is the same layer, however many platforms share it.
        const key = JSON.stringify([lines, ground]);
        const file = (0,external_node_path_.join)(job.temporary, `layer-${layers.size}.tar.gz`);
        const layer = layers.get(key) ?? (await spool(lines, ground, file, job, contents, edge));
        layers.set(key, layer);
        images.push(assembleImage(job, platform, layer, base, registry));
    }
    const [image, ...more] = images;
    return image && more.length === 0 ? soleImage(image) : assembleIndex(job, images);
}
async function spool(lines, ground, file, job, contents, edge) {
    const placed = await contents.place(lines, ground);
    const entries = (0,build_entries/* readEntries */.$2)(placed, job, edge, { hardLinks: true });
    const layer = await (0,build_layer/* spoolLayer */.pi)(entries, { file, time: job.time });
    edge.log.info(`one layer of ${placed.length} entries: ${layer.unpackedSize} bytes, ${layer.descriptor.size} compressed`);
    return layer;
}
function assembleImage(job, platform, layer, base, registry) {
    const inherited = base?.layers ?? [];
    const diffIds = [...inherited.map(({ diffId }) => diffId), layer.diffId];
    const config = (0,build_image/* buildConfig */.fD)(job, platform, diffIds, base);
    const descriptors = [...inherited.map(({ descriptor }) => descriptor), layer.descriptor];
    const copied = base === undefined ? [] : inherited.map(({ descriptor }) => baseBlob(base, descriptor, registry));
    return {
        ...written((0,build_image/* buildManifest */.u1)(job, config, descriptors, { base })),
        blobs: [...copied, layer, configBlob(config)],
        layers: descriptors.map(({ digest, size }, index) => ({ digest, size, diffId: diffIds[index] })),
        platform,
        base,
    };
}
function soleImage({ platform: _, base, ...image }) {
    return { ...image, children: [], ...(base && { base: base.reference }) };
}
function assembleIndex(job, images) {
    const base = images[0]?.base;
    const children = images.map(({ manifest, bytes }) => ({ manifest, bytes }));
    const descriptors = images.map(({ manifest: { mediaType }, bytes, platform }) => {
        return { mediaType, digest: (0,artifact_digest/* digestOf */.ol)(bytes), size: bytes.length, platform };
    });
    const blobs = images.flatMap(({ blobs }) => blobs);
    return {
        ...written((0,build_image/* buildIndex */.Xh)(job, descriptors, base)),
        children,
        blobs: [...new Map(blobs.map((blob) => [blob.descriptor.digest, blob])).values()],
        layers: images.flatMap(({ layers, platform }) => layers.map((layer) => ({ ...layer, platform }))),
        ...(base && { base: base.reference }),
    };
}
async function makeArtifact(job, type, contents, edge) {
    const lines = linesFor(job.recipe, files_defaultPlatform);
    const placed = await contents.place(lines, { workdir: '/', onBase: false });
    const pack = await (0,packaging/* packagingOf */.l)(type);
    const { config, layer, annotations } = await pack(placed, job, edge);
    const { digest, size } = layer.descriptor;
    edge.log.info(`one layer of ${placed.length} entries: ${size} bytes`);
    return {
        ...written((0,build_image/* buildManifest */.u1)(job, config, [layer.descriptor], { annotations })),
        children: [],
        blobs: [layer, configBlob(config)],
        layers: [{ digest, size, ...(layer.diffId && { diffId: layer.diffId }) }],
    };
}
/** Warns of a pattern that was of no effect on any platform: somebody meant something by it. */
function tellIdle({ files = [] }, platforms, { busy }, { log }) {
    for (const { pattern } of files.filter(source/* isExclusion */.VB)) {
        if (platforms.some((platform) => busy.has((0,platform_variables/* expandVariables */.i7)(pattern, platform))))
            continue;
        log.warning(`"!${pattern}" in input "files" leaves out nothing that the other lines take in; patterns start at the context, and "**/" stands for any directory`);
    }
}
function written(manifest) {
    return { manifest, bytes: (0,artifact_manifest/* formatManifest */.L_)(manifest) };
}
function baseBlob(base, descriptor, registry) {
    return {
        descriptor,
        open: (offset) => registry.fetchBlob(base.reference, descriptor, offset),
        mountFrom: base.reference,
    };
}
function configBlob({ descriptor, bytes }) {
    return (0,registry/* blobOf */.D)(descriptor, bytes);
}

// EXTERNAL MODULE: ./build/src/build/packer.js + 2 modules
var packer = __webpack_require__(3566);
;// CONCATENATED MODULE: ./build/src/build/index.js




/** The ways to make an artifact, by the name that users give; whoever leaves the choice to us gets the first that fits. */
const builders = { files: files, packer: packer/* packer */.x, dockerfile: dockerfile };
/** What the input `builder` may be. */
const builderNames = ['auto', ...Object.keys(builders)];
/** Picks the builder by its name, or the first that a recipe is meant for. */
async function chooseBuilder(name, recipe) {
    const chosen = name === 'auto' ? await firstThatApplies(recipe) : name;
    const builder = builders[chosen];
    assertRead(recipe, builder, chosen);
    return { name: chosen, builder };
}
async function firstThatApplies(recipe) {
    for (const [name, { applies }] of Object.entries(builders)) {
        if (await applies(recipe))
            return name;
    }
    throw new failure/* Failure */.HR('invalid-input', 'there is nothing to build: the context has no Dockerfile; name paths in input "files", a Dockerfile in "file" or a template in "template"');
}
/** Refuses what is given and would be of no effect: somebody meant something by it. */
function assertRead(recipe, { reads }, name) {
    const given = Object.keys(recipe).filter((part) => isGiven(recipe[part]));
    const unread = given.filter((part) => part !== 'context' && !reads.includes(part)).map(inputOf);
    if (unread.length === 0)
        return;
    throw new failure/* Failure */.HR('invalid-input', `builder "${name}" does not read "${unread.join('", "')}"; leave out one or the other`);
}
function isGiven(value) {
    return value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0);
}
/** The input that a part of a recipe is read from: `buildArgs` from `build-args`. */
function inputOf(part) {
    return part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}


/***/ }),

/***/ 8997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cD: () => (/* binding */ comparePaths),
  pi: () => (/* binding */ spoolLayer),
  dx: () => (/* binding */ spoolTar)
});

// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(6477);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/build/file-bytes.js
var file_bytes = __webpack_require__(8844);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
;// CONCATENATED MODULE: ./build/src/build/deflate.js

// Of our own, since it decides every layer's digest, which no update of a library or of Node may change; and since it is
// quick: 90 MB/s, where zlib as WebAssembly has 65, pako and fflate have 30 at their quickest levels. `gzip -6` makes 1 to
// 12 % less of the same. Whatever changes a byte of what is written gives every artifact a new digest.
/** How many bytes at most share a code: as many as can be stored; in a tar, small files of all kinds alternate. */
const partSize = 0xffff;
/** How far back the same bytes are looked for, how many of them count, and at how many places they are compared. */
const windowSize = 32 * 1024;
const shortest = 4;
const longest = 258;
const tries = 3;
/** Where nothing has repeated for so many bytes, one more is passed over at a time: they are compressed already. */
const patience = 64;
/**
 * Compresses a block by itself and ends it on a whole byte, so that another can follow. Returns how many bytes of the
 * output it filled. https://www.rfc-editor.org/rfc/rfc1951
 */
function deflate(block, output) {
    const writer = new BitWriter(output);
    heads.fill(nowhere);
    for (let from = 0; from < block.length; from += partSize) {
        const to = Math.min(block.length, from + partSize);
        writePart(block.subarray(from, to), findTokens(block, from, to), writer);
    }
    writeStored(new Uint8Array(), writer);
    return writer.end;
}
/** The most bytes that a block of so many can become: what does not get smaller is stored. */
function deflatedLimit(size) {
    return size + Math.ceil(size / partSize) * 512 + 16;
}
/** Tells a thread that runs this file to deflate what it is sent. */
const deflateThread = 'deflate';
// Not in a file of its own: a thread's file is copied to dist as it is, without what it imports.
if (external_node_worker_threads_.workerData === deflateThread) {
    external_node_worker_threads_.parentPort?.on('message', ({ block, output, length }) => {
        const size = deflate(block.subarray(0, length), output);
        external_node_worker_threads_.parentPort?.postMessage({ block, output, size }, [block.buffer, output.buffer]);
    });
}
// Kept from one part and block to the next, which see nothing of what is in them.
const tokens = new Uint32Array(partSize);
const literalCounts = new Uint32Array(286);
const distanceCounts = new Uint32Array(30);
/** Where four bytes were seen last, by their hash; and for each place, where its own were before. */
const heads = new Int32Array(2 ** 15);
const earlier = new Int32Array(windowSize);
const nowhere = -windowSize;
const endOfPart = 256;
const firstLength = 257;
// A symbol stands for several lengths or distances, which so many of their lowest bits tell apart.
// https://www.rfc-editor.org/rfc/rfc1951#section-3.2.5
const literalBits = Uint8Array.from(literalCounts, (_, symbol) => symbol < firstLength + 8 || symbol === firstLength + 28 ? 0 : ((symbol - firstLength) >> 2) - 1);
const distanceBits = Uint8Array.from(distanceCounts, (_, symbol) => (symbol < 4 ? 0 : (symbol >> 1) - 1));
const lengthSymbols = Uint16Array.from({ length: longest + 1 }, (_, length) => {
    const bits = Math.max(0, 29 - Math.clz32(length - 3));
    return firstLength + (length === longest ? 28 : bits * 4 + ((length - 3) >>> bits));
});
const distanceSymbols = Uint8Array.from({ length: windowSize }, (_, distance) => {
    const bits = Math.max(0, 30 - Math.clz32(distance - 1));
    return bits * 2 + ((distance - 1) >>> bits);
});
/** Turns a part of a block into literal bytes and, for what was there before, `length << 16 | distance`. */
function findTokens(block, from, to) {
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    const last = to - shortest;
    let found = 0;
    let literals = 0;
    startCounts();
    for (let at = from; at < to;) {
        const match = at > last ? 0 : findMatch(block, view, at, Math.min(to, at + longest));
        if (match > 0) {
            tokens[found++] = match;
            count(literalCounts, lengthSymbols[match >>> 16] ?? 0);
            count(distanceCounts, distanceSymbols[match & 0xffff] ?? 0);
            literals = 0;
            const next = at + (match >>> 16);
            const stop = Math.min(next, last + 1);
            for (at++; at < stop; at++)
                remember(at, view.getInt32(at, true));
            at = next;
        }
        else {
            const next = Math.min(to, at + 1 + Math.floor(literals / patience));
            literals += next - at;
            for (; at < next; at++) {
                const byte = block[at] ?? 0;
                tokens[found++] = byte;
                count(literalCounts, byte);
            }
        }
    }
    return tokens.subarray(0, found);
}
function startCounts() {
    literalCounts.fill(0);
    distanceCounts.fill(0);
    literalCounts[endOfPart] = 1;
    // Not every reader takes a code of fewer than two symbols.
    distanceCounts.fill(1, 0, 2);
}
function count(counts, symbol) {
    counts[symbol] = (counts[symbol] ?? 0) + 1;
}
function findMatch(block, view, at, end) {
    const wanted = view.getInt32(at, true);
    let candidate = remember(at, wanted);
    let best = shortest - 1;
    let distance = 0;
    for (let left = tries; left > 0 && at - candidate < windowSize; left--) {
        if (view.getInt32(candidate, true) === wanted && block[candidate + best] === block[at + best]) {
            let length = shortest;
            while (at + length < end && block[candidate + length] === block[at + length])
                length++;
            if (length > best) {
                best = length;
                distance = at - candidate;
                if (at + length === end)
                    break;
            }
        }
        candidate = earlier[candidate & (windowSize - 1)] ?? nowhere;
    }
    return distance === 0 ? 0 : (best << 16) | distance;
}
/** Notes where four bytes are now; returns where they were seen last. */
function remember(at, bytes) {
    const hash = Math.imul(bytes, 0x9e3779b1) >>> 17;
    const seen = heads[hash] ?? nowhere;
    earlier[at & (windowSize - 1)] = seen;
    heads[hash] = at;
    return seen;
}
function writePart(part, found, writer) {
    const literalCode = codeOf(literalCounts, 15);
    const distanceCode = codeOf(distanceCounts, 15);
    const bits = bitsIn(literalCounts, literalCode, literalBits) + bitsIn(distanceCounts, distanceCode, distanceBits);
    if (bits >= part.length * 8) {
        writeStored(part, writer);
        return;
    }
    writeCodes(literalCode, distanceCode, writer);
    for (let index = 0; index < found.length; index++) {
        const token = found[index] ?? 0;
        if (token < endOfPart) {
            writer.putSymbol(literalCode, token);
            continue;
        }
        const length = token >>> 16;
        const lengthSymbol = lengthSymbols[length] ?? 0;
        writer.putSymbol(literalCode, lengthSymbol);
        writer.put(length - 3, literalBits[lengthSymbol] ?? 0);
        const distance = token & 0xffff;
        const distanceSymbol = distanceSymbols[distance] ?? 0;
        writer.putSymbol(distanceCode, distanceSymbol);
        writer.put(distance - 1, distanceBits[distanceSymbol] ?? 0);
    }
    writer.putSymbol(literalCode, endOfPart);
}
function bitsIn(counts, code, extra) {
    return counts.reduce((total, count, symbol) => total + count * (((code[symbol] ?? 0) >>> 16) + (extra[symbol] ?? 0)), 0);
}
/** https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2 */
function codeOf(counts, longestWidth) {
    const widths = widthsOf(counts, longestWidth);
    const code = new Uint32Array(widths.length);
    let next = 0;
    for (let width = 1; width <= longestWidth; width++, next *= 2) {
        for (let symbol = widths.indexOf(width); symbol >= 0; symbol = widths.indexOf(width, symbol + 1)) {
            code[symbol] = (width << 16) | reversed(next++, width);
        }
    }
    return code;
}
function reversed(bits, width) {
    let result = 0;
    for (let bit = 0; bit < width; bit++)
        result = (result << 1) | ((bits >>> bit) & 1);
    return result;
}
/** Gives rare symbols more bits, as Huffman does; where one gets too many, the rare are taken to be less rare. */
function widthsOf(counts, longestWidth) {
    const leaves = counts
        .map((count, symbol) => (count > 0 ? count * 512 + symbol : 0))
        .filter((leaf) => leaf > 0)
        .sort();
    const depths = depthsOf(leaves.map((leaf) => leaf >>> 9));
    if ((depths[0] ?? 0) > longestWidth) {
        const closer = counts.map((count) => (count + 1) >>> 1);
        return widthsOf(closer, longestWidth);
    }
    const widths = new Uint8Array(counts.length);
    leaves.forEach((leaf, index) => {
        widths[leaf & 511] = depths[index] ?? 0;
    });
    return widths;
}
/** Joins the two lightest again and again, until all hang on one; weights come in order, the lightest first. */
function depthsOf(leaves) {
    const nodes = new Uint32Array(2 * leaves.length - 1);
    const parents = new Uint16Array(nodes.length);
    nodes.set(leaves);
    let leaf = 0;
    let joined = leaves.length;
    // What is joined comes in order too, so the lightest of all is always the first of either kind.
    const lightest = (parent) => {
        const isLeaf = joined === parent || (leaf < leaves.length && (nodes[leaf] ?? 0) <= (nodes[joined] ?? 0));
        const node = isLeaf ? leaf++ : joined++;
        parents[node] = parent;
        return nodes[node] ?? 0;
    };
    for (let parent = leaves.length; parent < nodes.length; parent++) {
        nodes[parent] = lightest(parent) + lightest(parent);
    }
    const depths = new Uint8Array(nodes.length);
    for (let node = nodes.length - 2; node >= 0; node--)
        depths[node] = (depths[parents[node] ?? 0] ?? 0) + 1;
    return depths;
}
// The order in which the code of the widths is told.
const widthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7, without its ways to say that a width repeats. */
function writeCodes(literalCode, distanceCode, writer) {
    const widths = [...literalCode, ...distanceCode].map((entry) => entry >>> 16);
    const counts = new Uint32Array(widthOrder.length);
    for (const width of widths)
        count(counts, width);
    const code = codeOf(counts, 7);
    writer.put(0b100, 3);
    writer.put(literalCode.length - 257, 5);
    writer.put(distanceCode.length - 1, 5);
    writer.put(widthOrder.length - 4, 4);
    for (const width of widthOrder)
        writer.put((code[width] ?? 0) >>> 16, 3);
    for (const width of widths)
        writer.putSymbol(code, width);
}
/** Of no bytes, it does nothing but end on a whole one. */
function writeStored(part, writer) {
    writer.put(0, 3);
    writer.align();
    writer.put(part.length, 16);
    writer.put(~part.length, 16);
    writer.copy(part);
}
class BitWriter {
    /** How many whole bytes are written. */
    end = 0;
    output;
    bits = 0;
    width = 0;
    constructor(output) {
        this.output = output;
    }
    /** Writes the lowest bits of a value: 16 at most. */
    put(value, width) {
        this.bits |= (value & ((1 << width) - 1)) << this.width;
        this.width += width;
        if (this.width < 16)
            return;
        this.output[this.end++] = this.bits;
        this.output[this.end++] = this.bits >>> 8;
        this.bits >>>= 16;
        this.width -= 16;
    }
    putSymbol(code, symbol) {
        const entry = code[symbol] ?? 0;
        this.put(entry & 0xffff, entry >>> 16);
    }
    align() {
        for (; this.width > 0; this.width -= 8) {
            this.output[this.end++] = this.bits;
            this.bits >>>= 8;
        }
        this.width = 0;
    }
    copy(bytes) {
        this.output.set(bytes, this.end);
        this.end += bytes.length;
    }
}

;// CONCATENATED MODULE: ./build/src/build/gzip.js
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






/** How much is compressed by itself, so that threads can share the work. It decides the digest of every layer. */
const blockSize = 512 * 1024;
/** Decides no byte. One keeps up with what git gives; each takes 15 MB. */
const mostThreads = 1;
/**
 * Compresses a stream into a new file: one gzip member, its blocks one after another, as pigz writes it. The same bytes
 * give the same file, in whatever pieces they come and however many threads help. No more is in memory than is worked
 * at. https://www.rfc-editor.org/rfc/rfc1952
 */
async function writeGzip(stream, file, threads = Math.min((0,external_node_os_.availableParallelism)() - 1, mostThreads)) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const plain = (0,digest/* hashing */.zE)();
        const packed = (0,digest/* hashing */.zE)();
        let [plainSize, size, sum] = [0, 0, 0];
        const output = __addDisposableResource(env_1, await (0,promises_.open)(file, 'wx', 0o600), true);
        const deflater = __addDisposableResource(env_1, startDeflater(threads), true);
        const underWay = [];
        const write = async (bytes) => {
            packed.update(bytes);
            size += bytes.length;
            await output.writeFile(bytes);
        };
        const writeOldest = async () => {
            const deflated = await underWay.shift();
            if (deflated)
                await write(deflated.output.subarray(0, deflated.size));
            return deflated;
        };
        // Buffers come back from what is written, so that a stream does not run ahead of it.
        const emptyBuffers = async () => (underWay.length === deflater.room && (await writeOldest())) || newBuffers();
        await write(header);
        for await (const job of jobsOf(stream, emptyBuffers)) {
            const block = job.block.subarray(0, job.length);
            plain.update(block);
            plainSize += block.length;
            sum = (0,external_node_zlib_.crc32)(block, sum);
            underWay.push(deflater.deflate(job));
        }
        while (underWay.length > 0)
            await writeOldest();
        await write(trailerOf(sum, plainSize));
        return { digest: packed.digest(), size, plainDigest: plain.digest(), plainSize };
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
}
// Neither a name nor a time nor a system.
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** An empty block that is marked as the last, and what the plain bytes come to. */
function trailerOf(sum, plainSize) {
    const trailer = Buffer.alloc(10);
    trailer.writeUInt16LE(3);
    trailer.writeUInt32LE(sum, 2);
    trailer.writeUInt32LE(plainSize % 2 ** 32, 6);
    return trailer;
}
function newBuffers() {
    return { block: new Uint8Array(blockSize), output: new Uint8Array(deflatedLimit(blockSize)) };
}
/** Cuts a stream into blocks of one size, whatever the sizes of its chunks. */
async function* jobsOf(stream, emptyBuffers) {
    let { block, output } = await emptyBuffers();
    let length = 0;
    for await (const chunk of stream) {
        for (let read = 0; read < chunk.length;) {
            const part = chunk.subarray(read, read + blockSize - length);
            block.set(part, length);
            length += part.length;
            read += part.length;
            if (length < blockSize)
                continue;
            yield { block, output, length };
            ({ block, output } = await emptyBuffers());
            length = 0;
        }
    }
    if (length > 0)
        yield { block, output, length };
}
/** Deflates on other threads what fills a block, or else here: to start one takes longer than so little. */
function startDeflater(mostThreads) {
    const threads = [];
    let jobs = 0;
    return {
        /** How many jobs can be under way, so that no thread has to wait for one. */
        room: 2 * mostThreads + 1,
        deflate(job) {
            if (job.length === blockSize)
                while (threads.length < mostThreads)
                    threads.push(startThread());
            // In turn, for all take about as long.
            return threads[jobs++ % threads.length]?.deflate(job) ?? deflateHere(job);
        },
        async [Symbol.asyncDispose]() {
            await Promise.all(threads.map(({ worker }) => worker.terminate()));
        },
    };
}
async function deflateHere({ block, output, length }) {
    return { block, output, size: deflate(block.subarray(0, length), output) };
}
function startThread() {
    const worker = new external_node_worker_threads_.Worker(__webpack_require__.ab + "deflate.js", {
        workerData: deflateThread,
        // It has no use for ours, which may hold secrets.
        env: {},
        execArgv: [],
    });
    const waiting = [];
    worker.on('message', (deflated) => waiting.shift()?.resolve(deflated));
    worker.on('error', (error) => {
        for (const { reject } of waiting)
            reject(error);
    });
    return {
        worker,
        deflate(job) {
            const answer = Promise.withResolvers();
            // The others need no one to look at them when the oldest has failed.
            answer.promise.catch(() => { });
            waiting.push(answer);
            worker.postMessage(job, [job.block.buffer, job.output.buffer]);
            return answer.promise;
        },
    };
}

;// CONCATENATED MODULE: ./build/src/build/layer.js




/**
 * Writes entries, sorted by path, as a compressed layer into a new file. The same entries and time give the same
 * bytes everywhere; only a buffer's worth of them is in memory.
 */
async function spoolLayer(entries, { file, time }) {
    return spoolTar(tarOf(entries, time), file);
}
/** Compresses a layer that is a tar already into a new file, in the same way. */
async function spoolTar(tar, file) {
    const { digest, size, plainDigest, plainSize } = await writeGzip(tar, file);
    return {
        descriptor: { mediaType: media_type/* mediaType */.J.layerTarGzip, digest, size },
        diffId: plainDigest,
        unpackedSize: plainSize,
        open: (offset) => (0,file_bytes/* readFrom */.z)(file, offset),
    };
}
/** Orders paths by their bytes, as git and the layer do; UTF-16 would put some emoji before other letters. */
function comparePaths(a, b) {
    const length = Math.min(a.length, b.length);
    for (let index = 0; index < length; index++) {
        const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
        if (x !== y)
            return rankOf(x) - rankOf(y);
    }
    return a.length - b.length;
}
/** The order of UTF-8 for a code unit of UTF-16: halves of what is beyond the basic plane come after all of it. */
function rankOf(unit) {
    return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
async function* tarOf(entries, time) {
    let before;
    for await (const entry of entries) {
        if (before !== undefined && comparePaths(before, entry.path) >= 0) {
            throw new Error(`entries of a layer are not in order: "${entry.path}" after "${before}"`);
        }
        before = entry.path;
        yield headerOf(entry, time);
        if (entry.kind === 'file')
            yield* contentOf(entry);
    }
    yield new Uint8Array(2 * 512);
}
async function* contentOf({ path, size, bytes }) {
    let passed = 0;
    for await (const chunk of bytes) {
        passed += chunk.length;
        if (passed <= size)
            yield chunk;
    }
    if (passed !== size) {
        throw new failure/* Failure */.HR('mismatch', `"${path}" changed while it was read: ${passed} bytes in place of ${size}`);
    }
    yield padding(size);
}
/** A POSIX header; an extended one goes before it where a name or size does not fit. */
function headerOf(entry, time) {
    const name = entry.kind === 'directory' ? `${entry.path}/` : entry.path;
    const size = entry.kind === 'file' ? entry.size : 0;
    const target = entry.kind === 'symlink' || entry.kind === 'link' ? entry.target : '';
    const extended = Buffer.concat([
        fits(name) ? Buffer.alloc(0) : paxRecord('path', name),
        fits(target) ? Buffer.alloc(0) : paxRecord('linkpath', target),
        size <= largestSize ? Buffer.alloc(0) : paxRecord('size', String(size)),
    ]);
    const type = { file: '0', link: '1', symlink: '2', directory: '5' }[entry.kind];
    const header = ustar({ name, type, mode: modeOf(entry), size, target, time });
    if (extended.length === 0)
        return header;
    const before = ustar({ name: 'PaxHeader', type: 'x', mode: 0o644, size: extended.length, target: '', time });
    return Buffer.concat([before, extended, padding(extended.length), header]);
}
function modeOf(entry) {
    if (entry.kind === 'symlink')
        return 0o777;
    if (entry.kind === 'directory')
        return sharedDirectories[entry.path] ?? 0o755;
    return entry.executable ? 0o755 : 0o644;
}
// A layer's directory entry replaces the mode that a base gave it, and these are of no use without theirs.
const sharedDirectories = { tmp: 0o1777, 'var/tmp': 0o1777 };
const largestSize = 0o77777777777;
function ustar({ name, type, mode, size, target, time }) {
    const header = Buffer.alloc(512);
    header.write(fallback(name), 0, 100, 'latin1');
    header.write(octal(mode, 8), 100, 'latin1');
    header.write(octal(0, 8), 108, 'latin1');
    header.write(octal(0, 8), 116, 'latin1');
    header.write(octal(size <= largestSize ? size : 0, 12), 124, 'latin1');
    header.write(octal(time, 12), 136, 'latin1');
    header.write('        ', 148, 'latin1');
    header.write(type, 156, 'latin1');
    header.write(fallback(target), 157, 100, 'latin1');
    header.write('ustar\x0000', 257, 'latin1');
    header.write(octal(0, 8), 329, 'latin1');
    header.write(octal(0, 8), 337, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return header;
}
function octal(value, width) {
    return `${value.toString(8).padStart(width - 1, '0')}\0`;
}
// What stands in a plain field beside an extended header, for readers that do not know those.
function fallback(text) {
    return text.replace(/[^\x20-\x7e]/g, '_').slice(0, 100);
}
function fits(text) {
    return text.length <= 100 && /^[\x20-\x7e]*$/.test(text);
}
/** `length key=value\n`, where the length counts its own digits. */
function paxRecord(key, value) {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + String(rest).length;
    if (String(length).length > String(rest).length)
        length = rest + String(length).length;
    return Buffer.from(`${length} ${key}=${value}\n`);
}
function padding(size) {
    return new Uint8Array((512 - (size % 512)) % 512);
}


/***/ }),

/***/ 9937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ titled),
/* harmony export */   l: () => (/* binding */ packagingOf)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8283);
/* harmony import */ var _image_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3939);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8997);




/** The types that an ecosystem's own clients want in a form of their own. */
const packagings = {
    'application/vnd.cncf.helm.config.v1+json': async () => (await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 8413))).packHelmChart,
    'application/vnd.opentofu.modulepkg': async () => (await __webpack_require__.e(/* import() */ 737).then(__webpack_require__.bind(__webpack_require__, 9737))).packModule,
};
/** Says how an artifact of a type is written: as a tar, unless the type is known. */
async function packagingOf(artifactType) {
    return (await packagings[artifactType]?.()) ?? packTar;
}
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
function titled(title) {
    // Without a title `oras pull` passes a layer over.
    return { annotations: { 'org.opencontainers.image.title': title } };
}
async function packTar(placed, job, edge) {
    const entries = (0,_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .readEntries */ .$2)(placed, job, edge, { hardLinks: true });
    const layer = await (0,_layer_js__WEBPACK_IMPORTED_MODULE_3__/* .spoolLayer */ .pi)(entries, { file: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(job.temporary, 'layer.tar.gz'), time: job.time });
    const descriptor = { ...layer.descriptor, ...titled('files.tar.gz') };
    return { config: _image_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyConfig */ .i4, layer: { ...layer, descriptor } };
}


/***/ }),

/***/ 3566:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ packer),
  u: () => (/* binding */ parseTemplateVariable)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var artifact_manifest = __webpack_require__(467);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/registry/registry.js + 4 modules
var registry = __webpack_require__(2779);
// EXTERNAL MODULE: ./build/src/build/image.js
var build_image = __webpack_require__(3939);
;// CONCATENATED MODULE: ./build/src/build/machine-image.js
/** What the artifact is of that says which machine images a commit became. */
const machineImageType = 'application/vnd.immutable-deploy.machine-image.v1+json';
/** Reads which images a build ended with, each once: post-processors tell of it again. */
function machineImagesOf(lines) {
    const builders = new Map();
    const images = new Map();
    for (const { target, type, data } of lines) {
        const [index, key, value = ''] = data;
        if (type !== 'artifact')
            continue;
        if (key === 'builder-id')
            builders.set(`${target} ${index}`, value);
        if (key !== 'id' || value === '')
            continue;
        const builder = builders.get(`${target} ${index}`) ?? '';
        for (const place of placesOf(value, builder)) {
            images.set(`${target} ${place.region} ${place.id}`, { name: target, builder, ...place });
        }
    }
    // Builds run at the same time, so the order in which they end says nothing.
    return [...images].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, image]) => image);
}
/** Writes what an artifact says about its images. */
function formatMachineImages(images) {
    return new TextEncoder().encode(JSON.stringify({ version: 1, images }));
}
function placesOf(id, builder) {
    // https://developer.hashicorp.com/packer/integrations/hashicorp/amazon: region:ami-…,region:ami-…
    if (/^[a-z0-9-]+:ami-[0-9a-f]+(,[a-z0-9-]+:ami-[0-9a-f]+)*$/.test(id)) {
        return id.split(',').map((place) => {
            const [region = '', ami = ''] = place.split(':');
            return { provider: 'aws', region, id: ami };
        });
    }
    if (/^\/subscriptions\/[^/]+\/resourceGroups\//i.test(id))
        return [{ provider: 'azure', id }];
    if (builder === 'packer.googlecompute')
        return [{ provider: 'google', id }];
    return [{ id }];
}

;// CONCATENATED MODULE: ./build/src/build/packer-output.js
/**
 * Reads `timestamp,target,type,data…`.
 * https://developer.hashicorp.com/packer/docs/commands#format
 */
function parsePackerLine(line) {
    const [, target, type, ...data] = line.split(',');
    // What is no such line comes from a program that Packer runs.
    if (target === undefined || type === undefined)
        return { target: '', type: 'ui', data: ['message', line] };
    return { target, type, data: data.map(plainText) };
}
function plainText(text) {
    return text.replaceAll('%!(PACKER_COMMA)', ',').replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}

// EXTERNAL MODULE: ./build/src/build/program.js
var program = __webpack_require__(1058);
;// CONCATENATED MODULE: ./build/src/build/packer.js










/** Has Packer make machine images where they are kept, and stores which ones it made. */
const packer = {
    description: 'machine images by a Packer template; the artifact says which, where',
    reads: ['template', 'vars', 'annotations'],
    // It runs machines and dates what it makes: the same template gives another image each time.
    reproducible: false,
    applies: ({ template }) => template !== undefined,
    async make(job, _, edge) {
        const template = await findTemplate(job.recipe);
        await assertInstalled(edge);
        await initialize(template, job, edge);
        return store(job, await runBuild(template, job, edge));
    },
};
/** Reads a variable of a template, `name=value`; the value may be secret, so no message quotes it. */
function parseTemplateVariable(line) {
    if (/^[A-Za-z_][\w-]*=/.test(line))
        return line;
    throw new failure/* Failure */.HR('invalid-input', 'a line is no variable; wanted name=value, with the value on the same line');
}
async function findTemplate({ context, template }) {
    if (template === undefined) {
        throw new failure/* Failure */.HR('invalid-input', 'input "template" is missing; name the template that Packer builds');
    }
    const path = (0,external_node_path_.resolve)(context, template);
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    if (found?.isFile() || found?.isDirectory())
        return (0,external_node_path_.relative)(context, path) || '.';
    throw new failure/* Failure */.HR('not-found', `there is no template "${template}" in the context; correct input "template"`);
}
async function assertInstalled({ exec, log }) {
    try {
        const { stdout } = await exec('packer', ['version'], { env: environment });
        log.info(`building with ${stdout.split('\n', 1)[0]}`);
    }
    catch (cause) {
        if (!(0,failure/* isFailure */.N6)(cause, 'not-found'))
            throw cause;
        throw new failure/* Failure */.HR('not-found', 'program "packer" was not found on this runner; add hashicorp/setup-packer before this step', { cause });
    }
}
/** Nobody asks HashiCorp for news meanwhile. https://developer.hashicorp.com/packer/docs/configure */
const environment = { CHECKPOINT_DISABLE: '1', PACKER_NO_COLOR: '1' };
/** Installs the plugins that a template requires and that are not there; one in JSON cannot require any. */
async function initialize(template, { recipe }, edge) {
    if (/(?<!\.pkr)\.json$/.test(template))
        return;
    const said = [];
    const tell = (line) => {
        if (line.trim() !== '')
            said.push(line.trim());
        edge.log.info(line);
    };
    try {
        const options = { cwd: recipe.context, env: environment, onStdout: tell, onStderr: tell };
        await (0,program/* runProgram */.m)('packer', ['init', template], options, edge);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('unavailable', `packer init "${template}" failed: ${said.join(' ')}`, { cause });
    }
}
/** https://developer.hashicorp.com/packer/docs/commands/build */
async function runBuild(template, { recipe, temporary }, edge) {
    const variables = await writeVariables(recipe.vars ?? [], temporary);
    const lines = [];
    const hear = (text) => {
        const line = parsePackerLine(text);
        lines.push(line);
        tell(line, edge);
    };
    const args = ['build', '-machine-readable', '-color=false', '-warn-on-undeclared-var'];
    try {
        const options = { cwd: recipe.context, env: environment, onStdout: hear };
        await (0,program/* runProgram */.m)('packer', [...args, ...variables.options, template], options, edge);
    }
    catch (cause) {
        throw failedBuild(template, lines, cause);
    }
    finally {
        await variables.remove();
    }
    return machineImagesOf(lines);
}
/** Values may be secret, so they stand in a file that only we can read and on no command line. */
async function writeVariables(vars, temporary) {
    if (vars.length === 0)
        return { options: [], remove: async () => { } };
    const file = (0,external_node_path_.join)(temporary, 'variables.pkrvars.json');
    const values = Object.fromEntries(vars.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]));
    await (0,promises_.writeFile)(file, JSON.stringify(values), { flag: 'wx', mode: 0o600 });
    return { options: [`-var-file=${file}`], remove: () => (0,promises_.rm)(file) };
}
function tell({ type, data }, { log }) {
    if (type !== 'ui')
        return;
    const [, text = ''] = data;
    if (text.startsWith('Warning: '))
        log.warning(text.trim().replace(/\s*\n\s*/g, ' '));
    else
        for (const line of text.trimEnd().split('\n'))
            log.info(line);
}
function failedBuild(template, lines, cause) {
    const errors = lines
        .filter(({ type }) => type === 'error')
        .map(({ target, data }) => `${target}: ${data.join(' ')}`);
    const told = lines
        .filter(({ type, data: [level, text = ''] }) => type === 'ui' && level === 'error' && text.startsWith('Error: '))
        .map(({ data: [, text = ''] }) => text.slice('Error: '.length));
    const messages = (errors.length > 0 ? errors : told).map((text) => text.trim().replace(/\s*\n\s*/g, ' '));
    const made = machineImagesOf(lines);
    const left = made.length === 0 ? '' : `; what was made before stays: ${made.map(({ id }) => id).join(', ')}`;
    return new failure/* Failure */.HR('unavailable', `packer build "${template}" failed: ${messages[0] ?? 'it says no reason'}${left}`, {
        cause,
        problems: messages.length > 1 ? messages.map((message) => ({ message })) : [],
    });
}
function store(job, images) {
    if (images.length === 0) {
        throw new failure/* Failure */.HR('not-found', `packer made no image from "${job.recipe.template}"; does a build of it have sources?`);
    }
    const bytes = formatMachineImages(images);
    const annotations = { 'org.opencontainers.image.title': 'machine-image.json' };
    const descriptor = { mediaType: machineImageType, digest: (0,digest/* digestOf */.ol)(bytes), size: bytes.length };
    const recipe = { ...job.recipe, artifactType: machineImageType };
    const manifest = (0,build_image/* buildManifest */.u1)({ ...job, recipe }, build_image/* emptyConfig */.i4, [{ ...descriptor, annotations }]);
    return {
        manifest,
        bytes: (0,artifact_manifest/* formatManifest */.L_)(manifest),
        children: [],
        blobs: [(0,registry/* blobOf */.D)(descriptor, bytes), (0,registry/* blobOf */.D)(build_image/* emptyConfig */.i4.descriptor, build_image/* emptyConfig */.i4.bytes)],
        layers: [{ digest: descriptor.digest, size: descriptor.size }],
    };
}


/***/ }),

/***/ 3468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ patternSource)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);

/**
 * Writes a pattern as the source of a regular expression with the flags `su`: Go's `path.Match`, with the `**` of
 * Docker. https://pkg.go.dev/path#Match, https://docs.docker.com/build/concepts/context/#syntax
 */
function patternSource(pattern) {
    const source = pattern.replace(token, (found, offset) => {
        if (found.startsWith('**'))
            return anyDepth(found, offset, pattern.slice(offset + found.length));
        if (found === '*')
            return '[^/]*';
        if (found === '?')
            return '[^/]';
        if (found === '[' || found === '\\')
            throw malformed(pattern, `has a "${found}" without its end`);
        if (found.length === 1)
            return escaped(found);
        return found.startsWith('[') ? classOf(found) : escaped(found.replace(/^\\/, ''));
    });
    try {
        new RegExp(source, 'su');
    }
    catch (cause) {
        throw malformed(pattern, 'has letters from high to low', cause);
    }
    return source;
}
const letter = String.raw `(?:\\.|[^\\\]-])`;
const token = new RegExp(String.raw `\*\*\/?|\[(?:\^|(?!\^))(?:${letter}(?:-${letter})?)+\]|\\.|.`, 'gsu');
/** `**` stands for any directories, none included; where nothing else is special, for any characters. */
function anyDepth(found, offset, rest) {
    const isSuffix = offset === 0 && found === '**' && !/[*?[\]\\]/.test(rest);
    return rest === '' || isSuffix ? '.*' : '(?:.*/)?';
}
function classOf(found) {
    const [, negation = '', letters = ''] = /^\[(\^?)(.*)\]$/su.exec(found) ?? [];
    const written = letters.replace(/\\(.)|(-)|(.)/gsu, (_, quoted, dash, plain) => dash === undefined ? escaped(quoted ?? plain ?? '') : dash);
    return `[${negation}${written}]`;
}
/** Takes a letter for itself, within a class and without. */
function escaped(letter) {
    return /\w/.test(letter) ? letter : `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`;
}
function malformed(pattern, reason, cause) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `the pattern "${pattern}" ${reason}; wanted [a-z], or a backslash before what stands for itself`, { cause });
}


/***/ }),

/***/ 9561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ parseWorkdir),
/* harmony export */   c: () => (/* binding */ placeSources)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8997);



/**
 * Decides where each source goes, as `COPY` does: a file to its destination, or into it if that ends in `/`;
 * a directory's content into its destination. Sorted as a layer is, with the directories that lead there.
 */
function placeSources(sources, ground) {
    const placed = new Map();
    for (const source of sources) {
        const destination = destinationOf(source, ground.workdir);
        for (const entry of source.entries) {
            const path = below(destination, belowSource(entry.path, source.path));
            if (path === '' && entry.kind === 'generated-directory')
                continue;
            checkDestination(path, entry.path, ground);
            add(placed, { path, entry });
        }
    }
    for (const { path, entry } of [...placed.values()])
        addParents(placed, path, entry);
    return [...placed.values()].sort((a, b) => (0,_layer_js__WEBPACK_IMPORTED_MODULE_2__/* .comparePaths */ .cD)(a.path, b.path));
}
/** Reads a working directory of an image: absolute, without detours. */
function parseWorkdir(text) {
    const normal = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(text).replace(/(?<=.)\/$/, '');
    if (text.startsWith('/') && !text.split('/').includes('..') && !text.includes('\\'))
        return normal;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${text}" is not an absolute path in an image; wanted one such as /app`);
}
function belowSource(path, source) {
    return source === '' ? path : path.slice(source.length + 1);
}
function below(directory, path) {
    return directory === '' || path === '' ? `${directory}${path}` : `${directory}/${path}`;
}
/** Where a source itself goes; what is below it follows. */
function destinationOf({ mapping, path, isDirectory }, workdir) {
    const { destination = mappedPath(mapping.source) } = mapping;
    const absolute = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.resolve('/', workdir, destination);
    const isInto = destination.endsWith('/') || destination === '.' || absolute === '/';
    const at = !isDirectory && isInto ? node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(absolute, node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(path)) : absolute;
    return at.slice(1);
}
// A source that is named by its absolute path has none of its own in the image.
function mappedPath(source) {
    if (!/^\/|^[A-Za-z]:/.test(source))
        return source;
    throw refused(source, 'is an absolute path; say where it goes, as in path:/destination');
}
function checkDestination(path, source, { onBase }) {
    if (path === '')
        throw refused(source, 'is a file and cannot be the root itself; end its destination in "/"');
    // https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts
    if (path.split('/').some((part) => part.startsWith('.wh.'))) {
        throw refused(source, `would be "/${path}", and a name starting with ".wh." deletes from the layers below`);
    }
    const linked = onBase
        ? linkedDirectories.find((directory) => `${path}/`.startsWith(`${directory}/`))
        : undefined;
    if (linked !== undefined) {
        throw refused(source, `would be "/${path}", but "/${linked}" is a symlink in most base images; name what it leads to`);
    }
}
// A layer has entries for the directories that lead to its files, and one of these would replace the symlink:
// a program put into /bin would be the only one there.
// https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html and the merged /usr of all current distributions
const linkedDirectories = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'var/run', 'var/lock'];
function add(placed, { path, entry }) {
    const before = placed.get(path)?.entry;
    if (before === undefined || before.path === entry.path) {
        placed.set(path, { path, entry });
    }
    else if (!isDirectory(before) || !isDirectory(entry)) {
        throw refused(`/${path}`, `comes from both "${before.path}" and "${entry.path}"; keep one in "files"`);
    }
}
function addParents(placed, path, entry) {
    for (let parent = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(path); parent !== '.'; parent = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(parent)) {
        const known = placed.get(parent);
        if (known?.entry !== undefined && !isDirectory(known.entry)) {
            throw refused(`/${parent}`, `is a file or symlink, from "${known.entry.path}", and a directory to "${entry?.path}"`);
        }
        // What leads to a directory that is there has its turn, or has had it.
        if (known !== undefined)
            return;
        placed.set(parent, { path: parent });
    }
}
function isDirectory({ kind }) {
    return kind === 'generated-directory';
}
function refused(subject, reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${subject}" ${reason}`);
}


/***/ }),

/***/ 3463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cF: () => (/* binding */ hasVariables),
/* harmony export */   i7: () => (/* binding */ expandVariables),
/* harmony export */   kL: () => (/* binding */ checkVariables)
/* harmony export */ });
/* harmony import */ var _artifact_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5279);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7279);


// https://docs.docker.com/build/building/variables/#multi-platform-build-arguments
const values = {
    TARGETPLATFORM: _artifact_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPlatform */ .B,
    TARGETOS: ({ os }) => os,
    TARGETARCH: ({ architecture }) => architecture,
    TARGETVARIANT: ({ variant = '' }) => variant,
};
/** `$$`, `${NAME}`, `$NAME`, or a dollar sign that means nothing. */
const dollars = /\$(?:(\$)|\{(\w+)\}|(\w+))?/g;
/** Refuses variables that are not known, so that a misspelled one is not taken for a path. */
function checkVariables(text) {
    for (const [found, escaped, braced, name = braced] of text.matchAll(dollars)) {
        if (escaped !== undefined || (name !== undefined && name in values))
            continue;
        const known = Object.keys(values).map((known) => `$${known}`);
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('invalid-input', `"${text}" has "${found}", which is none of ${known.join(', ')}; a dollar sign itself is written "$$"`);
    }
}
/** Says whether a text differs from platform to platform. */
function hasVariables(text) {
    return [...text.matchAll(dollars)].some(([, escaped]) => escaped === undefined);
}
/** Puts in what the variables are for one platform. */
function expandVariables(text, platform) {
    return text.replace(dollars, (_, escaped, braced, name = braced) => escaped === undefined ? (values[name ?? '']?.(platform) ?? '') : '$');
}


/***/ }),

/***/ 1058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ runProgram)
/* harmony export */ });
/* harmony import */ var node_readline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(481);

/** Runs a program for as long as it takes, and logs what it says meanwhile. */
async function runProgram(command, args, { onStdout, onStderr, ...options }, { spawn, log }) {
    const show = (line) => log.info(line);
    const running = spawn(command, args, { ...options, onStderr: onStderr ?? show });
    try {
        running.stdin.end();
        for await (const line of (0,node_readline__WEBPACK_IMPORTED_MODULE_0__.createInterface)({ input: running.stdout }))
            (onStdout ?? show)(line);
        await running.ended;
    }
    finally {
        running.kill();
        running.stdout.destroy();
    }
}


/***/ }),

/***/ 2980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ writeSecrets),
/* harmony export */   d: () => (/* binding */ parseSecrets)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);



/**
 * Reads secrets, one per line: `NAME=value`, or as `docker build` takes them, `id=NAME,env=VARIABLE` and
 * `id=NAME,src=path`. A line in quotes may go on over several. No message quotes one.
 */
function parseSecrets(text, env) {
    const secrets = recordsOf(text).map((record, index) => parseSecret(record, index + 1, env));
    const twice = secrets.find(({ id }, index) => secrets.findIndex((other) => other.id === id) < index);
    if (twice !== undefined)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${twice.id}" is given twice`);
    return secrets;
}
/** Puts each secret into a file that only we can read. */
async function writeSecrets(secrets, { context, directory }) {
    const files = [];
    for (const [index, secret] of secrets.entries()) {
        const { id } = secret;
        if ('path' in secret) {
            files.push({ id, file: await findFile(secret.path, id, context) });
        }
        else {
            const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `secret-${index}`);
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(file, secret.value, { flag: 'wx', mode: 0o600 });
            files.push({ id, file });
        }
    }
    return files;
}
/** Lines, or quoted records that may have line breaks, with `""` for a quote. */
function recordsOf(text) {
    return [...text.matchAll(/^[ \t]*"((?:[^"]|"")*)"[ \t]*$|^.+$/gm)]
        .map(([line, quoted]) => quoted?.replaceAll('""', '"') ?? line.trim())
        .filter((record) => record !== '');
}
function parseSecret(record, position, env) {
    const equals = record.indexOf('=');
    const name = record.slice(0, Math.max(equals, 0)).trim();
    if (name === 'id' || name === 'type')
        return parseOptions(record, position, env);
    return { id: checkId(name, position), value: record.slice(equals + 1) };
}
// https://docs.docker.com/reference/cli/docker/buildx/build/#secret
function parseOptions(record, position, env) {
    const options = new Map(record.split(',').map((part) => split(part.trim())));
    const id = checkId(options.get('id') ?? '', position);
    const path = options.get('src') ?? options.get('source');
    const variable = options.get('env');
    if (path !== undefined && path !== '')
        return { id, path };
    if (variable === undefined || variable === '')
        throw malformed(position);
    const value = env[variable];
    if (value !== undefined && value !== '')
        return { id, value };
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('not-found', `secret "${id}" is to come from the variable "${variable}", which is not set`);
}
function split(part) {
    const equals = part.indexOf('=');
    return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
}
function checkId(id, position) {
    if (/^[\w.-]+$/.test(id))
        return id;
    throw malformed(position);
}
function malformed(position) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `secret ${position} is not one; wanted NAME=value, id=NAME,env=VARIABLE or id=NAME,src=path`);
}
async function findFile(path, id, context) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(context, path);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).catch(() => undefined);
    if (found?.isFile())
        return file;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('not-found', `secret "${id}" is to come from "${path}", and there is no such file in the context`);
}


/***/ }),

/***/ 3053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Lc: () => (/* binding */ expandLine),
/* harmony export */   Ov: () => (/* binding */ readGenerated),
/* harmony export */   VB: () => (/* binding */ isExclusion),
/* harmony export */   o$: () => (/* binding */ parseFileLine)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);
/* harmony import */ var _exclusion_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(706);
/* harmony import */ var _platform_variables_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3463);
/* harmony import */ var _symlink_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3097);







/**
 * Reads `path[:destination]` or `!pattern`. On Windows the colon of a drive is part of the path; there `./c:/app` is
 * how a directory called `c` is named.
 */
function parseFileLine(text, windows = false) {
    if (hasControl(text))
        throw refused(text, 'has a control character');
    (0,_platform_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .checkVariables */ .kL)(text);
    return text.startsWith('!') ? (0,_exclusion_js__WEBPACK_IMPORTED_MODULE_4__/* .parseExclusion */ ._)(text, windows) : parseMapping(text, windows);
}
function isExclusion(line) {
    return 'pattern' in line;
}
/** Says what a line is for one platform. */
function expandLine(line, platform) {
    const expand = (text) => {
        const expanded = (0,_platform_variables_js__WEBPACK_IMPORTED_MODULE_5__/* .expandVariables */ .i7)(text, platform);
        if (expanded === '')
            throw refused(text, 'is nothing for a platform without a variant');
        return expanded;
    };
    if (isExclusion(line))
        return { pattern: expand(line.pattern) };
    const { source, destination } = line;
    return { source: expand(source), ...(destination !== undefined && { destination: expand(destination) }) };
}
/**
 * Finds what each mapping means: a tracked file or directory of tracked files, whose bytes are git's, or else
 * something generated, which is on disk only. All that is wrong is collected before it fails.
 */
async function findSources(mappings, searched) {
    const found = [];
    const failures = [];
    for (const mapping of mappings) {
        try {
            found.push(await findSource(mapping, searched));
        }
        catch (error) {
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR))
                throw error;
            failures.push(error);
        }
    }
    if (failures.length > 0)
        throw combined(failures);
    return found;
}
// Files are looked at and read in place rather than by Node's threads: nothing else is to be done meanwhile, and for
// a hundred thousand small ones handing each over takes ten times as long as reading it.
/** Reads a generated file, which must still be the regular file it was found to be. */
async function* readGenerated(file, size) {
    const input = openFound(file);
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(input);
        if (!stats.isFile() || stats.size !== size)
            throw changed(file);
        const buffer = new Uint8Array(Math.min(size + 1, 64 * 1024));
        for (let read = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(input, buffer); read > 0; read = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(input, buffer)) {
            yield buffer.subarray(0, read);
        }
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(input);
    }
}
/** Opens it without following a symlink or waiting for a pipe that may have taken its place; Windows has neither. */
function openFound(file) {
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants;
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('mismatch', `"${file}" was found but cannot be opened: ${(0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause)}`, { cause });
    }
}
function changed(file) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('mismatch', `"${file}" changed while it was read; build when nothing writes to it`);
}
function parseMapping(text, windows) {
    const drive = windows && /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0;
    const colon = text.indexOf(':', drive);
    const source = (colon < 0 ? text : text.slice(0, colon)).trim();
    const destination = colon < 0 ? undefined : text.slice(colon + 1).trim();
    if (source === '')
        throw refused(text, 'names no path; wanted path[:destination]');
    if (destination === undefined)
        return { source: windows ? source.replaceAll('\\', '/') : source };
    if (destination === '')
        throw refused(text, 'has nothing after the colon; wanted path[:destination]');
    if (/\\|^[A-Za-z]:/.test(destination)) {
        throw refused(text, 'has a Windows path as destination; wanted one with "/"');
    }
    if (destination.split('/').includes('..'))
        throw refused(text, 'has ".." in its destination');
    return { source: windows ? source.replaceAll('\\', '/') : source, destination };
}
async function findSource(mapping, searched) {
    const { context, checkout, tracked, excluder } = searched;
    const path = `${checkout.prefix}${contextPathOf(mapping.source, context)}`.replace(/\/$/, '');
    let isWhole = true;
    const excludes = (path) => {
        const excluded = excluder.excludes(path.slice(checkout.prefix.length));
        if (excluded)
            isWhole = false;
        return excluded;
    };
    const source = findTracked(mapping, path, tracked, excludes) ?? (await findGenerated(mapping, path, checkout, excludes));
    if (isWhole || source.entries.some(({ kind }) => kind !== 'generated-directory'))
        return source;
    throw refused(mapping.source, 'is left out as a whole by the lines with "!"; leave out one or the other');
}
/** Where a source is below the context, in `/` form; nothing is the context itself. */
function contextPathOf(source, context) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(source) ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(context, source).split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep).join('/') : source;
    const normal = node_path__WEBPACK_IMPORTED_MODULE_2__.posix.normalize(path || '.').replace(/\/$/, '');
    if (normal === '..' || normal.startsWith('../') || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(normal)) {
        throw refused(source, 'is outside of the context');
    }
    if (hasGitDirectory(normal))
        throw refused(source, "is inside of git's own directory");
    return normal === '.' ? '' : normal;
}
function findTracked(mapping, path, tracked, excludes) {
    const exact = tracked.at(path);
    const submodule = exact?.kind === 'submodule' ? exact : submoduleAbove(path, tracked);
    if (submodule)
        throw submoduleFailure(submodule);
    const files = exact ? [exact] : tracked.below(path);
    if (files.length === 0)
        return undefined;
    const entries = files.filter((file) => !excludes(file.path)).map(trackedEntry);
    return { mapping, path, isDirectory: exact === undefined, entries };
}
function submoduleAbove(path, tracked) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        const above = tracked.at(path.slice(0, slash));
        if (above?.kind === 'submodule')
            return above;
    }
    return undefined;
}
async function findGenerated(mapping, path, checkout, excludes) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(checkout.root, path);
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(file).catch(() => undefined);
    if (stats === undefined) {
        const pattern = /[*?[{]/.test(mapping.source) ? '; patterns are not read, name a directory' : '';
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('not-found', `"${mapping.source}" is neither in the commit nor on disk${pattern}`);
    }
    await refuseDetour(mapping.source, file, checkout.root, path);
    const entries = walk(checkout, path, excludes);
    // A symlink to a directory is a symlink, and stays one.
    return { mapping, path, isDirectory: stats.isDirectory(), entries };
}
// A path through a symlink, or in another case on a file system that ignores it, would read a tracked file from
// disk although git's bytes were meant, or leave the working tree.
async function refuseDetour(source, file, root, path) {
    const parent = node_path__WEBPACK_IMPORTED_MODULE_2__.posix.dirname(path);
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(root), parent);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, parent));
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(file, '..'));
    if (found === wanted && names.includes(node_path__WEBPACK_IMPORTED_MODULE_2__.posix.basename(path)))
        return;
    throw refused(source, `leads to "${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(root, found).split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep).join('/')}/" by a detour; name that path`);
}
/** Lists what is on disk; what is left out is not even looked into. */
function walk(checkout, from, excludes) {
    const entries = [];
    const waiting = [from];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (excludes(path))
            continue;
        const entry = readEntry(checkout, path);
        entries.push(entry);
        if (entry.kind !== 'generated-directory')
            continue;
        for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(checkout.root, path)))
            waiting.push(`${path}/${name}`);
    }
    return entries;
}
function readEntry({ root, prefix }, path) {
    if (hasGitDirectory(path)) {
        throw refused(path, 'is a git directory, which may hold credentials; name what is beside it');
    }
    if (path.includes('\ufffd'))
        throw refused(path, 'has a name that is not UTF-8');
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(root, path);
    const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file);
    if (stats.isFile()) {
        const inode = inodeOf(file, stats);
        const executable = (stats.mode & 0o100) !== 0;
        return { kind: 'generated', path, executable, size: stats.size, ...(inode && { inode }) };
    }
    if (stats.isSymbolicLink()) {
        const target = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(file).split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep).join('/');
        (0,_symlink_js__WEBPACK_IMPORTED_MODULE_6__/* .checkSymlink */ .Y)(path, target, prefix);
        return { kind: 'generated-symlink', path, target };
    }
    if (!stats.isDirectory())
        throw refused(path, `is ${typeOf(stats)}; wanted files, directories or symlinks`);
    return { kind: 'generated-directory', path };
}
// Two files must never be taken for one: a number would round the large inodes of some file systems, and Windows
// has such as are longer than what it tells.
function inodeOf(file, { nlink }) {
    if (nlink === 1 || node_path__WEBPACK_IMPORTED_MODULE_2__.sep === '\\')
        return undefined;
    const { dev, ino } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(file, { bigint: true });
    return `${dev}:${ino}`;
}
function trackedEntry(file) {
    if (file.kind === 'submodule')
        throw submoduleFailure(file);
    if (file.path.includes('\ufffd'))
        throw refused(file.path, 'has a name that is not UTF-8');
    return { kind: 'tracked', path: file.path, file };
}
function submoduleFailure({ path }) {
    return refused(path, 'is a submodule, whose files this commit does not hold; copy what is needed to a generated directory first');
}
function typeOf(stats) {
    if (stats.isFIFO())
        return 'a named pipe';
    if (stats.isSocket())
        return 'a socket';
    return 'a device';
}
// Git's own directory is found in any case on file systems that ignore it.
function hasGitDirectory(path) {
    return /(^|\/)\.git(\/|$)/i.test(path);
}
function hasControl(text) {
    return [...text].some((character) => character < ' ' || character === '\x7f');
}
function refused(path, reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `"${path}" ${reason}`);
}
function combined(failures) {
    const [first] = failures;
    if (failures.length === 1 && first)
        return first;
    const problems = failures.map((failure) => ({ message: (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(failure) }));
    return new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR('invalid-input', `input "files" has ${failures.length} problems, the first: ${problems[0]?.message}`, { problems });
}


/***/ }),

/***/ 3097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ followSymlink),
/* harmony export */   Y: () => (/* binding */ checkSymlink)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);


/** Refuses a symlink that is absolute or whose target is outside of the directory that `prefix` names. */
function checkSymlink(path, target, prefix) {
    if (target.startsWith('/') || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(target)) {
        throw refused(path, `is a symlink to the absolute path "${target}"`);
    }
    const resolved = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(path), target);
    if (resolved === '..' || resolved.startsWith('../') || !`${resolved}/`.startsWith(prefix)) {
        throw refused(path, `is a symlink to "${target}", which is outside of the context`);
    }
}
/** As many symlinks as Linux follows in one path. */
const longestChain = 40;
/**
 * Says where a symlink of a layer leads, through every other symlink, and refuses what leads above the root: only all
 * of them together say where one leads. `targets` has them by their paths.
 */
function followSymlink(path, targets) {
    const at = [];
    const rest = path.split('/').reverse();
    for (let followed = 0, part = rest.pop(); part !== undefined; part = rest.pop()) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            at.push(part);
        else if (at.pop() === undefined)
            throw placedFailure(path, targets, 'which is above the root');
        const target = part === '..' ? undefined : targets.get(at.join('/'));
        if (target === undefined)
            continue;
        if (++followed > longestChain)
            throw placedFailure(path, targets, 'which leads in a circle');
        at.pop();
        for (const next of target.split('/').reverse())
            rest.push(next);
    }
    return at.join('/');
}
function placedFailure(path, targets, reason) {
    return refused(`/${path}`, `would be a symlink to "${targets.get(path)}", ${reason}`);
}
function refused(path, reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${path}" ${reason}`);
}


/***/ }),

/***/ 2845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ir: () => (/* binding */ refuseTaken),
/* harmony export */   Uj: () => (/* binding */ refuseExisting),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   Ym: () => (/* binding */ tellReplaced),
/* harmony export */   a5: () => (/* binding */ parseExtraTag),
/* harmony export */   c3: () => (/* binding */ ifTagExistsValues),
/* harmony export */   go: () => (/* binding */ putTag),
/* harmony export */   vU: () => (/* binding */ findTags)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);



/** What to do about a tag that exists; see docs of the input `if-tag-exists`. */
const ifTagExistsValues = ['reuse', 'rebuild', 'replace-unsigned', 'fail'];
/** Reads a tag to give beside the commit's; one that means something else by its form is refused. */
function parseExtraTag(text) {
    const tag = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTag */ .ED)(text);
    if (/^sha-[0-9a-f]{40}$/.test(tag)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${tag}" is a commit's tag, which its own build puts`);
    }
    // https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema
    if (/^sha256-[0-9a-f]{64}/.test(tag)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${tag}" is a name under which registries list referrers`);
    }
    return tag;
}
/** Looks up what tags name now. */
async function findTags(image, tags, registry) {
    const found = [];
    for (const tag of tags) {
        const descriptor = await registry.resolve((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .withTag */ .Rd)(image, tag));
        found.push(descriptor === undefined ? { tag } : { tag, digest: descriptor.digest });
    }
    return found;
}
/** Refuses any tag that exists, before anything is built. */
function refuseExisting(image, found) {
    const messages = found.flatMap(({ tag, digest }) => digest === undefined ? [] : [`${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .withTag */ .Rd)(image, tag))} exists, as ${digest}`]);
    if (messages.length === 0)
        return;
    throw refusal('denied', `${messages[0]}; input "if-tag-exists" is "fail"`, messages);
}
/**
 * Decides which tags to put on an artifact. Those that name it are left as they are; one that names another is
 * refused, unless it is the leftover of a run that failed before signing and `replace-unsigned` was asked for.
 */
async function planTags(image, found, rules, registry) {
    const wanted = [];
    const refused = [];
    for (const one of found) {
        if (one.digest === image.digest)
            continue;
        const reason = await refusalOf(one, image, `this build is ${image.digest}`, rules, registry);
        if (reason === undefined)
            wanted.push(one);
        else
            refused.push(reason);
    }
    if (refused.length > 0)
        throw refusal('mismatch', refused[0] ?? '', refused);
    return wanted;
}
/** Refuses tags that exist and could not be put on anything new, as `planTags` would, before that is made. */
async function refuseTaken(image, found, rules, registry) {
    const refused = [];
    for (const one of found) {
        const reason = await refusalOf(one, image, 'what is built now would be another', rules, registry);
        if (reason !== undefined)
            refused.push(reason);
    }
    if (refused.length > 0)
        throw refusal('mismatch', refused[0] ?? '', refused);
}
/** Puts a tag on a manifest that is there, and looks that it stays: no registry can put one only if it is free. */
async function putTag(image, { tag, digest: before }, manifest, registry) {
    const reference = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .withTag */ .Rd)(image, tag);
    const now = (await registry.resolve(reference))?.digest;
    if (now === image.digest)
        return;
    if (now !== before)
        throw moved(reference, image.digest, now);
    await registry.pushManifest(reference, manifest);
    const after = (await registry.resolve(reference))?.digest;
    if (after !== image.digest)
        throw moved(reference, image.digest, after);
}
/** Says in the log what a tag was taken from. */
function tellReplaced(image, { tag, digest }, log) {
    if (digest === undefined)
        return;
    log.warning(`${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .withTag */ .Rd)(image, tag))} named ${digest}, which carries no evidence: it is replaced, as "if-tag-exists" allows`);
}
async function refusalOf({ tag, digest }, image, ours, rules, registry) {
    if (digest === undefined)
        return undefined;
    const existing = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .withDigest */ .hQ)(image, digest);
    const isCommitTag = tag === (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .commitTagOf */ .VG)(rules.commit);
    if (rules.ifTagExists === 'replace-unsigned') {
        const leftover = isCommitTag || (await revisionOf(existing, registry)) === rules.commit;
        if (leftover && !(await rules.provenance.hasEvidence(existing)))
            return undefined;
    }
    const name = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .withTag */ .Rd)(image, tag));
    return `${name} is ${digest}, and ${ours}; ${isCommitTag ? ways[rules.ifTagExists] : 'tags are never moved: give another one'}`;
}
// Each ends in the way out that is left.
const ways = {
    reuse: 'it has no verified provenance for this commit: delete the tag, or use "if-tag-exists: replace-unsigned" if a run failed before it signed',
    rebuild: 'so one of the two was not made from this commit alone: find out which before anything is deployed',
    'replace-unsigned': 'it carries evidence, though not for this commit by a trusted signer: find out who put it there and delete the tag',
    fail: 'delete the tag',
};
// Only a hint, and so only a condition more: it keeps a tag that another commit has from being taken over.
async function revisionOf(image, registry) {
    const { manifest } = await registry.fetchManifest(image);
    return manifest.annotations?.['org.opencontainers.image.revision'];
}
function moved(reference, wanted, found) {
    const state = found === undefined ? 'it is gone' : `it is ${(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(found)}`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)(reference)} was changed by somebody else meanwhile: wanted ${(0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .formatShortDigest */ ._q)(wanted)}, and ${state}; run again to compare`);
}
function refusal(code, message, messages) {
    const problems = messages.length > 1 ? messages.map((message) => ({ message })) : [];
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR(code, message, { problems });
}


/***/ }),

/***/ 8887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ openPolicy)
/* harmony export */ });
/* harmony import */ var _policy_file_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9442);

function openPolicy({ github, home, roots }, file) {
    let settings;
    // Loaded only where it is asked for: what reads a policy takes longer to load than many a step takes in all.
    const fetch = async () => {
        const { fetchSettings } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(815), __webpack_require__.e(91), __webpack_require__.e(828), __webpack_require__.e(617), __webpack_require__.e(470)]).then(__webpack_require__.bind(__webpack_require__, 3617));
        const settings = await fetchSettings(github, { file, home, roots });
        // A file that somebody named says whom to trust: without it, more would be trusted than was meant.
        if (settings === undefined && file !== _policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultPolicyFile */ .k)
            throw (0,_policy_file_js__WEBPACK_IMPORTED_MODULE_0__/* .noPolicyFile */ .M)(file);
        return settings;
    };
    return {
        file,
        fetch: () => {
            settings ??= fetch();
            return settings;
        },
    };
}


/***/ }),

/***/ 428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n$: () => (/* binding */ fetchTokenCommit),
  V7: () => (/* binding */ openBuildServices),
  OW: () => (/* binding */ openImageAccess),
  _9: () => (/* binding */ openScanTestimony),
  Sg: () => (/* binding */ toolFolders)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(6565);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence = __webpack_require__(6970);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(2898);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(7022);
;// CONCATENATED MODULE: ./build/src/build/provenance.js





/** Asks the registry and GitHub; whom to trust is asked for only when there is something to be verified. */
function checkProvenance(loadTrusted, { registry, github }, edge) {
    return {
        async verifiedCommitOf(image) {
            const { trustFor, roots } = await loadTrusted();
            const onlyProvenance = (type) => (type === provenance/* provenanceType */.wy ? trustFor(type) : []);
            const { accepted, rejected } = await (0,store/* collectEvidence */.m)(image, onlyProvenance, { registry, roots, ...(github && { github }) }, edge);
            for (const { source, reason } of rejected)
                edge.log.info(`${source}: not counted, ${reason}`);
            return accepted.map(evidence/* commitOf */.D).find((commit) => commit !== undefined);
        },
        // Anything that was said about an artifact means that somebody relied on it, trusted or not.
        async hasEvidence(image) {
            if ((await registry.listReferrers(image)).length > 0)
                return true;
            for (const suffix of ['sig', 'att', 'sbom']) {
                const tag = `sha256-${(0,digest/* hexOf */.ZD)(image.digest)}.${suffix}`;
                if ((await registry.resolve((0,reference/* withTag */.Rd)(image, tag))) !== undefined)
                    return true;
            }
            for await (const _ of github?.listAttestations(image.digest) ?? [])
                return true;
            return false;
        },
    };
}

// EXTERNAL MODULE: ./build/src/evidence/identity-token.js
var identity_token = __webpack_require__(3281);
// EXTERNAL MODULE: ./build/src/evidence/covered-images.js
var covered_images = __webpack_require__(8068);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var key = __webpack_require__(3234);
// EXTERNAL MODULE: ./build/src/evidence/predicate/openvex.js
var openvex = __webpack_require__(5606);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(4012);
// EXTERNAL MODULE: ./build/src/evidence/predicate/vulnerabilities.js
var vulnerabilities = __webpack_require__(9175);
// EXTERNAL MODULE: ./build/src/evidence/sign-artifact.js + 5 modules
var sign_artifact = __webpack_require__(4874);
// EXTERNAL MODULE: ./build/src/evidence/signing.js + 9 modules
var evidence_signing = __webpack_require__(855);
;// CONCATENATED MODULE: ./build/src/scan/testimony.js









/** An attempt that finds the same within this time has nothing to add; later, that it is still so is news. */
const repetition = 3_600_000;
/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
function openTestimony(options, edge) {
    const { github, registryOf, signing, context } = options;
    const collected = new Map();
    // One scan makes several statements, and what it has to say about storing them is the same for each.
    const told = new Set();
    const notice = (message) => {
        if (!told.has(message))
            edge.log.notice(message);
        told.add(message);
    };
    const collect = async (image) => {
        const { trusted, roots } = await whomToTrust(options, edge);
        const stores = { registry: registryOf(image), github, roots };
        return (0,store/* collectEvidence */.m)(image, (type) => trustedAbout(type, trusted), stores, edge);
    };
    return {
        collect: (image) => {
            const name = (0,reference/* formatReference */.FH)(image);
            const found = collected.get(name) ?? collect(image);
            collected.set(name, found);
            return found;
        },
        attest: async (images, { predicateType, predicate }) => {
            const [image] = images;
            if (image === undefined)
                throw new TypeError('a statement is about at least one image');
            const { trusted, roots } = await whomToTrust(options, edge);
            // By the root of whoever is trusted to say such things an earlier attempt's bundle is known again.
            const [own] = trusted((0,sbom/* isSbomType */.Md)(predicateType) ? predicateType : vulnerabilities/* vulnerabilitiesType */.Fy);
            const request = {
                subjects: (0,covered_images/* subjectsOf */.Z)(images),
                images,
                predicate: { type: predicateType, value: predicate },
                ...{ signing, context, roots: own?.roots ?? roots },
                attestationsApi: 'auto',
                storageRecord: 'false',
                notBefore: new Date(edge.now().getTime() - repetition),
            };
            const quiet = { ...edge, log: { ...edge.log, notice } };
            return (await (0,sign_artifact/* signArtifact */.o)(request, { registry: registryOf(image), github }, quiet)).bundle;
        },
    };
}
// Exceptions are looked for only so that they are not told twice: by whoever scans.
function trustedAbout(type, trusted) {
    if ((0,sbom/* isSbomType */.Md)(type) || type === vulnerabilities/* vulnerabilitiesType */.Fy)
        return trusted(type);
    return openvex/* openVexTypes */.lu.test(type) ? trusted(vulnerabilities/* vulnerabilitiesType */.Fy) : [];
}
/** Without a policy it is this repository's own workflows; and always the key that signs here. */
async function whomToTrust({ home: { name, id, serverUrl }, signing, context, roots, fetchPolicy }, edge) {
    const policy = await fetchPolicy();
    const own = { sourceRepository: { name, id }, serverUrl };
    const key = signing.key === undefined ? undefined : await publicKeyOf(signing.key, signing, context, edge);
    const given = await (0,evidence_signing/* readTrustMaterial */.EZ)(signing.trustedRoot, context.workspace, roots);
    // Our own key by the root that this job is given, or else by any that the policy trusts here.
    const ourKeys = (others) => {
        if (key === undefined)
            return [];
        if (signing.trustedRoot !== undefined)
            return [{ key, roots: given }];
        return others.map(({ roots }) => ({ key, ...(roots !== undefined && { roots }) }));
    };
    return {
        trusted: (type) => {
            const others = policy?.trustFor(type) ?? [own];
            return [...others, ...ourKeys(others)];
        },
        roots: signing.trustedRoot === undefined && policy !== undefined ? policy.roots : given,
    };
}
async function publicKeyOf(location, settings, context, edge) {
    const { publicKey } = await (0,evidence_signing/* openSigningKey */.bc)(location, settings, context, edge);
    return (0,key/* formatPublicKey */.et)(publicKey);
}

// EXTERNAL MODULE: ./build/src/job/policy.js
var job_policy = __webpack_require__(8887);
;// CONCATENATED MODULE: ./build/src/job/services.js





/** Connects what a build works with. */
function openBuildServices(job, image, policy) {
    const registry = job.registryOf(image, image);
    const loadTrusted = async () => (await (0,job_policy/* openPolicy */.t)(job, policy).fetch()) ?? ownWorkflows(job);
    return { registry, provenance: checkProvenance(loadTrusted, { registry, github: job.github }, job.edge) };
}
/** Connects what a scan learns from, and says what it has learnt by. */
function openScanTestimony(job, policy, signing) {
    const { edge, github, home, registryOf, roots, signing: context } = job;
    return openTestimony({ github, registryOf, home, signing, context, roots, fetchPolicy: policy.fetch }, edge);
}
/** Finds what a scanner needs to read an image from its registry. */
async function openImageAccess(job, reference) {
    return { reference, ...(await job.accessTo(reference)) };
}
/** Where scanners are kept, and their databases, which somebody else may have put elsewhere. */
function toolFolders({ runnerTemp, runnerToolCache }) {
    const { TRIVY_CACHE_DIR: trivy, GRYPE_DB_CACHE_DIR: grype } = process.env;
    const databases = { ...(trivy && { trivy }), ...(grype && { grype }) };
    return { temp: runnerTemp, cacheFolder: (0,external_node_path_.join)(runnerToolCache ?? runnerTemp, 'immutable-deploy'), databases };
}
/** The commit that this run's provenance will name; undefined where the job may not have a token. */
async function fetchTokenCommit({ edge, signing }) {
    const { identityToken } = signing;
    if (identityToken.url === undefined)
        return undefined;
    // Nobody takes a token for this audience, so it is of no use to anyone but us.
    return (await (0,identity_token/* fetchIdentityToken */.GD)({ ...identityToken, audience: 'nobody' }, edge)).claims.sha;
}
// Before there is a policy the signer must be a workflow of this repository, and none that a pull request started.
async function ownWorkflows({ context, roots }) {
    const { trustOf } = await __webpack_require__.e(/* import() */ 994).then(__webpack_require__.bind(__webpack_require__, 9994));
    const { defaultEvents } = await Promise.all(/* import() */[__webpack_require__.e(798), __webpack_require__.e(412)]).then(__webpack_require__.bind(__webpack_require__, 5412));
    const trust = { ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents };
    return { trustFor: () => [trust], roots };
}


/***/ }),

/***/ 2056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ buildSummary)
/* harmony export */ });
/* harmony import */ var _artifact_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5279);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6565);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75);



/** Tells which artifact a build ended with, of what it is made, and how to get and verify it. */
function buildSummary(built) {
    const { image, tags, reused, replaced, size, layers, commit, source, base } = built;
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .heading */ .R_)(2, reused ? `♻️ Reused ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(image.digest)}` : `📦 Built ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(image.digest)}`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['', ''], [
        [kindOf(built), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image))],
        ['Commit', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(commit, `${source}/commit/${commit}`)],
        ['Tags', tags.map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY).join(', ')],
        ['Size', `${formatSize(size)}${newPart(layers)}`],
        ...(base === undefined ? [] : [['Base', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(base))]]),
    ]), reused ? 'It carries verified provenance for this commit, so nothing was built.' : undefined, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(replaced.map(({ tag, digest }) => `⚠️ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(tag)} named ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(digest)}, which carried no evidence.`)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)('Layers', layersTable(layers)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)('Pull and verify', waysToGet(built)));
}
function kindOf({ artifactType, platforms }) {
    if (artifactType !== undefined)
        return `Artifact of type ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(artifactType)}`;
    return platforms.length === 0 ? 'Image' : `Image for ${platforms.map(_artifact_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .B).map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY).join(', ')}`;
}
// Of what was there already nothing is known beyond that.
function newPart(layers) {
    if (layers.some(({ existed }) => existed === undefined))
        return '';
    const sizes = new Map(layers.map(({ digest, size, existed }) => [digest, existed ? 0 : size]));
    const sent = [...sizes.values()].reduce((total, size) => total + size, 0);
    return sent === 0 ? ', of which all layers were there' : `, of which ${formatSize(sent)} in new layers`;
}
function layersTable(layers) {
    const severalPlatforms = layers.some(({ platform }) => platform !== undefined);
    const isKnown = layers.some(({ existed }) => existed !== undefined);
    const header = [
        ...(severalPlatforms ? ['Platform'] : []),
        'Digest',
        'Size',
        ...(isKnown ? ['Registry'] : []),
    ];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(header, layers.map(({ digest, size, platform, existed }) => [
        ...(severalPlatforms ? [platform === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_artifact_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .B)(platform))] : []),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(digest),
        formatSize(size),
        ...(isKnown ? [existed ? 'was there' : 'new'] : []),
    ]));
}
function waysToGet({ image, artifactType, source }) {
    const reference = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image);
    const repository = new URL(source).pathname.slice(1);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .fence */ .EU)(`${pullCommand(reference, artifactType)}\ngh attestation verify oci://${reference} --repo ${repository}`, 'sh'), 'Or as a step, once it is signed:', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .fence */ .EU)(`- uses: immutable-deploy/immutable-deploy/actions/verify@<commit>\n  with:\n    image: ${reference}`, 'yaml'));
}
/** https://helm.sh/docs/topics/registries/ */
const helmChart = 'application/vnd.cncf.helm.config.v1+json';
function pullCommand(reference, artifactType) {
    if (artifactType === undefined)
        return `docker pull ${reference}`;
    return artifactType === helmChart ? `helm pull oci://${reference}` : `oras pull ${reference}`;
}
function formatSize(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}


/***/ })

};
