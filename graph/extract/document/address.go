package document

import "net/netip"

// Public says whether an address is one of the public internet, on a port where pages are served: not loopback, private, link-local,
// multicast or set aside for another use, and none of those in the clothes of IPv6.
func Public(to netip.AddrPort) bool {
	if to.Port() != 80 && to.Port() != 443 && to.Port() != 8080 && to.Port() != 8443 {
		return false
	}
	return publicAddress(to.Addr())
}

func publicAddress(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || a.Zone() != "" || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range setAside() {
		if p.Contains(a) {
			return false
		}
	}
	if inner, ok := embedded(a); ok {
		return publicAddress(inner)
	}
	return true
}

// setAside are the blocks that IANA keeps for other uses than the public internet, beside those that net/netip knows.
func setAside() []netip.Prefix {
	blocks := []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
		"240.0.0.0/4", "100::/64", "64:ff9b:1::/48", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10",
	}
	out := make([]netip.Prefix, len(blocks))
	for i, b := range blocks {
		out[i] = netip.MustParsePrefix(b)
	}
	return out
}

// embedded returns the IPv4 address that an IPv6 one leads to: 6to4, NAT64, and the old compatible form.
func embedded(a netip.Addr) (netip.Addr, bool) {
	if !a.Is6() {
		return netip.Addr{}, false
	}
	b := a.As16()
	switch {
	case b[0] == 0x20 && b[1] == 0x02:
		return netip.AddrFrom4([4]byte(b[2:6])), true
	case netip.MustParsePrefix("64:ff9b::/96").Contains(a), netip.MustParsePrefix("::/96").Contains(a):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	}
	return netip.Addr{}, false
}
