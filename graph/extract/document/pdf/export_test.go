package pdf

// UnLZW undoes LZW as PDF files do where they do not say otherwise.
func UnLZW(data []byte) []byte { return unLZW(data, true) }

// LZW packs as UnLZW unpacks.
func LZW(data []byte) []byte {
	var out []byte
	acc, have, width := 0, 0, 9
	put := func(code int) {
		acc, have = acc<<width|code, have+width
		for have >= 8 {
			out = append(out, byte(acc>>(have-8)))
			have -= 8
			acc &= 1<<have - 1
		}
	}
	table := map[string]int{}
	next := 258
	code := func(s string) int {
		if len(s) == 1 {
			return int(s[0])
		}
		return table[s]
	}
	put(256)
	before := ""
	for _, c := range data {
		s := before + string([]byte{c})
		if _, known := table[s]; known || len(s) == 1 {
			before = s
			continue
		}
		put(code(before))
		table[s] = next
		next++
		if next+1 > 1<<width && width < 12 {
			width++
		}
		if next == 4094 {
			put(256)
			table, next, width = map[string]int{}, 258, 9
		}
		before = string([]byte{c})
	}
	put(code(before))
	put(257)
	return append(out, byte(acc<<(8-have)))
}
