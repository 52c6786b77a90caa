// Serves a Trillian log that is kept in memory and signed by the same process, for a Rekor v1 that needs no database.
package main

import (
	"context"
	"flag"
	golog "log"
	"net"
	"time"

	"github.com/google/trillian"
	"github.com/google/trillian/extension"
	"github.com/google/trillian/log"
	"github.com/google/trillian/monitoring"
	"github.com/google/trillian/quota"
	"github.com/google/trillian/server"
	"github.com/google/trillian/server/admin"
	"github.com/google/trillian/server/interceptor"
	"github.com/google/trillian/storage/memory"
	"github.com/google/trillian/util/clock"
	"github.com/google/trillian/util/election2"
	"google.golang.org/grpc"
)

func main() {
	address := flag.String("address", "127.0.0.1:0", "where to listen")
	interval := flag.Duration("interval", 50*time.Millisecond, "how often what was queued is made part of the log")
	flag.Parse()
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		golog.Fatal(err)
	}
	trees := memory.NewTreeStorage()
	registry := extension.Registry{
		AdminStorage:    memory.NewAdminStorage(trees),
		LogStorage:      memory.NewLogStorage(trees, monitoring.InertMetricFactory{}),
		QuotaManager:    quota.Noop(),
		MetricFactory:   monitoring.InertMetricFactory{},
		ElectionFactory: election2.NoopFactory{},
	}
	go sequence(registry, *interval)
	golog.Printf("listening on %s", listener.Addr())
	golog.Fatal(serve(registry, listener))
}

func sequence(registry extension.Registry, interval time.Duration) {
	operation := log.OperationInfo{
		Registry:    registry,
		BatchSize:   1000,
		NumWorkers:  1,
		RunInterval: interval,
		TimeSource:  clock.System,
	}
	log.NewOperationManager(operation, log.NewSequencerManager(registry, 0)).OperationLoop(context.Background())
}

func serve(registry extension.Registry, listener net.Listener) error {
	rpc := grpc.NewServer(grpc.UnaryInterceptor(interceptor.ErrorWrapper))
	trillian.RegisterTrillianAdminServer(rpc, admin.New(registry, []trillian.TreeType{trillian.TreeType_LOG}))
	trillian.RegisterTrillianLogServer(rpc, server.NewTrillianLogRPCServer(registry, clock.System))
	return rpc.Serve(listener)
}
