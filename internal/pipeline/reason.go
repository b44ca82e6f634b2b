package pipeline

import (
	"errors"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/internal/source"
)

// reason says in one word why a resource could not be converted.
func reason(err error) source.Reason {
	_, decode := errors.AsType[*encodingx.DecodeError](err)
	_, label := errors.AsType[*convert.LabelError](err)
	switch {
	case errors.Is(err, convert.ErrEmpty):
		return source.Empty
	case errors.Is(err, convert.ErrTooLarge):
		return source.TooLarge
	case decode, label:
		return source.Encoding
	}
	return source.Invalid
}
