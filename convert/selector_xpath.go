package convert

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/antchfx/xpath"

	"github.com/portalfeed/portalfeed/convert/internal/dom"
)

// xpathSteps is how far one XPath expression may walk over a page. Some expressions cost the square of the page's size; one that
// is still running after these steps finds nothing more.
const xpathSteps = 2 << 20

// xpathPageSteps is how far all expressions together may walk over one page: those of an item are evaluated for each item.
const xpathPageSteps = 8 << 20

// navigator walks the tree for the XPath library.
type navigator struct {
	root  dom.Node
	node  dom.Node
	attr  int // place of the attribute it stands on, -1 for the node itself
	steps *int
}

// selectXPath is what an expression selects from a node, in document order, each node once. What it walks is added to walked.
func selectXPath(x *xpath.Expr, scope dom.Node, walked *int) (found []match) {
	// Arguments of a wrong type, contains(1, 'x'), show only at this time, and the library panics then: they select nothing.
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	most := max(0, min(xpathSteps, xpathPageSteps-*walked))
	steps := most
	defer func() { *walked += most - max(steps, 0) }()
	nav := &navigator{root: scope.Tree().Root(), node: scope, attr: -1, steps: &steps}
	switch v := x.Evaluate(nav).(type) {
	case string:
		return []match{{value: v}}
	case float64:
		return []match{{value: strconv.FormatFloat(v, 'f', -1, 64)}}
	case *xpath.NodeIterator:
		return collect(v)
	}
	return nil
}

func collect(it *xpath.NodeIterator) []match {
	type placed struct {
		match
		at int // of the element, and of the attribute in it
		by int
	}
	var found []placed
	seen := map[dom.Node]bool{}
	for it.MoveNext() {
		n, ok := it.Current().(*navigator)
		if !ok || len(found) > maxItems {
			break
		}
		if n.attr >= 0 {
			found = append(found, placed{match{value: n.Value()}, n.node.Index(), n.attr})
		} else if !seen[n.node] {
			seen[n.node] = true
			found = append(found, placed{match{node: n.node}, n.node.Index(), -1})
		}
	}
	// Steps with predicates give the nodes of the last branch first.
	slices.SortStableFunc(found, func(a, b placed) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by)) })
	all := make([]match, len(found))
	for i, f := range found {
		all[i] = f.match
	}
	return all
}

// NodeType implements xpath.NodeNavigator.
func (n *navigator) NodeType() xpath.NodeType {
	if n.attr >= 0 {
		return xpath.AttributeNode
	}
	switch n.node.Kind() {
	case dom.Document:
		return xpath.RootNode
	case dom.Text:
		return xpath.TextNode
	case dom.Comment, dom.Doctype:
		return xpath.CommentNode
	}
	return xpath.ElementNode
}

// LocalName implements xpath.NodeNavigator.
func (n *navigator) LocalName() string {
	if n.attr >= 0 {
		return n.node.Attrs()[n.attr].Key
	}
	return n.node.Name()
}

// Prefix implements xpath.NodeNavigator.
func (*navigator) Prefix() string { return "" }

// Value implements xpath.NodeNavigator.
func (n *navigator) Value() string {
	if n.attr >= 0 {
		return n.node.Attrs()[n.attr].Val
	}
	*n.steps -= n.node.End() - n.node.Index()
	if *n.steps < 0 {
		return ""
	}
	return textOf(n.node)
}

// Copy implements xpath.NodeNavigator.
func (n *navigator) Copy() xpath.NodeNavigator {
	c := *n
	return &c
}

// MoveToRoot implements xpath.NodeNavigator.
func (n *navigator) MoveToRoot() { n.node, n.attr = n.root, -1 }

// MoveToParent implements xpath.NodeNavigator.
func (n *navigator) MoveToParent() bool {
	if n.attr >= 0 {
		n.attr = -1
		return true
	}
	return n.move(n.node.Parent())
}

// MoveToNextAttribute implements xpath.NodeNavigator.
func (n *navigator) MoveToNextAttribute() bool {
	if n.attr+1 >= len(n.node.Attrs()) {
		return false
	}
	n.attr++
	return true
}

// MoveToChild implements xpath.NodeNavigator.
func (n *navigator) MoveToChild() bool { return n.attr < 0 && n.move(n.node.First()) }

// MoveToFirst implements xpath.NodeNavigator.
func (n *navigator) MoveToFirst() bool {
	return n.attr < 0 && n.node.Prev().OK() && n.move(n.node.Parent().First())
}

// MoveToNext implements xpath.NodeNavigator.
func (n *navigator) MoveToNext() bool { return n.attr < 0 && n.move(n.node.Next()) }

// MoveToPrevious implements xpath.NodeNavigator.
func (n *navigator) MoveToPrevious() bool { return n.attr < 0 && n.move(n.node.Prev()) }

// MoveTo implements xpath.NodeNavigator.
func (n *navigator) MoveTo(to xpath.NodeNavigator) bool {
	o, ok := to.(*navigator)
	if !ok || o.root != n.root {
		return false
	}
	n.node, n.attr = o.node, o.attr
	return true
}

// move goes to a node if there is one and the budget allows.
func (n *navigator) move(to dom.Node) bool {
	if *n.steps--; *n.steps < 0 || !to.OK() {
		return false
	}
	n.node = to
	return true
}

var _ xpath.NodeNavigator = (*navigator)(nil)
