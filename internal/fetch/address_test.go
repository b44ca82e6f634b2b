package fetch

import (
	"net/netip"
	"testing"
)

func TestPublic(t *testing.T) {
	t.Parallel()
	cases := []struct {
		address string
		want    bool
	}{
		{"0.0.0.0", false},
		{"0.1.2.3", false},
		{"9.255.255.255", true},
		{"10.0.0.0", false},
		{"10.255.255.255", false},
		{"11.0.0.0", true},
		{"100.63.255.255", true},
		{"100.64.0.0", false},
		{"100.127.255.255", false},
		{"100.128.0.0", true},
		{"127.0.0.1", false},
		{"127.255.255.255", false},
		{"128.0.0.1", true},
		{"169.254.169.254", false},
		{"169.255.0.0", true},
		{"172.15.255.255", true},
		{"172.16.0.0", false},
		{"172.31.255.255", false},
		{"172.32.0.0", true},
		{"192.0.0.8", false},
		{"192.0.2.1", false},
		{"192.88.99.1", false},
		{"192.168.1.1", false},
		{"192.169.0.1", true},
		{"198.17.255.255", true},
		{"198.18.0.1", false},
		{"198.19.255.255", false},
		{"198.20.0.0", true},
		{"198.51.100.7", false},
		{"203.0.113.9", false},
		{"203.119.25.1", true},
		{"223.255.255.255", true},
		{"224.0.0.1", false},
		{"239.1.1.1", false},
		{"240.0.0.1", false},
		{"255.255.255.255", false},
		{"::", false},
		{"::1", false},
		{"::127.0.0.1", false},
		{"::ffff:127.0.0.1", false},
		{"::ffff:8.8.8.8", false},
		{"::ffff:0:7f00:1", false},
		{"64:ff9b::808:808", false},
		{"64:ff9b:1::a00:1", false},
		{"100::1", false},
		{"2001::1", false},
		{"2001:10::1", false},
		{"2001:20::1", false},
		{"2001:1ff::1", false},
		{"2001:200::1", true},
		{"2001:4860:4860::8888", true},
		{"2001:db8::1", false},
		{"2002:808:808::1", false},
		{"2003::1", true},
		{"2400:3200::1", true},
		{"3ffe::1", true},
		{"3fff::1", false},
		{"3fff:1000::1", true},
		{"4000::1", false},
		{"5f00::1", false},
		{"fc00::1", false},
		{"fd00:ec2::254", false},
		{"fe80::1", false},
		{"fe80::1%eth0", false},
		{"2400:3200::1%eth0", false},
		{"fec0::1", false},
		{"ff02::1", false},
	}
	for _, c := range cases {
		t.Run(c.address, func(t *testing.T) {
			t.Parallel()
			if got := Public(netip.MustParseAddr(c.address)); got != c.want {
				t.Errorf("got %t; want %t", got, c.want)
			}
		})
	}
	if Public(netip.Addr{}) {
		t.Error("no address at all is public")
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"http://www.example.cn/a?b#c", "https://u:p@[::1]:8080/", "HTTP://①②⑦.⓪.⓪.①/%zz", "//x/y", "data:text/html,x", "http:\\\\a", "http://[fe80::1%25eth0]/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parse(s)
		if err != nil {
			return
		}
		if u.User != nil || u.Fragment != "" || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("%q became %q", s, u)
		}
		if _, err := location(u, s); err != nil {
			t.Errorf("%q leads nowhere: %v", s, err)
		}
	})
}
