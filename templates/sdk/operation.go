package sdk

// operation describes one documented route. Client and handler share it, so
// they can't disagree on method, path or status.
type operation struct {
	id     string // Service.Method
	method string
	// path is the pattern: /users/{userID}, fn(a='{a}'), root:/{itemPath...}:
	path string
	// status lists the documented success codes, the usual one first.
	status []int
	// wrapped reports that the JSON result travels as {"value": …}.
	wrapped bool
	// paged reports that the result is a page of a collection.
	paged bool
	// stream reports that the result is not JSON.
	stream bool
	// bodyType is the full name of the JSON body's type. It tells apart
	// operations that share method and path.
	bodyType string
	// query are the parameters that the docs show, name=beginning of the value, where they
	// tell apart operations that share method and path.
	query []string
	// named reports that the body must name its type.
	named bool
	// rank orders the operations that share method and path.
	rank int
	// contentType is the documented one of a body that is not JSON, or of the bytes that
	// may take the place of one that is.
	contentType string
	doc         string // page.md:line
}

// token is a piece of a path pattern: a literal, or a parameter if name is set.
type token struct {
	literal string
	name    string
	greedy  bool // may hold slashes
	quoted  bool // stands between quotes: an OData string literal
}

// nextPlaceholder returns where the braces of the first placeholder are.
func nextPlaceholder(pattern string) (open, end int) {
	open = -1
	for i := range len(pattern) {
		switch {
		case pattern[i] == '{':
			open = i
		case pattern[i] == '}' && open >= 0:
			return open, i
		}
	}
	return -1, -1
}

func placeholder(pattern string, open, end int) token {
	t := token{name: pattern[open+1 : end]}
	if n := len(t.name) - len("..."); n > 0 && t.name[n:] == "..." {
		t.name, t.greedy = t.name[:n], true
	}
	t.quoted = open > 0 && pattern[open-1] == '\'' &&
		end+1 < len(pattern) && pattern[end+1] == '\''
	return t
}
