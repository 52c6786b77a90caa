export const id = 737;
export const ids = [737];
export const modules = {

/***/ 9737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  packModule: () => (/* binding */ packModule)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/src/build/entries.js + 1 modules
var build_entries = __webpack_require__(8283);
// EXTERNAL MODULE: ./build/src/build/image.js
var build_image = __webpack_require__(3939);
// EXTERNAL MODULE: ./build/src/build/packaging.js
var packaging = __webpack_require__(9937);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/src/artifact/digest.js
var digest = __webpack_require__(1966);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/build/file-bytes.js
var file_bytes = __webpack_require__(8844);
;// CONCATENATED MODULE: ./build/src/build/zip.js
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





// Each of these decides the digest. What zips are dated is local to where they are read and written, so that no time
// is the same everywhere but one that is made there; this is the first day that they know.
const level = 6;
const date = new Date(1980, 0, 1, 12);
const unix = 3;
/** How much is written at a time; decides nothing. */
const fileChunk = 64 * 1024;
/** Writes entries as a zip into a new file: the same entries give the same bytes everywhere. */
async function spoolZip(entries, file) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { Zip, ZipDeflate, ZipPassThrough } = await __webpack_require__.e(/* import() */ 306).then(__webpack_require__.bind(__webpack_require__, 1306));
        const hash = (0,digest/* hashing */.zE)();
        const total = { entries: 0, bytes: 0 };
        let waiting = 0;
        let ready = [];
        const zip = new Zip((error, chunk) => {
            if (error)
                throw error;
            hash.update(chunk);
            total.bytes += chunk.length;
            waiting += chunk.length;
            ready.push(chunk);
        });
        const output = __addDisposableResource(env_1, await (0,promises_.open)(file, 'wx', 0o600), true);
        async function flush() {
            await output.writeFile(Buffer.concat(ready));
            ready = [];
            waiting = 0;
        }
        for await (const entry of entries) {
            const content = await contentOf(entry);
            const name = entry.kind === 'directory' ? `${entry.path}/` : entry.path;
            const member = content.length > 0 ? new ZipDeflate(name, { level }) : new ZipPassThrough(name);
            member.mtime = date;
            member.os = unix;
            member.attrs = modeOf(entry) * 2 ** 16;
            zip.add(member);
            member.push(content, true);
            total.entries++;
            assertWithin(total);
            if (waiting >= fileChunk)
                await flush();
        }
        zip.end();
        assertWithin(total);
        await flush();
        return { digest: hash.digest(), size: total.bytes, open: (offset) => (0,file_bytes/* readFrom */.z)(file, offset) };
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
/** More would need the extension that not every reader knows. */
const limits = { entries: 65_535, bytes: 2 ** 32 - 1 };
function assertWithin({ entries, bytes }) {
    if (entries <= limits.entries && bytes <= limits.bytes)
        return;
    throw new failure/* Failure */.HR('invalid-input', `a zip holds at most ${limits.entries} entries and ${limits.bytes} bytes; name less in input "files"`);
}
/** Files of a zip are packed one by one, and so read whole. */
async function contentOf(entry) {
    if (entry.kind === 'directory')
        return new Uint8Array();
    const content = await (0,build_entries/* wholeOf */.l2)(entry.bytes);
    if (content.length === entry.size)
        return content;
    throw new failure/* Failure */.HR('mismatch', `"${entry.path}" changed while it was read: ${content.length} bytes in place of ${entry.size}`);
}
// https://man7.org/linux/man-pages/man7/inode.7.html
function modeOf(entry) {
    if (entry.kind === 'directory')
        return 0o40755;
    return entry.executable ? 0o100755 : 0o100644;
}

;// CONCATENATED MODULE: ./build/src/build/opentofu-module.js





/**
 * Packs a module as OpenTofu installs it from `oci://`.
 * https://opentofu.org/docs/cli/oci_registries/module-package/
 */
const packModule = async (placed, job, edge) => {
    if (!placed.some(({ path }) => /^[^/]+\.(?:tf|tofu)(?:\.json)?$/.test(path))) {
        edge.log.notice('the module package has no configuration at its top: its modules are found below, as in oci://…//directory; with "directory:." in input "files" it would be there');
    }
    const entries = (0,build_entries/* readPlain */.rM)(placed, job, edge, 'a module package');
    const { digest, size, open } = await spoolZip(entries, (0,external_node_path_.join)(job.temporary, 'module.zip'));
    const descriptor = { mediaType: 'archive/zip', digest, size, ...(0,packaging/* titled */.d)('module.zip') };
    return { config: build_image/* emptyConfig */.i4, layer: { descriptor, open } };
};


/***/ })

};
