package pipeline

import (
	"errors"
	"fmt"
	"testing"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/internal/source"
)

func TestReason(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		err  error
		want source.Reason
	}{
		{convert.ErrEmpty, source.Empty},
		{convert.ErrBinary, source.Invalid},
		{convert.ErrNotHTML, source.Invalid},
		{convert.ErrTooLarge, source.TooLarge},
		{&convert.LabelError{Label: "gbx"}, source.Encoding},
		{&encodingx.DecodeError{}, source.Encoding},
		{errors.New("anything else"), source.Invalid},
	} {
		if got := reason(fmt.Errorf("read page: %w", tt.err)); got != tt.want {
			t.Errorf("%v: %s; want %s", tt.err, got, tt.want)
		}
	}
}
