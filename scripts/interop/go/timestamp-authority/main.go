// Serves a timestamp authority with a key and certificates of its own, and nothing else: its own command opens a
// fixed port for metrics as well, so that there could be one at a time.
package main

import (
	"flag"
	"log"
	"time"

	"github.com/sigstore/timestamp-authority/pkg/server"
	"github.com/spf13/viper"
)

func main() {
	port := flag.Int("port", 0, "where to listen on 127.0.0.1")
	flag.Parse()
	viper.Set("timestamp-signer", "memory")
	viper.Set("timestamp-signer-hash", "sha256")
	authority := server.NewRestAPIServer("127.0.0.1", *port, []string{"http"}, false, 10*time.Second, 10*time.Second)
	defer authority.Shutdown()
	if err := authority.Serve(); err != nil {
		log.Fatal(err)
	}
}
