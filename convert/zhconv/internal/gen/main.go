// Command gen writes the table of package zhconv from the dictionaries of OpenCC.
//
// Usage, from the convert/zhconv directory:
//
//	npm pack opencc@1.4.2 && tar -xzf opencc-1.4.2.tgz
//	OPENCC=package go generate
//
// Without a directory it leaves the table as it is and says so.
//
// The package holds dictionaries as text in data/dictionary and configurations as JSON in data/config. The dictionaries that
// OpenCC derives from others when it is built (the reversed ones, TSCharactersExt and STPhrases_GeneratedFromRegionalPhrases) are
// derived here by the same rules. The table is the same whenever the package is.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("package", "", "`directory` of the unpacked npm package opencc")
	out := flag.String("out", "tables.bin", "`file` to write")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir, out string) error {
	if dir == "" {
		fmt.Fprintln(os.Stderr, "gen: no package directory, so the table stays: name it with -package")
		return nil
	}
	shelf, err := readShelf(filepath.Join(dir, "data", "dictionary"))
	if err != nil {
		return err
	}
	configs, err := readConfigs(filepath.Join(dir, "data", "config"))
	if err != nil {
		return err
	}
	if err := shelf.derive(configs); err != nil {
		return err
	}
	fold, err := shelf.fold(filepath.Join(dir, "data", "dictionary", "staging", "Allographs.txt"))
	if err != nil {
		return err
	}
	shelf[foldName] = fold
	configs = append(configs, config{name: foldName, normalise: configs[0].normalise, chain: []levels{{{foldName}}}})
	b, err := encode(shelf, configs)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, b, 0o644); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	fmt.Fprintf(os.Stderr, "gen: %d bytes in %s\n", len(b), out)
	return nil
}
