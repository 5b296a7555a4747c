// Package nearest finds the word that somebody meant to type.
package nearest

import "strings"

// Word returns the word of a list that is most like the given one. There is none when all words differ
// by more than two edits or by half of the letters, and when the list has the word itself. An edit
// inserts, removes or changes a byte, or exchanges two neighbours. Case does not count.
func Word(word string, list []string) (near string, ok bool) {
	least := min(3, len(word)/2+1)
	for _, candidate := range list {
		d := distance(strings.ToLower(word), strings.ToLower(candidate))
		if word == candidate {
			return "", false
		}
		if d < least {
			near, least, ok = candidate, d, true
		}
	}
	return near, ok
}

// Suffix is " (did you mean WORD?)", or empty if no word is near.
func Suffix(word string, list []string) string {
	near, ok := Word(word, list)
	if !ok {
		return ""
	}
	return " (did you mean " + near + "?)"
}

// distance counts the edits from a to b, none of them within another (optimal string alignment).
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range len(b) {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
