// Package archtest holds the rules about which package may import which, and the tests that enforce them.
//
// It has no code outside its tests. Start at the policy in policy_test.go: a new package is one more line there. The
// checker in check_test.go reports an import against that table, a package directory that nobody planned, a package
// without a package comment, and a package of the public half that reaches a forbidden package, itself or through its
// dependencies. It parses sources in-process instead of asking the go command: a test that starts another program is
// served from the test cache after the sources have changed.
//
// Files of the module are read whatever their build constraints say, so a rule holds on every platform; of
// dependencies and of the standard library only the files are read that this platform builds.
package archtest
