// Serves a certificate transparency log on the disk, for certificates that sign code. The command of the same name
// cannot be built here: of two modules that it requires, there is no released version.
package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"flag"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/transparency-dev/tessera"
	tposix "github.com/transparency-dev/tessera/storage/posix"
	antispam "github.com/transparency-dev/tessera/storage/posix/antispam"
	"github.com/transparency-dev/tesseract"
	"github.com/transparency-dev/tesseract/storage"
	"github.com/transparency-dev/tesseract/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

var (
	address = flag.String("address", "127.0.0.1:0", "where to listen")
	origin  = flag.String("origin", "127.0.0.1", "name of the log")
	folder  = flag.String("folder", "", "where the log is kept")
	key     = flag.String("key", "", "file of the private key, as EC PRIVATE KEY")
	roots   = flag.String("roots", "", "file of the authorities whose certificates are taken")
)

func main() {
	flag.Parse()
	if err := serve(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func serve(ctx context.Context) error {
	signer, err := readKey(*key)
	if err != nil {
		return err
	}
	fetched, err := posix.NewRootsStorage(ctx, *folder)
	if err != nil {
		return err
	}
	accepted := tesseract.ChainValidationConfig{
		RootsPEMFile:           *roots,
		RootsRemoteFetchBackup: fetched,
		ExtKeyUsages:           "CodeSigning",
	}
	options := tesseract.LogHandlerOpts{DedupRL: -1, MaxCertChainBytes: 1 << 20}
	handler, err := tesseract.NewLogHandler(ctx, *origin, signer, accepted, open, 10*time.Second, false, "", options)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	log.Printf("listening on %s", listener.Addr())
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	return server.Serve(listener)
}

func readKey(file string) (*ecdsa.PrivateKey, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("there is no PEM in " + file)
	}
	return x509.ParseECPrivateKey(block.Bytes)
}

func open(ctx context.Context, signer note.Signer) (*storage.CTStorage, error) {
	driver, err := tposix.New(ctx, tposix.Config{Path: *folder})
	if err != nil {
		return nil, err
	}
	known, err := antispam.NewAntispam(ctx, filepath.Join(*folder, ".state", "antispam"), antispam.AntispamOpts{})
	if err != nil {
		return nil, err
	}
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCTLayout().
		WithAntispam(1000, known).
		WithCheckpointInterval(time.Second).
		WithBatching(10, 50*time.Millisecond)
	appender, _, reader, err := tessera.NewAppender(ctx, driver, options)
	if err != nil {
		return nil, err
	}
	issuers, err := posix.NewIssuerStorage(ctx, *folder)
	if err != nil {
		return nil, err
	}
	return storage.NewCTStorage(ctx, &storage.CTStorageOptions{Appender: appender, Reader: reader, IssuerStorage: issuers})
}
