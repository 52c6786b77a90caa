export const id = 518;
export const ids = [518];
export const modules = {

/***/ 5761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ signStatement)
});

// EXTERNAL MODULE: ./build/src/artifact/media-type.js
var media_type = __webpack_require__(6477);
// EXTERNAL MODULE: ./build/src/failure.js
var failure = __webpack_require__(7279);
// EXTERNAL MODULE: ./build/src/evidence/bundle.js
var bundle = __webpack_require__(4731);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/src/evidence/key.js + 1 modules
var evidence_key = __webpack_require__(3234);
// EXTERNAL MODULE: ./build/src/evidence/shape.js
var shape = __webpack_require__(2218);
;// CONCATENATED MODULE: ./build/src/evidence/sigstore-service.js


/** Several attempts of up to 30 s each; more than that is nobody's patience. Milliseconds. */
const patience = 150_000;
const answerLimit = 4 * 1024 * 1024;
/**
 * Asks a service. What can be asked again is, by the edge: each of them may be asked twice. An answer that is no
 * success, and not one of those that are `taken`, is a failure with what the service said.
 */
async function askService(url, { body, taken = [] }, { fetch }) {
    const answer = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
            accept: 'application/json, application/timestamp-reply',
            ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body), idempotent: true }),
        // What we send may hold an identity token, which is for this service alone.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
    });
    const bytes = await readBody(answer, url);
    const { status } = answer;
    const location = answer.headers.get('location') ?? undefined;
    if (answer.ok || taken.includes(status))
        return { status, bytes, ...(location !== undefined && { location }) };
    const refused = status < 500 && status !== 408 && status !== 429;
    throw new failure/* Failure */.HR(refused ? 'denied' : 'unavailable', `${url}: answered ${status}${wordsOf(bytes)}`);
}
/** Reads an answer as a JSON object. */
function parseAnswer({ bytes }, url) {
    const value = parseObject(bytes);
    if (value !== undefined)
        return value;
    throw new failure/* Failure */.HR('mismatch', `${url}: the answer is not a JSON object`);
}
async function readBody({ body }, url) {
    const chunks = [];
    let size = 0;
    try {
        for await (const chunk of body ?? []) {
            size += chunk.length;
            if (size > answerLimit)
                throw new failure/* Failure */.HR('mismatch', `${url}: the answer has more than ${answerLimit} bytes`);
            chunks.push(chunk);
        }
    }
    catch (cause) {
        if (!(0,failure/* isFailure */.N6)(cause, 'unavailable'))
            throw cause;
        throw new failure/* Failure */.HR('unavailable', `${url}: the answer broke off: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
    return Buffer.concat(chunks);
}
/** What a service says is wrong; none of them repeats the token, and none may break the line. */
function wordsOf(bytes) {
    const message = parseObject(bytes)?.message;
    if (typeof message !== 'string')
        return '';
    return `: ${message.replace(/\s+/g, ' ').slice(0, 300)}`;
}
function parseObject(bytes) {
    try {
        const value = JSON.parse(Buffer.from(bytes).toString('utf8'));
        return (0,shape/* isObject */.Gv)(value) ? value : undefined;
    }
    catch {
        // Not JSON, which the caller tells.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/src/evidence/fulcio.js





/**
 * Has a key certified; the certificate is that of this key and this identity, or it is refused.
 * https://github.com/sigstore/fulcio/blob/v1.8.0/fulcio.proto
 */
async function fetchCertificate(fulcioUrl, { identityToken, tokenSubject, certIdentity }, key, edge) {
    const url = `${fulcioUrl}/api/v2/signingCert`;
    assertCertifiable(key.publicKey);
    const proof = await key.sign(Buffer.from(tokenSubject));
    const body = {
        credentials: { oidcIdentityToken: identityToken },
        publicKeyRequest: {
            publicKey: { algorithm: algorithmOf(key.publicKey), content: (0,evidence_key/* formatPublicKey */.et)(key.publicKey) },
            proofOfPossession: Buffer.from(proof).toString('base64'),
        },
    };
    const answer = readAnswer(parseAnswer(await askService(url, { body }, edge), url), url);
    const { chain } = answer.signedCertificateEmbeddedSct ?? answer.signedCertificateDetachedSct ?? {};
    const certificate = parseCertificate(chain?.certificates[0], url);
    checkCertificate(certificate, key.publicKey, certIdentity, url);
    return certificate;
}
const readChain = (0,shape/* open */.ho)({ chain: (0,shape/* open */.ho)({ certificates: (0,shape/* list */.p_)(shape/* text */.Qq) }) });
const readAnswer = (0,shape/* open */.ho)({
    signedCertificateEmbeddedSct: (0,shape/* optional */.lq)(readChain),
    // Without a log of certificates there is nothing to embed.
    signedCertificateDetachedSct: (0,shape/* optional */.lq)(readChain),
});
// Fulcio takes the proof by SHA-256 alone, and under such a certificate everybody wants the curve's own hash.
function assertCertifiable({ asymmetricKeyDetails }) {
    const { namedCurve = 'prime256v1' } = asymmetricKeyDetails ?? {};
    if (namedCurve === 'prime256v1')
        return;
    throw new failure/* Failure */.HR('invalid-input', `a key on the curve "${namedCurve}" cannot be certified; wanted ECDSA P-256, or RSA or Ed25519`);
}
function algorithmOf({ asymmetricKeyType }) {
    switch (asymmetricKeyType) {
        case 'ed25519':
            return 'ED25519';
        case 'rsa':
            return 'RSA_PSS';
        default:
            return 'ECDSA';
    }
}
function parseCertificate(pem, url) {
    if (pem === undefined)
        throw new failure/* Failure */.HR('mismatch', `${url}: the answer has no certificate`);
    try {
        return new external_node_crypto_.X509Certificate(pem);
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `${url}: not a certificate: ${(0,failure/* messageOf */.bD)(cause)}`, { cause });
    }
}
// With a certificate of somebody else's key nothing would verify; with another identity, in somebody else's name.
function checkCertificate(certificate, publicKey, certIdentity, url) {
    if (!(0,evidence_key/* publicKeyBytes */.ij)(certificate.publicKey).equals((0,evidence_key/* publicKeyBytes */.ij)(publicKey))) {
        throw new failure/* Failure */.HR('mismatch', `${url}: the certificate is for another key than the one that signs`);
    }
    const names = namesIn(certificate.subjectAltName ?? '');
    if (names.length !== 1 || names[0] !== certIdentity) {
        const found = names.map((name) => `"${name}"`).join(', ') || 'nobody';
        throw new failure/* Failure */.HR('mismatch', `${url}: the certificate names ${found}; wanted "${certIdentity}"`);
    }
}
// A name with a comma or a quote in it is quoted as JSON: https://nodejs.org/api/crypto.html#x509subjectaltname
function namesIn(subjectAltName) {
    return [...subjectAltName.matchAll(/(?:URI|email):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g)].map(([, name = '']) => (name.startsWith('"') ? String(JSON.parse(name)) : name));
}

;// CONCATENATED MODULE: ./build/src/evidence/rekor.js






/** Has a log witness a signature, and gives its entry with the proof. */
async function logSignature(log, signed, edge) {
    const entry = log.version === 1 ? await logInV1(log.url, signed, edge) : await logInV2(log.url, signed, edge);
    if (signatureIn(entry, log.url) === signed.signature.toString('base64'))
        return entry;
    throw new failure/* Failure */.HR('mismatch', `${log.url}: the log answered with the entry of another signature`);
}
/** Refuses a key whose signatures a log cannot take. */
function assertLoggable(logs, key) {
    const log = logs.find(({ version }) => version === 2);
    if (log === undefined || keyDetails[kindOf(key)] !== undefined)
        return;
    throw new failure/* Failure */.HR('invalid-input', `${log.url}: a Rekor v2 logs what ECDSA P-256, or RSA of 2048, 3072 or 4096 bits, signs; the key is ${kindOf(key)}`);
}
/**
 * How the protocol names the kinds of keys that sign SHA-256.
 * https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_common.proto
 */
const keyDetails = {
    prime256v1: 'PKIX_ECDSA_P256_SHA_256',
    'rsa 2048': 'PKIX_RSA_PKCS1V15_2048_SHA256',
    'rsa 3072': 'PKIX_RSA_PKCS1V15_3072_SHA256',
    'rsa 4096': 'PKIX_RSA_PKCS1V15_4096_SHA256',
};
function kindOf({ asymmetricKeyType, asymmetricKeyDetails = {} }) {
    const { namedCurve, modulusLength } = asymmetricKeyDetails;
    return namedCurve ?? `${asymmetricKeyType} ${modulusLength ?? ''}`.trim();
}
// https://github.com/sigstore/rekor/blob/v1.5.0/openapi.yaml
async function logInV1(base, { payloadType, payload, signature, verifier }, edge) {
    const url = `${base}/api/v1/log/entries`;
    const envelope = {
        payload: payload.toString('base64'),
        payloadType,
        signatures: [{ sig: signature.toString('base64'), keyid: '' }],
    };
    const pem = 'publicKey' in verifier ? verifier.toString() : (0,evidence_key/* formatPublicKey */.et)(verifier);
    const proposedContent = {
        envelope: JSON.stringify(envelope),
        verifiers: [Buffer.from(pem).toString('base64')],
    };
    const body = { apiVersion: '0.0.1', kind: 'dsse', spec: { proposedContent } };
    const answer = await askService(url, { body, taken: [404, 409] }, edge);
    // Which version a log speaks is not to be seen from its address.
    if (answer.status === 404) {
        const way = 'a Rekor v2 is given with its path, as https://rekor.example/api/v2, or by a signing config';
        throw new failure/* Failure */.HR('denied', `${url}: answered 404; ${way}`);
    }
    if (answer.status !== 409)
        return entryOfV1(answer, url);
    // It was there already: an earlier answer to us was lost.
    const [, id] = /([0-9a-f]{64,80})$/.exec(answer.location ?? '') ?? [];
    if (id === undefined)
        throw new failure/* Failure */.HR('mismatch', `${url}: the entry is there already, and where is not said`);
    return entryOfV1(await askService(`${url}/${id}`, {}, edge), `${url}/${id}`);
}
function entryOfV1(answer, url) {
    const [entry] = Object.values(parseAnswer(answer, url));
    const { body, integratedTime, logID, logIndex, verification } = readEntry(entry, url);
    const { signedEntryTimestamp, inclusionProof } = verification;
    const { kind, apiVersion } = readKind(parseBody(body, url), `${url}: body`);
    return {
        logIndex: String(logIndex),
        logId: { keyId: base64(logID) },
        kindVersion: { kind, version: apiVersion },
        integratedTime: String(integratedTime),
        inclusionPromise: signedEntryTimestamp === undefined ? undefined : { signedEntryTimestamp },
        inclusionProof: inclusionProof === undefined
            ? undefined
            : {
                logIndex: String(inclusionProof.logIndex),
                rootHash: base64(inclusionProof.rootHash),
                treeSize: String(inclusionProof.treeSize),
                hashes: inclusionProof.hashes.map(base64),
                checkpoint: { envelope: inclusionProof.checkpoint },
            },
        canonicalizedBody: body,
    };
}
const readEntry = (0,shape/* open */.ho)({
    body: shape/* text */.Qq,
    integratedTime: shape/* integer */.nd,
    logID: shape/* text */.Qq,
    logIndex: shape/* integer */.nd,
    verification: (0,shape/* open */.ho)({
        signedEntryTimestamp: (0,shape/* optional */.lq)(shape/* text */.Qq),
        inclusionProof: (0,shape/* optional */.lq)((0,shape/* open */.ho)({ logIndex: shape/* integer */.nd, rootHash: shape/* text */.Qq, treeSize: shape/* integer */.nd, hashes: (0,shape/* list */.p_)(shape/* text */.Qq), checkpoint: shape/* text */.Qq })),
    }),
});
const readKind = (0,shape/* open */.ho)({ kind: shape/* text */.Qq, apiVersion: shape/* text */.Qq });
/**
 * An envelope is logged by the digest of what was signed, since 2026: other clients read nothing else.
 * https://github.com/sigstore/rekor-tiles/blob/v2.2.0/api/openapi/rekor_service.swagger.json
 */
async function logInV2(base, { signature, verifier, ...signed }, edge) {
    const url = `${base}/api/v2/log/entries`;
    const key = 'publicKey' in verifier ? verifier.publicKey : verifier;
    const digest = (0,external_node_crypto_.createHash)('sha256').update((0,bundle/* preAuthEncoding */.JC)(signed)).digest('base64');
    const named = 'publicKey' in verifier
        ? { x509Certificate: { rawBytes: verifier.raw.toString('base64') } }
        : { publicKey: { rawBytes: (0,evidence_key/* publicKeyBytes */.ij)(verifier).toString('base64') } };
    const body = {
        hashedRekordRequestV002: {
            digest,
            signature: {
                content: signature.toString('base64'),
                verifier: { keyDetails: keyDetails[kindOf(key)], ...named },
            },
        },
    };
    return readEntryV2(parseAnswer(await askService(url, { body }, edge), url), url);
}
// Written as a bundle has it already.
function readEntryV2(answer, url) {
    const entry = openEntryV2(answer, url);
    return {
        ...entry,
        integratedTime: '0',
        inclusionPromise: undefined,
        inclusionProof: { ...entry.inclusionProof, hashes: entry.inclusionProof.hashes ?? [] },
    };
}
const openEntryV2 = (0,shape/* open */.ho)({
    // The first entry's index is left out: zero is what nothing means in its encoding.
    logIndex: (value) => (value === undefined ? '0' : String(value)),
    logId: (0,shape/* open */.ho)({ keyId: shape/* text */.Qq }),
    kindVersion: (0,shape/* open */.ho)({ kind: shape/* text */.Qq, version: shape/* text */.Qq }),
    inclusionProof: (0,shape/* open */.ho)({
        logIndex: (value) => (value === undefined ? '0' : String(value)),
        rootHash: shape/* text */.Qq,
        treeSize: shape/* text */.Qq,
        hashes: (0,shape/* optional */.lq)((0,shape/* list */.p_)(shape/* text */.Qq)),
        checkpoint: (0,shape/* open */.ho)({ envelope: shape/* text */.Qq }),
    }),
    canonicalizedBody: shape/* text */.Qq,
});
function signatureIn({ canonicalizedBody }, url) {
    const at = (value, name) => ((0,shape/* isObject */.Gv)(value) ? value[name] : undefined);
    const spec = at(parseBody(canonicalizedBody, url), 'spec');
    const signatures = at(spec, 'signatures');
    if (Array.isArray(signatures))
        return at(signatures[0], 'signature');
    return at(at(at(spec, 'hashedRekordV002'), 'signature'), 'content');
}
function parseBody(body, url) {
    try {
        return JSON.parse(Buffer.from(body, 'base64').toString());
    }
    catch (cause) {
        throw new failure/* Failure */.HR('mismatch', `${url}: the entry's body is not JSON`, { cause });
    }
}
function base64(hex) {
    return Buffer.from(hex, 'hex').toString('base64');
}

;// CONCATENATED MODULE: ./build/src/evidence/timestamp.js



/**
 * Has a timestamp authority witness a signature. An address without a path gets the usual one.
 * https://github.com/sigstore/timestamp-authority/blob/v1.2.9/openapi.yaml
 */
async function fetchTimestamp(tsaUrl, signature, edge) {
    const url = new URL(tsaUrl).pathname === '/' ? `${tsaUrl.replace(/\/+$/, '')}/api/v1/timestamp` : tsaUrl;
    const digest = (0,external_node_crypto_.createHash)('sha256').update(signature).digest();
    const body = { artifactHash: digest.toString('base64'), hashAlgorithm: 'sha256', certificates: true };
    const { bytes } = await askService(url, { body }, edge);
    // It stands in the timestamp as it is, and whoever verifies reads the rest.
    if (Buffer.from(bytes).includes(digest))
        return bytes;
    throw new failure/* Failure */.HR('mismatch', `${url}: the answer is not a timestamp of this signature`);
}

;// CONCATENATED MODULE: ./build/src/evidence/sign.js







/** Signs a statement and has it witnessed. */
async function signStatement(statement, identity, edge) {
    assertWitnessed(identity);
    const payload = Buffer.from(JSON.stringify(statement));
    edge.log.debug(`signing ${statement.predicateType}, ${payload.length} bytes, by ${describe(identity)}`);
    const { key, certified, logs, tsaUrls } = identity;
    const certificate = certified && (await fetchCertificate(certified.fulcioUrl, certified, key, edge));
    const envelope = { payloadType: media_type/* mediaType */.J.inToto, payload };
    const signature = Buffer.from(await key.sign((0,bundle/* preAuthEncoding */.JC)(envelope)));
    const verifier = certificate ?? key.publicKey;
    const signed = { ...envelope, signature, verifier };
    // One after the other, so that nothing is still asked for once one of them has refused.
    const entries = await each(logs, (log) => logSignature(log, signed, edge));
    const timestamps = await each(tsaUrls, (url) => fetchTimestamp(url, signature, edge));
    return serialize({
        mediaType: media_type/* mediaType */.J.sigstoreBundle,
        verificationMaterial: {
            ...materialOf(certificate, key.publicKey),
            tlogEntries: entries,
            timestampVerificationData: {
                rfc3161Timestamps: timestamps.map((bytes) => ({ signedTimestamp: sign_base64(bytes) })),
            },
        },
        dsseEnvelope: {
            payload: sign_base64(payload),
            payloadType: envelope.payloadType,
            // cosign compares a key id with one of its own; nothing signs it, and the hint says the same.
            signatures: [{ sig: sign_base64(signature), keyid: '' }],
        },
    });
}
// A certificate is valid for minutes, and only some witnesses tell the time.
function assertWitnessed({ key, certified, logs, tsaUrls }) {
    assertLoggable(logs, key.publicKey);
    const timed = tsaUrls.length > 0 || logs.some(({ version }) => version === 1);
    if (timed || (certified === undefined && logs.length === 0))
        return;
    throw new failure/* Failure */.HR('invalid-input', logs.length === 0
        ? 'a certificate is valid for minutes and needs a witness of its time; give rekor-url or tsa-url'
        : 'a Rekor v2 tells no time; give tsa-url too, or a signing config that names a timestamp authority');
}
async function each(items, ask) {
    const answers = [];
    for (const item of items)
        answers.push(await ask(item));
    return answers;
}
function materialOf(certificate, publicKey) {
    return certificate === undefined
        ? { publicKey: { hint: (0,evidence_key/* hintOf */.$z)(publicKey) } }
        : { certificate: { rawBytes: sign_base64(certificate.raw) } };
}
// Read back at once, so that nobody keeps what nobody could read.
async function serialize(json) {
    const { bundleToJSON } = await Promise.all(/* import() */[__webpack_require__.e(654), __webpack_require__.e(40)]).then(__webpack_require__.t.bind(__webpack_require__, 1040, 19));
    return bundleToJSON((await (0,bundle/* parseBundle */.QN)(json)).bundle);
}
function describe({ certified, logs, tsaUrls }) {
    return [certified?.fulcioUrl ?? 'a key', ...logs.map(({ url }) => url), ...tsaUrls].join(', ');
}
function sign_base64(bytes) {
    return Buffer.from(bytes).toString('base64');
}


/***/ }),

/***/ 7022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ storeBundle),
/* harmony export */   m: () => (/* binding */ collectEvidence)
/* harmony export */ });
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4731);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2653);
/* harmony import */ var _judge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3512);
/* harmony import */ var _simple_signing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4623);




/** Finds all that is said about an image, in the registry and at GitHub, and verifies each bundle once. */
async function collectEvidence(image, trustFor, { roots, ...stores }, edge) {
    const signatures = trustFor(_simple_signing_js__WEBPACK_IMPORTED_MODULE_3__/* .signatureType */ .c).length > 0;
    const found = (0,_find_js__WEBPACK_IMPORTED_MODULE_1__/* .findBundles */ .n)(image.digest, image, stores, { signatures });
    const { accepted, rejected } = await (0,_judge_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeAll */ .T)(found, { subject: image.digest, trustFor, roots });
    for (const { source, reason } of rejected)
        edge.log.debug(`${source}: ${reason}`);
    return { accepted, rejected };
}
/** Keeps a bundle where it will be looked for: beside the image, and at GitHub. */
async function storeBundle(image, bundle, stores, edge) {
    const { statement } = await (0,_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .peekStatement */ .JB)(bundle);
    const referrer = await stores.registry?.attach(image, {
        artifactType: bundle.mediaType,
        mediaType: bundle.mediaType,
        bytes: Buffer.from(JSON.stringify(bundle)),
        // What cosign and gh look for.
        // https://github.com/sigstore/cosign/blob/v3.0.0/specs/BUNDLE_SPEC.md
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': statement.predicateType,
            'org.opencontainers.image.created': edge.now().toISOString(),
        },
    });
    const attestation = await stores.github?.createAttestation(bundle);
    return {
        ...(referrer !== undefined && { referrer }),
        ...(attestation?.id !== undefined && { attestationId: attestation.id }),
    };
}


/***/ })

};
