// Package xmlscan splits an XML document into tokens with byte offsets and names every violation of
// well-formedness, going on after each.
//
// Start with [New], call [Scanner.Next] until it returns false and read the token from [Scanner.Token];
// [Scanner.Errors] then holds what was wrong, in document order. There is one mode: a caller that wants
// strictness looks at the errors, a tolerant reader ignores them and uses the tokens, which always form a
// tree: an end tag that is missing is supplied (Token.Supplied), one that fits nothing is dropped.
//
// Tokens are slices of the document; nothing is copied and no token costs an allocation. References stay
// undecoded until [AppendText] or [AppendValue] is asked; only the five predefined entities, character references and (as a
// recovery) the names HTML knows are decoded. Entities a document declares are never expanded, external
// ones never read.
//
// The scanner covers XML 1.0 (fifth edition) and Namespaces in XML 1.0. It does not validate against a DTD
// and checks declarations inside one only as far as is needed to find its end. The input must be UTF-8
// (a byte order mark may stand in front); other encodings are decoded before. Time is linear in the
// input; the limits of [Options] are on by default.
package xmlscan
