package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"io"
)

// decode unpacks a stream. What is damaged gives as much as could be unpacked; a filter of pictures gives nothing.
func (f *file) decode(s *stream) []byte {
	data := s.raw
	filters := f.list(first(s.dict["Filter"], s.dict["F"]))
	params := f.list(first(s.dict["DecodeParms"], s.dict["DP"]))
	for i, filter := range filters {
		if i >= 8 {
			return nil
		}
		var p dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		kind, _ := f.resolve(filter).(name)
		data = f.filtered(kind, p, data)
		f.work.unpacked(len(data))
	}
	return data
}

func first(a, b object) object {
	if a != nil {
		return a
	}
	return b
}

// list returns an array, or what stands for one of a single item.
func (f *file) list(o object) array {
	switch o := f.resolve(o).(type) {
	case nil:
		return nil
	case array:
		return o
	default:
		return array{o}
	}
}

func (f *file) filtered(kind name, p dict, data []byte) []byte {
	switch kind {
	case "FlateDecode", "Fl":
		return f.predicted(p, f.flate(data))
	case "LZWDecode", "LZW":
		early, ok := p["EarlyChange"].(float64)
		return f.predicted(p, unLZW(data, !ok || early != 0))
	case "ASCII85Decode", "A85":
		data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
		if end := bytes.IndexByte(data, '~'); end >= 0 {
			data = data[:end]
		}
		out, _ := f.all(ascii85.NewDecoder(bytes.NewReader(data)))
		return out
	case "ASCIIHexDecode", "AHx":
		l := &lexer{work: f.work, data: append([]byte{'<'}, data...)}
		out, _ := l.hex().(text)
		return []byte(out)
	case "RunLengthDecode", "RL":
		return runs(data)
	}
	return nil
}

func (f *file) flate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, _ := f.all(r)
	return out
}

// all reads up to maxStream bytes; more than that is no text that people read.
func (f *file) all(r io.Reader) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(r, int64(min(maxStream, f.work.decoded))+1))
	if len(out) > maxStream || len(out) > f.work.decoded {
		panic(stop{ErrTooLarge})
	}
	return out, err
}

// runs undoes run lengths.
func runs(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128 && len(out) < maxStream; {
		n := int(data[i])
		i++
		if n < 128 {
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		} else if i < len(data) {
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// predicted undoes the differences between rows that a predictor left.
func (f *file) predicted(p dict, data []byte) []byte {
	number := func(key name, other int) int {
		if n, ok := f.resolve(p[key]).(float64); ok && n >= 1 && n < 1<<20 {
			return int(n)
		}
		return other
	}
	kind := number("Predictor", 1)
	if kind < 2 {
		return data
	}
	colors, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	pixel := max(1, min(colors, 64)*min(bits, 32)/8)
	row := (min(colors, 64)*min(bits, 32)*columns + 7) / 8
	if kind == 2 {
		return tiff(data, row, pixel, bits)
	}
	return png(data, row, pixel)
}

func tiff(data []byte, row, pixel, bits int) []byte {
	if bits != 8 {
		return data
	}
	for from := 0; from < len(data); from += row {
		end := min(from+row, len(data))
		for i := from + pixel; i < end; i++ {
			data[i] += data[i-pixel]
		}
	}
	return data
}

func png(data []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(data))
	above := make([]byte, min(row, len(data)))
	for len(data) > 1 {
		kind := data[0]
		n := min(row, len(data)-1)
		line := data[1 : 1+n]
		for i := range line {
			var left, upLeft byte
			if i >= pixel {
				left, upLeft = line[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], upLeft)
			}
		}
		out = append(out, line...)
		copy(above, line)
		data = data[1+n:]
	}
	return out
}

func paeth(a, b, c byte) byte {
	distance := func(x, y int) int { return max(x-y, y-x) }
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

// unLZW undoes LZW with codes of 9 to 12 bits, the highest bit first.
func unLZW(data []byte, early bool) []byte {
	const clearCode, endCode = 256, 257
	type entry struct {
		before int
		last   byte
		length int
	}
	var table [4096]entry
	next, width, before := 258, 9, -1
	var out []byte
	bits, have := 0, 0
	shift := 0
	if early {
		shift = 1
	}
	for _, c := range data {
		bits, have = bits<<8|int(c), have+8
		for have >= width {
			code := bits >> (have - width) & (1<<width - 1)
			have -= width
			bits &= 1<<have - 1
			switch {
			case code == endCode || len(out) > maxStream:
				return out
			case code == clearCode:
				next, width, before = 258, 9, -1
				continue
			case code > next || code == next && before < 0:
				return out
			}
			from := len(out)
			length := 1
			k := code
			if code == next {
				k = before
			}
			if k >= 258 {
				length = table[k].length
			}
			out = append(out, make([]byte, length)...)
			for i := from + length - 1; i >= from; i-- {
				if k < 256 {
					out[i] = byte(k)
					break
				}
				out[i], k = table[k].last, table[k].before
			}
			if code == next {
				out = append(out, out[from])
			}
			if before >= 0 && next < 4096 {
				n := 2
				if before >= 258 {
					n = table[before].length + 1
				}
				table[next] = entry{before, out[from], n}
				next++
			}
			before = code
			if next+shift >= 1<<width && width < 12 {
				width++
			}
		}
	}
	return out
}
