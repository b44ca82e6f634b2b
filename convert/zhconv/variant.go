package zhconv

import "fmt"

// Variant names a conversion as OpenCC does: from, 2, to.
type Variant string

// The conversions of OpenCC: s is Simplified, t OpenCC's own standard of Traditional, tw Taiwan's and hk Hong Kong's forms of
// characters, twp and hkp with the words used there, sp with those of the mainland, jp Japanese.
const (
	S2T   Variant = "s2t"   // Simplified to Traditional
	T2S   Variant = "t2s"   // Traditional to Simplified
	S2TW  Variant = "s2tw"  // Simplified to Taiwan
	S2TWP Variant = "s2twp" // Simplified to Taiwan with its words
	TW2S  Variant = "tw2s"  // Taiwan to Simplified
	TW2SP Variant = "tw2sp" // Taiwan to Simplified with the words of the mainland
	S2HK  Variant = "s2hk"  // Simplified to Hong Kong
	S2HKP Variant = "s2hkp" // Simplified to Hong Kong with its words
	HK2S  Variant = "hk2s"  // Hong Kong to Simplified
	HK2SP Variant = "hk2sp" // Hong Kong to Simplified with the words of the mainland
	T2TW  Variant = "t2tw"  // Traditional to Taiwan
	T2HK  Variant = "t2hk"  // Traditional to Hong Kong
	TW2T  Variant = "tw2t"  // Taiwan to Traditional
	HK2T  Variant = "hk2t"  // Hong Kong to Traditional
	T2JP  Variant = "t2jp"  // Traditional (kyūjitai) to Japanese shinjitai
	JP2T  Variant = "jp2t"  // Japanese shinjitai to Traditional (kyūjitai)
)

// Fold replaces the variants of a character by one of them, the form of Taiwan's standard: 産 → 產, 説 → 說, 衆 → 眾. It does not
// convert between the scripts. Folding twice is folding once, which makes it fit for comparing texts.
const Fold Variant = "fold"

// Variants lists all there are, OpenCC's in the order of their names and then ours.
func Variants() []Variant {
	return []Variant{HK2S, HK2SP, HK2T, JP2T, S2HK, S2HKP, S2T, S2TW, S2TWP, T2HK, T2JP, T2S, T2TW, TW2S, TW2SP, TW2T, Fold}
}

// UnknownVariantError is what New returns for a variant that is not one of Variants.
type UnknownVariantError struct {
	Variant Variant // as it was given
}

// Error says which variant is not known.
func (e *UnknownVariantError) Error() string {
	return fmt.Sprintf("unknown conversion %q", string(e.Variant))
}
