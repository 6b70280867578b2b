package exchange

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"liaison/graph"
)

// The formats that Import reads.
const (
	formatNDJSON  = "ndjson"
	formatTable   = "table"
	formatICEWS   = "icews"
	formatGDELT   = "gdelt"
	formatPhoenix = "phoenix"
	formatPOLECAT = "polecat"
	formatCSV     = "csv"
)

// Format describes a format for people.
type Format struct {
	Name        string // as Options.Format takes it
	Description string
}

// Formats lists the formats that Import reads.
func Formats() []Format {
	return []Format{
		{formatNDJSON, "Liaison's own records, one JSON object a line; what export writes"},
		{formatTable, "plain table with the header `date source relation target`, tabs or commas between"},
		{formatICEWS, "ICEWS events: 20 columns with a header, or a comma-separated export of them"},
		{formatGDELT, "GDELT events 1.0 (57 or 58 columns) and 2.0 (61), or a CSV of 2.0 with a header"},
		{formatPhoenix, "Phoenix events: 26 columns without a header, or a CSV with one"},
		{formatPOLECAT, "POLECAT events: 40 columns with a header"},
		{formatCSV, "any CSV with a header, by a mapping of its columns such as `subject=From,object=To,relation=meet,when=Day`"},
	}
}

// chooseFormat takes the format given, or finds it from the beginning of the unpacked input, and refuses a file that is
// not what its name or the format says.
func chooseFormat(head []byte, o *Options) (string, error) {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	if err := notUTF8Text(head); err != nil {
		return "", err
	}
	if what := binary(head); what != "" {
		return "", graph.Invalid("file", o.Name, "%s is %s; it needs text: %s", orInput(o.Name), what, formatList())
	}
	names := strings.Split(formatList(), ", ")
	if o.Format != "" {
		if !slices.Contains(names, o.Format) {
			return "", graph.Invalid("format", o.Format, "%s is no format%s; allowed are %s", clipped(o.Format), suggest(o.Format, names), formatList())
		}
		if (o.Mapping != "") != (o.Format == formatCSV) {
			return "", graph.Invalid("mapping", o.Mapping, "a mapping belongs to the format %s, and only to it", formatCSV)
		}
		return o.Format, nil
	}
	if o.Mapping != "" {
		return formatCSV, nil
	}
	if strings.EqualFold(path.Ext(strings.TrimSuffix(strings.ToLower(o.Name), ".gz")), ".ndjson") || strings.HasSuffix(strings.TrimSuffix(strings.ToLower(o.Name), ".gz"), ".jsonl") {
		if line := firstLine(head); len(line) > 0 && line[0] != '{' {
			return "", graph.Invalid("file", o.Name, "%s is not NDJSON, whatever its name says; it begins with %s", orInput(o.Name), clipped(string(line)))
		}
		return formatNDJSON, nil
	}
	return detect(head, o.Name)
}

// detect finds the format of text.
func detect(head []byte, name string) (string, error) {
	line := firstLine(head)
	switch {
	case len(line) == 0:
		return formatNDJSON, nil // nothing but blank lines is nothing to import in any format
	case line[0] == '{':
		return formatNDJSON, nil
	case line[0] == '[':
		return "", graph.Invalid("file", name, "%s is a JSON list; one object a line is needed, without the brackets and commas around them", orInput(name))
	case line[0] == '<':
		return "", graph.Invalid("file", name, "%s is HTML or XML, which is not read here; it begins with %s", orInput(name), clipped(string(line)))
	}
	for _, comma := range []byte{'\t', ',', ';'} {
		fields := headFields(line, comma)
		if len(fields) < 3 {
			continue
		}
		for _, f := range eventFormats() {
			if f.name != formatCSV && f.fits(fields, comma) {
				return f.name, nil
			}
		}
	}
	return "", unknownFormat(line, name)
}

// unknownFormat says what was seen.
func unknownFormat(line []byte, name string) error {
	seen := "text without columns, which begins with " + clipped(string(line))
	for _, comma := range []struct {
		sign byte
		name string
	}{{'\t', "tabs"}, {',', "commas"}, {';', "semicolons"}} {
		if fields := headFields(line, comma.sign); len(fields) > 1 {
			shown := fields
			if len(shown) > 6 {
				shown = append(slices.Clone(shown[:6]), "…")
			}
			seen = fmt.Sprintf("%d columns with %s between them, the first row being %s", len(fields), comma.name, clipped(strings.Join(shown, ", ")))
			break
		}
	}
	return graph.Invalid("file", name, "%s has no format known here: %s; give the format (%s), or a mapping of the columns", orInput(name), seen, formatList())
}

// headFields cuts the first line for a look; an error in it is for later.
func headFields(line []byte, comma byte) []string {
	r := &rows{comma: comma}
	if comma == '\t' {
		r.fields = splitTabs(line, nil)
	} else if open, err := r.split(line); open || err != nil {
		return nil
	}
	out := make([]string, len(r.fields))
	for i, f := range r.fields {
		out[i] = string(f)
	}
	return out
}

// firstLine is the first line that is not blank.
func firstLine(head []byte) []byte {
	for len(head) > 0 {
		line := head
		if i := bytes.IndexAny(head, "\r\n"); i >= 0 {
			line, head = head[:i], head[i+1:]
		} else {
			head = nil
		}
		if line = bytes.TrimLeft(line, " "); !blank(line) {
			return line
		}
	}
	return nil
}

// binary names what is no text, from the usual first bytes.
func binary(head []byte) string {
	for _, m := range []struct{ magic, what string }{
		{"\x89PNG", "a PNG image"}, {"\xFF\xD8\xFF", "a JPEG image"}, {"GIF8", "a GIF image"}, {"%PDF", "a PDF document"},
		{"SQLite format 3\x00", "an SQLite database (a store, perhaps)"}, {"PAR1", "a Parquet file"}, {"\xD0\xCF\x11\xE0", "an old Office document"},
		{"7z\xBC\xAF", "a 7z archive"}, {"BZh", "bzip2 data"}, {"\xFD7zXZ", "xz data"}, {"\x28\xB5\x2F\xFD", "zstd data"},
		{"\x1F\x8B", "gzip data"}, {"PK\x03\x04", "a zip archive or Office document"}, {"\x7FELF", "a program"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.what
		}
	}
	if len(head) > 512 {
		head = head[:512]
	}
	nuls, strange := bytes.Count(head, []byte{0}), 0
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n == 1 && i < len(head)-utf8.UTFMax {
			strange++
		}
		i += n
	}
	if nuls > 8 || strange > len(head)/4 {
		return fmt.Sprintf("binary data, which begin with % X", head[:min(8, len(head))])
	}
	return ""
}

func formatList() string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
