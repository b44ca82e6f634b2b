package feed

// SetWindow makes a Decoder read so many bytes at a time, so that small documents, too, are read in parts.
func (d *Decoder) SetWindow(n int) { d.window = n }
