// Package zhconv converts between Simplified and Traditional Chinese, by phrase and by region.
//
// Make a [Converter] for a [Variant] and use it as long as you like; it is cheap to make and loads nothing:
//
//	c, err := zhconv.New(zhconv.S2TWP)
//	…
//	fmt.Println(c.String("服务器的内存")) // 伺服器的記憶體
//
// For text that flows, a Converter is a [transform.Transformer]: transform.NewReader(r, c).
//
// # Model
//
// The variants, their dictionaries and what they do with them are OpenCC's. Compatibility ideographs become the unified ones.
// Variants that chain two dictionaries cut the text into the phrases of the first language by longest match, so that no later
// match crosses the edge of a phrase. Then each step goes through the text from the left and replaces the longest key that
// begins there; what is in a phrase dictionary goes before what is in a dictionary of characters, even if that is shorter.
// Ideographic description sequences (⿰言兑) are left as they are. [Fold], which is ours, replaces variants of one character by
// the form that Taiwan's standard has.
//
// Bytes that are not UTF-8 and everything that no dictionary has pass unchanged. No input makes a conversion fail, and the time
// is linear in its length.
//
// # Limits
//
// Where a phrase decides nothing, the most frequent reading of a character wins: 理发 becomes 理髮 and 发 alone 發, but a name or a
// rare word may come out wrong. A conversion there and back does not always give the text it began with. Some characters that
// [T2S] writes are beyond the fonts of old systems, as OpenCC's own default has it.
//
// # Tables
//
// The dictionaries are embedded as one table of about 2 MB, which is used where it lies: there is nothing to unpack or build.
package zhconv

// The table comes from the npm package opencc, unpacked into the directory that OPENCC names; internal/gen says which version and
// leaves the table alone without it.
//
//go:generate go run ./internal/gen -package "$OPENCC"
