package convert

import (
	"github.com/portalfeed/portalfeed/convert/internal/dom"
	"github.com/portalfeed/portalfeed/feed/dates"
)

// pinnedDate reads the date of what a recipe's selector of dates found, of an item with the address u: that which an attribute holds
// for machines, of the element or of a time in it, before its text.
func (d *Document) pinnedDate(m match, u string) dates.Date {
	if v := d.machineDateOf(m); !v.IsZero() {
		return v
	}
	return d.itemDate(m.text(), u, dates.Date{})
}

// machineDateOf is the date that an attribute of a match, or of a time in it, holds for machines.
func (d *Document) machineDateOf(m match) dates.Date {
	if !m.node.OK() {
		return dates.Date{}
	}
	if v := d.attrDate(m.node); !v.IsZero() {
		return v
	}
	if n := m.node.Find(dom.Time); n.OK() {
		return d.attrDate(n)
	}
	return dates.Date{}
}
