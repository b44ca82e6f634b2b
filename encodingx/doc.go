// Package encodingx finds the encoding of a page and turns it into UTF-8, accounting for every byte that did not survive.
//
// [Decode] is the whole job in one call: it detects, decodes and lists each invalid sequence with its offset. [Detect]
// only answers which encoding the bytes are in and why, [NewReader] does both for a stream in constant memory, and
// [Lookup] resolves a label for a caller who knows the encoding already.
//
// # Model
//
// The layers of detection are asked in a fixed order: byte order mark; UTF-16 and UTF-32 by their NULs; escape sequences
// where there is no byte above 7F; valid UTF-8 with a non-ASCII character; the declarations (transport header, XML
// declaration, meta element), each checked against the bytes; statistics of byte pairs; a fallback. A declaration that the bytes contradict
// is reported and not believed, because portals lie: UTF-8 pages declare gb2312, and proxies add a charset of their own.
//
// The legacy decoders follow the WHATWG Encoding Standard: gb2312 and gbk are read as GB18030, big5 as Big5 with HKSCS,
// iso-8859-1 as windows-1252. An ASCII byte after a lead byte that cannot take it is never swallowed.
//
// # Limits
//
// Detection of a stream sees at most [DetectWindow] bytes from the first non-ASCII one. At most [MaxDiagnostics] invalid
// sequences are listed, all are counted. Text of less than about six characters can be ambiguous
// between Big5 and GBK, and the 8-bit encodings of one script are told apart by statistics only. A page of several
// encodings is decoded in the one that explains most of it.
package encodingx
