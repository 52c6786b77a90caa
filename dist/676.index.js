export const id = 676;
export const ids = [676];
export const modules = {

/***/ 44766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ build)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78877);
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(71966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7279);
/* harmony import */ var _git_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88006);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(68805);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2845);









/** Turns the commit that is checked out into an artifact under the commit's tag, or finds it there. */
async function build(request, services, edge) {
    keepYoungGenerationSmall();
    const checkout = await readCommit(request, edge);
    const tags = [...new Set([(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .commitTagOf */ .VG)(checkout.commit), ...request.tags])];
    const found = await (0,_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .findTags */ .vU)(request.image, tags, services.registry);
    if (request.ifTagExists === 'fail')
        (0,_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .refuseExisting */ .Uj)(request.image, found);
    const task = { request, checkout, found };
    const existing = await findReusable(task, services, edge);
    if (existing)
        return describe(existing, task, await storeAndTag(existing, undefined, task, services, edge));
    return inTemporary(request.temporary, async (temporary) => {
        const made = await make(task, temporary, services, edge);
        const artifact = { ...made, image: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .withDigest */ .hQ)(request.image, (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .ol)(made.bytes)) };
        return describe(artifact, task, await storeAndTag(artifact, made, task, services, edge));
    });
}
// Compressing throws away several times the bytes it reads, and V8 answers that by doubling its young generation again
// and again, with as many dropped buffers waiting in it: 60 MB more for 20 000 files, and no faster. It looks at this
// flag whenever it would grow, so from here on it does not. No result depends on it.
function keepYoungGenerationSmall() {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_2__.setFlagsFromString)('--semi-space-growth-factor=1');
}
async function readCommit({ recipe, tokenCommit }, edge) {
    const checkout = await (0,_git_js__WEBPACK_IMPORTED_MODULE_6__/* .readCheckout */ .b$)(recipe.context, edge);
    if (tokenCommit !== undefined && tokenCommit !== checkout.commit) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('mismatch', `checked out is ${checkout.commit}, and this run is for ${tokenCommit}, as its provenance will say; check out without "ref"`);
    }
    const modified = await (0,_git_js__WEBPACK_IMPORTED_MODULE_6__/* .listModified */ .iR)(checkout, edge);
    if (modified.length === 0)
        return checkout;
    const more = modified.length > 1 ? ` and ${modified.length - 1} more` : '';
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_5__/* .Failure */ .HR('mismatch', `tracked files differ from commit ${checkout.commit}: "${modified[0]}" is modified${more}; build before they are changed, or commit the change`, {
        problems: modified.slice(0, 20).map((file) => ({ message: `"${file}" is modified`, place: { file } })),
    });
}
async function findReusable({ request, checkout: { commit }, found }, { registry, provenance }, { log }) {
    const { tag, digest } = found.find(({ tag }) => tag === (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .commitTagOf */ .VG)(commit)) ?? {};
    if (tag === undefined || digest === undefined || request.ifTagExists === 'rebuild')
        return undefined;
    const image = (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .withDigest */ .hQ)(request.image, digest);
    const verified = await provenance.verifiedCommitOf(image);
    if (verified !== commit) {
        const state = verified === undefined ? 'no verified provenance' : `provenance for commit ${verified}`;
        log.info(`${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .withTag */ .Rd)(image, tag))} is ${digest} with ${state}: it is built again and compared`);
        return undefined;
    }
    log.info(`${(0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .formatReference */ .FH)(image)} has verified provenance for this commit: it is taken as it is`);
    const { manifest, bytes } = await registry.fetchManifest(image);
    return { image, manifest, bytes, layers: manifest.kind === 'manifest' ? manifest.layers : [] };
}
async function make({ request, checkout }, temporary, { registry }, edge) {
    const { recipe, source, sourceDateEpoch: time = checkout.time } = request;
    const builder = await (0,_index_js__WEBPACK_IMPORTED_MODULE_7__/* .chooseBuilder */ .Z)(request.builder, recipe);
    return builder.make({ recipe, checkout, source, time, temporary }, registry, edge);
}
/**
 * Pushes what was made and puts the tags, the commit's last: whoever finds that one finds everything. Nothing is
 * pushed before it is known that every tag may be put.
 */
async function storeAndTag({ image, manifest, bytes }, made, { request, checkout: { commit }, found }, { registry, provenance }, { log }) {
    const rules = { commit, ifTagExists: request.ifTagExists, provenance };
    const wanted = await (0,_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .planTags */ .Vd)(image, found, rules, registry);
    const existed = made && (await push(image, made, registry));
    for (const tag of wanted.toReversed()) {
        (0,_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .tellReplaced */ .Ym)(image, tag, log);
        await (0,_tags_js__WEBPACK_IMPORTED_MODULE_8__/* .putTag */ .go)(image, tag, { mediaType: manifest.mediaType, bytes }, registry);
    }
    const replaced = wanted.flatMap(({ tag, digest }) => (digest === undefined ? [] : [{ tag, digest }]));
    return { replaced, ...(existed && { existed }) };
}
/** Pushes content before what names it; returns which of it was there already. */
async function push(image, { blobs, children, manifest, bytes }, registry) {
    const pushed = await registry.pushBlobs(image, blobs);
    for (const one of [...children, { manifest, bytes }]) {
        const { mediaType } = one.manifest;
        await registry.pushManifest((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .withDigest */ .hQ)(image, (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .digestOf */ .ol)(one.bytes)), { mediaType, bytes: one.bytes });
    }
    return new Set(blobs.flatMap(({ descriptor }, index) => (pushed[index]?.existed ? descriptor.digest : [])));
}
function describe({ image, manifest, bytes, layers, base }, { checkout: { commit }, found }, { replaced, existed }) {
    return {
        image,
        tag: (0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .commitTagOf */ .VG)(commit),
        tags: found.map(({ tag }) => tag),
        reused: existed === undefined,
        mediaType: manifest.mediaType,
        size: sizeOf(manifest, bytes),
        layers: layers.map(({ digest, size, diffId, platform }) => ({
            digest,
            size,
            ...(diffId && { diffId }),
            ...(platform && { platform }),
            ...(existed && { existed: existed.has(digest) }),
        })),
        commit,
        ...(base && { base }),
        replaced,
    };
}
function sizeOf(manifest, bytes) {
    const parts = manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers];
    return parts.reduce((total, { size }) => total + size, bytes.length);
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

/***/ 88006:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b$: () => (/* binding */ readCheckout),
/* harmony export */   b4: () => (/* binding */ readBlobs),
/* harmony export */   c7: () => (/* binding */ listUntracked),
/* harmony export */   iR: () => (/* binding */ listModified),
/* harmony export */   z7: () => (/* binding */ listTracked)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7279);





/** Reads which commit is checked out in a directory. */
async function readCheckout(directory, edge) {
    // Git answers relative to where the directory really is.
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(directory).catch((cause) => {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('not-found', `there is no directory "${directory}"; is the input "context" right?`, {
            cause,
        });
    });
    const [cdup, prefix, ...rest] = (await git(real, ['rev-parse', '--show-cdup', '--show-prefix'], edge))
        .replace(/\n$/, '')
        .split('\n');
    if (cdup === undefined || prefix === undefined || rest.length > 0) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR('invalid-input', `"${directory}" is not inside of a git working tree`);
    }
    const [header = '', ...lines] = (await git(real, ['cat-file', '--batch'], edge, 'HEAD\n')).split('\n');
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

/***/ 23939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pd: () => (/* binding */ parseEpoch),
/* harmony export */   RM: () => (/* binding */ parseCommand),
/* harmony export */   Wd: () => (/* binding */ parseArtifactType),
/* harmony export */   fD: () => (/* binding */ buildConfig),
/* harmony export */   i4: () => (/* binding */ emptyConfig),
/* harmony export */   mO: () => (/* binding */ parseVariable),
/* harmony export */   oG: () => (/* binding */ workdirOf),
/* harmony export */   qA: () => (/* binding */ parsePlatforms),
/* harmony export */   tN: () => (/* binding */ parseUser),
/* harmony export */   u1: () => (/* binding */ buildManifest),
/* harmony export */   xg: () => (/* binding */ parsePairs)
/* harmony export */ });
/* unused harmony export parsePlatform */
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71966);
/* harmony import */ var _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16477);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26565);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7279);




const defaultUser = '65532:65532';
/** The configuration of what is not an image. */
const emptyConfig = configOf(_artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.empty, '{}');
/**
 * Builds the configuration of an image: what the base says, except for what the recipe says.
 * https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md
 */
function buildConfig(job, platform, diffIds, base) {
    const inherited = Object.entries(base?.config ?? {}).filter(([name]) => name.startsWith('os.'));
    const created = formatTime(job.time);
    const told = historyOf(base, created);
    return configOf(_artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.imageConfig, JSON.stringify({
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
function buildManifest(job, config, layers, base) {
    const { artifactType, annotations } = job.recipe;
    return {
        kind: 'manifest',
        mediaType: _artifact_media_type_js__WEBPACK_IMPORTED_MODULE_1__/* .mediaType */ .J.imageManifest,
        ...(artifactType !== undefined && { artifactType }),
        config: config.descriptor,
        layers,
        annotations: sorted({ ...annotations, ...originOf(job), ...baseAnnotations(base) }),
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
function configOf(type, text) {
    const bytes = new TextEncoder().encode(text);
    return { descriptor: { mediaType: type, digest: (0,_artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes), size: bytes.length }, bytes };
}


/***/ }),

/***/ 68805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ builderNames),
  Z: () => (/* binding */ chooseBuilder)
});

// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/src/artifact/manifest.js
var artifact_manifest = __webpack_require__(80467);
// EXTERNAL MODULE: ./build/src/artifact/descriptor.js
var descriptor = __webpack_require__(55279);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var artifact_digest = __webpack_require__(71966);
// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(16477);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var artifact_reference = __webpack_require__(26565);
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

// EXTERNAL MODULE: ./build/src/build/git.js
var git = __webpack_require__(88006);
// EXTERNAL MODULE: ./build/src/build/image.js
var build_image = __webpack_require__(23939);
// EXTERNAL MODULE: ./build/src/build/layer.js + 1 modules
var build_layer = __webpack_require__(12433);
// EXTERNAL MODULE: ./build/src/build/source.js
var source = __webpack_require__(33053);
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

// EXTERNAL MODULE: ./build/src/build/placement.js
var placement = __webpack_require__(99561);
;// CONCATENATED MODULE: ./build/src/build/files.js










/** Puts files into one layer, upon a base image or alone; no daemon is needed. */
const files = {
    description: 'files of the commit, or that earlier steps made, as one layer upon a base image or alone',
    reads: [
        ...['files', 'base', 'artifactType', 'platforms', 'labels', 'annotations'],
        ...['entrypoint', 'cmd', 'env', 'workdir', 'user'],
    ],
    reproducible: true,
    applies: ({ files = [] }) => files.length > 0,
    async make(job, registry, edge) {
        const { recipe } = job;
        checkRecipe(recipe);
        const platform = platformOf(recipe);
        const base = recipe.base && (await fetchBase(recipe.base, platform, registry));
        const placed = await placeFiles(job, base, edge);
        const targets = await readTargets(placed, job, edge);
        const layer = await (0,build_layer/* spoolLayer */.p)(layerEntries(placed, targets, job, edge), {
            file: (0,external_node_path_.join)(job.temporary, 'layer.tar.gz'),
            time: job.time,
        });
        edge.log.info(`one layer of ${placed.length} entries: ${layer.unpackedSize} bytes, ${layer.descriptor.size} compressed`);
        return recipe.artifactType === undefined
            ? assembleImage(job, platform, layer, base, registry)
            : assembleArtifact(job, layer);
    },
};
const defaultPlatform = { os: 'linux', architecture: 'amd64' };
function platformOf({ platforms = [] }) {
    const [platform = defaultPlatform, ...more] = platforms;
    if (more.length === 0)
        return platform;
    throw new failure/* Failure */.HR('invalid-input', 'several platforms are named; one can be built at a time');
}
function checkRecipe({ files = [], artifactType, platforms = [], env = [], labels = {}, ...image }) {
    if (files.length === 0) {
        throw new failure/* Failure */.HR('invalid-input', 'input "files" is empty; name what goes into the artifact');
    }
    if (artifactType === undefined)
        return;
    const given = [
        ...['base', 'entrypoint', 'cmd', 'workdir', 'user'].filter((name) => image[name] !== undefined),
        ...(platforms.length > 0 ? ['platforms'] : []),
        ...(env.length > 0 ? ['env'] : []),
        ...(Object.keys(labels).length > 0 ? ['labels'] : []),
    ];
    if (given.length === 0)
        return;
    throw new failure/* Failure */.HR('invalid-input', `with "artifact-type" no image is made, which "${given.join('", "')}" would describe; leave out one or the other`);
}
async function placeFiles(job, base, edge) {
    const { recipe, checkout } = job;
    const tracked = await (0,git/* listTracked */.z7)(checkout, edge);
    const sources = await (0,source/* findSources */.Id)(recipe.files ?? [], { context: recipe.context, checkout, tracked });
    for (const source of sources)
        await tellUntracked(source, job, edge);
    return (0,placement/* placeSources */.c)(sources, { workdir: (0,build_image/* workdirOf */.oG)(recipe, base), onBase: base !== undefined });
}
// Left out on purpose: a checkout may hold credentials and caches that nobody meant to ship. But not in silence.
async function tellUntracked({ path, isDirectory, entries }, job, edge) {
    if (!isDirectory || entries[0]?.kind !== 'tracked')
        return;
    const untracked = await (0,git/* listUntracked */.c7)(job.checkout, path, edge);
    if (untracked.length === 0)
        return;
    const shown = untracked.slice(0, 5).map((name) => `"${name}"`);
    const more = untracked.length > shown.length ? ` and ${untracked.length - shown.length} more` : '';
    edge.log.info(`"${path || '.'}" has tracked files, and only those are taken; left out are ${shown.join(', ')}${more}: name in "files" what is wanted of it`);
}
/** Reads where tracked symlinks lead, by their object, and refuses what leads out of the context or the root. */
async function readTargets(placed, { checkout }, edge) {
    const targets = new Map();
    const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'symlink')?.object ?? []);
    for await (const { object, bytes } of (0,git/* readBlobs */.b4)(checkout, objects, edge)) {
        targets.set(object, Buffer.concat(await Array.fromAsync(bytes)).toString('utf8'));
    }
    for (const { path, entry } of placed) {
        const tracked = trackedOf(entry, 'symlink');
        const target = tracked === undefined ? undefined : targets.get(tracked.object);
        if (tracked && target !== undefined)
            (0,source/* checkSymlink */.Ym)(tracked.path, target, checkout.prefix);
        if (target !== undefined)
            checkPlacedSymlink(path, target);
        if (entry?.kind === 'generated-symlink')
            checkPlacedSymlink(path, entry.target);
    }
    return targets;
}
function checkPlacedSymlink(path, target) {
    const resolved = external_node_path_.posix.join(external_node_path_.posix.dirname(path), target);
    if (resolved !== '..' && !resolved.startsWith('../'))
        return;
    throw new failure/* Failure */.HR('invalid-input', `"/${path}" would be a symlink to "${target}", which is above the root`);
}
async function* layerEntries(placed, targets, job, edge) {
    // In the order in which they are wanted below, so that one process answers while the layer is written.
    const objects = placed.flatMap(({ entry }) => trackedOf(entry, 'file')?.object ?? []);
    const blobs = (0,git/* readBlobs */.b4)(job.checkout, objects, edge);
    try {
        for (const one of placed)
            yield await layerEntry(one, blobs, targets, job);
    }
    finally {
        await blobs.return(undefined);
    }
}
async function layerEntry({ path, entry }, blobs, targets, job) {
    if (entry === undefined || entry.kind === 'generated-directory')
        return { kind: 'directory', path };
    if (entry.kind === 'generated-symlink')
        return { kind: 'symlink', path, target: entry.target };
    if (entry.kind === 'generated') {
        const { executable, size } = entry;
        const bytes = (0,source/* readGenerated */.Ov)((0,external_node_path_.join)(job.checkout.root, entry.path), size);
        return { kind: 'file', path, executable, size, bytes };
    }
    const { file } = entry;
    const target = file.kind === 'symlink' ? targets.get(file.object) : undefined;
    if (target !== undefined)
        return { kind: 'symlink', path, target };
    const { value, done } = await blobs.next();
    if (done || value.object !== file.object)
        throw new Error(`git answered out of order for "${file.path}"`);
    return { kind: 'file', path, executable: file.executable, ...(await trackedContent(file, value, job)) };
}
async function trackedContent(file, { size, bytes }, { checkout }) {
    if (size > longestPointer)
        return { size, bytes };
    const content = Buffer.concat(await Array.fromAsync(bytes));
    const pointer = parsePointer(content);
    return pointer === undefined
        ? { size, bytes: once(content) }
        : { size: pointer.size, bytes: readLarge(checkout, file.path, pointer) };
}
async function assembleImage(job, platform, layer, base, registry) {
    const inherited = base?.layers ?? [];
    const diffIds = [...inherited.map(({ diffId }) => diffId), layer.diffId];
    const config = (0,build_image/* buildConfig */.fD)(job, platform, diffIds, base);
    const descriptors = [...inherited.map(({ descriptor }) => descriptor), layer.descriptor];
    const copied = base === undefined ? [] : inherited.map(({ descriptor }) => baseBlob(base, descriptor, registry));
    return {
        ...written((0,build_image/* buildManifest */.u1)(job, config, descriptors, base)),
        children: [],
        blobs: [...copied, layerBlob(layer), configBlob(config)],
        layers: descriptors.map(({ digest, size }, index) => ({ digest, size, diffId: diffIds[index] })),
        ...(base && { base: base.reference }),
    };
}
function assembleArtifact(job, layer) {
    // Without a title `oras pull` passes a layer over.
    const annotations = { 'org.opencontainers.image.title': 'files.tar.gz' };
    const { digest, size } = layer.descriptor;
    return {
        ...written((0,build_image/* buildManifest */.u1)(job, build_image/* emptyConfig */.i4, [{ ...layer.descriptor, annotations }])),
        children: [],
        blobs: [layerBlob(layer), configBlob(build_image/* emptyConfig */.i4)],
        layers: [{ digest, size, diffId: layer.diffId }],
    };
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
function layerBlob({ descriptor, open }) {
    return { descriptor, open };
}
function configBlob({ descriptor, bytes }) {
    return { descriptor, open: (offset = 0) => once(bytes.subarray(offset)) };
}
function trackedOf(entry, kind) {
    return entry?.kind === 'tracked' && entry.file.kind === kind ? entry.file : undefined;
}
async function* once(bytes) {
    yield bytes;
}

;// CONCATENATED MODULE: ./build/src/build/index.js


/** The ways to make an artifact, by the name that users give. */
const builders = { files: files };
/** What the input `builder` may be. */
const builderNames = ['auto', ...Object.keys(builders)];
/** Picks the builder by its name, or the first that a recipe is meant for. */
async function chooseBuilder(name, recipe) {
    const chosen = name === 'auto' ? await firstThatApplies(recipe) : name;
    const builder = builders[chosen];
    assertRead(recipe, builder, chosen);
    return builder;
}
async function firstThatApplies(recipe) {
    for (const [name, { applies }] of Object.entries(builders)) {
        if (await applies(recipe))
            return name;
    }
    throw new failure/* Failure */.HR('invalid-input', 'there is nothing to build; name paths in input "files"');
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

/***/ 12433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  c: () => (/* binding */ comparePaths),
  p: () => (/* binding */ spoolLayer)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(71966);
// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(16477);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
;// CONCATENATED MODULE: ./build/src/build/file-bytes.js
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
const chunkSize = 256 * 1024;
/** Streams a file's bytes from an offset on. */
async function* readFrom(file, offset = 0) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const input = __addDisposableResource(env_1, await (0,promises_.open)(file), true);
        for (let position = offset;;) {
            const { bytesRead, buffer } = await input.read(new Uint8Array(chunkSize), 0, chunkSize, position);
            if (bytesRead === 0)
                return;
            yield buffer.subarray(0, bytesRead);
            position += bytesRead;
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

;// CONCATENATED MODULE: ./build/src/build/layer.js
var layer_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var layer_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/**
 * Writes entries, sorted by path, as a compressed layer into a new file. The same entries and time give the same
 * bytes everywhere; only a buffer's worth of them is in memory.
 */
async function spoolLayer(entries, { file, time }) {
    const { digest, size, diffId, unpackedSize } = await writeCompressed(tarOf(entries, time), file);
    return {
        descriptor: { mediaType: media_type/* mediaType */.J.layerTarGzip, digest, size },
        diffId,
        unpackedSize,
        open: (offset) => readFrom(file, offset),
    };
}
/** Orders paths by their bytes, as git and the layer do; UTF-16 would put some emoji before other letters. */
function comparePaths(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
// Each of these decides the layer's digest: changing one gives every artifact a new digest without a new commit.
// Level 5 costs about a quarter more time than `gzip -6`, for 3 % more bytes; 6 is half as fast again for 1 %.
// fflate compresses what it gets by a push, so pushes must have one size, whatever the sizes of the reads.
const compression = { level: 5, mem: 8, mtime: 0 };
const blockSize = 32 * 1024;
/** How much is written and read back at a time; decides nothing. */
const fileChunk = 64 * 1024;
async function writeCompressed(tar, file) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { Gzip } = await __webpack_require__.e(/* import() */ 306).then(__webpack_require__.bind(__webpack_require__, 51306));
        const plain = (0,digest/* hashing */.zE)();
        const compressed = (0,digest/* hashing */.zE)();
        let unpackedSize = 0;
        let size = 0;
        let ready = [];
        let waiting = 0;
        const gzip = new Gzip(compression, (chunk) => {
            compressed.update(chunk);
            waiting += chunk.length;
            ready.push(chunk);
        });
        const output = layer_addDisposableResource(env_1, await (0,promises_.open)(file, 'wx', 0o600), true);
        async function flush() {
            await output.writeFile(Buffer.concat(ready));
            size += waiting;
            ready = [];
            waiting = 0;
        }
        for await (const block of blocksOf(tar)) {
            plain.update(block);
            unpackedSize += block.length;
            gzip.push(block);
            if (waiting >= fileChunk)
                await flush();
        }
        gzip.push(new Uint8Array(), true);
        await flush();
        return { digest: compressed.digest(), diffId: plain.digest(), size, unpackedSize };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = layer_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Cuts a stream into blocks of one size. The block is reused: it must be done with when the next is asked for. */
async function* blocksOf(stream) {
    const block = new Uint8Array(blockSize);
    let filled = 0;
    for await (const chunk of stream) {
        for (let read = 0; read < chunk.length;) {
            const part = chunk.subarray(read, read + blockSize - filled);
            block.set(part, filled);
            filled += part.length;
            read += part.length;
            if (filled < blockSize)
                continue;
            yield block;
            filled = 0;
        }
    }
    if (filled > 0)
        yield block.subarray(0, filled);
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
    const target = entry.kind === 'symlink' ? entry.target : '';
    const extended = Buffer.concat([
        fits(name) ? Buffer.alloc(0) : paxRecord('path', name),
        fits(target) ? Buffer.alloc(0) : paxRecord('linkpath', target),
        size <= largestSize ? Buffer.alloc(0) : paxRecord('size', String(size)),
    ]);
    const type = { file: '0', symlink: '2', directory: '5' }[entry.kind];
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

/***/ 99561:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ parseWorkdir),
/* harmony export */   c: () => (/* binding */ placeSources)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7279);
/* harmony import */ var _layer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12433);



/**
 * Decides where each source goes, as `COPY` does: a file to its destination, or into it if that ends in `/`;
 * a directory's content into its destination. Sorted as a layer is, with the directories that lead there.
 */
function placeSources(sources, ground) {
    const placed = new Map();
    for (const source of sources) {
        for (const entry of source.entries) {
            const path = destinationOf(source, entry, ground.workdir);
            if (path === '' && entry.kind === 'generated-directory')
                continue;
            checkDestination(path, entry.path, ground);
            add(placed, { path, entry });
        }
    }
    for (const { path, entry } of [...placed.values()])
        addParents(placed, path, entry);
    return [...placed.values()].sort((a, b) => (0,_layer_js__WEBPACK_IMPORTED_MODULE_2__/* .comparePaths */ .c)(a.path, b.path));
}
/** Reads a working directory of an image: absolute, without detours. */
function parseWorkdir(text) {
    const normal = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(text).replace(/(?<=.)\/$/, '');
    if (text.startsWith('/') && !text.split('/').includes('..') && !text.includes('\\'))
        return normal;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('invalid-input', `"${text}" is not an absolute path in an image; wanted one such as /app`);
}
function destinationOf({ mapping, path, isDirectory }, entry, workdir) {
    const { destination = mappedPath(mapping.source) } = mapping;
    const absolute = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.resolve('/', workdir, destination);
    const isInto = destination.endsWith('/') || destination === '.' || absolute === '/';
    if (isDirectory)
        return node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(absolute, node_path__WEBPACK_IMPORTED_MODULE_0__.posix.relative(path, entry.path)).replace(/^\/|\/$/g, '');
    return (isInto ? node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(absolute, node_path__WEBPACK_IMPORTED_MODULE_0__.posix.basename(path)) : absolute).slice(1);
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
        if (known === undefined)
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

/***/ 33053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Id: () => (/* binding */ findSources),
/* harmony export */   Ov: () => (/* binding */ readGenerated),
/* harmony export */   WE: () => (/* binding */ parseFileMapping),
/* harmony export */   Ym: () => (/* binding */ checkSymlink)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7279);
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



/**
 * Reads `path[:destination]`. On Windows the colon of a drive is part of the path; there `./c:/app` is how a
 * directory called `c` is named.
 */
function parseFileMapping(text, windows = false) {
    const drive = windows && /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0;
    const colon = text.indexOf(':', drive);
    const source = (colon < 0 ? text : text.slice(0, colon)).trim();
    const destination = colon < 0 ? undefined : text.slice(colon + 1).trim();
    if (source === '')
        throw refused(text, 'names no path; wanted path[:destination]');
    if (hasControl(text))
        throw refused(text, 'has a control character');
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
/**
 * Finds what each mapping means: a tracked file or directory of tracked files, whose bytes are git's, or else
 * something generated, which is on disk only. All that is wrong is collected before it fails.
 */
async function findSources(mappings, { context, checkout, tracked }) {
    const found = [];
    const failures = [];
    for (const mapping of mappings) {
        try {
            found.push(await findSource(mapping, context, checkout, tracked));
        }
        catch (error) {
            if (!(error instanceof _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR))
                throw error;
            failures.push(error);
        }
    }
    if (failures.length > 0)
        throw combined(failures);
    return found;
}
/** Opens a generated file, which must still be the regular file it was found to be. */
async function* readGenerated(file, size) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const input = __addDisposableResource(env_1, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(file), true);
        const stats = await input.stat();
        if (!stats.isFile() || stats.size !== size) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('mismatch', `"${file}" changed while it was read; build when nothing writes to it`);
        }
        const buffer = new Uint8Array(64 * 1024);
        for (;;) {
            const { bytesRead } = await input.read(buffer);
            if (bytesRead === 0)
                return;
            yield buffer.subarray(0, bytesRead);
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
async function findSource(mapping, context, checkout, tracked) {
    const inContext = contextPathOf(mapping.source, context);
    const path = `${checkout.prefix}${inContext}`.replace(/\/$/, '');
    const below = path === '' ? '' : `${path}/`;
    const submodule = tracked.find(({ kind, path: at }) => kind === 'submodule' && (at === path || below.startsWith(`${at}/`)));
    if (submodule)
        throw submoduleFailure(submodule);
    const exact = tracked.find((file) => file.path === path);
    if (exact)
        return { mapping, path, isDirectory: false, entries: [trackedEntry(exact)] };
    const inside = tracked.filter((file) => file.path.startsWith(below));
    if (inside.length > 0)
        return { mapping, path, isDirectory: true, entries: inside.map(trackedEntry) };
    return findGenerated(mapping, path, checkout);
}
/** Where a source is below the context, in `/` form; nothing is the context itself. */
function contextPathOf(source, context) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(source) ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(context, source).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/') : source;
    const normal = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.normalize(path || '.').replace(/\/$/, '');
    if (normal === '..' || normal.startsWith('../') || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(normal)) {
        throw refused(source, 'is outside of the context');
    }
    if (hasGitDirectory(normal))
        throw refused(source, "is inside of git's own directory");
    return normal === '.' ? '' : normal;
}
async function findGenerated(mapping, path, checkout) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.root, path);
    const stats = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(file).catch(() => undefined);
    if (stats === undefined) {
        const pattern = /[*?[{]/.test(mapping.source) ? '; patterns are not read, name a directory' : '';
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('not-found', `"${mapping.source}" is neither in the commit nor on disk${pattern}`);
    }
    await refuseDetour(mapping.source, file, checkout.root, path);
    const entries = await walk(checkout, path, stats, checkout.prefix);
    // A symlink to a directory is a symlink, and stays one.
    return { mapping, path, isDirectory: stats.isDirectory(), entries };
}
// A path through a symlink, or in another case on a file system that ignores it, would read a tracked file from
// disk although git's bytes were meant, or leave the working tree.
async function refuseDetour(source, file, root, path) {
    const parent = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path);
    const wanted = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(root), parent);
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, parent));
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(file, '..'));
    if (found === wanted && names.includes(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.basename(path)))
        return;
    throw refused(source, `leads to "${(0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, found).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/')}/" by a detour; name that path`);
}
async function walk(checkout, path, stats, prefix) {
    if (hasGitDirectory(path)) {
        throw refused(path, 'is a git directory, which may hold credentials; name what is beside it');
    }
    if (path.includes('\ufffd'))
        throw refused(path, 'has a name that is not UTF-8');
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.root, path);
    if (stats.isFile()) {
        return [{ kind: 'generated', path, executable: (stats.mode & 0o100) !== 0, size: stats.size }];
    }
    if (stats.isSymbolicLink()) {
        const target = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(file)).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
        checkSymlink(path, target, prefix);
        return [{ kind: 'generated-symlink', path, target }];
    }
    if (!stats.isDirectory())
        throw refused(path, `is ${typeOf(stats)}; wanted files, directories or symlinks`);
    const entries = [{ kind: 'generated-directory', path }];
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(file)) {
        const child = `${path}/${name}`;
        entries.push(...(await walk(checkout, child, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(checkout.root, child)), prefix)));
    }
    return entries;
}
/** Refuses a symlink that is absolute or whose target is outside of the directory that `prefix` names. */
function checkSymlink(path, target, prefix) {
    if (target.startsWith('/') || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(target)) {
        throw refused(path, `is a symlink to the absolute path "${target}"`);
    }
    const resolved = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(node_path__WEBPACK_IMPORTED_MODULE_1__.posix.dirname(path), target);
    if (resolved === '..' || resolved.startsWith('../') || !`${resolved}/`.startsWith(prefix)) {
        throw refused(path, `is a symlink to "${target}", which is outside of the context`);
    }
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
    return path.split('/').some((part) => part.toLowerCase() === '.git');
}
function hasControl(text) {
    return [...text].some((character) => character < ' ' || character === '\x7f');
}
function refused(path, reason) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `"${path}" ${reason}`);
}
function combined(failures) {
    const [first] = failures;
    if (failures.length === 1 && first)
        return first;
    const problems = failures.map((failure) => ({ message: (0,_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(failure) }));
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .HR('invalid-input', `input "files" has ${failures.length} problems, the first: ${problems[0]?.message}`, { problems });
}


/***/ }),

/***/ 2845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uj: () => (/* binding */ refuseExisting),
/* harmony export */   Vd: () => (/* binding */ planTags),
/* harmony export */   Ym: () => (/* binding */ tellReplaced),
/* harmony export */   a5: () => (/* binding */ parseExtraTag),
/* harmony export */   c3: () => (/* binding */ ifTagExistsValues),
/* harmony export */   go: () => (/* binding */ putTag),
/* harmony export */   vU: () => (/* binding */ findTags)
/* harmony export */ });
/* harmony import */ var _artifact_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(71966);
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26565);
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
        const reason = await refusalOf(one, image, rules, registry);
        if (reason === undefined)
            wanted.push(one);
        else
            refused.push(reason);
    }
    if (refused.length > 0)
        throw refusal('mismatch', refused[0] ?? '', refused);
    return wanted;
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
async function refusalOf({ tag, digest }, image, rules, registry) {
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
    const conflict = `${name} is ${digest}, and this build is ${image.digest}`;
    return `${conflict}; ${isCommitTag ? ways[rules.ifTagExists] : 'tags are never moved: give another one'}`;
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

/***/ 12555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ buildOutputs),
/* harmony export */   a: () => (/* binding */ promotionOutputs)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26565);

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
        previous: outcome.previous?.app?.digest,
        'deployment-id': outcome.deployment,
        'environment-url': outcome.environmentUrl,
        'record-path': recordPath,
    };
}


/***/ }),

/***/ 10428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n$: () => (/* binding */ fetchTokenCommit),
  V7: () => (/* binding */ openBuildServices),
  _9: () => (/* binding */ openScanTestimony)
});

// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(71966);
// EXTERNAL MODULE: ./build/src/artifact/reference.js
var reference = __webpack_require__(26565);
// EXTERNAL MODULE: ./build/src/evidence/evidence.js
var evidence = __webpack_require__(36970);
// EXTERNAL MODULE: ./build/src/evidence/predicate/provenance.js
var provenance = __webpack_require__(32898);
// EXTERNAL MODULE: ./build/src/evidence/store.js
var store = __webpack_require__(37022);
;// CONCATENATED MODULE: ./build/src/build/provenance.js





/** Asks the registry and GitHub; whom to trust is asked for only when there is something to be verified. */
function checkProvenance(loadTrusted, { registry, github }, edge) {
    return {
        async verifiedCommitOf(image) {
            const { trustFor, roots } = await loadTrusted();
            const onlyProvenance = (type) => (type === provenance/* provenanceType */.wy ? trustFor(type) : []);
            const { accepted, rejected } = await (0,store/* collectEvidence */.mE)(image, onlyProvenance, { registry, roots, ...(github && { github }) }, edge);
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
var identity_token = __webpack_require__(63281);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/src/evidence/attest.js
var attest = __webpack_require__(23626);
// EXTERNAL MODULE: ./build/src/evidence/predicate/sbom.js
var sbom = __webpack_require__(34012);
// EXTERNAL MODULE: ./build/src/evidence/signing.js + 1 modules
var evidence_signing = __webpack_require__(17594);
;// CONCATENATED MODULE: ./build/src/scan/testimony.js





/** Opens what is said about images: by whom the policy trusts, and in the name of this job. */
function openTestimony(options, edge) {
    const { github, registryOf, signing, context } = options;
    let told = false;
    return {
        collectSboms: async (image) => {
            const { trusted, roots } = await whomToTrust(options);
            const stores = { registry: registryOf(image), github, roots };
            return (0,store/* collectEvidence */.mE)(image, (type) => ((0,sbom/* isSbomType */.Md)(type) ? trusted(type) : []), stores, edge);
        },
        attest: async (image, statement) => {
            const { identity } = await (0,evidence_signing/* resolveSigning */.mV)(signing, context, edge);
            const stores = { identity, registry: registryOf(image), github };
            const { bundle, attestationId } = await (0,attest/* attest */.s)(image, statement, stores, edge);
            if (attestationId === undefined && !told) {
                edge.log.notice('this repository has no attestations at GitHub; the evidence is in the registry only');
                told = true;
            }
            return bundle;
        },
    };
}
/** Without a policy it is this repository's own workflows; and always the key that signs here. */
async function whomToTrust({ home: { name, id, serverUrl }, signing, context, fetchPolicy, }) {
    const policy = await fetchPolicy();
    const own = { sourceRepository: { name, id }, serverUrl };
    const key = signing.key === undefined ? undefined : await publicKeyOf(signing.key, context);
    const given = await (0,evidence_signing/* readTrustMaterial */.EZ)(signing.trustedRoot, context.workspace);
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
async function publicKeyOf(location, context) {
    const key = await (0,evidence_signing/* readPrivateKey */.$k)(location, context);
    return (0,external_node_crypto_.createPublicKey)(key).export({ format: 'pem', type: 'spki' }).toString();
}

// EXTERNAL MODULE: ./build/src/job/policy-file.js
var policy_file = __webpack_require__(19442);
;// CONCATENATED MODULE: ./build/src/job/services.js




/** Connects what a build works with. */
function openBuildServices(job, image, policy) {
    const registry = job.registryOf(image, image);
    const loadTrusted = async () => (await fetchPolicy(job, policy)) ?? ownWorkflows(job);
    return { registry, provenance: checkProvenance(loadTrusted, { registry, github: job.github }, job.edge) };
}
/** Connects what a scan learns from, and says what it has learnt by. */
function openScanTestimony(job, policy, signing) {
    const { edge, github, home, registryOf, signing: context } = job;
    return openTestimony({ github, registryOf, home, signing, context, fetchPolicy: () => fetchPolicy(job, policy) }, edge);
}
/** The commit that this run's provenance will name; undefined where the job may not have a token. */
async function fetchTokenCommit({ edge, signing }) {
    const { identityToken } = signing;
    if (identityToken.url === undefined)
        return undefined;
    // Nobody takes a token for this audience, so it is of no use to anyone but us.
    return (await (0,identity_token/* fetchIdentityToken */.GD)({ ...identityToken, audience: 'nobody' }, edge)).claims.sha;
}
// Loaded only where it is asked for: what reads a policy takes longer to load than many a step takes in all.
async function fetchPolicy({ github, home }, file) {
    const { fetchSettings } = await Promise.all(/* import() */[__webpack_require__.e(294), __webpack_require__.e(617)]).then(__webpack_require__.bind(__webpack_require__, 3617));
    const settings = await fetchSettings(github, { file, home });
    // A file that somebody named says whom to trust: without it, more would be trusted than was meant.
    if (settings === undefined && file !== policy_file/* defaultPolicyFile */.k)
        throw (0,policy_file/* noPolicyFile */.M)(file);
    return settings;
}
// Before there is a policy the signer must be a workflow of this repository, and none that a pull request started.
async function ownWorkflows({ context }) {
    const { trustOf } = await __webpack_require__.e(/* import() */ 994).then(__webpack_require__.bind(__webpack_require__, 39994));
    const { defaultEvents } = await __webpack_require__.e(/* import() */ 701).then(__webpack_require__.bind(__webpack_require__, 76701));
    const trust = { ...trustOf({ denySelfHostedRunners: false }, context), events: defaultEvents };
    return { trustFor: () => [trust], roots: { kind: 'known' } };
}


/***/ }),

/***/ 42056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ buildSummary)
/* harmony export */ });
/* harmony import */ var _artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26565);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70075);


/** Tells which artifact a build ended with, and whether it was there already. */
function buildSummary({ image, tags, reused, replaced, size, layers, commit, base }) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .blocks */ .Bv)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .heading */ .R_)(2, reused ? `♻️ Reused ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(image.digest)}` : `📦 Built ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .shortDigest */ .VK)(image.digest)}`), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['', ''], [
        ['Artifact', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(image))],
        ['Commit', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(commit)],
        ['Tags', tags.map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY).join(', ')],
        ['Size', formatSize(size)],
        ...(base === undefined ? [] : [['Base', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_artifact_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatReference */ .FH)(base))]]),
    ]), reused ? 'It carries verified provenance for this commit, so nothing was built.' : undefined, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(replaced.map(({ tag, digest }) => `⚠️ ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(tag)} named ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(digest)}, which carried no evidence.`)), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .details */ .zH)('Layers', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['Digest', 'Size'], layers.map(({ digest, size }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(digest), formatSize(size)]))));
}
function formatSize(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}


/***/ })

};
