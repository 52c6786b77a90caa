// Writes a small database for Trivy, by Trivy's own writer, from the advisories of a test.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"path/filepath"
	"time"

	"github.com/aquasecurity/trivy-db/pkg/db"
	"github.com/aquasecurity/trivy-db/pkg/metadata"
	"github.com/aquasecurity/trivy-db/pkg/types"
	bolt "go.etcd.io/bbolt"
)

// An advisory about one package, as test/interop/support/vulnerable-image.ts writes it.
type advisory struct {
	ID       string
	GHSA     string
	Title    string
	Severity string
	Vector   string
	Score    float64
	// "npm", or a distribution and its release: "debian 12".
	Source  string
	Package string
	// Empty where no version is safe.
	Fixed string
}

func main() {
	advisories := flag.String("advisories", "", "JSON file with the list of advisories")
	cache := flag.String("cache", "", "folder that trivy is given as its cache")
	flag.Parse()
	if err := write(*advisories, filepath.Join(*cache, "db")); err != nil {
		log.Fatal(err)
	}
}

func write(path, folder string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var advisories []advisory
	if err := json.Unmarshal(content, &advisories); err != nil {
		return err
	}
	if err := db.Init(folder); err != nil {
		return err
	}
	config := db.Config{}
	if err := config.BatchUpdate(func(tx *bolt.Tx) error {
		for _, one := range advisories {
			if err := putAdvisory(config, tx, one); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	madeAt := time.Now().UTC()
	return metadata.NewClient(folder).Update(metadata.Metadata{
		Version: db.SchemaVersion,
		// So far ahead that it never asks for a newer one.
		NextUpdate:   madeAt.AddDate(20, 0, 0),
		UpdatedAt:    madeAt,
		DownloadedAt: madeAt,
	})
}

func putAdvisory(config db.Config, tx *bolt.Tx, one advisory) error {
	bucket, source := one.Source, types.DataSource{ID: "debian", Name: "Debian Security Tracker", URL: "https://security-tracker.debian.org"}
	if one.Source == "npm" {
		bucket = "npm::GitHub Security Advisory npm"
		source = types.DataSource{ID: "ghsa", Name: "GitHub Security Advisory npm", URL: "https://github.com/advisories"}
	}
	if err := config.PutDataSource(tx, bucket, source); err != nil {
		return err
	}
	if err := config.PutAdvisoryDetail(tx, one.ID, one.Package, []string{bucket}, detailOf(one)); err != nil {
		return err
	}
	if err := config.SaveAdvisoryDetails(tx, one.ID); err != nil {
		return err
	}
	return config.PutVulnerability(tx, one.ID, vulnerabilityOf(one, source.ID))
}

func detailOf(one advisory) types.Advisory {
	if one.Source != "npm" {
		if one.Fixed == "" {
			return types.Advisory{Status: types.StatusAffected}
		}
		return types.Advisory{FixedVersion: one.Fixed}
	}
	detail := types.Advisory{}
	if one.GHSA != "" {
		detail.VendorIDs = []string{one.GHSA}
	}
	if one.Fixed == "" {
		detail.VulnerableVersions = []string{">=0"}
		return detail
	}
	detail.VulnerableVersions = []string{"<" + one.Fixed}
	detail.PatchedVersions = []string{one.Fixed}
	return detail
}

func vulnerabilityOf(one advisory, source types.SourceID) types.Vulnerability {
	severity, err := types.NewSeverity(one.Severity)
	if err != nil {
		severity = types.SeverityUnknown
	}
	rated := types.Vulnerability{
		Title:      one.Title,
		Severity:   severity.String(),
		References: []string{"https://security.example/" + one.ID},
	}
	if severity != types.SeverityUnknown {
		rated.VendorSeverity = types.VendorSeverity{source: severity}
	}
	if one.Vector != "" {
		rated.CVSS = types.VendorCVSS{source: types.CVSS{V3Vector: one.Vector, V3Score: one.Score}}
	}
	return rated
}
