// Writes a small database for Grype, by Grype's own writer, from the advisories of a test.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"strings"
	"time"

	v6 "github.com/anchore/grype/grype/db/v6"
)

// An advisory about one package, as test/interop/support/vulnerable-image.ts writes it.
type advisory struct {
	ID       string
	GHSA     string
	Title    string
	Severity string
	Vector   string
	// "npm", or a distribution and its release: "debian 12".
	Source  string
	Package string
	// Empty where no version is safe.
	Fixed string
}

// Grype asks by the codename too, and finds nothing, without a word, where it is missing.
var codenames = map[string]string{"12": "bookworm", "13": "trixie"}

func main() {
	advisories := flag.String("advisories", "", "JSON file with the list of advisories")
	folder := flag.String("folder", "", "where vulnerability.db is written, for `grype db import`")
	flag.Parse()
	if err := write(*advisories, *folder); err != nil {
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
	writer, err := v6.NewWriter(v6.Config{DBDirPath: folder})
	if err != nil {
		return err
	}
	if err := writer.SetDBMetadata(); err != nil {
		return err
	}
	now := time.Now().UTC()
	providers := map[string]*v6.Provider{}
	for _, name := range []string{"github", "debian"} {
		providers[name] = &v6.Provider{ID: name, Version: "1", Processor: "test", DateCaptured: &now, InputDigest: "xxh64:0"}
		if err := writer.AddProvider(*providers[name]); err != nil {
			return err
		}
	}
	for _, one := range advisories {
		if err := add(writer, one, providers); err != nil {
			return err
		}
	}
	return writer.Close()
}

func add(writer v6.ReadWriter, one advisory, providers map[string]*v6.Provider) error {
	id, provider, aliases := one.ID, providers["debian"], []string(nil)
	if one.Source == "npm" {
		provider = providers["github"]
		if one.GHSA != "" {
			id, aliases = one.GHSA, []string{one.ID}
		}
	}
	vulnerability := &v6.VulnerabilityHandle{
		Name:       id,
		Status:     v6.VulnerabilityActive,
		ProviderID: provider.ID,
		Provider:   provider,
		BlobValue: &v6.VulnerabilityBlob{
			ID:          id,
			Description: one.Title,
			Aliases:     aliases,
			Severities:  severitiesOf(one),
			References:  []v6.Reference{{URL: "https://security.example/" + one.ID}},
		},
	}
	if err := writer.AddVulnerabilities(vulnerability); err != nil {
		return err
	}
	return writer.AddAffectedPackages(affectedBy(one, vulnerability, aliases))
}

func severitiesOf(one advisory) []v6.Severity {
	var severities []v6.Severity
	if one.Severity != "" {
		severities = append(severities, v6.Severity{Scheme: v6.SeveritySchemeCHMLN, Value: strings.ToLower(one.Severity), Rank: 1})
	}
	if one.Vector != "" {
		value := v6.CVSSSeverity{Vector: one.Vector, Version: "3.1"}
		severities = append(severities, v6.Severity{Scheme: v6.SeveritySchemeCVSS, Value: value, Rank: 2})
	}
	return severities
}

func affectedBy(one advisory, vulnerability *v6.VulnerabilityHandle, aliases []string) *v6.AffectedPackageHandle {
	ecosystem, format := "deb", "dpkg"
	if one.Source == "npm" {
		ecosystem, format = "npm", "semver"
	}
	fix, constraint := &v6.Fix{State: v6.NotFixedStatus}, ""
	if one.Fixed != "" {
		fix, constraint = &v6.Fix{State: v6.FixedStatus, Version: one.Fixed}, "<"+one.Fixed
	}
	ranges := []v6.Range{{Version: v6.Version{Type: format, Constraint: constraint}, Fix: fix}}
	affected := &v6.AffectedPackageHandle{
		Vulnerability:   vulnerability,
		VulnerabilityID: vulnerability.ID,
		Package:         &v6.Package{Name: one.Package, Ecosystem: ecosystem},
		BlobValue:       &v6.PackageBlob{CVEs: aliases, Ranges: ranges},
	}
	if name, release, found := strings.Cut(one.Source, " "); found {
		affected.OperatingSystem = &v6.OperatingSystem{
			Name: name, ReleaseID: name, MajorVersion: release, Codename: codenames[release],
		}
	}
	return affected
}
