package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// printable takes out what would move a terminal's cursor, change its colours or turn its text around: names and quotes
// come from anywhere.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			return ' '
		}
		return r
	}, s)
}

// oneLine is printable without line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }

func quoted(s string) string { return strconv.Quote(s) }

// plural writes a number and its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// number writes a number with commas between thousands.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// grid is a table for people. Columns line up whatever the script of the names.
type grid struct{ w table.Writer }

// newGrid makes a table; a heading that ends in "#" is of a column of numbers.
func newGrid(headings ...string) grid {
	w := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	w.SetStyle(style)
	w.SuppressTrailingSpaces()
	row := table.Row{}
	var columns []table.ColumnConfig
	for i, h := range headings {
		name := strings.TrimSuffix(h, "#")
		if name != h {
			columns = append(columns, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
		row = append(row, strings.ToUpper(name))
	}
	w.AppendHeader(row)
	w.SetColumnConfigs(columns)
	return grid{w}
}

func (g grid) add(cells ...any) {
	for i, c := range cells {
		switch c := c.(type) {
		case string:
			cells[i] = oneLine(c)
		case int:
			cells[i] = number(c)
		}
	}
	g.w.AppendRow(cells)
}

func (g grid) print(w io.Writer) { fmt.Fprintln(w, g.w.Render()) }

// shortText cuts a text for a table, by width of the screen.
func shortText(s string, width int) string {
	s = oneLine(s)
	if text.StringWidthWithoutEscSequences(s) <= width {
		return s
	}
	return text.Trim(s, width-1) + "…"
}
