package parser

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docbind/docbind/model"
)

// source is the text of a page with an index of its lines.
type source struct {
	file  model.File
	text  string
	lines []int // offset of the first byte of each line
	last  int   // index of the line asked for last
	// written is the text before anything in it was replaced: columns are those of the file.
	written string
	// counted is the offset whose column was asked for last: lines may be long and have many facts.
	counted, column int
}

// index sets the text of a page and finds its lines. Carriage returns on their own end
// lines, too, as in files of old Macs; they become line feeds, so that nothing below has
// to know them.
func (p *pageParser) index(path, text string) {
	if strings.IndexByte(text, '\r') >= 0 {
		text = lineFeeds(text)
	}
	p.starts = append(p.starts, 0)
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		p.starts = append(p.starts, i)
	}
	p.source = source{file: model.FileOf(path), text: text, lines: p.starts, written: text, column: 1}
}

// lineFeeds replaces the carriage returns that no line feed follows.
func lineFeeds(text string) string {
	if strings.Count(text, "\r") == strings.Count(text, "\r\n") {
		return text
	}
	out := []byte(text)
	for i, c := range out {
		if c == '\r' && (i+1 == len(out) || out[i+1] != '\n') {
			out[i] = '\n'
		}
	}
	return string(out)
}

// pos returns the position of the bytes from start up to end.
func (s *source) pos(start, end int) model.Position {
	start = min(max(start, 0), len(s.text))
	end = min(max(end, start), len(s.text))
	line := s.lineAt(start)
	from, col := s.lines[line-1], 1
	if from <= s.counted && s.counted <= start {
		from, col = s.counted, s.column
	}
	col += utf8.RuneCountInString(s.written[from:start])
	if start == len(s.written) || utf8.RuneStart(s.written[start]) {
		s.counted, s.column = start, col
	}
	return model.Position{File: s.file, Line: int32(line), Column: int32(col), Start: int32(start), End: int32(end)}
}

// lineAt returns the number of the line that holds an offset. Facts come nearly in
// page order, so the line is mostly the last one asked for or the next.
func (s *source) lineAt(offset int) int {
	for i := s.last; i < min(s.last+3, len(s.lines)); i++ {
		if s.lines[i] <= offset && (i+1 == len(s.lines) || offset < s.lines[i+1]) {
			s.last = i
			return i + 1
		}
	}
	line, found := slices.BinarySearch(s.lines, offset)
	if found {
		line++
	}
	s.last = line - 1
	return line
}

// span returns the bytes that a position of the page covers.
func (s *source) span(pos model.Position) (start, end int) { return int(pos.Start), int(pos.End) }

// lineEnd returns the offset after the line that holds an offset, behind its line end.
func (s *source) lineEnd(offset int) int { return lineEnd(s.text, offset) }

// slice returns the bytes from start up to end as a positioned text without the
// white space around it.
func (s *source) slice(start, end int) model.Text {
	raw := s.text[start:end]
	trimmed := strings.TrimSpace(raw)
	if len(trimmed) < len(raw) {
		start += strings.Index(raw, trimmed)
	}
	return model.Text{Value: trimmed, Pos: s.pos(start, start+len(trimmed))}
}
