package fetch

import (
	"net/netip"
	"slices"
)

// special lists the IPv4 blocks that hold no host of the world with pages: those of the IANA IPv4 Special-Purpose Address
// Registry (RFC 6890) and those for several receivers.
func special() []netip.Prefix {
	return []netip.Prefix{
		block(0, 0, 0, 0, 8),       // this network, RFC 791
		block(10, 0, 0, 0, 8),      // private, RFC 1918
		block(100, 64, 0, 0, 10),   // shared by carriers, RFC 6598
		block(127, 0, 0, 0, 8),     // loopback, RFC 1122
		block(169, 254, 0, 0, 16),  // link-local, RFC 3927, and the metadata of clouds
		block(172, 16, 0, 0, 12),   // private, RFC 1918
		block(192, 0, 0, 0, 24),    // protocol assignments, RFC 6890
		block(192, 0, 2, 0, 24),    // documentation, RFC 5737
		block(192, 31, 196, 0, 24), // AS112, RFC 7535
		block(192, 52, 193, 0, 24), // AMT, RFC 7450
		block(192, 88, 99, 0, 24),  // relays of 6to4, RFC 7526
		block(192, 168, 0, 0, 16),  // private, RFC 1918
		block(192, 175, 48, 0, 24), // AS112, RFC 7534
		block(198, 18, 0, 0, 15),   // benchmarks, RFC 2544
		block(198, 51, 100, 0, 24), // documentation, RFC 5737
		block(203, 0, 113, 0, 24),  // documentation, RFC 5737
		block(224, 0, 0, 0, 4),     // multicast, RFC 5771
		block(240, 0, 0, 0, 4),     // reserved, RFC 1112, and the broadcast, RFC 919
	}
}

func block(a, b, c, d byte, bits int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{a, b, c, d}), bits)
}

// special6 lists the blocks of 2000::/3, which alone holds unicast addresses of the world, that are not globally
// reachable or hold an IPv4 address (IANA IPv6 Special-Purpose Address Registry).
func special6() []netip.Prefix {
	return []netip.Prefix{
		block6(0x2001, 0x0000, 23), // protocol assignments, RFC 2928: Teredo, benchmarks, ORCHID
		block6(0x2001, 0x0db8, 32), // documentation, RFC 3849
		block6(0x2002, 0x0000, 16), // 6to4, RFC 3056, around any IPv4 address
		block6(0x3fff, 0x0000, 20), // documentation, RFC 9637
		block6(0x5f00, 0x0000, 16), // segment routing, RFC 9602
	}
}

func block6(a, b uint16, bits int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom16([16]byte{byte(a >> 8), byte(a), byte(b >> 8), byte(b)}), bits)
}

// Public reports whether an address belongs to a host of the world rather than to this machine, its network or no one.
// An IPv6 address must be one of 2000::/3 and outside the blocks of the registry; what embeds an IPv4 address (mapped,
// compatible, NAT64, 6to4, Teredo) or names a zone is never public, whatever is embedded.
func Public(a netip.Addr) bool {
	holds := func(p netip.Prefix) bool { return p.Contains(a) }
	switch {
	case a.Is4():
		return !slices.ContainsFunc(special(), holds)
	case !a.Is6() || a.Zone() != "" || a.Is4In6():
		return false
	}
	return block6(0x2000, 0, 3).Contains(a) && !slices.ContainsFunc(special6(), holds)
}

// badPort reports whether a port is one on which other protocols listen that an HTTP request could be mistaken for:
// the bad ports of the Fetch Standard, "port blocking", and port 0.
func badPort(port uint16) bool {
	return slices.Contains([]uint16{
		0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
		113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548,
		554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566,
		6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
	}, port)
}
