// Package dom reads HTML of any quality into a tree that is cheap to walk.
//
// Parse never fails and its time and memory are linear in the input. It follows the tokenizer and the tree construction of
// the HTML Standard (scripting off), and departs from them only where an input could otherwise cost more than its length:
// see the limits. Nothing that a page says is lost by a limit: elements nested too deep become siblings, text and links stay
// in their order.
//
// Nodes live in one slice in document order and are named by small handles, so that a subtree is a range of numbers and
// facts about nodes fit into slices. Node.Index is that number. A node holds no pointer: it says where in the source its text
// stands, so that a tree costs the garbage collector nothing and its memory serves the next page as it is.
package dom

// Limits of the tree builder. Each bounds work that is not bounded by the length of the input.
const (
	// maxDepth is the number of open elements, as in browsers: an element nested deeper becomes a sibling of its parent.
	maxDepth = 512
	// maxAttributes is the number of attributes of one tag that are kept.
	maxAttributes = 128
	// maxFormatting is the number of open formatting elements that are reopened in new blocks; the oldest is given up first.
	maxFormatting = 64
	// maxReprocess is how often one token may change the insertion mode; deeper chains than about eight do not occur.
	maxReprocess = 32
	// freeClones and inputPerClone bound how many formatting elements are opened again, in total, for an input.
	freeClones    = 4096
	inputPerClone = 32
)
